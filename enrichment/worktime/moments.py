"""Times of the clock in a text, one by one: `om 5 uur`, `half 7`, `o 18:00`, `at eight`.

The text is that of enrichment.numerals.spoken: most numbers stand in digits, most times in 24 hours.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from enrichment.numerals.digits import number_words, places_of
from enrichment.words.tokens import vocabulary

_NAMED = {
    "middernacht": 24, "midnight": 24, "polnoc": 24, "polnocy": 24, "полунощ": 24, "ejfel": 24, "ejfelig": 24,
    "medianoche": 24, "mitternacht": 24, "noptii": 24, "noon": 12, "mediodia": 12,
}  # fmt: skip
# What leads to a time, by the end of the word.
_LEADS = (
    "klokslag", "stipt", "punkt", "fix", "fix la", "om", "at", "around", "about", "by", "before", "um", "gegen", "vor", "tegen", "rond",
    "voor", "o", "okolo", "przed", "la", "spre", "в", "към", "преди", "a las", "sobre las", "las", "tot", "bis", "do", "до", "la ora",
    "ora", "pana la", "hasta las", "a", "until", "till", "van", "from", "de la", "od", "от", "ab",
)  # fmt: skip
_LED = tuple(f"{word}{blank}" for word in _LEADS for blank in (" ", " \n"))


def leads(text: str, start: int) -> bool:
    """Whether a word that leads to a time stands right before `start`."""
    return text.endswith(_LED, 0, start)


_CLOCK = re.compile(  # begins with a set, and looks back behind it, so that the scan is fast
    r"(?P<hour>[0-9](?<![\w.,:€].)(?:(?<=2)[0-4]|(?<=1)\d|(?<=0)\d(?=:))?)"
    r"(?P<minute>:[0-5]\d|\.(?:00|15|30|45)(?= (?:start|finish|begin|klaar|einde|"
    r"eind|uur\b|uhr\b|"
    r"h\b|am\b|pm\b|los\b|ende|koniec|fajrant|feierabend|schluss|aan\b|naar huis|home\b|till\b|until\b|to \d|tot \d|"
    r"bis \d)))?(?P<unit> ?(?:uur|uhr|h|часа|o'clock|ora(?:kor|ig|tol)|"
    r"(?P<half>[ap])\.?m)\b)?"
    r"(?![\w€%]|[.,:]\d|(?<!uhr)(?<!o'clock) ?(?:euro?|евро|km|kg|jaar|years|lat\b|ani\b|per |p/|an |na |pe |на |por |pro ))"
)
_COUNTED = re.compile(  # but no verb that says what begins or ends
    r" (?!(?:(?:aan|an)?ge(?:fangen|start|startet|arbeitet|werkt)|begonnen|beg[ie]nn\w*|start\w*|anfang\w*|schluss|feierabend|"
    r"finish\w*|rozpocz\w*|zaczyn\w*|konczym\w*|incepe\w*|termin\w*|започва\w*|почва\w*|прибира\w*|свършва\w*|empeza\w*|empiez\w*|salimos|"
    r"kezd\w*|indul\w*|vegz\w*)\b)(?:[^\W\d_]{6,}|dagen|days|dni|zile|дни|nap|dias|tage|weken|weeks|maart|april|mei|juni|juli|may|june|july|euro)\b"
)
_UNIT_BEHIND = re.compile(r" (?:uur|uhr|o'clock|часа)\b")
_ENDS = re.compile(r"[.,;:!?\n)]|$| (?:uur|uhr|o'clock|часа|h)\b")  # behind `een` as a time
PART_BEHIND = re.compile(
    r" (?:'?s (?:ochtends|morgens|middags|avonds)|in the (?:morning|evening)|at night|rano|wieczorem|dimineata|seara|сутринта|"
    r"вечерта|de la (?:manana|tarde|noche)|morgens|abends|fruh|am (?:morgen|abend))\b"
)
# `, um funf raumen wir`: a clause that begins with a time.
_CLAUSE = re.compile(r"(?:^|[.,;:!?\n(-] ?|\b(?:en|and|i|si|iar|и|а|y|und) )(?:om|um|at|a las|o|la|в) $")
_PART_BEFORE = re.compile(
    r"(?<!\w)(?:'?s'?)?(?:ochtends|morgens|avonds|morning|evening|rano|wieczorem|dimineata|seara|сутринта|вечерта|reggel|hajnali|"
    r"este|abends|nachts|vormittags)"
    r"(?: \w{1,6}){0,2} $"
)
_LATE = re.compile("avonds|middags|evening|night|wieczorem|seara|вечерта|este|tarde|noche|abend")
_DAY = 24  # hours


class Moment(NamedTuple):
    """A time of the clock at [start, end), in minutes; `sure` where its writing says so, not the word before alone."""

    minutes: int
    sure: bool
    start: int
    end: int


@lru_cache(maxsize=8)  # asked for by scenes and by pairs of one text
def moments_of(text: str, language: str) -> "tuple[Moment, ...]":
    """Every time of the clock, in order."""
    return tuple(sorted(_moments(text, language), key=lambda one: one.start))


def _moments(text: str, language: str) -> Iterator[Moment]:
    for match in _CLOCK.finditer(text):
        hour = int(match["hour"]) % 12 + 12 * (match["half"] == "p") if match["half"] else int(match["hour"])
        minutes = hour * 60 + int((match["minute"] or ":0")[1:])
        if match["minute"] or match["unit"] or _is_led(text, *match.span()):
            yield _moment(text, minutes, bool(match["minute"] or match["unit"]), *match.span())
    known = number_words(language)
    words = vocabulary(text)
    told = {word for word in words & known.keys() if 0 < known[word] <= _DAY} | (words & _NAMED.keys())
    for start, end in places_of(text, told):
        word = text[start:end]
        if word in _NAMED:
            yield Moment(_NAMED[word] * 60, True, start, end)
        elif _is_led(text, start, end) and (known[word] > 1 or _is_one(text, start, end)):
            yield _moment(text, known[word] * 60, _UNIT_BEHIND.match(text, end) is not None, start, end)


def _is_one(text: str, start: int, end: int) -> bool:
    """Whether `een` or `one` is a time and no article: `at one we hose the floor`."""
    return _ENDS.match(text, end) is not None or _CLAUSE.search(text, max(0, start - 20), start) is not None


def _is_led(text: str, start: int, end: int) -> bool:
    """Whether a number without a unit is a time by what stands before it, and counts nothing behind it."""
    if not leads(text, start):
        return False
    if not _COUNTED.match(text, end) or _CLAUSE.search(text, max(0, start - 20), start):
        return True
    return _PART_BEFORE.search(text, max(0, start - 24), start) is not None


def _moment(text: str, minutes: int, sure: bool, start: int, end: int) -> Moment:
    part = PART_BEHIND.match(text, end) or _PART_BEFORE.search(text, max(0, start - 24), start)
    late = part is not None and _LATE.search(part.group()) is not None
    return Moment(minutes + 12 * 60 if late and minutes < 12 * 60 else minutes, sure or part is not None, start, end)


def between(first: Moment, second: Moment, least: int, most: int) -> int | None:
    """Minutes from the one time to the other; `8 to 6` ends in the afternoon, `22 to 6` the next day."""
    span = second.minutes - first.minutes
    later = (12 * 60, 24 * 60) if first.minutes <= 12 * 60 and second.minutes <= 12 * 60 else (24 * 60,)
    spans = (span,) if span > 0 else (span + more for more in later)
    return next((one for one in spans if least <= one <= most), None)
