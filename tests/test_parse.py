"""From bytes to adverts, as tables: how pages write dates, pay and places, and what they do wrong."""

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawlers.dates import moment_of
from crawlers.families.vacancies import posting_fields
from crawlers.html import selector_of, text_of, text_of_html
from crawlers.nesting import flattened
from crawlers.page import Page, address
from crawlers.parse import MAX_BYTES, links_on, parse_any, parse_page
from crawlers.site import Expect, Listing, Site, Vacancies
from tests.conftest import NOON
from zicht.errors import InputError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HTML = "text/html; charset=utf-8"
URL = "https://banen.example/1"


def page(markup: str | bytes, content_type: str = HTML) -> Page:
    return Page(URL, markup.encode() if isinstance(markup, str) else markup, content_type, NOON)


# as pages write them -> day and time in Amsterdam; fetched on Tuesday 24 November 2026 at 12:00
DATES = {
    "05-11-2026": (11, 5, 0, 0),
    "5-11-26": (11, 5, 0, 0),
    "05/11/2026": (11, 5, 0, 0),
    "5 november 2026": (11, 5, 0, 0),
    "5 nov. 2026": (11, 5, 0, 0),
    "2026-11-05": (11, 5, 0, 0),
    "20261105": (11, 5, 0, 0),
    "2026-11-05T10:00:00Z": (11, 5, 11, 0),
    "2026-11-05T10:00:00+02:00": (11, 5, 9, 0),
    "2026-07-05T10:00": (7, 5, 10, 0),
    "ma 23 nov": (11, 23, 0, 0),
    "vandaag 14:30": (11, 24, 14, 30),
    "gisteren": (11, 23, 12, 0),
    "gisteren 23:00": (11, 23, 23, 0),
    "eergisteren": (11, 22, 12, 0),
    "3 dagen geleden": (11, 21, 12, 0),
    "2 uur geleden": (11, 24, 10, 0),
    "2 weken geleden": (11, 10, 12, 0),
    "3 days ago": (11, 21, 12, 0),
    "Geplaatst op 5 november 2026": (11, 5, 0, 0),
    "Geplaatst: gisteren": (11, 23, 12, 0),
    "Bijgewerkt op: 05-11-2026": (11, 5, 0, 0),
    "Posted on 5 November 2026": (11, 5, 0, 0),
}


@pytest.mark.parametrize("said", DATES)
def test_a_date_reads_as_it_is_written(said: str) -> None:
    month, day, hour, minute = DATES[said]
    assert moment_of(said, NOON, ("nl", "en")) == datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    "said",
    ["", "  ", "onzin", "31-02-2026", "9" * 400, "0001-01-01", "9999-12-31", "Bel mij na zes uur, graag op " * 9],
)
def test_what_is_no_date_is_none(said: str) -> None:
    assert moment_of(said, NOON, ("nl", "en")) is None


SHOWN = {
    "een woord": "een woord",
    "regel een\nregel twee": "regel een\nregel twee",
    "a &amp; b": "a & b",
    "eerste\ntweede &amp; derde": "eerste\ntweede & derde",
    "<p>een</p><p>twee</p>": "een\ntwee",
    "een<br>twee": "een\ntwee",
    "<p>op\n  één\tregel</p>": "op één regel",
    "<pre>een\n  twee</pre>": "een\ntwee",
    "een<b>twee</b>drie": "eentweedrie",
    "zichtbaar<!-- niet --> hier": "zichtbaar hier",
    "<p>voor</p><script>var x = '<p>nee</p>'</script><style>p{}</style><p>na</p>": "voor\nna",
    "<noscript>nee</noscript><template>nee</template>ja": "ja",
    "<ul><li>een<li>twee</ul>": "een\ntwee",
    "<table><tr><td>a<td>b<tr><td>c</table>": "a\nb\nc",
    "&lt;p&gt;twee keer&lt;/p&gt;&lt;p&gt;gecodeerd&lt;/p&gt;": "twee keer\ngecodeerd",
    "3 &lt; 4 en 5 &gt; 4": "3 < 4 en 5 > 4",
    "half \ud800 paar": "half \ufffd paar",
    "<b>half \ud800 paar</b>": "half \ufffd paar",
    "nul\x00len": "nullen",
    "a\u00a0b": "a b",
    "<": "<",
    "<!-- alleen commentaar -->": "",
    "": "",
}


