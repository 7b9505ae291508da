"""The proof on disk: others can read it, every edit is found, and a torn tail costs nothing that was acknowledged."""

import gzip
import os
import random
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from ledger import Ledger, open_ledger
from ledger.evidence import read_payload
from ledger.segments import repair_tail, whole_until
from tests.conftest import NOON
from zicht.crawling import Recorder, Target
from zicht.errors import EvidenceError
from zicht.records import Capture

SITE = "toy"
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("X-Name", "Café \u2603")]
EDITS = 300


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.close()


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


def record(ledger: Ledger, evidence: Path, count: int, *, named: str = "a") -> list[Capture]:
    run = ledger.start_run(SITE, at=NOON)
    recorder = ledger.recorder(SITE, run, evidence)
    recorder.add([f"https://toy.example/{named}{at}?q=é" for at in range(count)], depth=0)
    made = []
    for at, target in enumerate(recorder.lease(count)):
        payload = f"<p>{target.url} {at}</p>".encode() * (1 + at)
        made.append(
            recorder.capture(
                target, url=target.url, status=200, headers=HEADERS, payload=payload,
                fetched_at=NOON + timedelta(seconds=at), request_headers=[("User-Agent", "Zicht")],
            )
        )  # fmt: skip
    recorder.close()
    return made


def segment(evidence: Path) -> Path:
    (found,) = evidence.glob("*.warc.gz")
    return found


def faults(ledger: Ledger, evidence: Path) -> list[EvidenceError]:
    return list(ledger.verify_evidence(evidence))


def test_others_can_read_and_check_it(ledger: Ledger, evidence: Path) -> None:
    made = record(ledger, evidence, 3)
    path = segment(evidence)
    assert subprocess.run(["gzip", "-t", path], check=False).returncode == 0
    with path.open("rb") as file:
        found = list(_records(file))
    assert [kind for kind, _, _ in found] == ["warcinfo", *("request", "response") * 3]
    responses = {url: body for kind, url, body in found if kind == "response"}
    assert responses == {capture.url: read_payload(evidence, capture) for capture in made}


def _records(file: object) -> Iterator[tuple[str, str | None, bytes]]:
    for record in ArchiveIterator(file, check_digests="raise"):
        yield record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def test_the_record_says_when_and_who_asked(ledger: Ledger, evidence: Path) -> None:
    (capture,) = record(ledger, evidence, 1)
    said = gzip.decompress(segment(evidence).read_bytes()).decode()
    assert "WARC-Date: 2026-11-24T11:00:00.000000Z" in said
    assert f"WARC-Record-ID: <{capture.id}>" in said
    assert f"WARC-Concurrent-To: <{capture.id}>" in said
    assert "User-Agent: Zicht" in said
    assert "X-Archive-Orig-Content-Encoding: gzip" in said  # the payload is decoded: nobody may decode it twice


def test_every_edit_is_found(ledger: Ledger, evidence: Path) -> None:
    record(ledger, evidence, 6)
    path = segment(evidence)
    whole = path.read_bytes()
    assert faults(ledger, evidence) == []
    dice = random.Random(20261124)
    for _ in range(EDITS):
        path.write_bytes(_edited(whole, dice))
        found = faults(ledger, evidence)
        assert found, "an edit was not found"
        assert all(path.name in one.nl and "byte" in one.en for one in found)
    path.write_bytes(whole)
    assert faults(ledger, evidence) == []


def _edited(whole: bytes, dice: random.Random) -> bytes:
    """A flip, a cut, a doubled part or a swap."""
    at, end = sorted(dice.sample(range(len(whole)), 2))
    kind = dice.randrange(4)
    if kind == 0:
        return whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :]
    if kind == 1:
        return whole[:at] + whole[end:]
    if kind == 2:
        return whole[:end] + whole[at:]
    return whole[end:] + whole[at:end] + whole[:at]


def test_a_segment_that_is_away_is_found(ledger: Ledger, evidence: Path) -> None:
    (capture,) = record(ledger, evidence, 1)
    segment(evidence).unlink()
    assert [capture.segment in one.en for one in faults(ledger, evidence)] == [True]
    with pytest.raises(EvidenceError, match="back-up"):
        read_payload(evidence, capture)


def test_a_swapped_capture_is_refused(ledger: Ledger, evidence: Path) -> None:
    first, second = record(ledger, evidence, 2)
    with pytest.raises(EvidenceError, match=f"byte {second.offset}"):
        read_payload(evidence, first.model_copy(update={"offset": second.offset}))


@pytest.mark.parametrize("torn", [b"\x1f\x8b", b"\x1f\x8b\x08\x00half a member", b"no gzip at all"])
def test_a_torn_tail_is_cut_by_the_next_crawl_and_nothing_is_lost(ledger: Ledger, evidence: Path, torn: bytes) -> None:
    made = record(ledger, evidence, 3)
    path = segment(evidence)
    with path.open("ab") as file:
        file.write(torn)
    assert len(faults(ledger, evidence)) == 1
    record(ledger, evidence, 2, named="b")
    assert faults(ledger, evidence) == []
    assert all(read_payload(evidence, capture) for capture in made)


def test_bytes_that_the_ledger_acknowledged_are_never_cut(ledger: Ledger, evidence: Path) -> None:
    record(ledger, evidence, 3)
    path = segment(evidence)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    record(ledger, evidence, 1, named="b")
    assert path.stat().st_size == len(raw)


def test_a_tail_of_any_length_is_cut_to_whole_members(tmp_path: Path) -> None:
    members = [gzip.compress(os.urandom(40), mtime=0) for _ in range(4)]
    whole = b"".join(members)
    ends = [sum(len(member) for member in members[: at + 1]) for at in range(4)]
    path = tmp_path / "x.warc.gz"
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        expected = max([end for end in ends if end <= size], default=0)
        with path.open("rb") as file:
            assert whole_until(file) == expected
        assert repair_tail(path) == size - expected
        assert path.stat().st_size == expected


def test_pages_that_are_recorded_together_are_one_commit(ledger: Ledger, evidence: Path) -> None:
    recorder = ledger.recorder(SITE, ledger.start_run(SITE, at=NOON), evidence)
    recorder.add([f"https://toy.example/{at}" for at in range(4)], depth=0)
    first, second, third, fourth = recorder.lease(4)
    with recorder.together():
        made = [keep(recorder, one) for one in (first, second)]
        assert not list(evidence.glob("*"))  # nothing is told before it is on disk
        assert ledger.captured(9) == []
    assert [read_payload(evidence, capture) for capture in made] == [b"1", b"1"]
    with pytest.raises(ZeroDivisionError):
        keep_and_fail(recorder, third)
    keep(recorder, fourth)
    recorder.close()
    assert {capture.url for capture in ledger.captured(9)} == {first.url, second.url, fourth.url}
    assert faults(ledger, evidence) == []


def keep(recorder: Recorder, target: Target) -> Capture:
    return recorder.capture(target, url=target.url, status=200, headers=[], payload=b"1", fetched_at=NOON)


def keep_and_fail(recorder: Recorder, target: Target) -> None:
    with recorder.together():
        keep(recorder, target)
        raise ZeroDivisionError
