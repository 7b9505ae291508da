"""Lawful destruction: ledger and keys in one transaction, then the index and the lists; killed anywhere, it goes on.

Nothing of what was destroyed is left: no text, no address, no quote. What is left is a signed statement.
"""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from enrichment.link import rules_of
from enrichment.reader import Reader
from flows.exports import write_lists
from flows.progress import Progress, quiet
from flows.steps import link, rebuild
from flows.tying import leave
from ledger import Ledger, levels
from ledger.records import Destruction
from zicht.clock import now
from zicht.keys import evidence_secret
from zicht.query import Index
from zicht.settings import Settings


def destroy(
    named: str, ledger: Ledger, index: Index, reader: Reader, settings: Settings, *, why: str, others: bool = False,
    progress: Progress = quiet,
) -> list[Destruction]:  # fmt: skip
    """Destroy a capture or an advert; the signed statements. Again gives the same, and ends what was cut off."""
    key = evidence_secret(settings)
    made = ledger.destroy(named, who=settings.who, why=why, at=now(), key=key, others=others)
    finish(ledger, index, reader, settings, progress)
    return made


def finish(ledger: Ledger, index: Index, reader: Reader, settings: Settings, progress: Progress = quiet) -> None:
    """What destructions that were cut off still have to do, outside the ledger."""
    waiting = ledger.destructions(unfinished=True)
    if not waiting:
        return
    adverts = sorted(one.id for one in waiting if one.kind == "advert")
    index.delete(adverts)
    with ledger.linking() as state:
        leave(state, adverts, rules_of(reader).limits)
    link(ledger, reader, settings, progress=progress)  # who was tied to them is scored without them
    with ledger.linking() as state:
        levels.purge(state)
    rebuild(ledger, index, settings, progress=progress)  # an engine keeps what it deleted until it writes anew
    for day in _days_with({one.id for one in waiting}, settings.lists):
        write_lists(settings.lists, day, ledger.signals(day), settings.language)
    ledger.finish_destructions(sorted({one.named for one in waiting}), at=now())


def _days_with(ids: Collection[str], lists: Path) -> Iterator[date]:
    """Days of which a list names any of these adverts or captures."""
    for folder in sorted(lists.glob("????-??-??")):
        said = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.json")))
        if any(number in said for number in ids):
            yield date.fromisoformat(folder.name)
