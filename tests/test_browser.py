"""A site that JavaScript builds, shown by Debian's Chromium, which has no network but the crawl's own."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Request
from twisted.python.failure import Failure

import crawlers.browser
from crawlers.browser import MARK, Renderer, RenderFailed
from crawlers.pictures import HASHED
from crawlers.reasons import reason_of
from crawlers.settings import settings_for
from crawlers.site import Expect, Listing, Site
from ledger import open_ledger
from ledger.sealing import vault_of
from tests.crawling import Crawl, adverts, allow, crawl, letters
from tests.test_images import drawn, hash_of, saved
from tests.toy_site import HTML, ToySite, toy_site
from zicht.errors import SiteError
from zicht.records import Capture
from zicht.settings import Settings

chromium = pytest.mark.chromium
SHELL = '<html><head><title>x</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
# what a page may try: its own data, other hosts, what robots.txt forbids, a post, a socket, a frame, a beacon
APP = """
const other = "http://HOST";
const get = url => fetch(url).then(answer => answer.json()).catch(() => null);
(async () => {
  document.cookie = "volg=mij";
  const tried = [get(other + "/fetch"), get("/geheim.json"), fetch("/post", {method: "POST", body: "x"}).catch(() => null)];
  for (const url of [other + "/beeld.png", "/beeld.png"]) { const image = new Image(); image.src = url; document.body.append(image); }
  const frame = document.createElement("iframe"); frame.src = other + "/frame"; document.body.append(frame);
  try { new WebSocket("ws://HOST/socket"); } catch (e) {}
  navigator.sendBeacon(other + "/baken", "x"); window.open(other + "/venster");
  await Promise.all(tried);
  const ads = await get("/ads.json");
  const here = ads.find(ad => location.pathname == "/" + ad.id);
  document.getElementById("app").innerHTML = here
    ? `<h1>${here.title}</h1><div class="body"><p>${here.body}</p></div>`
    : ads.map(ad => `<a class="advert" href="/${ad.id}">${ad.title}</a>`).join("");
})();
"""
ADS = '[{"id": "kok", "title": "Kok gezocht", "body": "Elke dag"}, {"id": "fiets", "title": "Fiets", "body": "Rood"}]'
WITH_BROWSER = 'Listing(advert="a.advert", title="h1", body="div.body"), browser=True'

JS = Site(
    name="js", start=("https://js.example/",), hosts=("js.example",), family=Listing(advert="a", title="h1", body="p"),
    expect=Expect(adverts=1), browser=True,
)  # fmt: skip


@dataclass
class World:
    site: ToySite
    other: ToySite
    settings: Settings
    done: Crawl
    kok: Capture


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The site, crawled once."""
    if shutil.which("chromium") is None:
        pytest.skip("Debian's chromium is not here")
    settings = Settings(home=tmp_path_factory.mktemp("browser"))
    allow(settings)
    with toy_site() as site, toy_site() as other:
        site["/robots.txt"] = 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /geheim\n"
        for path in ("/", "/kok", "/fiets"):
            site[path] = 200, {**HTML, "ETag": '"1"'}, SHELL.encode()
        site["/app.js"] = 200, {"Content-Type": "text/javascript"}, APP.replace("HOST", other.host).encode()
        site["/ads.json"] = 200, {"Content-Type": "application/json"}, ADS.encode()
        done = crawl(settings, site.file(WITH_BROWSER))
        ledger = open_ledger(settings.ledger_url)
        captures = {capture.url.rpartition("/")[2]: capture for capture in ledger.captured(99)}
        ledger.close()
        yield World(site, other, settings, done, captures["kok"])


@chromium
def test_what_the_browser_shows_is_read(world: World) -> None:
    assert world.done.code == 0, world.done.words
    assert adverts(world.settings) == {"Kok gezocht": "Elke dag", "Fiets": "Rood"}
    assert letters(world.settings) == {}


@chromium
def test_nothing_leaves_for_another_host(world: World) -> None:
    assert world.other.asked == []


@chromium
def test_only_text_is_asked_and_robots_txt_is_obeyed(world: World) -> None:
    assert {path for path, _ in world.site.asked} == {"/robots.txt", "/", "/kok", "/fiets", "/app.js", "/ads.json"}


@chromium
def test_every_request_says_who_we_are_and_carries_no_cookie(world: World) -> None:
    assert all(headers["user-agent"].startswith("Zicht/") for _, headers in world.site.asked)
    assert not [headers for _, headers in world.site.asked if "cookie" in headers]


@chromium
def test_the_capture_is_what_was_shown_and_says_so(world: World) -> None:
    said = dict(world.kok.headers)
    assert said["X-Zicht-Rendered"].startswith("Chromium/")
    assert said["Content-Type"] == "text/html; charset=utf-8"
    assert "ETag" not in said  # it is the shell's: a new answer behind it would go unseen
    ledger = open_ledger(world.settings.ledger_url)
    assert b"<h1>Kok gezocht</h1>" in ledger.payload(vault_of(world.settings), world.kok)
    ledger.close()


