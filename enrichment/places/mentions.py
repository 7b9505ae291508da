"""Places that an advert names, each with how sure it is: postcodes, towns, gemeenten, provinces.

A name counts when it is used as a place: by its capital, by the word before it, or because it stands alone.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from enrichment.places.denied import is_denied, may_deny
from enrichment.places.distance import kilometres
from enrichment.places.gazetteer import (
    Entry,
    eenheid_of_pc4,
    entries,
    gemeente_of_pc4,
    key_of,
)
from enrichment.places.priors import area
from enrichment.places.provinces import PROVINCES
from enrichment.places.usage import Usage
from enrichment.places.waters import by_water
from enrichment.words.hints import Hints
from enrichment.words.text import Normal, Source
from zicht.records import Eenheid

Precision = Literal["postcode", "pc4", "woonplaats", "gemeente", "provincie"]
PRECISION: tuple[Precision, ...] = get_args(Precision)
_AND = re.compile(r" ?(?:,|/|&| (?:en|of|and|or|i|lub|si|sau|и|или|es|vagy|y|o|und|oder)(?= )) ?")
_POSTCODE = re.compile(r"([1-9]\d{3}) ?([a-z]{2})(?!\w| ?\d)")
_PC4_SAID = re.compile(
    r"\b(?:(?:postcode\w*|pc4?|plz|postleitzahl|postal code|zip(?: code)?|kod pocztowy|cod(?:ul)? postal|codigo postal|iranyitoszam\w*|"
    r"пощенски код)(?: (?:area|gebied|is|w|in))?[ :]{1,3}([1-9]\d{3})(?! ?(?:euro|eur|€|m2)|\w)|"
    r"([1-9]\d{3})(?: ?[a-z]{2})?[ -]postcode ?(?:area|gebied|district))"
)
_SAYS_PC4 = Hints("postcode", " pc", "plz", "postleit", " zip", "pocztow", "postal", "iranyito", "пощенски")
_PC4 = re.compile(r"([1-9](?<!\w.)\d{3})(?!\w)")  # begins with a set, so that the scan is fast
_PC4_SIZE = 4
_NOT_LETTERS = frozenset("sa sd ss".split())  # never handed out
_UNITS = frozenset("eu en in km kg mg ml cm mm pk cc mb gb bv nv nl be de of op te xl tv ai pc hp kw zl kr".split())


_BESIDE, _APART, _TIMES_AS_FAR = 25, 10, 1.6  # kilometres to a neighbour; how much farther its namesakes lie at least


def _towns(options: tuple[Entry, ...]) -> set[str]:
    return {option.gemeente for option in options if option.gemeente}


class Mention(NamedTuple):
    """A place named in the text; without `units` the name stands for places in more than one eenheid."""

    rank: int  # of the field: 0 is the strongest
    precision: Precision
    start: int
    end: int
    units: tuple[Eenheid, ...]
    gemeente: str | None
    by: str


class Reader:
    """Reads one advert: which of the names in it are places that it is about."""

    def __init__(self, source: Source, normal: Normal, names: list[tuple[int, int, str]], phones: list[str]) -> None:
        self.source, self.normal = source, normal
        denying = bool(names) and may_deny(normal.text)
        denied = {name for name in names if denying and is_denied(normal.text, name[0])}
        self.names = [name for name in names if name not in denied]
        self._denied = {key for _, _, key in denied}
        self.usage = Usage(source, normal)
        self.postcodes = list(self._postcodes())
        self._told: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}  # what `_nearest` said of a name met before
        self.area_units = {unit for phone in phones for unit in (area(phone) or ((), 0.0, ()))[2]}

    def mentions(self) -> Iterator[Mention]:
        """Every place that counts, in no order."""
        yield from self.postcodes
        last = -1  # where the name before ended, if it counts: the next of a list does too
        for start, end, key in self.names:
            rank = self.usage.rank(start)
            listed = last >= 0 and bool(_AND.fullmatch(self.normal.text, last, start))
            if rank is not None and (rank == 0 or self.usage.counts(rank, start, end, key, listed=listed)):
                last = end
                yield self._named(rank, start, end, key)

    def _named(self, rank: int, start: int, end: int, key: str) -> Mention:
        options = entries()[key]
        if options[0].kind == "provincie":
            return Mention(rank, "provincie", start, end, options[0].eenheden, None, f"provincie:{key}")
        units = {unit for option in options for unit in option.eenheden}
        how: Precision = "woonplaats" if any(option.kind == "woonplaats" for option in options) else "gemeente"
        pc4 = self.normal.text[max(0, start - 5) : start].strip()
        if rank and len(pc4) == 4 and pc4.isdigit() and eenheid_of_pc4(int(pc4)) in units:
            return self._pc4(rank, start, int(pc4), "pc4")
        if len({option.gemeente for option in options}) > 1:
            options = self._as_gemeente(options, start) or self._told_apart(options, end) or options
            units = {unit for option in options for unit in option.eenheden}
        if len(units) > 1:
            return Mention(rank, how, start, end, (), None, f"ambiguous:{key}")
        towns = {option.gemeente for option in options}
        return Mention(rank, how, start, end, tuple(units), towns.pop() if len(towns) == 1 else None, f"{how}:{key}")

    def _as_gemeente(self, options: tuple[Entry, ...], start: int) -> tuple[Entry, ...]:
        """`gemeente Buren`, and a village beside it that lies in that gemeente."""
        if self._behind_gemeente(start):
            return tuple(option for option in options if option.kind == "gemeente")
        return tuple(option for option in options if option.gemeente and key_of(option.gemeente) in self._gemeenten)

    @cached_property
    def _gemeenten(self) -> frozenset[str]:
        """Names that the text calls a gemeente; made once, for a text may have ten thousand names."""
        return frozenset(key for begin, _, key in self.names if self._behind_gemeente(begin))

    def _behind_gemeente(self, start: int) -> bool:
        return self.normal.text.endswith("gemeente ", max(0, start - 9), start)

    def _told_apart(self, options: tuple[Entry, ...], end: int) -> tuple[Entry, ...]:
        """Which of several places with one name is meant: by a province, a postcode or an area code beside it."""
        behind = key_of(self.normal.text[end : end + 18]).split()
        provinces = {
            PROVINCES[word]
            for word in (" ".join(behind[:2]), *behind[:1])
            if word in PROVINCES and self._short(word, end)
        }
        provinces = provinces or self._provinces
        options = self._not_denied(options)
        if provinces and (fits := tuple(option for option in options if option.provincie in provinces)):
            return fits
        hints = {unit for mention in self.postcodes for unit in mention.units} or self.area_units
        told = tuple(option for option in options if set(option.eenheden) <= hints)
        told = told or by_water(options, self.normal.text)
        if not told and options not in self._told:
            self._told[options] = self._nearest(options)
        return told or self._told[options] or options

    def _not_denied(self, options: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Without the places that the text says are not meant: in another province, or beside another town."""
        if not self._denied:
            return options
        provinces = {PROVINCES[key] for key in self._denied if key in PROVINCES}
        towns = {option.gemeente for key in self._denied for option in entries()[key] if option.gemeente}
        left = (option for option in options if option.provincie not in provinces)
        return (
            tuple(o for o in left if not any(kilometres(o.gemeente or "", town) <= _BESIDE for town in towns))
            or options
        )

    @cached_property
    def _provinces(self) -> set[str]:
        return {entries()[key][0].provincie for _, _, key in self.names if key in PROVINCES and len(key) > 3}

    def _nearest(self, options: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The place that lies by another place of the text, where the others of its name do not: Bergen by Alkmaar."""
        others = [entries()[key] for key in self._anchors if entries()[key] != options]
        if not others or any(option.gemeente is None for option in options):
            return ()
        regions = {other[0].eenheden for other in others if other[0].gemeente is None}
        if fits := tuple(option for option in options if option.eenheden in regions):
            return fits
        towns = {option.gemeente for other in others for option in other if option.gemeente}
        far = sorted((min(kilometres(own, town) for town in towns), own) for own in _towns(options)) if towns else []
        if len(far) > 1 and far[0][0] <= _BESIDE and far[1][0] >= max(far[0][0] + _APART, far[0][0] * _TIMES_AS_FAR):
            return tuple(option for option in options if option.gemeente == far[0][1])
        return ()

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """Names, written as one and nobody's, that may say which of several places is meant."""
        return frozenset(
            key
            for start, end, key in self.names
            if entries()[key][0].kind != "provincie"
            and any(char.isupper() for char in self.usage.original(start, end))
            and not self.usage.of_somebody(start, end)
        )

    def _short(self, word: str, end: int) -> bool:
        """An abbreviation of a province counts in capitals or brackets only."""
        if len(word) > 3:
            return True
        written = self.usage.original(end, min(end + 8, len(self.normal.text)))
        return bool(re.match(rf"[ ,]{{0,2}}(?:\({word}\.?\)|{word.upper()}\b)", written, re.IGNORECASE)) and (
            "(" in written or word.upper() in written
        )

    def _postcodes(self) -> Iterator[Mention]:
        text = self.normal.text
        for match in _POSTCODE.finditer(text):
            rank = self.usage.rank(match.start())
            letters = match[2]
            if rank is None or letters in _NOT_LETTERS or not self._is_postcode(match, rank):
                continue
            yield self._pc4(rank, match.start(), int(match[1]), "postcode")
        for match in _PC4_SAID.finditer(text) if _SAYS_PC4.stand_in(text) else ():
            if (rank := self.usage.rank(match.start())) is not None:
                yield self._pc4(rank, match.start(), int(match[1] or match[2]), "pc4")
        if "place_text" in self.usage.spans:
            for match in _PC4.finditer(text):
                if self.usage.rank(match.start()) == 0:
                    yield self._pc4(0, match.start(), int(match[1]), "pc4")

    def _is_postcode(self, match: "re.Match[str]", rank: int) -> bool:
        before = self.normal.text[max(0, match.start() - 3) : match.start()]
        if before[-1:].isalnum() or before[-1:] == "_":
            return False
        return before.strip()[-1:] not in {"€", "$"} and (
            rank == 0 or (self.usage.original(*match.span(2)).isupper() and match[2] not in _UNITS)
        )

    def _pc4(self, rank: int, start: int, pc4: int, how: Precision) -> Mention:
        unit = eenheid_of_pc4(pc4)
        return Mention(
            rank, how, start, start + _PC4_SIZE, (unit,) if unit else (), gemeente_of_pc4(pc4), f"{how}:{pc4}"
        )
