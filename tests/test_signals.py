"""The day's lists: who stands on which list, in which order, with which words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.signals import QUOTE_LENGTH, REVIEW_CAP, SeenAdvert, signals_for
from zicht.records import Advert, Capture, EnrichedAdvert, Extraction, Hit, Place, Signal, SubjectKey

DAY = date(2026, 11, 24)
SEEN = datetime(2026, 11, 24, 5, tzinfo=UTC)


def seen(number: int, **more: Any) -> SeenAdvert:
    """An advert of the day: `score`, `outcome`, `route`, `phone`, `places`, `hits` as given."""
    advert = Advert(site="demo", url=f"https://demo.example/{number}", title=f"Titel {number}", body=more.pop("body", "Tekst"),
                    seen_at=SEEN, capture=f"urn:uuid:{number}", extra=more.pop("extra", {}))  # fmt: skip
    places = more.pop("places", ("Limburg",))
    first_seen = more.pop("first_seen", SEEN)
    phone = more.pop("phone", None)
    enriched = EnrichedAdvert.model_validate(
        {
            "advert": advert,
            "language": "nl",
            "form": "seksueel",
            "outcome": "signal",
            "score": 30,
            "place": Place(gemeente="Venlo", eenheid=places[0], eenheden=places) if places else Place(),
            "subjects": [SubjectKey(kind="phone", key=one) for one in (phone or "").split()],
            "explanation": {"nl": f"Reden {number}.", "en": f"Reason {number}."},
            **more,
        }
    )
    capture = Capture(id=f"urn:uuid:{number}", site="demo", run="r", url=advert.url, fetched_at=SEEN, status=200,
                      sha256="ab" * 32, segment="demo-1.warc.gz", offset=number)  # fmt: skip
    return SeenAdvert(enriched=enriched, first_seen=first_seen, capture=capture)


def hit(code: str, text: str = "Tekst", **more: Any) -> Hit:
    return Hit.model_validate(
        {"code": code, "pack": "p@1", "field": "body", "start": 0, "end": len(text), "text": text, "points": 10,
         "dimension": "CTRL", **more}
    )  # fmt: skip


def brief(signals: list[Signal]) -> list[tuple[str, int, str, float, list[str]]]:
    return [(one.eenheid, one.rank, one.tier, one.score, [ad.title[6:] for ad in one.adverts]) for one in signals]


def test_only_signals_and_reviews_stand_on_a_list() -> None:
    outcomes = ("signal", "review", "breach_only", "independent", "no_signal", "spam", "too_little")
    adverts = [seen(at, outcome=outcome) for at, outcome in enumerate(outcomes)]
    assert [one.tier for one in signals_for(DAY, adverts)] == ["signal", "review"]


def test_route_comes_first_then_tier_then_score() -> None:
    adverts = [
        seen(1, score=31),
        seen(2, score=75),
        seen(3, score=24, outcome="review"),
        seen(4, score=20, route=True),
        seen(5, score=60),
        seen(6, score=59.9),
    ]
    assert brief(signals_for(DAY, adverts)) == [
        ("Limburg", 1, "route", 20, ["4"]),
        ("Limburg", 2, "urgent", 75, ["2"]),
        ("Limburg", 3, "urgent", 60, ["5"]),
        ("Limburg", 4, "signal", 59.9, ["6"]),
        ("Limburg", 5, "signal", 31, ["1"]),
        ("Limburg", 6, "review", 24, ["3"]),
    ]


def test_adverts_that_share_a_contact_are_one_line_in_each_eenheid() -> None:
    adverts = [
        seen(1, phone="a", score=30),
        seen(2, phone="a b", score=40),
        seen(3, phone="b", places=("Oost-Brabant",)),
        seen(4, phone="c"),
    ]
    signals = signals_for(DAY, adverts)
    assert brief(signals) == [
        ("Oost-Brabant", 1, "signal", 30, ["3"]),
        ("Limburg", 1, "signal", 40, ["2", "1"]),
        ("Limburg", 2, "signal", 30, ["4"]),
    ]
    assert signals[1].reasons.nl.startswith("Reden 2.")
    assert "Staat ook op de lijst van: Oost-Brabant." in signals[1].reasons.nl
    assert "Also on the list of: Limburg." in signals[0].reasons.en
    assert len({one.key for one in signals}) == 3


def test_an_advert_of_two_places_is_on_both_lists_with_its_gemeente_on_one() -> None:
    signals = signals_for(DAY, [seen(1, places=("Limburg", "Oost-Brabant"))])
    assert {(one.eenheid, one.gemeente) for one in signals} == {("Limburg", "Venlo"), ("Oost-Brabant", None)}


def test_without_a_place_it_is_onbepaald() -> None:
    assert [one.eenheid for one in signals_for(DAY, [seen(1, places=())])] == ["onbepaald"]


def test_the_key_of_a_contact_stays_the_same_on_another_day() -> None:
    (monday,) = signals_for(DAY, [seen(1, phone="a")])
    (tuesday,) = signals_for(DAY + timedelta(days=1), [seen(9, phone="a")])
    assert monday.key == tuesday.key


def test_codes_and_quotes_are_of_hits_that_stand() -> None:
    hits = [
        hit("LAB-04", points=24),
        hit("LAB-10", points=26),
        hit("LAB-04", "nog eens", points=0),
        hit("LAB-12", cancelled_by="CNT-06", points=0),
        hit("CNT-03", dimension=None, points=-5),
        hit("LOC-07", dimension=None, points=0),
    ]
    (line,) = signals_for(DAY, [seen(1, hits=hits)])
    assert line.codes == ("LAB-04", "LAB-10")
    assert [(quote.code, quote.text) for quote in line.quotes] == [("LAB-10", "Tekst"), ("LAB-04", "Tekst")]


def test_a_quote_is_short_and_of_a_minor_the_age_phrase_only() -> None:
    body = "Zij is nog maar 17 jaar en verder staat hier van alles."
    age = Extraction(kind="age", value="17", field="body", start=16, end=23, by="age")
    long = "x" * 500
    (line,) = signals_for(
        DAY, [seen(1, body=body, route=True, extractions=[age], hits=[hit("SEX-01", body), hit("SEX-05", long)])]
    )
    quotes = {quote.code: quote.text for quote in line.quotes}
    assert quotes["SEX-01"] == "17 jaar"
    assert len(quotes["SEX-05"]) == QUOTE_LENGTH
    assert quotes["SEX-05"].endswith("…")
    (worded,) = signals_for(DAY, [seen(1, route=True, hits=[hit("SEX-01", "nog geen achttien " * 9)])])
    assert len(worded.quotes[0].text) == 40


def test_a_line_carries_its_captures_and_when_it_was_first_seen() -> None:
    early = SEEN - timedelta(hours=3)
    (line,) = signals_for(DAY, [seen(7, phone="a"), seen(8, phone="a", first_seen=early, score=29)])
    assert line.first_seen == early
    assert [(ad.segment, ad.offset, ad.sha256) for ad in line.adverts] == [
        ("demo-1.warc.gz", 7, "ab" * 32),
        ("demo-1.warc.gz", 8, "ab" * 32),
    ]
    assert line.adverts[0].capture == "urn:uuid:7"


def test_the_reasons_count_the_adverts_that_share_the_contact() -> None:
    proof = ("x1", "x2")
    (line,) = signals_for(DAY, [seen(1, phone="a", hits=[hit("XAD-01", by="cross", adverts=proof)])])
    assert "Hetzelfde contact staat in 3 advertenties, waarvan 1 op deze regel." in line.reasons.nl
    assert "The same contact stands in 3 adverts, 1 of them on this line." in line.reasons.en
    (alone,) = signals_for(DAY, [seen(2)])
    assert alone.reasons.nl == "Reden 2."


def test_reviews_are_capped_per_eenheid_and_what_is_left_out_is_said() -> None:
    reviews = [seen(at, outcome="review", score=15 + at / 100) for at in range(REVIEW_CAP + 7)]
    elsewhere = seen(900, outcome="review", places=("Rotterdam",))
    signals = signals_for(DAY, [*reviews, elsewhere, *(seen(800 + at) for at in range(30))])
    limburg = [one for one in signals if one.eenheid == "Limburg"]
    assert len(limburg) == 30 + REVIEW_CAP
    assert [one.left_out for one in limburg] == [0] * (29 + REVIEW_CAP) + [7]
    assert min(one.score for one in limburg) > 15.06
    assert [one.left_out for one in signals if one.eenheid == "Rotterdam"] == [0]


def test_a_synthetic_advert_marks_its_line() -> None:
    (line,) = signals_for(DAY, [seen(1, extra={"synthetic": "true"})])
    assert line.synthetic
    assert not signals_for(DAY, [seen(1)])[0].synthetic


MIXED = [
    seen(1, phone="a", hits=[hit("LAB-04"), hit("LAB-10")]),
    seen(2, phone="a b", route=True, hits=[hit("SEX-05", "ander"), hit("LAB-04", "weer")]),
    seen(3, phone="b", places=("Amsterdam", "Limburg")),
    seen(4, phone="c", outcome="review"),
    seen(5, score=30),
    seen(6, score=30),
    seen(7, phone="c", outcome="no_signal"),
]
EXPECTED = signals_for(DAY, MIXED)


@given(st.permutations(MIXED))
@settings(max_examples=60, deadline=None)
def test_any_order_gives_the_same_list(order: list[SeenAdvert]) -> None:
    assert signals_for(DAY, order) == EXPECTED


def test_no_advert_is_no_list() -> None:
    assert signals_for(DAY, []) == []
