"""Near-duplicates and linking beside datasketch's MinHash-LSH: quality and speed on one generator, in one process.

datasketch is no dependency of Zicht: `pip install datasketch` beside it, or its rows stay empty. Its settings are those
of ANCHORS.md 5: word bigrams, Jaccard 0.3, 128 permutations.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

from bench.neardup import Made, boilerplate, copies
from bench.table import peak_megabytes, show, spend
from enrichment.link import link_groups
from enrichment.linking.copies import copies_among
from enrichment.linking.sets import Sets
from enrichment.linking.skeleton import words_of
from enrichment.linking.stock import without_stock
from zicht.records import Advert, EnrichedAdvert, Extraction, SubjectKey

Texts = Sequence[tuple[str, ...]]
Pairs = set[tuple[int, int]]
SETS = ((0, 0.0), (1, 0.0), (2, 0.0), (3, 0.0), (5, 0.0), (1, 0.02), (1, 0.08), (3, 0.08), (5, 0.08))
START = datetime(2026, 9, 1, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LEAST = 0.8  # exact Jaccard from which a real pair counts


def ours(texts: Texts) -> Pairs:
    """Pairs that end up in one set, as linking finds them."""
    where: dict[tuple[str, ...], list[int]] = {}
    for at, text in enumerate(texts):
        where.setdefault(text, []).append(at)
    known = sorted(where)
    kept, _ = without_stock(copies_among(known), known, [str(at) for at in range(len(known))])
    same = [(many[0], other) for many in where.values() for other in many[1:]]
    return together([*same, *((where[known[pair.one]][0], where[known[pair.other]][0]) for pair in kept)])


def datasketch(texts: Texts) -> Pairs:
    """The same by MinHash-LSH as it comes."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.3, num_perm=128)
    found = []
    for at, words in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(two).encode() for two in pairwise(words)] or [" ".join(words).encode()])
        found += [(int(other), at) for other in index.query(sketch)]
        index.insert(str(at), sketch)
    return together(found)


def together(ties: Sequence[tuple[int, int]]) -> Pairs:
    """All pairs within the sets that these ties make."""
    sets: Sets[int] = Sets()
    for one, other in ties:
        sets.tie(one, other)
    groups = sets.among(sorted({at for two in ties for at in two}))
    return {two for group in groups for two in combinations(sorted(group), 2)}


def quality(found: Pairs, true: Pairs) -> str:
    """Precision and recall over pairs."""
    hit = len(found & true)
    return f"P {hit / max(1, len(found)):.3f} R {hit / max(1, len(true)):.3f}"


def compared(made: Made, finder: Callable[[Texts], Pairs]) -> str:
    """Quality and seconds of one finder on one set."""
    start = time.perf_counter()
    found = finder(made.texts)
    took = time.perf_counter() - start
    return (
        f"{quality(found, made.pairs())}, {took:.1f} s" if made.pairs() else f"{len(found)} false pairs, {took:.1f} s"
    )


def copies_table(count: int) -> None:
    """Copies and hard negatives, both finders."""
    there = find_spec("datasketch") is not None
    sets = [
        (f"{count} texts, S{slots} N{noise:.0%}", copies(count=count, slots=slots, noise=noise))
        for slots, noise in SETS
    ]
    sets += [
        (f"{count} texts, {script}, S3 N4%", copies(count=count, slots=3, noise=0.04, script=script))
        for script in ("emoji", "cyrillic")
    ]
    sets += [
        (f"{count} writers around stock texts of {share:.0%}, 20 each", boilerplate(count=count, share=share, users=20))
        for share in (0.3, 0.5, 0.6, 0.7)
    ]
    rows = [
        (name, compared(made, ours), compared(made, datasketch) if there else "not installed") for name, made in sets
    ]
    show("Near-duplicates: Zicht | datasketch (goal: P ≥ 0.98, R ≥ 0.95; no false pairs)", rows)


def enriched(count: int, seed: int = 1) -> list[EnrichedAdvert]:
    """Adverts as enrichment gives them, a third of them copies under other numbers."""
    made, dice = copies(count=count, slots=3, noise=0.04, seed=seed), Random(seed)
    return [_advert(" ".join(words), at, dice) for at, words in enumerate(made.texts)]


def _advert(body: str, at: int, dice: Random) -> EnrichedAdvert:
    number = f"06{dice.randint(10_000_000, 59_999_999)}"
    advert = Advert(site="bench", url=f"urn:bench:{at}", title=f"Advertentie {at}", body=f"{body} {number}",
                    seen_at=START + timedelta(minutes=dice.randint(0, 86_400)))  # fmt: skip
    phone = Extraction(kind="phone", value=number, field="body", start=len(body) + 1, end=len(body) + 11, by="bench")
    return EnrichedAdvert(advert=advert, language="nl", form="seksueel", extractions=(phone,),
                          subjects=(SubjectKey(kind="phone", key=number),))  # fmt: skip


def speed_table(counts: Sequence[int]) -> None:
    """The whole of linking, without enrichment."""
    rows = []
    for count in counts:
        adverts = enriched(count)
        spent = spend(lambda adverts=adverts: link_groups(adverts, None))  # type: ignore[misc]
        rows.append(
            (f"link {count} adverts", f"{spent.rate(count, cpu=True):,.0f} a CPU-second, {spent.wall:.1f} s", "≥ 3,000")
        )
    same = [
        _advert("een tekst die iedereen precies zo plaatst, vandaag en morgen en altijd", at, Random(at))
        for at in range(max(counts))
    ]
    spent = spend(lambda: link_groups(same, None))
    rows.append((f"one text {len(same)} times", f"{spent.wall:.1f} s", "bounded"))
    rows.append(("peak memory", f"{peak_megabytes():.0f} MB", ""))
    show("Linking, one process", rows)


def real_table() -> None:
    """Real Polish classified adverts with exact Jaccard (../shared/data/neardup), where they are."""
    if not (SHARED / "neardup").exists():
        return
    with gzip.open(SHARED / "pl_classifieds_jobs" / "pl_job_ads_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    where = {str(one["id"]).strip(): at for at, one in enumerate(read)}
    texts = [tuple(words_of(f"{one['title']}\n{one['description']}")) for one in read]
    true: Pairs = set()
    with gzip.open(SHARED / "neardup" / "jaccard_pairs_dev.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one, other, alike = line.strip().split(",")
            pair = tuple(sorted(where.get(name.partition(":")[2].strip(), -1) for name in (one, other)))
            if one.startswith("plc:") and other.startswith("plc:") and float(alike) >= LEAST and pair[0] >= 0:
                true.add((pair[0], pair[1]))
    found = ours(texts)
    show(
        "Real pairs",
        [(f"{len(true)} pairs of Jaccard ≥ {LEAST}", f"recall {len(found & true) / max(1, len(true)):.3f}", "≥ 0.95")],
    )


def main() -> int:
    """All tables."""
    copies_table(4000)
    real_table()
    speed_table((5000, 20_000))
    return 0


if __name__ == "__main__":
    sys.exit(main())
