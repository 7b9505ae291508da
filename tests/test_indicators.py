"""The analysts' packs: every example does what it says, and the packs as a whole keep their promises."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.measuring.proof import advert_of, broken_examples, gives, stands
from enrichment.packs.examples import LANGUAGES
from enrichment.packs.loading import Example, Indicator, Pack, load_pack, load_packs
from enrichment.reader import Reader, open_reader
from zicht.records import Hit

FOLDER = Path(__file__).parents[1] / "indicators"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml") if path.name not in ("scoring.yml", "terms.yml"))
NEGATION, EDUCATION = "CNT-06", "CNT-05"
UNPROVED = (NEGATION, "LAB-16")  # each code has a denied miss; a firm's registration is looked up, no word tells it
ENOUGH = 4  # hits, and misses, per language
GAPS = 0.27  # share of the examples of the files that may be known gaps: half of paraphrases.tsv is for the vectors
# Peoples and countries that adverts for workers and sex workers name: none may ever count (EXC-01).
ORIGIN = re.compile(
    r"\b(?:pool|polen|pools\w*|polish|poland|roemeen\w*|roemeni\w*|roemeense?|romanian?s?|bulga\w+|hongaa?r\w*|"
    r"hungar\w+|oekra\w+|ukrain\w+|oost-?europ\w*|eastern europ\w*|europeaan\w*|aziat\w+|asians?|afrika\w*|african?s?|"
    r"latin\w+|turk\w+|turks\w*|marok\w+|morocc\w+|thais?e?|thailand|chine\w+|russ\w+|spaans\w*|spanish|duits\w*|"
    r"nederlander\w*|brazil\w+|colombia\w*|nigeria\w*|vietnam\w*|filip\w+|moldav\w+|allochtoon\w*|moslim\w*|muslim\w*|"
    r"blanke?|donker\w*|zwarte (?:vrouw|man|meisje)|getint\w*|exotisch\w*|exotic)\b"
)


@cache
def _packs() -> tuple[Pack, ...]:
    return load_packs(FOLDER).packs


@cache
def _reader() -> Reader:
    return open_reader(FOLDER, key=b"test")


def _indicators() -> Iterator[Indicator]:
    return (indicator for pack in _packs() for indicator in pack.indicators)


def _cases(side: str) -> list[object]:
    return [
        pytest.param(one, example, id=f"{one.code}-{side}-{number}")
        for one in _indicators()
        for number, example in enumerate(getattr(one.examples, side))
        if example.language is None  # those of the files are read together, below
    ]


def _read(example: Example) -> tuple[Hit, ...]:
    return enrich(advert_of(example), _reader()).hits


def _standing(example: Example) -> set[str]:
    return {hit.code for hit in _read(example) if stands(hit, _reader())}


def _denied(example: Example) -> set[str]:
    return {hit.code for hit in _read(example) if hit.cancelled_by == NEGATION}


@pytest.mark.parametrize(("indicator", "example"), _cases("hit"))
def test_every_hit_gives_its_code(indicator: Indicator, example: Example) -> None:
    if indicator.code == NEGATION:
        assert _denied(example), "a denied phrase is kept, cancelled by its denial"
    elif EDUCATION in _standing(example) and indicator.kind == "indicator":
        pytest.fail("an example of an indicator must not read as information about it")
    else:
        assert indicator.code in _standing(example), [(hit.code, hit.text, hit.cancelled_by) for hit in _read(example)]


@pytest.mark.parametrize(("indicator", "example"), _cases("miss"))
def test_no_miss_gives_its_code(indicator: Indicator, example: Example) -> None:
    if indicator.code == NEGATION:
        assert not _denied(example)
    else:
        quotes = [hit.text for hit in _read(example) if hit.code == indicator.code and stands(hit, _reader())]
        assert quotes == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_loads_and_is_named_as_its_file(name: str) -> None:
    pack = load_pack(FOLDER / f"{name}.yml")
    assert pack.pack == name
    assert pack.indicators


def test_all_packs_load_together() -> None:
    codes = [indicator.code for indicator in load_packs(FOLDER).indicators]
    assert len(codes) == len(set(codes))


def test_there_are_enough_indicators_in_every_form() -> None:
    proven = [one for one in _indicators() if one.kind == "indicator" and one.cues]
    by_form = {
        form: [one for one in proven if one.form == form] for form in ("seksueel", "arbeid", "crimineel", "orgaan")
    }
    assert len(proven) >= 16
    assert all(by_form.values()), by_form


@pytest.mark.parametrize("indicator", [pytest.param(one, id=one.code) for one in _indicators()])
def test_an_indicator_has_proof_and_reasons(indicator: Indicator) -> None:
    assert indicator.why.endswith((".", "!"))
    assert indicator.sources
    if (indicator.cues or indicator.feature) and indicator.feature != "cross":
        assert len(indicator.examples.hit) >= 2
        assert len(indicator.examples.miss) >= 2
        assert all(example.why for example in indicator.examples.miss), "a miss says why it is one"


@pytest.mark.parametrize("indicator", [pytest.param(one, id=one.code) for one in _indicators()])
def test_no_cue_says_where_somebody_comes_from(indicator: Indicator) -> None:
    cues = [cue for said in (indicator.cues, indicator.unless) for many in said.values() for cue in many]
    assert [cue for cue in cues if ORIGIN.search(cue.casefold())] == []


@pytest.mark.parametrize("indicator", [pytest.param(one, id=one.code) for one in _indicators()])
def test_kinds_keep_to_their_points(indicator: Indicator) -> None:
    if indicator.kind == "context":
        assert indicator.points == 0
    elif indicator.kind == "counter":
        assert indicator.points <= 0
    else:
        assert indicator.points >= 0
    assert indicator.kind == "indicator" or indicator.effect is None


def test_pack_check_finds_no_broken_example() -> None:
    assert [one.en for one in broken_examples(_reader())] == []


@cache
def _lines() -> tuple[tuple[Indicator, str, Example], ...]:
    """Every example of the files: whose, hit or miss, what."""
    return tuple(
        (one, side, example)
        for one in _indicators()
        for side in ("hit", "miss")
        for example in getattr(one.examples, side)
        if example.language
    )


@pytest.mark.parametrize("indicator", [pytest.param(one, id=one.code) for one in _indicators()])
def test_every_language_that_has_cues_has_enough_proof(indicator: Indicator) -> None:
    if not indicator.cues or indicator.code in UNPROVED:
        return
    spoken = LANGUAGES if "all" in indicator.cues else tuple(indicator.cues)
    for side in ("hit", "miss"):
        counted = Counter(example.language for example in getattr(indicator.examples, side))
        assert {language: counted[language] for language in spoken if counted[language] < ENOUGH} == {}, side


@pytest.mark.parametrize("code", sorted({one.code for one, _, _ in _lines()}))
def test_examples_of_the_files_do_what_they_say_and_gaps_are_gaps(code: str) -> None:
    wrong = [
        (side, example.language, example.text)
        for one, side, example in _lines()
        if one.code == code and gives(one, example, _reader()) != ((side == "hit") is not example.gap)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_gaps_stay_few(language: str) -> None:
    marked = [example.gap for _, _, example in _lines() if example.language == language]
    assert sum(marked) <= GAPS * len(marked)


@pytest.mark.parametrize(
    ("text", "long"),
    [("Hulp gezocht voor 16 uur per week, in de ochtend.", False), ("Cleaner needed, 15 hours spread over three mornings.", False),
     ("Shop assistant, 16 hours per week, 16.50 gross an hour.", False), ("Praca w biurze, 15 godzin pracy w tygodniu.", False),
     ("Lucru la birou, 16 ore pe săptămână, contract.", False), ("Работа в офис, 16 часа работа на седмица.", False),
     ("Irodai munka, heti 16 óra, szerződéssel.", False), ("Oficina, 16 horas de trabajo por semana.", False),
     ("Büro, 16 Stunden in der Woche.", False), ("You will work 15 hours each day.", True), ("14-hour shifts in the kitchen.", True),
     ("Je kunt bij ons 16 uur werken, verdeeld over drie dagen.", False), ("Bijbaan: 12 uur werken in de week.", False),
     ("Dienst van 16 uur per week in de thuiszorg.", False), ("Diensten van 16 uur tot 22 uur, drie avonden.", False),
     ("Pracujemy po 15 godzin w tygodniu.", False), ("Je werkt tot middernacht op vrijdag, 20 uur per week.", False),
     ("Iedere dag 14 uur werken.", True), ("Diensten van 14 uur, zeven dagen per week.", True),
     ("14-Stunden-Schichten, sechs Tage die Woche.", True), ("Van de vroege ochtend tot middernacht in de keuken.", True),
     ("In the season we easily do 14 hours daily.", True), ("Pracujemy 14 godzin dziennie.", True), ("Работим 14 часа на ден.", True)],
)  # fmt: skip
def test_so_many_hours_a_week_are_no_long_days(text: str, long: bool) -> None:
    assert gives(_reader().by_code["LAB-03"], Example(text=text, category="vacatures"), _reader()) == long


@pytest.mark.parametrize(
    ("code", "text"),
    [("LAB-12", "Wij bieden een rooster dat met je rekening houdt en een competitief loon."),
     ("LAB-12", "Een loon waarin wij met je ervaring rekening houden, je rekening houdend met je wensen."),
     ("LAB-10", "You manage the shop and hold a full UK driving licence."),
     ("LAB-05", "Jeśli możesz wyjechać przed 20 maja, otrzymasz dodatkowo 200 euro bonusu."),
     ("LAB-06", "Niezbędne kursy, praca na długi okres."),
     ("LAB-12", "Paid by direct deposit, check or company provided debit card."),
     ("CRI-04", "A company to watch. Members watch what they like and can change their plans at any time."),
     ("LAB-06", "You build retention tools for our travel site."), ("LAB-06", "Retina tracking and travel tools are your field.")],
)  # fmt: skip
def test_words_that_only_look_alike_say_nothing(code: str, text: str) -> None:
    assert not gives(_reader().by_code[code], Example(text=text, category="vacatures"), _reader())


@pytest.mark.parametrize(
    "text",
    ["Nier te koop! Van onze eigen lammeren dan, zeven euro per kilo.", "Kidney for sale! From our own lamb of course, every Saturday.",
     "Nerka na sprzedaż! Oczywiście jagnięca, od naszego rzeźnika.", "Rinichi de vânzare! De miel, desigur, la măcelăria noastră.",
     "Продавам бъбрек! Телешки, разбира се, от нашия месар.", "Eladó vese! Marháé persze, a hentesnél.",
     "¡Riñón en venta! De cordero, claro, en nuestra carnicería.", "Niere zu verkaufen! Vom Lamm natürlich, bei unserem Metzger."],
)  # fmt: skip
def test_what_the_next_sentence_turns_into_a_joke_is_no_trade(text: str) -> None:
    assert not gives(_reader().by_code["ORG-01"], Example(text=text), _reader())


def test_a_joke_is_one_however_often_it_is_told() -> None:
    text = "NIEREN TE KOOP! Nou ja, van lammeren. Verse lamsnieren en lever, elke vrijdag. 6 euro de kilo."
    assert not gives(_reader().by_code["ORG-01"], Example(text=text), _reader())
    assert gives(
        _reader().by_code["ORG-01"],
        Example(text="Gezonde man, 80 kilo, 34 jaar. Nier te koop voor 40.000 euro."),
        _reader(),
    )


def test_toes_are_no_youth() -> None:
    for text in ("Massage van top tot teen.", "Ontspan van kruin tot je teen bij Els, 48 jaar."):
        assert not gives(_reader().by_code["SEX-02"], Example(text=text, category="massage"), _reader())
    assert gives(
        _reader().by_code["SEX-02"], Example(text="Lekkere teen, net 18 geworden.", category="escort"), _reader()
    )


@pytest.mark.parametrize(
    "text",
    ["Wil iemand je pinpas een weekend lenen voor 500 euro? Doe het niet: je houdt er een strafblad aan over.",
     "Somebody wants your bank card for a weekend and pays 500 euro? Never do that, you get a criminal record.",
     "Ktoś chce pożyczyć twoją kartę bankową za 500 euro? Nie rób tego, to się kończy przed sądem.",
     "Cineva vrea cardul tău bancar pentru 500 de euro? Nu face asta, rămâi cu cazier.",
     "Някой иска банковата ти карта за 500 евро? Не го прави, после отговаряш пред съда.",
     "Valaki 500 euróért kéri a bankkártyádat? Ne tedd, bíróság elé kerülsz.",
     "¿Alguien quiere tu tarjeta del banco por 500 euros? No lo hagas, te quedas con antecedentes.",
     "Will jemand deine Bankkarte für 500 Euro ausleihen? Mach das nicht, du bist danach vorbestraft."],
)  # fmt: skip
def test_ordinary_people_warn_too(text: str) -> None:
    assert gives(_reader().by_code[EDUCATION], Example(text=text), _reader())


def test_who_reassures_does_not_warn() -> None:
    text = "Leen je pinpas een weekend uit voor 500 euro, je krijgt echt geen strafblad. Iedereen doet dit, dus niet twijfelen."
    assert not gives(_reader().by_code[EDUCATION], Example(text=text), _reader())
    assert gives(_reader().by_code["CRI-01"], Example(text=text), _reader())
