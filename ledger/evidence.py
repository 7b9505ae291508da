"""The evidence: WARC/1.1 segments, one per crawl process, on disk before the ledger knows.

Each capture is one gzip member: a `resource` record in which its request and response, WARC records too, lie sealed.
"""

import fcntl
import gzip
import os
import string
from base64 import b32encode
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO, FileIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ledger.sealing import seal
from ledger.segments import SUFFIX, Written, cannot_write
from zicht import __version__
from zicht.records import Capture

# said of the wire, no longer true of the payload: kept under another name, so that no reader decodes twice
WIRE_ONLY = {"content-encoding", "transfer-encoding", "content-length"}
SEALED = "application/vnd.zicht.sealed"
PHRASES = {one.value: one.phrase for one in HTTPStatus}


class _Records(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio's writer, with SHA-256 for block and payload digests instead of SHA-1; what it writes lies in memory."""

    def ensure_digest(self, record: Any, block: bool = True, payload: bool = True) -> None:  # noqa: ANN401
        """The digests that a record does not say yet."""
        said, body = record.rec_headers, record.raw_stream.getbuffer()[record.raw_stream.tell() :]
        payload = payload and record.rec_type not in self.NO_PAYLOAD_DIGEST_TYPES
        if payload and not said.get_header("WARC-Payload-Digest"):
            said.add_header("WARC-Payload-Digest", _digest(body))
        if block and not said.get_header("WARC-Block-Digest"):
            head = record.http_headers.headers_buff if record.http_headers else b""
            said.add_header("WARC-Block-Digest", _digest(head, body))


def _digest(*parts: bytes | memoryview) -> str:
    found = sha256()
    for part in parts:
        found.update(part)
    return f"sha256:{_base32(found.digest())}"


@lru_cache(8)  # of a record without head the two are one, and of a request without body always the same
def _base32(digest: bytes) -> str:
    return b32encode(digest).decode()


class SegmentWriter:
    """One open segment. `EvidenceError` when it cannot be written: then nothing may be told to the ledger.

    The file is made at the first write. After one fault the segment takes no more: what a disk holds after a failed
    fsync is not known, so that the next record belongs in a next segment.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}{SUFFIX}"
        self._file: FileIO | None = None
        self._about = _warcinfo(self.path.name)  # the first record of a segment
        self._end = 0  # of the file
        self._waiting = bytearray()  # written since, not on disk yet
        self._broken = False

    @property
    def offset(self) -> int:
        """Where the next record will lie."""
        return self._end + len(self._waiting) or len(self._about)

    def write(
        self, capture: Capture, payload: bytes, *, key: bytes, request_headers: Sequence[tuple[str, str]] = ()
    ) -> Written:
        """Add request and response, sealed with `key`; where they lie once `sync` has returned.

        `capture` says `offset`, and the sealed bytes hold for no other capture.
        """
        begins = self._end + len(self._waiting)
        if begins == 0:
            self._waiting += self._about
        self._waiting += _sealed(capture, members_of(capture, payload, request_headers), key)
        ends = self._end + len(self._waiting)
        digest = sha256(self._waiting[begins - self._end :]).hexdigest()
        return Written(self.path.name, capture.offset, begins, ends, digest)

    def sync(self) -> bool:
        """What was added is on disk when this returns: one write, one fsync. Whether there was anything."""
        data, self._waiting = bytes(self._waiting), bytearray()
        if data:
            self._append(data)
        return bool(data)

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


def members_of(capture: Capture, payload: bytes, request_headers: Sequence[tuple[str, str]]) -> bytes:
    """Request and response as WARC records, one gzip member each."""
    members = BytesIO()
    records = _Records(members, gzip=True, warc_version="WARC/1.1")
    if request_headers:
        records.write_record(_request(records, capture, request_headers))
    records.write_record(_response(records, capture, payload))
    return members.getvalue()


def _warcinfo(name: str) -> bytes:
    members = BytesIO()
    records = _Records(members, gzip=True, warc_version="WARC/1.1")
    about = {"software": f"Zicht/{__version__}", "format": "WARC File Format 1.1"}
    records.write_record(records.create_warcinfo_record(name, about))
    return members.getvalue()


def _sealed(capture: Capture, members: bytes, key: bytes) -> bytes:
    """A WARC record that holds these records sealed, and says nothing of them: it outlives their destruction."""
    sealed, record = seal(key, members, capture.model_dump_json()), BytesIO()
    records = _Records(record, gzip=False, warc_version="WARC/1.1")
    about = {"WARC-Date": _date(capture.fetched_at)}
    made = records.create_warc_record(
        capture.id, "resource", payload=BytesIO(sealed), length=len(sealed), warc_content_type=SEALED,
        warc_headers_dict=about,
    )  # fmt: skip
    records.write_record(made)
    return gzip.compress(record.getvalue(), 0, mtime=0)  # sealed bytes do not get smaller


def _request(records: _Records, capture: Capture, headers: Sequence[tuple[str, str]]) -> object:
    parts = urlsplit(capture.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = quote(path, safe=string.punctuation)  # a request line is ASCII, as it went over the wire
    line = StatusAndHeaders(f"GET {asked} HTTP/1.1", list(headers), is_http_request=True)
    about = {"WARC-Date": _date(capture.fetched_at), "WARC-Concurrent-To": f"<{capture.id}>"}
    return records.create_warc_record(capture.url, "request", http_headers=line, warc_headers_dict=about)


def _response(records: _Records, capture: Capture, payload: bytes) -> object:
    kept = [(f"X-Archive-Orig-{key}" if key.lower() in WIRE_ONLY else key, value) for key, value in capture.headers]
    headers = [*kept, ("Content-Length", str(len(payload)))]
    line = StatusAndHeaders(_status_line(capture.status), headers, protocol="HTTP/1.1")
    about = {"WARC-Record-ID": f"<{capture.id}>", "WARC-Date": _date(capture.fetched_at)}
    return records.create_warc_record(
        capture.url,
        "response",
        payload=BytesIO(payload),
        length=len(payload),
        http_headers=line,
        warc_headers_dict=about,
    )


def _status_line(status: int) -> str:
    return f"{status} {PHRASES.get(status, '')}"


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _create(path: Path) -> FileIO:
    """A new file that is ours alone while we live, and whose name is on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = open(path, "xb", buffering=0)
    fcntl.flock(file, fcntl.LOCK_EX)  # a verifier may look at it this moment
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return file
