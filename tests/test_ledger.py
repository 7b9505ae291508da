"""One contract for both ledgers: SQLite and PostgreSQL, the real servers."""

import signal as signals
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from ledger import Ledger, ReadPage, open_ledger
from ledger.connect import connect
from ledger.frontier import LEASE, SqlRecorder
from ledger.sealing import Vault
from ledger.tables import METADATA
from tests.conftest import NOON
from zicht.clock import day_bounds
from zicht.errors import LedgerError, LegalBasisError
from zicht.records import (
    Advert,
    DeadLetter,
    Decision,
    EnrichedAdvert,
    Explanation,
    Label,
    LegalBasis,
    Signal,
    SubjectKey,
)  # fmt: skip

ROOT = Path(__file__).resolve().parent.parent
SITE = "toy"
MASTER = b"m" * 32
DAY = date(2026, 11, 24)


def capture_page(ledger: Ledger, evidence: Path, url: str, payload: bytes, *, hours: int = 0):
    at = NOON + timedelta(hours=hours)
    run = ledger.start_run(SITE, at=at)
    recorder = ledger.recorder(SITE, run, Vault(evidence, MASTER))
    recorder.add([url], depth=0)
    (target,) = recorder.lease(1)
    headers = [("Content-Type", "text/html"), ("ETag", '"1"'), ("Content-Encoding", "gzip")]
    capture = recorder.capture(target, url=url, status=200, headers=headers, payload=payload, fetched_at=at)
    recorder.close()
    ledger.finish_run(run, verdict="ok", stats={"pages": 1}, at=at)
    return capture


def advert_of(url: str, body: str, *, capture: str | None = None, hours: int = 0) -> Advert:
    return Advert(site=SITE, url=url, title="Toy", body=body, seen_at=NOON + timedelta(hours=hours), capture=capture)


def stored(ledger: Ledger, evidence: Path, url: str, body: str, *, hours: int = 0) -> Advert:
    capture = capture_page(ledger, evidence, url, body.encode(), hours=hours)
    advert = advert_of(url, body, capture=capture.id, hours=hours)
    ledger.save_pages([ReadPage(capture=capture.id, adverts=(advert,), kind="detail")])
    return advert


def read(advert: Advert, *keys: str, version: str = "1") -> EnrichedAdvert:
    subjects = tuple(SubjectKey(kind="phone", key=key) for key in keys)
    return EnrichedAdvert(
        advert=advert, language="nl", form="overig", subjects=subjects, enriched_with={"packs": version}, score=3
    )


