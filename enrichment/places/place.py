"""Where an advert is about: which regionale eenheid should see it. What cannot be said without guessing is `onbepaald`.

Order (INDICATORS.md 7.2): full postcode, PC4, woonplaats with province, unique woonplaats, gemeente, province, a town
over the border that is passed, area code of a telephone number, region field of the site. The place field counts before
the title, the title before the body.
"""

import re
from collections.abc import Iterable

from enrichment.places.border import by_border
from enrichment.places.gazetteer import LocationCue, automaton, gemeente_on
from enrichment.places.mentions import PRECISION, Mention, Reader
from enrichment.places.priors import by_area_said, by_phone, by_region
from enrichment.places.roles import by_role
from enrichment.places.sounds import heard, misspelt
from enrichment.words.text import Normal, Source
from zicht.clock import day_of
from zicht.records import Advert, Eenheid, Extraction, LocationType, Place

_NEAR = 70  # characters around a cue
_DENIED = re.compile(
    r"\b(?:geen|niet|nooit|no|not|never|bez|nie|fara|nu|без|не|nem|nincs|sin|kein\w*|nicht)\W+(?:\w+\W+)?$"
)
_BED = (
    r"slapen|slaapt|slaap\w*|bed|bedden|wonen|woont|woon je|woonruimte|overnacht\w*|logies|inwonen|verblijf\w*|sleep\w*|beds|bunk\w*|"
    r"live in|live on|lodging|accommodation|nocleg\w*|spanie|spisz|spac|mieszka\w*|lozk\w*|dorm\w*|cazare|locui\w*|паля|спиш\w*|"
    r"спане|спят|нощувк\w*|живее\w*|легл\w*|alsz\w*|alvas\w*|alud\w*|szallas\w*|lakni|lakik|laknak|laksz|lakas\w*|lakhat\w*|agy|duerm\w*|vivir\w*|vives|aloja\w*|"
    r"cama|schlaf\w*|wohn\w*|unterkunft|bett\w*"
)
_MEET = (
    r"ontvang\w*|afspra\w*|date|dates|discreet|prive|seks|sex|meet\w*|incall|spotk\w*|intalni\w*|primesc|срещ\w*|talalk\w*|"
    r"encuentr\w*|recib\w*|treff\w*|empfang\w*|werkplek|in camper|camper"
)
_BESIDE = {"bed": re.compile(rf"\b(?:{_BED})\b"), "meet": re.compile(rf"\b(?:{_BED}|{_MEET})\b")}


class _Blanks(dict[int, str]):
    """`str.translate` table: letters and digits stay, everything else becomes one blank."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_BLANKS = _Blanks()
_ASCII_BLANKS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))


def _blanked(text: str) -> str:
    """Letters and digits, and a blank for everything else; fast for what has no other letters than a to z."""
    plain = text.replace("€", " ").replace("•", " ")
    return plain.encode().translate(_ASCII_BLANKS).decode() if plain.isascii() else plain.translate(_BLANKS)


def resolve_place(advert: Advert, source: Source, normal: Normal, extractions: Iterable[Extraction]) -> Place:
    """The place of an advert, with every eenheid that should see it and the kind of location it speaks of."""
    names, location = _scan(normal.text)
    phones = [item.value for item in extractions if item.kind == "phone"]
    if sounded := [*heard(normal, source.text)]:
        names = _longest([*names, *sounded])
    mentions = _mentions(Reader(source, normal, names, phones))
    towns = [mention for mention in mentions if mention.precision != "provincie"]
    if not towns and (slips := [*misspelt(normal, source.text)]):
        mentions = _mentions(Reader(source, normal, _longest([*names, *slips]), phones))
        towns = [mention for mention in mentions if mention.precision != "provincie"]
    towns = by_role(normal.text, towns)
    said = _said(towns) or _said(mentions)
    said = said or by_border(normal.text)
    place = said or by_phone(phones) or by_area_said(normal.text) or by_region(advert) or Place()
    gemeente = gemeente_on(place.gemeente, day_of(advert.posted_at or advert.seen_at))
    if location is None and gemeente == place.gemeente:
        return place
    return place.model_copy(update={"location_type": location, "gemeente": gemeente})


def is_named(place: Place) -> bool:
    """Whether the advert itself names it: an area code is where a telephone is."""
    return place.eenheid != "onbepaald" and place.precision not in ("none", "netnummer")


def _mentions(reader: Reader) -> list[Mention]:
    """The places that count, the strongest first."""
    return sorted(reader.mentions(), key=lambda m: (m.rank, PRECISION.index(m.precision), m.start))


def _scan(text: str) -> tuple[list[tuple[int, int, str]], LocationType | None]:
    """Names of places at [start, end), longest only, and the weightiest location cue."""
    names: list[tuple[int, int, str]] = []
    found: LocationCue | None = None
    for end, (key, cue, size) in automaton().iter(f" {_blanked(text)} "):
        start = end - size - 1  # the scanned text is one blank ahead
        if key is not None:
            names.append((start, end - 1, key))
        if cue is not None and (found is None or cue.weight < found.weight) and _tells(cue, text, start, end - 1):
            found = cue
    return _longest(names), found.type if found else None


def _longest(names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names that lie in no other, by their ends; in one sweep, for a text may have a hundred thousand."""
    kept: list[tuple[int, int, str]] = []
    reach = -1
    for one in sorted(names, key=lambda name: (name[0], -name[1])):
        if one[1] > reach:
            kept.append(one)
            reach = one[1]
    return sorted(kept, key=lambda name: (name[1], name[0]))


def _tells(cue: LocationCue, text: str, start: int, end: int) -> bool:
    """Whether a cue is not denied, and has a bed or a meeting beside it where it would otherwise only be a workplace."""
    if _DENIED.search(text, max(0, start - 24), start):
        return False
    return not cue.beside or bool(_BESIDE[cue.beside].search(text, max(0, start - _NEAR), end + _NEAR))


def _said(mentions: list[Mention]) -> Place | None:
    """The place of the strongest mention; every other mention adds its eenheid."""
    if not mentions:
        return None
    first = mentions[0]
    eenheid: Eenheid = first.units[0] if len(first.units) == 1 else "onbepaald"
    units = dict.fromkeys(first.units or ("onbepaald",))
    if first.precision != "provincie":
        units |= dict.fromkeys(unit for mention in mentions for unit in mention.units)
    return Place(
        gemeente=first.gemeente or next((m.gemeente for m in mentions if m.units == first.units and m.gemeente), None),
        eenheid=eenheid,
        eenheden=tuple(units),
        precision=first.precision if first.units else "none",
        by=first.by,
    )
