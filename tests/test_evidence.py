"""The proof on disk: others can read it, every edit is found, and a torn tail costs nothing that was acknowledged."""

import gzip
import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import event, select
from warcio.archiveiterator import ArchiveIterator

from bench.edits import KINDS, try_edits
from flows.bundle import write_bundle
from ledger import Head, Ledger, ReadPage, open_ledger
from ledger.evidence import members_of
from ledger.sealing import Vault
from ledger.segments import whole_until
from ledger.signing import holds
from ledger.signing import signed as made_before
from ledger.tables import capture_keys, captures
from ledger.tree import head_from, leaf
from ledger.unsealing import bytes_of, find, members_in
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
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "evidence", b"master key of 32 bytes, or longer")


def record(ledger: Ledger, vault: Vault, count: int, *, named: str = "a", at: datetime = NOON) -> list[Capture]:
    run, since = ledger.start_run(SITE, at=at), at
    recorder = ledger.recorder(SITE, run, vault)
    recorder.add([f"https://toy.example/{named}{at}?q=é" for at in range(count)], depth=0)
    made = []
    for at, target in enumerate(recorder.lease(count)):
        payload = f"<p>{target.url} {at}</p>".encode() * (1 + at)
        made.append(
            recorder.capture(
                target, url=target.url, status=200, headers=HEADERS, payload=payload,
                fetched_at=since + timedelta(seconds=at), request_headers=[("User-Agent", "Zicht")],
            )
        )  # fmt: skip
    recorder.close()
    return made


def segment(vault: Vault) -> Path:
    (found,) = vault.folder.glob("*.warc.gz")
    return found


def faults(ledger: Ledger, vault: Vault) -> list[EvidenceError]:
    return list(ledger.verify_evidence(vault))


def test_others_can_read_the_segment_and_learn_nothing_from_it(ledger: Ledger, vault: Vault) -> None:
    made = record(ledger, vault, 3)
    path = segment(vault)
    assert subprocess.run(["gzip", "-t", path], check=False).returncode == 0
    with path.open("rb") as file:
        found = list(_records(file))
    assert [kind for kind, _, _ in found] == ["warcinfo", *["resource"] * 3]
    assert [about for _, about, _ in found[1:]] == [capture.id for capture in made]
    plain = gzip.decompress(path.read_bytes())
    assert not any(word in plain for word in (b"toy.example", b"Caf", b"User-Agent", b"<p>"))


def _records(file: object) -> Iterator[tuple[str, str | None, bytes]]:
    for record in ArchiveIterator(file, check_digests="raise"):
        assert record.rec_headers.get_header("WARC-Block-Digest").startswith("sha256:")
        yield record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def members(ledger: Ledger, vault: Vault, capture: Capture) -> bytes:
    """What is sealed of a capture."""
    with ledger._engine.connect() as connection:
        one = find(connection, capture.id)
    assert one
    return members_in(vault, one, bytes_of(vault, one))


def test_what_is_sealed_says_when_and_who_asked(ledger: Ledger, vault: Vault) -> None:
    (capture,) = record(ledger, vault, 1)
    said = gzip.decompress(members(ledger, vault, capture)).decode()
    assert "WARC-Date: 2026-11-24T11:00:00.000000Z" in said
    assert f"WARC-Record-ID: <{capture.id}>" in said
    assert f"WARC-Concurrent-To: <{capture.id}>" in said
    assert "User-Agent: Zicht" in said
    assert "X-Archive-Orig-Content-Encoding: gzip" in said  # the payload is decoded: nobody may decode it twice
    assert b"<p>https://toy.example/a0" in ledger.payload(vault, capture)


def test_a_capture_from_before_sealing_is_read_and_proved(ledger: Ledger, vault: Vault) -> None:
    (capture,) = record(ledger, vault, 1)
    plain = members_of(capture, b"<p>toen", [("User-Agent", "Zicht")])
    offset = plain.index(b"\x1f\x8b", 1)  # of the response
    old = capture.model_copy(update={"offset": offset, "sha256": sha256(b"<p>toen").hexdigest()})
    segment(vault).write_bytes(plain)
    row = {"offset": offset, "ends": len(plain), "sha256": sha256(plain).hexdigest(), "capture": old.model_dump_json()}
    with ledger._engine.begin() as connection:
        connection.execute(captures.update().values(row))
        connection.execute(capture_keys.delete())
    assert ledger.payload(vault, old) == b"<p>toen"
    assert faults(ledger, vault) == []


