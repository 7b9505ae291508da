"""From hits to points and an outcome: the worked examples of the taxonomy and its six clarifications, on the real packs."""

import itertools
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.reader import Reader, open_reader
from enrichment.scoring.explain import explain
from enrichment.scoring.reasons import reason
from enrichment.scoring.scales import rescore
from enrichment.scoring.score import judge, weigh
from enrichment.scoring.verdict import Verdict
from zicht.records import Advert, EnrichedAdvert, Explanation, Hit

FOLDER = Path(__file__).parents[1] / "indicators"
LONG = 100  # words: enough to be judged

# hits -> points, dimensions, outcome, route (INDICATORS.md 1.2; a dict so that a red test names its example)
WORKED = {
    "SEX-07 SEX-08 SEX-09": (15, 1, "no_signal", False),
    "SEX-07 SEX-08 SEX-09 OBF-01": (22, 2, "no_signal", False),
    "SEX-05 XAD-01 OBF-01": (33, 3, "signal", False),
    "XAD-02": (6, 1, "no_signal", False),
    "XAD-01 XAD-04 XAD-06": (35, 1, "review", False),  # "no signal yet": one strong hit of 16 points is for review (5)
    "LAB-01 LAB-15": (25, 2, "breach_only", False),
    "LAB-04 LAB-10": (45, 2, "signal", False),
    "LAB-13 LAB-14 LAB-15": (10, 1, "no_signal", False),
    "LAB-08 LAB-19 XAD-08 LOC-07": (40, 3, "signal", False),
    "CRI-01": (24, 1, "signal", True),
    "SEX-01": (40, 1, "signal", True),
}


@cache
def _reader() -> Reader:
    return open_reader(FOLDER, key=b"test")


def _hit(code: str, text: str = "x", cancelled: str | None = None) -> Hit:
    one = _reader().by_code[code]
    return Hit(
        code=code, pack="test@1", field="body", start=0, end=len(text), text=text, points=0,
        dimension=one.dimension, by="rule", cancelled_by=cancelled,
    )  # fmt: skip


def _hits(codes: str | Sequence[str]) -> tuple[Hit, ...]:
    names = codes.split() if isinstance(codes, str) else codes
    return weigh([_hit(code) for code in names], _reader().by_code)


def _judged(codes: str | Sequence[str], words: int = LONG) -> Verdict:
    return judge(_hits(codes), _reader().by_code, _reader().packs.scoring, words=words)


@pytest.mark.parametrize("codes", WORKED)
def test_a_worked_example_gives_its_points_and_outcome(codes: str) -> None:
    points, dimensions, outcome, route = WORKED[codes]
    verdict = _judged(codes)
    assert (verdict.score, len(verdict.dimensions)) == (points, dimensions)
    assert (verdict.outcome, verdict.route) == (outcome, route)


def test_an_altruistic_appeal_for_a_donor_is_no_signal() -> None:
    enriched = _enriched("Mijn broer zoekt een nierdonor, zonder vergoeding: wij hopen op een gever uit goedheid.")
    assert (enriched.score, enriched.route, enriched.outcome) == (0, False, "no_signal")


def _enriched(body: str) -> EnrichedAdvert:
    advert = Advert(
        site="test", url="https://example.nl/1", title="Oproep", body=body, seen_at=datetime(2026, 9, 10, tzinfo=UTC)
    )
    return enrich(advert, _reader())


class TestClarifications:
    """They win over anything that reads otherwise."""

    def test_1_two_strong_proofs_of_one_dimension_are_a_signal(self) -> None:
        verdict = _judged("LAB-10 LAB-19")  # documents kept and isolation, both CTRL
        assert (len(verdict.dimensions), verdict.outcome) == (1, "signal")

    def test_1_not_when_they_are_breaches(self) -> None:
        assert _judged("LAB-01 LAB-02").outcome == "breach_only"

    def test_2_the_total_package_counts_only_beside_a_labour_indicator(self) -> None:
        assert _judged("LAB-15").score == 0
        assert _judged("LAB-15 LAB-13").score == _judged("LAB-13").score
        assert _judged("LAB-15 XAD-08").score == _judged("XAD-08").score + 3
        assert _judged("LAB-15 LAB-12").score == _judged("LAB-12").score + 3

    def test_3_breaches_may_corroborate_a_breach(self) -> None:
        assert _judged("LAB-01 LAB-04 LAB-03").outcome == "signal"

    def test_4_ordinary_writing_of_a_number_is_no_obfuscation(self) -> None:
        for number in ("06 12 34 56 78", "06-12345678", "06.12.34.56.78", "06/12345678", "(06) 12345678"):
            codes = {hit.code for hit in _enriched(f"Bel gerust voor een afspraak: {number}.").hits}
            assert "OBF-01" not in codes, number

    def test_5_one_strong_hit_of_fifteen_points_is_for_review(self) -> None:
        assert _judged("LAB-12").outcome == "review"  # 18 points
        assert _judged("LAB-05").outcome == "no_signal"  # strong, 14 points
        assert _judged("CRI-05").outcome == "review"  # a criminal code, 14 points

    def test_6_independent_takes_two_votes_and_no_strong_hit(self) -> None:
        assert _judged("CNT-01 CNT-03").outcome == "independent"
        assert _judged("CNT-01").outcome == "no_signal"
        assert _judged("CNT-01 CNT-03 SEX-14").outcome == "review"
        assert _judged("CNT-01 CNT-03 SEX-07").outcome == "independent"

    def test_6_a_firm_that_can_be_checked_is_no_person_of_her_own(self) -> None:
        assert _judged("CNT-02 CNT-03").outcome == "independent"  # one name and number for more than a year
        assert _judged("CNT-03 CNT-04").outcome == "no_signal"


