"""Files that no commit knows: an embedded write that was killed leaves them, and tantivy trips over them ever after.

A commit first writes its segments and lists of deleted documents, then names them in meta.json with one rename. Killed
in between, the state before stands whole; but the next commit may want to write a file of the very same name, and
tantivy never writes over one.
"""

import fcntl
import json
import logging
import re
from pathlib import Path

_LOG = logging.getLogger(__name__)
_OF_A_SEGMENT = re.compile(r"([0-9a-f]{32})\.(?:(\d+)\.del|.+)")
_HALF_WRITTEN = ".tmp"  # start of what was to become meta.json or .managed.json by a rename


def sweep(folder: Path) -> list[str]:
    """Remove what meta.json does not name, and say so in the log; the names.

    Only for who is the one writer, with no writer open. What belongs to the current commit is never touched, and a
    reader that has an older one open keeps its files until it lets go.
    """
    if not (found := _strays(folder)):
        return []
    with (folder / ".tantivy-meta.lock").open("w") as opening:  # a reader holds it while it opens the files of a commit
        fcntl.flock(opening, fcntl.LOCK_EX)
        size = sum(path.stat().st_size for path in found)
        for path in found:
            path.unlink()
    names = sorted(path.name for path in found)
    _LOG.warning(
        "%s: een afgebroken schrijfactie liet %d bestanden na (%d bytes), die geen stand van de index kent; opgeruimd: %s"
        " / a write that was cut off left %d files that no state of the index knows; removed",
        folder, len(names), size, ", ".join(names), len(names),
    )  # fmt: skip
    return names


def _strays(folder: Path) -> list[Path]:
    segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
    deleted = {one["segment_id"].replace("-", ""): (one.get("deletes") or {}).get("opstamp") for one in segments}
    return [path for path in folder.iterdir() if _is_stray(path.name, deleted)]


def _is_stray(name: str, deleted: dict[str, int | None]) -> bool:
    """`deleted`: of each segment of the current commit the number of its list of deleted documents, if it has one."""
    if name.startswith(_HALF_WRITTEN):
        return True
    match = _OF_A_SEGMENT.fullmatch(name)
    if match is None:  # meta.json, the locks, our own signature
        return False
    segment, number = match.groups()
    return segment not in deleted or (number is not None and int(number) != deleted[segment])
