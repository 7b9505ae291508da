"""The console: every page and its JSON, in both languages, with its headers; advert text never becomes markup."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from fastapi import FastAPI
from jinja2 import meta, nodes

from console.commands.serving import indicator_names
from console.web import create_app
from console.web.advert_page import AdvertPage
from console.web.app import VIEWS
from console.web.bench import Bench
from console.web.desk import Desk
from console.web.faults import FaultPage
from console.web.headers import HEADERS, POLICY
from console.web.indicators_page import IndicatorsPage
from console.web.letters_page import LettersPage
from console.web.list_pages import DayPage, ListPage, slug_of
from console.web.marking import pieces, snippet
from console.web.render import environment
from console.web.search_page import SearchPage
from console.web.version_page import VersionPage
from console.web.voice import LANGUAGES, Voice, texts
from enrichment.words.stems import stem_query
from ledger import Ledger, ReadPage, open_ledger
from ledger.sealing import vault_of
from search import open_index
from tests.conftest import NOON
from tests.console_samples import ADVERTS, CANARY, DAY, PAYLOADS, SITE, advert, hostile, world
from zicht import records
from zicht.errors import IndexFault, LedgerError, QueryError
from zicht.query import FACETS, Index, Page, Query, Sort
from zicht.records import AuditEvent, Capture, Decision, Explanation, Extraction, FieldName
from zicht.settings import Settings

WEB = Path(__file__).resolve().parent.parent / "console" / "web"
CAS, PACK, CARD, BIKE, OWN = (one.id for one in ADVERTS[:5])
HOSTILE = [one.id for one in ADVERTS if CANARY in one.title]
LISTS = f"/lists/{DAY}"
PAGES = ("/", f"/adverts/{CAS}", f"/adverts/{CARD}", f"/adverts/{BIKE}", f"/adverts/{OWN}", "/lists", LISTS,
         f"{LISTS}/limburg", f"{LISTS}/den-haag", "/lists/2026-01-01", "/lists/2026-01-01/limburg",
         "/indicators", "/letters")  # fmt: skip
RECORDS = {
    "/": SearchPage,
    "/adverts/": AdvertPage,
    "/lists": DayPage,
    "/indicators": IndicatorsPage,
    "/letters": LettersPage,
}


@dataclass(frozen=True)
class Console:
    """One console, asked without a network."""

    app: FastAPI
    ledger: Ledger
    index: Index

    def ask(self, url: str, method: str = "GET", **more: Any) -> httpx.Response:
        """One answer; a cookie is sent as it is given, none is kept."""

        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, url, **more)

        return asyncio.run(once())

    def looks(self) -> list[AuditEvent]:
        """What was consulted, newest first."""
        return self.ledger.audit_events(limit=1000, action="consult")


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A console on the small world; evidence is verified."""
    settings = Settings(home=tmp_path_factory.mktemp("console") / "home")

    def verify(capture: Capture) -> bool:
        return bool(ledger.payload(vault_of(settings), capture))

    with world(settings) as (ledger, index):
        bench = Bench(ledger, settings)
        app = create_app(
            ledger, index, verify=verify, names=indicator_names(bench), who="tester", clock=lambda: NOON, bench=bench
        )
        yield Console(app, ledger, index)


