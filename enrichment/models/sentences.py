"""Sentences of an advert as a model may see them: without contacts, numbers of phones, names, places and origin."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from enrichment.packs.origin import PEOPLES, origin_word
from enrichment.reading import Reading
from enrichment.words.text import fold

LEAST_WORDS, MOST_WORDS = 4, 40  # different ones; all
TOGETHER = 90  # words of sentences that are read as one: about as many as an advert has that teaches
MASKED = ("phone", "email", "url", "social")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONG_NUMBER = re.compile(r"\+?\d[\d ()./-]{5,}\d|\b\d{4} ?[A-Z]{2}\b|\S+@\S+|https?://\S+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of one field: [start, end) of the joined text, and what is compared of it."""

    start: int
    end: int
    said: str


def sentences_of(reading: Reading, vocabulary: Set[str]) -> Iterator[Sentence]:
    """Those of title and body that say something; a very long one in its clauses."""
    limit = max((end for field, _, end in reading.source.spans if field in ("title", "body")), default=0)
    hidden = [reading.span_of(one) for one in reading.extractions if one.kind in MASKED]
    for first, last in _stretches(reading):
        start, end = reading.span_of_words(first, last)
        if end > limit:
            continue
        text = _without(reading.source.text, start, end, hidden)
        said = masked(text, vocabulary)
        if says_something(said):
            yield Sentence(start, end, said)


def stretches_of(texts: Sequence[str], advert: Iterable[int]) -> list[list[int]]:
    """Which sentences of an advert are read together as one text: all, of a long one those of each `TOGETHER` words.

    `advert` is where its sentences stand in `texts`.
    """
    stretches: list[list[int]] = []
    words = 0
    for at in advert:
        count = len(texts[at].split())
        if not stretches or words + count > TOGETHER:
            stretches.append([])
            words = 0
        stretches[-1].append(at)
        words += count
    return stretches


def joined(texts: Sequence[str], stretch: Sequence[int]) -> str:
    """These sentences as one text."""
    return " ".join(texts[at] for at in stretch)


def says_something(said: str) -> bool:
    """Whether a masked sentence has words enough to mean anything."""
    return len(set(_WORD.findall(said))) >= LEAST_WORDS


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    words = reading.words
    for _, own in groupby(range(len(words.text)), key=lambda at: words.sentence[at]):
        whole = list(own)
        if len(whole) <= MOST_WORDS:
            yield whole[0], whole[-1]
            continue
        for _, clause in groupby(whole, key=lambda at: words.comma[at]):
            part = list(clause)
            for at in range(0, len(part), MOST_WORDS):
                yield part[at], part[min(at + MOST_WORDS, len(part)) - 1]


def _without(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> str:
    """The stretch with a blank for each contact in it."""
    parts, at = [], start
    for left, right in sorted(hidden):
        if right > at and left < end:
            parts.append(text[at : max(at, left)])
            at = max(at, right)
    return " ".join((*parts, text[at:end]))


def masked(text: str, vocabulary: Set[str]) -> str:
    """Without long numbers, words of origin, and capitalised words that the examples do not know: names, places, peoples.

    So what a model says cannot hang on who or where somebody is, nor on where from.
    """
    kept = _WORD.sub(lambda found: _kept(found.group(), vocabulary), PEOPLES.sub(" ", _LONG_NUMBER.sub(" ", text)))
    return _BLANKS.sub(" ", kept).strip(" ,;:-–")


def _kept(word: str, vocabulary: Set[str]) -> str:
    if word[0].isupper() and fold(word) not in vocabulary:
        return ""
    return "" if origin_word(word) else word


def vocabulary_of(said: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Words that examples (language, text) write without a capital, so none is a name.

    In German nouns have one too: a word that stands in two sentences is taken for a noun, names are different in each.
    """
    small, german = set[str](), Counter[str]()
    for language, text in said:
        words = _WORD.findall(text)
        small |= {fold(word) for word in words if not word[0].isupper()}
        german.update({fold(word) for word in words} if language == "de" else ())
    return frozenset(small | {word for word, count in german.items() if count > 1})
