"""Times of the clock between which somebody works: `van 7 tot 19 uur`, `11am till 11pm`, `od 6 do 17`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from enrichment.worktime.pauses import said_of_pauses, worked
from enrichment.worktime.split import are_one_day, hours_of_both

_UNIT = r"(?:uur|u|h|hrs?|uhr|ч|часа|ora|ore|oras|horas|o'?clock)\b\.?"
_TIME = r"(?P<{0}>[0-9]\d?)(?:[:.h](?P<{0}m>[0-5]\d))? ?(?P<{0}h>a\.?m\b\.?|p\.?m\b\.?)?(?: ?(?P<{0}u>" + _UNIT + r"))?"
_SPAN = re.compile(
    _TIME.format("a")
    + r"(?:-?(?:tol|kor|kortol))? ?(?P<join>-|tot(?: en met)?|t/m|till?|until|to|right through to|bis|(?:az )?do|la|pana la|"
    r"до|hasta(?: las)?|a(?: las)?|y|en|and|und|si|i|и|es|este|delutan|reggel|(?<=:\d\d) (?=\d\d?:\d\d)|(?<=tol ))"
    + r" ?(?:las )?"
    + _TIME.format("b")
    + r"(?:-?ig\b)?(?![\d:])(?! ?(?:jaar|jr|euro?|€|%|km|kg|lat|ani|anos|jahre|години|eves|fo|personen|people|osob|"
    r"dagen|days|dni|nap|"
    r"per (?:uur|hour)))"
)
# What stands before the first time, where neither has minutes nor a unit.
_LEAD = re.compile(
    r"\b(?:van|vanaf|from|between|tussen|od|de la|de|от|между|von|zwischen|ab|intre|entre|miedzy|reggel|uren\??|werktijd\w*|"
    r"tijden?|shift|dienst|"
    r"hours\??|godzin\w*\??|program|schicht|turno|смяна|zmiana)(?: las)?:? ?$"
)
_DAYS_BEFORE = re.compile(
    r"(?:dagen|days|dni|zile|дни|nap|dias|tage|nights|nachten)(?: (?:a|per) week)?,? $"
)  # `6 days, 7 to 7.`
_WEEKDAY = re.compile(
    r"(?<!\w)(?:\w+days?|sat|sun|mon|fri|\w+dag|za|zo|vr|poniedzialek|wtorek|srod[ae]|czwartek|piatek|sobot[aey]|niedziel[aey]|luni|marti|"
    r"miercuri|joi|vineri|sambata|duminica|понеделник|вторник|сряда|четвъртък|петък|събота|неделя|lunes|martes|miercoles|jueves|"
    r"viernes|sabados?|domingos?|\w+tags?|mittwoch|sonnabend),? $"
)
_MONTH = re.compile(
    r" (?:jan|feb|mar|maart|apr|mei|may|mai\b|jun|jul|aug|sep|oct|okt|nov|dec|dez|stycz|lut|kwie|maj|czerw|lip|sierp|wrze|pazdz|list|"
    r"grud|ian|iun|iul|яну|фев|мар|апр|юн|юл|авг|сеп|окт|ное|дек|ene|abr|ago|dic)"
)
_SENTENCE_ENDS = frozenset((".", ",", ";", "", "\n"))
_PER_DAY = re.compile(
    r" ?(?:per|p/|/|a|an?|pe|na|на|por|al|am|pro) ?(?:werk)?(?:dag|day|shift|dzien|zi|ден|dia|tag|week)\b"
)
_LEAST, _MOST = 4, 18  # hours of a day's work
_PAUSED = Decimal("5.5")  # a longer day has a pause (Arbeidstijdenwet art. 5:4)
_HALF_DAY = 12
_EVENING = 9  # hours at most from a time after noon to one that is told without its part of the day
_ROUND = 16  # hours that nobody tells so


def _minutes(match: "re.Match[str]", name: str) -> int | None:
    hour, half = int(match[name]), (match[f"{name}h"] or "").replace(".", "")
    if hour > 24:
        return None
    if half and 1 <= hour <= _HALF_DAY:  # of 20 the `am` is a word: `bis 20:00 am Band`
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    return hour * 60 + int(match[f"{name}m"] or 0)


def _is_evening(match: "re.Match[str]", begin: int, end: int) -> bool:
    """`de 4 a 23:00`, which was told as eleven at night: the first is of the afternoon, or one would work round the clock."""
    bare = match["am"] is None and match["ah"] is None and match["au"] is None
    return bare and match["bm"] is not None and begin < _HALF_DAY * 60 and end - begin >= _ROUND * 60


def _length(match: "re.Match[str]") -> Decimal | None:
    """Hours from the one time to the other; `8 to 6` ends in the afternoon, `22 to 6` the next day."""
    begin, end = _minutes(match, "a"), _minutes(match, "b")
    if begin is None or end is None:
        return None
    if _is_evening(match, begin, end):
        begin += 12 * 60
    if begin > _HALF_DAY * 60 and end <= _HALF_DAY * 60 and _LEAST * 60 <= end + 12 * 60 - begin <= _EVENING * 60:
        end += 12 * 60  # `este 6-tol 10-ig`: nobody works from 18 to 10
    if end <= begin:
        end += 12 * 60 if end <= 12 * 60 and begin <= 12 * 60 and not (match["ah"] or match["bh"]) else 24 * 60
    return Decimal(end - begin) / 60


def _is_time(match: "re.Match[str]", text: str) -> bool:
    """Two times of the clock, not a range of something: by minutes, am and pm, a unit, or the word before."""
    start = match.start()
    if start and (text[start - 1].isalnum() or text[start - 1] in ".,:€-/+"):
        return False
    if (match["am"] and match["bm"]) or match["ah"] or match["bh"] or not match["join"]:
        return True
    if _PER_DAY.match(text, match.end()):
        return False
    led = bool(_LEAD.search(text, max(0, start - 20), start)) or (
        text[match.end() : match.end() + 1] in _SENTENCE_ENDS
        and bool(_DAYS_BEFORE.search(text, max(0, start - 20), start))
    )
    if match["join"] != "-" and (match["am"] or match["bm"]):
        return True
    led = led or (_WEEKDAY.search(text, max(0, start - 14), start) is not None and not _MONTH.match(text, match.end()))
    return (led or bool(match["bu"])) if match["join"] != "-" else (led and bool(match["bu"]))


def _of_one_day(first: "re.Match[str]", second: "re.Match[str]", text: str) -> Decimal | None:
    """Hours of two shifts that are worked on one day: `10-14 en 17-22 uur`; None where they are no such thing."""
    if not are_one_day(text, first.span(), second.span()):
        return None
    told = second["bu"] or _is_time(first, text) or _is_time(second, text)
    begin, end, again, last = (_minutes(match, name) for match in (first, second) for name in ("a", "b"))
    if not told or begin is None or end is None or again is None or last is None:
        return None
    noon = _HALF_DAY * 60
    end += noon * (end <= begin)
    again += noon * (again < end)
    last += noon * (last <= again)
    return hours_of_both((Decimal(begin) / 60, Decimal(end) / 60), (Decimal(again) / 60, Decimal(last) / 60))


def _spans(text: str) -> Iterator[tuple[Decimal, tuple[int, int]]]:
    """(hours between the times, [start, end)) of every shift; of two that are worked on one day as one."""
    matches = list(_SPAN.finditer(text))
    done = 0
    for match, following in zip_longest(matches, matches[1:]):
        if match.start() < done:
            continue
        if following and (length := _of_one_day(match, following, text)):
            done = following.end()
            yield length, (match.start(), done)
        elif _is_time(match, text) and (length := _length(match)) is not None and _LEAST <= length <= _MOST:
            yield length, match.span()


def shifts_of(text: str) -> Iterator[tuple[Decimal, Decimal, int, int]]:
    """(hours without the pause, hours between the times, start, end) in a normalised text."""
    found = list(_spans(text))
    pauses = bool(found) and said_of_pauses(text)
    for length, times in found:
        if pauses:
            yield worked(text, times, [other for _, other in found if other != times], length), length, *times
        else:
            yield (length - 1 if length > _PAUSED else length), length, *times
