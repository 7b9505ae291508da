"""Numbers in words that are times of the clock, a pace or one side of a range, by what stands beside them: `half past eight`."""

import re

from enrichment.numerals.marks import Edit

# Before a number that is a time, or how many are done in an hour.
LED = re.compile(
    r"\b(?:half(?: past)?|halb|wpol do|quarter (?:past|to)|kwart (?:over|voor)|viertel (?:nach|vor)|een uur of|"
    r"(?:in een uur|in an hour|w godzine|intr-o ora|за (?:един |1 )?час|egy ora alatt|en una hora|in einer stunde)"
    r"(?: [^\W\d_]+){0,3}) $"
)
_QUARTERS = {15, 30, 45}
_TIME_BEFORE = re.compile(r"\b(?:at|from|before|until|till?|around|by|about) $")
_TIME_BEHIND = re.compile(r" (?:in the (?:morning|evening|afternoon)|at night|[ap]\.?m\b)")
_NOON = 12
_TWO_SIDES = re.compile(r"\b(?:entre|tussen|intre|miedzy|pomiedzy|между) $")  # of a range: no euros and cents


def is_side(text: str, start: int) -> bool:
    """Whether a number that begins at `start` is the lower side of a range: `entre doce y trece euros`."""
    return _TWO_SIDES.search(text, max(0, start - 12), start) is not None


def minutes_said(text: str, hour: tuple[int, int, int], minutes: tuple[int, int, int]) -> Edit | None:
    """`from seven thirty in the morning`, `until nine-thirty`: a time as English reads it off a clock.

    Both are (start, end, value) in a normalised text.
    """
    start, end, value = hour
    if value > _NOON or minutes[2] not in _QUARTERS or text[end : minutes[0]] not in {" ", "-"}:
        return None
    if not (_TIME_BEHIND.match(text, minutes[1]) or _TIME_BEFORE.search(text, max(0, start - 8), start)):
        return None
    return start, minutes[1], f"{value}:{minutes[2]}"


_AT_POLISH = re.compile(r"\b(?:o|okolo|przed) $")
_LEAST_ORDINAL = 3  # `o pierwszej` and `o drugiej` are of other things too


def is_polish_time(text: str, start: int, value: int) -> bool:
    """`o czwartej`, `okolo osiemnastej`: an ordinal that begins at `start` is an hour of the clock."""
    return value >= _LEAST_ORDINAL and _AT_POLISH.search(text, max(0, start - 7), start) is not None
