"""Commands that look into the ledger and the index, or check them."""

from datetime import date
from typing import Any, get_args

from console.commands.rooms import consulted, emit, open_the_index, open_the_ledger, settings
from console.language import say
from console.terminal import out, progress, show_conservation, show_page, show_signals, told
from zicht.clock import AMSTERDAM, now
from zicht.errors import InputError
from zicht.records import Eenheid

STATES = {
    "parsed": ("gelezen", "parsed"),
    "enriched": ("geduid", "enriched"),
    "linked": ("gekoppeld", "linked"),
    "indexed": ("doorzoekbaar", "indexed"),
    "dead": ("uitgevallen", "dead"),
}


def signals(day: date, eenheid: str | None, *, json: bool) -> None:
    """The day's signals from the ledger; looking is logged (REQ-L12)."""
    if eenheid and eenheid not in get_args(Eenheid):
        known = ", ".join(get_args(Eenheid))
        raise InputError(
            f"--eenheid {eenheid} bestaat niet. Kies uit: {known}.",
            f"--eenheid {eenheid} does not exist. Choose from: {known}.",
        )
    with open_the_ledger() as ledger:
        consulted(ledger, f"list:{day}:{eenheid}" if eenheid else f"lists:{day}")
        found = ledger.signals(day, eenheid)
    if json:
        for signal in found:
            emit(signal)
        return
    title = say(f"Signalen van {day:%d-%m-%Y}", f"Signals of {day:%Y-%m-%d}")
    if found:
        show_signals(found, title)
    else:
        out.print(say(f"{title}: geen.", f"{title}: none."))


def search(text: str, filters: dict[str, tuple[str, ...]], sort: str, limit: int, *, json: bool) -> None:
    """Search the index; looking is logged (REQ-L12)."""
    from zicht.query import Query

    if sort not in ("score", "newest", "oldest", "relevance"):
        raise InputError(
            f"--sort {sort} bestaat niet. Kies score, newest, oldest of relevance.",
            f"--sort {sort} does not exist. Choose score, newest, oldest or relevance.",
        )
    asked: dict[str, Any] = {"text": text, "sort": sort, "limit": limit, **filters}
    with open_the_ledger() as ledger, open_the_index() as index:
        consulted(ledger, f"search:{text}")
        page = index.search(Query.model_validate(asked))
    if json:
        for row in page.rows:
            emit(row.document)
    else:
        show_page(page)


def rebuild() -> None:
    """Build the index anew from the ledger."""
    from flows.steps import rebuild as rebuild_index

    with open_the_ledger() as ledger, open_the_index() as index, progress() as tell:
        count = rebuild_index(ledger, index, settings(), progress=tell)
    out.print(say(f"De index is herbouwd: {count} advertenties.", f"The index was rebuilt: {count} adverts."))


def status(*, json: bool) -> int:
    """Counts, conservation and alarms; 1 when a page is unaccounted for, or a person must act on an alarm."""
    from console.version_commands import show_active
    from flows.watching import watch

    with open_the_ledger() as ledger:
        kept, counts, seen = ledger.conservation(), ledger.counts(), watch(ledger, at=now())
        if not json:
            show_active(ledger)
    if json:
        emit(kept)
    else:
        said = " · ".join(f"{say(*STATES[state])} {number}" for state, number in counts.items())
        out.print(f"{say('advertenties', 'adverts')}: {said}", markup=False)
        show_conservation(kept)
        last = seen.last_run and seen.last_run.astimezone(AMSTERDAM)
        never = say("laatste run: nog geen", "last run: none yet")
        out.print(say(f"laatste run: {last:%d-%m-%Y %H:%M}", f"last run: {last:%Y-%m-%d %H:%M}") if last else never)
    return told(seen.alarms) or int(kept.unaccounted > 0)


def dead(limit: int, *, json: bool) -> None:
    """The dead letters."""
    with open_the_ledger() as ledger:
        letters = ledger.dead_letters(limit)
    for letter in letters:
        if json:
            emit(letter)
        else:
            out.print(
                f"{letter.at:%Y-%m-%d %H:%M} {letter.stage} {letter.key}: {letter.reason} {letter.detail}", markup=False
            )
    if not letters and not json:
        out.print(say("Niets is blijven steken.", "Nothing got stuck."))
