"""Where an advert is about: which regionale eenheid should see it. What cannot be said without guessing is `onbepaald`.

Order (INDICATORS.md 7.2): full postcode, PC4, woonplaats with province, unique woonplaats, gemeente, province, area
code of a telephone number, region field of the site. The place field counts before
the title, the title before the body.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from enrichment.gazetteer import (
    PROVINCES,
    WORDS,
    Entry,
    automaton,
    eenheid_of_pc4,
    entries,
    gemeente_of_pc4,
    key_of,
    location_weights,
    well_known,
)
from enrichment.priors import area, by_phone, by_region
from enrichment.text import Normal, Source
from zicht.records import Advert, Eenheid, Extraction, FieldName, LocationType, Place

_FIELDS: dict[FieldName, int] = {"place_text": 0, "title": 1, "body": 2}
Precision = Literal["postcode", "pc4", "woonplaats", "gemeente", "provincie"]
_PRECISION: tuple[Precision, ...] = get_args(Precision)
_PREPOSITIONS = frozenset(
    (
        "in te regio omgeving omg nabij near around rond rondom vanuit gemeente locatie standplaats vestiging "
        "werklocatie plaats stad city w din nahe bij bei в във woonplaats werkplek ort miasto lokalizacja location"
    ).split()
)
_OF = frozenset("buurt omgeving centrum hartje rand noorden zuiden oosten westen regio gemeente stad hart".split())
_POSTCODE = re.compile(r"([1-9]\d{3}) ?([a-z]{2})(?!\w| ?\d)")
_PC4_SAID = re.compile(r"(?:postcode\w*|pc)[ :]{1,3}([1-9]\d{3})(?!\w)")
_PC4 = re.compile(r"(?<!\w)([1-9]\d{3})(?!\w)")
_NOT_LETTERS = frozenset("sa sd ss".split())  # never handed out
_UNITS = frozenset("eu en in km kg mg ml cm mm pk cc mb gb bv nv nl be de of op te xl tv ai pc hp kw zl kr".split())


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place named in the text; without `units` the name stands for places in more than one eenheid."""

    rank: int  # of the field: 0 is the strongest
    precision: Precision
    start: int
    units: tuple[Eenheid, ...]
    gemeente: str | None
    by: str


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
    reader = _Reader(source, normal, names, phones)
    mentions = sorted(reader.mentions(), key=lambda m: (m.rank, _PRECISION.index(m.precision), m.start))
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


