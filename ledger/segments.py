"""What lies in a WARC segment: what one capture added, whole gzip members, tails that nobody acknowledged."""

import fcntl
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from warcio.exceptions import ArchiveLoadFailed

from zicht.errors import EvidenceError

SUFFIX = ".warc.gz"
TAIL = ".tail"
CHUNK = 1 << 16
UNREADABLE = (ArchiveLoadFailed, zlib.error, EOFError, ValueError)


class Written(NamedTuple):
    """What one capture added to its segment: bytes [begins, ends) with their SHA-256, the sealed record at `offset`."""

    segment: str
    offset: int
    begins: int
    ends: int
    sha256: str


def whole_until(file: BinaryIO, start: int = 0) -> int:
    """Where the last gzip member ends that is whole and right, from the member that begins at `start`."""
    file.seek(start)
    end, rest = start, b""
    while True:
        member, taken = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16), 0
        while not member.eof:
            data, rest = rest or file.read(CHUNK), b""
            if not data or not _unpacks(member, data):
                return end
            taken += len(data)
        rest = member.unused_data
        end += taken - len(rest)


def _unpacks(member: "zlib._Decompress", data: bytes) -> bool:
    try:
        member.decompress(data)
    except zlib.error:
        return False
    return True


def unclaimed(folder: Path, acknowledged: Mapping[str, int]) -> Iterator[tuple[Path, int]]:
    """Segments that nobody writes, with bytes beyond what the ledger acknowledged; where those begin."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        known = acknowledged.get(path.name, 0)
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > known and not in_use(file):
                yield path, known


def set_aside(path: Path, acknowledged: int) -> Path | None:
    """Move what lies beyond `acknowledged` to a file of its own; None when somebody writes the segment.

    A killed crawl leaves it. The ledger never had its key, so that the page is fetched again; still nothing is thrown away.
    """
    with open(path, "r+b") as file:
        if in_use(file):
            return None
        file.seek(acknowledged)
        aside = path.with_name(f"{path.name}.{acknowledged}{TAIL}")
        with open(aside, "wb") as tail:
            shutil.copyfileobj(file, tail)
            tail.flush()
            os.fsync(tail.fileno())
        file.truncate(acknowledged)
        os.fsync(file.fileno())
    return aside


class Head:
    """The first `size` bytes of a file, as a file: warcio stumbles over what comes after them."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size

    def read(self, count: int) -> bytes:
        """At most `count` bytes."""
        return self._file.read(min(count, self._size - self._file.tell()))

    def tell(self) -> int:
        """Where the next byte lies in the file."""
        return self._file.tell()


def in_use(file: BinaryIO) -> bool:
    """Whether a living process still writes this segment: it holds a lock, which ends with it. Else it is ours."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def cannot_read(path: Path, fault: OSError) -> EvidenceError:
    """A segment that is away, or may not be read."""
    return EvidenceError(
        f"Bewijsbestand {path.name} is niet te lezen: {fault.strerror}. Zet het terug uit de back-up.",
        f"Evidence file {path.name} cannot be read: {fault.strerror}. Restore it from the backup.",
    )


def cannot_write(path: Path, reason: str) -> EvidenceError:
    """A segment that takes no more; the ledger has not been told, so that the page will be fetched again."""
    return EvidenceError(
        f"Bewijs kan niet worden geschreven ({path}): {reason}. Maak ruimte of herstel de rechten; niets is verloren.",
        f"Evidence cannot be written ({path}): {reason}. Make room or mend the permissions; nothing was lost.",
    )


def not_right(name: str, offset: int) -> EvidenceError:
    """A record that is not what it was."""
    return EvidenceError(
        f"Bewijsbestand {name} klopt niet op byte {offset}: afgebroken of gewijzigd. Zet het terug uit de back-up.",
        f"Evidence file {name} is not right at byte {offset}: torn or changed. Restore it from the backup.",
    )


def not_acknowledged(name: str, offset: int) -> EvidenceError:
    """Bytes that the ledger does not know."""
    return EvidenceError(
        f"Bewijsbestand {name} heeft vanaf byte {offset} iets wat bij geen vastlegging hoort: bijgeschreven, of achtergelaten"
        " door een afgebroken crawl. De volgende crawl zet het apart.",
        f"Evidence file {name} has something from byte {offset} that belongs to no capture: added, or left by a crawl that"
        " was killed. The next crawl sets it aside.",
    )


def in_row(fault: EvidenceError, table: str, key: object) -> EvidenceError:
    """The same fault, with the row of the ledger that it was found by: file or row, one of the two is not what it was."""
    return EvidenceError(f"{fault.nl} (grootboek: {table} {key})", f"{fault.en} (ledger: {table} {key})")
