"""Days of the week that somebody works: `maandag t/m zaterdag`, `de luni pana sambata`, `zaterdag en zondag`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enrichment.numerals.digits import places_of
from enrichment.words.tokens import vocabulary

_NAMES = (
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "monday tuesday wednesday thursday friday saturday sunday",
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "mon tue wed thu fri sat sun",
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela",
    "poniedzialku wtorku srody czwartku piatku soboty niedzieli",
    "poniedzialki wtorki srode czwartki piatki sobote niedziele",
    "luni marti miercuri joi vineri sambata duminica",
    "понеделник вторник сряда четвъртък петък събота неделя",
    "hetfo kedd szerda csutortok pentek szombat vasarnap",
    "hetfotol keddtol szerdatol csutortoktol pentektol szombattol vasarnaptol",
    "hetfoig keddig szerdaig csutortokig pentekig szombatig vasarnapig",
    "lunes martes miercoles jueves viernes sabado domingo",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "montags dienstags mittwochs donnerstags freitags samstags sonntags",
)
# Names so short that they are days only beside a sign: `ma-vr`, `pn-sob`.
_SHORT = ("ma di wo do vr za zo", "pn wt sr czw pt sob nd", "lu ma mi jo vi sa du", "mo di mi do fr sa so")
_DAYS = {name: number for row in _NAMES for number, name in enumerate(row.split())} | {"sonnabend": 5}
_ENDS = frozenset("wo do vr za zo sr czw pt sob nd mi jo vi fr sa so".split())
_LISTED = [  # three of a row one behind another, or two with a sign between: `ma wo za`, `di/do`, `pn, sr i pt`
    (row.split(), re.compile(
        rf"(?<![\w-])(?:{names}){sign}(?:{names})(?:{gap}(?:{names}))*(?![\w-])|"
        rf"(?<![\w-])(?:{names})(?:{gap}(?:{names})){{2,}}(?![\w-])"
    ))
    for row in _SHORT
    for names, sign in ((row.replace(" ", "|"), r"\.? ?[/+&,] ?"),)
    for gap in (rf"(?:{sign}|\.? (?:(?:en|und|i|si) )?)",)
]  # fmt: skip
_THROUGH = (
    "-", "t/m", "tot en met", "tot", "to", "till", "through", "thru", "until", "do", "pana", "pana la", "до", "a", "al", "bis", "",
)  # fmt: skip
_AND = ("en", "and", "i", "oraz", "si", "и", "es", "y", "und", "&", "+", ",", "/")
_MOST = 12  # characters between two days of one group


@dataclass(frozen=True, slots=True)
class Group:
    """Days that belong together at [start, end)."""

    start: int
    end: int
    days: frozenset[int]  # 0 is Monday


def groups_of(text: str) -> list[Group]:
    """Every group of weekdays of a normalised text, in order."""
    known = vocabulary(text) & _DAYS.keys()
    found = list(_joined(text, known)) if known else []
    if "-" in text or "t/m" in text:
        found += _shortened(text)
    found += dict.fromkeys(_listed(text))  # Dutch and German share some names
    return sorted(found, key=lambda group: group.start)


def _joined(text: str, known: frozenset[str]) -> Iterator[Group]:
    group: Group | None = None
    for start, end in places_of(text, known):
        day = _DAYS[text[start:end]]
        more = _more(group, text[group.end : start], day) if group and start - group.end <= _MOST else None
        if group and more:
            group = Group(group.start, end, more)
            continue
        if group:
            yield group
        group = Group(start, end, frozenset((day,)))
    if group:
        yield group


def _more(group: Group, gap: str, day: int) -> frozenset[int] | None:
    """The days of a group with one more, by what stands between: to, or and."""
    between = gap.strip(" .")
    last = max(group.days)
    if between in _THROUGH and len(group.days) == 1:  # nothing between: the ending says it, hetfotol pentekig
        return frozenset(range(last, day + 1)) if day > last else None
    return group.days | {day} if between in _AND else None


def _shortened(text: str) -> Iterator[Group]:
    """`ma-vr`, `ma t/m za`: only with these signs."""
    for end_name in vocabulary(text) & _ENDS:
        for start, end in places_of(text, (end_name,)):
            before = text[max(0, start - 9) : start]
            for row in _SHORT:
                names = row.split()
                if end_name not in names:
                    continue
                first = next((name for name in names if _leads(before, name)), None)
                if first and names.index(first) < names.index(end_name):
                    yield Group(
                        start - len(before) + before.rindex(first), end,
                        frozenset(range(names.index(first), names.index(end_name) + 1)),
                    )  # fmt: skip
                    break


def _leads(before: str, name: str) -> bool:
    for sign in ("-", " - ", " t/m ", "./", ".-"):
        if before.endswith(name + sign):
            left = before[: -len(name + sign)]
            return not left or not left[-1].isalnum()
    return False


def _listed(text: str) -> Iterator[Group]:
    """`ma wo za`, `di/do`: in the order of the week, each once; `so do` is none."""
    words = vocabulary(text)
    for names, pattern in _LISTED:
        if len(words.intersection(names)) < 2:
            continue
        for match in pattern.finditer(text):
            days = [names.index(name) for name in re.findall(r"[^\W\d_]+", match[0]) if name in names]
            if days == sorted(set(days)):
                yield Group(match.start(), match.end(), frozenset(days))
