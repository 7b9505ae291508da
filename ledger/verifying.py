"""Every fault of the evidence, with file and offset: segments, what the ledger says of them, keys, heads, destructions."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from ledger.connect import chunks, plain
from ledger.destroyed import BLANK, verify_destructions
from ledger.proof import after, kept_heads, leaf_at, leaves_of_destroyed, peaks_of
from ledger.records import Head, readable
from ledger.sealing import Vault
from ledger.segments import in_row, not_acknowledged, unclaimed
from ledger.signing import holds
from ledger.tables import audit, capture_keys, captures, heads
from ledger.tree import Tree
from ledger.unsealing import Kept, bytes_of, kept, members_in
from zicht.clock import stamp
from zicht.errors import EvidenceError

LATER = 20  # captures from after their head that are named: of more the clock is the likelier cause


def verify(connection: Connection, vault: Vault, anchored: Sequence[Head]) -> Iterator[EvidenceError]:
    """All faults; nothing when the evidence is what was captured, but for what was destroyed with a signed statement."""
    yield from _verify_captures(connection, vault)
    yield from _verify_keys(connection)
    yield from verify_heads(connection, anchored)
    yield from _verify_signings(connection)
    yield from _verify_chain(connection, anchored)
    yield from verify_destructions(connection, anchored)


def _verify_captures(connection: Connection, vault: Vault) -> Iterator[EvidenceError]:
    """What each capture added to its segment, one after the other; then what else lies there."""
    ends: dict[str, int] = {}
    place = 0
    for row in connection.execute(kept().order_by(captures.c.segment, captures.c.begins, captures.c.seq)):
        one = Kept(*row)
        known = ends.get(one.segment, 0)
        if known == 0:
            place = 0
        if one.begins != known or one.seq <= place:
            yield in_row(_not_next(one, known), *_row(one))
        yield from (in_row(fault, *_row(one)) for fault in _verify_capture(vault, one))
        ends[one.segment], place = max(known, one.ends), one.seq
    for path, begins in unclaimed(vault.folder, ends):
        yield not_acknowledged(path.name, begins)


def _row(one: Kept) -> tuple[str, str]:
    return "captures", f"seq {one.seq}"


def _verify_capture(vault: Vault, one: Kept) -> Iterator[EvidenceError]:
    try:
        found = bytes_of(vault, one)
        if one.capture:
            members_in(vault, one, found)
    except EvidenceError as fault:
        yield fault
        return
    if not _fits(one):
        yield _beside(one)


def _fits(one: Kept) -> bool:
    """Whether the columns of a capture say what its record says."""
    if not one.capture:
        return all(getattr(one, name) == value for name, value in BLANK.items() if name in Kept._fields)
    try:
        said = json.loads(one.capture)
        moment = stamp(datetime.fromisoformat(said["fetched_at"]))
        theirs = [said["id"], said["site"], said["run"], plain(said["url"]), moment, said["segment"], said["offset"]]
    except (ValueError, KeyError, TypeError):
        return False
    mine = [one.id, one.site, one.run, one.url, one.fetched_at, one.segment, one.offset]
    return mine == theirs and one.state != BLANK["state"]


def _verify_keys(connection: Connection) -> Iterator[EvidenceError]:
    """Keys of nothing: of a capture that is not there, or was destroyed."""
    living = select(captures.c.id).where(captures.c.id == capture_keys.c.capture, captures.c.capture != "").exists()
    for number in connection.execute(select(capture_keys.c.capture).where(~living)).scalars():
        fault = EvidenceError(
            f"In het grootboek staat een sleutel van {number}, die er niet (meer) is.",
            f"The ledger has a key of {number}, which is not there (any more).",
        )
        yield in_row(fault, "capture_keys", number)


def verify_heads(connection: Connection, anchored: Sequence[Head] = ()) -> Iterator[EvidenceError]:
    """Every head, kept here or anchored elsewhere, that the captures no longer lead to, with the bytes it is about."""
    mine, unreadable = readable(Head, connection.execute(kept_heads()).mappings())
    yield from (_unreadable("heads", f"size {named}") for named in unreadable)
    peaks = {size: said for size, said in connection.execute(select(heads.c.size, heads.c.peaks))}
    waiting = sorted([*mine, *anchored], key=lambda head: head.size)
    sizes = {head.size for head in waiting}
    tree, first, destroyed = Tree(), None, leaves_of_destroyed(connection)
    wrong: list[tuple[Head, int]] = []
    for row in after(connection, 0):
        if row.seq != tree.size + 1:
            yield _gap(tree.size + 1, row.seq)
            break  # no later head can hold
        first = first or row
        tree.add(leaf_at(row, destroyed))
        if tree.size in sizes:
            while waiting and waiting[0].size == tree.size:
                head = waiting.pop(0)
                for fault in _check(head, tree, peaks.get(tree.size), first, row):
                    yield in_row(fault, "heads", f"size {tree.size}")
                    wrong.append((head, first.seq))
            first = None  # the next head is about what comes after this one
    yield from (_short(head, tree.size) for head in waiting)
    yield from _later_than(connection, wrong)


def _later_than(connection: Connection, wrong: Sequence[tuple[Head, int]]) -> Iterator[EvidenceError]:
    """Of heads that do not hold, each with the first place that it is about: captures under it that were made after it.

    Only there: a clock that was set back makes such captures too, and the head holds all the same.
    """
    found: dict[int, Head] = {}
    for head, first in wrong:
        places = (captures.c.seq >= first, captures.c.seq <= head.size, captures.c.fetched_at > stamp(head.at))
        later = select(captures.c.seq).where(*places).order_by(captures.c.seq).limit(LATER)
        for place in connection.execute(later).scalars():
            found.setdefault(place, head)
    for place, head in sorted(found.items(), key=lambda one: one[0]):
        fault = EvidenceError(
            f"Vastlegging {place} is van na de ondertekening van {head.size} ({head.at:%Y-%m-%d %H:%M} UTC) waar zij onder staat:"
            " zij is verplaatst of anders gedateerd.",
            f"Capture {place} is from after the signing of {head.size} ({head.at:%Y-%m-%d %H:%M} UTC) that it stands under:"
            " it was moved or re-dated.",
        )
        yield in_row(fault, "captures", f"seq {place}")


def _check(head: Head, tree: Tree, peaks: str | None, first: Row[Any], last: Row[Any]) -> Iterator[EvidenceError]:
    where = f"{first.segment} byte {first.begins} – {last.segment} byte {last.ends}"
    if not holds(head):
        yield EvidenceError(
            f"De handtekening onder {head.size} vastleggingen ({head.at:%Y-%m-%d %H:%M} UTC) klopt niet.",
            f"The signature under {head.size} captures ({head.at:%Y-%m-%d %H:%M} UTC) is not right.",
        )
    elif head.root != tree.root().hex():
        yield EvidenceError(
            f"Het grootboek van vastleggingen is gewijzigd: {where} komt niet uit op het getekende hoofd {head.root[:16]}….",
            f"The record of captures was changed: {where} does not lead to the signed head {head.root[:16]}….",
        )
    elif peaks not in (None, peaks_of(tree)):
        yield EvidenceError(
            f"Bij het hoofd over {head.size} vastleggingen zijn de tussenstanden gewijzigd ({where}).",
            f"The peaks kept with the head over {head.size} captures were changed ({where}).",
        )


def _verify_signings(connection: Connection) -> Iterator[EvidenceError]:
    """Heads that the audit log saw signed and that are away, and the other way round since it tells signings."""
    known = {
        f"{row.size}:{row.root}": row.at for row in connection.execute(select(heads.c.size, heads.c.root, heads.c.at))
    }
    signings = select(audit.c.target, audit.c.at).where(audit.c.action == "sign")
    logged = {target: at for target, at in connection.execute(signings)}
    since = min(logged.values(), default="9")
    for said in sorted(logged.keys() ^ {said for said, at in known.items() if at >= since}):
        if said not in logged or said not in known:
            size = said.partition(":")[0]
            fault = EvidenceError(
                f"Hoofden en auditlogboek verschillen over de ondertekening van {size} vastleggingen: er is iets weg of gewijzigd.",
                f"Heads and audit log differ on the signing of {size} captures: something is missing or was changed.",
            )
            yield in_row(fault, "heads", f"size {size}")


def _verify_chain(connection: Connection, anchored: Sequence[Head]) -> Iterator[EvidenceError]:
    """Audit events that were the last under a head, and are away or another one by now."""
    mine, _ = readable(Head, connection.execute(kept_heads()).mappings())
    told = {(head.events, head.chain): head for head in (*mine, *anchored) if head.events and holds(head)}
    query = select(audit.c.seq, audit.c.hash)
    rows = (
        row
        for chunk in chunks(seq for seq, _ in told)
        for row in connection.execute(query.where(audit.c.seq.in_(chunk)))
    )
    known = {(row.seq, row.hash) for row in rows}
    for seq, chain in sorted(told.keys() - known):
        head = told[seq, chain]
        fault = EvidenceError(
            f"Het auditlogboek telde {seq} regels toen {head.size} vastleggingen zijn getekend ({head.at:%Y-%m-%d %H:%M} UTC):"
            f" de laatste daarvan is weg of gewijzigd.",
            f"The audit log had {seq} events when {head.size} captures were signed ({head.at:%Y-%m-%d %H:%M} UTC):"
            f" the last of them is missing or was changed.",
        )
        yield in_row(fault, "audit", f"seq {seq}")


def _unreadable(table: str, named: str) -> EvidenceError:
    return EvidenceError(
        f"In het grootboek is een regel gewijzigd ({table} {named}): hij is niet meer te lezen.",
        f"In the ledger a row was changed ({table} {named}): it can no longer be read.",
    )


def _short(head: Head, size: int) -> EvidenceError:
    fault = EvidenceError(
        f"Er zijn vastleggingen weg: getekend zijn er {head.size}, aaneengesloten in het grootboek staan er {size}"
        f" (heads size {head.size}).",
        f"Captures are missing: {head.size} were signed, {size} stand in the ledger without a gap (heads size {head.size}).",
    )
    return in_row(fault, "captures", f"seq {size + 1}")


def _gap(place: int, following: int) -> EvidenceError:
    fault = EvidenceError(
        f"In het grootboek is vastlegging {place} weg of verplaatst: na {place - 1} komt {following}.",
        f"In the ledger capture {place} is missing or moved: after {place - 1} comes {following}.",
    )
    return in_row(fault, "captures", f"seq {place}")


def _not_next(one: Kept, known: int) -> EvidenceError:
    return EvidenceError(
        f"In het grootboek volgt {one.segment} byte {one.begins} niet op byte {known}: een vastlegging is weg, dubbel of verplaatst.",
        f"In the ledger {one.segment} byte {one.begins} does not follow byte {known}: a capture is missing, double or moved.",
    )


def _beside(one: Kept) -> EvidenceError:
    return EvidenceError(
        f"In het grootboek is de regel van {one.segment} byte {one.begins} gewijzigd: hij zegt iets anders dan de vastlegging.",
        f"In the ledger the row of {one.segment} byte {one.begins} was changed: it says something else than the capture.",
    )
