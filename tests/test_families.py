"""The families one by one: what their own pages do wrong, and a real crawl of each."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from crawlers import sites
from crawlers.families.api import Api
from crawlers.families.feed import Feed
from crawlers.families.offers import Offers
from crawlers.page import Page
from crawlers.parse import parse_page
from crawlers.site import Expect, Listing, Site, Vacancies
from tests.conftest import NOON
from tests.crawling import adverts, allow, crawl, letters
from tests.toy_site import HTML, toy_site
from zicht.errors import InputError, SiteError
from zicht.settings import Settings

PAGES = Path(__file__).parent / "pages"
URL = "https://site.example/lijst?page=3&q=a"


def page(payload: str | bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    return Page(
        URL, payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload, content_type, NOON
    )


def site(family: Feed | Api) -> Site:
    return Site(name="toy", start=(URL,), hosts=("site.example",), family=family, expect=Expect(adverts=1))


def rss(item: str, channel: str = "") -> Page:
    return page(f'<rss version="2.0"><channel>{channel}<item>{item}</item></channel></rss>', "application/rss+xml")


FEED_DATES = {
    "Thu, 05 Nov 2026 10:00:00 +0100": datetime(2026, 11, 5, 9, tzinfo=UTC),
    "05-11-2026": datetime(2026, 11, 4, 23, tzinfo=UTC),
    "5 november 2026": datetime(2026, 11, 4, 23, tzinfo=UTC),
    "gisteren": datetime(2026, 11, 23, 11, tzinfo=UTC),
    "onzin": None,
    "Thu, 05 Nov 99999 10:00:00 GMT": None,
    "": None,
}


@pytest.mark.parametrize("said", FEED_DATES)
def test_a_feed_dates_its_entries_as_people_do(said: str) -> None:
    (found,) = Feed().adverts(rss(f"<title>x</title><pubDate>{said}</pubDate>"))
    assert found["posted_at"] == FEED_DATES[said]


@pytest.mark.parametrize(
    "payload",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&e;</title>'
        "</item></channel></rss>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><item>'
        "<title>&b;</title></item></channel></rss>",
    ],
)
def test_a_feed_resolves_no_entities(payload: str) -> None:
    assert not [
        found for found in Feed().adverts(page(payload)) if "root:" in found["title"] or "aaaa" in found["title"]
    ]


def test_a_feed_is_never_opened_as_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text('<rss version="2.0"><channel><item><title>geheim</title></item></channel></rss>')
    assert Feed().adverts(page(str(secret))) == []


def test_an_entry_keeps_its_address_when_others_come() -> None:
    old = "<item><title>oud</title><guid isPermaLink='false'>7</guid></item>"
    new = "<item><title>nieuw</title></item>"
    before, after = (
        Feed().adverts(rss(f"<title>z</title></item>{items}<item>"))[-1]["url"] for items in (old, new + old)
    )
    assert before == after


def test_a_feed_may_lead_to_the_pages_of_its_adverts() -> None:
    family = Feed(detail=Listing(advert="a", title="h1", body="p"))
    assert list(family.links(rss("<title>x</title><link>/1</link>"))) == ["https://site.example/1"]
    assert family.adverts(rss("<title>x</title><link>/1</link>")) == []
    assert [found["title"] for found in family.adverts(page("<h1>Fiets</h1><p>rood</p>"))] == ["Fiets"]


def test_an_error_page_is_no_feed() -> None:
    with pytest.raises(InputError, match="RSS, Atom"):
        parse_page(site(Feed()), URL, b"<h1>Storing</h1>", "text/html", seen_at=NOON, capture=None)


def api(**more: Any) -> Api:
    return Api.model_validate({"items": "ads", "title": "title", "body": "body", **more})


def answer(*ads: object, **more: object) -> Page:
    return page(json.dumps({"ads": list(ads), **more}), "application/json")


NEXT = [
    (api(next="next"), {"next": "/lijst?page=4"}, ["https://site.example/lijst?page=4"]),
    (api(next="next"), {"next": None}, []),
    (api(next="next"), {"next": 7}, []),
    (api(next="next"), {"next": "http://[half"}, []),
    (api(page="page"), {}, ["https://site.example/lijst?page=4&q=a"]),
    (api(page="deel"), {}, ["https://site.example/lijst?page=3&q=a&deel=2"]),
    (api(), {}, []),
]


@pytest.mark.parametrize(("family", "more", "links"), NEXT)
def test_an_api_says_where_it_goes_on(family: Api, more: dict[str, object], links: list[str]) -> None:
    assert list(family.links(answer({"title": "x", "body": "y"}, **more))) == links


def test_an_api_that_counts_ends_at_an_empty_page() -> None:
    parsed = parse_page(site(api(page="page")), URL, answer().payload, "application/json", seen_at=NOON, capture=None)
    assert (parsed.links, parsed.kind) == ((), "api")


API_DATES = {
    1793869200: datetime(2026, 11, 5, 9, tzinfo=UTC),
    1793869200000: datetime(2026, 11, 5, 9, tzinfo=UTC),
    "2026-11-05T10:00:00+01:00": datetime(2026, 11, 5, 9, tzinfo=UTC),
    "05-11-2026": datetime(2026, 11, 4, 23, tzinfo=UTC),
    True: None,
    10**30: None,
    "onzin": None,
}


@pytest.mark.parametrize("said", API_DATES)
def test_an_api_dates_its_items(said: object) -> None:
    (found,) = api(posted="at").adverts(answer({"title": "x", "body": "y", "at": said}))
    assert found["posted_at"] == API_DATES[said]


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "<h1>Storing</h1>",
        "{",
        "[" * 100_000,
        '{"ads": 7}',
        '{"ads": {"title": "x"}}',
        '{"ads": [7, null, []]}',
        "9" * 5000,
    ],
)
def test_what_is_no_answer_of_the_api_gives_no_advert(payload: str) -> None:
    assert api().adverts(page(payload, "application/json")) == []


def test_half_a_surrogate_pair_in_an_api_is_marked() -> None:
    (found,) = api().adverts(page('{"ads": [{"title": "a\\ud800", "body": "<p>b</p>"}]}'))
    assert (found["title"], found["body"]) == ("a\ufffd", "b")


OG = '<meta property="og:title" content="Tafel"><meta property="og:description" content="Zwaar">'
NO_OFFERS = {
    "a title only": OG,
    "a website": OG + '<meta property="og:type" content="website">',
    "an article": '<script type="application/ld+json">{"@type": "Article", "name": "x", "description": "y"}</script>',
    "no description": '<meta property="og:title" content="Tafel"><meta property="og:type" content="product">',
    "nameless": '<script type="application/ld+json">{"@type": "Product", "description": "y"}</script>',
}


@pytest.mark.parametrize("how", NO_OFFERS)
def test_what_is_no_offer_gives_none(how: str) -> None:
    assert Offers().adverts(page(NO_OFFERS[how])) == []


PRICES = [
    ({"price": 5, "priceCurrency": "EUR"}, "€ 5"),
    ({"price": "5.00", "priceCurrency": "PLN"}, "PLN 5,00"),
    ({"lowPrice": 5, "highPrice": 9, "priceCurrency": "EUR"}, "€ 5-9"),
    ({"priceSpecification": {"price": 5, "priceCurrency": "EUR"}}, "€ 5"),
    ([{"price": 5, "priceCurrency": "EUR"}, {"price": 9}], "€ 5"),
    ({"price": None}, None),
    ("gratis", None),
    (None, None),
]


@pytest.mark.parametrize(("offers", "text"), PRICES)
def test_the_price_of_an_offer_reads_as_a_person_would_say_it(offers: object, text: str | None) -> None:
    thing = {"@type": "Product", "name": "x", "description": "y", "offers": offers}
    (found,) = Offers().adverts(page(f'<script type="application/ld+json">{json.dumps(thing)}</script>'))
    assert found["price_text"] == text


@pytest.mark.parametrize(
    ("family", "said"),
    [
        (lambda: Listing(advert="a[", title="h1", body="p"), "a\\["),
        (lambda: Listing(advert="a", title="", body="p"), "title"),
        (lambda: api(items="ads["), "ads\\["),
        (lambda: Offers(body="::onzin("), "onzin"),
    ],
)
def test_a_wrong_selector_is_said_where_it_is_declared(family: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        family()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("SITE = Site(", "klopt niet"),
        ("from crawlers.site import *", "SITE"),
        ("SITE = 7", "SITE = Site"),
        ("from crawlers.nergens import x", "nergens"),
        (
            'from crawlers.site import *\nSITE = Site(name="anders", start=("https://a.example/",), hosts=("a.example",),'
            " family=Vacancies(), expect=Expect(adverts=1))",
            "name='fout'",
        ),
    ],
)
def test_a_wrong_site_file_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str
) -> None:
    (tmp_path / "fout.py").write_text(source)
    monkeypatch.delitem(sys.modules, "crawlers.sites.fout", raising=False)
    monkeypatch.setattr(sites, "__path__", [*sites.__path__, str(tmp_path)])
    with pytest.raises(SiteError, match=said):
        sites.site("fout")
    sites.site.cache_clear()


API = 'Api(items="data.ads", page="page", title="title", body="[intro, text]", link="slug")'
OFFERS = 'Offers(advert="li > a", next="a[rel=next]", body=".volledig")'
ENTRIES = {"Kamer & keuken te huur", "Fiets zonder datum en zonder adres", "Elders geplaatst", "Kok gezocht"}
CRAWLED = {
    "toy_feed": ("/feed.xml", "Feed()", ENTRIES),
    "toy_api": ("/api/ads?page=1", API, {"Kok gezocht", "Fiets"}),
    "toy_offers": ("/", OFFERS, {"Eiken tafel", "Kamer te huur", "Sportmassage"}),
}


@pytest.mark.parametrize("name", CRAWLED)
def test_a_site_of_the_family_is_crawled_whole(settings: Settings, name: str) -> None:
    start, family, titles = CRAWLED[name]
    allow(settings)
    with toy_site() as served:
        for case in (PAGES / name).glob("*.json"):
            about = json.loads(case.read_text())
            own = about["url"].split("/", 3)[3]
            body = (
                case.with_suffix(".html")
                .read_bytes()
                .replace(about["url"].split("/")[2].encode(), served.host.encode())
            )
            served[f"/{own}"] = 200, {**HTML, "Content-Type": about["content_type"]}, body
        done = crawl(settings, served.file(family).replace(f"{served.host}/", f"{served.host}{start}", 1))
    assert done.code == 0, done.words
    assert set(adverts(settings)) == titles
    assert {reason for reason in letters(settings).values()} <= {"http_404"}


def test_vacancies_without_a_name_for_their_pages_follow_all() -> None:
    sitemap = "<urlset><url><loc>/a</loc></url></urlset>"
    assert list(Vacancies().links(page(sitemap))) == ["https://site.example/a"]