def test_every_edit_is_found(ledger: Ledger, vault: Vault, tmp_path: Path) -> None:
    tally = try_edits(tmp_path / "edits", EDITS, seed=20261124)
    assert {kind: one.tried - one.found for kind, one in tally.items() if one.found < one.tried} == {}
    assert set(tally) == set(KINDS)
    assert sum(one.tried for one in tally.values()) == EDITS
    assert {kind: one.tried - one.named for kind, one in tally.items() if one.named < one.tried} == {}


@pytest.mark.parametrize("places", [(3, 4), (1, 6), (4, 5)])
def test_a_capture_that_took_a_place_before_its_time_is_named(
    ledger: Ledger, vault: Vault, places: tuple[int, int]
) -> None:
    for named, day in (("a", 0), ("b", 1)):
        record(ledger, vault, 3, named=named, at=NOON + timedelta(days=day))
        assert ledger.sign_evidence(KEY, at=NOON + timedelta(days=day, minutes=1))
    one, other = places
    for before, after in ((one, -1), (other, one), (-1, other)):
        edit(ledger, f"UPDATE captures SET seq = {after} WHERE seq = {before}")
    said = [fault.en for fault in faults(ledger, vault)]
    assert any(f"captures seq {at})" in words for words in said for at in places)
    assert any("from after the signing" in words for words in said) == (one <= 3 < other)


def test_a_clock_that_was_set_back_is_no_fault(ledger: Ledger, vault: Vault) -> None:
    record(ledger, vault, 3, at=NOON + timedelta(hours=1))
    assert ledger.sign_evidence(KEY, at=NOON)
    assert faults(ledger, vault) == []


def test_two_crawls_at_once_exchange_places_and_the_head_tells_between_which_bytes(
    ledger: Ledger, vault: Vault
) -> None:
    """Each segment keeps its order and both lie under the same head: nothing tells which two it were."""
    recorders = [ledger.recorder(SITE, ledger.start_run(SITE, at=NOON), vault) for _ in range(2)]
    recorders[0].add([f"https://toy.example/{at}" for at in range(4)], depth=0)
    for at in range(4):
        keep(recorders[at % 2], *recorders[at % 2].lease(1))
    for recorder in recorders:
        recorder.close()
    assert ledger.sign_evidence(KEY, at=NOON + timedelta(minutes=1))
    for before, after in ((2, -1), (3, 2), (-1, 3)):
        edit(ledger, f"UPDATE captures SET seq = {after} WHERE seq = {before}")
    (said,) = [fault.en for fault in faults(ledger, vault)]
    assert "does not lead to the signed head" in said
    assert "(ledger: heads size 4)" in said


def test_a_segment_that_is_away_is_found(ledger: Ledger, vault: Vault) -> None:
    (capture,) = record(ledger, vault, 1)
    segment(vault).unlink()
    assert [capture.segment in one.en for one in faults(ledger, vault)] == [True]
    with pytest.raises(EvidenceError, match="back-up"):
        ledger.payload(vault, capture)


def test_a_swapped_capture_is_refused(ledger: Ledger, vault: Vault) -> None:
    first, second = record(ledger, vault, 2)
    with pytest.raises(EvidenceError, match=f"byte {second.offset}"):
        ledger.payload(vault, first.model_copy(update={"offset": second.offset}))


@pytest.mark.parametrize("torn", [b"\x1f\x8b", gzip.compress(b"a whole member", mtime=0), b"no gzip at all"])
def test_what_a_killed_crawl_left_is_set_aside_by_the_next(ledger: Ledger, vault: Vault, torn: bytes) -> None:
    made = record(ledger, vault, 3)
    path = segment(vault)
    end = path.stat().st_size
    with path.open("ab") as file:
        file.write(torn)
    (fault,) = faults(ledger, vault)
    assert f"{path.name} has something from byte {end}" in fault.en
    record(ledger, vault, 2, named="b")
    assert faults(ledger, vault) == []
    assert path.with_name(f"{path.name}.{end}.tail").read_bytes() == torn
    assert all(ledger.payload(vault, capture) for capture in made)


def test_a_segment_that_somebody_writes_is_left_alone(ledger: Ledger, vault: Vault) -> None:
    recorder = ledger.recorder(SITE, ledger.start_run(SITE, at=NOON), vault)
    recorder.add(["https://toy.example/1"], depth=0)
    (target,) = recorder.lease(1)
    keep(recorder, target)
    with segment(vault).open("ab") as file:
        file.write(b"on its way")
    assert faults(ledger, vault) == []
    record(ledger, vault, 1, named="b")
    assert not list(vault.folder.glob("*.tail"))
    recorder.close()


