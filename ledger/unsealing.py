"""What a segment holds of one capture, proved: its bytes, and what was sealed in them."""

from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select
from warcio.archiveiterator import ArchiveIterator

from ledger.evidence import SEALED
from ledger.sealing import Vault, unseal, unwrap
from ledger.segments import UNREADABLE, cannot_read, not_right
from ledger.tables import capture_keys, captures
from zicht.errors import EvidenceError
from zicht.records import Capture


class Kept(NamedTuple):
    """What the ledger knows of a capture: its record as it was written, its bytes, its key."""

    id: str
    seq: int
    state: str
    capture: str
    segment: str
    offset: int
    begins: int
    ends: int
    sha256: str
    site: str
    run: str
    url: str
    fetched_at: str
    wrapped: str | None


def kept() -> Select[Any]:
    """Every capture as `Kept`."""
    columns = (captures.c[name] for name in Kept._fields[:-1])
    return select(*columns, capture_keys.c.wrapped).join_from(
        captures, capture_keys, capture_keys.c.capture == captures.c.id, isouter=True
    )


def find(connection: Connection, number: str) -> Kept | None:
    """One capture."""
    row = connection.execute(kept().where(captures.c.id == number)).first()
    return Kept(*row) if row else None


def bytes_of(vault: Vault, one: Kept) -> bytes:
    """What the capture added to its segment, unchanged; `EvidenceError` names file and offset."""
    path = vault.folder / one.segment
    if not 0 <= one.begins < one.ends:
        raise not_right(one.segment, one.begins)
    try:
        with open(path, "rb") as file:
            file.seek(one.begins)
            found = file.read(one.ends - one.begins)
    except OSError as fault:
        raise cannot_read(path, fault) from fault
    if len(found) != one.ends - one.begins or sha256(found).hexdigest() != one.sha256:
        raise not_right(one.segment, one.begins)
    return found


def members_in(vault: Vault, one: Kept, found: bytes) -> bytes:
    """The WARC members of request and response; `EvidenceError` when key, bytes or record are not what they were."""
    try:
        sealed = _sealed_in(found[one.offset - one.begins :])
    except UNREADABLE as fault:
        raise not_right(one.segment, one.offset) from fault
    if sealed is None:
        return found  # from before captures were sealed
    key = key_of(vault, one)
    members = unseal(key, sealed, one.capture)
    if members is None:
        raise _other_record(one)
    return members


def key_of(vault: Vault, one: Kept) -> bytes:
    """The data key; `EvidenceError` when it is away or not ours."""
    if one.wrapped is None:
        raise _no_key(one)
    key = unwrap(vault.master, one.wrapped)
    if key is None:
        raise _wrong_key(one)
    return key


def payload_in(one: Kept, members: bytes) -> bytes:
    """The payload of the response in these members, proved by its SHA-256."""
    capture = Capture.model_validate_json(one.capture)
    try:
        payload = _response_of(members, capture.id)
    except UNREADABLE as fault:
        raise not_right(one.segment, one.offset) from fault
    if payload is None or sha256(payload).hexdigest() != capture.sha256:
        raise not_right(one.segment, one.offset)
    return payload


def _sealed_in(member: bytes) -> bytes | None:
    """The sealed bytes of the first record; None when it is not sealed."""
    for record in ArchiveIterator(BytesIO(member)):
        if record.rec_type == "resource" and record.content_type == SEALED:
            return bytes(record.content_stream().read())
        return None
    return None


def _response_of(members: bytes, number: str) -> bytes | None:
    for record in ArchiveIterator(BytesIO(members)):
        if record.rec_type == "response" and record.rec_headers.get_header("WARC-Record-ID") == f"<{number}>":
            return bytes(record.content_stream().read())
    return None


def _no_key(one: Kept) -> EvidenceError:
    return EvidenceError(
        f"De sleutel van {one.segment} byte {one.begins} is weg (capture_keys {one.id}), en er is geen vernietiging vastgelegd."
        " Zet het grootboek terug uit de back-up.",
        f"The key of {one.segment} byte {one.begins} is missing (capture_keys {one.id}), and no destruction was recorded."
        " Restore the ledger from the backup.",
    )


def _wrong_key(one: Kept) -> EvidenceError:
    return EvidenceError(
        f"De sleutel van {one.segment} byte {one.begins} is gewijzigd (capture_keys {one.id}), of hoort bij een andere hoofdsleutel"
        " (ZICHT_CAPTURE_KEY_FILE).",
        f"The key of {one.segment} byte {one.begins} was changed (capture_keys {one.id}), or belongs to another master key"
        " (ZICHT_CAPTURE_KEY_FILE).",
    )


def _other_record(one: Kept) -> EvidenceError:
    return EvidenceError(
        f"Wat het grootboek zegt van {one.segment} byte {one.begins} is gewijzigd: het past niet bij wat verzegeld is,"
        f" of haar sleutel is een andere (capture_keys {one.id}).",
        f"What the ledger says of {one.segment} byte {one.begins} was changed: it does not fit what was sealed,"
        f" or its key is another one (capture_keys {one.id}).",
    )
