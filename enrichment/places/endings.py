"""What Hungarian and Polish hang behind the name of a Dutch place to say in, to, from or of it: `Weespbe`, `w Delfcie`."""

import re
from collections.abc import Iterator

_LEFT = 5  # letters of a name without its ending
_BACK = re.compile(
    r"[aou](?=[^aeiouy]*$)"
)  # the last vowel decides which endings Hungarian takes; behind i and e it may go either way
_MIXED = re.compile(r"[aou].*[ei]")
_POLISH = (
    ("da", "dzie"),
    ("ta", "cie"),
    ("d", "dzie"),
    ("t", "cie"),
    ("r", "rze"),
    ("m", "mie"),
    ("n", "nie"),
    ("p", "pie"),
)
_EVERY = (
    "ban",
    "ben",
    "ba",
    "be",
    "bol",
    "i",
    "u",
    "ie",
    "em",
    "ul",
    "tol",
    "nal",
    "nel",
    "hoz",
    "hez",
    "rol",
    "ra",
    "re",
)  # large towns: as people write


def endings_of_town(key: str) -> Iterator[str]:
    """Every form of a large town's name, folded; spelling mistakes in the harmony of vowels too."""
    yield from (key + ending for ending in _EVERY)
    yield from _in_polish(key)


def endings_of_village(key: str) -> Iterator[str]:
    """The forms of a village's name as grammar has them, folded."""
    back = bool(_BACK.search(key))
    if back or _MIXED.search(key):
        yield from (key + "ban", key + "ba")
    if not back:
        yield from (key + "ben", key + "be")
    yield key + "bol"
    yield from _in_polish(key)


_SHORT = ("ban", "ben", "bol", "nal", "nel", "hoz", "hez")


def endings_of_short_town(key: str) -> Iterator[str]:
    """The forms of a town's name of a few letters that are no other word: `Edében`, `Goesban`."""
    yield from (key + ending for ending in _SHORT)


def bare_of_endings(word: str) -> Iterator[str]:
    """A word, and what is left of it without an ending that Hungarian, Polish or Romanian may have hung behind it."""
    yield word
    yield from (word[: -len(end)] for end in _EVERY if word.endswith(end) and len(word) - len(end) >= _LEFT)


def _in_polish(key: str) -> Iterator[str]:
    """Locative and genitive: Gouda, w Goudzie, do Goudy; Tilburg, w Tilburgu; Utrecht, w Utrechcie."""
    if not key.endswith(("a", "e", "o", "i", "y")):
        yield key + "u"
        yield from (key + "em", key + "a")
    elif key.endswith("a"):
        yield key[:-1] + "y"
    yield from (key[: -len(end)] + other for end, other in _POLISH if key.endswith(end))