class Tags(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def json_of(url: str) -> str:
    path, _, query = url.partition("?")
    return ("/search.json" if path == "/" else f"{path}.json") + (f"?{query}" if query else "")


# pages and their JSON


@pytest.mark.parametrize("url", PAGES)
def test_a_page_and_its_json_are_one_record(console: Console, url: str) -> None:
    page, data = console.ask(url), console.ask(json_of(url))
    assert (page.status_code, data.status_code) == (200, 200)
    assert data.headers["content-type"] == "application/json"
    record = next(kind for start, kind in reversed(RECORDS.items()) if url.startswith(start))
    record = ListPage if url.count("/") == 3 else record
    record.model_validate_json(data.text)
    assert json_of(url) in [link["href"] for link in Tags(page.text).all("a")]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_both_languages(console: Console, url: str, language: str) -> None:
    page = console.ask(url, params={"lang": language} if language == "en" else {})
    tags = Tags(page.text)
    assert tags.all("html") == [{"lang": language}]
    assert page.headers["content-language"] == language
    assert texts()["nav.letters"].model_dump()[language] in tags.text
    assert texts()["nav.letters"].model_dump()["nl" if language == "en" else "en"] not in tags.text
    assert len(tags.all("h1")) == len(tags.all("main")) == 1


def test_the_choice_of_a_language_is_kept(console: Console) -> None:
    chosen = console.ask("/lists?lang=en")
    assert chosen.headers["set-cookie"].startswith("lang=en; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax")
    assert '<html lang="en">' in console.ask("/letters", headers={"cookie": "lang=en"}).text
    assert '<html lang="nl">' in console.ask("/letters?lang=nl", headers={"cookie": "lang=en"}).text
    assert '<html lang="nl">' in console.ask("/letters?lang=fr", headers={"cookie": "lang=<b>"}).text
    assert "set-cookie" not in console.ask("/letters?lang=fr").headers


def test_the_other_language_is_the_same_page(console: Console) -> None:
    (other,) = [
        link for link in Tags(console.ask("//evil.example/?q=kamer&form=arbeid").text).all("a") if "hreflang" in link
    ]
    assert other["href"] == "?q=kamer&form=arbeid&lang=en"


def test_search_finds_filters_and_pages(console: Console) -> None:
    found = console.ask("/search.json", params={"q": "kamer", "outcome": "signal", "eenheid": "Oost-Brabant"}).json()
    assert [row["id"] for row in found["rows"]] == [PACK]
    assert found["said"]["nl"] == "1 advertentie met “kamer” met uitkomst signaal in Oost-Brabant."
    assert {chip["name"]: chip["href"] for chip in found["chips"]}["outcome"] == "/?q=kamer&eenheid=Oost-Brabant"
    assert "<mark>kamer</mark>" in console.ask("/?q=kamer").text
    first, second = console.ask("/search.json").json(), console.ask("/search.json?page=2").json()
    assert first["total"] == len(ADVERTS) == len(first["rows"]) + len(second["rows"])
    assert (first["previous"], first["next"], second["previous"], second["next"]) == (None, "/?page=2", "/", None)
    assert f"21–{len(ADVERTS)} van {len(ADVERTS)}" in console.ask("/?page=2").text


def test_months_are_bars_to_scale(console: Console) -> None:
    page = console.ask("/")
    bars = [float(bar["height"]) for bar in Tags(page.text).all("rect")]
    assert bars[:4] == [0, 0, 0, 0]
    assert bars[-1] == 100 > bars[-2] > 0
    assert "nov 2026: 38 advertenties" in page.text
    november = console.ask("/search.json?from=2026-11-01&to=2026-11-30").json()
    assert november["total"] == len(ADVERTS) - 1


def test_nothing_found_says_what_to_try(console: Console) -> None:
    assert "Niets gevonden." in console.ask("/?q=olifant").text
    assert "Try" not in console.ask("/?q=olifant").text


def test_every_hit_is_marked_and_every_mark_leads_to_its_reason(console: Console) -> None:
    page, data = Tags(console.ask(f"/adverts/{CAS}").text), console.ask(f"/adverts/{CAS}.json").json()
    numbers = {row["number"] for row in data["hits"]}
    assert {f"mark-{number}" for number in numbers} <= {span.get("id") for span in page.all("span")}
    assert {f"hit-{number}" for number in numbers} == {row["id"] for row in page.all("tr") if "id" in row}
    links = [link["href"] for link in page.all("a")]
    assert all(f"#hit-{number}" in links and f"#mark-{number}" in links for number in numbers)
    assert ADVERTS[0].body in re.sub(
        r"[A-Z]{3}-\d\d", "", page.text
    )  # the text stays as it was, character for character


@pytest.mark.parametrize("number", [CAS, CARD, OWN, *HOSTILE])
def test_the_sum_is_the_score(console: Console, number: str) -> None:
    data = console.ask(f"/adverts/{number}.json").json()
    assert sum(line["points"] for line in data["sum"]) == pytest.approx(data["stored"]["enriched"]["score"], abs=0.02)


def test_care_and_route_stand_above_the_text(console: Console) -> None:
    for url in (f"/adverts/{CARD}", f"{LISTS}/limburg"):
        assert "Zorg eerst" in console.ask(url).text
    assert "Direct naar een mens" in console.ask(f"/adverts/{CARD}").text
    assert "Zorg eerst" not in console.ask(f"/adverts/{CAS}").text
    assert "leesbare overtreding" in console.ask(f"/adverts/{CAS}").text


def test_a_hidden_number_says_how(console: Console) -> None:
    assert "verhuld: in woorden" in Tags(console.ask(f"/adverts/{OWN}").text).text
    assert "hidden: in words" in Tags(console.ask(f"/adverts/{OWN}?lang=en").text).text


def test_a_filter_is_named_as_it_is(console: Console) -> None:
    chips = [
        link
        for link in Tags(console.ask("/", params={"site": "<a> & b", "from": "2026-11-01"}).text).all("a")
        if "aria-label" in link
    ]
    assert [link["aria-label"] for link in chips] == [
        "Verwijder filter Site <a> & b",
        "Verwijder filter Gezien 2026-11-01 – ",
    ]


def test_the_address_of_an_advert_is_no_link(console: Console) -> None:
    page = console.ask(f"/adverts/{CAS}").text
    assert "https://banen.example/1" in page
    assert not [link for link in Tags(page).all("a") if "banen.example" in link["href"]]


def test_a_capture_is_verified_or_that_is_said(console: Console) -> None:
    desk = (console.ledger, console.index)
    assert "ongewijzigd" in console.ask(f"/adverts/{CAS}").text
    spoiled = Console(create_app(*desk, verify=lambda capture: False, clock=lambda: NOON), *desk)
    assert "niet te vertrouwen" in spoiled.ask(f"/adverts/{CAS}").text
    unseen = Console(create_app(*desk, clock=lambda: NOON), *desk)
    assert "niet gecontroleerd" in unseen.ask(f"/adverts/{CAS}").text


def test_a_list_has_reasons_quotes_and_proof(console: Console) -> None:
    page, data = console.ask(f"{LISTS}/limburg").text, console.ask(f"{LISTS}/limburg.json").json()
    assert [line["signal"]["tier"] for line in data["lines"]] == ["route", "urgent"]
    for line in data["lines"]:
        assert Tags(page).text.count(line["signal"]["reasons"]["nl"]) == 1
        for one in line["signal"]["adverts"]:
            assert f'href="/adverts/{one["id"]}"' in page
            assert f"{one['segment']}, positie {one['offset']}" in page
    assert {one["eenheid"]: one["lines"] for one in data["eenheden"]}["Limburg"] == 2


def test_a_list_that_was_not_made_differs_from_an_empty_one(console: Console) -> None:
    assert "geen lijst gemaakt" in console.ask("/lists/2026-01-01/limburg").text
    assert "De lijst is leeg" in console.ask(f"{LISTS}/den-haag").text
    assert f'href="/lists/{DAY}"' in console.ask("/lists/2026-01-01").text


def test_decisions_stand_on_their_line(console: Console) -> None:
    key = console.ask(f"{LISTS}/oost-brabant.json").json()["lines"][0]["signal"]["key"]
    console.ledger.add_decision(
        Decision(signal=key, decision="volgen", who="a", when=NOON, why="<b>twee</b> aanwijzingen")
    )
    assert (
        "volgen, door a op 24 nov 2026 12:00: <b>twee</b> aanwijzingen"
        in Tags(console.ask(f"{LISTS}/oost-brabant").text).text
    )


def test_dead_letters_are_told_on_every_page_and_the_figures_add_up(console: Console) -> None:
    for url in PAGES[:-1]:
        assert "1 pagina of advertentie is uitgevallen." in console.ask(url).text
    assert 'class="attention"' not in console.ask("/letters").text
    assert "39 opgehaald = 39 doorzoekbaar" in console.ask("/").text
    assert "Alles is verantwoord." in console.ask("/").text


def test_an_advert_that_waits_says_so(settings: Settings) -> None:

    settings.home.mkdir(parents=True)
    ledger, index = open_ledger(settings.ledger_url), open_index(settings, stem_query)
    empty = Console(create_app(ledger, index, clock=lambda: NOON), ledger, index)
    assert "nog geen advertenties in de index" in empty.ask("/").text
    assert "Er is niets uitgevallen." in empty.ask("/letters").text
    run = ledger.start_run(SITE, at=NOON)
    recorder = ledger.recorder(SITE, run, vault_of(settings))
    one = advert(1, "", "", place_text="Venlo")
    recorder.add([one.url], depth=0)
    capture = recorder.capture(recorder.lease(1)[0], url=one.url, status=200, headers=[], payload=b"x", fetched_at=NOON)
    recorder.close()
    ledger.save_pages([ReadPage(capture=capture.id, adverts=(one,), kind="advert")])
    page = empty.ask(f"/adverts/{one.id}").text
    assert "nog niet geduid" in page
    assert "(zonder titel)" in page
    index.close()
    ledger.close()


# what goes wrong


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/nergens", 404, "Deze pagina bestaat niet"),
        ("/static/nergens.css", 404, "Deze pagina bestaat niet"),
        ("/docs", 404, "Deze pagina bestaat niet"),
        ("/openapi.json", 404, "Deze pagina bestaat niet"),
        ("/adverts/onbekend", 404, "Er is geen advertentie met kenmerk “onbekend”"),
        ("/adverts/%00%3Cb%3E", 404, "Er is geen advertentie"),
        ("/lists/gisteren", 404, "“gisteren” is geen dag"),
        ("/lists/9999-12-31", 404, "is geen dag"),
        (f"{LISTS}/atlantis", 404, "Er is geen eenheid “atlantis”"),
        ('/?q="open', 400, "Deze vraag is niet te lezen"),
        ("/?page=0", 400, "kies 1 tot en met"),
        ("/?from=gisteren", 400, "schrijf een dag als"),
        ("/?score_min=veel", 400, "schrijf een getal"),
        ("/?sort=mooi", 400, "kies uit"),
        ("/?kleur=rood", 400, "dit kent de console niet"),
        ("/?" + "&".join(f"site=s{at}" for at in range(60)), 400, "ten hoogste 50"),
    ],
)  # fmt: skip
def test_a_fault_is_a_page_in_words_and_json(console: Console, url: str, status: int, said: str) -> None:
    page = console.ask(url)
    assert page.status_code == status
    assert said in Tags(page.text).text
    data = console.ask(url if url.endswith(".json") else json_of(url))
    assert data.status_code == status
    fault = Explanation.model_validate(data.json()["fault"])
    assert fault.nl in Tags(page.text).text or url.endswith(".json")
    english = console.ask(url, headers={"cookie": "lang=en"})
    assert fault.en in Tags(english.text).text or url.endswith(".json")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_console_only_reads(console: Console, method: str) -> None:
    answer = console.ask("/lists", method)
    assert answer.status_code == 405
    assert "alleen om te lezen" in answer.text
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_head_is_a_look_without_words(console: Console) -> None:
    answer = console.ask("/lists", "HEAD")
    assert (answer.status_code, answer.text) == (200, "")


