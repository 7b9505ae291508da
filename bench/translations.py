"""Whether templates are known in another language, beside adverts of others: precision among a million pairs of strangers, and recall.

The templates (tests/cases/translated.tsv) are invented and translated as people do. Those with an odd number were used to choose
the rule, those with an even one measure it; so does the half of the adverts of others that `everybody.npz` was not made of.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np

from bench.table import show
from enrichment.linking.translated import SCORE, Spoken, spoken_by, translations
from enrichment.models.encoders import PlainE5
from enrichment.models.everybody import MEASURE, adverts_of, everybody
from enrichment.models.kept import KeptVectors, Row, key_of
from enrichment.words.language import LANGUAGES
from zicht.settings import Settings

TEMPLATES = Path("tests/cases/translated.tsv")
STRANGERS = 200  # adverts of others in each language
ROUNDS = 3  # each set is made so often, by other dice
EDITS = {
    "light": (0.1, (0, 0, 1)),
    "mid": (0.25, (0, 0, 1, 1, 2, 3)),
    "hard": (0.35, (1, 2, 3, 4)),
}  # left out; sentences put in
COPIES = (1, 2, 3, 5)  # of a set
STOCK = (2, 3, 4)  # sentences that two writers share, beside four to seven of their own
PER_STOCK = 1000  # numbers of texts with one stock text begin with so many times its own
LEAST = 0.05  # scores from here on are shown
Place = Callable[[str, Sequence[str]], Spoken]


@dataclass(frozen=True, slots=True)
class Written:
    """A text in one language; texts with one number are one template, or by one writer when it is of others (below 0)."""

    number: int
    language: str
    said: tuple[str, ...]


def read_templates(path: Path) -> list[Written]:
    """A line for each language of a template: number, language, sentences with a bar between."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Written(int(number), language, tuple(said.split(" | "))) for number, language, said in rows]


def strangers() -> list[Written]:
    """Adverts of others. Those of one series are of one hand, who may have had one thought in two languages."""
    series: dict[str, int] = defaultdict(lambda: -len(series) - 1)
    found = []
    for language in LANGUAGES:
        for advert in adverts_of(MEASURE, language, STRANGERS):
            by = re.sub(r"\d+$", "", advert[0].group.split(":")[1])
            found.append(Written(series[by], language, tuple(one.text for one in advert)))
    return found


def edited(text: Written, pool: Sequence[str], left_out: float, put_in: Sequence[int], dice: Random) -> Written:
    """A copy: sentences left out, those of others put in, two times in five in another order."""
    said = [one for one in text.said if dice.random() > left_out] or [text.said[0]]
    said += [one for one in text.said if one not in said][: max(0, 3 - len(said))]
    if dice.random() < 0.4:
        dice.shuffle(said)
    for _ in range(dice.choice(put_in)):
        said.insert(dice.randrange(len(said) + 1), dice.choice(pool))
    return replace(text, said=tuple(said))


def as_set(copies: Sequence[Written]) -> Written:
    """What a set of copies says."""
    return replace(
        copies[0], said=tuple(copies[at].said[place] for at, place in spoken_by([one.said for one in copies]))
    )


def sets_of(texts: Sequence[Written], others: Sequence[Written], kind: str, copies: int, dice: Random) -> list[Written]:
    """A set of copies of each text, edited by others' sentences."""
    pools = {one: [said for text in others if text.language == one for said in text.said] for one in LANGUAGES}
    left_out, put_in = EDITS[kind]
    return [
        as_set([edited(text, pools[text.language], left_out, put_in, dice) for _ in range(copies)]) for text in texts
    ]


def sharing(texts: Sequence[Written], count: int, dice: Random) -> list[Written]:
    """Texts of different writers with the sentences of one stock text, each in his own language; numbered anew."""
    found = []
    for stock in texts:
        own = dice.choice([one for one in texts if one.language == stock.language and one.number != stock.number])
        found.append(Written(PER_STOCK * stock.number + own.number, stock.language, own.said + stock.said[:count]))
    return found


def told(texts: Sequence[Written], place: Place, least: float = SCORE) -> dict[tuple[int, int], float]:
    """Places of texts that are found to be one template, with how far."""
    spoken = {at: place(one.language, one.said) for at, one in enumerate(texts)}
    return {two: one.score for two, one in translations(spoken, spoken, least).items()}


def recall(texts: Sequence[Written], found: Collection[tuple[int, int]]) -> float:
    """Of the pairs of one template in two languages."""
    true = [two for two in combinations(range(len(texts)), 2) if len({texts[at].number for at in two}) == 1]
    return sum(1 for two in true if two in found) / len(true)


def pairs_of_strangers(texts: Sequence[Written]) -> int:
    """Pairs in two languages that are no template and of no one writer."""
    return sum(
        1 for one, other in combinations(texts, 2) if one.language != other.language and one.number != other.number
    )


def placing(texts: Sequence[Written]) -> Place:
    """With the vectors of all their sentences, kept between runs."""
    known, vectors = everybody(), KeptVectors(PlainE5(), Settings().home / "vectors")
    rows = vectors.rows_of(sorted({said for one in texts for said in one.said}))
    return lambda language, said: known.place(language, said, rows_of(rows, said))


def rows_of(rows: dict[str, Row], said: Sequence[str]) -> Row:
    """Those of these sentences, in order."""
    return np.stack([rows[key_of(one)] for one in said])


def _of_sets(texts: Sequence[Written], others: Sequence[Written], place: Place) -> Iterator[tuple[str, str, str]]:
    for kind in EDITS:
        found = []
        for copies in COPIES:
            rounds = [sets_of(texts, others, kind, copies, Random(seed)) for seed in range(ROUNDS)]
            found.append(sum(recall(one, told(one, place)) for one in rounds) / ROUNDS)
        yield f"recall, {kind} edits, sets of {COPIES}", " ".join(f"{one:.2f}" for one in found), "≥ 0.3"
    for count in STOCK:
        made = sharing(texts, count, Random(count))
        wrong = sum(1 for two in told(made, place) if _share_stock(*(made[at].number for at in two)))
        yield f"two writers, {count} sentences of one stock text", f"{wrong} of {_sharing(made)} pairs", "0"


def _sharing(made: Sequence[Written]) -> int:
    return sum(1 for one, other in combinations(made, 2) if _share_stock(one.number, other.number))


def _share_stock(one: int, other: int) -> bool:
    """Whether two texts numbered by `sharing` have one stock text and are of two writers."""
    return one != other and one // PER_STOCK == other // PER_STOCK


def main() -> int:
    """Print it; the first run encodes some ten thousand sentences, which takes minutes."""
    templates, others = read_templates(TEMPLATES), strangers()
    place = placing([*templates, *others])
    for name, half in (("chosen on", 1), ("measured on", 0)):
        texts = [one for one in templates if one.number % 2 == half]
        every = [*texts, *others]
        found = told(every, place, LEAST)
        false = sorted((how for two, how in found.items() if len({every[at].number for at in two}) == 2), reverse=True)
        rows = [
            ("pairs of strangers", f"{pairs_of_strangers(every):,}", ""),
            (f"of these tied (score {SCORE} and more)", str(sum(1 for how in false if how >= SCORE)), "0"),
            ("highest of these", " ".join(f"{how:.3f}" for how in false[:5]), f"< {SCORE}"),
            ("recall, a text as it was written", f"{recall(texts, told(texts, place)):.2f}", "≥ 0.3"),
            *_of_sets(texts, others, place),
        ]
        show(f"Templates in several languages, {name}: {len(texts)} texts", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
