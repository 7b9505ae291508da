"""Chains of ties in words, and templates with their slots."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from enrichment.link import link_seen
from enrichment.linking.template import Template, chosen, templates_of
from enrichment.linking.why import chain, cut_chain
from tests.test_doors import as_lines, zicht
from tests.test_link import luna, made, mila, own_words, tess
from zicht.records import SubjectKey

MAIL = SubjectKey(kind="email", key="m" * 64)
LINES = [
    {"id": "a", "title": "Mila (21)", "body": "Ik ben Mila. Bel 06 1234 5601 in Venlo.", "seen_at": "2026-11-01"},
    {"id": "b", "title": "Tess (26)", "body": "Ik ben Tess, bel 06 1234 5601 of mail tess@post.example.", "seen_at": "2026-11-02"},
    {"id": "c", "title": "Luna (30)", "body": "Ik ben Luna, mail naar tess@post.example.", "seen_at": "2026-11-03"},
    {"id": "d", "title": "Fiets", "body": "Nette fiets te koop.", "seen_at": "2026-11-04"},
]  # fmt: skip


def test_the_shortest_chain_of_kept_ties() -> None:
    first, last = mila(), luna(phone="06 1234 5608")
    middle = tess().model_copy(update={"subjects": (*tess().subjects, MAIL)})
    last = last.model_copy(update={"subjects": (*last.subjects, MAIL)})
    alone = made("z", "Iets anders.", phone="06 1234 5609")
    links = link_seen([first, middle, last, alone], None)
    steps = chain(links, first.advert.id, last.advert.id)
    assert [(step.one, step.other, step.carrier.by) for step in steps] == [
        (first.advert.id, middle.advert.id, "phone"), (middle.advert.id, last.advert.id, "email"),
    ]  # fmt: skip
    assert chain(links, first.advert.id, alone.advert.id) == cut_chain(links, first.advert.id, alone.advert.id) == []


def test_what_was_cut_is_shown_with_its_reason() -> None:
    names = [f"N{chr(97 + at // 5)}{chr(97 + at % 5)}a" for at in range(25)]
    adverts = [made(f"t{at}", f"Ik heet {names[at % 25]}. {own_words(at)}", at / 10) for at in range(60)]
    links = link_seen(adverts, None)
    assert chain(links, adverts[0].advert.id, adverts[9].advert.id) == []
    (step,) = cut_chain(links, adverts[0].advert.id, adverts[9].advert.id)
    assert step.carrier.cut
    assert step.carrier.cut.nl.startswith("hub")


@pytest.mark.parametrize(
    ("pair", "code", "said"),
    [
        (("a", "c"), 0, ["a – b  [gehouden] Hetzelfde telefoonnummer", "b – c  [gehouden] Hetzelfde e-mailadres"]),
        (("a", "d"), 1, ["Niets dat gehouden is"]),
    ],
)
def test_the_command_says_it_in_words(tmp_path: Path, pair: tuple[str, str], code: int, said: list[str]) -> None:
    file = tmp_path / "adverts.jsonl"
    file.write_text(as_lines(LINES), encoding="utf-8")
    done = zicht("why", *pair, str(file), home=tmp_path)
    assert done.returncode == code, done.stderr
    assert all(line in done.stdout for line in said)
    assert "1234" not in done.stdout


def test_an_advert_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = zicht("why", "x", "y", home=tmp_path)
    assert done.returncode == 2
    assert "Advertentie x" in done.stderr


def template_of(texts: Iterable[Sequence[str]]) -> Template:
    return templates_of([chosen(texts)])[0]


def test_a_template_shows_what_stays_and_what_varies() -> None:
    said = "hoi ik ben xqname en ik woon {} in xqplace bij het {} bel xqphone"
    texts = [said.format(how, near).split() for how in ("graag", "lekker", "rustig") for near in ("park", "station")]
    found = template_of(texts)
    assert " ".join(found.words) == "hoi ik ben xqname en ik woon … in xqplace bij het … bel xqphone"
    assert [set(slot) for slot in found.slots] == [{"graag", "lekker", "rustig"}, {"park", "station"}]
    assert found.shown() == "hoi ik ben [naam] en ik woon … in [plaats] bij het … bel [telefoon]"
    shuffled = list(texts)
    random.Random(2).shuffle(shuffled)
    assert template_of(shuffled) == found


def test_a_template_of_one_text_has_no_slots() -> None:
    assert template_of([["a", "b"], ["a", "b"]]).slots == ()
    assert template_of([["a"] * 100]).shown(20).endswith("…")
