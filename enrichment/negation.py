"""Whether a phrase is denied: a negating word shortly before it, or behind it with a verb between (CNT-06)."""

from collections.abc import Mapping

from enrichment.fit import Phrase
from enrichment.tokens import Words

SCOPE = 4  # words (INDICATORS.md 8.6)
NEGATORS = frozenset(
    "geen nooit niet niets niks zonder nimmer no never not nothing without dont nor nie bez nigdy fara niciodata не без никога nelkul"
    " soha nem sin nunca nichts kein keine keinen keiner keinem nicht niemals ohne weder".split()
)
_ONLY_IN = {"nu": "ro", "noch": "nl"}  # Dutch "now", German "still"
NEVER = frozenset("nooit never nunca nigdy niciodata никога soha niemals".split())  # right behind a phrase
# what was denied is over: "geen ervaring nodig, paspoort inleveren"
CLOSERS = frozenset(
    "nodig vereist required needed necessary maar wel dus but only alleen want omdat because probleem problem vragen questions"
    " ervaring experience cv vast vaste meer more".split()
)
# "no money now we take it": what is lacking is over where a new subject begins
DETERMINERS = frozenset("geen zonder no without kein keine keinen ohne bez fara без sin".split())
CLAUSES = frozenset("we wij ik i they wir ich".split())
AFTER = NEVER | frozenset("niet not nie nicht geen".split())
VERBS = frozenset(
    "hoeft hoef hoeven is zijn wordt worden rekenen reken rekent vragen vraag vraagt kennen ken kent doen doe doet bieden"
    " bied willen wil gebeurt komt mag moet do does are be charge ask accept offer".split()
)
_ANY = NEGATORS | AFTER | _ONLY_IN.keys()
_LISTING = frozenset("of noch or nor lub sau или o oder vagy".split())


def denied(words: Words, phrase: Phrase, language: str, *, spent: Mapping[int, int]) -> bool:
    """Whether a phrase lies in the scope of a negation: before it, in its gaps, or behind it.

    `spent` has words of other phrases and where those end: in "geen grenzen, alles mag" the negation belongs to the first.
    """
    return (
        _before(words, phrase.first, language, spent)
        or any(denies(words.text[at], language) and not _closed(words, at) for at in phrase.between)
        or _after(words, phrase.last, language)
    )


def may_deny(words: Words) -> bool:
    """Whether any word of the text can negate: most texts need no look around each phrase."""
    return not words.unique.isdisjoint(_ANY)


def denies(word: str, language: str) -> bool:
    """Whether a word negates by itself: a cue that begins with one is denied only by another."""
    return word in NEGATORS or _ONLY_IN.get(word) == language


def _before(words: Words, first: int, language: str, spent: Mapping[int, int]) -> bool:
    for at in range(first - 1, max(-1, first - 1 - SCOPE), -1):
        if words.sentence[at] != words.sentence[first] or words.text[at] in CLOSERS:
            return False
        if spent.get(at, first) >= first and denies(words.text[at], language):
            lacking = words.text[at] in DETERMINERS and not CLAUSES.isdisjoint(words.text[at + 1 : first + 1])
            return not lacking and not _cut_off(words, at, first)
    return False


def _cut_off(words: Words, negator: int, first: int) -> bool:
    """A comma ends the scope, unless the words are a list of what is denied."""
    if words.comma[negator] == words.comma[first]:
        return False
    return _LISTING.isdisjoint((*words.text[negator:first], *words.text[first : first + 6]))


def _after(words: Words, last: int, language: str) -> bool:
    """Behind it: "paspoort inleveren hoeft niet"."""
    verb = last + 1 < len(words.text) and words.text[last + 1] in NEVER
    for at in range(last + 1, min(len(words.text), last + 1 + SCOPE)):
        if words.sentence[at] != words.sentence[last] or words.comma[at] != words.comma[last]:
            return False
        word = words.text[at]
        if word in AFTER or (word == "nu" and language == "ro"):
            return verb and not _closed(words, at)
        verb = verb or word in VERBS
    return False


def _closed(words: Words, negator: int) -> bool:
    """Whether what is denied is the next word alone: "is geen probleem"."""
    return negator + 1 < len(words.text) and words.text[negator + 1] in CLOSERS