class Broken:
    """An index that is away: a part of Zicht that the console does not own."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def search(self, query: Query) -> Page:
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (IndexFault("De index is <weg>.", "The index is <away>."), 503, "De index is <weg>."),
        (QueryError("Zo niet.", "Not so."), 400, "Zo niet."),
        (RuntimeError("geheim detail"), 500, "De console kon deze pagina niet maken."),
    ],
)
def test_a_part_that_is_away_gives_a_clear_page(console: Console, fault: Exception, status: int, said: str) -> None:
    broken = Console(create_app(console.ledger, Broken(fault), clock=lambda: NOON), console.ledger, console.index)
    page, data = broken.ask("/"), broken.ask("/search.json")
    assert page.status_code == data.status_code == status
    assert said in Tags(page.text).text
    assert said == data.json()["fault"]["nl"] or status == 500
    for answer in (page, data):
        assert "geheim" not in answer.text
        assert "Traceback" not in answer.text
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_without_a_log_there_is_no_look(console: Console, tmp_path: Path) -> None:
    class Full(Ledger):
        def __init__(self) -> None:
            vars(self).update(vars(console.ledger))

        def audit(self, *_: Any, **__: Any) -> AuditEvent:
            raise LedgerError("Het grootboek is vol.", "The ledger is full.")

        def conservation(self) -> Any:
            raise LedgerError("Het grootboek is vol.", "The ledger is full.")

    full = Console(create_app(Full(), console.index, clock=lambda: NOON), console.ledger, console.index)
    for url in ("/", f"/adverts/{CAS}", "/lists", f"{LISTS}/limburg", "/letters"):
        page = full.ask(url)
        assert page.status_code == 503
        assert "Het grootboek is vol." in page.text
        assert "Het grootboek is nu niet te lezen." in page.text
        assert ADVERTS[0].title not in page.text


# the log, the headers, who may ask


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/?q=kamer&outcome=signal", "search:/?q=kamer&outcome=signal"),
        (f"/adverts/{CAS}", f"advert:{CAS}"),
        (f"/adverts/{CAS}.json", f"advert:{CAS}"),
        ("/lists", f"lists:{DAY}"),
        (f"{LISTS}/limburg", f"list:{DAY}:Limburg"),
        ("/letters.json", "letters"),
    ],
)
def test_every_look_is_one_line_in_the_log(console: Console, url: str, target: str) -> None:
    before = len(console.looks())
    console.ask(url)
    looks = console.looks()
    assert len(looks) == before + 1
    assert (looks[0].target, looks[0].who, looks[0].at) == (target, "tester", NOON)


@pytest.mark.parametrize(
    "url", [*PAGES, "/search.json", "/static/console.css", "/static/icon.svg", "/nergens", "/x.json"]
)
def test_every_answer_has_safe_headers(console: Console, url: str) -> None:
    answer = console.ask(url)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in POLICY
    assert "server" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "169.254.169.254", ""])
def test_other_hosts_are_refused(console: Console, host: str) -> None:
    answer = console.ask("/", headers={"host": host})
    assert answer.status_code == 400
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "advert" not in answer.text


def test_the_configured_host_may_be_asked(console: Console) -> None:
    named = Console(create_app(console.ledger, console.index, hosts=("zicht.example",)), console.ledger, console.index)
    assert named.ask("/letters", headers={"host": "zicht.example:8600"}).status_code == 200


# advert text is text


TAGS = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "div", "strong", "span", "nav", "ul", "li", "p", "aside", "main",
    "footer", "section", "h1", "h2", "h3", "search", "form", "label", "input", "button", "details", "summary", "select",
    "option", "dl", "dt", "dd", "code", "figure", "figcaption", "ol", "svg", "rect", "article", "bdi", "mark", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "small", "q", "textarea",
}  # fmt: skip


def harmless(html: str) -> None:
    """Only our own elements, no event, style or script in attributes, links to ourselves only."""
    for tag, attributes in Tags(html).elements:
        assert tag in TAGS
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "http-equiv")]
        for name in ("href", "src", "action"):
            assert attributes.get(name, "/").startswith(("/", "#", "?")), attributes
            assert not attributes.get(name, "/").startswith("//")


@pytest.mark.parametrize("number", HOSTILE)
def test_hostile_adverts_stay_text(console: Console, number: str) -> None:
    page = console.ask(f"/adverts/{number}").text
    harmless(page)
    said = Tags(page).text
    payload = PAYLOADS[HOSTILE.index(number)]
    assert said.count(payload) >= 7  # title, heading, body twice, category, place, price, employer, account


@pytest.mark.parametrize("url", ["/", "/?page=2", f"{LISTS}/limburg", "/letters"])
def test_pages_with_hostile_adverts_are_harmless(console: Console, url: str) -> None:
    page = console.ask(url).text
    assert CANARY in page or url == "/"
    harmless(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_questions_stay_text(console: Console, payload: str) -> None:
    for name in ("q", "site", "category", "codes", "from", "sort", payload):
        harmless(console.ask("/", params={name: payload}).text)
    harmless(console.ask(f"/adverts/{payload.replace('/', '')}").text)


# marks


def test_overlapping_spans_are_cut_where_any_begins_or_ends() -> None:
    cut = pieces("abcdefgh", [(1, 4), (3, 6), None, (6, 6), (-2, 99)])
    assert [(piece.text, piece.marks) for piece in cut] == [
        ("a", (4,)), ("bc", (0, 4)), ("d", (0, 1, 4)), ("ef", (1, 4)), ("gh", (4,)),
    ]  # fmt: skip
    assert "".join(piece.text for piece in snippet("woord " * 200, [(600, 605)])).startswith("… ")


# the catalogue and the templates


def said_in_code() -> tuple[set[str], set[str]]:
    """Keys that stand in templates and code as they are, and the families of keys that are put together."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (*WEB.glob("*.py"), *WEB.glob("templates/*.j2")))
    whole = set(re.findall(r'(?:\bt|voice|both|self)\(f?["\']([a-zA-Z0-9_.-]+)["\']', source)) | set(
        re.findall(r'"(nav\.\w+)"', source)
    )
    families = set(re.findall(r'label\("(\w+)"', source)) | set(re.findall(r'count\("(\w+)"', source))
    families |= set(re.findall(r'\(f?"([\w.]+)\.(?:"\s*~|\{)', source))
    return whole, families


def test_every_text_is_said_and_every_said_text_is_there() -> None:
    whole, families = said_in_code()
    missing = {key for key in whole if key not in texts() and not key.endswith(".")}
    assert missing == set()
    dead = {key for key in texts() if key not in whole and not any(key.startswith(f"{family}.") for family in families)}
    assert dead == set()


def test_families_have_a_text_for_every_value() -> None:
    families = {
        "outcome": records.Outcome, "form": records.Form, "state": records.State, "field": records.FieldName,
        "kind": records.ExtractionKind, "location": records.LocationType, "sort": Sort,
        "stage": records.DeadLetter.model_fields["stage"].annotation,
        "precision": records.Place.model_fields["precision"].annotation,
        "decision": records.Decision.model_fields["decision"].annotation,
    }  # fmt: skip
    for family, kinds in families.items():
        for value in get_args(kinds):
            assert f"{family}.{value}" in texts()
    for facet in FACETS:
        assert {f"facet.{facet}", f"said.{facet}"} <= set(texts())
    for language in LANGUAGES:
        assert all(Voice(language).label("tier", tier) for tier in ("route", "urgent", "signal", "review"))


@pytest.mark.parametrize(
    ("kind", "value", "nl", "en"),
    [
        ("wage_per_hour", "20.38", "20,38", "20.38"),
        ("price", "1250", "1.250,00", "1,250.00"),
        ("hours_per_week", "40", "40", "40"),
        ("hours_per_week", "37.5", "37,5", "37.5"),
        ("phone", "+31600123456", "+31600123456", "+31600123456"),
        ("kvk", "00012345", "00012345", "00012345"),
        ("price", "op aanvraag", "op aanvraag", "op aanvraag"),
    ],
)
def test_a_value_that_was_found_is_written_as_the_language_does(kind: Any, value: str, nl: str, en: str) -> None:
    found = Extraction(kind=kind, value=value, field="body", start=0, end=1, by="test")
    assert {language: Voice(language).value(found) for language in LANGUAGES} == {"nl": nl, "en": en}


def test_both_languages_fill_in_the_same_names() -> None:
    for key, said in texts().items():
        assert set(re.findall(r"\{(\w+)\}", said.nl)) == set(re.findall(r"\{(\w+)\}", said.en)), key


def test_templates_use_what_they_are_given() -> None:
    """Fields of the page that a template names are fields of its record; nothing is called safe."""
    shown = {
        "search": SearchPage,
        "advert": AdvertPage,
        "day": DayPage,
        "list": ListPage,
        "indicators": IndicatorsPage,
        "version": VersionPage,
        "letters": LettersPage,
        "fault": FaultPage,
    }
    templates = environment()
    for path in sorted((WEB / "templates").glob("*.j2")):
        source = path.read_text(encoding="utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", source)
        assert "style=" not in source
        tree = templates.parse(source)
        own = {found.name for kind in (nodes.Name, nodes.Macro) for found in tree.find_all(kind) if _is_made(found)}
        own |= {name for found in tree.find_all(nodes.FromImport) for name in found.names}
        assert meta.find_undeclared_variables(tree) - own <= {"page", "frame", "t", "name_of", *templates.globals}
        record = shown.get(path.name.removesuffix(".html.j2"))
        for found in tree.find_all(nodes.Getattr):
            if record and isinstance(found.node, nodes.Name) and found.node.name == "page":
                assert found.attr in record.model_fields or hasattr(record, found.attr), (
                    f"{path.name}: page.{found.attr}"
                )


def _is_made(found: nodes.Node) -> bool:
    return isinstance(found, nodes.Macro) or (isinstance(found, nodes.Name) and found.ctx != "load")


def test_every_view_has_a_template_and_every_slug_is_plain() -> None:
    assert {view.template for view in VIEWS} | {"fault.html.j2", "base.html.j2", "parts.html.j2", "days.html.j2"} == {
        path.name for path in (WEB / "templates").iterdir()
    }
    assert slug_of("Den Haag") == "den-haag"


def test_the_footer_is_asked_anew_after_a_while(console: Console) -> None:
    at = [NOON]
    desk = Desk(console.ledger, console.index, clock=lambda: at[0])
    first = desk.conservation()
    assert desk.conservation() is first
    at[0] += timedelta(seconds=11)
    assert desk.conservation() is not first


def test_colours_can_be_read() -> None:
    """Text on its background has a contrast of 4.5 or more, in light and in dark (WCAG 2.2 AA)."""
    css = (WEB / "static" / "console.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    )
    on = {
        "text": ("page", "card", "sunk", "mark", "deep", "counter", "context", "info-back", "warn-back", "good-back", "alarm-back"),
        "quiet": ("page", "card", "sunk", "info-back"), "link": ("page", "card", "sunk", "info-back", "warn-back"),
        "alarm": ("card", "alarm-back"), "warn": ("card", "warn-back"), "good": ("card", "good-back"), "info": ("info-back",),
        "top-text": ("top",), "top-quiet": ("top",),
    }  # fmt: skip
    for colours in (light, {**light, **dark}):
        for front, backs in on.items():
            for back in backs:
                assert contrast(colours[front], colours[back]) >= 4.5, (front, back, colours[front], colours[back])
        assert contrast(colours["card"], colours["link"]) >= 4.5  # the button
        assert contrast(colours["card"], colours["alarm"]) >= 4.5  # straight to a person


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_hostile_samples_cover_every_field() -> None:
    one = hostile(1, "x<y")
    for name in ("url", *get_args(FieldName)):
        assert "x<y" in getattr(one, name)
    assert one.extra["x<y"] == "x<y"
