"""Reads an advert for every indicator, context cue and counter-indicator of the packs; a cancelled hit is kept."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from enrichment.hits.features import FEATURES, tells_ordinary_hours
from enrichment.hits.forms import FormReader
from enrichment.hits.negation import denied, denies, may_deny
from enrichment.hits.place import Place, cancel
from enrichment.hits.refusals import listed
from enrichment.hits.told import MODEL, accompanied, doubted, meant, repeats
from enrichment.matching.match import Cue, Found, Matcher, Search
from enrichment.models.examples import VOTING
from enrichment.packs.loading import Packs
from enrichment.packs.schema import CUES, Indicator
from enrichment.persons.seekers import seeks_work
from enrichment.reading import Reading
from enrichment.scoring.score import points_of
from enrichment.words.tokens import Words
from zicht.records import Hit, LocationType

if TYPE_CHECKING:
    from enrichment.models.meaning import Meaning

EDUCATION = "CNT-05"  # information, help, news, fiction: cancels every text hit
MINOR = "SEX-01"  # goes to a person by a rule alone: no model reads on, so that no more than the age is quoted
UNREAD = frozenset((MINOR, EDUCATION))  # where one of these stands, no model reads
NEGATION = "CNT-06"  # negation scope: cancels what it scopes over, is never a hit itself
EMPLOYER, SEEKER = "LAB", "seeker"  # what employers do is set aside in an advert of somebody who looks for work
LONG_HOURS = "LAB-03"
PULLED = "OBF-02"  # a cue that only showed after letters were put back
MOST = 50  # places of one code that are shown: what is said fifty times is not said more strongly
EVERYWHERE = -1  # in place of a sentence: in all of them
UNDENIED = frozenset((EDUCATION, NEGATION, PULLED))


class Indicators:
    """The packs, compiled: one matcher for the cues, one for the near misses."""

    def __init__(self, packs: Packs, meaning: "Meaning | None" = None) -> None:
        self.packs = packs
        self.meaning = meaning
        self.by_code: dict[str, Indicator] = {one.code: one for one in packs.indicators}
        self.names = packs.named()
        self.forms = FormReader(packs.scoring)
        self._matcher = Matcher(_cues_of(packs), packs.terms.terms)
        self._of_company = [one for one in packs.indicators if one.company]
        self._features = [one for one in packs.indicators if one.feature and one.feature != "cross"]

    def hits(self, reading: Reading) -> tuple[Hit, ...]:
        """Every hit in reading order, weighed: cancelled ones and repeats have 0 points."""
        about = self.forms.about(reading.advert.category, reading.words)
        search = self._matcher.search(reading.words, reading.language)
        places = [self._gated(place, about) for place in (*self._by_cue(reading, search), *self._by_feature(reading))]
        places += [place for place in map(self._pulled, places) if place]
        if self.meaning and not any(place.code in UNREAD and place.cancelled_by is None for place in places):
            places = self._by_meaning(reading, places, about, self.meaning)
        places += [self._gated(place, about) for place in self._in_company(reading, places, search)]
        if any(place.code == EDUCATION and place.cancelled_by is None for place in places):
            places = [cancel(place, EDUCATION) if self._is_text_hit(place) else place for place in places]
        if any(map(self._is_of_employer, places)) and seeks_work(reading.normal.text):
            places = [cancel(place, SEEKER) if self._is_of_employer(place) else place for place in places]
        standing = {place.code for place in places if place.cancelled_by is None}
        places = [self._yielding(place, standing) for place in _longest(places)]
        ordered = sorted(places, key=lambda place: (place.start, place.end, place.code))
        points = points_of([(place.code, place.cancelled_by) for place in ordered], self.by_code)
        return tuple(self._hit(*one, reading) for one in zip(ordered, points, strict=True))

    def _by_cue(self, reading: Reading, search: Search) -> Iterator[Place]:
        """The places of cues; near misses, and what must stand beside, are looked for where a cue was found."""
        found = list(search.find("cues"))
        owners = {one.cue.owner for one in found}
        unoffered = listed(reading.normal.text, reading.words, reading.language) if found else frozenset[int]()
        proved = [
            one for one in found if self.by_code[one.cue.owner].kind == "indicator"
        ]  # not the "I don't" of a limit
        ends = _ends(proved) if unoffered or may_deny(reading.words) else None
        misses = _misses(search, owners, reading)
        by_code: dict[str, list[Place]] = {}
        for one in found:
            spent = ends if self._can_be_denied(one, reading) else None
            by_code.setdefault(one.cue.owner, []).append(_place(one, misses, reading, spent, unoffered))
        for code, places in by_code.items():
            if _different(places, self.by_code[code].least):
                yield from self._with_also(code, places, search, reading)

    def _with_also(self, code: str, places: Sequence[Place], search: Search, reading: Reading) -> Sequence[Place]:
        """The places, and those of the words that must stand beside them; none when those are lacking."""
        if not self.by_code[code].also:
            return places
        added = [_place(one, {}, reading, {})._replace(beside=True) for one in search.find("also", (code,))]
        alive = any(place.cancelled_by is None for place in places)
        return [*places, *(added if alive else ())] if any(one.cancelled_by is None for one in added) else ()

    def _in_company(self, reading: Reading, places: Sequence[Place], search: Search) -> Iterator[Place]:
        """What words tell of a code only beside another that stands, which words or a model found."""
        standing = {place.code for place in places if place.cancelled_by is None}
        wanted = {one.code for one in self._of_company if not standing.isdisjoint(one.company)} - standing
        if wanted:
            misses = _misses(search, wanted, reading)
            yield from (_place(one, misses, reading, {}) for one in search.find("in_company", wanted))

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

    def _by_meaning(
        self, reading: Reading, places: Sequence[Place], about: frozenset[str], meaning: "Meaning"
    ) -> list[Place]:
        """The places, those set aside of which a model says that the sentence means something else, and what it alone sees.

        Of a code that words found nothing of, standing or set aside by a word, the sentences that mean it; of one of which each
        sentence is a vote, those in which words found nothing of it.
        """
        weighed = meaning.weigh(reading)
        read = accompanied([doubted(place, weighed, meaning) for place in places])
        met = {place.code for place in read if place.cancelled_by != MODEL} - VOTING
        codes = {code for code in meaning.codes if code not in met and self.forms.runs(self.by_code[code], about)}
        own = [meant(one, meaning.by) for one in meaning.meant(weighed, codes)]
        own = [one for one in own if one.code != LONG_HOURS or not tells_ordinary_hours(reading, one.start, one.end)]
        return read + [one for one in own if not any(repeats(one, place) for place in read)]

    def _gated(self, place: Place, about: frozenset[str]) -> Place:
        open_to = self.forms.runs(self.by_code[place.code], about)
        return place if open_to or place.cancelled_by else cancel(place, f"gate:{'+'.join(sorted(about))}")

    def _yielding(self, place: Place, standing: Set[str]) -> Place:
        """A place whose code yields to another that stands."""
        other = next((code for code in self.by_code[place.code].yields_to if code in standing), None)
        return cancel(place, other) if other and place.cancelled_by is None else place

    def _pulled(self, place: Place) -> Place | None:
        """OBF-02, for a cue that only showed after letters were put back."""
        shows = place.pulled and PULLED in self.by_code and self._is_text_hit(place)
        return Place(PULLED, place.start, place.end, place.by) if shows else None

    def _is_of_employer(self, place: Place) -> bool:
        """Whether a place stands and says what an employer offers or does."""
        return self.by_code[place.code].group == EMPLOYER and self._is_text_hit(place)

    def _is_text_hit(self, place: Place) -> bool:
        return self.by_code[place.code].kind == "indicator" and place.cancelled_by is None

    def _hit(self, place: Place, points: float, reading: Reading) -> Hit:
        field, start, end = reading.source.locate(place.start, place.end)
        one = self.by_code[place.code]
        return Hit(
            code=place.code,
            pack=self.names[place.code],
            field=field,
            start=start,
            end=end,
            text=reading.source.text[place.start : place.end],
            points=points,
            dimension=one.dimension,
            by=place.by,
            cancelled_by=place.cancelled_by,
            like=place.like,
            similarity=place.similarity,
        )


def _cues_of(packs: Packs) -> list[Cue]:
    """Every cue of the packs; those of CNT-06 are negation.py's."""
    return [
        Cue(one.code, role, cue, language)
        for one in packs.indicators
        if one.code != NEGATION
        for role in CUES
        for language, cues in getattr(one, role).items()
        for cue in cues
    ]


