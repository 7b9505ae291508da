"""Which language an advert is written in, by py3langid (naive Bayes over byte n-grams; model in the package)."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from enrichment.words.kept import Kept

LANGUAGES = ("nl", "en", "pl", "ro", "bg", "hu", "es", "de")  # those that the packs speak
UNDETERMINED = "und"
_SURE = 0.6  # another language is believed from here on; below it the best of the eight is (measured, LIBRARIES §2)
_ENOUGH = 220  # characters: longer texts do not change the answer, they only cost
_NOT_PROSE = ("@", "://", "www.")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PIECE = re.compile(rb" ?[^ ]+")  # a word and the blank before it
MOST = 1 << 16  # words that are remembered; then all are forgotten, so that memory stays bounded
_ROWS = 1 << 10  # n-grams for which there is room at first


@lru_cache(maxsize=1)
def _identifiers() -> tuple[Any, Any]:
    """One that gives the likeliest alone, for half the time, and one with probabilities; what they know is the same."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    class Remembering(LanguageIdentifier):  # type: ignore[misc]  # the library has no types
        """Remembers what each word gives behind what stood before it: adverts share their words."""

        def _raw_score(self, text: bytes) -> Any:  # noqa: ANN401
            found = walk(text)
            return self._sparse_score(Counter(found), walk.table) if found else super()._raw_score(text)

    sure = Remembering.from_model_file(MODEL_FILE, norm_probs=True)
    walk = _Walk(sure.tk_nextmove, sure.tk_row, sure.tk_output, sure.nb_ptc)
    quick = Remembering(sure.nb_ptc, sure.nb_pc, sure.nb_classes, sure.tk_nextmove, sure.tk_output, tk_row=sure.tk_row)
    return quick, sure


class _Walk:
    """The n-grams of a text, in their order: `langid.visit_counts`, word by word and remembered.

    Adverts have few of the hundred thousand n-grams. Those met get numbers of their own and stand together in `table`, as they are
    reckoned with: a text then finds them near each other in memory, and the whole is kept once, in the half of the bytes.
    """

    def __init__(self, moves: Sequence[int], rows: Sequence[int], output: Sequence[int], whole: Any) -> None:  # noqa: ANN401
        self._moves, self._output, self._whole = moves, output, whole
        self._bases = [row << 8 for row in rows]
        self._known: dict[tuple[int, bytes], tuple[int, list[int]]] = {}  # (state, word) -> (state behind it, n-grams)
        self._numbers: dict[int, int] = {}  # n-gram -> its row in `table`
        self.table = whole[:_ROWS].astype("float32")

    def __call__(self, text: bytes) -> list[int]:
        """The n-grams, by their rows in `table`."""
        state, found = 0, list[int]()
        for word in _PIECE.findall(text):
            known = self._known.get((state, word)) or self._read(state, word)
            state = known[0]
            found += known[1]
        return found

    def _read(self, start: int, word: bytes) -> tuple[int, list[int]]:
        state, found = start, list[int]()
        for byte in word:
            state = self._moves[self._bases[state] + byte]
            if self._output[state] >= 0:
                found.append(self._row(self._output[state]))
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[start, word] = state, found
        return state, found

    def _row(self, gram: int) -> int:
        row = self._numbers.setdefault(gram, len(self._numbers))
        if row == len(self.table):
            before, self.table = self.table, self._whole[: 2 * row].astype("float32")
            self.table[:row] = before
        if row == len(self._numbers) - 1:
            self.table[row] = self._whole[gram]
        return row


def _is_prose(word: str) -> bool:
    if word.isalpha():
        return True
    return not any(map(str.isdigit, word)) and not any(mark in word for mark in _NOT_PROSE)


_PROSE = Kept(_is_prose)


def language_of(text: str) -> str:
    """ISO 639-1 code of `text`, or `und` below three words; numbers, links and addresses are not words."""
    prose = " ".join(filter(_PROSE.__getitem__, text[:_ENOUGH].split()))
    if len(list(islice(_WORD.finditer(prose), 3))) < 3:
        return UNDETERMINED
    quick, sure = _identifiers()
    likeliest: str = quick.classify(prose)[0]
    return likeliest if likeliest in LANGUAGES else _of_doubt(sure.rank(prose))


def _of_doubt(ranked: Sequence[tuple[str, float]]) -> str:
    """A language that is none of the eight when it is sure; else the best of those."""
    best, probability = ranked[0]
    return best if probability >= _SURE else next(code for code, _ in ranked if code in LANGUAGES)
