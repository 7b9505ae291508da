"""The break of a working day: how long it is and whether it is paid, as an advert says it beside the times of the day."""

import re
from decimal import Decimal

from enrichment.worktime.pausewords import COUNT, IN_TIME, LENGTHS, MEAL, NO_PAUSE, PAID, PAUSE, UNPAID

_DAY = Decimal("5.5")  # a longer day has a pause (Arbeidstijdenwet art. 5:4)
_AWAY, _REACH = 70, 130  # characters before and behind the times
_BESIDE = 54  # characters around the word for a break
_SIGNS = (",", ". ", ";", "\n", ":", "!")  # end a clause
_MINUTES = frozenset(("min", "мин", "perc", "'"))


def worked(text: str, times: tuple[int, int], others: list[tuple[int, int]], length: Decimal) -> Decimal:
    """Hours of `length` that are paid for: without the break that is said, else without an hour of a long day."""
    said = _said(text, times, others)
    if said is None:
        return length - 1 if length > _DAY else length
    if NO_PAUSE.search(said) or (PAID.search(said) and not UNPAID.search(said)):
        return length
    less = _long(said) or Decimal(1)
    return length - less if less < length / 2 else length


def _long(said: str) -> Decimal | None:
    for hours, pattern in LENGTHS:
        if pattern.search(said):
            return Decimal(hours)
    count = COUNT.search(said)
    if count is None:
        return None
    number = Decimal(count["number"].replace(",", "."))
    return number / 60 if count["unit"] in _MINUTES else number


def _said(text: str, times: tuple[int, int], others: list[tuple[int, int]]) -> str | None:
    """What the advert says of the break, near these times and not beyond the next or the former ones.

    A meal is a break only where its length is said, or who pays it.
    """
    start, end = times
    last = min([at for at, _ in others if at >= end], default=len(text))
    first = max([to for _, to in others if to <= start], default=0)
    places = (end, min(last, end + _REACH)), (max(first, start - _AWAY), start)
    for pattern in (PAUSE, MEAL):
        for left, right in places:
            match = pattern.search(text, left, right)
            said = _around(text, left, right, match.span()) if match else ""
            if said and (pattern is PAUSE or _long(said) or UNPAID.search(said) or IN_TIME.search(said)):
                return said
    return None


def _around(text: str, left: int, right: int, word: tuple[int, int]) -> str:
    """The sentence of a word for a break, as far as it tells of it."""
    ends = [at for sign in (". ", "! ", "\n") if (at := text.find(sign, word[1], right)) >= 0]
    begins = max(text.rfind(sign, left, word[0]) for sign in (". ", "! ", "\n"))
    return text[max(left, begins, word[0] - _BESIDE) : min([right, word[1] + _BESIDE, *ends])]


_OF_WHICH = re.compile(
    r"[^.!?;\n]{0,24}?(?<!\w)(?:of which|waarvan|waarbij|davon|z czego|w tym|din care|от които|ebbol|de l[ao]s (?:que|cuales)|"
    r"minus|less|"
    r"in[ck]l\w*|including|включително)(?!\w)[^.!?;\n]{0,60}"
)


def unpaid_of(text: str, end: int) -> Decimal:
    """Hours that are not paid of those that end at `end`: `12 hours of which 30 minutes lunch is unpaid`."""
    said = _OF_WHICH.match(text, end)
    pause = said.group() if said else ""
    if not (PAUSE.search(pause) or MEAL.search(pause)) or (PAID.search(pause) and not UNPAID.search(pause)):
        return Decimal(0)
    return _long(pause) or Decimal(0)


def is_of_pause(text: str, start: int, end: int) -> bool:
    """Whether a word for keeping at [start, end) is about the time of a break: `ebbol egy ora szunetet levonnak`."""
    left, right = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    first = max(text.rfind(sign, left, start) for sign in _SIGNS)
    last = min((at for sign in _SIGNS if (at := text.find(sign, end, right)) >= 0), default=right)
    said = text[max(left, first) : last]
    return PAUSE.search(said) is not None and _long(said) is not None and "euro" not in said and "€" not in said


def said_of_pauses(text: str) -> bool:
    """Whether there is any word of a break."""
    return PAUSE.search(text) is not None or MEAL.search(text) is not None