class _Reader:
    """Reads one advert: which of the names in it are places that it is about."""

    def __init__(self, source: Source, normal: Normal, names: list[tuple[int, int, str]], phones: list[str]) -> None:
        self.source, self.normal, self.names = source, normal, names
        self.spans = {field: (start, end) for field, start, end in source.spans if field in _FIELDS}
        self.postcodes = list(self._postcodes())
        self.area_units = {unit for phone in phones for unit in (area(phone) or ((), 0.0, ()))[2]}

    def mentions(self) -> Iterator[_Mention]:
        """Every place that counts, in no order."""
        yield from self.postcodes
        for start, end, key in self.names:
            rank = self._rank(start)
            if rank is not None and (rank == 0 or self._counts(start, end, key)):
                yield self._named(rank, start, end, key)

    def _rank(self, start: int) -> int | None:
        at = self.normal.offsets[start]
        return next((_FIELDS[field] for field, (left, right) in self.spans.items() if left <= at < right), None)

    def _original(self, start: int, end: int) -> str:
        left, right = self.normal.original(start, end)
        return self.source.text[left:right]

    def _counts(self, start: int, end: int, key: str) -> bool:
        """Whether a name in title or body is used as a place: by its capital and by the word before it."""
        written = self._original(start, end)
        placed = self._placed(start)
        if key in WORDS:
            return placed and written[:1].isupper() and not written.isupper()
        capital = any(char.isupper() for char in written)
        return (capital or placed) if key in well_known() else (capital and placed)

    def _placed(self, start: int) -> bool:
        before = self.normal.text[max(0, start - 30) : start].replace(":", " ").replace("(", " ").split()
        if not before or self.normal.text[max(0, start - 2) : start].strip() in {".", ";", "!", "?"}:
            return False
        return before[-1] in _PREPOSITIONS or (len(before) > 1 and before[-1] in {"van", "of"} and before[-2] in _OF)

    def _named(self, rank: int, start: int, end: int, key: str) -> _Mention:
        options = entries()[key]
        if options[0].kind == "provincie":
            return _Mention(rank, "provincie", start, options[0].eenheden, None, f"provincie:{key}")
        units = {unit for option in options for unit in option.eenheden}
        how: Precision = "woonplaats" if any(option.kind == "woonplaats" for option in options) else "gemeente"
        pc4 = self.normal.text[max(0, start - 5) : start].strip()
        if rank and len(pc4) == 4 and pc4.isdigit() and eenheid_of_pc4(int(pc4)) in units:
            return self._pc4(rank, start, int(pc4), "pc4")
        if len({option.gemeente for option in options}) > 1:
            options = self._told_apart(options, end) or options
            units = {unit for option in options for unit in option.eenheden}
        if len(units) > 1:
            return _Mention(rank, how, start, (), None, f"ambiguous:{key}")
        towns = {option.gemeente for option in options}
        return _Mention(rank, how, start, tuple(units), towns.pop() if len(towns) == 1 else None, f"{how}:{key}")

    def _told_apart(self, options: tuple[Entry, ...], end: int) -> tuple[Entry, ...]:
        """Which of several places with one name is meant: by a province, a postcode or an area code beside it."""
        behind = key_of(self.normal.text[end : end + 18]).split()
        provinces = {
            PROVINCES[word]
            for word in (" ".join(behind[:2]), *behind[:1])
            if word in PROVINCES and self._short(word, end)
        }
        provinces = provinces or {
            entries()[key][0].provincie for _, _, key in self.names if key in PROVINCES and len(key) > 3
        }
        if provinces and (fits := tuple(option for option in options if option.provincie in provinces)):
            return fits
        hints = {unit for mention in self.postcodes for unit in mention.units} or self.area_units
        return tuple(option for option in options if set(option.eenheden) <= hints)

    def _short(self, word: str, end: int) -> bool:
        """An abbreviation of a province counts in capitals or brackets only."""
        if len(word) > 3:
            return True
        written = self._original(end, min(end + 8, len(self.normal.text)))
        return bool(re.match(rf"[ ,]{{0,2}}(?:\({word}\.?\)|{word.upper()}\b)", written, re.IGNORECASE)) and (
            "(" in written or word.upper() in written
        )

    def _postcodes(self) -> Iterator[_Mention]:
        text = self.normal.text
        for match in _POSTCODE.finditer(text):
            rank = self._rank(match.start())
            letters = match[2]
            if rank is None or letters in _NOT_LETTERS or not self._is_postcode(match, rank):
                continue
            yield self._pc4(rank, match.start(), int(match[1]), "postcode")
        for match in _PC4_SAID.finditer(text) if "postcode" in text or "pc" in text else ():
            if (rank := self._rank(match.start())) is not None:
                yield self._pc4(rank, match.start(1), int(match[1]), "pc4")
        if "place_text" in self.spans:
            for match in _PC4.finditer(text):
                if self._rank(match.start()) == 0:
                    yield self._pc4(0, match.start(), int(match[1]), "pc4")

    def _is_postcode(self, match: "re.Match[str]", rank: int) -> bool:
        before = self.normal.text[max(0, match.start() - 3) : match.start()]
        if before[-1:].isalnum() or before[-1:] == "_":
            return False
        return before.strip()[-1:] not in {"€", "$"} and (
            rank == 0 or (self._original(*match.span(2)).isupper() and match[2] not in _UNITS)
        )

    def _pc4(self, rank: int, start: int, pc4: int, how: Precision) -> _Mention:
        unit = eenheid_of_pc4(pc4)
        return _Mention(rank, how, start, (unit,) if unit else (), gemeente_of_pc4(pc4), f"{how}:{pc4}")


def _said(mentions: list[_Mention]) -> Place | None:
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
