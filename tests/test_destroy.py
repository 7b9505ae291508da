"""Lawful destruction: nothing that remains holds the words, the proof of everything else stands, and a kill costs nothing."""

import json
import os
import signal as signals
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy
from typer.testing import CliRunner

from console.cli import app
from enrichment.reader import Reader
from enrichment.words.stems import stem_query
from flows import steps
from flows.deciding import decide
from flows.destroying import destroy
from ledger import Ledger, ReadPage, open_ledger
from ledger.connect import connect
from ledger.sealing import vault_of
from ledger.tie_choices import Choice
from ledger.tie_tables import link_choices, link_events
from search import open_index
from tests.conftest import NOON
from zicht.clock import day_of
from zicht.errors import EvidenceError, InputError, SettingsError
from zicht.query import Index, Query
from zicht.records import Advert, Capture, DeadLetter, Decision, Label
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SITE = "toy"
KANARIE = "kanariewoordje"  # stands in title, text, address and header of the advert that is to be destroyed
DAY = day_of(NOON)
KILLS = 6


@pytest.fixture
def home(url: str, tmp_path: Path) -> Settings:
    """An empty installation; its own SQLite file is that of the home."""
    return Settings(home=tmp_path / "home", who="jurist", ledger="" if url.startswith("sqlite") else url)


