"""The proof on disk: others can read it, every edit is found, and a torn tail costs nothing that was acknowledged."""

import gzip
import json
import os
import random
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.bundle import write_bundle
from ledger import Head, Ledger, ReadPage, open_ledger
from ledger.evidence import read_payload
from ledger.segments import repair_tail, whole_until
from ledger.tree import head_from, leaf
from tests.conftest import NOON
from zicht.crawling import Recorder, Target
from zicht.errors import EvidenceError, InputError
from zicht.records import Advert, Capture

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


KEY = bytes(range(32))


def signed(ledger: Ledger, evidence: Path) -> list[Head]:
    """Two heads: over three captures, and over five."""
    made = []
    for count, named in ((3, "a"), (2, "b")):
        record(ledger, evidence, count, named=named)
        head = ledger.sign_evidence(KEY, at=NOON)
        assert head
        made.append(head)
    return made


def test_a_head_is_made_for_what_is_new(ledger: Ledger, evidence: Path) -> None:
    assert ledger.sign_evidence(KEY, at=NOON) is None
    first, second = signed(ledger, evidence)
    assert (first.size, second.size) == (3, 5)
    assert ledger.sign_evidence(KEY, at=NOON) is None
    assert ledger.evidence_head() == second
    assert list(ledger.verify_evidence(evidence, [first, second])) == []


CHANGES = {
    "re-dated": "UPDATE captures SET capture = replace(capture, '11:00:01', '10:00:01') WHERE seq = 2",
    "another address": "UPDATE captures SET capture = replace(capture, 'toy.example', 'other.example') WHERE seq = 2",
    "dropped": "DELETE FROM captures WHERE seq = 2",
    "dropped at the end": "DELETE FROM captures WHERE seq = 5",
    "swapped": "UPDATE captures SET seq = CASE seq WHEN 1 THEN -2 WHEN 2 THEN -1 END WHERE seq IN (1, 2)",
    "another signature": "UPDATE heads SET signature = replace(signature, substr(signature, 1, 1), 'x')",
    "another head": "UPDATE heads SET root = replace(root, substr(root, 1, 1), 'x') WHERE size = 3",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_ledger_does_not_lead_to_the_head(ledger: Ledger, evidence: Path, change: str) -> None:
    heads = signed(ledger, evidence)
    for statement in (CHANGES[change], "UPDATE captures SET seq = -seq WHERE seq < 0"):
        edit(ledger, statement)
    found = list(ledger.verify_evidence(evidence, heads))
    assert found
    if change in ("re-dated", "another address"):
        assert "byte 0" in found[0].en  # the captures of the first head, not of the second


def edit(ledger: Ledger, statement: str) -> None:
    with ledger._engine.begin() as connection:  # behind the ledger's back
        connection.exec_driver_sql(statement)


def test_who_rewrites_ledger_and_heads_is_found_by_a_head_from_elsewhere(ledger: Ledger, evidence: Path) -> None:
    _, anchored = signed(ledger, evidence)
    edit(ledger, CHANGES["re-dated"])
    edit(ledger, "DELETE FROM heads")
    forged = ledger.sign_evidence(b"another key, just as long as ours", at=NOON)
    assert forged
    assert list(ledger.verify_evidence(evidence)) == []
    assert len(list(ledger.verify_evidence(evidence, [anchored]))) == 1


def test_a_bundle_is_checked_by_others(ledger: Ledger, evidence: Path, tmp_path: Path) -> None:
    captures = record(ledger, evidence, 3)
    pages = [ReadPage(capture=one.id, adverts=(advert_of(one),), kind="detail") for one in captures]
    ledger.save_pages(pages)
    head = ledger.sign_evidence(KEY, at=NOON)
    assert head
    folder = tmp_path / "bundle"
    write_bundle(ledger, evidence, advert_of(captures[1]).id, head, folder)
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False).returncode == 0
    (part,) = folder.glob("*.warc.gz")
    assert subprocess.run(["gzip", "--test", part], check=False).returncode == 0
    with part.open("rb") as file:
        (body,) = (body for kind, _, body in _records(file) if kind == "response")
    assert body == read_payload(evidence, captures[1])
    (proof,) = json.loads((folder / "proofs.json").read_text(encoding="utf-8"))
    said = [captures[1].model_dump_json(), captures[1].segment, proof["begins"], proof["ends"], proof["sha256"]]
    path = [bytes.fromhex(one) for one in proof["path"]]
    assert head_from(leaf(json.dumps(said).encode()), proof["seq"] - 1, head.size, path) == bytes.fromhex(head.root)
    with pytest.raises(InputError, match="bestaat al"):
        write_bundle(ledger, evidence, advert_of(captures[1]).id, head, folder)
    segment(evidence).write_bytes(b"")
    with pytest.raises(EvidenceError, match="gewijzigd"):
        write_bundle(ledger, evidence, advert_of(captures[1]).id, head, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def advert_of(capture: Capture) -> Advert:
    return Advert(site=SITE, url=capture.url, title="Toy", body=capture.url, seen_at=NOON, capture=capture.id)