@pytest.mark.parametrize(
    ("codes", "dimension", "cap"),
    [
        ("SEX-07 SEX-08 SEX-09 LAB-03", "COND", 15),
        ("OBF-01 OBF-02 SEX-13 LAB-11", "CONC", 12),
        ("LAB-13 LAB-23 SEX-15", "RECR", 25),
        ("LAB-07 LAB-08 LAB-09", "HOUS", 18),
    ],
)
def test_a_dimension_has_its_cap(codes: str, dimension: str, cap: float) -> None:
    verdict = _judged(codes)
    assert verdict.dimensions[dimension] == cap
    assert dimension in verdict.capped


@pytest.mark.parametrize("group", ["SEX", "LAB", "CRI", "ORG", "OTH", "XAD", "OBF"])
def test_a_group_has_its_cap(group: str) -> None:
    codes = [code for code, one in _reader().by_code.items() if one.group == group]
    assert _judged(codes).score <= _reader().packs.scoring.group_cap[group]


def test_parts_add_up_to_the_cap_to_the_cent() -> None:
    verdict = _judged("SEX-07 SEX-08 SEX-09 SEX-05 SEX-12 SEX-14")
    assert sum(verdict.parts.values()) == pytest.approx(40, abs=1e-9)
    assert all(round(points, 2) == points for points in verdict.parts.values())


def test_no_choice_of_hits_breaks_the_sum() -> None:
    codes = sorted(code for code, one in _reader().by_code.items() if one.kind == "indicator")
    for some in itertools.combinations(codes[::3], 3):
        verdict = _judged(some)
        assert verdict.score == pytest.approx(max(0, sum(verdict.parts.values()) + verdict.countered), abs=0.005)
        assert sum(verdict.dimensions.values()) == pytest.approx(sum(verdict.parts.values()), abs=0.005)


def test_counter_indicators_take_fifteen_points_at_most_and_never_go_below_zero() -> None:
    counters = sorted(code for code, one in _reader().by_code.items() if one.kind == "counter")
    assert _judged([*counters, "LAB-10", "LAB-19"]).countered == -15
    assert _judged([*counters, "SEX-09"]).score == 0


def test_nothing_counts_against_a_route_rule() -> None:
    verdict = _judged("ORG-01 CNT-01 CNT-03 CNT-04")
    assert (verdict.score, verdict.countered, verdict.route) == (60, 0, True)


def test_a_code_counts_once_and_a_cancelled_hit_not_at_all() -> None:
    hits = weigh([_hit("LAB-10"), _hit("LAB-10", "y"), _hit("LAB-19", cancelled="CNT-06")], _reader().by_code)
    assert [hit.points for hit in hits] == [24, 0, 0]


def test_one_breach_with_one_strong_other_is_a_signal_and_alone_is_not() -> None:
    assert _judged("LAB-01 LAB-10").outcome == "signal"
    assert _judged("LAB-01 LAB-13").outcome == "breach_only"


def test_touring_decides_only_in_company() -> None:
    alone = _judged("XAD-02 LAB-10")
    assert alone.outcome == "review"  # 30 points from two dimensions, but MOVE may not decide here
    assert _judged("XAD-02 XAD-01 SEX-05").outcome == "signal"


def test_short_text_without_hits_is_too_little() -> None:
    assert _judged("", words=3).outcome == "too_little"
    assert _judged("LAB-10", words=3).outcome == "review"
    assert _judged("LAB-14", words=3).outcome == "too_little"  # one weak remark in three words says nothing either
    assert _judged("LAB-14 LAB-13", words=3).outcome == "no_signal"


@pytest.mark.parametrize(
    ("body", "outcome"), [("Even bellen, ik ben er. 06-00 13 13 13", "too_little"), ("Hoi. " * 9, "no_signal")]
)
def test_a_number_is_no_word(body: str, outcome: str) -> None:
    assert _enriched(body).outcome == outcome


