"""The analyst's bench on a page: figures, flags, a text tried, versions with their difference; advert text stays text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands.serving import indicator_names
from console.web import create_app
from console.web.bench import Bench
from console.web.indicators_page import LONGEST, IndicatorsPage
from console.web.version_page import VersionPage
from flows.figures import measure
from flows.impact import impact
from flows.packs import activate, active_packs, roll_back
from tests.conftest import NOON
from tests.console_samples import ADVERTS, CANARY, PAYLOADS, world
from tests.test_console import Console, Tags, harmless
from tests.test_impact import BICYCLES, BIKES
from zicht.records import Label
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
EVIL = f"<script>{CANARY}()</script>"
WEEKS = 520
PAPERS = [one.id for one in ADVERTS if "paspoort inleveren" in one.body]


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """The small world with a second version of the packs, judgements, figures and a roll-back."""
    import shutil

    home = tmp_path_factory.mktemp("bench")
    shutil.copytree(ROOT / "indicators", home / "first")
    shutil.copytree(ROOT / "indicators", home / "second")
    (home / "second" / "bikes.yml").write_text(BIKES.replace("Because.", EVIL), encoding="utf-8")
    settings = Settings(home=home / "home", packs=home / "first")
    with world(settings) as (ledger, index):
        for at, number in enumerate([*PAPERS, *(one.id for one in ADVERTS[5:20])]):
            label = "signal" if number in PAPERS and at else "nee"
            ledger.add_label(Label(advert=number, label=label, who="w", when=NOON, why="y"))
        activate(ledger, home / "first", who="analist", why="begin")
        old = active_packs(ledger, settings).packs
        activate(ledger, home / "second", who="<b>a</b>", why=EVIL, impact=None)
        new = active_packs(ledger, settings).packs
        roll_back(ledger, 1, who="analist", why="te veel fietsen")
        kept = impact(ledger, old, new, settings, weeks=WEEKS).summary()
        (home / "second" / "bikes.yml").write_text(BIKES.replace("Because.", EVIL + "."), encoding="utf-8")
        activate(ledger, home / "second", who="analist", why="toch fietsen", impact=kept)
        measure(ledger, settings, weeks=WEEKS)
        bench = Bench(ledger, settings)
        app = create_app(ledger, index, names=indicator_names(bench), who="tester", clock=lambda: NOON, bench=bench)
        yield Console(app, ledger, index)


def record(console: Console, **asked: str) -> IndicatorsPage:
    return IndicatorsPage.model_validate_json(console.ask("/indicators.json", params=asked).text)


def test_the_page_tells_which_version_is_at_work_and_why(console: Console) -> None:
    said = Tags(console.ask("/indicators").text).text
    assert "Versie 4 leest de advertenties" in said
    assert "toch fietsen" in said
    assert "zicht pack rollback 1 --why …" in said
    assert "terug naar 1" in said
    assert f"{BICYCLES} van {len(ADVERTS)} anders gelezen; {BICYCLES} erbij, 0 eraf" in said
    page = record(console)
    assert [row.version.number for row in page.versions] == [4, 3, 2, 1]
    assert [row.active for row in page.versions] == [True, False, False, False]


def test_every_indicator_stands_there_with_its_figures(console: Console) -> None:
    rows = {row.code: row for row in record(console).rows}
    papers = rows["LAB-10"]
    assert (papers.adverts, papers.judged) == (len(PAPERS), len(PAPERS))
    assert papers.worth is not None
    assert papers.worth.lift > 1
    assert papers.flag == "often"
    assert [group.name for group in record(console).groups]== [
        "SEX", "LAB", "CRI", "ORG", "OTH", "XAD", "OBF", "CNT", "LOC", "REG", "SPM",
    ]  # fmt: skip
    assert rows["OTH-99"].flag == "never"  # the adverts were read before it was activated
    assert rows["ORG-01"].worth is None
    page = Tags(console.ask("/indicators").text)
    assert {row["id"] for row in page.all("tr") if "id" in row} == set(rows)
    assert page.text.count("te weinig") >= len([row for row in rows.values() if row.worth is None])


def test_flags_count_what_they_list(console: Console) -> None:
    page = record(console)
    said = Tags(console.ask("/indicators").text).text
    assert f"Op meer dan 20 % van de advertenties: {len(page.flagged('often'))}" in said
    assert f"Op geen enkele advertentie: {len(page.flagged('never'))}" in said
    assert {"LAB-10"} <= {row.code for row in page.flagged("often")}


def test_forms_and_languages_add_up(console: Console) -> None:
    shares = record(console).shares
    for family in ("form", "language"):
        assert sum(row.share.adverts for row in shares if row.family == family) == len(ADVERTS)
    assert any(row.apart for row in shares)


def test_a_text_is_tried_with_the_packs_at_work(console: Console) -> None:
    asked = {"text": "Je moet je paspoort inleveren & een racefiets kopen.", "category": "Vacatures"}
    tried = record(console, **asked).tried
    assert tried.read is not None
    assert {row.hit.code for row in tried.hits} >= {"LAB-10", "OTH-99"}
    assert "".join(piece.text for piece in tried.pieces) == asked["text"]
    page = console.ask("/indicators", params=asked).text
    assert '<mark class="counts">paspoort inleveren</mark>' in page
    assert "direct naar een mens" in Tags(page).text
    assert record(console).tried.read is None
    assert "Er is niets gevonden." in console.ask("/indicators", params={"text": "Mooi weer."}).text


def test_a_text_that_is_too_long_is_refused_in_words(console: Console) -> None:
    answer = console.ask("/indicators", params={"text": "woord " * LONGEST})
    assert answer.status_code == 400
    assert "langer dan 2000 tekens" in Tags(answer.text).text
    assert console.ask("/indicators", params={"text": "a" * LONGEST}).status_code == 200
    assert console.ask("/indicators.json", params={"text": "a" * (LONGEST + 1)}).status_code == 400


@pytest.mark.parametrize("payload", [*PAYLOADS, "\ud800", "\u202e\u200f", "😀" * 500, "\x00"])
def test_hostile_texts_stay_text(console: Console, payload: str) -> None:
    raw = payload.encode("utf-8", "surrogatepass")
    text = "".join(f"%{byte:02x}" for byte in raw)
    answer = console.ask(f"/indicators?text=paspoort+inleveren+{text}&category={text}")
    assert answer.status_code == 200
    harmless(answer.text)


def test_a_version_shows_its_difference_and_what_it_did(console: Console) -> None:
    page = VersionPage.model_validate_json(console.ask("/indicators/versions/4.json").text)
    assert page.before is not None
    assert (page.before.number, page.active, page.cut) == (3, True, False)
    assert any(line.kind == "more" and "racefiets" in line.text for line in page.lines)
    assert page.impact is not None
    assert page.impact.codes["OTH-99"].added == BICYCLES
    html = console.ask("/indicators/versions/4").text
    harmless(html)
    said = Tags(html).text
    assert EVIL in said
    assert "Oost-Nederland" in said
    assert "zicht pack rollback 4" not in said
    assert "zicht pack rollback 2" in Tags(console.ask("/indicators/versions/2").text).text
    assert "eerste versie" in Tags(console.ask("/indicators/versions/1").text).text
    english = Tags(console.ask("/indicators/versions/3?lang=en").text).text
    assert "back to 1" in english


def test_hostile_reasons_stay_text(console: Console) -> None:
    for url in ("/indicators", "/indicators/versions/2"):
        page = console.ask(url).text
        harmless(page)
        assert EVIL in Tags(page).text


@pytest.mark.parametrize("number", ["0", "99", "1e3", "-1", "eerste", "9" * 40, "%00"])
def test_a_version_that_is_not_there_is_said(console: Console, number: str) -> None:
    answer = console.ask(f"/indicators/versions/{number}")
    assert answer.status_code == 404
    assert "Er is geen versie" in Tags(answer.text).text


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/indicators", "indicators"),
        ("/indicators?text=geheim", "indicators:try"),
        ("/indicators.json", "indicators"),
        ("/indicators/versions/1", "packs:1"),
    ],
)
def test_every_look_is_logged_and_a_tried_text_is_kept_nowhere(console: Console, url: str, target: str) -> None:
    before = len(console.looks())
    console.ask(url)
    looks = console.looks()
    assert len(looks) == before + 1
    assert (looks[0].target, looks[0].who) == (target, "tester")


def test_another_activation_is_seen_at_once(console: Console, tmp_path: Path) -> None:
    assert record(console, text="een racefiets").tried.hits
    roll_back(console.ledger, 1, who="a", why="terug")
    page = record(console, text="een racefiets")
    assert page.active is not None
    assert page.active.number == 5
    assert not page.tried.hits
    roll_back(console.ledger, 4, who="a", why="weer")


def test_without_figures_or_versions_the_page_says_what_to_do(settings: Settings) -> None:
    with world(settings) as (ledger, index):
        app = create_app(ledger, index, clock=lambda: NOON, bench=Bench(ledger, settings))
        said = Tags(Console(app, ledger, index).ask("/indicators").text).text
    assert "nog nooit een versie geactiveerd" in said
    assert "Nog niet gemeten" in said
    assert "zicht pack activate MAP --why REDEN" in said
