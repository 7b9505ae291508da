"""Linking 1,000 new adverts on a small and on a large ledger: cost follows what is new (goal: at most 1.2 times).

The old adverts are written as rows, with random signatures of the right shape: linking a million one by one would take
an hour and change nothing for a look-up. Equally many adverts a day in both; three in ten of the new ones have the number of
an old one. Prints of old texts are left out.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np

from bench.link import enriched
from bench.table import peak_megabytes, show
from enrichment.linking import state as keeping
from enrichment.linking.seen import Seen
from enrichment.reader import Reader, open_reader
from flows.steps import link
from ledger import Ledger, open_ledger, tables
from ledger.connect import stamp
from ledger.tie_tables import link_adverts, link_bands, link_keys, link_texts
from zicht.records import EnrichedAdvert, SubjectKey
from zicht.settings import Settings

COUNTS = (100_000, 1_000_000)
NEW, A_DAY, PART = 1000, 3000, 20_000
END = datetime(2026, 11, 20, tzinfo=UTC)


def number_of(at: int) -> str:
    """A number that nobody has."""
    return f"+3169{at:07}"


def fill(ledger: Ledger, reader: Reader, count: int) -> None:
    """So many old adverts in the state of linking."""
    dice = np.random.default_rng(1)
    for start in range(0, count, PART):
        size = min(PART, count - start)
        signatures = dice.integers(0, 1 << 32, (size, 192), dtype=np.uint32)
        places = range(start, start + size)
        texts = [(keeping.number_of("old", str(at)), signatures[at - start].tobytes()) for at in places]
        seen = [_old(at, count, reader) for at in places]
        keys = [(key, text) for (text, _), many in zip(texts, keeping.keys_of(signatures), strict=True) for key in many]
        with ledger.linking() as state:
            state.execute(link_texts.insert(), [_text(text, made) for text, made in texts])
            state.execute(
                link_adverts.insert(), [_advert(one, text) for one, (text, _) in zip(seen, texts, strict=True)]
            )
            rows = [{"kind": "phone", "key": one.subjects[0].key, "advert": one.number} for one in seen]
            state.execute(link_keys.insert(), rows)
        _put_bands(ledger, keys)


def _text(text: int, signature: bytes) -> dict[str, object]:
    words = f"oud {text} " + "woord " * 12
    return {
        "id": text,
        "words": words,
        "signature": signature,
        "writer": str(text),
        "label": text,
        "stock": None,
        "dirty": 0,
    }


def _advert(one: Seen, text: int) -> dict[str, object]:
    key = one.subjects[0].key
    said = {"seen": keeping.kept(one), "hits": "[]", "cluster": None, "dirty": 0}
    return {
        "number": one.number,
        "text": text,
        "at": stamp(one.at),
        "profile": f"phone:{key}",
        "owner": key,
        "presents": 1,
        **said,
    }


def _put_bands(ledger: Ledger, keys: Sequence[tuple[int, int]]) -> None:
    with ledger.linking() as state:
        state.execute(link_bands.insert(), [{"key": key, "text": text} for key, text in sorted(keys)])


def _old(at: int, count: int, reader: Reader) -> Seen:
    key = SubjectKey(kind="phone", key=reader.keyed("phone", number_of(at)))
    moment = END - timedelta(days=(count - at) / A_DAY)
    return Seen(
        f"old{at}",
        f"c{at}",
        moment,
        "s",
        "seksueel",
        None,
        None,
        (key,),
        None,
        None,
        False,
        False,
        False,
        frozenset(),
        (),
    )


def fresh(count: int, old: int) -> list[EnrichedAdvert]:
    """New adverts, a third of them copies of each other."""
    dice, made = Random(2), []
    for at, one in enumerate(enriched(count, seed=7)):
        known = at % 10 < 3
        value = number_of(dice.randrange(old)) if known else number_of(9_000_000 + at)
        phone = one.extractions[0].model_copy(update={"value": value})
        advert = one.advert.model_copy(update={"seen_at": END + timedelta(seconds=28 * at)})
        made.append(one.model_copy(update={"advert": advert, "extractions": (phone,), "subjects": ()}))
    return made


def save(ledger: Ledger, adverts: Sequence[EnrichedAdvert]) -> None:
    """As enriching leaves them."""
    with ledger.linking() as state:
        for one in adverts:
            at = stamp(one.advert.seen_at)
            told, row = one.advert, dict.fromkeys(("first_seen", "changed_at", "last_seen"), at)
            row |= {"id": told.id, "site": "bench", "url": told.url, "page": told.url, "content": told.content}
            row |= {"state": "parsed", "advert": told.model_dump_json()}
            state.execute(tables.adverts.insert(), {**row, "versions": 1})
    ledger.save_enriched(adverts, at=END)


def measured(count: int, folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of linking the new adverts on so many old ones; the second thousand, when all is warm."""
    settings = Settings(home=folder / str(count), batch=NEW)
    reader = open_reader(settings.packs, key=b"k" * 32)
    ledger = open_ledger(settings.ledger_url)
    fill(ledger, reader, count)
    both = fresh(2 * NEW, count)
    save(ledger, both[:NEW])
    link(ledger, reader, settings)
    save(ledger, both[NEW:])
    wall, cpu = time.perf_counter(), time.process_time()
    link(ledger, reader, settings)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    ledger.close()
    return spent


def main(counts: Sequence[int] = COUNTS) -> int:
    """Both sizes, and how they compare."""
    with tempfile.TemporaryDirectory() as folder:
        spent = [measured(count, Path(folder)) for count in counts]
    rows = [
        (f"{NEW} on {count:,}", f"{wall:.1f} s, {cpu:.1f} CPU-seconds", "")
        for count, (wall, cpu) in zip(counts, spent, strict=True)
    ]
    rows.append(("ratio", f"wall {spent[1][0] / spent[0][0]:.2f}, CPU {spent[1][1] / spent[0][1]:.2f}", "≤ 1.2"))
    rows.append(("peak memory", f"{peak_megabytes():.0f} MB", ""))
    show("Linking what is new, SQLite", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main([int(one) for one in sys.argv[1:]] or COUNTS))
