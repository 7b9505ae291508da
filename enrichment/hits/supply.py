"""What the one who gives work gives besides: a bed, a ride, food, insurance, papers, told over several sentences (LAB-15).

The words stand in enrichment/reference/supply.csv, in eight languages, written as the cues of the packs are: `told` says by
itself that it is given ("wij halen je op"), a `thing` needs a `giver` in its sentence and no `product` ("maaltijden voor
gasten"), `not` is what the worker has to find ("eigen vervoer").
"""

from collections.abc import Iterator, Mapping
from functools import cache

from enrichment.hits.negation import denied, may_deny
from enrichment.matching.fit import Found
from enrichment.matching.match import Cue, Matcher, Search
from enrichment.reading import Reading
from enrichment.words.stems import words as words_of_text
from enrichment.words.tables import rows_of
from enrichment.words.text import fold

GIVER, PRODUCT, WORK = "giver", "product", "work"
OTHERS = frozenset((GIVER, PRODUCT))  # owners of cues that are no kind of supply
LEAST = 3  # kinds of supply beside work


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    return tuple(rows_of("supply"))


@cache
def _work() -> frozenset[str]:
    return frozenset(word for row in _rows() if row["kind"] == WORK for word in fold(row["words"]).split("|"))


@cache
def _matcher() -> Matcher:
    cues = [Cue(row["kind"], row["role"], row["words"], row["language"]) for row in _rows() if row["kind"] != WORK]
    return Matcher(cues)


def total_package(reading: Reading) -> Iterator[tuple[int, int]]:
    """LAB-15: [start, end) in the joined text of each kind of supply beside work, at its first place; nothing under three kinds.

    Three kinds besides the work. Of 89 that eight writers labelled, two find 86, and 59 of which they said nothing: a bed and a
    ride alone are what honest growers give too. Three find 53, and 3 of which they said nothing.
    """
    supplies = supplies_of(reading, LEAST)
    if len(supplies) >= LEAST:
        yield from (reading.span_of_words(one.first, one.last) for one in supplies.values())


def supplies_of(reading: Reading, least: int = 1) -> dict[str, Found]:
    """Kind (home, ride, food, cover, admin) to the words that say that it is given; none in an advert without work.

    Where the words of fewer than `least` kinds stand at all, as in most adverts, nothing is looked for.
    """
    if not _is_work(reading):
        return {}
    search = _matcher().search(reading.words, reading.language)
    possible = {form.cue.owner for role in ("told", "thing") for form in search.ready(role)} - OTHERS
    if len(possible) < least:
        return {}
    found: dict[str, Found] = {}
    for one in _given(search, reading.words.sentence):
        if one.cue.owner not in found and not _is_denied(one, reading):
            found[one.cue.owner] = one
    return found


def _is_work(reading: Reading) -> bool:
    said = not _work().isdisjoint(reading.words.unique)
    return said or not _work().isdisjoint(words_of_text(reading.advert.category or ""))


def _given(search: Search, sentence: tuple[int, ...]) -> Iterator[Found]:
    """What is said to be given, then the things of which a giver is named; not what the worker has to find."""
    told = list(search.find("told"))
    at = {owner: {sentence[one.first] for one in told if one.cue.owner == owner} for owner in OTHERS}
    things = [one for one in search.find("thing") if sentence[one.first] in at[GIVER] - at[PRODUCT]]
    own = {(one.cue.owner, sentence[one.first]) for one in search.find("not")}
    for one in (*told, *things):
        if one.cue.owner not in OTHERS and (one.cue.owner, sentence[one.first]) not in own:
            yield one


def _is_denied(found: Found, reading: Reading) -> bool:
    words = reading.words
    return may_deny(words) and any(denied(words, phrase, reading.language, spent={}) for phrase in found.phrases)
