"""The console as a person meets it: the real server, Debian's Chromium, keys and clicks; hostile adverts do nothing."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.console_samples import ADVERTS, CANARY, DAY, world
from zicht.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
HOSTILE = [one.id for one in ADVERTS if CANARY in one.title]
pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`zicht serve` on a free port of loopback, over the small world."""
    settings = Settings(home=tmp_path_factory.mktemp("chromium") / "home")
    with world(settings):
        pass
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "console", "--home", str(settings.home), "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "ZICHT_WHO": "tester"}, stdout=subprocess.DEVNULL)
    try:
        _until_it_answers(f"http://127.0.0.1:{port}/static/icon.svg", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _until_it_answers(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(url).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the console did not start: {process.poll()}")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if find_spec("playwright") is None or not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not here: apt-get install chromium, pip install playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield opened
        opened.close()


class Watched:
    """A page of a fresh browser, and everything that it complains of or asks from elsewhere."""

    def __init__(self, browser: "Browser", server: str, **more: Any) -> None:
        self.server = server
        self.context = browser.new_context(base_url=server, **more)
        self.complaints: list[str] = []
        self.context.expose_function(CANARY, lambda *_: self.complaints.append("the canary was called"))
        self.context.add_init_script(
            "document.addEventListener('securitypolicyviolation', fault => console.error('CSP ' + fault.violatedDirective))"
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(5_000)
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.server):
            self.complaints.append(f"asked {request.url}")


@pytest.fixture
def watched(browser: "Browser", server: str) -> Iterator[Watched]:
    """No test ends with a console error, a CSP report, a script of an advert or a request to elsewhere."""
    opened = Watched(browser, server)
    yield opened
    opened.context.close()
    assert opened.complaints == []


def test_from_search_to_the_reason_of_a_mark(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.get_by_role("searchbox", name="Zoekvraag").fill("titel:kas")
    page.get_by_role("button", name="Zoek").click()
    page.locator(".facets").get_by_role("link", name="signaal").click()
    assert "outcome=signal" in page.url
    assert page.get_by_role("status").inner_text().startswith("1 advertentie met “titel:kas” met uitkomst signaal")
    page.get_by_role("link", name="Werk in de kas met kamer").click()
    page.locator(".text a.code", has_text="LAB-10").first.click()
    row = page.locator("tr:target")
    assert "paspoort inleveren" in row.inner_text()
    row.locator("a.quote").click()
    mark = page.locator(".at:target + mark")
    assert mark.inner_text() == "paspoort inleveren"
    assert mark.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    assert "ongewijzigd" in page.locator("main").inner_text()


def test_a_filter_is_taken_away_again(watched: Watched) -> None:
    page = watched.page
    page.goto("/?q=kamer&outcome=signal")
    before = page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Verwijder filter Uitkomst signaal").click()
    assert page.get_by_role("status").inner_text() != before
    page.get_by_role("link", name="Wis alles").click()
    assert page.get_by_role("status").inner_text() == f"{len(ADVERTS)} advertenties, nieuwste eerst."
    page.locator(".months a").last.click()
    assert f"from={DAY:%Y-%m}-01" in page.url


def test_english_stays_english(watched: Watched) -> None:
    page = watched.page
    page.goto(f"/lists/{DAY}")
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Signal lists of 24 Nov 2026"
    page.get_by_role("link", name="Limburg", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Limburg, 24 Nov 2026"
    page.get_by_role("link", name="Search", exact=True).click()
    assert page.get_by_role("button", name="Search").is_visible()
    page.get_by_role("link", name="Nederlands").click()
    assert page.get_by_role("button", name="Zoek").is_visible()


def test_a_list_leads_to_its_adverts(watched: Watched) -> None:
    page = watched.page
    page.goto("/lists")  # today: no list was made
    page.get_by_role("link", name="24 nov 2026").first.click()
    page.get_by_role("link", name="Limburg", exact=True).click()
    line = page.locator(".lines article").first
    assert "direct naar een mens" in line.inner_text()
    assert "Zorg eerst" in line.inner_text()
    line.get_by_role("link", name="Snel geld").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Snel geld"


def test_hostile_adverts_do_nothing(watched: Watched) -> None:
    page = watched.page
    for url in (
        "/?q=paspoort",
        "/?page=2",
        f"/lists/{DAY}/limburg",
        "/letters",
        *(f"/adverts/{one}" for one in HOSTILE),
    ):
        page.goto(url)
        for found in page.locator("mark, bdi, .fields-read dd").all()[:12]:
            found.dispatch_event("mouseover")
    assert page.evaluate("document.scripts.length") == 0


def test_a_page_that_is_not_there_is_a_page_in_words(watched: Watched) -> None:
    page = watched.page
    answer = page.goto("/adverts/onbekend")
    assert answer
    assert answer.status == 404
    assert watched.complaints.pop().startswith("Failed to load resource")  # Chromium's own line for a 404
    assert page.get_by_role("heading", level=1).inner_text() == "Niet gevonden"
    page.get_by_role("link", name="Naar zoeken").click()
    assert page.url == f"{watched.server}/"


@pytest.mark.parametrize("width", [400, 900, 1280])
def test_no_page_is_wider_than_the_window(browser: "Browser", server: str, width: int) -> None:
    watched = Watched(browser, server, viewport={"width": width, "height": 800})
    for url in (
        "/",
        f"/lists/{DAY}",
        f"/lists/{DAY}/limburg",
        "/letters",
        "/indicators",
        f"/adverts/{ADVERTS[0].id}",
        f"/adverts/{HOSTILE[2]}",
    ):
        watched.page.goto(url)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, url
    watched.context.close()
    assert watched.complaints == []


def test_the_keyboard_reaches_the_text_first(watched: Watched) -> None:
    page = watched.page
    page.goto(f"/adverts/{ADVERTS[0].id}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Naar de inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "← Zoeken"
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused.startswith("#hit-")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_printed_list_is_the_list_alone(watched: Watched) -> None:
    page = watched.page
    page.goto(f"/lists/{DAY}/limburg")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert not page.locator(".attention").is_visible()
    assert page.locator(".lines article").first.is_visible()
    assert page.get_by_text("Deze lijst gaat over advertenties").is_visible()
