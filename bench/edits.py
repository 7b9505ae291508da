"""Random edits of the evidence, in files and behind the ledger's back: how many `zicht evidence verify` finds.

Each edit is made on whole evidence (three crawls, three heads, one capture destroyed), verified, and undone.
"""

import gzip
import random
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from bench.table import show, spend
from ledger import Head, Ledger, audit, open_ledger
from ledger.sealing import Vault
from ledger.verifying import verify
from zicht.errors import ZichtError

COUNT = 10_000
AT = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
KEY, MASTER = bytes(range(32)), b"m" * 32
CRAWLS, PAGES = 3, 6
Dice = random.Random
FileEdit = Callable[[bytes, Dice], bytes]


@dataclass
class Tally:
    """Of one kind of edit."""

    tried: int = 0
    found: int = 0
    named: int = 0  # file and offset were said; of a row of the ledger its table and key


@dataclass
class Whole:
    """Evidence that nobody touched."""

    ledger: Ledger
    vault: Vault
    anchored: tuple[Head, ...] = ()

    def faults(self, connection: Connection) -> list[str]:
        """What `zicht evidence verify --head` says, with the head that was kept elsewhere."""
        said = [fault.nl for fault in verify(connection, self.vault, self.anchored)]
        try:
            audit.verify(connection)
        except ZichtError as fault:
            said.append(fault.nl)
        return said

    @property
    def segments(self) -> list[Path]:
        """Its files."""
        return sorted(self.vault.folder.glob("*.warc.gz"))


def make(folder: Path) -> Whole:
    """Three crawls of a toy site, signed, with one capture destroyed."""
    whole = Whole(open_ledger(f"sqlite:///{folder / 'ledger.db'}"), Vault(folder / "evidence", MASTER))
    made = []
    for crawl in range(CRAWLS):
        at = AT + timedelta(days=crawl)
        run = whole.ledger.start_run("toy", at=at)
        recorder = whole.ledger.recorder("toy", run, whole.vault)
        recorder.add([f"https://toy.example/{crawl}/{page}" for page in range(PAGES)], depth=0)
        for target in recorder.lease(PAGES):
            payload, headers = f"<p>{target.url}</p>".encode() * 40, [("Content-Type", "text/html")]
            made.append(
                recorder.capture(
                    target, url=target.url, status=200, headers=headers, payload=payload, fetched_at=at,
                    request_headers=[("User-Agent", "Zicht")],
                )
            )  # fmt: skip
        recorder.close()
        whole.ledger.finish_run(run, verdict="ok", stats={}, at=at)
        whole.ledger.sign_evidence(KEY, at=at)
    whole.ledger.destroy(made[2].id, who="jurist", why="bevel 12", at=AT + timedelta(days=9), key=KEY)
    whole.ledger.finish_destructions([made[2].id], at=AT + timedelta(days=9))
    whole.ledger.audit("consult", "advert", who="analist", at=AT + timedelta(days=10))
    elsewhere = whole.ledger.attest_evidence(KEY, at=AT + timedelta(days=11))
    assert elsewhere
    whole.anchored = (elsewhere,)
    return whole


def members(raw: bytes) -> list[bytes]:
    """The gzip members of a segment."""
    found, at = [], 0
    while at < len(raw):
        end = _end_of(raw, at)
        found.append(raw[at:end])
        at = end
    return found


def _end_of(raw: bytes, at: int) -> int:
    member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    member.decompress(raw[at:])
    return len(raw) - len(member.unused_data)


def _two(raw: bytes, dice: Dice) -> tuple[int, int]:
    at, end = sorted(dice.sample(range(len(raw)), 2))
    return at, end


def flip(raw: bytes, dice: Dice) -> bytes:
    """One bit."""
    at = dice.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << dice.randrange(8))]) + raw[at + 1 :]


def cut(raw: bytes, dice: Dice) -> bytes:
    """A part of any length."""
    at, end = _two(raw, dice)
    return raw[:at] + raw[end:]


def cut_tail(raw: bytes, dice: Dice) -> bytes:
    """The end."""
    return raw[: dice.randrange(len(raw))]


def swap(raw: bytes, dice: Dice) -> bytes:
    """What lies before and after a part."""
    at, end = _two(raw, dice)
    return raw[end:] + raw[at:end] + raw[:at]


def insert(raw: bytes, dice: Dice) -> bytes:
    """Some bytes that were not there."""
    at = dice.randrange(len(raw) + 1)
    return raw[:at] + dice.randbytes(dice.randrange(1, 200)) + raw[at:]


