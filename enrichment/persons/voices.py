"""Who speaks in an advert: the person herself or himself, or another who shows her or him.

In Polish, Romanian, Bulgarian, Hungarian and Spanish the verb alone says it (`przyjmuje`, `przyjmuję`): the words stand in
enrichment/reference/voices.csv, folded.
"""

from collections.abc import Mapping
from functools import cache

from enrichment.reading import Reading
from enrichment.words.tables import rows_of

_I_WRITTEN = ("ę", "Ę")  # Polish `przyjmuję` is folded to what `przyjmuje` is; its last letter tells them apart


@cache
def _table() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Language -> who (she, does, i, girl) -> words."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in rows_of("voices"):
        found.setdefault(row["language"], {})[row["who"]] = frozenset(row["words"].split("|"))
    return found


def shown_by_verbs(reading: Reading) -> tuple[list[int], list[int]]:
    """Places of words that say what she is or does, and of those with which the writer speaks of itself, where verbs tell it.

    Nothing where no word names the person who is shown: `te espera` may be a massage.
    """
    said = _table().get(reading.language)
    if said is None or reading.words.unique.isdisjoint(said["she"] | said["girl"]):
        return [], []
    words = reading.words.text
    does = [
        at for at, word in enumerate(words) if word in said["does"] or " ".join(words[at - 1 : at + 1]) in said["does"]
    ]
    own = [at for at in does if _is_own(reading, at)]
    third = [at for at, word in enumerate(words) if word in said["she"] or (at in does and at not in own)]
    return third, own + [at for at, word in enumerate(words) if word in said["i"]]


def _is_own(reading: Reading, at: int) -> bool:
    left, right = reading.span_of_words(at, at)
    return reading.source.text[left:right].endswith(_I_WRITTEN)
