"""Names of places in the Netherlands and what they stand for, from the tables in enrichment/reference."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, cast

import ahocorasick

from enrichment.places.endings import endings_of_short_town, endings_of_town, endings_of_village
from enrichment.places.provinces import PROVINCES
from enrichment.words.tables import rows_of
from enrichment.words.text import fold
from zicht.records import Eenheid, LocationType

Kind = Literal["woonplaats", "gemeente", "provincie"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may stand for."""

    kind: Kind
    gemeente: str | None
    provincie: str
    eenheden: tuple[Eenheid, ...]


# Place names that are ordinary words, first names or countries too: they count only where a place is expected.
WORDS = frozenset(
    (
        "best bergen beek houten huizen putten leiden kampen duiven assen goes buren hoorn hulst sluis stein "
        "laren dalen made goor heel echt leur rekken born nes oss wel well velden horst wit een ee ens ane "
        "bant balk boer gauw hem hoek loon kats lies neer reek rijs son spui veen waal wier lent hall horn "
        "mill elst erm erp lith bern amen darp elim heide linden lage drachten groet rust poort markt heeg "
        "kaag tuk est ell elp ede epe leek wons zuna rien ried grou hank norg edam mook"
    ).split()
)
# Villages with the name of a country, a province, a town abroad or a part of any town: only with more than a name.
_NOT_HERE = frozenset(
    (
        "nederland america zeeland holland essen halle hamburg bern ww zurich "
        "centrum noord zuid oost west havana egypte"
    ).split()
)
_LEAST_INFLECTED = 5  # letters of a name that may carry one


def key_of(name: str) -> str:
    """A name as it is looked up: folded words with single blanks."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(name)).split())


@cache
def eenheden_of_province() -> dict[str, tuple[Eenheid, ...]]:
    """Province -> every eenheid that it lies in."""
    found: dict[str, dict[str, None]] = {}
    for row in rows_of("gemeenten"):
        found.setdefault(row["provincie"], {})[row["eenheid"]] = None
    return {province: cast("tuple[Eenheid, ...]", tuple(sorted(units))) for province, units in found.items()}


def _gemeenten() -> Iterator[tuple[str, Entry]]:
    for row in rows_of("gemeenten"):
        bare = row["gemeente"].split(" (")[0]
        entry = Entry("gemeente", row["gemeente"], row["provincie"], (cast("Eenheid", row["eenheid"]),))
        for name in (row["gemeente"], bare, *filter(None, row["ook"].split("|"))):
            yield name, entry


def _woonplaatsen() -> Iterator[tuple[str, Entry]]:
    for row in rows_of("woonplaatsen"):
        entry = Entry("woonplaats", row["gemeente"] or None, row["provincie"], (cast("Eenheid", row["eenheid"]),))
        for name in (row["woonplaats"], *filter(None, row["ook"].split("|"))):
            yield name, entry


def _former() -> Iterator[tuple[str, str]]:
    """Names of gemeenten that went up in another, each with that other's name."""
    for row in rows_of("vroeger"):
        yield from ((name, row["gemeente"]) for name in row["namen"].split("|"))


@cache
def _joining() -> dict[str, tuple[date, str]]:
    """Gemeente -> the day from which it is part of another, and that other's name."""
    return {
        row["gemeente"]: (date.fromisoformat(row["tot"]), row["opgegaan_in"])
        for row in rows_of("gemeenten")
        if row["tot"]
    }


def gemeente_on(gemeente: str | None, day: date) -> str | None:
    """The name of a gemeente on a day: another's from the day on which it went up in it (the eenheid stays)."""
    end, other = _joining().get(gemeente or "", (date.max, None))
    return other if day >= end else gemeente


def _other_names(found: dict[str, dict[Entry, None]]) -> Iterator[tuple[str, dict[Entry, None]]]:
    """Names in other languages, by-names, of parts of towns, and of regions within one eenheid."""
    provinces = {unit: province for province, units in eenheden_of_province().items() for unit in units}
    for row in (*rows_of("names"), *rows_of("bijnamen")):
        unit = cast("Eenheid", row["eenheid"])
        town = [entry for entry in found.get(key_of(row["gemeente"]), ()) if entry.gemeente == row["gemeente"]]
        options = dict.fromkeys(town or [Entry("gemeente", None, provinces.get(unit, ""), (unit,))])
        yield from ((name, options) for name in row["namen"].split("|"))


