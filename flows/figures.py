"""How often each indicator stands, and what people said of those adverts: one walk over the adverts of the last weeks."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import timedelta

from enrichment.measuring.compare import FLAGGED, standing
from flows import canary
from flows.packs import active_packs
from flows.progress import Progress
from ledger import Figures, Fired, Ledger, Share
from zicht.clock import day_of, now
from zicht.records import EnrichedAdvert
from zicht.settings import Settings

WEEKS = 4.0  # of the daily measurement


class _Tally:
    """Counts per (what, which): bounded by the number of codes, forms and languages."""

    def __init__(self, judged: Mapping[str, bool]) -> None:
        self._judged = judged
        self._shares: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._fired: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, read: EnrichedAdvert) -> None:
        """One advert more."""
        flagged, said = read.outcome in FLAGGED, self._judged.get(read.advert.id)
        side = None if said is None else "yes" if said else "no"
        names = ["adverts", *(["flagged"] if flagged else ())]
        names += [side, *([f"flagged_{side}"] if flagged else ())] if side else []
        for kind in (("all", ""), ("form", read.form), ("language", read.language)):
            self._shares[kind].update(names)
        for code in standing(read):
            self._fired[code].update(["adverts", f"form {read.form}", f"language {read.language}"])
            self._fired[code].update([side] if side else ())

    def shares(self, kind: str) -> dict[str, Share]:
        """Of `form`, `language` or `all`."""
        return {name: Share.model_validate(counts) for (of, name), counts in sorted(self._shares.items()) if of == kind}

    def codes(self) -> dict[str, Fired]:
        """Every code that stands anywhere."""
        return {code: _fired(counts) for code, counts in sorted(self._fired.items())}


def _fired(counts: Counter[str]) -> Fired:
    by = {
        kind: {name.partition(" ")[2]: number for name, number in sorted(counts.items()) if name.startswith(f"{kind} ")}
        for kind in ("form", "language")
    }
    return Fired(
        adverts=counts["adverts"], by_form=by["form"], by_language=by["language"], yes=counts["yes"], no=counts["no"]
    )  # fmt: skip


def measure(ledger: Ledger, settings: Settings, *, weeks: float = WEEKS, progress: "Progress | None" = None) -> Figures:
    """Measure over the adverts that were seen in the last weeks, and keep it as the figures of today."""
    at = now()
    since = at - timedelta(weeks=weeks)
    tally, after, done = _Tally(ledger.shelf.judged()), "", 0
    while batch := ledger.shelf.recent(since, settings.batch, after):
        for read in batch:
            if read.advert.site != canary.SITE:
                tally.add(read)
        after, done = batch[-1].advert.id, done + len(batch)
        if progress:
            progress("figures", done)
    found = Figures(
        day=day_of(at), at=at, since=since, version=active_packs(ledger, settings).packs.version,
        all=tally.shares("all").get("", Share()), by_form=tally.shares("form"), by_language=tally.shares("language"),
        codes=tally.codes(),
    )  # fmt: skip
    ledger.shelf.keep_figures(found)
    return found