def _misses(search: Search, owners: Set[str], reading: Reading) -> dict[tuple[str, int], str]:
    """The near misses of these codes, by the sentence in which they set cues aside."""
    return {(one.cue.owner, _reach(one, reading.words)): one.cue.text for one in search.find("unless", owners)}


def _reach(near: Found, words: Words) -> int:
    """The sentence in which a near miss sets cues aside; one that itself reaches over sentences does so everywhere."""
    return EVERYWHERE if "+" in near.cue.text else words.sentence[near.first]


def _place(
    found: Found,
    misses: Mapping[tuple[str, int], str],
    reading: Reading,
    spent: Mapping[int, int] | None,
    unoffered: Set[int] = frozenset(),
) -> Place:
    """The place of a cue that was found; cancelled when it is denied (`spent` is None: it cannot be) or nearly missed.

    `unoffered` has the words of lists of what somebody does not do.
    """
    words = reading.words
    start, end = _whole(found, reading)
    pulled = not words.pulled.isdisjoint(range(found.first, found.last + 1))
    denial = spent is not None and any(
        phrase.first in unoffered or denied(words, phrase, reading.language, spent=spent) for phrase in found.phrases
    )
    reaching = (EVERYWHERE, *(words.sentence[phrase.first] for phrase in found.phrases))
    told = (misses.get((found.cue.owner, sentence)) for sentence in reaching)
    miss = next((cue for cue in told if cue), None)
    cancelled = NEGATION if denial else f"near:{miss}" if miss else None
    return Place(found.cue.owner, start, end, "rule", cancelled, found.cue.text, pulled)