def test_a_commit_that_fails_leaves_no_gap(ledger: Ledger, vault: Vault) -> None:
    recorder = ledger.recorder(SITE, ledger.start_run(SITE, at=NOON), vault)
    recorder.add([f"https://toy.example/{at}" for at in range(3)], depth=0)
    first, second, third = recorder.lease(3)
    keep(recorder, first)
    with pytest.raises(ZeroDivisionError):
        keep_and_fail_to_commit(recorder, second)
    keep(recorder, third)
    recorder.close()
    assert len(list(vault.folder.glob("*.warc.gz"))) == 2
    assert {capture.url for capture in ledger.captured(9)} == {first.url, third.url}
    record(ledger, vault, 1, named="b")
    assert faults(ledger, vault) == []


def keep_and_fail_to_commit(recorder: Recorder, target: Target) -> None:
    with recorder.together() as connection:
        keep(recorder, target)
        event.listen(connection, "commit", _fail)


def _fail(_connection: object) -> None:
    raise ZeroDivisionError


def test_bytes_that_the_ledger_acknowledged_are_never_cut(ledger: Ledger, vault: Vault) -> None:
    record(ledger, vault, 3)
    path = segment(vault)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert len(faults(ledger, vault)) == 1
    record(ledger, vault, 1, named="b")
    assert path.stat().st_size == len(raw)


def test_whole_members_end_where_the_last_whole_one_does(tmp_path: Path) -> None:
    members = [gzip.compress(os.urandom(40), mtime=0) for _ in range(4)]
    whole = b"".join(members)
    ends = [sum(len(member) for member in members[: at + 1]) for at in range(4)]
    path = tmp_path / "x.warc.gz"
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        expected = max([end for end in ends if end <= size], default=0)
        with path.open("rb") as file:
            assert whole_until(file) == expected


def test_pages_that_are_recorded_together_are_one_commit(ledger: Ledger, vault: Vault) -> None:
    recorder = ledger.recorder(SITE, ledger.start_run(SITE, at=NOON), vault)
    recorder.add([f"https://toy.example/{at}" for at in range(4)], depth=0)
    first, second, third, fourth = recorder.lease(4)
    with recorder.together():
        made = [keep(recorder, one) for one in (first, second)]
        assert not list(vault.folder.glob("*"))  # nothing is told before it is on disk
        assert ledger.captured(9) == []
    assert [ledger.payload(vault, capture) for capture in made] == [b"1", b"1"]
    with pytest.raises(ZeroDivisionError):
        keep_and_fail(recorder, third)
    keep(recorder, fourth)
    recorder.close()
    assert {capture.url for capture in ledger.captured(9)} == {first.url, second.url, fourth.url}
    assert faults(ledger, vault) == []


def keep(recorder: Recorder, target: Target) -> Capture:
    return recorder.capture(target, url=target.url, status=200, headers=[], payload=b"1", fetched_at=NOON)


def keep_and_fail(recorder: Recorder, target: Target) -> None:
    with recorder.together():
        keep(recorder, target)
        raise ZeroDivisionError


KEY = bytes(range(32))


def signed(ledger: Ledger, vault: Vault) -> list[Head]:
    """Two heads: over three captures, and over five."""
    made = []
    for count, named in ((3, "a"), (2, "b")):
        record(ledger, vault, count, named=named)
        head = ledger.sign_evidence(KEY, at=NOON)
        assert head
        made.append(head)
    return made


def test_a_head_is_made_for_what_is_new(ledger: Ledger, vault: Vault) -> None:
    assert ledger.sign_evidence(KEY, at=NOON) is None
    first, second = signed(ledger, vault)
    assert (first.size, second.size) == (3, 5)
    assert ledger.sign_evidence(KEY, at=NOON) is None
    assert ledger.evidence_head() == second
    assert list(ledger.verify_evidence(vault, [first, second])) == []


