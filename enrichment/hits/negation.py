"""Whether a phrase is denied: a negating word shortly before it, or behind it with a verb between (CNT-06)."""

from collections.abc import Mapping

from enrichment.hits.refusals import MARKS, REACH, refused
from enrichment.matching.fit import Phrase
from enrichment.words.tokens import Words

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
CONTRACTED = frozenset("don doesn didn won isn aren wasn weren wouldn couldn shouldn".split())
CLAUSES = frozenset("we wij ik i they wir ich".split())
AFTER = NEVER | frozenset("niet not nie nicht geen nu".split())
VERBS = frozenset(
    "hoeft hoef hoeven is zijn wordt worden rekenen reken rekent vragen vraag vraagt kennen ken kent doen doe doet bieden"
    " bied willen wil gebeurt komt mag moet do does are be charge ask accept offer".split()
)
# "without a condom: no", "bez gumki nie ma spotkania": what is lacking is refused by a word right behind it
LACKING = frozenset("zonder without bez fara без nelkul sin ohne".split())
REFUSING = frozenset(
    "niet nooit niets niks not never nothing nie nigdy nic nu niciodata nimic не никога няма нищо nem nincs soha semmi"
    " no nunca nada nicht niemals nichts".split()
)
# so begins what a refusal goes on with: that it does not happen, or that the writer does not do it
HAPPENS = frozenset(
    "ma wchodzi robie przyjmuje spotykam umawiam pracuje dzialam merge fac primesc lucrez accept vin se става правя приемам работя"
    " идвам минава megy fogadok csinalok vallalok dolgozom johet lehet hay hago atiendo trabajo acepto va mit bei".split()
)
HARMLESS = tuple("problem проблем gond baj schlimm import contea szkodz szamit пречи страшно matter".split())
DEARER = tuple("duurder extra teurer drozej dragabb scump скъпо caro".split())  # it costs no more: nothing is denied
ANSWERS = frozenset("nee nein no nope nie nu не nem".split())  # "Without a condom? No."
_THANKS = frozenset(
    "dank dankje bedankt sorry helaas thanks thank danke leider gracias dzieki multumesc благодаря koszonom".split()
)
_ANY = NEGATORS | AFTER | REFUSING | ANSWERS | MARKS | _ONLY_IN.keys()
_ANY_NEAR = _ANY | {"t"}  # what is left of "not" in "don't"
_FARTHEST = REACH + 3  # words behind a phrase that may deny it: those of a clause that begins within three
_LISTING = frozenset("of noch or nor lub sau или o oder vagy".split())


def denied(words: Words, phrase: Phrase, language: str, *, spent: Mapping[int, int]) -> bool:
    """Whether a phrase lies in the scope of a negation: before it, in its gaps, or behind it.

    `spent` has words of other phrases and where those end: in "geen grenzen, alles mag" the negation belongs to the first.
    """
    if _ANY_NEAR.isdisjoint(words.text[max(0, phrase.first - REACH) : phrase.last + 1 + _FARTHEST]):
        return False
    return (
        _before(words, phrase.first, language, spent)
        or any(_denies_within(words, at, phrase, language) for at in phrase.between)
        or _after(words, phrase.last, language)
        or _refused(words, phrase, language)
        or _answered(words, phrase.last, language)
        or refused(words, phrase, language)
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
        if spent.get(at, first) >= first and _negates(words, at, language):
            lacking = words.text[at] in DETERMINERS and not CLAUSES.isdisjoint(words.text[at + 1 : first + 1])
            return not lacking and not _cut_off(words, at, first)
    return False


def _negates(words: Words, at: int, language: str) -> bool:
    """Whether a word negates, or is what is left of "not": "don't offer" is three words."""
    word = words.text[at]
    return denies(word, language) or (word == "t" and at > 0 and words.text[at - 1] in CONTRACTED)


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
        if _is_one(word, AFTER, language):
            return verb and not _closed(words, at)
        verb = verb or word in VERBS
    return False


def _denies_within(words: Words, at: int, phrase: Phrase, language: str) -> bool:
    """A word inside that negates what follows; "I do not answer, my friend reads them": a comma ends that."""
    following = next(there for there in phrase.words if there > at)
    ended = words.comma[at] != words.comma[at + 1] and words.comma[at + 1] == words.comma[following]
    return _negates(words, at, language) and not _closed(words, at) and not ended


def _refused(words: Words, phrase: Phrase, language: str) -> bool:
    """What goes without is refused: "zonder condoom gebeurt niets", "ohne Gummi nie", "bez gumki nie ma spotkania"."""
    if LACKING.isdisjoint(words.text[phrase.first : phrase.last + 1]):
        return False
    for at in range(phrase.last + 1, min(len(words.text), phrase.last + 1 + SCOPE)):
        if not _one_clause(words, phrase.last, at):
            return False
        if _is_one(words.text[at], REFUSING, language):
            behind = words.text[at + 1 : at + 2] if at == phrase.last + 1 else ()
            closing = at + 1 >= len(words.text) or not _one_clause(words, at, at + 1)
            return (closing or not HAPPENS.isdisjoint(behind)) and not _is_harmless(words.text[at + 1 : at + 4])
    return False


def _is_one(word: str, of: frozenset[str], language: str) -> bool:
    """Whether a word is one of these in this language: Dutch `nu` negates nothing."""
    return word in of and _ONLY_IN.get(word, language) == language


def _is_harmless(said: tuple[str, ...]) -> bool:
    """Whether these words say that it does not matter: "nie ma problemu"."""
    return any(word == "erg" or word.startswith(HARMLESS) for word in said)


def _one_clause(words: Words, one: int, other: int) -> bool:
    return words.sentence[one] == words.sentence[other] and words.comma[one] == words.comma[other]


def _answered(words: Words, last: int, language: str) -> bool:
    """A question that the next sentence answers with no alone: "Zonder condoom? Nee, sorry"."""
    size = len(words.text)
    near = range(last + 1, min(size, last + 1 + SCOPE))
    answer = next((at for at in near if words.sentence[at] != words.sentence[last]), None)
    if answer is None or not _is_one(words.text[answer], ANSWERS, language):
        return False
    alone = answer + 1 >= size or not _one_clause(words, answer, answer + 1)
    return alone or words.text[answer + 1] in _THANKS


def _closed(words: Words, negator: int) -> bool:
    """Whether what is denied is the next word alone: "is geen probleem"."""
    behind = words.text[negator + 1 : negator + 4]
    return (
        not CLOSERS.isdisjoint(behind[:1])
        or _is_harmless(behind[:1])
        or any(word.startswith(DEARER) for word in behind)
    )