def _whole(found: Found, reading: Reading) -> tuple[int, int]:
    """[start, end) of all that a cue names; of its longest phrase where it reaches from one field into another."""
    start, end = reading.span_of_words(found.first, found.last)
    if reading.source.locate(start, start + 1)[0] == reading.source.locate(end - 1, end)[0]:
        return start, end
    longest = max(found.phrases, key=lambda phrase: len(phrase.words))
    return reading.span_of_words(longest.first, longest.last)


def _ends(found: Sequence[Found]) -> dict[int, int]:
    """Word to the last word of the shortest cue over it: behind that, what the word denies is spent."""
    ends: dict[int, int] = {}
    for one in found:
        for at in range(one.first, one.last + 1):
            ends[at] = min(one.last, ends.get(at, one.last))
    return ends


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


def _longest(places: Sequence[Place]) -> list[Place]:
    """One hit for places of one code that overlap: the longest, and one that stands before one that is cancelled."""
    kept: list[Place] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    by_size = sorted(places, key=lambda one: (one.cancelled_by is not None, one.start - one.end, one.start))
    for place in by_size:
        spans = taken.setdefault(place.code, [])
        at = bisect_left(spans, (place.start, place.end))
        clear = (at == 0 or spans[at - 1][1] <= place.start) and (at == len(spans) or spans[at][0] >= place.end)
        if clear and len(spans) < MOST:
            spans.insert(at, (place.start, place.end))
            kept.append(place)
    return kept


def location_of(hits: Sequence[Hit], by_code: Mapping[str, Indicator]) -> LocationType | None:
    """The location type that the context cues tell of, or None."""
    told = (by_code[hit.code].location for hit in hits if hit.cancelled_by is None and hit.code in by_code)
    return next((location for location in told if location), None)