@pytest.mark.parametrize("markup", SHOWN)
def test_html_reads_as_it_is_shown(markup: str) -> None:
    assert text_of_html(markup) == SHOWN[markup]


CHARSETS = [
    ("é €".encode("cp1252"), "text/html; charset=iso-8859-1"),  # as browsers do: it is windows-1252
    ("é €".encode("cp1252"), "text/html"),
    ("é €".encode(), "text/html"),
    ('<meta charset="windows-1252">é €'.encode("cp1252"), "text/html"),
    ("é €".encode(), "text/html; charset=onzin"),
    ("é €".encode("utf-16"), "text/html"),
    (b"\xef\xbb\xbf" + "é €".encode(), "text/html; charset=iso-8859-1"),  # the mark in the page wins
]


@pytest.mark.parametrize(("payload", "content_type"), CHARSETS)
def test_a_page_is_read_in_the_charset_a_browser_takes(payload: bytes, content_type: str) -> None:
    assert text_of(selector_of(payload, content_type, URL).root).strip("\ufeff") == "é €"


DEEP = {
    "divs": "<div>" * 5000 + "BODEM" + "</div>" * 5000,
    "never closed": "<div>" * 5000 + "BODEM",
    "formatting": "<font>" * 5000 + "BODEM",
    "misnested": "<b><div></b>" * 3000 + "BODEM",
    "stray ends": "<div></x></x>" * 5000 + "BODEM",
    "spans in lists": "<ul><li><span>" * 2000 + "BODEM",
    "tables": "<table><tr><td>" * 1500 + "BODEM",
    "comments between": "<div><!-- <div> -->" * 4000 + "BODEM",
    "attributes": "<div class='a' title='b'>" * 4000 + "BODEM",
}


@pytest.mark.parametrize("kind", DEEP)
def test_no_word_is_lost_in_deep_nesting(kind: str) -> None:
    markup = f"<html><body><h1>KOP</h1>{DEEP[kind]}<p>STAART</p><script>var GEHEIM</script></body></html>"
    shown = text_of(selector_of(markup.encode(), HTML, URL).css("body")[0].root)
    assert [word for word in ("KOP", "BODEM", "STAART", "GEHEIM") if word in shown] == ["KOP", "BODEM", "STAART"]


def test_shallow_pages_are_not_flattened() -> None:
    markup = "<ul><li><a href='#'>a</a><li>b</ul><!-- <b> --><script>'<b>'</script><br><p>c < d"
    assert flattened(markup) == markup


def test_flattening_keeps_lines_and_scripts_apart() -> None:
    markup = flattened(
        "<div>" * 3000 + "<p>een</p><div>twee</div><SCRIPT>var x='</div>'</SCRIPT><b>drie</b>" + "</div>" * 3000
    )
    assert text_of(selector_of(markup.encode(), HTML, URL).root) == "een\ntwee\ndrie"


def posting(**more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "JobPosting", "title": "Bakker", "description": "Brood.", **more}


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def salary(value: object, **more: object) -> dict[str, object]:
    return {"baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": value, **more}}