def test_the_migrated_schema_is_the_tables(url: str) -> None:
    engine = connect(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_a_newer_ledger_is_refused_in_words(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="nieuwere versie"):
        open_ledger(url)


def test_an_unreachable_ledger_is_said_in_words() -> None:
    with pytest.raises(LedgerError, match="ZICHT_LEDGER"):
        open_ledger("postgresql+psycopg://zicht@127.0.0.1:1/none?connect_timeout=2")
    with pytest.raises(LedgerError, match="sqlite"):
        open_ledger("nonsense://")


def test_sqlite_is_durable(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'ledger.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_the_way_of_an_advert(ledger: Ledger, tmp_path: Path) -> None:
    advert = stored(ledger, tmp_path, "https://toy.example/1", "eerste tekst")
    assert ledger.ready("parsed", 9) == [advert]
    ledger.save_enriched([read(advert, "k")], at=NOON)
    assert ledger.ready("parsed", 9) == []
    assert ledger.enriched("enriched", 9) == [read(advert, "k")]
    ledger.save_linked([read(advert, "k")], at=NOON)
    assert [batch for batch in ledger.all_linked(1)] == [[read(advert, "k")]]
    assert ledger.conservation().waiting == 1
    ledger.save_indexed([read(advert, "k")], at=NOON)
    kept = ledger.conservation()
    assert (kept.fetched, kept.indexed, kept.waiting, kept.unaccounted) == (1, 1, 0, 0)
    found = ledger.get(advert.id)
    assert found and (found.state, found.versions, found.gone_at) == ("indexed", 1, None)
    assert found.capture and ledger.payload(Vault(tmp_path, MASTER), found.capture) == b"eerste tekst"


def test_saving_twice_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    capture = capture_page(ledger, tmp_path, "https://toy.example/1", b"tekst")
    page = ReadPage(
        capture=capture.id, adverts=(advert_of("https://toy.example/1", "tekst", capture=capture.id),), kind="detail"
    )
    ledger.save_pages([page])
    ledger.save_pages([page])
    found = ledger.get(page.adverts[0].id)
    assert found and found.versions == 1
    assert ledger.conservation().unaccounted == 0


def test_a_page_without_adverts_is_set_aside_by_name(ledger: Ledger, tmp_path: Path) -> None:
    capture = capture_page(ledger, tmp_path, "https://toy.example/", b"lijst")
    ledger.save_pages([ReadPage(capture=capture.id, adverts=(), kind="listing")])
    assert ledger.conservation().set_aside == {"listing": 1}
    assert ledger.captured(9) == []


def test_unchanged_words_renew_last_seen_only(ledger: Ledger, tmp_path: Path) -> None:
    first = stored(ledger, tmp_path, "https://toy.example/1", "tekst")
    ledger.save_enriched([read(first)], at=NOON)
    stored(ledger, tmp_path, "https://toy.example/1", "tekst", hours=3)
    found = ledger.get(first.id)
    assert found and found.enriched
    assert (found.first_seen, found.changed_at, found.last_seen) == (NOON, NOON, NOON + timedelta(hours=3))
    assert ledger.conservation().set_aside == {"unchanged": 1}


def test_new_words_are_a_new_version_and_read_anew(ledger: Ledger, tmp_path: Path) -> None:
    first = stored(ledger, tmp_path, "https://toy.example/1", "tekst")
    ledger.save_enriched([read(first, "k")], at=NOON)
    second = stored(ledger, tmp_path, "https://toy.example/1", "andere tekst", hours=2)
    ledger.save_linked([read(first, "k")], at=NOON)  # a late result for the old words
    found = ledger.get(first.id)
    assert found and (found.state, found.versions, found.enriched) == ("parsed", 2, None)
    assert found.first_seen == NOON
    assert ledger.ready("parsed", 9) == [second]
    assert ledger.conservation().superseded == 1


def test_gone_and_back(ledger: Ledger, tmp_path: Path) -> None:
    advert = stored(ledger, tmp_path, "https://toy.example/1", "tekst")
    for hours, end in ((1, NOON + timedelta(hours=1)), (2, NOON + timedelta(hours=1))):
        run = ledger.start_run(SITE, at=NOON + timedelta(hours=hours))
        recorder = ledger.recorder(SITE, run, Vault(tmp_path, MASTER))
        recorder.add([advert.url], depth=1)
        (target,) = recorder.lease(1)
        recorder.gone(target, status=404, fetched_at=NOON + timedelta(hours=hours))
        recorder.close()
        ledger.finish_run(run, verdict="ok", stats={}, at=NOON)
        found = ledger.get(advert.id)
        assert found and found.gone_at == end
    stored(ledger, tmp_path, advert.url, "tekst", hours=5)
    back = ledger.get(advert.id)
    assert back and back.gone_at is None


def test_the_frontier_leases_each_page_once(ledger: Ledger, tmp_path: Path) -> None:
    run = ledger.start_run(SITE, at=NOON)
    recorder = ledger.recorder(SITE, run, Vault(tmp_path, MASTER))
    urls = [f"https://toy.example/{at}" for at in range(5)]
    assert recorder.add(urls, depth=1) == 5
    assert recorder.add(urls, depth=2) == 0
    first, second = recorder.lease(3), recorder.lease(3)
    assert len(first) == 3
    assert len(second) == 2
    assert recorder.lease(3) == []
    recorder.give_up(first[0], reason="timeout", detail="30 s", at=NOON)
    recorder.done(first[1])
    recorder.close()
    assert ledger.dead_letters()[0].reason == "timeout"
    assert ledger.done_in(run) == 1
    again = ledger.start_run(SITE, at=NOON)  # the run was cut off: it goes on, leased pages are free again
    assert again == run
    recorder = ledger.recorder(SITE, again, Vault(tmp_path, MASTER))
    assert len(recorder.lease(9)) == 3
    recorder.close()


def test_the_nearest_page_is_leased_first_also_when_a_lease_ran_out(url: str, tmp_path: Path) -> None:
    engine, clock = connect(url), [NOON]
    recorder = SqlRecorder(engine, SITE, "run", Vault(tmp_path, MASTER), clock=lambda: clock[0])
    recorder.add(["https://toy.example/far"], depth=2)
    recorder.add([f"https://toy.example/{at}" for at in range(3)], depth=1)
    assert [target.url[-1] for target in recorder.lease(2)] == ["0", "1"]
    clock[0] += LEASE + timedelta(seconds=1)
    assert [target.url[-1] for target in recorder.lease(3)] == [
        "0",
        "1",
        "2",
    ]  # two whose lease ran out, and one that waits
    assert [target.url[-3:] for target in recorder.lease(3)] == ["far"]
    recorder.close()
    engine.dispose()


def test_a_lease_sorts_nothing(tmp_path: Path) -> None:
    """With 100,000 pages waiting it cost 30 ms (SQLite) and 200 ms (PostgreSQL) to sort them all."""
    engine = connect(f"sqlite:///{tmp_path / 'ledger.db'}")
    recorder = SqlRecorder(engine, SITE, "run", Vault(tmp_path, MASTER))
    recorder.add([f"https://toy.example/{at}" for at in range(9)], depth=1)
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda _1, _2, said, values, *_: asked.append((said, values)))
    recorder.lease(3)
    leasing = [one for one in asked if "ORDER BY" in one[0]]
    with engine.connect() as connection:
        plans = [
            row[3]
            for said, values in leasing
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values)
        ]
    assert len(plans) == 2
    assert all("USING INDEX ix_frontier_site_state_depth_url (site=? AND state=?)" in one for one in plans)
    recorder.close()
    engine.dispose()


