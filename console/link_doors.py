"""The door of linking: advert lines in, one line per advert or per group out (docs/doors.md)."""

from collections.abc import Iterator
from typing import Any

from console.doors import Given, OutText
from console.side_by_side import side_by_side
from enrichment.enrich import enrich
from enrichment.link import Group, Linked, each_group, each_linked
from enrichment.linking.proofs import Kind
from enrichment.linking.verdict import Verdict
from enrichment.models.opening import OFF, open_tongues
from enrichment.reader import Reader
from zicht.records import EnrichedAdvert, Record


class OutSubject(Record):
    """A contact, account, employer, address or payment route as a keyed HMAC."""

    kind: str
    key: str


class OutTie(Record):
    """What ties this advert to another, and whether the tie was kept."""

    to: str | int
    by: str
    value: str
    similarity: float
    kept: bool
    reason: OutText


class LinkLine(Record):
    """One line of output of `zicht link`, in the order of the input."""

    id: str | int
    cluster: str | None
    subjects: tuple[OutSubject, ...]
    groups: tuple[str, ...]
    ties: tuple[OutTie, ...]


class OutCut(Record):
    """A tie that was cut within or around a group, with the reason."""

    adverts: tuple[str | int, ...]
    by: str
    reason: OutText


class GroupLine(Record):
    """One line of output of `zicht link --groups`: organised first, then by score."""

    id: str
    adverts: tuple[str | int, ...]
    kind: Kind
    verdict: Verdict
    score: float
    explanation: OutText
    codes: tuple[str, ...]
    cut: tuple[OutCut, ...]


def link_lines(given: list[Given], reader: Reader, vectors: str = OFF) -> Iterator[LinkLine]:
    """Link the adverts with each other, in any order of arrival; answers in the order of the input. `vectors` is the setting."""
    ids = _ids(given)
    linked = each_linked(_read(given, reader), reader, open_tongues(vectors))
    return (_link_line(one.id, said, ids) for one, said in zip(given, linked, strict=True))


def group_lines(given: list[Given], reader: Reader, vectors: str = OFF) -> Iterator[GroupLine]:
    """The groups of the same adverts."""
    ids = _ids(given)
    return (_group_line(group, ids) for group in each_group(_read(given, reader), reader, open_tongues(vectors)))


def _read(given: list[Given], reader: Reader) -> list[EnrichedAdvert]:
    """Reading takes longest, so that many are read on two cores."""

    def read(one: Given) -> EnrichedAdvert:
        return enrich(one.advert, reader)

    by_meaning = "vectors" in reader.enriched_with  # its model has threads, and uses all cores by itself
    return list(map(read, given) if by_meaning else side_by_side(given, read))


def _ids(given: list[Given]) -> dict[str, str | int]:
    return {one.advert.id: one.id for one in given}


def _link_line(number: str | int, linked: Linked, ids: dict[str, str | int]) -> LinkLine:
    said = linked.model_dump(mode="json")
    ties = [{**tie, "to": ids[tie["to"]]} for tie in said["ties"]]
    return LinkLine.model_validate({**said, "id": number, "ties": ties})


def _group_line(group: Group, ids: dict[str, str | int]) -> GroupLine:
    said: dict[str, Any] = group.model_dump(mode="json")
    cut = [{**one, "adverts": [ids[number] for number in one["adverts"]]} for one in said["cut"]]
    return GroupLine.model_validate({**said, "adverts": [ids[number] for number in said["adverts"]], "cut": cut})