SALARIES = [
    (salary({"value": 14.5, "unitText": "HOUR"}), "€ 14,5 per uur"),
    (salary({"value": "2500", "unitText": "MONTH"}), "€ 2500 per maand"),
    (salary({"minValue": 14, "maxValue": 16.5, "unitText": "HOUR"}), "€ 14-16,5 per uur"),
    (salary({"minValue": 2000, "unitText": "MONTH"}), "€ 2000 per maand"),
    (salary("15.00", unitText="HOUR"), "€ 15,00 per uur"),
    (salary([{"value": 30000, "unitText": "YEAR"}]), "€ 30000 per jaar"),
    (salary({"value": 600, "unitText": "FORTNIGHT"}), "€ 600"),
    ({"baseSalary": {"currency": "PLN", "value": {"value": 30, "unitText": "HOUR"}}}, "PLN 30 per uur"),
    ({"baseSalary": {"currency": "EUR", "value": {}}}, None),
    ({"baseSalary": {"currency": "EUR", "value": {"value": True}}}, None),
    ({"baseSalary": "in overleg"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("more", "text"), SALARIES)
def test_pay_reads_as_a_person_would_say_it(more: dict[str, Any], text: str | None) -> None:
    (found,) = posting_fields(page(ld(posting(**more))))
    assert found["price_text"] == text


PLACES = [
    ({"address": {"addressLocality": "Ede", "postalCode": "6711 AB", "addressRegion": "GE"}}, "6711 AB, Ede, GE"),
    ({"address": "Dorpsstraat 1, Ede"}, "Dorpsstraat 1, Ede"),
    ([{"address": {"addressLocality": "Ede"}}, {"address": {"addressLocality": "Wageningen"}}], "Ede"),
    ({"address": [{"addressLocality": ["Ede", "Lunteren"]}]}, "Ede"),
    ({"address": {"addressLocality": {"name": "Ede"}}}, None),
    ("Ede", None),
    (None, None),
]


@pytest.mark.parametrize(("location", "text"), PLACES)
def test_a_place_reads_as_its_address(location: object, text: str | None) -> None:
    (found,) = posting_fields(page(ld(posting(jobLocation=location))))
    assert found["place_text"] == text


MICRODATA = """<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Bakker</h1>
<div itemprop="description"><p>Brood.</p></div><span itemprop="hiringOrganization" itemscope
itemtype="http://schema.org/Organization"><b itemprop="name">De Proef</b></span>
<time itemprop="datePosted" datetime="2026-11-05">vorige week</time></div>"""
VACANCIES = {
    "plain": ld(posting()),
    "in a graph": ld({"@graph": [{"@type": "WebSite"}, posting()]}),
    "in a list": ld([{"@type": "WebSite"}, posting()]),
    "in a page": ld({"@type": "WebPage", "mainEntity": posting()}),
    "in an item list": ld({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": posting()}]}),
    "several types": ld(posting(**{"@type": ["Thing", "JobPosting"]})),
    "type as an address": ld(posting(**{"@type": "https://schema.org/JobPosting"})),
    "type with a prefix": ld(posting(**{"@type": "schema:JobPosting"})),
    "beside a broken block": ld("{kapot") + ld(posting()),
    "beside a deep block": ld("[" * 100_000) + ld(posting()),
    "trailing comma": ld('{"@type": "JobPosting", "title": "Bakker", "description": "Brood.",}'),
    "comments": ld(f"/* banen */ {json.dumps(posting())}"),
    "in an HTML comment": ld(f"<!-- {json.dumps(posting())} -->"),
    "raw new lines in a string": ld('{"@type": "JobPosting", "title": "Bakker", "description": "Brood.\n"}'),
    "another case": ld(posting()).replace("ld+json", "LD+JSON").replace("<script", "<SCRIPT"),
    "with a charset": ld(posting()).replace("ld+json", "ld+json; charset=utf-8"),
    "microdata": MICRODATA,
    "name instead of title": ld({"@type": "JobPosting", "name": "Bakker", "description": "Brood."}),
    "description as HTML": ld(posting(description="<p>Brood.</p>")),
    "description as escaped HTML": ld(posting(description="&lt;p&gt;Brood.&lt;/p&gt;")),
    "under 2,000 divs": "<div>" * 2_500 + ld(posting()),
    "values that are no text": ld(
        posting(industry={"a": 1}, hiringOrganization=7, datePosted=[None], employmentType=False)
    ),
    "numbers that are none": ld(
        '{"@type": "JobPosting", "title": "Bakker", "description": "Brood.", "baseSalary": NaN}'
    ),
}


@pytest.mark.parametrize("how", VACANCIES)
def test_a_vacancy_is_found(how: str) -> None:
    (found,) = posting_fields(page(VACANCIES[how]))
    assert (found["title"], found["body"]) == ("Bakker", "Brood.")


NO_VACANCIES = {
    "nothing": "<p>Geen vacature",
    "another thing": ld({"@type": "Product", "name": "Bakker", "description": "Brood."}),
    "no description": ld({"@type": "JobPosting", "title": "Bakker"}),
    "empty title": ld(posting(title="  ")),
    "broken": ld("{"),
    "deep objects": ld('{"a":' * 100_000),
    "a long number": ld("9" * 5_000),
    "a bare string": ld('"JobPosting"'),
}


@pytest.mark.parametrize("how", NO_VACANCIES)
def test_what_is_no_vacancy_gives_none(how: str) -> None:
    assert posting_fields(page(NO_VACANCIES[how])) == []


def test_everything_a_vacancy_says_is_kept() -> None:
    whole = posting(
        industry="Voeding", hiringOrganization={"name": "De Proef"}, datePosted="2026-11-05",
        validThrough="2026-12-05", employmentType=["FULL_TIME", "TEMPORARY"],
    )  # fmt: skip
    (found,) = posting_fields(page(ld(whole)))
    assert found["category"] == "Voeding"
    assert found["employer"] == "De Proef"
    assert found["posted_at"] == datetime(2026, 11, 5, tzinfo=AMSTERDAM)
    assert found["extra"] == {"validThrough": "2026-12-05", "employmentType": "FULL_TIME, TEMPORARY"}


def test_half_a_surrogate_pair_does_not_reach_the_advert() -> None:
    broken = '{"@type": "JobPosting", "title": "Bak\\ud800ker", "description": "Brood \\ud83d\\ude00"}'
    parsed = parse_any(URL, page(ld(broken)).payload, HTML, seen_at=NOON, capture=None)
    assert parsed.adverts[0].title == "Bak\ufffdker"
    assert parsed.adverts[0].body == "Brood 😀"


def test_adverts_on_one_page_have_ids_of_their_own() -> None:
    twins = ld([posting(), posting(), posting(url="/2")])
    found = parse_any(URL, page(twins).payload, HTML, seen_at=NOON, capture=None).adverts
    assert [advert.url for advert in found] == [URL, f"{URL}?zicht=2", "https://banen.example/2"]
    assert len({advert.id for advert in found}) == 3


SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
MAPS = {
    "plain": ('<?xml version="1.0"?>' + SITEMAP.format("<url><loc> https://banen.example/v/1 </loc></url>"), ["/v/1"]),
    "byte order mark": ("\ufeff" + SITEMAP.format("<url><loc>https://banen.example/v/1</loc></url>"), ["/v/1"]),
    "a comment first": ("<!-- x -->" + SITEMAP.format("<url><loc>https://banen.example/v/1</loc></url>"), ["/v/1"]),
    "index": (INDEX.format("<sitemap><loc>https://banen.example/s1.xml</loc></sitemap>"), ["/s1.xml"]),
    "other pages": (SITEMAP.format("<url><loc>https://banen.example/over-ons</loc></url>"), []),
    "another host": (SITEMAP.format("<url><loc>https://elders.example/v/1</loc></url>"), []),
    "twice": (SITEMAP.format("<url><loc>https://banen.example/v/1#a</loc></url>" * 2), ["/v/1"]),
    "cut off": ("<urlset><url><loc>https://banen.example/v/1</loc></url><url><loc>https://bane", ["/v/1"]),
    "entities": (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>',
        [],
    ),
    "relative": (SITEMAP.format("<url><loc>/v/1</loc></url>"), ["/v/1"]),
    "no address": (SITEMAP.format("<url><loc>http://[half/v/1</loc></url>"), []),
}
BOARD = Site(
    name="banen", start=("https://banen.example/sitemap.xml",), hosts=("banen.example",), family=Vacancies(pages="/v/"),
    expect=Expect(adverts=1),
)  # fmt: skip


@pytest.mark.parametrize("kind", MAPS)
def test_a_sitemap_leads_to_its_pages(kind: str) -> None:
    markup, links = MAPS[kind]
    assert [link.removeprefix("https://banen.example") for link in links_on(BOARD, page(markup))] == links


def test_a_zipped_sitemap_is_one(tmp_path: Path) -> None:
    markup, links = MAPS["plain"]
    zipped = page(gzip.compress(markup.encode()), "application/gzip")
    assert [link.removeprefix("https://banen.example") for link in links_on(BOARD, zipped)] == links
    assert links_on(BOARD, page(gzip.compress(markup.encode())[:30], "application/gzip")) == ()


def test_the_largest_sitemap_is_followed_whole() -> None:
    urls = "".join(
        f"<url><loc>https://banen.example/v/{at}</loc><lastmod>2026-11-24</lastmod></url>" for at in range(50_000)
    )
    assert len(links_on(BOARD, page(SITEMAP.format(urls)))) == 50_000


SHOP = Site(
    name="winkel", start=("https://banen.example/",), hosts=("banen.example",), expect=Expect(adverts=1), synthetic=True,
    family=Listing(advert="a.advert", next="a.next", title="h1", body=".body", posted="time", price=".price"),
)  # fmt: skip
LINKS = {
    '<a class="advert" href="/1">': ["/1"],
    '<a class="advert" href=" /1#deel ">': ["/1"],
    '<a class="advert" href="1?a=b&amp;c">': ["/1?a=b&c"],
    '<a class="next" href="/p2"><a class="advert" href="/1">': ["/1", "/p2"],
    '<base href="/map/"><a class="advert" href="1">': ["/map/1"],
    '<base href="https://elders.example/"><a class="advert" href="1">': [],
    '<a class="advert" href="https://elders.example/1">': [],
    '<a class="advert" href="mailto:a@b.example">': [],
    '<a class="advert" href="javascript:void(0)">': [],
    '<a class="advert" href="http://[half">': [],
    '<a class="advert" href="//banen.example/1">': ["/1"],
    '<a class="advert" href="https://gebruiker@banen.example/1">': [],
    '<a class="advert">': [],
}


@pytest.mark.parametrize("markup", LINKS)
def test_a_listing_leads_to_its_adverts(markup: str) -> None:
    assert [link.removeprefix("https://banen.example") for link in links_on(SHOP, page(markup))] == LINKS[markup]


def test_a_listing_page_reads_its_selectors() -> None:
    markup = '<h1> Fiets </h1><div class="body">Mooi<br>rood</div><time>gisteren</time><p class="price"></p>'
    (advert,) = parse_page(SHOP, URL, markup.encode(), HTML, seen_at=NOON, capture="urn:uuid:1").adverts
    assert (advert.title, advert.body, advert.price_text) == ("Fiets", "Mooi\nrood", None)
    assert advert.posted_at == datetime(2026, 11, 23, 12, tzinfo=AMSTERDAM)
    assert (advert.site, advert.url, advert.capture) == ("winkel", URL, "urn:uuid:1")
    assert advert.extra == {"synthetic": "true"}


@pytest.mark.parametrize(
    ("url", "payload", "said"),
    [
        ("geen-adres", b"<p>x", "volledig adres"),
        ("http://[half", b"<p>x", "volledig adres"),
        (URL, b"<p>x", "te weinig tekst"),
        (URL, b"", "is leeg"),
        (URL, b"x" * (MAX_BYTES + 1), "8.0 MB"),
        ("http://127.0.0.1:8701/adverts/1", b"<p>x", "opmaak van demo_classifieds"),
        ("http://127.0.0.1:8702/", b"\x00\x00", "JobPosting"),
    ],
)
def test_a_page_that_gives_nothing_is_said_in_words(url: str, payload: bytes, said: str) -> None:
    with pytest.raises(InputError, match="(?s)" + said) as raised:
        parse_any(url, payload, HTML, seen_at=NOON, capture=None)
    assert raised.value.en != raised.value.nl


def test_a_page_of_a_known_site_is_read_as_such() -> None:
    saved = Path(__file__).parent / "pages" / "demo_classifieds" / "2.html"
    parsed = parse_any("http://127.0.0.1:8701/adverts/2", saved.read_bytes(), HTML, seen_at=NOON, capture=None)
    assert [advert.site for advert in parsed.adverts] == ["demo_classifieds"]


def test_an_address_is_whole_or_none() -> None:
    assert address("https://a.example/b/", "../c") == "https://a.example/c"
    assert address("https://a.example/", "http://[half") is None
