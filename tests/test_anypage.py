"""A page of a site nobody described: what it says in words, in labels, in names; and why some pages have no advert."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawlers.families.anypage import AnyPage
from crawlers.labels import labelled
from crawlers.maintext import main_text
from crawlers.page import Page
from crawlers.parse import parse_any, parse_page
from crawlers.phrases import contract_in, deadline_in, hours_in, pay_in, start_in
from crawlers.site import Expect, Site
from crawlers.things import all_things
from tests.conftest import NOON
from tests.crawling import adverts, allow, crawl, letters
from tests.toy_site import HTML, toy_site
from zicht.errors import InputError
from zicht.records import Advert
from zicht.settings import Settings

URL = "https://klussen.example/advertentie/hulp-in-de-kas-881"
PROSE = (
    "Wij zoeken voor ons bedrijf in de tuinbouw een hulp in de kas, die van aanpakken weet en vroeg wil beginnen. "
    "Je plukt tomaten, bindt planten op en maakt aan het eind van de dag de paden schoon, samen met een vaste ploeg. "
)
MENU = "".join(f'<li><a href="/rubriek/{at}">Rubriek nummer {at}</a></li>' for at in range(12))
SHOWN = f"""<html><head><title>Hulp in de kas | Klussen</title><meta property="og:site_name" content="Klussen">
<meta property="article:published_time" content="2026-11-05T10:00:00+01:00"></head>
<body><nav><ul>{MENU}</ul></nav><div class="cookie-banner"><p>Wij gebruiken cookies, net als iedereen, om u te volgen.</p></div>
<h1>Klussen</h1><main><h1>Hulp in de kas</h1><div class="tekst"><p>{PROSE}</p><p>Je verdient tussen € 14,50 en € 16,00 bruto per uur en
werkt 32-40 uur per week, fulltime. Solliciteren kan tot en met 5 december 2026. Per direct.</p></div>
<table><tr><th>Standplaats</th><td>Venlo</td></tr><tr><th>Werkgever:</th><td>Kwekerij De Proef</td></tr></table>
<aside><a href="tel:+31612345678">Bel nu</a></aside></main>
<div class="related"><h2>Andere klussen</h2><p>Een heel andere advertentie, waar dit niet over gaat, met veel woorden.</p></div>
<footer><p>Klussen is een handelsnaam van niemand, gevestigd nergens, ingeschreven nooit.</p></footer></body></html>"""


def read(markup: str, url: str = URL) -> Advert:
    (found,) = parse_any(url, markup.encode(), "text/html; charset=utf-8", seen_at=NOON, capture=None).adverts
    return found


FIELDS = {
    "site": "klussen.example",
    "title": "Hulp in de kas",
    "place_text": "Venlo",
    "employer": "Kwekerij De Proef",
    "price_text": "tussen € 14,50 en € 16,00 bruto per uur",
    "posted_at": datetime(2026, 11, 5, 9, tzinfo=ZoneInfo("UTC")),
    "extra": {
        "workHours": "32-40 uur per week",
        "employmentType": "fulltime",
        "validThrough": "5 december 2026",
        "jobStartDate": "Per direct",
        "contact": "+31612345678",
    },
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_page_without_markup_gives_its_field(name: str) -> None:
    assert getattr(read(SHOWN), name) == FIELDS[name]


def test_the_text_is_the_advert_s_and_holds_the_contact_beside_it() -> None:
    lines = read(SHOWN).body.split("\n")
    assert lines[0] == PROSE.strip()
    assert lines[-1] == "+31612345678"
    assert not {"cookies", "Andere", "handelsnaam", "Rubriek"} & set(" ".join(lines).split())


def ld(value: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_what_is_described_wins_and_the_rest_is_read() -> None:
    thing = {
        "@type": "Product",
        "name": "Kamer",
        "description": "Kort.",
        "offers": {"price": 450, "priceCurrency": "EUR"},
    }
    found = read(SHOWN.replace("</head>", f"{ld(thing)}</head>"))
    assert (found.title, found.price_text, found.place_text) == ("Kamer", "€ 450", "Venlo")
    assert found.body.startswith("Wij zoeken")


def test_no_word_is_lost_of_what_is_described_and_what_is_shown() -> None:
    other = {
        "@type": "Product",
        "name": "Kamer",
        "description": "Ook per week te huur, met eigen douche en een fiets erbij.",
    }
    found = read(SHOWN.replace("</head>", f"{ld(other)}</head>"))
    assert (found.title, found.place_text, found.extra["description"]) == ("Kamer", "Venlo", other["description"])
    assert {PROSE.strip(), other["description"]} <= set(found.body.split("\n"))
    alike = {**other, "description": f"{PROSE[:150]}…"}
    assert read(SHOWN.replace("</head>", f"{ld(alike)}</head>")).body == read(SHOWN).body


def test_a_vacancy_with_its_text_outside_the_markup_keeps_what_is_described() -> None:
    thing = {
        "@type": "JobPosting", "title": "Kasmedewerker", "hiringOrganization": {"name": "De Markt"}, "validThrough": "2026-12-31",
        "jobLocation": {"address": {"addressLocality": "Ede"}}, "url": "https://klussen.example/een-ander",
    }  # fmt: skip
    found = read(SHOWN.replace("</head>", f"{ld(thing)}</head>"))
    assert (found.title, found.employer, found.place_text) == ("Kasmedewerker", "De Markt", "Ede")
    assert (found.url, found.extra["validThrough"], found.body) == (URL, "2026-12-31", read(SHOWN).body)


def test_an_article_with_a_thing_beside_it_is_the_article() -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Nieuws",
        "isPartOf": {"@type": ["CreativeWork", "Product"], "name": "De Krant"},
    }
    assert read(SHOWN.replace("</head>", f"{ld(article)}</head>")).title == "Hulp in de kas"


GRAPH = {
    "@graph": [
        {"@type": ["QuantitativeValue", "MeasureType"], "@id": "#gewicht", "name": "Netto gewicht", "value": 3},
        {"@type": "Organization", "@id": "#wij", "name": "Meubels De Proef", "address": {"@id": "#daar"}},
        {"@type": "PostalAddress", "@id": "#daar", "addressLocality": "Ede", "containedInPlace": {"@id": "#wij"}},
        {
            "@type": "Product", "name": {"@value": "Eiken tafel", "@language": "nl"}, "weight": {"@id": "#gewicht"},
            "description": [{"@value": "Zwaar.", "@language": "nl"}, {"@value": "Heavy.", "@language": "en"}],
            "offers": {"price": "150", "priceCurrency": "EUR", "seller": {"@id": "#wij"}, "availableAtOrFrom": {"@id": "#wij"}},
        },
    ]
}  # fmt: skip


def test_what_a_block_refers_to_by_name_is_read_there() -> None:
    found = read(ld(GRAPH))
    assert (found.title, found.body, found.price_text) == ("Eiken tafel", "Zwaar.", "€ 150")
    assert (found.account, found.place_text) == ("Meubels De Proef", "Ede")


@pytest.mark.parametrize("around", ["<!-- ons aanbod -->\n{}", "<!-- {} -->", "<!--\n{}\n-->"])
def test_a_remark_does_not_break_a_block(around: str) -> None:
    thing = json.dumps({"@type": "Product", "name": "Tafel", "description": "Zwaar."})
    assert read(f'<script type="application/ld+json">{around.format(thing)}</script>').title == "Tafel"


def test_a_part_of_what_is_described_is_no_advert() -> None:
    action = {
        "@type": "JoinAction",
        "agent": {"@type": "Person", "name": "Jan"},
        "event": {"@type": "Festival", "name": "Feest"},
    }
    with pytest.raises(InputError, match="zonder JavaScript"):
        read(ld(action))


def test_a_vacancy_is_completed_from_its_own_words() -> None:
    thing = {"@type": "JobPosting", "title": "Kok", "description": "Loon 15 euro per uur, 38 uur per week."}
    found = read(ld(thing))
    assert (found.price_text, found.extra) == ("15 euro per uur", {"workHours": "38 uur per week"})


def test_open_graph_tells_of_a_product() -> None:
    markup = (
        '<meta property="og:type" content="product"><meta property="og:title" content="Eiken tafel">'
        '<meta property="og:description" content="Zwaar."><meta property="product:price:amount" content="150">'
        f'<meta property="product:price:currency" content="EUR"><p>{PROSE}</p>'
    )
    assert (read(markup).title, read(markup).price_text) == ("Eiken tafel", "€ 150")


RDFA = """<div vocab="https://schema.org/" typeof="Product"><h1 property="name">Eiken tafel</h1><p property="description">Zwaar, en al
lang in de familie.</p><div property="offers" typeof="Offer"><span property="price" content="150">honderdvijftig</span>
<meta property="priceCurrency" content="EUR"></div></div>"""


def test_rdfa_tells_the_same_as_other_markup() -> None:
    found = read(RDFA)
    assert (found.title, found.price_text) == ("Eiken tafel", "€ 150")


def test_rdfa_of_others_is_passed_over() -> None:
    thing = Page(URL, RDFA.replace("https://schema.org/", "http://xmlns.com/foaf/0.1/").encode(), "text/html", NOON)
    assert all_things(thing) == []


def test_what_is_described_is_an_advert_however_little_is_shown() -> None:
    assert read(ld({"@type": "Event", "name": "Feest", "description": "Zaterdag."})).body == "Zaterdag."


def test_the_text_does_not_end_in_signposts() -> None:
    markup = f"<article><p>{PROSE}</p><p>{PROSE}</p><p>Lees ook: iets anders</p><h3>Meer van ons</h3></article>"
    assert main_text(Page(URL, markup.encode(), "text/html", NOON)) == f"{PROSE.strip()}\n{PROSE.strip()}"


KEPT = {
    "a place before a sentence": f"<p><span class=dateline>Venlo – </span>{PROSE}</p><p>{PROSE}</p>",
    "what its markup calls its text": f"<div class=teaser itemprop=description><p>Begin nu, bij ons.</p></div><p>{PROSE * 2}</p>",
    "a post whose head holds it": f"<header><article><ul><li>Begin nu, bij ons.</ul><p>{PROSE}</article></header><p>{PROSE}</p>",
    "an address in full": f"<p>{PROSE * 2}</p><p><a href=/x>https://kas.example/solliciteren</a></p>",
}
LEFT = {
    "a link in words": f"<p>{PROSE * 2}</p><p><a href=/x>Onze andere klussen</a></p>",
    "who wrote it": f"<p class=byline>Door de redactie</p><p>{PROSE * 2}</p>",
    "stars": f"<p>{PROSE * 2}</p><div class=post-ratings>Nog geen sterren</div>",
    "that nobody answered": f"<p>{PROSE * 2}</p><p>Nog geen reacties</p>",
}


@pytest.mark.parametrize("what", [*KEPT, *LEFT])
def test_the_text_leaves_out_only_what_is_around_it(what: str) -> None:
    markup = f"<body><nav><p>{PROSE}</p></nav><div class=tekst>{(KEPT | LEFT)[what]}</div></body>"
    shown = main_text(Page(URL, markup.encode(), "text/html; charset=utf-8", NOON))
    words = {
        "Venlo",
        "Begin nu",
        "https://kas.example/solliciteren",
        "andere klussen",
        "redactie",
        "sterren",
        "reacties",
    }
    assert any(word in shown for word in words) == (what in KEPT)


LEAD = "Werk je graag met planten en sta je vroeg op, dan zoeken wij jou voor onze kas in Venlo."
LEADS = {
    "in a box of its own": (f"<div class=box><h1>Hulp</h1><p>{LEAD}</p></div>", LEAD),
    "in a header": (f"<header><h1>Hulp</h1><h2>{LEAD}</h2></header>", LEAD),
    "a date is none": ("<div><h1>Hulp</h1><p>Geplaatst op 5 november</p></div>", ""),
    "what stands around the page is none": (f"<h1>Hulp</h1><nav><p>{LEAD}</p></nav><figure><p>{LEAD}</p></figure>", ""),
    "what is called so is none": (f"<h1>Hulp</h1><div class=cookie-banner><p>{LEAD}</p></div>", ""),
    "before the heading is none": (f"<div><p>{LEAD}</p></div><div><h1>Hulp</h1></div>", ""),
}


@pytest.mark.parametrize("where", LEADS)
def test_the_text_begins_with_its_lead(where: str) -> None:
    above, lead = LEADS[where]
    markup = f"<body>{above}<div class=tekst><p>{PROSE * 2}</p><p>{PROSE * 3}</p></div></body>"
    shown = main_text(Page(URL, markup.encode(), "text/html", NOON)).split("\n")
    assert (shown[0] if lead else "") == lead
    assert shown.count(LEAD) == bool(lead)


CARDS = "".join(
    f'<article><h2><a href="/advertentie/nummer-{at}">Advertentie {at}</a></h2><p>Ede</p></article>' for at in range(9)
)
NONE = {
    "listing": f"<main><h1>Advertenties in Ede</h1>{CARDS}</main>",
    "no results": "<main><h1>Zoeken</h1><p>Er zijn geen advertenties gevonden die passen: geen resultaten.</p></main>",
}
BARREN = {
    "nothing": ("", "is leeg"),
    "white space": ("<body>  \n </body>", "is leeg"),
    "JavaScript": ("<div id=app></div><script>start()</script>", "zonder JavaScript"),
    "a word": ("<p>Welkom</p>", "te weinig tekst"),
    "not found": (
        "<h1>404</h1><p>De pagina die u zoekt is niet gevonden. Ga terug naar de voorpagina.</p>",
        "foutmelding|er niet meer",
    ),
    "expired": ("<h1>Helaas</h1><p>Deze advertentie is niet meer beschikbaar, kijk eens verder.</p>", "er niet meer"),
    "expired in German": ("<h1>Oh</h1><p>Diese Anzeige ist leider nicht mehr verfügbar. Schade.</p>", "er niet meer"),
    "fault": ("<title>500 Internal Server Error</title><p>Er ging iets mis, probeer later opnieuw.</p>", "foutmelding"),
    "closed": ("<title>Just a moment...</title><p>Checking your browser before you proceed.</p>", "niet binnen"),
}


@pytest.mark.parametrize("how", NONE)
def test_a_list_is_told_as_one(how: str) -> None:
    parsed = parse_any("https://klussen.example/zoek", NONE[how].encode(), "text/html", seen_at=NOON, capture=None)
    assert (parsed.kind, parsed.adverts) == ("listing", ())
    assert len(parsed.links) == (9 if how == "listing" else 0)


@pytest.mark.parametrize("how", BARREN)
def test_a_page_without_an_advert_says_why(how: str) -> None:
    markup, said = BARREN[how]
    with pytest.raises(InputError, match=said) as raised:
        read(markup)
    assert raised.value.nl != raised.value.en


def test_an_advert_that_speaks_of_faults_is_one() -> None:
    assert read(
        f"<h1>Monteur storingen</h1><p>{PROSE * 6} Je lost storingen op: error 404 schrikt je niet af.</p>"
    ).title


TITLES = {
    "<title>Fiets te koop | Markt</title><h1>Fiets te koop</h1>": "Fiets te koop",
    "<title>Fiets te koop - Klussen</title>": "Fiets te koop",
    "<title>Klussen - Fiets te koop</title>": "Fiets te koop",
    "<title>Fiets - bijna nieuw</title>": "Fiets - bijna nieuw",
    '<meta property="og:title" content="Fiets te koop"><h1>Klussen</h1>': "Fiets te koop",
    "<title>Zoeken | Klussen</title><h1>VACATURE</h1><h2 class=job-title>Kok gezocht</h2>": "Kok gezocht",
    "<title>Fiets te koop</title><h1>Nieuw! Fiets te koop</h1>": "Fiets te koop",
}


@pytest.mark.parametrize("head", TITLES)
def test_a_title_leaves_the_site_out(head: str) -> None:
    assert read(f"{head}<p>{PROSE}</p>").title == TITLES[head]


LABELS = [
    ("<dl><dt>Locatie<dd>Ede<dt>Soort dienstverband<dd>Tijdelijk</dl>", {"place_text": "Ede", "employmentType": "Tijdelijk"}),
    ("<p><b>Salaris:</b> € 15 per uur</p>", {"price_text": "€ 15 per uur"}),
    ("<div>Salaris</div><div>Locatie</div><div>Ede</div>", {"place_text": "Ede"}),
    ("<p>Locatie: Ede</p><p>Locatie: Venlo</p>", {"place_text": "Ede"}),
    ("<p>De locatie is goed bereikbaar</p><p>Prijs op aanvraag</p>", {}),
    ("<table><tr><td>Miejsce pracy:<td>Tilburg<tr><td>Stawka:<td>14 €/h</table>", {"place_text": "Tilburg", "price_text": "14 €/h"}),
    ("<nav><p>Locatie: Ede</p></nav>", {}),
    (f"<p>Locatie: {'x' * 200}</p>", {}),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "found"), LABELS)
def test_a_label_tells_what_stands_behind_it(markup: str, found: dict[str, str]) -> None:
    assert labelled(Page(URL, markup.encode(), "text/html; charset=utf-8", NOON)) == found


PAY = {
    "Salaris tussen € 2.500 en € 3.100 bruto per maand bij 38 uur": "tussen € 2.500 en € 3.100 bruto per maand",
    "Je verdient €14,50 per uur plus € 250 bonus": "€14,50 per uur",
    "Loon 8 euro per uur, kamer voor € 95 per week": "8 euro per uur",
    "Uurloon: 15,20": "15,20",
    "Wij bieden een salaris van € 2.500,- tot € 3.000,- bruto": "van € 2.500,- tot € 3.000,- bruto",
    "Plat 50 000 \u200d–\u200d 80 000 Kč": "50 000 – 80 000 Kč",
    "€ 16 p/u": "€ 16 p/u",
    "$25.50 to $30.00 Hourly": "$25.50 to $30.00 Hourly",
    "wynagrodzenie 30 zł/h": "30 zł/h",
    "12,50 netto per uur": "12,50 netto per uur",
    "Bonus van € 250 per maand. Loon € 14 per uur": "€ 14 per uur",
    "Gehalt ab 2.800 € brutto": "ab 2.800 € brutto",
    "Salary: €64k - €79k": "€64k - €79k",
    "salaris en een budget van EUR 1400 development budget per year": None,
    "salary, and 38 hours per week for 4 years": None,
    "we pay 100% of your leave": None,
    "maaltijdcheques van 8 euro / dag": None,
    "huur € 450 per maand": None,
    "reiskosten € 0,23 per km": None,
    "bel 0612345678 of kom langs op nummer 14": None,
    "40 uur per week": None,
}


@pytest.mark.parametrize("text", PAY)
def test_pay_is_found_in_running_text(text: str) -> None:
    assert pay_in(text) == PAY[text]


PHRASES = [
    (hours_in, "je werkt 32-40 uur in de week", "32-40 uur in de week"),
    (hours_in, "24 - 36 u/w", "24 - 36 u/w"),
    (hours_in, "een 38-urige werkweek", "38-urige werkweek"),
    (hours_in, "40 hours per week", "40 hours per week"),
    (hours_in, "40 godzin tygodniowo", "40 godzin tygodniowo"),
    (hours_in, "binnen 24 uur antwoord", None),
    (deadline_in, "Reageer vóór 05-12-2026", "05-12-2026"),
    (deadline_in, "Sluitingsdatum: 1 dec. 2026", "1 dec. 2026"),
    (deadline_in, "Apply before December 5, 2026", "December 5, 2026"),
    (deadline_in, "Wij bestaan sinds 5 december 2016", None),
    (start_in, "startdatum: 1 januari 2027", "1 januari 2027"),
    (start_in, "beschikbaar per direct", "per direct"),
    (
        contract_in,
        "fulltime, tijdelijk contract of uitzendbasis, fulltime",
        "fulltime, tijdelijk contract, uitzendbasis",
    ),
    (contract_in, "een mooie fiets", None),
]


@pytest.mark.parametrize(("reader", "text", "said"), PHRASES)
def test_words_tell_of_hours_contract_and_dates(reader: Any, text: str, said: str | None) -> None:
    assert reader(text) == said


@pytest.mark.parametrize("piece", ["1 ", "€", "1.111", "1 tot ", "salaris ", "reageer ", "1 januari "])
def test_no_words_hold_the_readers_up(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    for reader in (pay_in, hours_in, deadline_in, start_in, contract_in):
        reader(text)  # a catastrophic pattern would not come back


def test_a_main_text_may_be_all_there_is() -> None:
    assert main_text(Page(URL, b"<body>een paar losse woorden", "text/html", NOON)) == "een paar losse woorden"


SITE = Site(
    name="nieuw", start=("https://klussen.example/",), hosts=("klussen.example",), family=AnyPage(pages="/advertentie/"),
    expect=Expect(adverts=1),
)  # fmt: skip


def test_the_family_survives_json() -> None:
    assert isinstance(Site.model_validate_json(SITE.model_dump_json()).family, AnyPage)


def test_an_error_page_of_a_site_is_said_in_words() -> None:
    with pytest.raises(InputError, match="er niet meer"):
        parse_page(SITE, URL, BARREN["expired"][0].encode(), "text/html", seen_at=NOON, capture=None)


def test_a_site_that_nobody_described_is_crawled(settings: Settings) -> None:
    allow(settings)
    with toy_site() as served:
        served["/"] = 200, HTML, NONE["listing"].encode()
        for at in range(9):
            served[f"/advertentie/nummer-{at}"] = (
                200,
                HTML,
                SHOWN.replace("Hulp in de kas", f"Hulp {at} in de kas").encode(),
            )
        served["/advertentie/nummer-8"] = 200, HTML, BARREN["expired"][0].encode()
        done = crawl(settings, served.file('AnyPage(pages="/advertentie/")'))
    assert done.code == 0, done.words
    assert set(adverts(settings)) == {f"Hulp {at} in de kas" for at in range(8)}
    assert letters(settings) == {}  # what says that it is gone, is gone
