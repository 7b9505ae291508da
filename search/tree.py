"""A query as a small tree: what every engine must be able to answer, and nothing more."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

TEXT_FIELDS = ("stems", "title_words", "body_words")  # words separated by spaces; all other fields hold whole values


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The field holds one of these words (text fields count for relevance) or one of these exact values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in a text field; every place is filled by one of its alternatives."""

    field: str
    places: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The field holds a word or value that begins like this."""

    field: str
    start: str


@dataclass(frozen=True, slots=True)
class Between:
    """A number: low ≤ field < high, or ≤ high; None is open."""

    field: str
    low: float | int | None = None
    high: float | int | None = None
    low_open: bool = False
    high_open: bool = True


@dataclass(frozen=True, slots=True)
class And:
    """All parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every document that the part does not match."""

    part: "Node"


Node: TypeAlias = Everything | AnyOf | Phrase | Prefix | Between | And | Or | Not
Leaf: TypeAlias = AnyOf | Phrase | Prefix


Made = TypeVar("Made")


class Builder(Protocol[Made]):
    """How an engine says the parts of a query; `build` puts them together."""

    def everything(self) -> Made:
        """Every document."""

    def words(self, field: str, values: tuple[str, ...]) -> Made:
        """One of these words in a text field: the rarer, the more relevant."""

    def exact(self, field: str, values: tuple[str, ...]) -> Made:
        """One of these values."""

    def phrase(self, field: str, places: tuple[tuple[str, ...], ...]) -> Made:
        """See `Phrase`."""

    def prefix(self, field: str, start: str) -> Made:
        """See `Prefix`."""

    def between(self, node: Between) -> Made:
        """See `Between`."""

    def both(self, wanted: list[Made], unwanted: list[Made]) -> Made:
        """All that is wanted, of which there is one or more, and nothing of the unwanted."""

    def either(self, parts: list[Made]) -> Made:
        """At least one of the parts."""


def build(node: Node, engine: Builder[Made]) -> Made:
    """The query of an engine that means what the tree means."""
    match node:
        case And(parts):
            unwanted = [build(part.part, engine) for part in parts if isinstance(part, Not)]
            wanted = [build(part, engine) for part in parts if not isinstance(part, Not)]
            return engine.both(wanted or [engine.everything()], unwanted)
        case Or(parts):
            return engine.either([build(part, engine) for part in parts])
        case Not(part):
            return engine.both([engine.everything()], [build(part, engine)])
        case Everything():
            return engine.everything()
    return _leaf(node, engine)


def _leaf(node: Leaf | Between, engine: Builder[Made]) -> Made:
    match node:
        case AnyOf(field, values):
            return engine.words(field, values) if field in TEXT_FIELDS else engine.exact(field, values)
        case Phrase(field, places):
            return engine.phrase(field, places)
        case Prefix(field, start):
            return engine.prefix(field, start)
    return engine.between(node)


def every(parts: tuple[Node, ...]) -> Node:
    """All of the parts, as flat as it goes; of no parts: everything."""
    useful = tuple(part for part in parts if not isinstance(part, Everything))
    if not useful:
        return Everything()
    return useful[0] if len(useful) == 1 else And(useful)


def some(parts: tuple[Node, ...]) -> Node:
    """At least one of the parts, of which there is one or more."""
    return parts[0] if len(parts) == 1 else Or(parts)


def wanted(node: Node) -> tuple[Leaf, ...]:
    """The words and values that a match may show: leaves that are not below a `Not`."""
    if isinstance(node, And | Or):
        return tuple(leaf for part in node.parts for leaf in wanted(part))
    return (node,) if isinstance(node, AnyOf | Phrase | Prefix) else ()
