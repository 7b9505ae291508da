"""Words of a normalised text with their places; letters that were pulled apart or swapped are put back."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import not_

from enrichment.words.kept import Kept
from enrichment.words.text import Normal

# letters one by one (z.o.n.d.e.r, z o n d e r), signs for letters (b@nk, and m!n where one side has no vowel: "mag!bel" is two words),
# plain words; in this order
_NO_VOWEL = r"(?:(?![aeiouy])[^\W_])++"  # ++, here and below: no sign follows a shorter piece of a word
_WORD = re.compile(
    r"([^\W\d_](?:[.\-_*·•|/][^\W\d_]){3,}(?![^\W_])|(?<![^\W_])[^\W\d_](?: [^\W\d_]){4,}(?![^\W_])|"
    r"(?:(?<![\w@.])[@$])?(?=\d*[^\W\d_])[^\W_]++(?:[@$]{1,3}[^\W_]*)+|"
    r"(?<![\w@.])[@$](?=[^\W_]*[a-z]\d[a-z])[^\W_]+|"
    rf"{_NO_VOWEL}[!|][^\W_]+|[^\W_]++[!|]{_NO_VOWEL}(?![^\W_])|[^\W_]+)"
)
_PLAIN = re.compile(r"([^\W_]+)")
# Most adverts have no such words: they are read faster. These begin with a sign, or a class of them, so that the scan is fast.
_SIGNED = re.compile(
    r"[@$!|.\-_*·•/](?:(?<=\w[@$!|])[\w@$]|(?<=[@$])[a-z]+\d[a-z]|(?<=[^\W\d_][.\-_*·•|/])[^\W\d_][.\-_*·•|/][^\W\d_][.\-_*·•|/])"
)
_APART = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_] ")
_ENDS = re.compile(r"[.!?…\n•;](?:(?<=[.!?…])[.!?…]*(?:[\s\"')]|$)|(?<=\n)\s*\n|(?<=[\n•])\s*[-–*•]|(?<=;))")
_COMMAS = re.compile(r"[,\n]")
# What stands between two words holds the breaks there; the letter stands for the word behind it.
_SENTENCES = Kept(lambda between: len(_ENDS.findall(f"{between}x")))
_CLAUSES = Kept(lambda between: len(_COMMAS.findall(between)))
_SIGNS = re.compile(r"(?:[@$!|]|[.\-_*·•/](?<=[^\W\d_].)[^\W\d_][.\-_*·•|/])\S*")
MANY = 64  # stretches: more are read as one, so that putting them in place costs no more than reading them
_LEET = str.maketrans(
    {"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "|": "i", "0": "o", "$": "s", "5": "s", "7": "t"}
)
_MIXED = re.compile(r"(?=(?:[0-9@$!|]*[^\W\d_]){3}).*[0134570@$!|]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u04ff]")
_TWO_SCRIPTS = re.compile(r"[a-z][^\W\d_]*?[\u0370-\u04ff]|[\u0370-\u04ff][^\W\d_]*?[a-z]")
_LATIN = dict(zip("аеорсхуіѕјкмтвнοαειρτυχν", "aeopcxyisjkmtbhoaeiptuxv", strict=True))  # look-alikes of other scripts
_TO_LATIN = str.maketrans(_LATIN)
_TO_CYRILLIC = str.maketrans({latin: other for other, latin in _LATIN.items() if "\u0400" <= other})
_UNIT = re.compile(r"\d+[^\W\d_]{1,4}|[^\W\d_]{1,4}\d+")  # 40u, m2: a number with its unit


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one advert, as parallel lists; places are in the normalised text."""

    text: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    sentence: tuple[int, ...]  # words of one sentence, within one field, share a number
    comma: tuple[int, ...]  # how many commas and line ends stand before the word
    pulled: frozenset[int]  # words that were put back together
    unique: frozenset[str]  # the different words

    def clause(self, at: int) -> tuple[int, int]:
        """[first, past the last) of the words that no comma and no end of a sentence parts from word `at`."""
        first, past = self.around(at)
        comma = self.comma[at]
        return bisect_left(self.comma, comma, first, at), bisect_right(self.comma, comma, at, past)

    def around(self, at: int) -> tuple[int, int]:
        """[first, past the last) of the words of the sentence of word `at`."""
        sentence = self.sentence[at]
        return bisect_left(self.sentence, sentence, 0, at), bisect_right(self.sentence, sentence, at)


