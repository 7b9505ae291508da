"""A seeded maker of near-duplicates (ANCHORS.md 5): S slots a copy, N words in a hundred changed, and hard negatives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

_SYLLABLES = (
    "ba be bi bo bu da de di do du fa ge gi go ha he hi ho ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe "
    "pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa we wi wo za ze zi zo"
).split()
_COMMON = "de het een en van in op te voor met is je wij bij aan niet ook als naar om".split()
_CYRILLIC = "работа помощ стая масаж дом град нова среща вечер сутрин спокойна чиста удобна близо център".split()
_EMOJI = "😀 🌸 🔥 💋 🌙 ⭐ 🍀 📞 🏠 🚗 🎁 🌹".split()
SIZES = (3, 12)  # copies in one cluster
LENGTH = (25, 60)  # words


@dataclass(frozen=True, slots=True)
class Made:
    """Texts as words, and the number of the writer of each: texts of one writer are copies."""

    texts: tuple[tuple[str, ...], ...]
    writers: tuple[int, ...]

    def pairs(self) -> set[tuple[int, int]]:
        """Every true pair, by place."""
        return set(_pairs(self.writers))


def _pairs(writers: Sequence[int]) -> Iterator[tuple[int, int]]:
    by: dict[int, list[int]] = {}
    for at, writer in enumerate(writers):
        by.setdefault(writer, []).append(at)
    for many in by.values():
        yield from combinations(many, 2)


def vocabulary(random: Random, size: int = 3000) -> list[str]:
    """Invented words that read as Dutch."""
    return ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(size)]


def sentence(random: Random, words: Sequence[str], length: int) -> list[str]:
    """Common words and, by a law of Zipf, other ones."""
    said = []
    for _ in range(length):
        rare = random.random() < 0.62
        said.append(words[int(len(words) ** random.random()) - 1] if rare else random.choice(_COMMON))
    return said


def copies(*, count: int, slots: int, noise: float, seed: int = 1, script: str = "latin") -> Made:
    """`count` texts, 30 % of them in clusters: per copy `slots` words are replaced, and `noise` of all words."""
    random = Random(seed)
    words = _CYRILLIC + vocabulary(random, 400) if script == "cyrillic" else vocabulary(random)
    words = words + _EMOJI if script == "emoji" else words
    texts: list[tuple[str, ...]] = []
    writers: list[int] = []
    writer = 0
    while len(texts) < count:
        writer += 1
        base = sentence(random, words, random.randint(*LENGTH))
        places = random.sample(range(len(base)), slots)
        for _ in range(random.randint(*SIZES) if len(texts) < count * 0.3 else 1):
            texts.append(tuple(_copy(random, base, places, noise, words)))
            writers.append(writer)
    return _mixed(random, texts, writers)


def boilerplate(*, count: int, share: float, users: int, seed: int = 1) -> Made:
    """Hard negatives: `users` writers for each stock text, which is `share` of what they say; nobody copies anybody."""
    random = Random(seed)
    words = vocabulary(random)
    texts: list[tuple[str, ...]] = []
    while len(texts) < count:
        length = random.randint(*LENGTH)
        stock = sentence(random, words, round(length * share))
        for _ in range(users):
            own = sentence(random, words, length - len(stock))
            texts.append(tuple((own + stock) if random.random() < 0.7 else (stock + own)))
    return _mixed(random, texts, list(range(len(texts))))


def _copy(random: Random, base: Sequence[str], places: Sequence[int], noise: float, words: Sequence[str]) -> list[str]:
    said = list(base)
    for place in places:
        said[place] = random.choice(words)
    return [random.choice(words) if random.random() < noise else word for word in said]


def _mixed(random: Random, texts: list[tuple[str, ...]], writers: list[int]) -> Made:
    order = list(range(len(texts)))
    random.shuffle(order)
    return Made(tuple(texts[at] for at in order), tuple(writers[at] for at in order))
