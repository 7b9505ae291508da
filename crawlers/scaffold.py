"""A new site on disk: its file, its saved pages, and what they would give, unread until a person has confirmed it."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawlers.page import Page
from crawlers.parse import parse_page
from crawlers.proposing import Family
from crawlers.site import Expect, Site, Vacancies
from zicht.crawling import Parsed
from zicht.errors import InputError, SiteError

NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


class Room:
    """Where sites and their pages lie; the folders of this house unless another root is given."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def file(self, name: str) -> Path:
        """The site file."""
        return self.root / "crawlers" / "sites" / f"{name}.py"

    def pages(self, name: str) -> Path:
        """The folder of its saved pages."""
        return self.root / "tests" / "pages" / name


def site_of(name: str, pages: Sequence[Page], family: Family) -> Site:
    """A site over these pages, that expects of every run what they show."""
    if not NAME.fullmatch(name):
        raise SiteError(
            f"{name} is geen naam voor een site. Gebruik kleine letters, cijfers en _, bijvoorbeeld voorbeeld_nl.",
            f"{name} is no name for a site. Use small letters, figures and _, for instance voorbeeld_nl.",
        )
    host = urlsplit(pages[0].url).netloc.lower()
    local = host.split(":")[0] in ("127.0.0.1", "localhost")
    start = pages[0].url
    if isinstance(family, Vacancies):
        start = f"{urlsplit(start).scheme}://{host}/sitemap.xml"
    shape: dict[str, Any] = {"name": name, "start": (start,), "hosts": (host,), "family": family, "local": local}
    bare = Site(**shape, expect=Expect(adverts=1))
    return bare.model_copy(update={"expect": Expect(adverts=1, filled=_filled(bare, pages))})


def _filled(site: Site, pages: Sequence[Page]) -> dict[str, float]:
    """Fields that every advert on the pages has: less than nine in ten would be strange."""
    adverts = [advert for page in pages for advert in read(site, page).adverts]
    fields = ("category", "place_text", "price_text", "employer", "account", "posted_at")
    always = [name for name in fields if adverts and all(getattr(advert, name) for advert in adverts)]
    return dict.fromkeys(always or ("title",), 0.9)


def read(site: Site, page: Page) -> Parsed:
    """What a page gives; nothing when it gives nothing."""
    try:
        return parse_page(site, page.url, page.payload, page.content_type, seen_at=page.seen_at, capture=None)
    except InputError:
        return Parsed()


def source_of(site: Site) -> str:
    """The site as a file of 9-30 lines."""
    kind = type(site.family).__name__
    fields = site.family.model_dump(exclude_defaults=True)
    inner = "".join(f"        {name}={_quoted(value)},\n" for name, value in fields.items())
    local = "    local=True,\n" if site.local else ""
    filled = ", ".join(f"{_quoted(name)}: {share}" for name, share in site.expect.filled.items())
    return (
        f'"""{site.hosts[0]}: proposed from saved pages; describe here what kind of site it is."""\n\n'
        f"from crawlers.site import {', '.join(sorted(('Expect', kind, 'Site')))}\n\n"
        f"SITE = Site(\n    name={_quoted(site.name)},\n    start=({_quoted(site.start[0])},),\n"
        f"    hosts=({_quoted(site.hosts[0])},),\n    family={kind}({chr(10) + inner + '    ' if inner else ''}),\n"
        f"    expect=Expect(adverts={site.expect.adverts}, filled={{{filled}}}),\n{local})\n"
    )


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def write(room: Room, site: Site, pages: Sequence[Page]) -> list[Path]:
    """The site file, and each page with what it would give; `SiteError` when the site is there already."""
    if room.file(site.name).exists():
        raise SiteError(
            f"Site {site.name} bestaat al: {room.file(site.name)}. Kies een andere naam, of werk dat bestand bij.",
            f"Site {site.name} exists already: {room.file(site.name)}. Choose another name, or edit that file.",
        )
    room.pages(site.name).mkdir(parents=True, exist_ok=True)
    room.file(site.name).parent.mkdir(parents=True, exist_ok=True)
    room.file(site.name).write_text(source_of(site), encoding="utf-8")
    return [room.file(site.name), *(_save(room, site, page, number) for number, page in enumerate(pages, start=1))]


def _save(room: Room, site: Site, page: Page, number: int) -> Path:
    kept = room.pages(site.name) / f"{number}.html"
    kept.write_bytes(page.payload)
    about = {"url": page.url, "content_type": page.content_type, "seen_at": page.seen_at.isoformat(), "read": False}
    about["expected"] = fields_of(read(site, page), page.url)
    kept.with_suffix(".json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return kept


def fields_of(parsed: Parsed, url: str) -> dict[str, object]:
    """What a page gives, field by field: `kind`, `links`, `adverts`, `1.title` and so on; a saved page has no pictures to hash."""
    fields: dict[str, object] = {"kind": parsed.kind, "links": list(parsed.links), "adverts": len(parsed.adverts)}
    for number, advert in enumerate(parsed.adverts, start=1):
        said = advert.model_dump(mode="json", exclude={"site", "url", "seen_at", "capture", "image_hashes", "pictures"})
        fields |= {f"{number}.{name}": value for name, value in said.items()}
        if advert.url != url:
            fields[f"{number}.url"] = advert.url
    return fields


def saved_pages(room: Room, name: str) -> list[tuple[Page, dict[str, Any]]]:
    """The saved pages of a site, with what is said of each."""
    found = []
    for about in sorted(room.pages(name).glob("*.json"), key=lambda path: path.name.zfill(12)):
        said = json.loads(about.read_text(encoding="utf-8"))
        payload = about.with_suffix(".html").read_bytes()
        found.append((Page(said["url"], payload, said["content_type"], datetime.fromisoformat(said["seen_at"])), said))
    return found


def page_from(path: Path, url: str | None, at: datetime) -> Page:
    """A saved page; its address is given, or stands in it as browsers and sites write it."""
    payload = path.read_bytes()
    kind = {".json": "application/json", ".xml": "application/xml"}.get(path.suffix.lower(), "text/html")
    page = Page(url or "about:blank", payload, kind, at)
    if url is None:
        page = Page(_own_address(page, path), payload, kind, at)
    return page


def _own_address(page: Page, path: Path) -> str:
    saved = SAVED_FROM.search(page.payload[:2048])
    said = (
        saved.group(1).decode("ascii", "replace")
        if saved
        else page.html.css("link[rel=canonical]").xpath("@href").get()
    )
    if not said or not urlsplit(said).netloc:
        raise InputError(
            f"{path}: het adres van de pagina staat er niet in. Geef het met --url.",
            f"{path}: the page does not say its address. Give it with --url.",
        )
    return str(said)
