"""Captures that somebody else made: WARC files, and WACZ files (Browsertrix, ArchiveWeb.page), read with suspicion.

What cannot be used is told with its reason; what is torn or changed is told with file and offset; the rest goes on.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from ledger.segments import UNREADABLE, Head, whole_until
from zicht.errors import EvidenceError, InputError

LARGEST = 8 << 20  # bytes of a payload: what a crawl would not have kept either
LARGEST_FILE = 4 << 30  # unpacked, of one WARC in a WACZ
CHUNK = 1 << 20
TEXT = ("text/", "json", "xml")


class Found(NamedTuple):
    """One response, as another tool kept it."""

    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes


class Skipped(NamedTuple):
    """One record that is of no use here, and why: `not_200`, `not_text`, `too_large`, `revisit`, `no_date`."""

    reason: str
    url: str


def read_captures(path: Path) -> Iterator[Found | Skipped | EvidenceError]:
    """What lies in a WARC or WACZ file, in its order; `InputError` when it is neither."""
    try:
        with open(path, "rb") as file:
            start = file.read(16)
            file.seek(0)
            if start.startswith(b"PK"):
                yield from _wacz(path, file)
            elif start.startswith((b"\x1f\x8b", b"WARC/")):
                yield from _warc(path.name, file, start.startswith(b"\x1f\x8b"))
            else:
                raise _neither(path)
    except OSError as fault:
        raise InputError(
            f"{path} is niet te lezen: {fault.strerror}. Controleer het pad en de rechten.",
            f"{path} cannot be read: {fault.strerror}. Check the path and the permissions.",
        ) from fault


def _wacz(path: Path, file: BinaryIO) -> Iterator[Found | Skipped | EvidenceError]:
    try:
        with zipfile.ZipFile(file) as packed:
            digests = _digests(packed)
            names = [name for name in packed.namelist() if name.endswith((".warc.gz", ".warc"))]
            if not names:
                raise _neither(path)
            for name in names:
                yield from _packed(packed, name, digests.get(name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:  # cut off, an unknown method, a password
        raise InputError(
            f"{path} is geen heel WACZ-bestand: het einde ontbreekt, of het is beschadigd ({fault}). Haal het opnieuw op;"
            " na deze fout is niets ingelezen, en het bestand zelf blijft staan.",
            f"{path} is not a whole WACZ file: its end is missing, or it is damaged ({fault}). Fetch it again;"
            " nothing was read after this fault, and the file itself is left as it is.",
        ) from fault


def _digests(packed: zipfile.ZipFile) -> dict[str, str]:
    """What the package says of its own files."""
    try:
        said = json.loads(packed.read("datapackage.json"))
        return {one["path"]: one["hash"].removeprefix("sha256:") for one in said["resources"]}
    except (KeyError, ValueError, TypeError, AttributeError, zlib.error, EOFError):
        return {}


def _packed(packed: zipfile.ZipFile, name: str, digest: str | None) -> Iterator[Found | Skipped | EvidenceError]:
    """One WARC of a package; not as the package says it is, it is read no further."""
    seen, size = sha256(), 0
    with TemporaryFile() as unpacked, packed.open(name) as inner:
        try:
            while chunk := inner.read(CHUNK):
                size += len(chunk)
                seen.update(chunk)
                unpacked.write(chunk)
                if size > LARGEST_FILE:
                    yield Skipped("too_large", name)
                    return
        except (zipfile.BadZipFile, zlib.error, EOFError):  # a wrong checksum, or half a file
            yield _torn(name, size)
            return
        if digest and seen.hexdigest() != digest:
            yield _torn(name, 0)
            return
        unpacked.seek(0)
        yield from _warc(name, unpacked, name.endswith(".gz"))


def _warc(name: str, file: BinaryIO, zipped: bool) -> Iterator[Found | Skipped | EvidenceError]:
    file.seek(0, 2)
    size = file.tell()
    whole = whole_until(file) if zipped else size
    file.seek(0)
    records = ArchiveIterator(Head(file, whole), check_digests=True)
    with closing(records):
        try:
            for record in records:
                yield from _record(name, records, record)
        except UNREADABLE:
            yield _torn(name, min(file.tell(), whole))
            return
    if whole < size:
        yield _torn(name, whole)


def _record(name: str, records: ArchiveIterator, record: ArcWarcRecord) -> Iterator[Found | Skipped | EvidenceError]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource", "revisit"):
        return
    if reason := _useless(record):
        yield Skipped(reason, url)
        return
    payload = _payload(record)
    at = _moment(record.rec_headers.get_header("WARC-Date"))
    if len(payload) > LARGEST:
        yield Skipped("too_large", url)
    elif at is None:
        yield Skipped("no_date", url)
    elif _cut(record) or record.digest_checker.passed is False:
        yield _torn(name, records.get_record_offset())
    else:
        yield Found(url, at, 200, _headers(record), payload)


def _payload(record: ArcWarcRecord) -> bytes:
    """Decoded, and hardly more than we would keep."""
    stream, payload = record.content_stream(), bytearray()
    while len(payload) <= LARGEST and (data := stream.read(CHUNK)):
        payload += data
    return bytes(payload)


def _useless(record: ArcWarcRecord) -> str | None:
    if record.rec_type == "revisit":
        return "revisit"
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return "not_200"
    kind = next((value for key, value in _headers(record) if key.lower() == "content-type"), "").lower()
    return None if not kind or any(word in kind for word in TEXT) else "not_text"


def _headers(record: ArcWarcRecord) -> tuple[tuple[str, str], ...]:
    """Of the response; a `resource` has only the kind of thing that it is."""
    if record.http_headers:
        return tuple(record.http_headers.headers)
    return (("Content-Type", record.content_type or ""),)


def _cut(record: ArcWarcRecord) -> bool:
    """Whether the record ends before it said it would."""
    return bool(getattr(record.raw_stream, "limit", 0))


def _moment(said: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) if 1 < moment.year < 9999 else None


def _torn(name: str, offset: int) -> EvidenceError:
    """A record that is not what it was: the file is somebody else's, so that only they can mend it."""
    return EvidenceError(
        f"{name} klopt niet op byte {offset}: afgebroken of gewijzigd. Wat heel is, is overgenomen; haal het bestand opnieuw op.",
        f"{name} is not right at byte {offset}: torn or changed. What is whole was taken over; fetch the file again.",
    )


def _neither(path: Path) -> InputError:
    return InputError(
        f"{path} is geen WARC- of WACZ-bestand. Geef een .warc, .warc.gz of .wacz, zoals Browsertrix of ArchiveWeb.page het maakt.",
        f"{path} is no WARC or WACZ file. Give a .warc, .warc.gz or .wacz, as Browsertrix or ArchiveWeb.page makes it.",
    )
