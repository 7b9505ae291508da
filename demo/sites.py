"""The two demo sites as pages: what a classifieds site and a job board send over the wire."""

import json
from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from typing import Literal

from demo.adverts import DemoAdvert

PAGE = 40  # adverts on one listing page
NOTICE = "Synthetische demonstratie van Zicht: verzonnen personen, verzonnen bedrijven."


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; `body` is UTF-8."""

    status: int
    kind: str
    body: bytes
    modified: str | None = None

    @property
    def etag(self) -> str:
        """Strong validator of the body."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'


def answer(site: Literal["demo_classifieds", "demo_jobs"], adverts: list[DemoAdvert], path: str, host: str) -> Answer:
    """What `site` answers for `path` (with query); 404 for what is not there (any more)."""
    own = [advert for advert in adverts if advert.site == site]
    if path == "/robots.txt":
        return Answer(200, "text/plain; charset=utf-8", b"User-agent: *\nDisallow: /beheer\nCrawl-delay: 0\n")
    pages = _classifieds(own, path) if site == "demo_classifieds" else _jobs(own, path, host)
    return pages or Answer(404, "text/html; charset=utf-8", _html("Niet gevonden", "<p>Deze pagina bestaat niet.</p>"))


def _classifieds(adverts: list[DemoAdvert], path: str) -> Answer | None:
    if path == "/" or path.startswith("/adverts?page="):
        return _listing(adverts, int(path.partition("=")[2] or "1"))
    found = _numbered(adverts, path, "/adverts/")
    return page_of(found) if found else None


def _listing(adverts: list[DemoAdvert], page: int) -> Answer:
    newest = sorted(adverts, key=lambda advert: -advert.number)
    shown = newest[(page - 1) * PAGE : page * PAGE]
    items = "\n".join(
        f'<li><a class="advert" href="/adverts/{advert.number}">{escape(advert.title)}</a></li>' for advert in shown
    )
    more = page * PAGE < len(adverts)
    following = f'<a class="next" href="/adverts?page={page + 1}">Volgende</a>' if more else ""
    return _ok(_html("Alle advertenties", f"<ul>{items}</ul>{following}"))


def _classified(advert: DemoAdvert) -> bytes:
    optional = (("price", advert.price), ("account", advert.account))
    extra = "".join(f'<p class="{name}">{escape(value)}</p>' for name, value in optional if value)
    return _html(
        advert.title,
        f'<article><h1 class="title">{escape(advert.title)}</h1><p class="category">{escape(advert.category)}</p>'
        f'<p class="place">{escape(advert.place)}</p>{extra}<div class="body"><p>{escape(advert.body)}</p></div>'
        f'<time class="posted" datetime="{advert.posted_at.isoformat()}">{advert.posted_at:%d-%m-%Y}</time></article>',
    )


def _jobs(adverts: list[DemoAdvert], path: str, host: str) -> Answer | None:
    if path == "/sitemap.xml":
        return _sitemap(adverts, host)
    if path == "/":
        return _ok(_html("Banen", "<p>Zie de sitemap voor alle vacatures.</p>"))
    found = _numbered(adverts, path, "/vacatures/")
    return page_of(found) if found else None


def _sitemap(adverts: list[DemoAdvert], host: str) -> Answer:
    urls = "".join(f"<url><loc>http://{host}/vacatures/{advert.number}</loc></url>" for advert in adverts)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}'
    return Answer(200, "application/xml; charset=utf-8", f"{body}</urlset>".encode())


def _vacancy(advert: DemoAdvert) -> bytes:
    posting: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": advert.title,
        "description": f"<p>{escape(advert.body)}</p>",
        "datePosted": advert.posted_at.isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": advert.employer},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": advert.place,
                                                      "addressCountry": "NL"}},
        "industry": advert.category,
    }  # fmt: skip
    if advert.hourly:
        value = {"@type": "QuantitativeValue", "value": float(advert.hourly), "unitText": "HOUR"}
        posting["baseSalary"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": value}
    script = json.dumps(posting, ensure_ascii=False).replace("</", "<\\/")
    shown = f"<h1>{escape(advert.title)}</h1><p>{escape(advert.body)}</p>"
    return _html(advert.title, f'<script type="application/ld+json">{script}</script>{shown}')


def _numbered(adverts: list[DemoAdvert], path: str, prefix: str) -> DemoAdvert | None:
    number = path.removeprefix(prefix)
    return next((advert for advert in adverts if path.startswith(prefix) and str(advert.number) == number), None)


def page_of(advert: DemoAdvert) -> Answer:
    """The page of one advert on its own site."""
    body = _classified(advert) if advert.site == "demo_classifieds" else _vacancy(advert)
    return Answer(200, "text/html; charset=utf-8", body, format_datetime(advert.posted_at, usegmt=True))


def _ok(body: bytes) -> Answer:
    return Answer(200, "text/html; charset=utf-8", body)


def _html(title: str, inner: str) -> bytes:
    page = (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><header>{NOTICE}</header><main>{inner}</main></body></html>"
    )
    return page.encode()