def test_a_later_run_asks_conditionally(ledger: Ledger, tmp_path: Path) -> None:
    url = "https://toy.example/1"
    capture = capture_page(ledger, tmp_path, url, b"tekst")
    run = ledger.start_run(SITE, at=NOON + timedelta(hours=1))
    recorder = ledger.recorder(SITE, run, Vault(tmp_path, MASTER))
    assert recorder.add([url], depth=0) == 1
    (target,) = recorder.lease(1)
    assert (target.etag, target.sha256) == ('"1"', capture.sha256)
    recorder.unchanged(target, status=304, fetched_at=NOON + timedelta(hours=1))
    recorder.close()
    assert ledger.conservation().to_fetch == 0


def test_a_page_is_asked_conditionally_only_once_it_was_followed(ledger: Ledger, tmp_path: Path) -> None:
    """A crawl cut off between a page and its links: "unchanged, 304" would hide them for good."""
    url, headers = "https://toy.example/", [("ETag", '"1"')]
    for ending in ("cut off", "done", "unchanged", "leads on"):
        run = ledger.start_run(SITE, at=NOON)
        recorder = ledger.recorder(SITE, run, Vault(tmp_path, MASTER))
        recorder.add([url], depth=0)
        (target,) = recorder.lease(1)
        assert target.etag == ('"1"' if ending in ("unchanged", "leads on") else None), ending
        if ending == "cut off":
            asked = {"url": url, "status": 200, "payload": b"een", "fetched_at": NOON}
            recorder.capture(target, headers=headers, ends=False, **asked)
            recorder.close()
            continue
        assert target.sha256, ending
        if ending == "unchanged":
            recorder.unchanged(target, status=200, fetched_at=NOON, headers=headers)
        else:
            recorder.done(target, headers if ending == "done" else ())
        recorder.close()
        ledger.finish_run(run, verdict="ok", stats={}, at=NOON)
    run = ledger.start_run(SITE, at=NOON)
    recorder = ledger.recorder(SITE, run, Vault(tmp_path, MASTER))
    recorder.add([url], depth=0)
    assert [target.etag for target in recorder.lease(1)] == [None]
    recorder.close()