@chromium
def test_a_page_that_hangs_the_browser_is_given_up_and_the_next_one_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("chromium") is None:
        pytest.skip("Debian's chromium is not here")
    monkeypatch.setattr(crawlers.browser, "QUIET", 1.0)
    monkeypatch.setattr(crawlers.browser, "WHOLE", 3.0)
    renderer = Renderer(cast(Crawler, SimpleNamespace(spider=SimpleNamespace(site=JS))))
    request = Request("https://js.example/", cb_kwargs={"target": None})

    async def show(markup: bytes) -> bytes:
        shown = await renderer.process_response(request, HtmlResponse(request.url, body=markup))
        return shown.body

    async def both() -> bytes:
        with pytest.raises(RenderFailed) as raised:
            await show(b"<script>for (;;) {}</script>")
        assert reason_of(Failure(raised.value)) == "render_failed"  # type: ignore[no-untyped-call]
        monkeypatch.setattr(crawlers.browser, "WHOLE", 30.0)
        shown = await show(b"<p id=p>leeg</p><script>document.getElementById('p').textContent = 'gevuld'</script>")
        await renderer.close()
        return shown

    assert b"gevuld" in asyncio.run(both())


def test_a_site_without_its_browser_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers.browser, "CHROMIUM", Path("/nergens/chromium"))
    with pytest.raises(SiteError, match="chromium"):
        settings_for(JS, "a@b.example")


@chromium
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine")
def test_parts_of_a_page_count_for_the_budget_and_shared_ones_are_asked_once(settings: Settings) -> None:
    allow(settings)
    script = (
        b"fetch('/ads.json').then(answer => answer.json()).then(ads => { document.getElementById('app').innerHTML ="
    )
    script += b"location.pathname == '/' ? ads.map(ad => `<a class=advert href=/${ad.id}>x</a>`).join('')"
    script += b": `<h1>${location.pathname}</h1><div class=body>tekst van ${location.pathname}</div>`; })"
    with toy_site() as site:
        site.answers |= dict.fromkeys(("/", "/kok", "/fiets"), (200, HTML, SHELL.encode()))
        site["/app.js"] = 200, {"Content-Type": "text/javascript"}, script
        site["/ads.json"] = 200, {"Content-Type": "application/json"}, ADS.encode()
        source = site.file(WITH_BROWSER).replace("concurrency=8", "concurrency=1, budget=4")
        first = crawl(settings, source)
        assert first.answer["report"]["verdict"] == "paused", first.words
        asked = [path for path, _ in site.asked if path != "/robots.txt"]
        assert asked[:3] == ["/", "/app.js", "/ads.json"]
        assert len(asked) == 4  # the second page, whose data would be a fifth: it waits
        assert first.stats["captured"] == 1
        again = crawl(settings, source)
        assert len([path for path, _ in site.asked if path != "/robots.txt"]) == 4
        assert again.answer["report"]["verdict"] == "paused"
        assert crawl(settings, source.replace("budget=4", "budget=50")).answer["report"]["verdict"] == "ok"
        assert site.times("/app.js") == 2
    assert set(adverts(settings)) == {"/kok", "/fiets"}
    assert letters(settings) == {}


SHOWS = """<html><body><div id="app"></div><script>
document.getElementById("app").innerHTML = location.pathname == "/"
  ? '<a class="advert" href="/kok">Kok</a>'
  : '<main><h1>Kok gezocht</h1><div class="body"><p>Elke dag</p></div><img src="/foto.png"></main>';
</script></body></html>"""


@chromium
def test_a_picture_that_javascript_puts_there_is_hashed_and_never_shown(settings: Settings) -> None:
    """Both at once: the browser shows the page without its pictures, and the crawl asks for the picture, once, for its hash."""
    if shutil.which("chromium") is None:
        pytest.skip("Debian's chromium is not here")
    allow(settings, images=True)
    picture = saved(drawn(7), "PNG")
    with toy_site() as site:
        claims = {**HTML, MARK: "Chromium/1", HASHED: "ffffffffffffffff http://elders.example/"}
        site["/"] = site["/kok"] = 200, claims, SHOWS.encode()
        site["/foto.png"] = 200, {"Content-Type": "image/png"}, picture
        done = crawl(settings, site.file(f"{WITH_BROWSER}, images=True"))
        assert done.code == 0, done.words
        assert site.times("/foto.png") == 1
    assert done.stats["images"] == 1
    ledger = open_ledger(settings.ledger_url)
    kok = next(capture for capture in ledger.captured(9) if capture.url.endswith("/kok"))
    ledger.close()
    assert [value.partition(" ")[0] for name, value in kok.headers if name == HASHED] == [hash_of(picture)]
    assert [value for name, value in kok.headers if name == MARK] != ["Chromium/1"]
    assert len([name for name, _ in kok.headers if name == MARK]) == 1
