"""What people say of ties counts, stays through linking anew, is logged, and is shown beside its contradictions."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from enrichment.reader import Reader
from flows.deciding import all_groups, between, decide, group, groups_of
from flows.steps import link
from ledger import Ledger, open_ledger, ties
from ledger.tie_choices import Choice
from tests.conftest import NOON
from tests.test_doors import zicht
from tests.test_link import luna, made, mila, own_words, tess
from tests.test_link_state import save
from zicht.errors import InputError
from zicht.records import EnrichedAdvert
from zicht.settings import Settings


def linked(ledger: Ledger, reader: Reader, adverts: Sequence[EnrichedAdvert]) -> list[str]:
    save(ledger, [one.model_copy(update={"subjects": ()}) for one in adverts])  # the reader has the one key
    link(ledger, reader, Settings())
    return [one.advert.id for one in adverts]


def say(ledger: Ledger, reader: Reader, what: str, about: Sequence[str], who: str = "a") -> None:
    both = (
        {"one": about[0], "other": about[1]}
        if ":" not in about[0]
        else dict(zip(("kind", "key"), about[0].split(":"), strict=True))
    )
    choice = Choice.model_validate({"at": NOON, "who": who, "what": what, "why": f"{who} says {what}", **both})
    decide(ledger, reader, choice)


def tied(ledger: Ledger, reader: Reader, one: str, other: str) -> bool:
    return bool(between(ledger, reader, one, other).kept)


def hub() -> list[EnrichedAdvert]:
    names = [f"N{chr(97 + at // 5)}{chr(97 + at % 5)}a" for at in range(25)]
    return [made(f"t{at}", f"Ik heet {names[at % 25]}. {own_words(at)}", at / 10) for at in range(45)]


def test_a_cut_hub_is_restored_by_a_person_and_stays_so(ledger: Ledger, reader: Reader) -> None:
    adverts = hub()
    ids = linked(ledger, reader, adverts[:44])
    value = f"phone:{reader.keyed('phone', '+31612345601')}"
    found = between(ledger, reader, ids[0], ids[9])
    assert not found.kept
    assert found.cut[0].carrier.cut.nl.startswith("hub")
    say(ledger, reader, "restore", [value])
    assert tied(ledger, reader, ids[0], ids[9])
    (last,) = linked(ledger, reader, adverts[44:])
    assert tied(ledger, reader, ids[0], last)
    say(ledger, reader, "cut", [value], who="b")  # the newest word counts …
    found = between(ledger, reader, ids[0], last)
    assert not found.kept
    assert "cut by a person" in found.cut[0].carrier.cut.en
    assert [one.who for one in found.choices] == ["a", "b"]  # … and both are shown
    assert [one.action for one in ledger.audit_events(limit=2)] == ["link cut", "link restore"]
    assert ledger.verify_audit() > 0


def test_a_false_tie_is_cut_between_two(ledger: Ledger, reader: Reader) -> None:
    adverts = [mila(), tess(), luna(), mila(5)]
    ids = linked(ledger, reader, adverts)
    assert groups_of(ledger, ids[1])[0].codes == ("XAD-01",)
    say(ledger, reader, "cut", [ids[0], ids[1]])
    assert not tied(ledger, reader, ids[0], ids[1])
    assert tied(ledger, reader, ids[0], ids[2])
    hits = {one: [hit.code for hit in ledger.get(one).enriched.hits if hit.by == "cross"] for one in ids}
    assert not any(hits.values())  # two personas are left
    say(ledger, reader, "restore", [ids[1], ids[0]], who="b")
    assert tied(ledger, reader, ids[0], ids[1])
    assert [hit.code for hit in ledger.get(ids[2]).enriched.hits if hit.by == "cross"] == ["XAD-01"]
    assert len(between(ledger, reader, ids[0], ids[1]).choices) == 2


def test_merges_in_a_circle_are_safe(ledger: Ledger, reader: Reader) -> None:
    adverts = [made(f"t{at}", own_words(at), at, phone=f"06 1234 560{at}") for at in range(4)]
    ids = linked(ledger, reader, adverts)
    assert not tied(ledger, reader, ids[0], ids[1])
    for one, other in combinations(ids[:3], 2):
        say(ledger, reader, "restore", [one, other])
    assert tied(ledger, reader, ids[0], ids[2])
    assert not tied(ledger, reader, ids[0], ids[3])
    (whole,) = groups_of(ledger, ids[0])
    assert whole.count == 3
    say(ledger, reader, "cut", [ids[0], ids[1]])
    assert tied(ledger, reader, ids[0], ids[1])  # over the third: that is said, step by step
    assert len(between(ledger, reader, ids[0], ids[1]).kept) == 2


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_words_that_contradict_each_other_give_one_state(
    ledger: Ledger, reader: Reader, settings: Settings, order: Sequence[int]
) -> None:
    """A circle in which a third says no: in any order the same groups, and linking again finds nothing to do."""
    ids = linked(ledger, reader, [made(f"t{at}", own_words(at), at, phone=f"06 1234 560{at // 2}") for at in range(6)])
    words = [("restore", 0, 2), ("restore", 2, 4), ("cut", 0, 4), ("cut", 0, 1)]
    for place in order:
        what, one, other = words[place]
        say(ledger, reader, what, [ids[one], ids[other]], who=f"w{place}")
    assert tied(ledger, reader, ids[0], ids[4])  # over the second: it is said, step by step
    assert not tied(ledger, reader, ids[0], ids[1])
    assert not groups_of(ledger, ids[1])
    for one in (0, 2, 3, 4, 5):
        (mine,) = groups_of(ledger, ids[one])
        assert sorted(map(ids.index, mine.adverts)) == [0, 2, 3, 4, 5]
    assert link(ledger, reader, settings) == 0
    with ledger.looking() as state:
        assert not ties.dirty(state, 9)


def test_a_group_keeps_its_id_while_it_grows_merges_and_splits(ledger: Ledger, reader: Reader) -> None:
    left, right = [mila(), tess()], [luna(phone="06 1234 5608"), made("x", "Ik heet Roos.", 3, phone="06 1234 5608")]
    ids = linked(ledger, reader, [*left, *right])
    (first,), (second,) = groups_of(ledger, ids[0]), groups_of(ledger, ids[2])
    linked(ledger, reader, [made("y", "Ik heet Vera.", -2)])  # earlier than all, on the first number
    assert groups_of(ledger, ids[0])[0].id == first.id
    say(ledger, reader, "restore", [ids[1], ids[2]])
    (merged,) = groups_of(ledger, ids[2])
    assert merged.id == first.id
    assert [(one.what, one.group, one.other) for one in merged.events if one.what == "merged"] == [
        ("merged", second.id, first.id)
    ]
    assert group(ledger, second.id) == merged  # the old name leads to it
    assert merged.weakest
    say(ledger, reader, "cut", [ids[1], ids[2]])
    (split,) = groups_of(ledger, ids[3])
    assert split.id != first.id
    assert any(one.what == "split" for one in split.events)
    assert {one.id for one in all_groups(ledger, "organised", 9)} <= {first.id, split.id}


def test_what_is_not_there_cannot_be_decided(ledger: Ledger, reader: Reader) -> None:
    ids = linked(ledger, reader, [mila()])
    for about in (["a" * 32, ids[0]], ["phone:none"]):
        with pytest.raises(InputError):
            say(ledger, reader, "cut", about)


def test_the_commands_say_it_in_words(reader: Reader, settings: Settings) -> None:
    ledger = open_ledger(settings.ledger_url)
    ids = linked(ledger, reader, [mila(), tess(), luna()])
    ledger.close()
    done = zicht("tie", "list", home=settings.home)
    assert "organised" in done.stdout, done.stderr
    assert "Daarvoor spreekt" in done.stdout
    done = zicht("tie", "cut", ids[0], ids[1], "--why", "twee mensen", home=settings.home)
    assert done.returncode == 0, done.stderr
    done = zicht("why", ids[0], ids[1], home=settings.home)
    assert done.returncode == 1, done.stderr
    assert "twee mensen" in done.stdout
    done = zicht("tie", "restore", ids[0], ids[1], "--why", "toch één", home=settings.home)
    done = zicht("why", ids[0], ids[1], home=settings.home)
    assert done.returncode == 0, done.stderr
    assert "later herzien" in done.stdout
    assert zicht("tie", "cut", ids[0], "--why", "x", home=settings.home).returncode == 2
    assert zicht("tie", "show", "nee", home=settings.home).returncode == 2


def test_an_adverts_page_shows_its_groups_and_what_people_said(reader: Reader, settings: Settings) -> None:
    from console.web.app import create_app
    from enrichment.words.stems import stem_query
    from search import open_index
    from tests.test_console import Console

    ledger = open_ledger(settings.ledger_url)
    index = open_index(settings, stem_query)
    ids = linked(ledger, reader, [mila(), tess(), luna(), mila(5)])
    say(ledger, reader, "cut", [ids[0], ids[3]])
    console = Console(create_app(ledger, index), ledger, index)
    page = console.ask(f"/adverts/{ids[0]}")
    assert page.status_code == 200
    for word in ("Groepen", "wijst op één hand", "Daarvoor spreekt", "a says cut"):
        assert word in page.text
    assert f"/adverts/{ids[1]}" in page.text
    assert console.ask(f"/adverts/{ids[0]}.json").json()["groups"][0]["verdict"] == "organised"
    index.close()
    ledger.close()
