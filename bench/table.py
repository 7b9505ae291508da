"""What the benchmarks share: a corpus, a stopwatch, a table."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawlers.memory import own_peak
from demo.adverts import DemoAdvert, adverts_of
from zicht.clock import now
from zicht.records import Advert

WORDS = 110


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work cost."""

    wall: float  # seconds
    cpu: float  # seconds of this process

    def rate(self, count: int, *, cpu: bool = False) -> float:
        """Items per second."""
        return count / max(self.cpu if cpu else self.wall, 1e-9)


def spend(work: Callable[[], object]) -> Spent:
    """Run it once and say what it cost."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def best(work: Callable[[], object], *, times: int = 3) -> Spent:
    """The cheapest of some runs: these machines are noisy, and noise only adds."""
    return min((spend(work) for _ in range(times)), key=lambda spent: spent.cpu)


def peak_megabytes() -> float:
    """Peak resident memory of this process."""
    return own_peak() / (1 << 20)


def corpus(count: int) -> list[Advert]:
    """Synthetic adverts of about 110 words, all different."""
    made = adverts_of(count=count)
    pool = " ".join(advert.body for advert in made[:200]).split()
    return [_advert(advert, pool, random.Random(at)) for at, advert in enumerate(made)]


def _advert(made: DemoAdvert, pool: list[str], dice: random.Random) -> Advert:
    words = made.body.split()
    filler = [] if made.kind in ("several", "breach") else dice.sample(pool, max(0, WORDS - len(words)))
    return Advert(
        site=made.site, url=f"http://127.0.0.1/{made.number}", title=made.title, body=" ".join([*words, *filler]),
        seen_at=now(), posted_at=made.posted_at, category=made.category, place_text=made.place,
        price_text=made.price, employer=made.employer, account=made.account,
    )  # fmt: skip


def show(title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """A Markdown table: what, figure, goal."""
    print(f"\n### {title}\n\n| what | figure | goal |\n|---|---|---|")
    for what, figure, goal in rows:
        print(f"| {what} | {figure} | {goal} |")
