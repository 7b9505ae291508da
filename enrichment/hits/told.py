"""What a model says of the places that words found, and of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrichment.hits.place import Place, cancel

if TYPE_CHECKING:
    from enrichment.models.meaning import Meaning, Meant, Weighed

MODEL = "model"  # set aside because of what a model reads in the sentence


def doubted(place: Place, weighed: "Weighed", meaning: "Meaning") -> Place:
    """A place that words found, set aside when the model reads no such thing in its sentence."""
    stands = place.cancelled_by is None and place.by == "rule"
    return cancel(place, MODEL) if stands and meaning.denies(weighed, place.code, place.start, place.end) else place


def accompanied(places: Sequence[Place]) -> list[Place]:
    """The places, without what stands beside nothing: its cue was set aside."""
    alone = {place.code for place in places if place.beside}
    alone -= {place.code for place in places if not place.beside and place.cancelled_by is None}
    return [cancel(one, MODEL) if one.beside and one.code in alone and not one.cancelled_by else one for one in places]


def meant(one: "Meant", by: str) -> Place:
    """The place of a sentence that a model tells."""
    return Place(one.code, one.sentence.start, one.sentence.end, by, like=one.like, similarity=one.similarity)


def repeats(one: Place, other: Place) -> bool:
    """Whether a model tells what words found in the same sentence."""
    inside = one.start < other.end and other.start < one.end
    return one.code == other.code and inside and other.cancelled_by != MODEL
