"""How what somebody offers is refused without a plain "not" beside it.

Behind it ("bareback isn't on the menu", "zonder staat niet op de kaart", "ohne Gummi kommt nicht in Frage"), before it ("ik weiger
seks zonder"), in the next sentence ("Anything goes? Not here.") and by the head of the list that it stands in ("Wat ik niet doe:").
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from enrichment.hits.refusalwords import ANSWER, BEFORE, BEHIND, HEADS, NONE
from enrichment.hits.refusalwords import MARKS as _MARKS
from enrichment.matching.fit import Phrase
from enrichment.words.text import fold
from enrichment.words.tokens import Words

REACH = 9  # words behind a phrase, or before it, that are looked at
HEAD = 60  # letters of a head
ITEM = 8  # words: what is longer is a sentence, no item of a list
MOST = 40  # words of a list
# what is said of nothing is no refusal: "niets is uitgesloten"; the free words of the patterns below are none of these
_NO = "niets|niks|niet|geen|nooit|nothing|not|never|no|nic|nie|nimic|nu|нищо|не|semmi|nem|nada|nichts|nicht|kein|keine"
_FREE = rf"(?:(?!(?:{_NO})\b)\w+ ){{0,3}}?"

_SOME = rf"(?: (?!(?:{_NO})\b)\w+){{0,4}}$"
_NONE = frozenset(fold(NONE).split())
# an item that may be had, or what begins so, ends the list: "anaal, maar zonder condoom kan wel"
_YES = frozenset(
    fold(
        "maar wel kan kunnen mogelijk mag but yes possible available allowed ale możliwe można dar posibil но възможно може lehet"
        " pero posible puede aber möglich"
    ).split()
)
MARKS = frozenset(
    fold(_MARKS).split()
)  # without one of these nothing is refused: most clauses are not looked at further
_COLON = re.compile(r":(?!\d)")
_BULLET = re.compile(r"•|\n\s*[-*x✗✘❌🚫]")
_CLAUSE = re.compile(r"[.,;!?•\n]")


def refused(words: Words, phrase: Phrase, language: str) -> bool:
    """Whether a phrase is refused in its own clause, before it or behind it, or by the sentence behind it."""
    behind, before, answer, _ = _patterns(language)
    return (
        _says(behind.match, _clause(words, phrase.last, 1))
        or _says(before.search, _clause(words, phrase.first, -1)[::-1])
        or _says(answer.fullmatch, _next_clause(words, phrase.last))
    )


def listed(text: str, words: Words, language: str) -> frozenset[int]:
    """The words of a normalised text that stand in a list of what somebody does not do."""
    heads = _patterns(language)[3]
    found: set[int] = set()
    for colon in _COLON.finditer(text):
        head = _CLAUSE.split(text[max(0, colon.start() - HEAD) : colon.start()])[-1]
        if heads.search(" ".join(re.findall(r"\w+", head))):
            found.update(_items(text, words, colon.end()))
    return frozenset(found)


def _says(meets: Callable[[str], object], said: list[str]) -> bool:
    return not MARKS.isdisjoint(said) and bool(meets(" ".join(said)))


def _items(text: str, words: Words, start: int) -> Iterator[int]:
    """The words of the items behind a colon, up to what is no item of this list."""
    first = next((at for at, begin in enumerate(words.start) if begin >= start), len(words.text))
    lines = "\n" in text[start : words.start[first]] if first < len(words.text) else False
    at, taken = first, 0
    while at < len(words.text) and taken < MOST:
        item = [at]
        while item[-1] + 1 < len(words.text) and _together(words, at, item[-1] + 1):
            item.append(item[-1] + 1)
        said, behind = [words.text[one] for one in item], text[words.end[item[-1]] :][:2]
        if (
            (at == first and _NONE.issuperset(said))
            or len(item) > ITEM
            or not _YES.isdisjoint(said)
            or _COLON.match(behind)
        ):
            return
        yield from item
        at, taken = item[-1] + 1, taken + len(item)
        if at < len(words.text) and not _goes_on(text[words.end[at - 1] : words.start[at]], lines=lines):
            return


def _goes_on(between: str, *, lines: bool) -> bool:
    """Whether a list goes on behind these signs: a comma, a bullet, in a list of lines the next line."""
    if _BULLET.search(between):
        return True
    if re.search(r"[.!?]|\n\s*\n", between):
        return False
    return lines or "\n" not in between


def _together(words: Words, one: int, other: int) -> bool:
    return words.sentence[one] == words.sentence[other] and words.comma[one] == words.comma[other]


def _clause(words: Words, at: int, step: int) -> list[str]:
    """The words of the clause on one side of a word, nearest first."""
    first, past = words.clause(at)
    behind = words.text[at + 1 : min(past, at + 1 + REACH)]
    return list(behind if step > 0 else reversed(words.text[max(first, at - REACH) : at]))


def _next_clause(words: Words, last: int) -> list[str]:
    """The words of the clause, or sentence, that begins within three words."""
    near = range(last + 1, min(len(words.text), last + 4))
    first = next((at for at in near if not _together(words, at, last)), None)
    return [] if first is None else [words.text[first], *_clause(words, first, 1)]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What refuses behind, before, as an answer, and as a head: in a language, and in Dutch and English."""
    behind, before, answer, heads = (_of(one, language) for one in (BEHIND, BEFORE, ANSWER, HEADS))
    return (
        re.compile(rf"{_FREE}(?:{behind})(?!\w)"),
        re.compile(rf"(?:{before}){_SOME}"),
        re.compile(answer),
        re.compile(rf"(?:^|.*\b)(?:{heads})$"),
    )


def _of(table: Mapping[str, tuple[str, ...]], language: str) -> str:
    """The patterns in these languages as one, letters folded as texts are."""
    spoken = dict.fromkeys((language, "nl", "en"))
    return fold("|".join(one for name in spoken for one in table.get(name, ())))
