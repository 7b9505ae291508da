"""The evidence: WARC/1.1 segments, one per crawl process, one gzip member per record, on disk before the ledger knows."""

import os
import zlib
from base64 import b32encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from zicht import __version__
from zicht.errors import EvidenceError
from zicht.records import Capture

SUFFIX = ".warc.gz"
# said of the wire, no longer true of the payload: kept under another name, so that no reader decodes twice
WIRE_ONLY = {"content-encoding", "transfer-encoding", "content-length"}
CHUNK = 1 << 20


class SegmentWriter:
    """One open segment. `EvidenceError` when it cannot be written: then nothing may be told to the ledger."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}{SUFFIX}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = open(self.path, "xb")
            self._writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
            about = {"software": f"Zicht/{__version__}", "format": "WARC File Format 1.1"}
            self._writer.write_record(self._writer.create_warcinfo_record(self.path.name, about))
            self._sync()
            _sync_folder(folder)
        except OSError as fault:
            raise _cannot_write(self.path, fault) from fault

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
    ) -> int:
        """Append request and response, fsync; the offset of the response's gzip member."""
        try:
            if request_headers:
                self._writer.write_record(self._request(url, request_headers, record_id, fetched_at))
            offset = self._file.tell()
            self._writer.write_record(self._response(url, status, headers, payload, record_id, fetched_at))
            self._sync()
        except OSError as fault:
            raise _cannot_write(self.path, fault) from fault
        return offset

    def close(self) -> None:
        """Close the file; what was written is already safe."""
        self._file.close()

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _request(self, url: str, headers: Sequence[tuple[str, str]], answers: str, at: datetime) -> object:
        line = StatusAndHeaders("GET / HTTP/1.1", list(headers), is_http_request=True)
        about = {"WARC-Date": _date(at), "WARC-Concurrent-To": f"<{answers}>"}
        return self._writer.create_warc_record(url, "request", http_headers=line, warc_headers_dict=about)

    def _response(
        self, url: str, status: int, headers: Sequence[tuple[str, str]], payload: bytes, record_id: str, at: datetime
    ) -> object:
        kept = [(f"X-Archive-Orig-{key}" if key.lower() in WIRE_ONLY else key, value) for key, value in headers]
        line = StatusAndHeaders(str(status), [*kept, ("Content-Length", str(len(payload)))], protocol="HTTP/1.1")
        about = {
            "WARC-Record-ID": f"<{record_id}>",
            "WARC-Date": _date(at),
            "WARC-Payload-Digest": "sha256:" + b32encode(sha256(payload).digest()).decode("ascii"),
        }
        return self._writer.create_warc_record(
            url, "response", payload=BytesIO(payload), length=len(payload), http_headers=line, warc_headers_dict=about
        )


def read_payload(evidence: Path, capture: Capture) -> bytes:
    """The payload of a capture, proved by its SHA-256; `EvidenceError` names file and offset when it is not what it was."""
    path = evidence / capture.segment
    try:
        with open(path, "rb") as file:
            file.seek(capture.offset)
            payload = _first_payload(file, capture.id)
    except OSError as fault:
        raise EvidenceError(
            f"Bewijsbestand {path.name} is niet te lezen: {fault.strerror}. Zet het terug uit de back-up.",
            f"Evidence file {path.name} cannot be read: {fault.strerror}. Restore it from the backup.",
        ) from fault
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as fault:
        raise _not_whole(path, capture.offset) from fault
    if payload is None or sha256(payload).hexdigest() != capture.sha256:
        raise _not_whole(path, capture.offset)
    return payload


def _first_payload(file: BinaryIO, record_id: str) -> bytes | None:
    for record in ArchiveIterator(file):
        if record.rec_headers.get_header("WARC-Record-ID") != f"<{record_id}>":
            return None
        return bytes(record.content_stream().read())
    return None


def repair_tail(path: Path) -> int:
    """Cut a segment back to its last whole gzip member (RELIABILITY M8); how many bytes were cut."""
    whole, size = _whole_length(path), path.stat().st_size
    if whole < size:
        with open(path, "r+b") as file:
            file.truncate(whole)
            os.fsync(file.fileno())
    return size - whole


def verify_segment(path: Path) -> Iterator[str]:
    """Every fault of a segment in words, with its offset; nothing when it is whole."""
    whole, size = _whole_length(path), path.stat().st_size
    if whole < size:
        yield f"{path.name}: vanaf byte {whole} onleesbaar (torn or changed), {size - whole} bytes"
    with open(path, "rb") as file:
        bounded = BytesIO(file.read(whole))
    iterator = ArchiveIterator(bounded, check_digests=True)
    try:
        for record in iterator:
            record.content_stream().read()
            if record.digest_checker.passed is False:
                problems = ", ".join(record.digest_checker.problems)
                yield f"{path.name}: byte {iterator.get_record_offset()}: {problems}"
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as fault:
        yield f"{path.name}: {fault}"


def _whole_length(path: Path) -> int:
    """Bytes up to the end of the last gzip member that is whole and right (its CRC is checked by zlib)."""
    end = 0
    with open(path, "rb") as file:
        data = file.read()
    while end < len(data):
        member = zlib.decompressobj(wbits=31)
        at = end
        try:
            while not member.eof and at < len(data):
                member.decompress(data[at : at + CHUNK])
                at += CHUNK
        except zlib.error:
            return end
        if not member.eof:
            return end
        end = min(at, len(data)) - len(member.unused_data)
    return end


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, fault: OSError) -> EvidenceError:
    return EvidenceError(
        f"Bewijs kan niet worden geschreven ({path}): {fault.strerror}. Maak ruimte of herstel de rechten; niets is verloren.",
        f"Evidence cannot be written ({path}): {fault.strerror}. Make room or mend the permissions; nothing was lost.",
    )


def _not_whole(path: Path, offset: int) -> EvidenceError:
    return EvidenceError(
        f"Bewijsbestand {path.name} klopt niet op byte {offset}: afgebroken of gewijzigd. Controleer met: zicht verify.",
        f"Evidence file {path.name} is not right at byte {offset}: torn or changed. Check with: zicht verify.",
    )
