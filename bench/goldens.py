"""Saved pages with known answers from ../shared/data/html_golden: read where they lie, never copied into the house."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsel import Selector

GOLDEN = Path(__file__).resolve().parents[2] / "shared" / "data" / "html_golden"
ADVERTS = ("JobPosting", "Product", "Offer", "Service", "Vehicle", "Apartment", "Room")
Truth = dict[str, Any]
Json = Any

# what a person who knows the site would select
BY_HAND = {
    "jobs_cz": {
        "title": "h1",
        "place": "[data-test=jd-info-location]",
        "price": "[data-test=jd-salary] p",
    },
    "workbc": {"title": "h2.job-title", "employer": ".company strong"},
}
LABELS = {
    "place": "Location:",
    "price": "Salary:",
    "contract": "Job type:",
    "deadline": "Expires:",
    "start": "Start date:",
}


@dataclass(frozen=True)
class Case:
    """One page and what it must give: a text, several that are all right, or the words that must (not) be there."""

    group: str
    url: str
    payload: bytes
    truth: Truth


def cases() -> Iterator[Case]:
    """Every page, set by set."""
    for make in (_schema, _extruct, _jobs, _articles, _segments, _titles, _dates):
        yield from make()


def _read(path: Path) -> bytes:
    with gzip.open(path) as file:
        return file.read()


def _schema() -> Iterator[Case]:
    """The same thing in three kinds of markup; the JSON says what it is."""
    for line in (GOLDEN / "schema_org_examples.jsonl").read_text(encoding="utf-8").splitlines():
        about = json.loads(line)
        thing = next(_things(about["expected_jsonld"]), None)
        for kind, markup in (("JSON-LD", "jsonld_html"), ("microdata", "microdata"), ("RDFa", "rdfa")):
            if thing and re.search(r"<[a-z]", about[markup]):  # not "<!-- JSON-LD example only -->"
                yield Case(f"schema.org, {kind}", "https://example.com/x", about[markup].encode(), _of_thing(thing))


def _things(value: Json) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        kinds = value.get("@type") or value.get("type")
        said = [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]
        if set(said) & set(ADVERTS):
            yield value
        for name, inner in value.items():
            if name != "offers":  # a ticket is not what the page is about
                yield from _things(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _things(inner)


def _of_thing(thing: dict[str, Any]) -> Truth:
    offer = _first(thing.get("offers")) or thing
    pay = _first(_first(thing.get("baseSalary") or {}).get("value") or {}) or {}
    place = _first(_first(thing.get("jobLocation") or {}).get("address") or {})
    found = {
        "title": thing.get("title") or thing.get("name"),
        "description": thing.get("description"),
        "price": _price(offer) or _price(pay),
        "employer": _first(thing.get("hiringOrganization") or {}).get("name"),
        "place": place.get("addressLocality") if isinstance(place, dict) else place,
        "date": str(thing.get("datePosted") or "")[:10],
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value.strip()}


def _first(value: Json) -> Json:
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, dict | str) else {}


def _price(offer: Json) -> str | None:
    if not isinstance(offer, dict):
        return None
    said = next((offer[name] for name in ("price", "lowPrice", "minValue", "value") if name in offer), None)
    return str(said).strip("$").removesuffix(".00").removesuffix(".0") if isinstance(said, str | int | float) else None


def _extruct() -> Iterator[Case]:
    """Pages of extruct's own tests that describe something with a name."""
    for page in sorted((GOLDEN / "extruct").glob("*/*.html")):
        for about in (page.with_suffix(".jsonld"), page.with_suffix(".json")):
            said = json.loads(about.read_text(encoding="utf-8")) if about.exists() else None
            if truth := _named(said):
                yield Case("extruct", f"https://example.com/{page.stem.replace(' ', '-')}", page.read_bytes(), truth)
                break


def _named(said: Json) -> Truth | None:
    """The first thing with a name, outer ones first."""
    waiting = [said]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list) and len(value) == 2 and value[0] == "og:title":
            return {"title": value[1]}
        if isinstance(value, dict):
            inner = value.get("properties")
            own: Truth = inner if isinstance(inner, dict) else value
            name = own.get("headline") or own.get("name")
            name = name[0] if isinstance(name, list) and name else name
            if isinstance(name, str) and (value.get("type") or value.get("@type")):
                text = own.get("description")
                return {"title": name, **({"description": text} if isinstance(text, str) else {})}
        waiting.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else [])
    return None