def words_of(normal: Normal) -> Words:
    """Words in reading order; a sentence ends at . ! ? ; an empty line (fields too), or a list item."""
    text = normal.text
    pieces, places = _pieces(text), _places(text)
    plain, starts, ends = pieces[1::2], places[:-1:2], places[1::2]
    sentence = list(accumulate(map(_SENTENCES.__getitem__, pieces[:-1:2])))
    comma = list(accumulate(map(_CLAUSES.__getitem__, pieces[:-1:2])))
    for left, right in _odd(text):
        found = [(word.group(), *word.span()) for word in _WORD.finditer(text, left, right)]
        first, last = bisect_left(starts, left), bisect_left(starts, right)
        near = [bisect_left(starts, start) for _, start, _ in found]  # the plain word that an odd one begins with
        sentence[first:last] = [sentence[at] for at in near]
        comma[first:last] = [comma[at] for at in near]
        plain[first:last], starts[first:last], ends[first:last] = zip(*found, strict=True) if found else ((), (), ())
    pulled = _put_all_back(plain, text)
    return Words(
        tuple(plain), tuple(starts), tuple(ends), tuple(sentence), tuple(comma), pulled,
        frozenset(plain) if pulled else vocabulary(text),
    )  # fmt: skip


def _odd(text: str) -> list[tuple[int, int]]:
    """Stretches between blanks in which a word may be more than a run of letters and digits, the last first."""
    if _APART.search(text):
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    right = 0
    for sign in _SIGNS.finditer(text) if _SIGNED.search(text) else ():
        left = max(right, *(text.rfind(blank, right, sign.start()) + 1 for blank in " \n"))
        right = sign.end()
        found.append((left, right))
    return found[::-1] if len(found) <= MANY else [(0, len(text))]


def _put_all_back(plain: list[str], text: str) -> frozenset[int]:
    """Which words were pulled apart, had signs for letters or letters of another script; they are put back in place."""
    odd = list(compress(count(), map(not_, map(str.isalpha, plain))))
    pulled = frozenset(at for at in odd if not plain[at].isalnum() or _is_leet(plain[at]))
    for at in pulled:
        plain[at] = _put_back(plain[at])
    mixed = _mixed(plain, text)
    for at in mixed:
        plain[at] = _one_script(plain[at])
    return pulled.union(mixed)


def _mixed(plain: Sequence[str], text: str) -> list[int]:
    """The words of two scripts; a text with none but Latin letters is not gone through."""
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return []
    return [at for at, word in enumerate(plain) if not word.isascii() and _TWO_SCRIPTS.search(word)]


@lru_cache(maxsize=8)
def _pieces(text: str) -> list[str]:
    """What stands before the first word, the word, what stands between ..."""
    return _PLAIN.split(text)


@lru_cache(maxsize=8)
def _places(text: str) -> list[int]:
    """Where each of these ends."""
    return list(accumulate(map(len, _pieces(text))))


def words_before(text: str, end: int) -> list[str]:
    """The words of a normalised text as they are written, in order, up to the one that begins at or behind `end`."""
    pieces = _pieces(text)
    return pieces[1::2] if end >= len(text) else pieces[1 : 2 * bisect_left(_places(text)[:-1:2], end) : 2]


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """The different words of a normalised text as they are written; every step asks for those of the same text."""
    return frozenset(_pieces(text)[1::2])


def _is_leet(word: str) -> bool:
    return not word.isalpha() and not word.isdigit() and bool(_MIXED.match(word)) and not _UNIT.fullmatch(word)


def _put_back(word: str) -> str:
    if re.fullmatch(r"[^\W\d_](?:[ .\-_*·•|/][^\W\d_])+", word):
        return re.sub(r"[^\w]|_", "", word)
    return re.sub(r"[^\w]|_", "", word.translate(_LEET))


def _one_script(word: str) -> str:
    """A word of two scripts in the one that its other letters have: paspoort with a Cyrillic letter is paspoort."""
    alien = any(letter > "\u0370" and letter not in _LATIN for letter in word)
    return word.translate(_TO_CYRILLIC if alien else _TO_LATIN)
