"""Which parts of cues a word answers to: by its stem, its beginning, its end, or as a number."""

from collections.abc import Iterator
from functools import cache

from enrichment.packs.cues import Part
from enrichment.words.language import LANGUAGES
from enrichment.words.stems import stem

ALWAYS = ("nl", "en")  # languages whose cues are tried on every text: adverts mix them
PLAIN = 5  # letters that a word of another language must have, so that "no" or "die" says nothing by chance
NUMBER_WORDS = frozenset(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf one two three four five six seven eight nine ten eleven"
    " twelve dwa dwoch trzy trzech cztery czterech piec pieciu szesc szesciu siedem osiem osmiu doi doua trei patru cinci"
    " sase sapte opt две три четири пет шест седем осем ket ketto harom negy ot hat nyolc dos tres cuatro cinco seis siete"
    " ocho zwei drei vier funf sechs sieben acht zehn".split()
)


class Lexicon:
    """Numbers every different part of the cues, and tells the numbers that a word answers to."""

    def __init__(self) -> None:
        self._ids: dict[object, int] = {}
        self._exact: dict[str, list[tuple[int, str]]] = {}
        self._stems: dict[tuple[str, str], list[int]] = {}
        self._starts: dict[str, list[tuple[int, str]]] = {}
        self._ends: dict[str, list[tuple[int, str]]] = {}
        self._number: list[int] = []
        self._sizes: tuple[list[int], list[int]] = ([], [])

    def number_of(self, part: Part, language: str) -> int:
        """The number of a part of a cue in a language; the same for the same part."""
        key = ("@", part.text) if part.kind == "term" else (part.kind, part.words, language)
        if key not in self._ids:
            self._ids[key] = len(self._ids)
            if part.kind != "term":
                self.answer(self._ids[key], part, language)
        return self._ids[key]

    def answer(self, number: int, part: Part, language: str) -> None:
        """From now on the words of this part answer to `number`."""
        if part.kind == "number":
            self._number.append(number)
        elif part.kind == "word":
            for word in part.words:
                self._exact.setdefault(word, []).append((number, language))
                self._stems.setdefault((language, stem(word, language)), []).append(number)
        elif part.kind == "exact":
            self._exact.setdefault(part.text, []).append((number, language))
        else:
            (self._starts if part.kind == "start" else self._ends).setdefault(part.text, []).append((number, language))

    def close(self) -> None:
        """No more parts will come."""
        self._sizes = (
            sorted({len(start) for start in self._starts}, reverse=True),
            sorted({len(end) for end in self._ends}, reverse=True),
        )

    def look_up(self, word: str, language: str) -> frozenset[int]:
        """The numbers that a word answers to."""
        return frozenset(self._look_up(word, _spoken(language)))

    def _look_up(self, word: str, spoken: tuple[str, ...]) -> Iterator[int]:
        for one in spoken:
            yield from self._stems.get((one, stem(word, one)), ())
        foreign = len(word) >= PLAIN
        yield from (number for number, own in self._exact.get(word, ()) if foreign or own in spoken)
        for size in self._sizes[0]:
            if size <= len(word):
                yield from (
                    number for number, own in self._starts.get(word[:size], ()) if size >= PLAIN or own in spoken
                )
        for size in self._sizes[1]:
            if size <= len(word):
                yield from (number for number, own in self._ends.get(word[-size:], ()) if own in spoken)
        if word.isdigit() or word in NUMBER_WORDS:
            yield from self._number


@cache
def _spoken(language: str) -> tuple[str, ...]:
    """Languages whose cues meet the words of a text by stem and beginning; words of others must stand as written.

    Of a text in no language that we know every language may be meant.
    """
    return tuple(dict.fromkeys((*ALWAYS, *((language,) if language in LANGUAGES else LANGUAGES))))
