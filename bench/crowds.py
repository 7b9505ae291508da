"""Bad input for linking, through the ledger: a hub with 100,000 adverts, and one text 100,000 times. Goal: bounded time and memory.

Each in a process of its own, so that the memory is its own. All arrive at once; then a thousand more, which is what the next day
costs, though these are spread over the same sixty days. What it takes to fill the ledger is the benchmark's own, and told apart.
Give another count, `hub` or `text` for one of them, and the url of an empty ledger for another database than SQLite.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from bench.incremental import save, spend
from bench.link import enriched
from bench.table import peak_megabytes, show
from enrichment.reader import Reader, open_reader
from flows.steps import link
from ledger import Ledger, open_ledger, tie_groups
from zicht.records import EnrichedAdvert
from zicht.settings import Settings

COUNT, MORE, PART = 100_000, 1000, 2000
ONE = "+31690000000"  # the number of the hub
SAID = "een tekst die iedereen precies zo plaatst, vandaag en morgen en altijd, voor wie belt"
SAID_TOO = (
    "rustig gelegen kamer vlak bij het station met parkeren achter het huis en koffie of thee bij aankomst zonder haast"
)
CHANGED = 3  # words of a near copy


def of_hub(count: int, seed: int) -> list[EnrichedAdvert]:
    """One number, each time another text."""
    return [_with(one, at, seed, phone=ONE) for at, one in enumerate(enriched(count, seed=seed))]


def of_text(count: int, seed: int) -> list[EnrichedAdvert]:
    """One text, each time another number."""
    return [
        _with(one, at, seed, phone=f"+3169{seed * PART + at:07}", body=f"{SAID} ")
        for at, one in enumerate(enriched(count, seed=seed))
    ]


def of_copies(count: int, seed: int) -> list[EnrichedAdvert]:
    """One text with a few words changed each time, and another number: near copies, no two the same."""
    dice, words = Random(seed), f"{SAID} {SAID_TOO}".split()
    made = []
    for at, one in enumerate(enriched(count, seed=seed)):
        said = list(words)
        for place in dice.sample(range(len(said)), CHANGED):
            said[place] = "".join(dice.choices("abdefgiklmnoprstuvz", k=6))
        made.append(_with(one, at, seed, phone=f"+3169{seed * PART + at:07}", body=f"{' '.join(said)} "))
    return made


def _with(one: EnrichedAdvert, at: int, seed: int, phone: str, body: str | None = None) -> EnrichedAdvert:
    told = {"url": f"urn:bench:{seed}:{at}"} | ({"title": "Advertentie", "body": body + phone} if body else {})
    span = {"value": phone} | ({"start": len(body), "end": len(body) + len(phone)} if body else {})
    number = one.extractions[0].model_copy(update=span)
    return one.model_copy(
        update={"advert": one.advert.model_copy(update=told), "extractions": (number,), "subjects": ()}
    )


MADE: dict[str, Callable[[int, int], list[EnrichedAdvert]]] = {"hub": of_hub, "text": of_text, "copies": of_copies}


def parts(kind: str, count: int, first: int = 1) -> Iterator[list[EnrichedAdvert]]:
    """So many adverts, a part at a time: all at once would be the peak of memory themselves."""
    for seed, at in enumerate(range(0, count, PART), first):
        yield MADE[kind](min(PART, count - at), seed)


def fill(ledger: Ledger, reader: Reader, kind: str, count: int, first: int) -> None:
    """As enriching would leave them."""
    for part in parts(kind, count, first):
        save(ledger, part, reader)


def table(kind: str, count: int, url: str | None) -> None:
    """What the bulk costs, and a thousand more."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        reader = open_reader(settings.packs, key=b"k" * 32)
        ledger = open_ledger(url or f"sqlite:///{home}/l.db")
        rows = []
        for what, first, many in ((f"{count:,} at once", 1, count), (f"{MORE:,} more", 1 + count, MORE)):
            filled = spend(ledger, lambda many=many, first=first: fill(ledger, reader, kind, many, first))  # type: ignore[misc]
            spent = spend(ledger, lambda: link(ledger, reader, settings))
            each = 1e6 * spent.cpu / many
            told = f"{spent.wall:.1f} s, {spent.cpu:.1f} CPU-seconds of the process that ties, {each:.0f} millionths an advert"
            rows.append((what, told, "bounded"))
            rows.append(("filling the ledger before", f"{filled.wall:.1f} s, {filled.cpu:.1f} CPU-seconds", ""))
            rows.append(("peak memory so far", f"{peak_megabytes():.0f} MB", "bounded"))
        rows += found(ledger)
        ledger.close()
    show(f"Linking, one {kind} in {count:,} adverts", rows)


def found(ledger: Ledger) -> list[tuple[str, str, str]]:
    """What came of it: groups by verdict, the largest, and why it was cut."""
    with ledger.looking() as state:
        groups = tie_groups.groups(state)
    largest = max(groups, key=lambda one: one.adverts, default=None)
    verdicts = {one.verdict: sum(1 for other in groups if other.verdict == one.verdict) for one in groups}
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    rows = [("groups", told or "none", "")]
    if largest:
        rows.append(("the largest", f"{largest.adverts} adverts shown, {largest.verdict}, cut {bool(largest.cut)}", ""))
    return rows


def main(given: Sequence[str]) -> int:
    """One table a kind."""
    counts = [int(one) for one in given if one.isdigit()] or [COUNT]
    urls = [one for one in given if "://" in one]
    kinds = [one for one in given if one in MADE]
    if len(kinds) == 1:
        table(kinds[0], counts[0], urls[0] if urls else None)
        return 0
    return max(subprocess.call([sys.executable, "-m", "bench.crowds", *given, kind]) for kind in MADE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
