"""How long one piece takes: `each room takes about 30 minutes`, `25 minut na pokój`, `brauchst du drei Stunden`.

A time that names its piece must agree with what is paid for; one that names none counts only where the text tells one rate and one
such time. Of several the shortest counts, so that no breach is made up.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from enrichment.words.sentences import sentence_around
from enrichment.worktime.pausewords import PAUSE, SAID_LENGTH, length_said

_EACH = (
    r"(?:elke?|iedere?|een|1|each|every|one|a|kazd[aey]|jed(?:en|na|nego)|fiecare|o|un|всек[ию]|всяка|един|една|egy|minden|"
    r"cada|una|jede[rs]?|eine?)"
)
_LASTS = (
    r"(?:duurt|kost|neemt|is|takes?|lasts|trwa|to|jest|zajmuje|dureaza|ia|cere|e|este|inseamna|трае|отнема|иска|tart|lleva|dura|toma|es|son|"
    r"dauert|braucht|ist|sind)"
    r"(?: (?:(?:2|twee|two) (?:mensen|personen|people)|the (?:pair|two) of you|jullie|je|je ongeveer|ongeveer|circa|ca\.?|about|"
    r"around|you|okolo|cam|около|kb\.?|unas|etwa|rund))?"
)
_TIME = (
    r"(?:(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?(?:de )?(?P<unit>uurs?|uren|u\b|hours?|hrs?\b|h\b|godzin\w*|ore?\b|ora\w*|часа?\b|"
    r"horas?|stunden?|"
    rf"min\w*|perc\w*|мин\w*)|(?P<said>(?:{SAID_LENGTH})\w*))"
)
_ANY_TIME = re.compile(rf"(?<![\w.,:€-]){_TIME}")
_FOR = r"(?:per|na|pro|por|pe|за|на|je|a|an|voor|for|fur|/|de|pentru|od|egy)"
_TAKES = re.compile(  # `cada piso lleva 2 horas`
    rf"(?<!\w){_EACH} (?P<thing>[^\W\d_]{{3,}})(?:(?: [^\W\d_]{{2,9}})?? {_LASTS}|:)? {_TIME}"
)
_EACH_TAKES = re.compile(  # `25 minuten per kamer`, `30 de minute de camera`
    rf"(?<![\w.,:]){_TIME} (?:{_FOR} (?:(?:{_EACH}) )?|(?:de|the|das|el|la|het) |egyenkent ?)(?P<thing>[^\W\d_]{{3,}})"
)
_TAKES_FOR = re.compile(  # `pro auto rechnen wir 45 minuten`, `за стая се пада половин час`
    rf"(?<!\w)(?:per|na|pro|por|pe|за|на|voor|for|fur|pentru|od|"
    rf"egy) (?:(?:{_EACH}) )?(?P<thing>[^\W\d_]{{3,}})(?: [^\W\d_]{{2,12}}){{0,3}}:? {_TIME}"
)
_NEEDS = re.compile(
    r"(?<!\w)(?:brauch\w*|dauert|duurt|bezig|doe[nt]? (?:je|er|daar)|doet er|kost je|takes?|lasts|you(?:'ll)? need|allow|"
    r"reckon|schodzi|"
    r"zajmuje|trwa|robi sie|potrzeb\w*|zejdzie|iti ia|ia cam|ia|dureaza|ai nevoie|отнема|трае|трябват|отива[т]?|нужни|kell|tart|"
    r"ramegy|igenyel|tardas?|se tarda|lleva|dura|necesitas|hace falta|sitzt|staat|planned|gepland|geplant|vorgabe\w*|"
    r"zoet mee|mee bezig|bent er|mee klaar|klaar in|done in|fertig in|gotow\w* w|gata in|listo en|vorgesehen\w*|richtzeit|"
    r"streeftijd|richttijd|norm|target|norma|норма\w*|celem|przewidzian\w*|limit\w*)(?!\w)"
)
_OTHER = re.compile(
    r"(?<!\w)(?:fiets\w*|lopen|reis\w*|rijden|trein\w*|bus\w*|drive|walk\w*|travel\w*|train\w*|minuten van|minutes from|"
    r"dojazd\w*|rower\w*|"
    r"stacji|drumul?|masina|gara|autobuz\w*|автобус\w*|пеша|кола|гара\w*|busz\w*|gyalog|vonat\w*|andando|coche|autobus|tren|fahr\w*|"
    r"fussweg|bahnhof|boot|boat|ferry|training|instructie|intake|interview\w*|gesprek|verderop|away|rozmow\w*|interviu\w*|интервю\w*|entrevista|"
    r"gesprach)(?!\w)"
)
# A time that names no piece may be that of a day too.
_OF_A_DAY = re.compile(
    r"(?<!\w)(?:shift\w*|dienst\w*|zmian\w*|tura|ture|смян\w*|muszak\w*|turno\w*|schicht\w*|dag|day|dzien\w*|zi|ден|dia|tag|nap\w*|"
    r"week|weken|maand|contract\w*|opzeg\w*|probezeit)(?!\w)"
)
_NO_THING = re.compile(r"(?:dag|day|week|nacht|night|shift|dienst|dzien|tydzien|noc|zmian\w*|zi|saptamana|noapte|tura|ден|седмица|нощ|"
                       r"смяна|nap\w*|het|ejszaka|muszak|dia|semana|noche|turno|tag|woche|schicht|uur|hour|month|maand)")  # fmt: skip
_ANY = frozenset(
    "kg stuks stuk stukje pieces piece sztuk sztuke sztuka jeden jedna bucati bucata buc броя брои броика парче един една "
    "darab darabot unidades unidad pieza piezas stuck ervan one each cada uno una eins eine eines "
    "van of kell megvan kesz jon lukt salen".split()
)
_STEM = 2  # letters in which a thing and its plural agree
_REACH = 90  # characters of the sentence around a time
_MOST_TOLD = 40  # in a text; a job tells one or two
_LEAST, _MOST = Decimal("0.05"), Decimal(8)  # hours


class Lasting(NamedTuple):
    """How many hours one `thing` takes; None where the text does not name it there."""

    thing: str | None
    hours: Decimal


def agrees(counted: str | None, thing: str | None) -> bool:
    """`25 in een uur`, `25 kisten in een uur`, `25 stuks`."""
    if counted is None or thing is None or counted in _ANY or thing in _ANY:
        return True
    return counted[:_STEM] == thing[:_STEM]


@lru_cache(maxsize=8)  # asked for by every amount of one text
def lasting(text: str) -> tuple[Lasting, ...]:
    """Every such time of a normalised text that names its piece, and the one that names none."""
    told = list(islice(_named(text), _MOST_TOLD))
    named = [one for one, _ in told if _LEAST <= one.hours <= _MOST]
    places = {start for _, start in told}
    times = [
        one for one, start in islice(_unnamed(text), _MOST_TOLD) if start not in places and _LEAST <= one.hours <= _MOST
    ]
    return (*named, *(times if len(times) == 1 else ()))


def _named(text: str) -> Iterator[tuple[Lasting, int]]:
    for pattern in (_TAKES, _EACH_TAKES, _TAKES_FOR):
        for match in pattern.finditer(text):
            no_thing = _NO_THING.fullmatch(match["thing"]) or _NEEDS.fullmatch(match["thing"])
            if not no_thing and not _is_other(match, text):
                yield Lasting(match["thing"], _hours(match)), _at(match)


def _unnamed(text: str) -> Iterator[tuple[Lasting, int]]:
    for match in _ANY_TIME.finditer(text):
        left, right = sentence_around(text, match.start(), match.end(), _REACH)
        needs = _NEEDS.search(text, left, right) and not _OF_A_DAY.search(text, left, right)
        if needs and not _is_other(match, text):
            yield Lasting(None, _hours(match)), _at(match)


def time_before(text: str, start: int, reach: int) -> Decimal | None:
    """Hours of the last time told within `reach` characters before `start`, and no number behind it."""
    last = next(reversed([*_ANY_TIME.finditer(text, max(0, start - reach), start)]), None)
    if last is None or any(letter.isdigit() for letter in text[last.end() : start]) or _is_other(last, text):
        return None
    return _hours(last)


def _at(match: "re.Match[str]") -> int:
    return match.start("said" if match["said"] else "number")


def _is_other(match: "re.Match[str]", text: str) -> bool:
    """Whether a time is that of a break, a ride or a talk; `a walk is 75 minutes` is that of its thing."""
    left, right = sentence_around(text, match.start(), match.end(), _REACH)
    thing = match.groupdict().get("thing")
    said = text[left:right].replace(thing, "") if thing else text[left:right]
    return PAUSE.search(said) is not None or _OTHER.search(said) is not None


def _hours(match: "re.Match[str]") -> Decimal:
    """Hours that one piece takes; halves and quarters behind them are left out, so that no breach is made up."""
    if match["said"]:
        return length_said(match["said"])
    number = Decimal(match["number"].replace(",", "."))
    return number / 60 if match["unit"].startswith(("min", "perc", "мин")) else number