def test_stale_adverts_are_picked_up(ledger: Ledger, tmp_path: Path) -> None:
    advert = stored(ledger, tmp_path, "https://toy.example/1", "tekst")
    ledger.save_enriched([read(advert, version="1")], at=NOON)
    assert ledger.stale({"packs": "1"}, 9) == []
    assert ledger.stale({"packs": "2"}, 9) == [advert]


def test_a_dead_letter_ends_what_it_is_about(ledger: Ledger, tmp_path: Path) -> None:
    capture = capture_page(ledger, tmp_path, "https://toy.example/1", b"kapot")
    letter = DeadLetter(stage="parse", key=capture.id, reason="ParserError", detail="regel 1", at=NOON)
    ledger.bury(letter)
    ledger.bury(letter)
    advert = stored(ledger, tmp_path, "https://toy.example/2", "tekst")
    ledger.bury(DeadLetter(stage="enrich", key=advert.id, reason="ValueError", at=NOON))
    ledger.save_enriched([read(advert)], at=NOON)
    assert [one.key for one in ledger.dead_letters()] == [advert.id, capture.id]
    kept = ledger.conservation()
    assert (kept.dead, kept.unaccounted, kept.waiting) == (2, 0, 0)


def test_conservation_shows_a_loss(ledger: Ledger, tmp_path: Path, url: str) -> None:
    advert = stored(ledger, tmp_path, "https://toy.example/1", "tekst")
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("DELETE FROM advert_versions"))
        connection.execute(sqlalchemy.text("DELETE FROM adverts"))
    engine.dispose()
    assert ledger.get(advert.id) is None
    assert ledger.conservation().unaccounted == 1


def test_a_day_is_half_open(ledger: Ledger, tmp_path: Path) -> None:
    start, end = day_bounds(DAY)
    hours = [(start - NOON) / timedelta(hours=1), (end - NOON) / timedelta(hours=1)]
    for at, hour in enumerate(hours):
        advert = stored(ledger, tmp_path, f"https://toy.example/{at}", f"tekst {at}", hours=int(hour))
        ledger.save_enriched([read(advert)], at=NOON)
    assert [one.advert.body for one in ledger.seen_between(start, end)] == ["tekst 0"]


def signal(key: str, rank: int) -> Signal:
    return Signal(
        day=DAY, eenheid="Limburg", rank=rank, key=key, tier="signal", score=33, form="arbeid", gemeente="Venlo",
        codes=("LAB-04",), reasons=Explanation(nl="omdat", en="because"), quotes=(), adverts=(), first_seen=NOON,
    )  # fmt: skip


def test_a_days_list_is_replaced_whole(ledger: Ledger) -> None:
    ledger.save_signals(DAY, [signal("a", 1), signal("b", 2)], at=NOON)
    ledger.save_signals(DAY, [signal("b", 1)], at=NOON)
    assert ledger.signals(DAY) == [signal("b", 1)]
    assert ledger.signals(DAY, "Amsterdam") == []
    assert ledger.signal_days() == [DAY]


