"""What the ledger proves of the bytes on disk: each capture's part with its digest, and signed heads over all of them."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from ledger.connect import one_at_a_time, stamp
from ledger.records import Head, Proof
from ledger.segments import Written
from ledger.signing import holds, signed
from ledger.tables import captures, heads, versions
from ledger.tree import Tree, inclusion, leaf
from zicht.errors import EvidenceError
from zicht.records import Capture

ROWS = 1000  # held in memory while a tree is built
_FIXED = ("seq", "capture", "segment", "begins", "ends", "sha256")  # what a head fixes of a capture


def acknowledged(connection: Connection) -> dict[str, int]:
    """By segment: where the last capture that the ledger knows ends."""
    query = select(captures.c.segment, func.max(captures.c.ends)).group_by(captures.c.segment)
    return {segment: int(ends) for segment, ends in connection.execute(query)}


def written(connection: Connection) -> Iterator[Written]:
    """What each capture added to its segment, by segment and place."""
    query = select(*(captures.c[name] for name in Written._fields)).order_by(captures.c.segment, captures.c.begins)
    for row in connection.execute(query.execution_options(yield_per=ROWS)):
        yield Written(*row)


def next_place(connection: Connection) -> int:
    """The place in the tree of the next capture; nobody else takes one until this transaction ends."""
    one_at_a_time(connection, "capture")
    return int(connection.execute(select(func.coalesce(func.max(captures.c.seq), 0))).scalar_one()) + 1


def sign(connection: Connection, key: bytes, at: datetime) -> Head | None:
    """A new head over all captures, kept; None when nothing was captured since the last one."""
    one_at_a_time(connection, "capture")
    last = connection.execute(select(heads).order_by(heads.c.size.desc()).limit(1)).mappings().first()
    tree = Tree(last["size"], map(bytes.fromhex, json.loads(last["peaks"]))) if last else Tree()
    before = tree.size
    for row in _after(connection, before):
        tree.add(leaf_of(row))
    if tree.size == before:
        return None
    head = signed(tree.size, tree.root(), at, key)
    peaks = json.dumps([peak.hex() for peak in tree.peaks])
    connection.execute(heads.insert(), {**head.model_dump(), "at": stamp(at), "peaks": peaks})
    return head


def newest(connection: Connection) -> Head | None:
    """The newest head."""
    found = connection.execute(_kept().order_by(None).order_by(heads.c.size.desc()).limit(1)).mappings().first()
    return Head.model_validate(dict(found)) if found else None


def leaf_of(row: Row[Any]) -> bytes:
    """The leaf of a capture: its record and its bytes; a change of either is another leaf."""
    said = [row.capture, row.segment, row.begins, row.ends, row.sha256]
    return leaf(json.dumps(said).encode())


def proofs(connection: Connection, advert: str, size: int) -> list[Proof]:
    """The proof of every version of an advert under the head over `size` captures, oldest first."""
    theirs = select(versions.c.capture).where(versions.c.advert == advert)
    query = select(*(captures.c[name] for name in _FIXED)).where(captures.c.id.in_(theirs), captures.c.seq <= size)
    rows = connection.execute(query.order_by(captures.c.seq)).all()
    leaves = [leaf_of(row) for row in _after(connection, 0, size)]
    return [_proof(row, leaves) for row in rows]


def _proof(row: Row[Any], leaves: Sequence[bytes]) -> Proof:
    return Proof(
        capture=Capture.model_validate_json(row.capture),
        seq=row.seq,
        begins=row.begins,
        ends=row.ends,
        sha256=row.sha256,
        path=tuple(one.hex() for one in inclusion(leaves, row.seq - 1)),
    )


def verify_heads(connection: Connection, anchored: Sequence[Head]) -> Iterator[EvidenceError]:
    """Every head, kept here or anchored elsewhere, that the captures no longer lead to, with the bytes it is about."""
    kept = [Head.model_validate(dict(row)) for row in connection.execute(_kept()).mappings()]
    waiting = sorted([*kept, *anchored], key=lambda head: head.size)
    sizes = {head.size for head in waiting}
    tree, first = Tree(), None
    for row in _after(connection, 0):
        if row.seq != tree.size + 1:
            break  # a capture was taken out: no later head can hold
        first = first or row
        tree.add(leaf_of(row))
        while waiting and waiting[0].size == tree.size:
            yield from _check(waiting.pop(0), tree, first, row)
        if tree.size in sizes:
            first = None  # the next head is about what comes after this one
    yield from (_short(head, tree.size) for head in waiting)


def _check(head: Head, tree: Tree, first: Row[Any], last: Row[Any]) -> Iterator[EvidenceError]:
    if not holds(head):
        yield EvidenceError(
            f"De handtekening onder {head.size} vastleggingen ({head.at:%Y-%m-%d %H:%M} UTC) klopt niet.",
            f"The signature under {head.size} captures ({head.at:%Y-%m-%d %H:%M} UTC) is not right.",
        )
    elif head.root != tree.root().hex():
        where = f"{first.segment} byte {first.begins} – {last.segment} byte {last.ends}"
        yield EvidenceError(
            f"Het grootboek van vastleggingen is gewijzigd: {where} komt niet uit op het getekende hoofd {head.root[:16]}….",
            f"The record of captures was changed: {where} does not lead to the signed head {head.root[:16]}….",
        )


def _short(head: Head, size: int) -> EvidenceError:
    return EvidenceError(
        f"Er zijn vastleggingen weg: getekend zijn er {head.size}, aaneengesloten in het grootboek staan er {size}.",
        f"Captures are missing: {head.size} were signed, {size} stand in the ledger without a gap.",
    )


def _kept() -> Select[tuple[object, ...]]:
    return select(*(heads.c[name] for name in Head.model_fields)).order_by(heads.c.size)


def _after(connection: Connection, place: int, until: int | None = None) -> Iterator[Row[Any]]:
    query = select(*(captures.c[name] for name in _FIXED)).where(captures.c.seq > place).order_by(captures.c.seq)
    query = query.where(captures.c.seq <= until) if until is not None else query
    yield from connection.execute(query.execution_options(yield_per=ROWS))
