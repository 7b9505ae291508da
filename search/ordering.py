"""Rows in a full order from an engine that sorts by one key at a time: exact for any page, by asking again for ties."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Protocol, TypeAlias, TypeVar

Address = TypeVar("Address")
Same: TypeAlias = tuple[tuple[str, Any], ...]  # (field, value) pairs that narrow the question
Keys: TypeAlias = tuple[tuple[str, bool], ...]  # (field, descending), after which the id ascends


class OneKey(Protocol[Address]):
    """What the engine can do, within one question and one snapshot."""

    def top(self, same: Same, field: str, descending: bool, limit: int) -> list[tuple[Any, Address]]:
        """The first `limit` (value, address) by one field; ties in any order."""

    def relevant(self, limit: int) -> list[tuple[Any, Address]]:
        """The first `limit` (relevance, address), most relevant first; ties in any order."""

    def all(self, same: Same) -> list[Address]:
        """Every address, in any order."""

    def values(self, field: str, addresses: Sequence[Address]) -> list[Any]:
        """The field's value at each address."""

    def name(self, address: Address) -> str:
        """The id of the document there."""


def by_keys(engine: OneKey[Address], keys: Keys, end: int, same: Same = ()) -> list[Address]:
    """The first `end` addresses by all keys and then the id.

    The last group of equals may be cut off anywhere: it is asked for again by the keys that are left, whole when none
    is. So the cost is that of `end` rows and of the adverts that share the last row's keys, not of the index.
    """
    (field, descending), rest = keys[0], keys[1:]
    hits = engine.top(same, field, descending, end)
    groups = [(value, [address for _, address in group]) for value, group in groupby(hits, key=lambda hit: hit[0])]
    cut = groups.pop() if len(hits) == end else None
    found = [address for _, group in groups for address in equals(engine, group, rest)]
    if cut is None:
        return found
    narrowed = (*same, (field, cut[0]))
    if rest:
        return found + by_keys(engine, rest, end - len(found), narrowed)
    return (found + equals(engine, engine.all(narrowed), ()))[:end]


def by_relevance(engine: OneKey[Address], end: int) -> list[Address]:
    """The first `end` addresses by relevance and then the id; asks for more until the last group of equals is whole."""
    size = end
    while True:
        hits = engine.relevant(size)
        if len(hits) < size or hits[-1][0] < hits[end - 1][0]:
            break
        size *= 4
    groups = groupby(hits, key=lambda hit: hit[0])
    return [found for _, group in groups for found in equals(engine, [address for _, address in group], ())][:end]


def equals(engine: OneKey[Address], group: list[Address], keys: Keys) -> list[Address]:
    """A group that is equal so far, by the keys that are left and then the id."""
    if len(group) == 1:
        return group
    columns = [(engine.values(field, group), descending) for field, descending in keys]
    names = [engine.name(address) for address in group]
    order = sorted(range(len(group)), key=names.__getitem__)
    for values, descending in reversed(columns):
        order.sort(key=values.__getitem__, reverse=descending)
    return [group[at] for at in order]
