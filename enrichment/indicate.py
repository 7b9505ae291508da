"""Reads an advert for every indicator, context cue and counter-indicator of the packs; a cancelled hit is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrichment.features import FEATURES
from enrichment.forms import FormReader
from enrichment.match import Found, Matcher, matcher_of
from enrichment.negation import denied, denies
from enrichment.pack_schema import Indicator
from enrichment.packs import Packs
from enrichment.reading import Reading
from enrichment.score import weigh
from zicht.records import Hit, LocationType

EDUCATION = "CNT-05"  # information, help, news, fiction: cancels every text hit
NEGATION = "CNT-06"  # negation scope: cancels what it scopes over, is never a hit itself
PULLED = "OBF-02"  # a cue that only showed after letters were put back
UNDENIED = frozenset((EDUCATION, NEGATION, PULLED))


@dataclass(frozen=True, slots=True)
class Place:
    """A hit before it has a field: words [first, last] when a cue found it, [start, end) of the joined text."""

    code: str
    start: int
    end: int
    by: str
    cancelled_by: str | None = None
    cue: str = ""
    pulled: bool = False


class Indicators:
    """The packs, compiled: one matcher for the cues, one for the near misses."""

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self.by_code: dict[str, Indicator] = {one.code: one for one in packs.indicators}
        self.names = packs.named()
        self.forms = FormReader(packs.scoring)
        live = {code: one for code, one in self.by_code.items() if code != NEGATION}
        self._cues: Matcher = matcher_of({code: one.cues for code, one in live.items()})
        self._unless: Matcher = matcher_of({code: one.unless for code, one in live.items() if one.unless})
        self._also: Matcher = matcher_of({code: one.also for code, one in live.items() if one.also})
        self._features = [one for one in packs.indicators if one.feature and one.feature != "cross"]

    def hits(self, reading: Reading) -> tuple[Hit, ...]:
        """Every hit in reading order, weighed: cancelled ones and repeats have 0 points."""
        about = self.forms.about(reading.advert.category, reading.words)
        places = [self._gated(place, about) for place in (*self._by_cue(reading), *self._by_feature(reading))]
        places += [place for place in map(self._pulled, places) if place]
        if any(place.code == EDUCATION and place.cancelled_by is None for place in places):
            places = [_cancel(place, EDUCATION) if self._is_text_hit(place) else place for place in places]
        longest = _longest(places)
        ordered = sorted(longest, key=lambda place: (place.start, place.end, place.code))
        return weigh([self._hit(place, reading) for place in ordered], self.by_code)

    def _by_cue(self, reading: Reading) -> Iterator[Place]:
        found = list(self._cues.find(reading.words, reading.language))
        if not found:
            return
        misses = list(self._unless.find(reading.words, reading.language))
        by_code: dict[str, list[Place]] = {}
        for one in found:
            spent = _spent(one, found) if self._can_be_denied(one, reading) else None
            by_code.setdefault(one.cue.owner, []).append(_place(one, misses, reading, spent))
        for code, places in by_code.items():
            if _different(places, self.by_code[code].least):
                yield from self._with_also(code, places, reading)

    def _with_also(self, code: str, places: Sequence[Place], reading: Reading) -> Sequence[Place]:
        """The places, and those of the words that must stand beside them; none when those are lacking."""
        if not self.by_code[code].also:
            return places
        beside = [one for one in self._also.find(reading.words, reading.language) if one.cue.owner == code]
        added = [_place(one, (), reading, _spent(one, ())) for one in beside]
        alive = any(place.cancelled_by is None for place in places)
        return [*places, *(added if alive else ())] if any(one.cancelled_by is None for one in added) else ()

    def _can_be_denied(self, found: Found, reading: Reading) -> bool:
        """A counter-indicator that is itself a denial ("doe ik niet") is not denied by it."""
        one = self.by_code[found.cue.owner]
        if one.code in UNDENIED or one.kind == "context":
            return False
        own = reading.words.text[found.first : found.last + 1]
        return one.kind == "indicator" or not any(denies(word, reading.language) for word in own)

    def _by_feature(self, reading: Reading) -> Iterator[Place]:
        for one in self._features:
            for start, end in FEATURES[one.feature or ""](reading):
                yield Place(one.code, start, end, f"rule:{one.feature}")

    def _gated(self, place: Place, about: frozenset[str]) -> Place:
        one = self.by_code[place.code]
        open_to = one.kind != "indicator" or self.forms.runs(one, about)
        return place if open_to or place.cancelled_by else _cancel(place, f"gate:{'+'.join(sorted(about))}")

    def _pulled(self, place: Place) -> Place | None:
        """OBF-02, for a cue that only showed after letters were put back."""
        shows = place.pulled and PULLED in self.by_code and self._is_text_hit(place)
        return Place(PULLED, place.start, place.end, place.by) if shows else None

    def _is_text_hit(self, place: Place) -> bool:
        return self.by_code[place.code].kind == "indicator" and place.cancelled_by is None

    def _hit(self, place: Place, reading: Reading) -> Hit:
        field, start, end = reading.source.locate(place.start, place.end)
        one = self.by_code[place.code]
        return Hit(
            code=place.code,
            pack=self.names[place.code],
            field=field,
            start=start,
            end=end,
            text=reading.source.text[place.start : place.end],
            points=0,
            dimension=one.dimension,
            by=place.by,
            cancelled_by=place.cancelled_by,
        )


def _cancel(place: Place, why: str) -> Place:
    return Place(place.code, place.start, place.end, place.by, why, place.cue, place.pulled)


def _place(found: Found, misses: Sequence[Found], reading: Reading, spent: frozenset[int] | None) -> Place:
    """The place of a cue that was found; cancelled when it is denied (`spent` is None: it cannot be) or nearly missed."""
    start, end = reading.span_of_words(found.first, found.last)
    pulled = any(at in reading.words.pulled for at in range(found.first, found.last + 1))
    denial = spent is not None and denied(reading.words, found, reading.language, spent=spent)
    cancelled = NEGATION if denial else _near(found, misses, reading)
    return Place(found.cue.owner, start, end, "rule", cancelled, found.cue.text, pulled)


def _spent(found: Found, others: Sequence[Found]) -> frozenset[int]:
    """Words of other cues that end before this one: what they deny is theirs."""
    return frozenset(at for one in others if one.last < found.first for at in range(one.first, one.last + 1))


def _different(places: Sequence[Place], least: int) -> bool:
    """Whether `least` different cues were found, in places of their own; cancelled ones do not help."""
    if least == 1:
        return True
    end, cues = -1, set[str]()
    for place in sorted(places, key=lambda one: (one.end, one.start)):
        if place.cancelled_by is None and place.start >= end and place.cue not in cues:
            end = place.end
            cues.add(place.cue)
    return len(cues) >= least


def _near(found: Found, misses: Sequence[Found], reading: Reading) -> str | None:
    """A near-miss phrase of the same indicator in the same sentence."""
    sentence = reading.words.sentence
    for miss in misses:
        if miss.cue.owner == found.cue.owner and sentence[miss.first] == sentence[found.first]:
            return f"near:{miss.cue.text}"
    return None


def _longest(places: Sequence[Place]) -> list[Place]:
    """One hit for places of one code that overlap: the longest; a standing one wins from a cancelled one inside it."""
    kept: list[Place] = []
    by_size = sorted(places, key=lambda one: (one.code, one.start - one.end, one.cancelled_by is not None, one.start))
    for place in by_size:
        if not any(one.code == place.code and one.start < place.end and place.start < one.end for one in kept):
            kept.append(place)
    return kept


def location_of(hits: Sequence[Hit], by_code: Mapping[str, Indicator]) -> LocationType | None:
    """The location type that the context cues tell of, or None."""
    told = (by_code[hit.code].location for hit in hits if hit.cancelled_by is None and hit.code in by_code)
    return next((location for location in told if location), None)
