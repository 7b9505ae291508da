"""Union-find: what is tied, directly or through others, is one set; any order of ties gives the same sets."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Sets(Generic[Item]):
    """Disjoint sets of items; an item that was never tied is a set of its own."""

    def __init__(self) -> None:
        self._parents: dict[Item, Item] = {}

    def root(self, item: Item) -> Item:
        """The item that stands for the set of `item`."""
        parents = self._parents
        parent = parents.setdefault(item, item)
        while parent != item:
            parents[item] = parents[parent]
            item, parent = parent, parents[parent]
        return item

    def tie(self, one: Item, other: Item) -> None:
        """The sets of both become one."""
        self._parents[self.root(one)] = self.root(other)

    def among(self, items: Iterable[Item]) -> list[list[Item]]:
        """The items by set, in their order."""
        found: dict[Item, list[Item]] = defaultdict(list)
        for item in items:
            found[self.root(item)].append(item)
        return list(found.values())
