"""Versions of the packs: kept whole, put to work with a reason, taken back; on both databases, and on the command line."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from enrichment.packs.loading import load_packs, read_folder
from flows import steps
from flows.packs import activate, active_packs, active_reader, diff, files_named, packs_of, roll_back
from ledger import Ledger, PackVersion, ReadPage
from ledger.sealing import vault_of
from tests.conftest import NOON
from tests.console_samples import advert
from tests.test_packs import GOOD
from zicht.clock import now
from zicht.errors import InputError, PackError
from zicht.records import Decision, Explanation, Label, Signal, SignalAdvert
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
TEXT = "Je moet je paspoort inleveren, en wij kopen nieuwe schoenen voor je."


def folder_of(path: Path, text: str = GOOD) -> Path:
    """A folder with one small pack; its file has a mark and line ends of another system."""
    path.mkdir(parents=True)
    shutil.copy(ROOT / "indicators" / "scoring.yml", path / "scoring.yml")
    (path / "test.yml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def changed(path: Path) -> Path:
    return folder_of(path, GOOD.replace("nl: [paspoort inleveren]", "nl: [paspoort inleveren, nieuwe schoenen]"))


def test_a_version_is_kept_byte_for_byte_with_who_when_and_why(ledger: Ledger, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "a")
    before = now()
    version = activate(ledger, folder, who="analist", why="eerste versie")
    assert ledger.shelf.files_of(version) == read_folder(folder)
    assert (version.number, version.who, version.why) == (1, "analist", "eerste versie")
    assert version.version == load_packs(folder).version
    assert before <= version.at <= now()
    assert version.packs["test"] == "2026.11.1"
    assert ledger.shelf.active() == version
    event = ledger.audit_events(limit=1)[0]
    assert (event.action, event.who, event.why) == ("activate-packs", "analist", "eerste versie")
    assert event.target == f"packs:1:{version.version}"
    assert ledger.verify_audit() == 1


def test_a_rollback_is_the_earlier_content_under_a_new_number(ledger: Ledger, tmp_path: Path) -> None:
    first = activate(ledger, folder_of(tmp_path / "a"), who="a", why="een")
    activate(ledger, changed(tmp_path / "b"), who="b", why="twee", impact="{}")
    back = roll_back(ledger, 1, who="c", why="te veel treffers")
    assert (back.number, back.version, back.sha256, back.back_to) == (3, first.version, first.sha256, 1)
    assert [one.number for one in ledger.shelf.versions()] == [3, 2, 1]
    assert [one.impact for one in ledger.shelf.versions()] == [None, "{}", None]
    assert ledger.audit_events(limit=1)[0].action == "rollback-packs"
    with pytest.raises(InputError, match="al actief"):
        roll_back(ledger, 1, who="c", why="nog eens")
    with pytest.raises(InputError, match="Versie 9 is er niet"):
        roll_back(ledger, 9, who="c", why="waarheen")
    assert ledger.shelf.active() == back


def test_what_is_active_already_or_has_no_reason_is_not_activated(ledger: Ledger, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "a")
    with pytest.raises(InputError, match="--why is leeg"):
        activate(ledger, folder, who="a", why=" ")
    activate(ledger, folder, who="a", why="een")
    with pytest.raises(InputError, match="al actief, als versie 1"):
        activate(ledger, folder, who="a", why="nog eens")
    assert len(ledger.shelf.versions()) == 1


def test_a_pack_with_a_mistake_or_a_failing_example_is_not_activated(ledger: Ledger, tmp_path: Path) -> None:
    wrong = folder_of(tmp_path / "a", GOOD.replace("points: 24", "ponts: 24"))
    with pytest.raises(PackError, match="points"):
        activate(ledger, wrong, who="a", why="een")
    failing = folder_of(tmp_path / "b", GOOD.replace("Je moet je paspoort inleveren.", "Je houdt je eigen paspoort."))
    with pytest.raises(InputError, match=r"1 voorbeelden kloppen niet.*LAB-10"):
        activate(ledger, failing, who="a", why="een")
    assert ledger.shelf.active() is None
    assert ledger.audit_events() == []


def test_version_content_and_audit_come_together_or_not_at_all(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    folder = folder_of(tmp_path / "a")
    with monkeypatch.context() as patch:
        patch.setattr("ledger.packs.audit.append", killed)
        with pytest.raises(KeyboardInterrupt):
            activate(ledger, folder, who="a", why="een")
    assert ledger.shelf.versions() == []
    assert activate(ledger, folder, who="a", why="een").number == 1


def test_the_active_version_wins_over_the_folder(ledger: Ledger, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", packs=folder_of(tmp_path / "a"))
    assert active_packs(ledger, settings).version is None
    assert active_packs(ledger, settings).packs.version == load_packs(settings.packs).version
    version = activate(ledger, changed(tmp_path / "b"), who="a", why="een")
    assert active_packs(ledger, settings).version == version
    assert active_packs(ledger, settings).packs.version == load_packs(tmp_path / "b").version


def test_an_active_version_that_cannot_be_read_any_more_is_told(ledger: Ledger) -> None:
    new = PackVersion(version="x", at=NOON, who="a", why="b", packs={})
    version = ledger.shelf.activate({"test.yml": b"pack: [", "scoring.yml": b""}, new)
    with pytest.raises(PackError, match=r"1/test.yml:1.*Versie 1 is niet te lezen"):
        packs_of(ledger, version)


def captured(ledger: Ledger, settings: Settings) -> None:
    one = advert(1, "Werk", TEXT, category="Vacatures")
    run = ledger.start_run("demo_jobs", at=NOON)
    recorder = ledger.recorder("demo_jobs", run, vault_of(settings))
    recorder.add([one.url], depth=0)
    (target,) = recorder.lease(1)
    capture = recorder.capture(target, url=one.url, status=200, headers=[], payload=b"x", fetched_at=NOON)
    recorder.close()
    ledger.save_pages([ReadPage(capture=capture.id, adverts=(one,), kind="advert")])


def test_after_activation_the_next_run_reads_every_advert_again(ledger: Ledger, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", packs=folder_of(tmp_path / "a"))
    captured(ledger, settings)
    assert steps.enrich(ledger, active_reader(ledger, settings), settings) == 1
    assert steps.enrich(ledger, active_reader(ledger, settings), settings) == 0
    version = activate(ledger, changed(tmp_path / "b"), who="a", why="schoenen")
    assert ledger.shelf.read_with() == {load_packs(settings.packs).version: 1}
    assert steps.enrich(ledger, active_reader(ledger, settings), settings) == 1
    assert ledger.shelf.read_with() == {version.version: 1}
    (stored,) = ledger.shelf.recent(NOON - timedelta(hours=1), 10, "")
    assert [hit.text for hit in stored.hits] == ["paspoort inleveren", "nieuwe schoenen"]
    assert stored.enriched_with["packs"] == version.version


def test_a_diff_tells_files_that_changed_came_and_went(ledger: Ledger, tmp_path: Path) -> None:
    activate(ledger, folder_of(tmp_path / "a"), who="a", why="een")
    (changed(tmp_path / "b") / "terms.yml").write_text("version: '1'\nterms: {}\n", encoding="utf-8")
    lines = list(diff(files_named(ledger, "1"), files_named(ledger, str(tmp_path / "b"))))
    assert "+++ terms.yml" in lines
    assert "--- /dev/null" in lines
    assert "-      nl: [paspoort inleveren]" in lines
    assert "+      nl: [paspoort inleveren, nieuwe schoenen]" in lines
    assert not any("scoring" in line for line in lines)
    assert list(diff(files_named(ledger, "1"), files_named(ledger, "1"))) == []


def signal_of(key: str, number: str) -> Signal:
    shown = SignalAdvert(
        id=number, title="x", url="https://example.nl/1", site="demo_jobs", seen_at=NOON, capture=None, segment=None,
        offset=None, sha256=None,
    )  # fmt: skip
    return Signal(
        day=NOON.date(), eenheid="Limburg", rank=1, key=key, tier="signal", score=40, form="arbeid", gemeente=None,
        codes=(), reasons=Explanation(nl="x", en="x"), quotes=(), adverts=(shown,), first_seen=NOON,
    )  # fmt: skip


def test_what_people_said_of_adverts(ledger: Ledger) -> None:
    ledger.save_signals(NOON.date(), [signal_of(key, key.upper()) for key in "abcd"], at=NOON)
    for key, decided in (
        ("a", "geen_signaal"),
        ("a", "volgen"),
        ("b", "volgen"),
        ("c", "onvoldoende"),
        ("d", "volgen"),
    ):
        ledger.add_decision(Decision(signal=key, decision=decided, who="w", when=NOON, why="y"))  # type: ignore[arg-type]
    for number, label in (("B", "independent"), ("D", "signal"), ("D", "weet niet"), ("E", "ja")):
        ledger.add_label(Label(advert=number, label=label, who="w", when=NOON, why="y"))
    assert ledger.shelf.judged() == {"A": True, "B": False, "E": True}


def run(home: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["--home", str(home), *arguments])
    if isinstance(done.exception, Exception):
        raise done.exception
    return done.exit_code, " ".join(done.output.split())


def test_the_commands_from_first_version_to_rollback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, first, second = tmp_path / "home", folder_of(tmp_path / "a"), changed(tmp_path / "b")
    monkeypatch.setenv("ZICHT_PACKS", str(first))
    assert "nog nooit een versie geactiveerd" in run(home, "pack", "versions")[1]
    assert "nog nooit een versie geactiveerd" in run(home, "status")[1]
    assert "Versie 1" in run(home, "pack", "activate", str(first), "--why", "begin", "--by", "analist")[1]
    code, said = run(home, "pack", "diff", "1", str(second))
    assert code == 1
    assert "nieuwe schoenen" in said
    assert run(home, "pack", "diff", "1", "1") == (0, "Geen verschil.")
    taught = shutil.copytree(first, tmp_path / "c")
    (taught / "examples").mkdir()
    line = "LAB-10\tnl\thit\tvacatures\tHier moet je je paspoort inleveren.\n"
    (taught / "examples" / "labour.tsv").write_text(line, encoding="utf-8")
    said = run(home, "pack", "activate", str(taught), "--why", "voorbeelden", "--no-impact")[1]
    assert "Alleen voorbeelden verschillen van versie 1" in said
    assert "Alleen voorbeelden verschillen van versie 2" in run(home, "pack", "rollback", "1", "--why", "terug")[1]
    run(home, "pack", "activate", str(second), "--why", "schoenen", "--no-impact")
    said = run(home, "status")[1]
    assert "pakketten: versie 4" in said
    assert "is anders en leest niet mee" in said
    assert "Versie 5" in run(home, "pack", "rollback", "1", "--why", "terug")[1]
    said = run(home, "pack", "versions")[1]
    assert "5 actief" in said
    assert "terug (terug naar 1)" in said
    assert "analist" in said
    assert '"number":5' in run(home, "pack", "versions", "--json")[1]
    with pytest.raises(PackError, match="deze map is er niet"):
        run(home, "pack", "activate", str(tmp_path / "nergens"), "--why", "x")
