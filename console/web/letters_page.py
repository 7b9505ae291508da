"""Page 4: what could not go on, and why."""

from starlette.requests import Request

from console.web.desk import Desk, PageRecord
from zicht.records import DeadLetter

NEWEST = 100


class LettersPage(PageRecord):
    """The newest dead letters, newest first."""

    letters: tuple[DeadLetter, ...]


def letters_page(desk: Desk, request: Request) -> LettersPage:
    """The newest dead letters; looking is logged."""
    desk.consulted("letters")
    return LettersPage(letters=tuple(desk.ledger.dead_letters(NEWEST)))
