"""Groups on streams that linking was not developed on: organised ones are found, innocent hubs are never accused."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from console.doors import Given, read_lines
from console.link_doors import group_lines, link_lines
from console.schema import schemas
from enrichment.enrich import enrich
from enrichment.link import LinkedStream, link_groups
from enrichment.reader import Reader
from tests.link_stream import Stream, scored, stream
from zicht.records import EnrichedAdvert

SCHEMAS = json.loads(schemas())


def given_of(lines: Sequence[dict[str, Any]]) -> list[Given]:
    return [one for one in read_lines(json.dumps(line) for line in lines) if isinstance(one, Given)]


@pytest.fixture(scope="module")
def held(reader: Reader) -> tuple[Stream, list[Given], list[EnrichedAdvert], LinkedStream]:
    made = stream(20261125, 800, per=2, held=True)
    given = given_of(made.lines)
    read = [enrich(one.advert, reader) for one in given]
    return made, given, read, link_groups(read, reader)


def test_organised_groups_are_found_and_no_innocent_hub_is_accused(held: Any) -> None:
    made, given, _, linked = held
    ids = {one.advert.id: one.id for one in given}
    organised = [[ids[one] for one in group.adverts] for group in linked.groups if group.verdict == "organised"]
    score = scored(made, organised)
    assert score.accused == ()
    assert score.f1 >= 0.95, score
    assert score.missed == ()


def test_kinds_are_named_after_what_carries_them(held: Any) -> None:
    made, given, _, linked = held
    ids = {one.advert.id: one.id for one in given}
    right = wrong = 0
    for group in linked.groups:
        if group.verdict == "organised":
            true = {made.truth.get(ids[one], "?").rstrip("0123456789") for one in group.adverts}
            right, wrong = (right + 1, wrong) if true == {group.kind} else (right, wrong + 1)
    assert wrong <= 0.1 * right


def test_every_organised_group_has_its_reasons_in_both_languages(held: Any) -> None:
    for group in held[3].groups:
        assert group.explanation.nl
        assert group.explanation.en
        if group.verdict == "organised":
            assert group.codes or group.kind == "hub"
            assert "Daarvoor spreekt" in group.explanation.nl


def test_a_cut_keeps_its_reason(held: Any) -> None:
    cuts = [cut for group in held[3].groups for cut in group.cut]
    assert cuts
    assert all(cut.reason.nl and cut.reason.en and cut.adverts for cut in cuts)


def test_the_largest_cluster_stays_bounded(held: Any) -> None:
    """Two hubs of each kind are in the stream; the largest organised group has some forty adverts."""
    made, _, _, linked = held
    sizes: dict[str, int] = {}
    for one in linked.adverts:
        if one.cluster:
            sizes[one.cluster] = sizes.get(one.cluster, 0) + 1
    assert max(sizes.values()) <= 60 < len(made.hubs)


def test_ties_are_mutual(held: Any) -> None:
    pairs = {(one.id, tie.to, tie.by, tie.value) for one in held[3].adverts for tie in one.ties}
    assert pairs == {(to, one, by, value) for one, to, by, value in pairs}


def test_any_order_gives_the_same(held: Any, reader: Reader) -> None:
    _, _, read, linked = held
    shuffled = list(read)
    Random(3).shuffle(shuffled)
    again = link_groups(shuffled, reader)
    assert again.groups == linked.groups
    assert {one.id: one for one in again.adverts} == {one.id: one for one in linked.adverts}


def test_the_door_gives_the_same_words_for_lines_in_another_order(reader: Reader) -> None:
    lines = stream(6, 60, per=1, held=True).lines[:200]
    first = {one.id: (one.cluster, sorted(one.groups)) for one in link_lines(given_of(lines), reader)}
    again = {one.id: (one.cluster, sorted(one.groups)) for one in link_lines(given_of(lines[::-1]), reader)}
    assert first == again


def test_the_door_follows_its_schema(reader: Reader) -> None:
    given = given_of(stream(5, 60, per=1, held=True).lines[:120])
    for line in link_lines(given, reader):
        Draft202012Validator(SCHEMAS["link"]).validate(json.loads(line.model_dump_json()))
    groups = list(group_lines(given, reader))
    known = {one.id for one in given}
    for group in groups:
        Draft202012Validator(SCHEMAS["link_groups"]).validate(json.loads(group.model_dump_json()))
        assert set(group.adverts) <= known


@pytest.mark.parametrize(
    "lines",
    [[], [{"title": "", "body": ""}] * 3, [{"title": "x", "body": "x"}] * 400],
    ids=["none", "empty", "one text"],
)
def test_poor_input_is_answered(lines: list[dict[str, Any]], reader: Reader) -> None:
    given = given_of(lines)
    assert len(list(link_lines(given, reader))) == len(lines)
    assert not any(group.verdict == "organised" for group in group_lines(given, reader))


def test_the_command_gives_groups(tmp_path: Path) -> None:
    from tests.test_doors import as_lines, read, zicht

    said = "Mijn naam is {}, ik ben {} jaar. Vraag naar mij op 06 1234 5601 in Venlo."
    lines = [{"id": name, "title": f"{name} ({age})", "body": said.format(name, age), "category": "Erotiek",
              "seen_at": f"2026-11-0{at}"} for at, (name, age) in enumerate((("Mila", 21), ("Tess", 26), ("Luna", 31)), 1)]  # fmt: skip
    done = zicht("link", "-", "--json", "--groups", given=as_lines(lines), home=tmp_path)
    assert done.returncode == 0, done.stderr
    (group,) = read(done)
    assert (group["verdict"], group["kind"], group["adverts"]) == ("organised", "phone", ["Mila", "Tess", "Luna"])
    assert "XAD-01" in group["codes"]
    assert "1234" not in done.stdout
