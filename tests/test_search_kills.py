"""A kill inside a write of the embedded index: the state before or the one after stands, and the next write goes on."""

import logging
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.embedded import TantivyIndex
from search.strays import sweep
from tests.search_samples import document, stem
from zicht.query import Query

ROOT = Path(__file__).resolve().parent.parent
MANY = 8
KILLS = 12
WRITER = """
import sys
from itertools import count
from pathlib import Path
from search.embedded import TantivyIndex
from tests.search_samples import document, stem
index = TantivyIndex(Path(sys.argv[1]), stem)
for at in count(int(sys.argv[2])):
    index.put([document("vast", f"stand {at}"), document(f"los{at % 3}", f"stand {at}")])
    index.delete([f"los{(at + 1) % 3}"])
    print(at, flush=True)
"""


def filled(folder: Path) -> TantivyIndex:
    index = TantivyIndex(folder, stem)
    assert index.put([document(f"d{at}") for at in range(MANY)]) == []
    return index


def ids(index: TantivyIndex) -> list[str]:
    page = index.search(Query(limit=500))
    assert page.total == len(page.rows) == index.count()
    return sorted(row.document.id for row in page.rows)


def test_what_a_cut_off_commit_left_is_removed_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The list of deleted documents is written, meta.json does not name it yet: as a kill at that moment leaves it."""
    filled(tmp_path / "index").close()
    shutil.copytree(tmp_path / "index", tmp_path / "whole")
    TantivyIndex(tmp_path / "whole", stem).delete(["d3"])
    (deleted,) = (tmp_path / "whole").rglob("*.del")
    for name in (deleted.name, ".managed.json"):
        shutil.copy(deleted.with_name(name), tmp_path / "index" / "g0001" / name)
    other_segment = tmp_path / "index" / "g0001" / f"{'a' * 32}.store"  # nor does .managed.json know it
    other_segment.write_bytes(b"half")
    index = TantivyIndex(tmp_path / "index", stem)
    assert len(ids(index)) == MANY
    with caplog.at_level(logging.WARNING, "search"):
        index.delete(["d3"])
    assert ids(index) == [f"d{at}" for at in range(MANY) if at != 3]
    assert not other_segment.exists()
    (said,) = caplog.messages
    assert "2 bestanden" in said
    assert deleted.name in said


def test_ordinary_writing_leaves_nothing_to_remove(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """By two that stay open, in turn, over merges too: each knows the files of the other, and old ones go."""
    two = filled(tmp_path / "index"), TantivyIndex(tmp_path / "index", stem)
    with caplog.at_level(logging.WARNING, "search"):
        for at in range(24):
            two[at % 2].put([document(f"d{at % MANY}", f"stand {at}"), document(f"e{at}")])
            two[at % 2].delete([f"e{at - 1}"])
    assert caplog.messages == []
    assert ids(two[0]) == ids(two[1]) == sorted([*(f"d{at}" for at in range(MANY)), "e23"])
    assert sweep(tmp_path / "index" / "g0001") == []


def test_a_reader_keeps_the_state_that_it_has_open(tmp_path: Path) -> None:
    index = filled(tmp_path / "index")
    searcher = index._searcher()
    stray = tmp_path / "index" / "g0001" / f"{'b' * 32}.4.del"
    stray.write_bytes(b"half")
    index.put([document(f"d{at}", "anders") for at in range(MANY)])
    assert not stray.exists()
    assert searcher.num_docs == MANY
    found = index.get("d1")
    assert found is not None
    assert found.title == "anders"


def test_a_kill_anywhere_loses_and_doubles_nothing(tmp_path: Path) -> None:
    dice, at = random.Random(5), 0
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "index"), str(at)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
            assert writer.stdout
            last = int(writer.stdout.readline())
            time.sleep(dice.uniform(0, 0.1))
            writer.kill()
            last = max([last, *(int(line) for line in writer.stdout.read().splitlines())])
        index = TantivyIndex(tmp_path / "index", stem)
        kept = index.get("vast")
        assert kept is not None
        stands = int(kept.title.split()[1])
        assert stands in (last, last + 1)  # what was said to be done is there; one more may be, untold
        there = ids(index)
        assert f"los{stands % 3}" in there
        assert set(there) <= {"vast", "los0", "los1", "los2"}
        at = stands + 1