def test_a_route_code_of_a_model_alone_is_a_signal_on_no_route() -> None:
    modelled = tuple(hit.model_copy(update={"by": "model@one"}) for hit in _hits("ORG-01"))
    verdict = judge(modelled, _reader().by_code, _reader().packs.scoring, words=LONG)
    assert (verdict.outcome, verdict.route) == ("signal", False)
    mule = tuple(hit.model_copy(update={"by": "model@one"}) for hit in _hits("CRI-01"))
    verdict = judge(mule, _reader().by_code, _reader().packs.scoring, words=LONG)
    assert (verdict.outcome, verdict.route) == ("signal", False)
    courier = tuple(hit.model_copy(update={"by": "model@one"}) for hit in _hits("CRI-03"))
    assert judge(courier, _reader().by_code, _reader().packs.scoring, words=LONG).outcome == "review"


def test_cross_hits_take_the_points_of_the_packs() -> None:
    enriched = _enriched("Bel mijn manager voor een afspraak, escort en massage in een privehuis.")
    crossed = rescore(enriched, [_hit("XAD-01").model_copy(update={"by": "cross", "points": 99})], _reader().scales)
    assert crossed.score == enriched.score + 16
    assert rescore(crossed, [], _reader().scales).score == enriched.score


CASES = [
    *WORKED, "CNT-01 CNT-03 LAB-10 LAB-01", "SEX-07 SEX-08 SEX-09 SEX-05 SEX-12 SEX-14", "CNT-01 SEX-09", "OBF-01 SEX-13 LAB-11",
]  # fmt: skip
_PART = re.compile(r"\(([A-Z]{3}-\d\d), ([+-][\d,.]+)\)")
_AGAINST = re.compile(r"(?:Daartegenover|Against that): [^.]*\((-[\d,.]+)\)")
_SUM = re.compile(r"(?:Samen|Together) ([\d,.]+) (?:punten|punt|points|point)")


def _number(text: str) -> float:
    return float(text.replace(",", "."))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("codes", CASES)
def test_the_sum_in_the_explanation_is_the_score(codes: str, language: str) -> None:
    verdict = _judged(codes)
    said = getattr(explain(_hits(codes), verdict, _reader().by_code, _reader().packs.scoring), language)
    against = _AGAINST.search(said)
    parts = sum(_number(points) for _, points in _PART.findall(said)) + (_number(against[1]) if against else 0)
    told = _SUM.search(said)
    assert told is not None, said
    assert _number(told[1]) == verdict.score
    assert max(0, parts) == pytest.approx(verdict.score, abs=0.005)


def test_points_are_written_as_the_language_writes_them() -> None:
    said = explain(_hits("LAB-10 LAB-01"), _judged("LAB-10 LAB-01"), _reader().by_code, _reader().packs.scoring)
    assert "LAB-10, +23,48" in said.nl
    assert "LAB-10, +23.48" in said.en


@pytest.mark.parametrize("crossed", [False, True])
def test_a_wage_below_the_law_is_told_with_the_amount_of_the_day(crossed: bool) -> None:
    read = _enriched("Vacature inpakker, € 12,50 bruto per uur, op locatie.")
    if crossed:
        read = rescore(read, [_hit("XAD-01").model_copy(update={"by": "cross"})], _reader().scales)
    assert "€ 12,50 per uur ligt onder het wettelijk minimumloon van € " in read.explanation.nl
    assert "€ 12.50 per hour is below the statutory minimum wage of € " in read.explanation.en


NAMES = {"LAB-08": Explanation(nl="Slaapplek", en="Place to sleep")}


@pytest.mark.parametrize(
    ("cancelled_by", "nl", "en"),
    [
        ("gate:arbeid", "geldt niet in een advertentie over werk", "does not hold in an advert about work"),
        (
            "gate:arbeid+wonen",
            "geldt niet in een advertentie over werk en woonruimte",
            "does not hold in an advert about work and housing",
        ),
        ("near:gratis kamer", "“gratis kamer” maakt er iets anders van", "“gratis kamer” makes something else of it"),
        ("CNT-06", "de zin ontkent het", "the sentence denies it"),
        (
            "seeker",
            "wie hier schrijft zoekt werk en biedt het niet aan",
            "who writes here looks for work and does not offer it",
        ),
        ("LAB-08", "gaat op in Slaapplek, LAB-08", "is part of Place to sleep, LAB-08"),
        ("SEX-99", "SEX-99", "SEX-99"),
    ],
)
def test_why_a_hit_was_set_aside_is_said_in_words(cancelled_by, nl, en):
    assert (reason(cancelled_by, NAMES, 0), reason(cancelled_by, NAMES, 1)) == (nl, en)
