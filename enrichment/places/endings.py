"""What Hungarian and Polish hang behind the name of a Dutch place to say in, to, from or of it: `Weespbe`, `w Delfcie`."""

import re
from collections.abc import Iterator

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
    "tol",
    "nal",
    "nel",
    "hoz",
    "hez",
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


def _in_polish(key: str) -> Iterator[str]:
    """Locative and genitive: Gouda, w Goudzie, do Goudy; Tilburg, w Tilburgu; Utrecht, w Utrechcie."""
    if not key.endswith(("a", "e", "o", "i", "y")):
        yield key + "u"
    elif key.endswith("a"):
        yield key[:-1] + "y"
    yield from (key[: -len(end)] + other for end, other in _POLISH if key.endswith(end))
