"""Enrichment per CPU-second beside stock parts: spaCy Matcher lexicon + phonenumbers' matcher + langdetect."""

import sys

import phonenumbers
import spacy
from langdetect import detect
from spacy.matcher import Matcher

from bench.table import WORDS, best, corpus, peak_megabytes, show
from enrichment.enrich import enrich
from enrichment.packs import Packs
from enrichment.reader import open_reader
from zicht.records import Advert
from zicht.settings import Settings

COUNT = 1000
STOCK_COUNT = 100  # the stock parts are slow: fewer adverts, the same measure


def cues(packs: Packs) -> list[str]:
    """Every cue of every language, without the marks of our grammar."""
    found = [cue for indicator in packs.indicators for many in indicator.cues.values() for cue in many]
    return ["".join(" " if sign in "()|?*~#" else sign for sign in cue) for cue in found]


class Stock:
    """What one would build in an afternoon from parts."""

    def __init__(self, phrases: list[str]) -> None:
        self.nlp = spacy.blank("nl")
        self.matcher = Matcher(self.nlp.vocab)
        for phrase in phrases:
            self.matcher.add(phrase, [[{"LOWER": word.lower()} for word in phrase.split()]])

    def read(self, advert: Advert) -> None:
        """Language, phones, phrases."""
        text = f"{advert.title}\n{advert.body}"
        detect(text)
        list(phonenumbers.PhoneNumberMatcher(text, "NL"))
        self.matcher(self.nlp(text))


def main() -> int:
    """Print both and the ratio."""
    adverts = corpus(COUNT)
    reader = open_reader(Settings().packs, key=b"k" * 32)
    phrases = [cue for cue in cues(reader.packs) if cue.split()]
    stock = Stock(phrases)
    for advert in adverts[:50]:
        enrich(advert, reader)
        stock.read(advert)
    ours = best(lambda: [enrich(advert, reader) for advert in adverts]).rate(COUNT, cpu=True)
    theirs = best(lambda: [stock.read(a) for a in adverts[:STOCK_COUNT]], times=2).rate(STOCK_COUNT, cpu=True)
    words = sum(len(advert.body.split()) for advert in adverts) / COUNT
    show(
        f"Enrichment, {COUNT} adverts of {words:.0f} words (asked: {WORDS}), {len(phrases)} cues",
        [
            ("Zicht, whole of `enrich`", f"{ours:,.0f} adverts per CPU-second", "≥ 1,000"),
            ("stock parts", f"{theirs:,.1f} adverts per CPU-second", ""),
            ("ratio", f"{ours / theirs:.1f} ×", "≥ 10 ×"),
            ("peak memory", f"{peak_megabytes():.0f} MB", ""),
        ],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