def _inflected(names: dict[str, dict[Entry, None]]) -> Iterator[tuple[str, dict[Entry, None]]]:
    """Names of towns and villages with an ending, where the name stands for one place and is no word."""
    for key, options in names.items():
        town = next(iter(options))
        if not town.gemeente or not key.isascii():
            continue
        if len(key) < _LEAST_INFLECTED:
            yield from ((form, options) for form in endings_of_short_town(key) if _is_one_town(options))
        elif town.kind == "gemeente" and len(options) <= 2:
            yield from ((form, options) for form in endings_of_town(key))
        elif (
            " " not in key
            and town.kind == "woonplaats"
            and _is_plain(key, tuple(options))
            and key not in WORDS | _homonyms()
        ):
            yield from ((form, options) for form in endings_of_village(key))


def _is_one_town(options: dict[Entry, None]) -> bool:
    return next(iter(options)).kind == "gemeente" and len({option.gemeente for option in options}) == 1


@cache
def own_names() -> tuple[str, ...]:
    """Names of towns, villages and quarters as they are in the Netherlands, the official first; without endings, in Latin letters."""
    found = dict.fromkeys(key_of(name) for name, _ in (*_gemeenten(), *_woonplaatsen(), *_other_names({})))
    return tuple(key for key in found if key.isascii() and key in entries())


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Looked-up name -> what it may stand for; provinces only where no town has the name."""
    found: dict[str, dict[Entry, None]] = {}
    for name, entry in (*_gemeenten(), *_woonplaatsen()):
        found.setdefault(key_of(name), {})[entry] = None
    for name, options in [*_other_names(found)]:
        found.setdefault(key_of(name), options)
    for name, gemeente in _former():
        same = (entry for entry in found[key_of(gemeente)] if entry.gemeente == gemeente and entry.kind == "gemeente")
        found.setdefault(key_of(name), {})[next(same)] = None
    for key, options in [*_inflected(found)]:
        found.setdefault(key, options)
    for key in _NOT_HERE:
        found.pop(key, None)
    for key, province in PROVINCES.items():
        if len(key) > 3 and key not in found:
            found[key] = {Entry("provincie", None, province, eenheden_of_province()[province]): None}
    shared = {id(options): tuple(options) for options in found.values()}  # the forms of a name stand for the same
    return {key: shared[id(options)] for key, options in found.items()}


@cache
def well_known() -> frozenset[str]:
    """Names of gemeenten and provinces, and of villages that are no other name or word: they need no preposition."""
    large = {key for key, options in entries().items() if any(option.kind != "woonplaats" for option in options)}
    villages = {key for key, options in entries().items() if key not in large and _is_plain(key, options)}
    return frozenset(large | (villages - _homonyms())) - WORDS


_LEAST_PLAIN = 4  # letters of a village that may stand by itself
_LEAST_LOWER = 7  # letters of a name that may stand by itself without a capital


def _is_plain(key: str, options: tuple[Entry, ...]) -> bool:
    return len(key) >= _LEAST_PLAIN and len({unit for option in options for unit in option.eenheden}) == 1


@cache
def _homonyms() -> frozenset[str]:
    """Villages that are a word, a first name, a surname or a town abroad as well."""
    return frozenset(name for row in rows_of("homonyms") if row["soort"] != "grens" for name in row["namen"].split("|"))


@cache
def abroad_too() -> frozenset[str]:
    """Names that a town over the border bears as well: Zwijndrecht, Hasselt, Haren."""
    return frozenset(name for row in rows_of("homonyms") if row["soort"] == "grens" for name in row["namen"].split("|"))


@cache
def bynames() -> frozenset[str]:
    """By-names of towns that are no other word, so that they count without a capital: `de domstad`."""
    names = (key_of(name) for row in rows_of("bijnamen") for name in row["namen"].split("|"))
    return frozenset(name for name in names if name.endswith("stad") and " " not in name)


@cache
def unmistakable() -> frozenset[str]:
    """Names that are nothing but one place, so that they count without a capital: `kassen westland`, `den bosch`."""
    long = (key for key in well_known() if len(key) >= _LEAST_LOWER or key.startswith(("den ", "bergen op")))
    return frozenset(
        key
        for key in long
        if _is_plain(key, entries()[key])
        and entries()[key][0].kind != "provincie"  # nieuw zeeland
        and not key.startswith(("de ", "het "))
    )


@dataclass(frozen=True, slots=True)
class LocationCue:
    """A word for a kind of location; the lowest weight is the most specific. `beside`: bed or meet, or it does not count."""

    type: LocationType
    weight: int
    beside: str


@cache
def _location_cues() -> dict[str, LocationCue]:
    """Cue -> what it tells; the first type of the table is the most specific (INDICATORS.md LOC-01..08)."""
    rows = rows_of("locations")
    types = list(dict.fromkeys(row["location_type"] for row in rows))
    return {
        row["cue"]: LocationCue(
            cast("LocationType", row["location_type"]), types.index(row["location_type"]), row["beside"]
        )
        for row in rows
    }


def _writings() -> Iterator[tuple[str, str]]:
    """Each name as it is looked up, and with a blank for every sign: `stad aan  t haringvliet`."""
    for key in entries():
        yield key, key
    for name, _ in (*_gemeenten(), *_woonplaatsen(), *_other_names({})):
        if (key := key_of(name)) in entries():
            yield "".join(char if char.isalnum() else " " for char in fold(name)).strip(), key


@cache
def automaton() -> Any:  # noqa: ANN401 - the library has no types
    """Finds names of places and cues of location types, each between blanks: (key?, location cue?, length)."""
    machine = ahocorasick.Automaton()
    cues = _location_cues()
    keys = dict(_writings())
    for text in {*cues, *keys}:
        machine.add_word(f" {text} ", (keys.get(text), cues.get(text), len(text)))
    machine.make_automaton()
    return machine


@cache
def _pc4() -> tuple[list[int], list[tuple[int, Eenheid]]]:
    rows = sorted((int(row["van"]), int(row["tot"]), cast("Eenheid", row["eenheid"])) for row in rows_of("pc4"))
    return [start for start, _, _ in rows], [(end, unit) for _, end, unit in rows]


def eenheid_of_pc4(pc4: int) -> Eenheid | None:
    """The eenheid of a four-digit postcode; a gap belongs to the range below it; None outside 1000-9999."""
    if not 1000 <= pc4 <= 9999:
        return None
    starts, ranges = _pc4()
    return ranges[bisect_right(starts, pc4) - 1][1]


@cache
def _pc4_ranges() -> list[tuple[int, int, str]]:
    rows = [row for row in rows_of("woonplaatsen") if row["pc4_van"]]
    return [(int(row["pc4_van"]), int(row["pc4_tot"]), row["gemeente"]) for row in rows]


@cache
def gemeente_of_pc4(pc4: int) -> str | None:
    """The gemeente of a four-digit postcode: of the narrowest range around it (a wide one belongs to a homonym)."""
    ranges = [(high - low, gemeente) for low, high, gemeente in _pc4_ranges() if low <= pc4 <= high]
    narrow = min((width for width, _ in ranges), default=0)
    found = {gemeente for width, gemeente in ranges if width == narrow}
    return found.pop() or None if len(found) == 1 else None


@cache
def netnummers() -> dict[str, tuple[Eenheid, float, tuple[Eenheid, ...]]]:
    """Area code -> (eenheid of most of its places, their share, every eenheid it reaches)."""
    return {
        row["netnummer"]: (
            cast("Eenheid", row["eenheid"]),
            float(row["aandeel"]),
            cast("tuple[Eenheid, ...]", tuple(row["eenheden"].split("|"))),
        )
        for row in rows_of("netnummers")
    }