class Room:
    """A ledger, an index and lists with adverts in them."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self.settings, self.reader = settings, reader
        self.ledger: Ledger = open_ledger(settings.ledger_url)
        self.index: Index = open_index(settings, stem_query)

    def page(self, url: str, *adverts: Advert, hours: int = 0, payload: str = "") -> Capture:
        at = NOON + timedelta(hours=hours)
        run = self.ledger.start_run(SITE, at=at)
        recorder = self.ledger.recorder(SITE, run, vault_of(self.settings))
        recorder.add([url], depth=0)
        (target,) = recorder.lease(1)
        capture = recorder.capture(
            target,
            url=url,
            status=200,
            headers=[("X-Title", url)],
            payload=payload.encode() or url.encode(),
            fetched_at=at,
        )
        recorder.close()
        self.ledger.finish_run(run, verdict="ok", stats={}, at=at)
        self.ledger.save_pages([ReadPage(capture=capture.id, adverts=adverts, kind="listing")])
        return capture

    def work(self) -> None:
        steps.enrich(self.ledger, self.reader, self.settings)
        steps.link(self.ledger, self.reader, self.settings)
        steps.publish(self.ledger, self.index, self.settings)
        steps.make_lists(self.ledger, self.settings, DAY)
        self.ledger.sign_evidence(bytes(range(32)), at=NOON)

    def destroy(self, named: str, why: str = "bevel 12", *, others: bool = False):
        return destroy(named, self.ledger, self.index, self.reader, self.settings, why=why, others=others)

    def faults(self) -> list[str]:
        return [one.nl for one in self.ledger.verify_evidence(vault_of(self.settings))]

    def connected(self) -> set[int]:
        """The connections that PostgreSQL has with this database; none with SQLite."""
        with self.ledger.looking() as state:
            if state.dialect.name != "postgresql":
                return set()
            here = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            return set(state.execute(sqlalchemy.text(here)).scalars())

    def close(self) -> None:
        self.index.close()
        self.ledger.close()


@pytest.fixture
def room(home: Settings, reader: Reader) -> Iterator[Room]:
    home.home.mkdir(parents=True)
    (home.home / "evidence.key").write_bytes(bytes(range(32)))
    opened = Room(home, reader)
    yield opened
    opened.close()


def advert(number: str, words: str, *, hours: int = 0, phone: str = "06 - 86 00 00 11") -> Advert:
    body = (
        f"{words}. Wij zoeken mensen voor werk op het land. Bij aankomst lever je je paspoort in bij de voorman, die het in de"
        " kluis legt tot het contract voorbij is. Het terrein niet verlaten zonder te vragen is een regel, en bezoek is niet"
        f" toegestaan. Er is een kamer die je deelt. Bel {phone}, Venlo."
    )
    return Advert(
        site=SITE, url=f"https://toy.example/{number}", title=f"{words} in Venlo", body=body, place_text="Venlo",
        seen_at=NOON + timedelta(hours=hours),
    )  # fmt: skip


def two(room: Room) -> tuple[Advert, Advert]:
    """One to be destroyed, seen three times and written about; and another with the same phone."""
    gone, stays = advert(f"{KANARIE}-1", f"Privé {KANARIE}"), advert("2", "Blijft staan")
    room.page(gone.url, gone, payload=f"<h1>{gone.title}")
    room.page(gone.url, gone.model_copy(update={"body": gone.body + f" {KANARIE} twee", "seen_at": NOON + timedelta(hours=1)}),
              hours=1, payload=f"<h1>{gone.title} twee")  # fmt: skip
    room.page(gone.url, gone.model_copy(update={"body": gone.body + f" {KANARIE} twee", "seen_at": NOON + timedelta(hours=2)}),
              hours=2, payload=f"<h1>{gone.title} drie")  # fmt: skip
    room.page(stays.url, stays)
    room.ledger.bury(DeadLetter(stage="fetch", key=gone.url, reason="timeout", detail=KANARIE, at=NOON))
    room.ledger.add_label(Label(advert=gone.id, label="signal", who="analist", when=NOON, why="telefoon"))
    room.work()
    for line in room.ledger.signals(DAY):
        room.ledger.add_decision(Decision(signal=line.key, decision="volgen", who="analist", when=NOON, why="zaak"))
    return gone, stays


def test_what_is_destroyed_is_nowhere(room: Room) -> None:
    gone, stays = two(room)
    lines = room.ledger.signals(DAY)
    assert any(gone.id in {one.id for one in line.adverts} for line in lines), "the test needs a line with the advert"
    assert _found(room, KANARIE)
    made = room.destroy(gone.id)
    assert [one.kind for one in made].count("capture") == 3
    assert (made[0].who, made[0].why, made[0].named) == ("jurist", "bevel 12", gone.id)
    assert _found(room, KANARIE) == []
    assert room.ledger.get(gone.id) is None and room.index.get(gone.id) is None
    assert room.index.search(Query(text=KANARIE)).total == 0
    assert room.ledger.labels(gone.id) == []
    assert room.faults() == []
    kept = room.ledger.conservation()
    assert (kept.destroyed, kept.indexed, kept.unaccounted) == (3, 1, 0)
    assert room.index.get(stays.id)
    left = room.ledger.get(stays.id)
    assert left and left.capture and room.ledger.payload(vault_of(room.settings), left.capture)
    assert [one.id for line in room.ledger.signals(DAY) for one in line.adverts] == [stays.id]


def test_what_was_made_ready_to_be_linked_goes_too(room: Room) -> None:
    gone = advert(f"{KANARIE}-1", f"Privé {KANARIE}")
    room.page(gone.url, gone)
    steps.enrich(room.ledger, room.reader, room.settings)
    assert "made_ready" in _found(room, gone.id)
    room.ledger.sign_evidence(bytes(range(32)), at=NOON)
    room.destroy(gone.id)
    assert "made_ready" not in _found(room, gone.id)
    assert _found(room, KANARIE.lower()) == []


def _found(room: Room, word: str) -> list[str]:
    """Files of the home, and rows of the ledger, in which the word stands."""
    files = [path for path in room.settings.home.rglob("*") if path.is_file()]
    # in another process: who closes a file that SQLite has open in this one, lets go of SQLite's locks on it
    grep = ["grep", "-rlaF", word, str(room.settings.home)]
    found = subprocess.run(grep, capture_output=True, text=True, check=False).stdout.splitlines()
    found += [path.name for path in files if path.suffix == ".xlsx" and word in _sheet(path)]
    engine = connect(room.settings.ledger_url)
    with engine.connect() as connection:
        for table in sqlalchemy.inspect(connection).get_table_names():
            rows = connection.execute(sqlalchemy.text(f"SELECT * FROM {table}")).all()
            found += [table for row in rows if word in str(tuple(row))]
    engine.dispose()
    return found


def _sheet(path: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)


def test_the_sealed_bytes_stay_and_nobody_can_read_them(room: Room) -> None:
    gone, _ = two(room)
    stored = room.ledger.get(gone.id)
    assert stored and stored.capture
    sealed = (room.settings.evidence / stored.capture.segment).read_bytes()
    room.destroy(gone.id)
    assert (room.settings.evidence / stored.capture.segment).read_bytes() == sealed
    with pytest.raises(EvidenceError, match=r"vernietigd door jurist: bevel 12"):
        room.ledger.payload(vault_of(room.settings), stored.capture)


def test_again_is_the_same_and_a_reason_is_needed(room: Room) -> None:
    gone, _ = two(room)
    with pytest.raises(InputError, match="--why"):
        room.destroy(gone.id, "  ")
    with pytest.raises(InputError, match="geen vastlegging"):
        room.destroy("f" * 32)
    first = room.destroy(gone.id)
    assert room.destroy(gone.id, "iets anders") == first
    assert [event.why for event in room.ledger.audit_events(action="destroy")] == ["bevel 12"]


def test_it_is_not_taken_in_again(room: Room) -> None:
    gone, stays = two(room)
    room.destroy(gone.id)
    run = room.ledger.start_run(SITE, at=NOON + timedelta(days=2))
    recorder = room.ledger.recorder(SITE, run, vault_of(room.settings))
    assert recorder.add([gone.url, stays.url], depth=0) == 1
    recorder.close()
    room.page("https://toy.example/lijst", gone.model_copy(update={"seen_at": NOON + timedelta(days=3)}), hours=72)
    assert room.ledger.get(gone.id) is None
    assert room.ledger.conservation().set_aside["destroyed"] == 1


def test_one_capture_goes_and_the_earlier_words_come_back(room: Room) -> None:
    first, later = advert("1", "Eerst"), advert("1", "Daarna", hours=1)
    room.page(first.url, first)
    capture = room.page(first.url, later, hours=1, payload="later")
    room.work()
    room.destroy(capture.id)
    left = room.ledger.get(first.id)
    assert left and (left.advert.title, left.state, left.versions) == (first.title, "parsed", 1)
    assert room.index.get(first.id) is None
    assert room.ledger.conservation().unaccounted == 0
    assert room.faults() == []
    room.work()
    assert room.index.search(Query(text="eerst")).total == 1
    assert room.index.search(Query(text="daarna")).total == 0


def test_adverts_that_share_a_page_are_asked_for(room: Room) -> None:
    one, other = advert("1", "Een"), advert("2", "Twee")
    room.page("https://toy.example/feed", one, other)
    with pytest.raises(InputError, match=r"--others"):
        room.destroy(one.id)
    assert room.ledger.get(one.id)
    room.destroy(one.id, others=True)
    assert room.ledger.get(other.id) is None
    assert room.faults() == []
    again = other.model_copy(update={"seen_at": NOON + timedelta(days=1)})
    room.page("https://toy.example/2", again, hours=24)  # nobody named this one: it may be found again
    assert room.ledger.get(other.id)
    assert room.faults() == []


def test_what_was_never_sealed_is_refused(room: Room) -> None:
    gone, _ = two(room)
    with room.ledger._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM capture_keys")
    with pytest.raises(InputError, match="onverzegeld"):
        room.destroy(gone.id)
    assert room.ledger.get(gone.id)


FORGED = {
    "a word of the reason": "UPDATE destructions SET why = 'bewaartermijn'",
    "another day": "UPDATE destructions SET at = replace(at, '2026', '2025')",
    "no statement": "DELETE FROM destructions WHERE kind = 'capture'",
    "a capture made blank": "UPDATE captures SET state='destroyed', capture='' WHERE state <> 'destroyed'",
    "no audit event": "DELETE FROM audit WHERE action = 'destroy'",
    "a key put back": "INSERT INTO capture_keys SELECT id, '00' FROM captures WHERE state = 'destroyed'",
}


@pytest.mark.parametrize("change", FORGED)
def test_destroyed_is_told_apart_from_tampered(room: Room, change: str) -> None:
    gone, _ = two(room)
    room.destroy(gone.id)
    assert room.faults() == []
    with room.ledger._engine.begin() as connection:
        connection.exec_driver_sql(FORGED[change])
    assert room.faults()


def test_the_command_says_who_when_and_why(settings: Settings, reader: Reader) -> None:
    settings = settings.model_copy(update={"who": "zicht"})
    settings.home.mkdir(parents=True)
    (settings.home / "evidence.key").write_bytes(bytes(range(32)))
    room = Room(settings, reader)
    gone, _ = two(room)
    room.close()
    ask = lambda *words: CliRunner().invoke(app, ["--home", str(settings.home), "evidence", *words])  # noqa: E731
    assert ask("destroy", gone.id).exit_code == 2  # no --why
    done = ask("destroy", gone.id, "--why", "bewaartermijn verstreken")
    assert done.exit_code == 0, done.output
    assert f"advertentie {gone.id} is vernietigd" in done.output.replace("\n", " ")
    verified = ask("verify")
    assert "0 problemen" in verified.output
    assert "door zicht: bewaartermijn verstreken" in verified.output.replace("\n", " ")
    assert verified.exit_code == 0
    segment = next(settings.evidence.glob("*.warc.gz"))
    raw = bytearray(segment.read_bytes())
    raw[-20] ^= 1
    segment.write_bytes(raw)
    assert ask("verify").exit_code == 1


def test_another_master_key_is_said_before_anything_is_read(room: Room) -> None:
    two(room)
    (room.settings.home / "capture.key").write_bytes(b"z" * 32)
    with pytest.raises(SettingsError, match="ZICHT_CAPTURE_KEY_FILE"):
        steps.parse(room.ledger, room.settings)


DESTROYER = """
import os, sys
from enrichment.reader import open_reader
from enrichment.words.stems import stem_query
from flows import destroying
from ledger import open_ledger
from search import open_index
from zicht.settings import Settings
settings = Settings.model_validate_json(sys.argv[1])
ledger, index = open_ledger(settings.ledger_url), open_index(settings, stem_query)
reader = open_reader(settings.packs, key=b"k" * 32)
print("ready", flush=True)
sys.stdin.readline()
destroying.destroy(sys.argv[2], ledger, index, reader, settings, why="bevel 12")
print("done", flush=True)
"""


def test_a_kill_anywhere_costs_nothing(room: Room) -> None:
    """Killed at many moments: either nothing happened yet, or the next one ends it; never half an advert."""
    ended = {"not begun": 0, "unfinished": 0, "done": 0}
    wait = 60.0  # seconds until the kill; the first one ends by itself, and how soon the next ones are killed follows from that
    for at in range(KILLS):
        gone = advert(f"{KANARIE}-{at}", f"Privé {KANARIE} {at}")
        room.page(gone.url, gone, hours=at, payload=gone.body)
        room.work()
        before = room.connected()
        with subprocess.Popen(
            [sys.executable, "-c", DESTROYER, room.settings.model_dump_json(), gone.id],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ,
        ) as process:  # fmt: skip
            assert process.stdin and process.stdout
            assert process.stdout.readline() == b"ready\n"
            process.stdin.write(b"\n")
            process.stdin.flush()
            began = time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                process.wait(wait)
            took = time.monotonic() - began
            process.send_signal(signals.SIGKILL)
            said = process.stdout.read()
        until = time.monotonic() + 5
        while room.connected() - before and time.monotonic() < until:  # what the killed one had sent may still be done
            time.sleep(0.02)
        begun = bool(room.ledger.destructions(unfinished=True))
        how = "done" if b"done" in said else "unfinished" if begun else "not begun"
        ended[how] += 1
        wait = {"done": took / 2, "unfinished": took * 0.8, "not begun": took * 1.5}[how]
        if begun:
            assert any("afgebroken" in fault for fault in room.faults())
        elif b"done" not in said and not room.ledger.barred([gone.id]):
            assert room.ledger.get(gone.id)
        room.destroy(gone.id)
        assert room.faults() == []
        assert _found(room, KANARIE) == []
    assert sum(ended.values()) == KILLS, json.dumps(ended)  # at which moment a kill falls is the machine's


def test_what_people_said_of_its_ties_goes_with_it(room: Room, reader: Reader) -> None:
    """Of the pair at once; of a number when nobody is left who has it. That somebody decided stays in the log."""
    gone, stays = two(room)
    value = {"kind": "phone", "key": reader.keyed("phone", "+31686000011")}
    for about in ({"one": gone.id, "other": stays.id}, value):
        choice = {"at": NOON, "who": "analist", "what": "restore", "why": f"{KANARIE} zegt het", **about}
        decide(room.ledger, reader, Choice.model_validate(choice))
    room.destroy(gone.id)
    said = of_ties(room)
    assert [(one.kind, one.one) for one in said] == [("phone", None)]
    room.destroy(stays.id)
    assert of_ties(room) == []
    assert [one.action for one in room.ledger.audit_events(action="link restore")] == ["link restore"] * 2
    with room.ledger.looking() as state:
        whys = state.execute(sqlalchemy.select(link_events.c.why)).scalars().all()
    assert whys
    assert not any(KANARIE in why for why in whys)  # of groups their ties' kinds are told, never words


def of_ties(room: Room) -> list[Choice]:
    with room.ledger.looking() as state:
        rows = state.execute(sqlalchemy.select(link_choices)).mappings()
        return [Choice.model_validate({k: v for k, v in row.items() if k != "id"}) for row in rows]
