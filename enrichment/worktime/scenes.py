"""Shifts told in scenes: `om vijf uur begin je met melken, om 18:00 de laatste ronde`, `vor elf ist selten Feierabend`.

Two times of the clock in one sentence are a shift where a word says that the first begins it or the last ends it. The
text is that of enrichment.numerals.spoken: most numbers stand in digits, most times in 24 hours.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from enrichment.words.sentences import STOP
from enrichment.worktime.moments import PART_BEHIND, Moment, between, moments_of
from enrichment.worktime.pauses import worked

# What begins and ends a day of work, by language; and the little words that say no more than from and until.
_BEGINS = {
    "nl": r"begin\w*|start\w*|aanwezig|ontbijt\w*|present\b|sta(?:at|an)?\b|wekker|opstaan|aantreden",
    "en": r"start\w*|beg[ia]n\w*|clock(?:ing)? in|up at|breakfast|kick\w* off|report at|be there|"
    r"on (?:the|your) f(?:loor|eet)|behind the",
    "pl": r"zaczyna\w*|wchodzi\w*|wsta\w*|start\w*|rusza\w*|pobudk\w*|sniadani\w*|wyjscie|przychodzi\w*|stoi(?:sz|my)",
    "ro": r"incep\w*|porneste|te scoli|dejun\w*|plecarea|cafea\w*|intri\b|intram|pornim|trez\w*|venim|vii\b|stai\b|stam\b|suntem",
    "bg": r"започва\w*|почва\w*|влиза\w*|тръгва\w*|става\w*|закуск\w*|стои(?:ш|м)|сме\b",
    "hu": r"kezd\w*|indul\w*|kelsz|felkel\w*|reggeli\w*|kelunk|erkez\w*|allsz|allunk|vagyunk",
    "es": r"empez\w*|levant\w*|desayun\w*|empiez\w*|entra\w*|comienz\w*|comenz\w*|arranc\w*|estas\b|estamos|lleg\w*",
    "de": r"los\b|fruhstuck\w*|aufsteh\w*|anfang\w*|angefang\w*|fang\w*|beginn\w*|start\w*|antret\w*|trittst|steh(?:st|en)\b",
}
_ENDS = {
    "nl": r"eindig\w*|eind\b|einde\b|afgelopen|naar huis|slapen\b|naar bed\b|klaar\b|thuis\w*|op slot|laatste|nog\b|stop\w*|ermee op|"
    r"vrij\b|weg\b",
    "en": r"finish\w*|end\w*|clock(?:ing)? out|off duty|asleep|bedtime|knock\w* off|last\b|home\b|still\b|leav\w*|done\b|sit down|"
    r"(?:afternoon|evening|day) (?:for yourself|off|is yours)",
    "pl": r"koncz\w*|koniec|zasyp\w*|ostatni\w*|wychodzi\w*|schodzi\w*|wraca\w*|do domu|fajrant",
    "ro": r"termin\w*|iesi\w*|plec\w*|gata\b|acasa|culc\w*|oprest\w*|adorm\w*|ultim\w*",
    "bg": r"свършва\w*|приключва\w*|излиза\w*|прибира\w*|вкъщи|у дома|ляга\w*|заспи\w*|последн\w*",
    "hu": r"vegez\w*|vegz\w*|vege\b|haza\w*|befejez\w*|lefek\w*|altat\w*|utolso",
    "es": r"acab\w*|termin\w*|sal(?:es|imos|ida|e)\b|volve\w*|vuelv\w*|a casa|acuest\w*|duerm\w*|ultim\w*|marcha?\w*",
    "de": r"feierabend|letzte\w*|schlafen\b|schluss\b|ende\w*|fertig|licht aus|heim\w*|nach hause|aufhor\w*|horst|weg\b",
}
_PAIR = ("tot ", "until ", "till ", "pana ", "hasta ", " до ", " bis ")  # of these two alone
_FROM = re.compile(r"\b(?:van(?:af)?|from|od|de la|от|desde(?: las)?|de|ab|von) $")
_UNTIL = re.compile(r"\b(?:tot|till?|until|do|pana(?: la)?|до|hasta(?: las)?|bis)\b")
_REACH = 110  # characters between the two times
_AROUND = 60  # characters before the first and behind the last that may tell what they are
_RIGHT_BEHIND = 16  # characters: `и в четири прибираме`
_MOST_TOLD = 60  # times: a text with more is a table, no scene
_LEAST, _MOST = 4 * 60, 18 * 60  # minutes of a day's work
_NO_SHIFT = re.compile(
    r"\b(?:call|bel|bellen|bereikbaar|whatsapp|app|telefon\w*|tel|zadzwon\w*|sunati|llama\w*|anruf\w*|obad\w*|hivj\w*|"
    r"bus|trein|train|winkel|shop|store)\b"
)


class _Roles(NamedTuple):
    """How a language tells that work begins and ends; one of the stems stands in whatever the patterns find."""

    stems: tuple[str, ...]
    begins: "re.Pattern[str]"
    ends: "re.Pattern[str]"


@cache
def _roles(language: str) -> _Roles | None:
    if language not in _BEGINS:
        return None
    begins, ends = _BEGINS[language], _ENDS[language]
    stems = tuple(stem for word in f"{begins}|{ends}".split("|") if (stem := re.split(r"[\\(\[]", word)[0]))
    return _Roles((*stems, *_PAIR), re.compile(rf"\b(?:{begins})"), re.compile(rf"\b(?:{ends})"))


def scenes_of(
    text: str, language: str, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[Decimal, Decimal, int, int]]:
    """(hours without the pause, hours between the times, start, end) of every shift outside `taken`, in order."""
    roles = _roles(language)
    if roles is None or not any(stem in text for stem in roles.stems):
        return
    moments = moments_of(text, language)
    if not 2 <= len(moments) <= _MOST_TOLD:
        return
    last = 0
    for at, first in enumerate(moments[:-1]):
        if first.start < last or any(left < first.end and first.start < right for left, right in taken):
            continue
        before = moments[at - 1].end if at else 0
        for second in moments[at + 1 : at + 3]:
            minutes = _minutes(text, first, second) if _is_scene(text, before, first, second, roles) else None
            if minutes:
                length, last = Decimal(minutes) / 60, second.end
                yield worked(text, (first.start, last), [], length), length, first.start, last
                break


_LATE_IN_THE_DAY = re.compile(
    r"\b(?:slap|naar bed\b|gasten|guests?\b|bed\b|asleep|zasyp|spac\b|gosci|culc|adorm|oaspet|musafir|ляга|заспи|гости|lefek|altat|"
    r"vendeg|acuest|duerm|huesped|schlaf|ins bett|gaste)"
)
_HALF_A_DAY = 6 * 60  # minutes


def _minutes(text: str, first: Moment, second: Moment) -> int | None:
    """Minutes of the scene; from breakfast at six until the guests leave, about 11, is to the evening: one does that late."""
    span = second.minutes - first.minutes
    small = second.minutes <= 12 * 60 and not PART_BEHIND.match(text, second.end)
    late = 0 < span < _HALF_A_DAY and small and span + 12 * 60 <= _MOST
    if late and _LATE_IN_THE_DAY.search(text, first.end, second.end + 30):
        return span + 12 * 60
    return between(first, second, _LEAST, _MOST)


def _is_scene(text: str, before: int, first: Moment, second: Moment, roles: _Roles) -> bool:
    """Whether a word makes the first time a beginning or the second an end, and none says the contrary."""
    between = text[first.end : second.start]
    if len(between) > _REACH or STOP.search(between):
        return False
    left = max([before, first.start - _AROUND, *_stops(text, max(0, first.start - _AROUND), first.start)])
    right = min([len(text), second.end + _AROUND, *_stops(text, second.end, second.end + _AROUND)])
    if _NO_SHIFT.search(text, left, right):
        return False
    begun = roles.begins.search(text, left, first.start)
    if not begun and roles.ends.search(text, left, first.start):
        return False
    told = (
        begun
        or roles.begins.search(between)
        or roles.ends.search(between)
        or roles.ends.search(text, second.end, right)
    )
    if told:
        begun = begun or roles.begins.search(between[:_RIGHT_BEHIND])
        behind = roles.ends.search(text, second.end, min(right, second.end + _RIGHT_BEHIND))
        ended = roles.ends.search(between) or _UNTIL.search(between) or behind
        return first.sure or second.sure or (begun is not None and ended is not None)
    return first.sure and second.sure and bool(_FROM.search(text, left, first.start) and _UNTIL.search(between))


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where sentences end in a piece of the text."""
    return [match.start() for match in STOP.finditer(text, start, end)]