CHANGES = {
    "re-dated beside the record": "UPDATE captures SET fetched_at = replace(fetched_at, 'T11', 'T10') WHERE seq = 2",
    "another key": "UPDATE capture_keys SET wrapped = replace(wrapped, substr(wrapped, 1, 1), 'x')",
    "no key": "DELETE FROM capture_keys WHERE capture = (SELECT id FROM captures WHERE seq = 4)",
    "a key of nothing": "INSERT INTO capture_keys VALUES ('urn:uuid:0', '00')",
    "made blank": "UPDATE captures SET state = 'destroyed', capture = '' WHERE seq = 3",
    "a head that is gone": "DELETE FROM heads WHERE size = 3",
    "other peaks": "UPDATE heads SET peaks = '[]' WHERE size = 3",
    "re-dated": "UPDATE captures SET capture = replace(capture, '11:00:01', '10:00:01') WHERE seq = 2",
    "another address": "UPDATE captures SET capture = replace(capture, 'toy.example', 'other.example') WHERE seq = 2",
    "dropped": "DELETE FROM captures WHERE seq = 2",
    "dropped at the end": "DELETE FROM captures WHERE seq = 5",
    "swapped": "UPDATE captures SET seq = CASE seq WHEN 1 THEN -2 WHEN 2 THEN -1 END WHERE seq IN (1, 2)",
    "another signature": "UPDATE heads SET signature = replace(signature, substr(signature, 1, 1), 'x')",
    "another head": "UPDATE heads SET root = replace(root, substr(root, 1, 1), 'x') WHERE size = 3",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_ledger_does_not_lead_to_the_head(ledger: Ledger, vault: Vault, change: str) -> None:
    heads = signed(ledger, vault)
    for statement in (CHANGES[change], "UPDATE captures SET seq = -seq WHERE seq < 0"):
        edit(ledger, statement)
    found = list(ledger.verify_evidence(vault, heads))
    assert found
    if change in ("re-dated", "another address"):
        (made,) = (path for path in vault.folder.glob("*.gz") if path.name in found[0].en)
        assert made.stat().st_size > 0


def edit(ledger: Ledger, statement: str) -> None:
    with ledger._engine.begin() as connection:  # behind the ledger's back
        connection.exec_driver_sql(statement)


CUTS = {
    "its last event": "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
    "its last two": "DELETE FROM audit WHERE seq > (SELECT max(seq) FROM audit) - 2",
    "all of it": "DELETE FROM audit",
}


@pytest.mark.parametrize("cut", CUTS)
def test_an_audit_log_that_lost_its_end_is_found_by_a_head_from_elsewhere(
    ledger: Ledger, vault: Vault, cut: str
) -> None:
    signed(ledger, vault)
    for named in ("a", "b"):
        ledger.audit("consult", named, who="analist", at=NOON)
    kept = ledger.attest_evidence(KEY, at=NOON + timedelta(hours=1))
    assert kept
    assert ledger.evidence_head() != kept  # it lies nowhere here
    elsewhere = Head.model_validate_json(kept.model_dump_json())
    ledger.audit("consult", "c", who="analist", at=NOON)
    assert list(ledger.verify_evidence(vault, [elsewhere])) == []
    edit(ledger, "DELETE FROM audit WHERE target = 'c'")
    assert list(ledger.verify_evidence(vault, [elsewhere])) == []  # nobody signed for it
    edit(ledger, CUTS[cut])
    assert ledger.verify_audit() >= 0  # no chain can tell
    said = [fault.en for fault in ledger.verify_evidence(vault, [elsewhere])]
    assert f"(ledger: audit seq {kept.events})" in said[-1]


def test_a_head_kept_here_tells_of_the_events_before_it(ledger: Ledger, vault: Vault) -> None:
    record(ledger, vault, 1)
    ledger.audit("consult", "a", who="analist", at=NOON)
    assert ledger.sign_evidence(KEY, at=NOON)
    events = ledger.audit_events(limit=9)
    last = min(one.seq for one in events if one.action == "sign") - 1
    edit(ledger, f"UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = {last}")
    assert any(f"audit seq {last})" in fault.en for fault in faults(ledger, vault))


def test_a_head_from_before_it_told_of_the_audit_log_holds(ledger: Ledger, vault: Vault) -> None:
    head = signed(ledger, vault)[-1]
    old = made_before(head.size, bytes.fromhex(head.root), NOON, KEY)
    assert old.said == f"zicht evidence head\n5\n{head.root}\n2026-11-24T11:00:00.000000+00:00\n".encode()
    kept = {name: value for name, value in old.model_dump(mode="json").items() if name not in ("events", "chain")}
    assert list(ledger.verify_evidence(vault, [Head.model_validate(kept)])) == []


def test_an_attestation_does_not_sign_what_somebody_put_in_the_ledger(ledger: Ledger, vault: Vault) -> None:
    assert ledger.attest_evidence(KEY, at=NOON) is None
    signed(ledger, vault)
    edit(ledger, f"UPDATE heads SET root = '{'0' * 64}' WHERE size = 5")
    given = ledger.attest_evidence(KEY, at=NOON + timedelta(hours=1))
    assert given
    assert not holds(given)


def test_a_ledger_from_an_older_backup_is_told_and_its_newer_captures_are_kept_aside(
    tmp_path: Path, vault: Vault
) -> None:
    file = tmp_path / "ledger.db"
    with closing(open_ledger(f"sqlite:///{file}")) as ledger:
        record(ledger, vault, 2)
        backup = tmp_path / "older.db"
        with sqlite3.connect(file) as live, sqlite3.connect(backup) as to:
            live.backup(to)
        newer = record(ledger, vault, 2, named="b")
        head = ledger.sign_evidence(KEY, at=NOON)
        assert head
    whole = tmp_path / "newer.db"
    for path in tmp_path.glob("ledger.db*"):
        path.rename(path.with_name(path.name.replace("ledger", "newer")))
    backup.rename(file)
    with closing(open_ledger(f"sqlite:///{file}")) as ledger:
        said = [fault.en for fault in ledger.verify_evidence(vault, [head])]
        assert any(f"{newer[0].segment} has something from byte 0" in one for one in said)
        assert any("Captures are missing: 4 were signed, 2 stand" in one for one in said)
        ledger.recorder(SITE, ledger.start_run(SITE, at=NOON), vault).close()
    (aside,) = vault.folder.glob("*.tail")
    with closing(open_ledger(f"sqlite:///{whole}")) as ledger:  # a newer backup was found all the same
        with (vault.folder / newer[0].segment).open("ab") as segment:
            segment.write(aside.read_bytes())
        assert list(ledger.verify_evidence(vault, [head])) == []
        assert all(ledger.payload(vault, one) for one in newer)


def test_who_rewrites_everything_is_found_by_a_head_from_elsewhere(ledger: Ledger, vault: Vault) -> None:
    _, anchored = signed(ledger, vault)
    with ledger._engine.connect() as connection:
        segments = dict(connection.execute(select(captures.c.seq, captures.c.segment)).all())
    (vault.folder / segments[5]).unlink()
    for statement in (
        "DELETE FROM captures WHERE seq > 3", "DELETE FROM capture_keys WHERE capture NOT IN (SELECT id FROM captures)",
        "DELETE FROM heads", "DELETE FROM audit",
    ):  # fmt: skip
        edit(ledger, statement)
    assert ledger.sign_evidence(b"another key, just as long as ours", at=NOON)
    assert list(ledger.verify_evidence(vault)) == []
    assert len(list(ledger.verify_evidence(vault, [anchored]))) == 1


def test_a_bundle_is_checked_by_others(ledger: Ledger, vault: Vault, tmp_path: Path) -> None:
    captures = record(ledger, vault, 3)
    pages = [ReadPage(capture=one.id, adverts=(advert_of(one),), kind="detail") for one in captures]
    ledger.save_pages(pages)
    head = ledger.sign_evidence(KEY, at=NOON)
    assert head
    folder = tmp_path / "bundle"
    write_bundle(ledger, vault, advert_of(captures[1]).id, head, folder)
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False).returncode == 0
    part, sealed = folder / "01.warc.gz", folder / "01.sealed.warc.gz"
    assert {path.name for path in folder.glob("*.warc.gz")} == {part.name, sealed.name}
    assert subprocess.run(["gzip", "--test", part, sealed], check=False).returncode == 0
    with part.open("rb") as file:
        (body,) = (body for kind, _, body in _records(file) if kind == "response")
    assert body == ledger.payload(vault, captures[1])
    (proof,) = json.loads((folder / "proofs.json").read_text(encoding="utf-8"))
    assert proof["sha256"] == sha256(sealed.read_bytes()).hexdigest()
    assert proof["unsealed"] == sha256(part.read_bytes()).hexdigest()
    with sealed.open("rb") as file:
        ((_, _, block),) = _records(file)
    about = captures[1].model_dump_json().encode()  # what follows is all that somebody without Zicht needs
    assert AESGCM(bytes.fromhex(proof["key"])).decrypt(block[:12], block[12:], about) == part.read_bytes()
    said = [captures[1].model_dump_json(), captures[1].segment, proof["begins"], proof["ends"], proof["sha256"]]
    path = [bytes.fromhex(one) for one in proof["path"]]
    assert head_from(leaf(json.dumps(said).encode()), proof["seq"] - 1, head.size, path) == bytes.fromhex(head.root)
    with pytest.raises(InputError, match="bestaat al"):
        write_bundle(ledger, vault, advert_of(captures[1]).id, head, folder)
    segment(vault).write_bytes(b"")
    with pytest.raises(EvidenceError, match="gewijzigd"):
        write_bundle(ledger, vault, advert_of(captures[1]).id, head, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def advert_of(capture: Capture) -> Advert:
    return Advert(site=SITE, url=capture.url, title="Toy", body=capture.url, seen_at=NOON, capture=capture.id)
