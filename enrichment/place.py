"""Where an advert is about: which regionale eenheid should see it. What cannot be said without guessing is `onbepaald`.

Order (INDICATORS.md 7.2): full postcode, PC4, woonplaats with province, unique woonplaats, gemeente, province, area
code of a telephone number, region field of the site. The place field counts before
the title, the title before the body.
"""

from collections.abc import Iterable

from enrichment.gazetteer import automaton, location_weights
from enrichment.mentions import PRECISION, Mention, Reader
from enrichment.priors import by_phone, by_region
from enrichment.text import Normal, Source
from zicht.records import Advert, Eenheid, Extraction, LocationType, Place


class _Blanks(dict[int, str]):
    """`str.translate` table: letters and digits stay, everything else becomes one blank."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_BLANKS = _Blanks()


def resolve_place(advert: Advert, source: Source, normal: Normal, extractions: Iterable[Extraction]) -> Place:
    """The place of an advert, with every eenheid that should see it and the kind of location it speaks of."""
    names, location = _scan(normal.text)
    phones = [item.value for item in extractions if item.kind == "phone"]
    reader = Reader(source, normal, names, phones)
    mentions = sorted(reader.mentions(), key=lambda m: (m.rank, PRECISION.index(m.precision), m.start))
    towns = [mention for mention in mentions if mention.precision != "provincie"]
    place = _said(towns) or _said(mentions) or by_phone(phones) or by_region(advert) or Place()
    return place.model_copy(update={"location_type": location}) if location else place


def _scan(text: str) -> tuple[list[tuple[int, int, str]], LocationType | None]:
    """Names of places at [start, end), longest only, and the weightiest location cue."""
    names: list[tuple[int, int, str]] = []
    found: LocationType | None = None
    weights = location_weights()
    for end, (key, location, size) in automaton().iter(f" {text.translate(_BLANKS)} "):
        if key is not None:
            names.append((end - size - 1, end - 1, key))  # the scanned text is one blank ahead
        if location is not None and (found is None or weights[location] < weights[found]):
            found = location
    return _longest(names), found


def _longest(names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names that lie in no other, in order of their ends."""
    kept: list[tuple[int, int, str]] = []
    reach = -1
    for one in sorted(names, key=lambda name: (name[0], -name[1])):
        if one[1] > reach:
            kept.append(one)
            reach = one[1]
    return sorted(kept, key=lambda name: (name[1], name[0]))


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
