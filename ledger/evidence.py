"""The evidence: WARC/1.1 segments, one per crawl process, one gzip member per record, on disk before the ledger knows."""

import fcntl
import os
import string
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from ledger.segments import SUFFIX, UNREADABLE, Written, cannot_read, cannot_write, not_right
from zicht import __version__
from zicht.records import Capture

# said of the wire, no longer true of the payload: kept under another name, so that no reader decodes twice
WIRE_ONLY = {"content-encoding", "transfer-encoding", "content-length"}
PHRASES = {one.value: one.phrase for one in HTTPStatus}


class _Records(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio's writer, with SHA-256 for block and payload digests instead of SHA-1."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class SegmentWriter:
    """One open segment. `EvidenceError` when it cannot be written: then nothing may be told to the ledger.

    The file is made at the first write. After one fault the segment takes no more: what a disk holds after a failed
    fsync is not known, so that the next record belongs in a next segment.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}{SUFFIX}"
        self._file: FileIO | None = None
        self._end = 0  # of the file
        self._waiting = bytearray()  # written since, not on disk yet
        self._broken = False

    def write(
        self,
        *,
        record_id: str,
        url: str,
        status: int,
        headers: Sequence[tuple[str, str]],
        payload: bytes,
        fetched_at: datetime,
        request_headers: Sequence[tuple[str, str]] = (),
    ) -> Written:
        """Add request and response; what they are, and where they lie once `sync` has returned."""
        members = BytesIO()
        records = _Records(members, gzip=True, warc_version="WARC/1.1")
        begins = self._end + len(self._waiting)
        if begins == 0:
            about = {"software": f"Zicht/{__version__}", "format": "WARC File Format 1.1"}
            records.write_record(records.create_warcinfo_record(self.path.name, about))
        if request_headers:
            records.write_record(_request(records, url, request_headers, record_id, fetched_at))
        offset = begins + members.tell()
        records.write_record(_response(records, url, status, headers, payload, record_id, fetched_at))
        self._waiting += members.getvalue()
        digest = sha256(members.getvalue()).hexdigest()
        return Written(self.path.name, offset, begins, begins + members.tell(), digest)

    def sync(self) -> None:
        """What was added is on disk when this returns: one write, one fsync."""
        data, self._waiting = bytes(self._waiting), bytearray()
        if data:
            self._append(data)

    def forget(self) -> None:
        """What was added and is not on disk will not be."""
        self._waiting = bytearray()

    def close(self) -> None:
        """Close the file; what was written is already safe."""
        if self._file:
            self._file.close()

    def _append(self, data: bytes) -> None:
        if self._broken:
            raise cannot_write(self.path, "een eerdere schrijffout (an earlier write failed)")
        try:
            file = self._file = self._file or _create(self.path)
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError as fault:
            self._broken = True
            raise cannot_write(self.path, str(fault.strerror)) from fault
        self._end += len(data)


def read_payload(evidence: Path, capture: Capture) -> bytes:
    """The payload of a capture, proved by its SHA-256; `EvidenceError` names file and offset when it is not what it was."""
    path = evidence / capture.segment
    try:
        with open(path, "rb") as file:
            file.seek(capture.offset)
            payload = _first_payload(file, capture.id)
    except OSError as fault:
        raise cannot_read(path, fault) from fault
    except UNREADABLE as fault:
        raise not_right(path.name, capture.offset) from fault
    if payload is None or sha256(payload).hexdigest() != capture.sha256:
        raise not_right(path.name, capture.offset)
    return payload


def _first_payload(file: BinaryIO, record_id: str) -> bytes | None:
    for record in ArchiveIterator(file):
        if record.rec_headers.get_header("WARC-Record-ID") != f"<{record_id}>":
            return None
        return bytes(record.content_stream().read())
    return None


def _request(records: _Records, url: str, headers: Sequence[tuple[str, str]], answers: str, at: datetime) -> object:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = quote(path, safe=string.punctuation)  # a request line is ASCII, as it went over the wire
    line = StatusAndHeaders(f"GET {asked} HTTP/1.1", list(headers), is_http_request=True)
    about = {"WARC-Date": _date(at), "WARC-Concurrent-To": f"<{answers}>"}
    return records.create_warc_record(url, "request", http_headers=line, warc_headers_dict=about)


def _response(
    records: _Records,
    url: str,
    status: int,
    headers: Sequence[tuple[str, str]],
    payload: bytes,
    record_id: str,
    at: datetime,
) -> object:
    kept = [(f"X-Archive-Orig-{key}" if key.lower() in WIRE_ONLY else key, value) for key, value in headers]
    line = StatusAndHeaders(_status_line(status), [*kept, ("Content-Length", str(len(payload)))], protocol="HTTP/1.1")
    about = {"WARC-Record-ID": f"<{record_id}>", "WARC-Date": _date(at)}
    return records.create_warc_record(
        url, "response", payload=BytesIO(payload), length=len(payload), http_headers=line, warc_headers_dict=about
    )


def _status_line(status: int) -> str:
    return f"{status} {PHRASES.get(status, '')}"


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _create(path: Path) -> FileIO:
    """A new file that is ours alone while we live, and whose name is on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = open(path, "xb", buffering=0)
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return file
