"""Numbers in words that are times of the clock, a pace or one side of a range, by what stands beside them: `half past eight`."""

import re

from enrichment.numerals.edits import Edit
from enrichment.words.hints import Hints

# Before a number that is a time, or how many are done in an hour.
LED = re.compile(
    r"\b(?:(?:hoeveel uu?r(?:en)?|how many hours|ile godzin|cate ore|колко часа|hany ora|cuantas horas|"
    r"wie ?viele stunden)(?: [^\W\d_]+){0,3}\?"
    r"(?: (?:napi|heti|po|по|cate))?|half(?: past)?|halb|wpol do|quarter (?:past|to)|kwart (?:over|voor)|viertel (?:nach|vor)|"
    r"een uur of|"
    r"(?:in een uur|in an hour|w godzine|intr-o ora|за (?:един |1 )?час|egy ora alatt|en una hora|in einer stunde|orankent)"
    r"(?: [^\W\d_]+(?:'[^\W\d_]+)?){0,3}) $"
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


_UNTIL = re.compile(
    r"(?<!\w)(?:tot|till?|until|to|la|pana la|до|a(?: la)?|hasta(?: la)?|bis|do) (?:(?P<one>een|one|unu|una|един|eins)(?!\w)"
    r"(?=[.,;:!?\n)]|$|,? (?:uur(?! of)|uhr|o'clock|часа|h\b|zonder|without|fara|без|sin|ohne|in the|'?s middags|p\.?m\b|"
    r"de la tarde|del mediodia|"
    r"следобед|на обяд|dupa|mittags|nachmittags|en|and|si|и|y|und)\b)|"
    r"(?P<midnight>middernacht|midnight|polnocy|miezul noptii|полунощ|medianoche|mitternacht)(?!\w))"
)
_ENDS = Hints(
    "tot een", "til one", "till one", "to one", "la un", "до един", "a una", "bis eins", "ernacht", "midnight", "polnocy", "miezul",
    "полунощ", "medianoche",
)  # fmt: skip


def ends_said(text: str) -> list[tuple[int, int, int, str]]:
    """(start, end, hour, word) of every `een` or `middernacht` that is the second of two times: `van acht tot een`."""
    if not _ENDS.stand_in(text):
        return []
    found = _UNTIL.finditer(text)
    return [
        (*match.span(match.lastgroup), 1 if match["one"] else 24, match[match.lastgroup])
        for match in found
        if match.lastgroup
    ]


_AT_POLISH = re.compile(r"\b(?:o|okolo|przed) $")
_LEAST_ORDINAL = 3  # `o pierwszej` and `o drugiej` are of other things too


def is_polish_time(text: str, start: int, value: int) -> bool:
    """`o czwartej`, `okolo osiemnastej`: an ordinal that begins at `start` is an hour of the clock."""
    return value >= _LEAST_ORDINAL and _AT_POLISH.search(text, max(0, start - 7), start) is not None


_PACED = re.compile(r"uur|hour|godzin|\bor[ae]\b|orankent|час|hora|stunde")
_CLAUSE_ENDS = re.compile(r"[.,;!?)]|$|\n")
_SENTENCE_ENDS = re.compile(r"[.!?\n]")
_GOES_ON = 70  # characters from one pace to the next


def goes_on(text: str, start: int, end: int, last: int | None) -> bool:
    """The cents of `een euro twintig`, or the 15 of `beginners halen er tien per uur, ervaren plukkers vijftien`.

    `last` is where the number before ends.
    """
    if text.endswith(("euro ", "евро ", "euros "), 0, start):
        return True
    if last is None or start - last > _GOES_ON or not _CLAUSE_ENDS.match(text, end):
        return False
    if _SENTENCE_ENDS.search(text, last, start):
        return False
    return _PACED.search(text, max(0, last - 40), start) is not None
