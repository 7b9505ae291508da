"""Enrichment per CPU-second beside stock parts, and beside the libraries alone; how long very many cues take to load."""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

import phonenumbers
import spacy
import Stemmer
from langdetect import detect
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from spacy.matcher import Matcher

from bench.table import WORDS, best, corpus, peak_megabytes, show, spend
from enrichment.enrich import enrich
from enrichment.packs.loading import Packs
from enrichment.reader import open_reader
from zicht.records import Advert
from zicht.settings import Settings

COUNT = 1000
STOCK_COUNT = 100  # the stock parts are slow: fewer adverts, the same measure
MANY = 10_000  # cues
PROSE = 220  # characters from which a language is told, by us and here
_WORD = re.compile(r"[^\W_]+")
Item = TypeVar("Item")
_HEAD = """pack: many
version: "1"
title: {nl: Zeer veel, en: Very many}
indicators:
"""
_BLOCK = """  - code: OTH-{number}
    name: {{nl: Zeer veel, en: Very many}}
    why: To see how long loading takes.
    form: any
    kind: context
    cues: {{nl: [{cues}]}}
    examples: {{hit: [{{text: een}}, {{text: twee}}], miss: [{{text: een}}, {{text: twee}}]}}
"""


def cues(packs: Packs) -> list[str]:
    """Every cue of every language, without the marks of our grammar."""
    found = [cue for indicator in packs.indicators for many in indicator.cues.values() for cue in many]
    return ["".join(" " if sign in "()|?*~#&+=@" else sign for sign in cue) for cue in found]


class Stock:
    """What one would build in an afternoon from parts."""

    def __init__(self, phrases: list[str]) -> None:
        self.nlp = spacy.blank("nl")
        self.matcher = Matcher(self.nlp.vocab)
        for phrase in phrases:
            self.matcher.add(phrase, [[{"LOWER": word.lower()} for word in phrase.split()]])

    def read(self, advert: Advert) -> None:
        """Language, phones, phrases."""
        text = _text(advert)
        detect(text)
        list(phonenumbers.PhoneNumberMatcher(text, "NL"))
        self.matcher(self.nlp(text))


def _text(advert: Advert) -> str:
    return f"{advert.title}\n{advert.body}"


def libraries() -> dict[str, Callable[[str], object]]:
    """What each library by itself does with a text: no program that uses them can cost less than their sum."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    stemmer = Stemmer.Stemmer("dutch", 0)
    return {
        "py3langid": lambda text: identifier.classify(text[:PROSE]),
        "PyStemmer": lambda text: stemmer.stemWords(text.split()),
        "phonenumbers": lambda text: list(phonenumbers.PhoneNumberMatcher(text, "NL")),
        "regex words": lambda text: list(_WORD.finditer(text)),
    }


def library_costs(adverts: Sequence[Advert]) -> dict[str, float]:
    """CPU-microseconds per advert that each library takes."""
    texts = [_text(advert) for advert in adverts]
    return {name: best(partial(_on_each, work, texts)).cpu * 1e6 / len(texts) for name, work in libraries().items()}


def _on_each(work: Callable[[Item], object], items: Sequence[Item]) -> None:
    """Nothing is kept, so that the collector has nothing to go through."""
    for item in items:
        work(item)


def loading(packs: Path, phrases: Sequence[str]) -> float:
    """CPU-seconds to load these packs with very many cues of three words beside them."""
    dice, words = Random(1), sorted({word for phrase in phrases for word in phrase.split() if word.isalpha()})
    made = [" ".join(dice.sample(words, 3)) for _ in range(MANY)]
    blocks = [_BLOCK.format(number=90 + at, cues=", ".join(f'"{cue}"' for cue in made[at::10])) for at in range(10)]
    with tempfile.TemporaryDirectory() as folder:
        copied = shutil.copytree(packs, Path(folder) / "packs")
        (copied / "many.yml").write_text(_HEAD + "".join(blocks), encoding="utf-8")
        return spend(lambda: open_reader(copied, key=b"k" * 32)).cpu


def main() -> int:
    """Print all of it, with the ratios."""
    adverts = corpus(COUNT)
    packs = Settings().packs
    reader = open_reader(packs, key=b"k" * 32)
    phrases = [cue for cue in cues(reader.packs) if cue.split()]
    stock = Stock(phrases)
    for advert in adverts[:50]:
        enrich(advert, reader)
        stock.read(advert)
    ours = best(partial(_on_each, lambda advert: enrich(advert, reader), adverts)).rate(COUNT, cpu=True)
    theirs = best(partial(_on_each, stock.read, adverts[:STOCK_COUNT]), times=2).rate(STOCK_COUNT, cpu=True)
    costs = library_costs(adverts)
    alone = sum(costs.values())
    words = sum(len(advert.body.split()) for advert in adverts) / COUNT
    show(
        f"Enrichment, {COUNT} adverts of {words:.0f} words (asked: {WORDS}), {len(phrases)} cues",
        [
            ("Zicht, whole of `enrich`", f"{ours:,.0f} adverts per CPU-second ({1e6 / ours:,.0f} µs)", "≥ 1,000"),
            ("stock parts", f"{theirs:,.1f} adverts per CPU-second", ""),
            ("ratio", f"{ours / theirs:.1f} ×", "≥ 10 ×"),
            *((f"{name} by itself", f"{cost:,.0f} µs", "") for name, cost in costs.items()),
            ("sum of the libraries' own cost", f"{alone:,.0f} µs", ""),
            ("Zicht beside that sum", f"{1e6 / ours / alone:.1f} ×", "≤ 1.5 ×"),
            (f"load {MANY:,} cues more", f"{loading(packs, phrases):.1f} CPU-s", "< 3 s"),
            ("peak memory", f"{peak_megabytes():.0f} MB", ""),
        ],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