def _jobs() -> Iterator[Case]:
    """Vacancies without any markup, and lists of them."""
    for group in ("jobs_cz", "workbc"):
        about = json.loads((GOLDEN / group / "expected.json").read_text(encoding="utf-8"))
        for path in sorted((GOLDEN / group).glob("*.html.gz")):
            said, page = about.get(path.name.removesuffix(".gz"), {}), _read(path)
            kind = "listing" if "listing" in path.name else "advert"
            yield Case(f"vacancies, {group}", said.get("url") or f"https://{group}.example/rpd/1", page, {"kind": kind})
            if kind == "advert":
                yield Case(f"vacancies, {group}", f"https://{group}.example/rpd/1", page, _by_hand(group, page, said))


def _by_hand(group: str, payload: bytes, said: Truth) -> Truth:
    page = Selector(text=payload.decode("utf-8", "replace"))
    found: Truth = {name: _shown(page.css(css)) for name, css in BY_HAND[group].items()}
    if group == "workbc":
        found |= {name: _shown(page.xpath(f"//*[normalize-space(text())='{label}']/following::*[normalize-space()][1]"))
                  for name, label in LABELS.items()}  # fmt: skip
    if group == "jobs_cz":  # "Kok – De Proef, s.r.o."
        found["employer"] = (_shown(page.css("title")) or "").rpartition(" – ")[2]
    else:
        found["deadline"] = (found["deadline"] or "")[:10]  # the same date stands behind it in words
    found |= {"place": tuple(said["locations"])} if said.get("locations") else {}
    found |= {"contract": ", ".join(said["employment_types"])} if said.get("employment_types") else {}
    words = tuple(Selector(text=part).xpath("string()").get() for part in said.get("description_html_contains", ()))
    return {name: value for name, value in {**found, "words": (words, ()) if words else None}.items() if value}


def _shown(found: Json) -> str | None:
    return " ".join(found[0].xpath("string()").get().split()) or None if found else None


def _articles() -> Iterator[Case]:
    with gzip.open(GOLDEN / "article_extraction_benchmark" / "ground-truth.json.gz") as file:
        about = json.load(file)
    for key, said in about.items():
        page = _read(GOLDEN / "article_extraction_benchmark" / "html" / f"{key}.html.gz")
        yield Case("articles, scrapinghub", said["url"], page, {"text": said["articleBody"]})


def _segments() -> Iterator[Case]:
    about = json.loads((GOLDEN / "trafilatura_eval" / "evaldata.json").read_text(encoding="utf-8"))
    for url, said in about.items():
        page = _read(GOLDEN / "trafilatura_eval" / "html" / f"{said['file']}.gz")
        truth = {
            "words": (tuple(said["with"]), tuple(said["without"])),
            "title": said.get("title"),
            "date": said.get("date"),
        }
        yield Case("articles, trafilatura's own", url, page, {name: value for name, value in truth.items() if value})


def _titles() -> Iterator[Case]:
    for folder in sorted((GOLDEN / "readability").iterdir()):
        if folder.is_dir():
            said = json.loads(_read(folder / "expected-metadata.json.gz"))
            page = _read(folder / "source.html.gz")
            text = Selector(text=_read(folder / "expected.html.gz").decode()).xpath("string()").get()
            truth = {"title": said.get("title"), "text": text, "date": (said.get("publishedTime") or "")[:10]}
            yield Case(
                "articles, readability", "http://fakehost/test/page.html", page, {k: v for k, v in truth.items() if v}
            )


def _dates() -> Iterator[Case]:
    about = json.loads((GOLDEN / "htmldate_eval" / "dates.json").read_text(encoding="utf-8"))
    for url, said in about.items():
        page = _read(GOLDEN / "htmldate_eval" / "html" / f"{said['file']}.gz")
        yield Case("dates, htmldate's own", url, page, {"date": said["date"]} if isinstance(said["date"], str) else {})
