"""Where an advert is about: data-driven over tests/cases, and the tables behind it."""

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from enrichment.extract import extract
from enrichment.places import gazetteer
from enrichment.places.place import resolve_place
from enrichment.words.text import normalise, source_of
from zicht.records import Advert, Eenheid, LocationType, Place

CASES = Path(__file__).parent / "cases"
REFERENCE = Path(gazetteer.__file__).parents[1] / "reference"
EENHEDEN = set(get_args(Eenheid)) - {"onbepaald"}


def load(name):
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def table(name):
    return list(csv.DictReader((REFERENCE / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def place_of(case):
    body = case.get("body", case.get("text"))
    advert = Advert(
        site="demo",
        url="https://example.nl/1",
        title=case.get("title", "Advertentie"),
        body=f"{body} {case['extra_phone']}" if "extra_phone" in case else body,
        place_text=case.get("place_text"),
        extra={"region": case["region"]} if "region" in case else {},
        seen_at=datetime.fromisoformat(case.get("day", "2026-03-01")).replace(tzinfo=UTC),
    )
    source = source_of(advert)
    normal = normalise(source.text)
    return resolve_place(advert, source, normal, extract(source, normal, "nl", date(2026, 3, 1)))


@pytest.mark.parametrize("case", load("places"), ids=lambda case: (case.get("place_text") or case["body"])[:40])
def test_place(case):
    place = place_of(case)
    assert place.eenheid == case["eenheid"]
    assert list(place.eenheden) == case["eenheden"]
    assert place.gemeente == case["gemeente"]
    assert place.precision == case["precision"]


@pytest.mark.parametrize("case", load("whereabouts") + load("told_places"), ids=lambda case: case["body"][:40])
def test_which_eenheid_should_see_it(case):
    place = place_of(case)
    assert place.eenheid == case["eenheid"]
    if "eenheden" in case:
        assert sorted(place.eenheden) == case["eenheden"]


@pytest.mark.parametrize("case", load("locations"), ids=lambda case: case["text"])
def test_location_type(case):
    assert place_of(case).location_type == case["location_type"]


def test_no_text_is_no_place():
    assert place_of({"body": ""}) == Place()


COUNTS = {  # INDICATORS.md 7.1
    "Noord-Nederland": 40, "Oost-Nederland": 76, "Midden-Nederland": 38, "Noord-Holland": 32, "Amsterdam": 6, "Den Haag": 27,
    "Rotterdam": 23, "Zeeland-West-Brabant": 37, "Oost-Brabant": 32, "Limburg": 31,
}  # fmt: skip
RIEC = {"Amsterdam": "RIEC Amsterdam-Amstelland"}  # the others bear the name of their eenheid


def test_every_gemeente_has_one_eenheid_its_riec_and_its_days():
    rows = table("gemeenten")
    assert len({row["gemeente"] for row in rows}) == len(rows) == 342
    assert Counter(row["eenheid"] for row in rows) == COUNTS
    assert [row for row in rows if row["riec"] != RIEC.get(row["eenheid"], f"RIEC {row['eenheid']}")] == []
    assert {row["vanaf"] for row in rows} == {"2023-01-01"}
    assert {(row["gemeente"], row["tot"], row["opgegaan_in"]) for row in rows if row["tot"]} == {
        ("Wijdemeren", "2027-01-01", "Hilversum")
    }


def test_a_gemeente_has_the_name_of_the_posting_day():
    told = {
        day: place_of({"body": "x", "place_text": "Wijdemeren", "day": day}) for day in ("2026-12-31", "2027-01-01")
    }
    assert [(place.gemeente, place.eenheid) for place in told.values()] == [
        ("Wijdemeren", "Midden-Nederland"),
        ("Hilversum", "Midden-Nederland"),
    ]


@pytest.mark.parametrize("row", table("vroeger"), ids=lambda row: row["namen"])
def test_a_gemeente_that_went_up_in_another_is_found_by_its_old_name(row):
    date.fromisoformat(row["per"])
    now = {one["gemeente"]: one["eenheid"] for one in table("gemeenten")}
    for name in row["namen"].split("|"):
        place = place_of({"body": "x", "place_text": f"gemeente {name}"})
        assert place.eenheid == now[row["gemeente"]], name


@pytest.mark.parametrize("row", table("gemeenten"), ids=lambda row: row["gemeente"])
def test_every_gemeente_in_the_place_field_is_found_or_ambiguous(row):
    place = place_of({"body": "x", "place_text": row["gemeente"]})
    ambiguous = place.by is not None and place.by.startswith("ambiguous:")
    assert place.eenheid == ("onbepaald" if ambiguous else row["eenheid"])


@pytest.mark.parametrize("where", ["Werk in {}."])
def test_every_woonplaats_with_its_province_is_found(where):
    """Only where the province does not tell two of a name apart is nothing said."""
    rows = table("woonplaatsen")
    for row in rows:
        body = where.format(f"{row['woonplaats']}, {row['provincie']}")
        same = {
            r["eenheid"] for r in rows if (r["woonplaats"], r["provincie"]) == (row["woonplaats"], row["provincie"])
        }
        assert place_of({"body": body}).eenheid == (row["eenheid"] if len(same) == 1 else "onbepaald"), body


def test_every_gemeente_that_ends_a_title_is_found_or_ambiguous():
    for row in table("gemeenten"):
        place = place_of({"title": f"Medewerker gezocht {row['gemeente']}", "body": "x"})
        ambiguous = place.by is not None and place.by.startswith("ambiguous:")
        assert place.eenheid == ("onbepaald" if ambiguous else row["eenheid"]), row["gemeente"]


def test_names_in_several_eenheden_are_never_guessed():
    towns = [key for key, options in gazetteer.entries().items() if options[0].kind != "provincie"]
    several = [
        key for key in towns if len({unit for option in gazetteer.entries()[key] for unit in option.eenheden}) > 1
    ]
    assert len(several) == 35
    for key in several:
        assert place_of({"body": "x", "place_text": key}).eenheid == "onbepaald"


def test_pc4_ranges_do_not_overlap_and_gaps_go_down():
    rows = sorted((int(row["van"]), int(row["tot"])) for row in table("pc4"))
    assert all(low <= high < following for (low, high), (following, _) in pairwise(rows))
    assert gazetteer.eenheid_of_pc4(1116) == gazetteer.eenheid_of_pc4(1115) == "Amsterdam"
    assert gazetteer.eenheid_of_pc4(999) is None


@pytest.mark.parametrize("name", ["gemeenten", "woonplaatsen", "pc4", "netnummers"])
def test_tables_name_known_eenheden_only(name):
    assert {row["eenheid"] for row in table(name)} <= EENHEDEN


def test_location_cues_name_known_types_and_are_folded():
    for row in table("locations"):
        assert row["location_type"] in get_args(LocationType)
        assert row["cue"] == gazetteer.key_of(row["cue"])


@pytest.mark.parametrize(
    ("body", "gemeente"),
    [
        ("Oppas gezocht in Rijswijk, gemeente Buren", "Buren"),
        ("Bestuurder gemeente Buren gezocht", "Buren"),
        ("schoonmaak den bosch, avond", "'s-Hertogenbosch"),
        ("Zorgmedewerker 't Harde, nachten", "Elburg"),
        ("Veghel nachtploeg, direct beginnen", "Meierijstad"),
        ("R'dam, kamer vrij", "Rotterdam"),
        ("Transportbedrijf Van den Bosch zoekt chauffeurs", None),
        ("Firma van Tilburg Mode in de uitverkoop", None),
        ("mail naar werk@groningen.example of kijk op groningen.example", None),
        ("begeleiding: mark van nieuwstadt", None),
        ("we build a dam in the river", None),
        ("kennis van nieuw zeeland", None),
    ],
)
def test_a_name_counts_where_it_can_only_be_a_place(body, gemeente):
    assert place_of({"body": body}).gemeente == gemeente


@pytest.mark.parametrize(
    ("body", "by"),
    [("Пицария в Лайден търси готвач.", "woonplaats:leiden"), ("rabota v Ajndhoven, zavod", "woonplaats:eindhoven"),
     ("Касиер, Хенгело.", "gemeente:hengelo o")],
)  # fmt: skip
def test_of_names_that_sound_alike_the_official_one_is_told_whatever_the_seed(body, by):
    assert place_of({"body": body}).by == by


def test_names_that_are_words_too_are_names_of_villages():
    assert {name for row in table("homonyms") for name in row["namen"].split("|")} <= gazetteer.entries().keys()
