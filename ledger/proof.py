"""Signed heads over all captures, and what proves one capture under such a head."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from ledger import audit
from ledger.connect import one_at_a_time
from ledger.records import Head, Proof
from ledger.sealing import Vault
from ledger.signing import holds, signed
from ledger.tables import captures, destructions, heads, versions
from ledger.tree import Tree, inclusion, leaf
from ledger.unsealing import Kept, bytes_of, kept, key_of, members_in
from zicht.clock import stamp
from zicht.records import Capture

_LEAF = re.compile("[0-9a-f]{64}")
ROWS = 1000  # held in memory while a tree is built
FIXED = ("seq", "capture", "segment", "begins", "ends", "sha256")  # what a head fixes of a capture


def acknowledged(connection: Connection, segment: str | None = None) -> dict[str, int]:
    """By segment, or of one: where the last capture that the ledger knows ends."""
    query = select(captures.c.segment, func.max(captures.c.ends)).group_by(captures.c.segment)
    query = query.where(captures.c.segment == segment) if segment else query
    return {segment: int(ends) for segment, ends in connection.execute(query)}


def next_place(connection: Connection) -> int:
    """The place in the tree of the next capture; nobody else takes one until this transaction ends."""
    one_at_a_time(connection, "capture")
    return int(connection.execute(select(func.coalesce(func.max(captures.c.seq), 0))).scalar_one()) + 1


def sign(connection: Connection, key: bytes, at: datetime) -> Head | None:
    """A new head over all captures, kept and logged; None when nothing was captured since the last one."""
    one_at_a_time(connection, "capture")
    last = connection.execute(select(heads).order_by(heads.c.size.desc()).limit(1)).mappings().first()
    tree = Tree(last["size"], map(bytes.fromhex, json.loads(last["peaks"]))) if last else Tree()
    before, destroyed = tree.size, leaves_of_destroyed(connection)
    for row in after(connection, before):
        tree.add(leaf_at(row, destroyed))
    if tree.size == before:
        return None
    head = signed(tree.size, tree.root(), at, key, audit.so_far(connection))
    connection.execute(heads.insert(), {**head.model_dump(), "at": stamp(at), "peaks": peaks_of(tree)})
    audit.append(connection, "sign", f"{head.size}:{head.root}", who="zicht", why="", at=at)
    return head


def attest(connection: Connection, key: bytes, at: datetime) -> Head | None:
    """The newest head, signed anew with the audit log as it is now, to keep outside this host; it is not kept here.

    None without a head. One that does not hold is given as it is: `verify` says what is wrong with it.
    """
    last = newest(connection)
    if last is None or not holds(last):
        return last
    return signed(last.size, bytes.fromhex(last.root), at, key, audit.so_far(connection))


def peaks_of(tree: Tree) -> str:
    """What a next head goes on from, as it is kept."""
    return json.dumps([peak.hex() for peak in tree.peaks])


def newest(connection: Connection) -> Head | None:
    """The newest head."""
    found = connection.execute(kept_heads().order_by(None).order_by(heads.c.size.desc()).limit(1)).mappings().first()
    return Head.model_validate(dict(found)) if found else None


def leaf_of(row: Row[Any]) -> bytes:
    """The leaf of a capture: its record and its bytes; a change of either is another leaf."""
    said = [row.capture, row.segment, row.begins, row.ends, row.sha256]
    return leaf(json.dumps(said).encode())


def proofs(connection: Connection, vault: Vault, advert: str, size: int) -> list[tuple[Proof, bytes, bytes]]:
    """The proof of every version of an advert under the head over `size` captures, its bytes and what is sealed in them."""
    theirs = select(versions.c.capture).where(versions.c.advert == advert)
    mine = kept().where(captures.c.id.in_(theirs), captures.c.seq <= size).order_by(captures.c.seq)
    destroyed = leaves_of_destroyed(connection)
    leaves = [leaf_at(row, destroyed) for row in after(connection, 0, size)]
    return [_proof(vault, Kept(*row), leaves) for row in connection.execute(mine)]


def _proof(vault: Vault, one: Kept, leaves: Sequence[bytes]) -> tuple[Proof, bytes, bytes]:
    found = bytes_of(vault, one)
    members = members_in(vault, one, found)
    sealed = members is not found
    proof = Proof(
        capture=Capture.model_validate_json(one.capture),
        seq=one.seq,
        begins=one.begins,
        ends=one.ends,
        sha256=one.sha256,
        unsealed=sha256(members).hexdigest() if sealed else None,
        key=key_of(vault, one).hex() if sealed else None,
        path=tuple(step.hex() for step in inclusion(leaves, one.seq - 1)),
    )
    return proof, found, members


def kept_heads() -> Select[tuple[object, ...]]:
    """Every head, smallest first."""
    return select(*(heads.c[name] for name in Head.model_fields)).order_by(heads.c.size)


def after(connection: Connection, place: int, until: int | None = None) -> Iterator[Row[Any]]:
    """What is fixed of each capture, by place, from beyond `place`."""
    query = select(*(captures.c[name] for name in FIXED)).where(captures.c.seq > place).order_by(captures.c.seq)
    query = query.where(captures.c.seq <= until) if until is not None else query
    yield from connection.execute(query.execution_options(yield_per=ROWS))


def leaves_of_destroyed(connection: Connection) -> dict[int, str]:
    """By place: the leaf of each capture that was destroyed, as the statement of its destruction says it."""
    query = select(destructions.c.seq, destructions.c.leaf).where(destructions.c.kind == "capture")
    return {row.seq: row.leaf for row in connection.execute(query) if _LEAF.fullmatch(row.leaf or "")}


def leaf_at(row: Row[Any], destroyed: Mapping[int, str]) -> bytes:
    """The leaf of a capture, also of one that was destroyed; a blank one without a statement is a leaf of its own."""
    if not row.capture and row.seq in destroyed:
        return bytes.fromhex(destroyed[row.seq])
    return leaf_of(row)
