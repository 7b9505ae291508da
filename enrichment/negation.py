"""Whether a phrase is denied: a negating word shortly before it, or behind it with a verb between (CNT-06)."""

from enrichment.tokens import Words

SCOPE = 4  # words (INDICATORS.md 8.6)
NEGATORS = frozenset(
    "geen nooit niet zonder noch nimmer no never not without don't dont nie bez nigdy fara nu niciodata не без никога nelkul"
    " soha nem sin nunca kein keine keinen keiner nicht niemals ohne weder".split()
)
# what was denied is over: "geen ervaring nodig, paspoort inleveren"
CLOSERS = frozenset(
    "nodig vereist required needed necessary maar wel dus but only alleen want omdat because probleem problem vragen questions"
    " ervaring experience cv vast vaste meer more".split()
)
AFTER = frozenset("niet nooit not never nie nicht geen".split())
VERBS = frozenset(
    "hoeft hoef hoeven is zijn wordt worden rekenen reken rekent vragen vraag vraagt kennen ken kent doen doe doet bieden"
    " bied willen wil gebeurt komt mag moet do does are be charge ask accept offer".split()
)


def denied(words: Words, first: int, last: int) -> bool:
    """Whether words [first, last] lie in the scope of a negation outside them."""
    return _before(words, first) or _after(words, last)


def _before(words: Words, first: int) -> bool:
    for at in range(first - 1, max(-1, first - 1 - SCOPE), -1):
        if words.sentence[at] != words.sentence[first] or words.text[at] in CLOSERS:
            return False
        if words.text[at] in NEGATORS:
            return not _cut_off(words, at, first)
    return False


def _cut_off(words: Words, negator: int, first: int) -> bool:
    """A comma ends the scope, unless the words are a list of what is denied."""
    if words.comma[negator] == words.comma[first]:
        return False
    near = set(words.text[negator:first]) | set(words.text[first : first + 6])
    return not near & {"of", "noch", "or", "nor", "en", "and", "lub", "sau", "или", "o", "oder", "vagy"}


def _after(words: Words, last: int) -> bool:
    verb = False
    for at in range(last + 1, min(len(words.text), last + 1 + SCOPE)):
        if words.sentence[at] != words.sentence[last] or words.comma[at] != words.comma[last]:
            return False
        if words.text[at] in AFTER:
            return verb
        verb = verb or words.text[at] in VERBS
    return False


def denies(word: str) -> bool:
    """Whether a word negates by itself: a cue that begins with one is denied only by another."""
    return word in NEGATORS
