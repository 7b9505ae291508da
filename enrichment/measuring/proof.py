"""Whether the examples of the packs do what they say: each hit gives its code, no miss does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from enrichment.enrich import enrich
from enrichment.hits.indicate import NEGATION
from enrichment.packs.schema import Example, Indicator
from enrichment.reader import Reader
from zicht.records import Advert, Hit

POSTED = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)  # of an example that names no day


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that does not do what it says."""

    code: str
    side: str  # hit or miss
    text: str

    @property
    def nl(self) -> str:
        """In Dutch."""
        said = "geeft de code niet" if self.side == "hit" else "geeft de code toch"
        return f"{self.code}: dit voorbeeld {said}: {self.text}"

    @property
    def en(self) -> str:
        """In English."""
        said = "does not give the code" if self.side == "hit" else "gives the code all the same"
        return f"{self.code}: this example {said}: {self.text}"


def advert_of(example: Example) -> Advert:
    """The advert that an example stands for."""
    posted = datetime.fromisoformat(example.posted_at) if example.posted_at else POSTED
    said = example.model_dump(exclude={"why", "posted_at", "text", "language"}, exclude_none=True)
    return Advert(
        site="example", url="https://example.nl/1", body=example.text, seen_at=posted, posted_at=posted, **said
    )  # fmt: skip


def stands(hit: Hit, reader: Reader) -> bool:
    """Whether a hit stands; one that needs company (`only_with`) stands when it has points."""
    return hit.cancelled_by is None and (not reader.by_code[hit.code].only_with or hit.points > 0)


def gives(one: Indicator, example: Example, reader: Reader) -> bool:
    """Whether an example gives the code; of CNT-06: whether it sets a hit aside."""
    hits = enrich(advert_of(example), reader).hits
    if one.code == NEGATION:
        return any(hit.cancelled_by == NEGATION for hit in hits)
    return any(hit.code == one.code and stands(hit, reader) for hit in hits)


def broken_examples(reader: Reader) -> Iterator[Broken]:
    """Every example that does not do what it says, and every known gap that is one no more."""
    for one in reader.packs.indicators:
        for side, wanted in (("hit", True), ("miss", False)):
            for example in getattr(one.examples, side):
                if gives(one, example, reader) != (wanted is not example.gap):
                    yield Broken(one.code, side, example.text)