def double(raw: bytes, dice: Dice) -> bytes:
    """A part, once more."""
    at, end = _two(raw, dice)
    return raw[:end] + raw[at:]


def drop_member(raw: bytes, dice: Dice) -> bytes:
    """A whole record."""
    parts = members(raw)
    del parts[dice.randrange(len(parts))]
    return b"".join(parts)


def swap_members(raw: bytes, dice: Dice) -> bytes:
    """Two whole records."""
    parts = members(raw)
    one, other = dice.sample(range(len(parts)), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


def insert_member(raw: bytes, dice: Dice) -> bytes:
    """A whole record once more, anywhere, also at the end."""
    parts = members(raw)
    parts.insert(dice.randrange(len(parts) + 1), dice.choice(parts))
    return b"".join(parts)


def redate(raw: bytes, dice: Dice) -> bytes:
    """The date of a record, with all checksums of gzip made right again."""
    parts = members(raw)
    at = dice.randrange(len(parts))
    plain = gzip.decompress(parts[at])
    begin = plain.index(b"WARC-Date: ") + len(b"WARC-Date: ")
    parts[at] = gzip.compress(plain[:begin] + b"2025-01-%02d" % dice.randrange(1, 29) + plain[begin + 10 :], 0, mtime=0)
    return b"".join(parts)


IN_FILE: dict[str, FileEdit] = {
    "flip": flip, "cut": cut, "cut tail": cut_tail, "swap": swap, "insert": insert, "double": double,
    "drop record": drop_member, "swap records": swap_members, "insert record": insert_member, "re-date record": redate,
}  # fmt: skip
FOLDER = ("remove segment", "empty segment", "add segment", "swap segments")
# what is fixed of a row; `target`, `state`, `rule` and `finished_at` are how far the work is
COLUMNS = {
    "captures": ("id", "seq", "site", "run", "url", "fetched_at", "segment", "offset", "begins", "ends", "sha256", "capture"),
    "capture_keys": ("capture", "wrapped"),
    "heads": ("size", "root", "at", "key", "signature", "peaks", "events", "chain"),
    "destructions": ("id", "kind", "named", "site", "seq", "leaf", "who", "why", "at", "key", "signature"),
    "audit": ("seq", "at", "who", "action", "target", "why", "previous", "hash"),
}  # fmt: skip
NAMES = {
    "captures": "captures seq {seq}", "capture_keys": "capture_keys {capture}", "heads": "heads size {size}",
    "destructions": "destructions {id}", "audit": "audit seq {seq}",
}  # fmt: skip
ROWS = tuple(f"{what} {table}" for table in COLUMNS for what in ("change", "drop"))
MORE = ("re-date captures", "swap places", "double captures", "swap keys")
KINDS = (*IN_FILE, *FOLDER, *ROWS, *MORE)


def try_edits(folder: Path, count: int, *, seed: int) -> dict[str, Tally]:
    """So many random edits, each kind as often; what was found of them."""
    folder.mkdir(parents=True, exist_ok=True)
    whole, dice = make(folder), random.Random(seed)
    with whole.ledger._engine.connect() as connection:
        assert whole.faults(connection) == []
    tally = {kind: Tally() for kind in KINDS}
    for at in range(count):
        kind = KINDS[at % len(KINDS)]
        found, named = _in_folder(whole, kind, dice) if kind in (*IN_FILE, *FOLDER) else _in_ledger(whole, kind, dice)
        tally[kind].tried += 1
        tally[kind].found += found
        tally[kind].named += named
    whole.ledger.close()
    return tally


def _in_folder(whole: Whole, kind: str, dice: Dice) -> tuple[bool, bool]:
    before = {path: path.read_bytes() for path in whole.segments}
    path, other = dice.sample(whole.segments, 2)
    if kind in IN_FILE:
        after = IN_FILE[kind](before[path], dice)
        while after == before[path]:
            after = IN_FILE[kind](before[path], dice)
        path.write_bytes(after)
    elif kind == "remove segment":
        path.unlink()
    elif kind == "empty segment":
        path.write_bytes(b"")
    elif kind == "add segment":
        path = path.with_name(f"toy-{dice.randrange(10**9)}.warc.gz")
        path.write_bytes(before[other])
    else:
        path.write_bytes(before[other])
        other.write_bytes(before[path])
    with whole.ledger._engine.connect() as connection:
        said = whole.faults(connection)
    for one in set(whole.segments) - before.keys():
        one.unlink()
    for one, raw in before.items():
        one.write_bytes(raw)
    return bool(said), any(path.name in one and ("byte" in one or kind == "remove segment") for one in said)


def _in_ledger(whole: Whole, kind: str, dice: Dice) -> tuple[bool, bool]:
    with whole.ledger._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        before = _rows(connection)
        for statement, values in _statements(connection, kind, dice):
            connection.execute(text(statement), values)
        touched = {name for _, name in before ^ _rows(connection)}
        said = whole.faults(connection)
        connection.rollback()
    return bool(said), any(f"{name})" in one or f"{name}:" in one for one in said for name in touched)


def _rows(connection: Connection) -> set[tuple[str, str]]:
    """What the tables say now: each row, and its name in a fault."""
    return {
        (repr(tuple(row.values())), NAMES[table].format(**row))
        for table in COLUMNS
        for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()  # ours: a name from `COLUMNS`
    }


def _statements(connection: Connection, kind: str, dice: Dice) -> Iterator[tuple[str, dict[str, object]]]:
    what, _, table = kind.partition(" ")
    if kind == "swap places":
        one, other = dice.sample(range(1, CRAWLS * PAGES + 1), 2)
        for before, after in ((one, -1), (other, one), (-1, other)):
            yield "UPDATE captures SET seq = :after WHERE seq = :before", {"after": after, "before": before}
    elif kind == "swap keys":
        one, other = dice.sample(list(connection.execute(text("SELECT * FROM capture_keys"))), 2)
        for row, wrapped in ((one, other.wrapped), (other, one.wrapped)):
            said = {"wrapped": wrapped, "capture": row.capture}
            yield "UPDATE capture_keys SET wrapped = :wrapped WHERE capture = :capture", said
    elif kind == "double captures":
        row = dict(_any_row(connection, "captures", dice))
        row |= {"id": f"urn:uuid:{dice.randrange(10**9)}", "seq": CRAWLS * PAGES + 1}
        names = [name for name in row if name != "rowid"]
        quoted = ", ".join(f'"{name}"' for name in names)
        yield f"INSERT INTO captures ({quoted}) VALUES ({', '.join(':' + name for name in names)})", row
    elif kind == "re-date captures":
        day = f"2025-01-{dice.randrange(1, 29):02}"
        row = _any_row(connection, "captures", dice)
        said = str(row["capture"]).replace(str(row["fetched_at"])[:10] or "-", day)
        values = {"at": day + str(row["fetched_at"])[10:], "said": said, "row": row["rowid"]}
        yield "UPDATE captures SET fetched_at = :at, capture = :said WHERE rowid = :row", values
    elif what == "drop":
        yield f"DELETE FROM {table} WHERE rowid = :row", {"row": _any_row(connection, table, dice)["rowid"]}
    else:
        row, name = _any_row(connection, table, dice), dice.choice(COLUMNS[table])
        value = _changed(row[name], dice)
        yield f'UPDATE {table} SET "{name}" = :value WHERE rowid = :row', {"value": value, "row": row["rowid"]}


def _any_row(connection: Connection, table: str, dice: Dice) -> dict[str, object]:
    rows = connection.execute(text(f"SELECT rowid AS rowid, * FROM {table}")).mappings().all()
    return dict(dice.choice(rows))


def _changed(value: object, dice: Dice) -> object:
    """Another value: a number moved, a text with one character replaced; nothing becomes something."""
    if value is None or isinstance(value, int):
        return (value or 0) + dice.randrange(1000, 10_000)
    said = str(value)
    if not said:
        return "x"
    at = dice.randrange(len(said))
    return said[:at] + ("y" if said[at] == "x" else "x") + said[at + 1 :]


def main(count: int = COUNT, seed: int = 20261125) -> int:
    """Each kind of edit: tried and found; 1 when one was not found."""
    tally: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder:
        spent = spend(lambda: tally.update(try_edits(Path(folder), count, seed=seed)))
    rows = [(kind, f"{one.found} / {one.tried}", f"named {one.named}") for kind, one in tally.items()]
    tried, found = sum(one.tried for one in tally.values()), sum(one.found for one in tally.values())
    rows.append(("all", f"{found} / {tried} in {spent.wall:.0f} s", "all"))
    show(f"{count:,} random edits (seed {seed}), found by verify", rows)
    return 0 if found == tried else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
