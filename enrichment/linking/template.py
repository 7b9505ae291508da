"""The template behind a set of copies: the words that most of them have in order, and slots where they differ."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from enrichment.linking.skeleton import MASK, WHOLE

COPIES = 24  # copies that are laid beside each other; more change nothing
MOST = 0.6  # of the copies have a word at its place
SHOWN = 5  # fillings of a slot
_NAMES = {
    "phone": "telefoon", "email": "e-mail", "handle": "account", "kvk": "kvk", "age": "leeftijd", "price": "prijs", "wage": "loon",
    "housing": "huur", "name": "naam", "place": "plaats",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """The common words, with … at each slot; `slots` are the commonest fillings of each."""

    words: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]

    def shown(self, length: int = 240) -> str:
        """For a person; masked words by their kind: [naam], [telefoon]."""
        said = " ".join(_shown(word) for word in self.words)
        return said if len(said) <= length else said[: length - 1] + "…"


Copies = tuple[str, ...]  # texts, their words with a space between


def chosen(texts: Iterable[Sequence[str]]) -> Copies:
    """Of these skeletons those that are laid beside each other; their order does not matter."""
    copies = sorted({_without_mark(text) for text in texts})
    return tuple(map(" ".join, copies[:: max(1, len(copies) // COPIES)][:COPIES]))


def _without_mark(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word != WHOLE) if WHOLE in words else tuple(words)


def templates_of(many: Sequence[Copies]) -> list[Template]:
    """The template of each of these sets."""
    return [_template([tuple(text.split(" ")) for text in copies]) for copies in many]


def _template(copies: Sequence[tuple[str, ...]]) -> Template:
    base = max(copies, key=lambda words: (_overlap(words, copies), words))
    kept, fillings = Counter[int](), [Counter[str]() for _ in range(len(base) + 1)]
    for other in copies:
        for tag, start, end, left, right in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
            if tag == "equal":
                kept.update(range(start, end))
            elif right > left:
                fillings[start][" ".join(other[left:right])] += 1
    return _laid_out(base, {at for at, count in kept.items() if count >= MOST * len(copies)}, fillings)


def _overlap(words: Sequence[str], copies: Sequence[Sequence[str]]) -> int:
    mine = set(words)
    return sum(len(mine.intersection(other)) for other in copies)


def _laid_out(base: Sequence[str], fixed: set[int], fillings: Sequence[Counter[str]]) -> Template:
    words: list[str] = []
    slots: list[Counter[str]] = []
    for at, word in enumerate(base):
        if at in fixed:
            words.append(word)
            continue
        if not words or words[-1] != "…":
            words.append("…")
            slots.append(Counter())
        slots[-1].update(fillings[at])
        slots[-1][word] += 1
    return Template(tuple(words), tuple(tuple(said for said, _ in _commonest(slot)) for slot in slots))


def _commonest(slot: Counter[str]) -> list[tuple[str, int]]:
    return sorted(slot.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]


def _shown(word: str) -> str:
    return f"[{_NAMES.get(word[len(MASK) :], word)}]" if word.startswith(MASK) else word
