"""One advert, read with two sets of packs: which codes come and go, and what that does to its score and outcome."""

from collections.abc import Iterable
from dataclasses import dataclass

from enrichment.enrich import enrich
from enrichment.reader import Reader
from enrichment.scoring.scales import rescore
from enrichment.scoring.score import is_cross, is_modelled
from zicht.records import EnrichedAdvert, Hit, Outcome

FLAGGED: frozenset[Outcome] = frozenset(("signal", "review", "breach_only"))  # a person looks at these
AROUND = 80  # characters shown on either side of the words of an example


@dataclass(frozen=True, slots=True)
class Change:
    """What another set of packs makes of one advert."""

    before: EnrichedAdvert
    after: EnrichedAdvert
    added: frozenset[str]
    removed: frozenset[str]

    @property
    def shows(self) -> bool:
        """Whether a reader would see any of it: codes, points or outcome."""
        same = self.before.score == self.after.score and self.before.outcome == self.after.outcome
        return bool(self.added or self.removed) or not same

    @property
    def turned(self) -> str | None:
        """`on` when people start to see the advert, `off` when they no longer do."""
        was, will = self.before.outcome in FLAGGED, self.after.outcome in FLAGGED
        return None if was == will else "on" if will else "off"


def compare(stored: EnrichedAdvert, old: Reader, new: Reader) -> Change:
    """The advert as `old` reads it (as stored, when that is how it was read) beside how `new` reads it.

    What other adverts prove stays as it is stored, with the points of each set of packs.
    """
    before = stored if stored.enriched_with == old.enriched_with else read_again(stored, old)
    after = read_again(stored, new)
    was, will = standing(before), standing(after)
    return Change(before, after, will - was, was - will)


def read_again(stored: EnrichedAdvert, reader: Reader) -> EnrichedAdvert:
    """The advert read anew, with the cross-advert hits that are known of it."""
    return rescore(enrich(stored.advert, reader), [hit for hit in stored.hits if is_cross(hit)], reader.scales)


def standing(read: EnrichedAdvert) -> frozenset[str]:
    """Every code that stands in it."""
    return frozenset(hit.code for hit in read.hits if hit.cancelled_by is None)


def by_model(read: EnrichedAdvert, code: str) -> bool:
    """Whether a code stands in it by what a model told alone."""
    return all(is_modelled(hit) for hit in read.hits if hit.code == code and hit.cancelled_by is None)


def words_of(read: EnrichedAdvert, code: str) -> tuple[str, str, str]:
    """What stands before, in and behind the first place of a code; of an age only the age (it may be a minor's)."""
    hit = next((one for one in read.hits if one.code == code and one.cancelled_by is None), None)
    if hit is None:
        return "", "", ""
    text = getattr(read.advert, hit.field) or ""
    if _bare(hit):
        return "", hit.text, ""
    return text[max(0, hit.start - AROUND) : hit.start], hit.text[: AROUND * 3], text[hit.end : hit.end + AROUND]


def _bare(hit: Hit) -> bool:
    return hit.dimension == "AGE" or hit.by == "cross"


def first_of(codes: Iterable[str]) -> str | None:
    """The first code by name, or None."""
    return min(codes, default=None)