def test_labels_and_decisions_are_kept_and_audited(ledger: Ledger) -> None:
    label = Label(advert="a", label="signal", who="analist", when=NOON, why="telefoon")
    decision = Decision(signal="s", decision="volgen", who="analist", when=NOON, why="drie personen")
    ledger.add_label(label)
    ledger.add_decision(decision)
    assert ledger.labels("a") == [label]
    assert ledger.decisions("s") == [decision]
    assert [event.action for event in ledger.audit_events()] == ["decide", "label"]


@pytest.mark.parametrize("change", ["UPDATE audit SET why = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"])
def test_the_audit_chain_shows_a_change(ledger: Ledger, url: str, change: str) -> None:
    for at in range(3):
        ledger.audit("consult", f"advert {at}", who="analist", why="zaak", at=NOON)
    assert ledger.verify_audit() == 3
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text(change))
    engine.dispose()
    with pytest.raises(LedgerError, match="regel 2"):
        ledger.verify_audit()


def basis(*sites: str, until: date) -> LegalBasis:
    return LegalBasis(
        article="Politiewet 2012 art. 3", purpose="toets", authority="toets", officer_role="rol", dpia_reference="DPIA-0",
        sources=sites, valid_until=until,
    )  # fmt: skip


def test_no_crawl_without_basis_and_approval(ledger: Ledger) -> None:
    with pytest.raises(LegalBasisError, match="grondslag"):
        ledger.basis_for(SITE, on=DAY)
    ledger.record_basis(basis(SITE, until=DAY), who="jurist", at=NOON)
    with pytest.raises(LegalBasisError, match="goedgekeurd"):
        ledger.basis_for(SITE, on=DAY)
    ledger.approve_source(SITE, who="jurist", why="besluit 1", at=NOON)
    assert ledger.basis_for(SITE, on=DAY).sources == (SITE,)
    with pytest.raises(LegalBasisError, match="grondslag"):
        ledger.basis_for(SITE, on=DAY + timedelta(days=1))
    assert ledger.verify_audit() == 2


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ledger import open_ledger
from ledger.sealing import Vault
ledger = open_ledger(sys.argv[1])
run = ledger.start_run("toy", at=datetime.now(UTC))
recorder = ledger.recorder("toy", run, Vault(Path(sys.argv[2]), b"m" * 32))
recorder.add([f"https://toy.example/{at}" for at in range(3000)], depth=0)
for target in iter(lambda: next(iter(recorder.lease(1)), None), None):
    recorder.capture(target, url=target.url, status=200, headers=[], payload=target.url.encode(), fetched_at=datetime.now(UTC))
    print(target.url, flush=True)
"""


def test_what_was_acknowledged_survives_kills(url: str, tmp_path: Path) -> None:
    said: list[str] = []
    for at in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, url, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert process.stdout
        said += [process.stdout.readline().strip() for _ in range(20 + 7 * at)]
        time.sleep(0.01 * at)
        process.send_signal(signals.SIGKILL)
        said += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
    ledger = open_ledger(url)
    captures = ledger.captured(10_000)
    urls = [capture.url for capture in captures]
    assert set(said) <= set(urls)
    assert len(urls) == len(set(urls))
    assert all(ledger.payload(Vault(tmp_path, MASTER), capture) == capture.url.encode() for capture in captures)
    ledger.close()


OWNER = """
import sys, time
from ledger import open_ledger
with open_ledger(sys.argv[1]).owning("toy"):
    print("mine", flush=True)
    time.sleep(60)
"""


def test_a_site_belongs_to_one_living_process(ledger: Ledger, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    process = subprocess.Popen([sys.executable, "-c", OWNER, url], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline() == "mine\n"
    with monkeypatch.context() as hurry:
        hurry.setattr("ledger.ownership.PATIENCE", 0.2)
        with pytest.raises(LedgerError, match="ander proces"), ledger.owning(SITE):
            pytest.fail("two own it")
    with ledger.owning("another"):
        process.send_signal(signals.SIGKILL)
        process.wait()
        process.stdout.close()
    for _ in range(2):
        with ledger.owning(SITE):
            pass
