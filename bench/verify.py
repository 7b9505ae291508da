"""A million captures in the ledger: what it takes to see that they still lead to every signed head.

The rows are written straight into the table, because a crawl of a million pages takes a day; the tree over them, the heads and
the check are those of `zicht evidence verify`, without the reading of segments, which costs what the disk costs.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bench.table import show, spend
from ledger import open_ledger
from ledger.tables import captures
from ledger.verifying import verify_heads
from zicht.records import Capture

COUNT, HEADS = 1_000_000, 100
AT = datetime(2026, 11, 25, tzinfo=UTC)
KEY = bytes(range(32))


def rows(first: int, last: int) -> Iterator[dict[str, object]]:
    """Captures as a crawl writes them, from this place to before that one."""
    for seq in range(first, last):
        segment, at = f"toy-{seq // 10_000}.warc.gz", AT + timedelta(seconds=seq)
        begins, digest = seq % 10_000 * 9_000, sha256(str(seq).encode()).hexdigest()
        capture = Capture(
            id=f"urn:uuid:{seq}", site="toy", run="r", url=f"https://toy.example/{seq}", fetched_at=at, status=200,
            headers=(("Content-Type", "text/html"), ("ETag", digest[:12])), sha256=digest, segment=segment, offset=begins,
        )  # fmt: skip
        yield {
            "id": capture.id, "seq": seq, "site": "toy", "run": "r", "target": capture.url, "url": capture.url,
            "fetched_at": at.isoformat(timespec="microseconds"), "segment": segment, "offset": begins, "begins": begins,
            "ends": begins + 9_000, "sha256": digest, "state": "captured", "capture": capture.model_dump_json(),
        }  # fmt: skip


def main(count: int = COUNT) -> int:
    """CPU and wall; 1 when whole captures are doubted, or one that was changed is not found."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{Path(folder) / 'ledger.db'}")
        each = count // HEADS
        for head in range(HEADS):
            with ledger._engine.begin() as connection:
                connection.execute(captures.insert(), list(rows(head * each + 1, (head + 1) * each + 1)))
            ledger.sign_evidence(KEY, at=AT + timedelta(days=head))
        with ledger._engine.connect() as connection:
            found: list[object] = []
            spent = spend(lambda: found.extend(verify_heads(connection)))
            seq = random.Random(1).randrange(1, count)
            connection.execute(captures.update().where(captures.c.seq == seq).values(ends=1))
            changed = list(verify_heads(connection))
            connection.rollback()
        ledger.close()
    show(
        f"{count:,} captures under {HEADS} signed heads",
        [
            ("verified, CPU", f"{spent.cpu:.1f} s", "< 10 s"),
            ("verified, on the clock", f"{spent.wall:.1f} s", "< 10 s"),
            ("faults of whole captures", str(len(found)), "0"),
            ("one row changed: heads that do not hold", str(len(changed)), "> 0"),
        ],
    )
    return 0 if changed and not found else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
