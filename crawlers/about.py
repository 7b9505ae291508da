"""What a page says of itself in its head, its headings, its labels: its title and its date."""

import re
from collections.abc import Iterator, Set
from datetime import datetime
from urllib.parse import urlsplit

from crawlers.dates import moment_of
from crawlers.html import text_of
from crawlers.labels import labelled, lines_of
from crawlers.page import Page
from crawlers.things import ADVERTS, Thing, all_things, kinds_of, outer_things, plain, things_on

LONGEST = 250  # characters of a title
PARTS = re.compile(
    r"(\s+[|–—·»•/]\s+|\s+-{1,2}\s+|\s*::\s*|\s+[|]|[|]\s+)"
)  # what sites put between a title and their own name
STRONG = re.compile(r"[|·»•]|::")
FEW, HALF = 4, 0.5
NO_ADVERTS = frozenset(
    "WebSite WebPage Organization BreadcrumbList ListItem ImageObject Person SearchAction PostalAddress Place"
    " QuantitativeValue PropertyValue".split()
)
NAMED = (
    "//*[self::h1 or self::h2 or self::h3 or @itemprop][contains(@class, 'title') or contains(@class, 'titel')"
    " or @itemprop='title' or @itemprop='headline']"
)
POSTED = (
    "article:published_time", "og:article:published_time", "datepublished", "dateposted", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "dcterms.issued", "publication_date", "publish-date", "publishdate", "pubdate",
    "article.published", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "og:published_time", "created",
    "article:modified_time", "og:updated_time", "last-modified", "dc.date.modified",
)  # fmt: skip
DATES = (
    "//*[@itemprop='datePublished' or @itemprop='datePosted' or contains(@class, 'date') or contains(@class, 'datum')"
    " or contains(@class, 'published') or contains(@class, 'posted')]"
)
DATED = ("datePosted", "datePublished", "dateCreated", "uploadDate", "dateModified")
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|$|-|_)")
WRITTEN = re.compile(
    r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.?\s[^\W\d_]{3,10}\.?,?\s(?:19|20)\d\d|"
    r"[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)\b"
)
LANGUAGES = ("nl", "en", "de", "pl", "fr", "ro", "hu", "es", "bg", "cs")


def meta_on(page: Page) -> dict[str, str]:
    """The first value of every meta property that says something, by its name in small letters."""
    found: dict[str, str] = page.once(_meta)
    return found


def _meta(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.html.css("meta[content]"):
        name = meta.attrib.get("property") or meta.attrib.get("name") or meta.attrib.get("itemprop") or ""
        if name and (said := plain(meta.attrib["content"])):
            found.setdefault(name.strip().lower(), said)
    return found


def title_on(page: Page) -> str | None:
    """The heading that the head of the page speaks of; else what the head says, without the name of the site."""
    title: str | None = page.once(_title)
    return title


def _title(page: Page) -> str | None:
    meta = meta_on(page)
    said = [meta.get("og:title"), *_shown(page, "(//title)[1]"), meta.get("twitter:title"), meta.get("dc.title")]
    heads = [without_site(name, page) for name in said if name]
    headings = [shown for shown in _shown(page, "//h1 | //h2") if len(shown) <= LONGEST]
    for head in heads:
        if alike := next((shown for shown in headings if _letters(shown) == _letters(head)), None):
            return alike
    ours = _shown(page, "//h1")
    for shown in sorted(ours, key=lambda one: -max((_within(one, head) for head in heads), default=0.0)):
        if (
            heads
            and len(shown) <= LONGEST
            and not _is_site(shown, page)
            and max(_within(shown, head) for head in heads) >= HALF
        ):
            return next((head for head in heads if _letters(head) in _letters(shown)), shown)
    named = [shown for shown in _shown(page, NAMED) if len(shown) <= LONGEST]
    described = [] if ours else [name for thing in things_of_one(page)[:1] if (name := name_of(thing))]
    return next(iter([*named, *described, *heads, *headings]), None)


def things_of_one(page: Page) -> list[Thing]:
    """What the page describes that may be an advert, offers before others: not the site, its makers, its menus, or a part."""
    outer = [thing for thing in outer_things(page) if name_of(thing) and _may_be_one(kinds_of(thing))]
    return [
        *sorted(outer, key=lambda thing: not is_offered(thing)),
        *filter(is_offered, filter(name_of, all_things(page))),
    ]


def is_offered(thing: Thing) -> bool:
    """Whether it is an advert: by its kind, or because it is offered."""
    return "offers" in thing or not kinds_of(thing).isdisjoint(ADVERTS)


def _may_be_one(kinds: Set[str]) -> bool:
    return bool(kinds) and (kinds.isdisjoint(NO_ADVERTS) or not kinds.isdisjoint(ADVERTS))


def name_of(thing: Thing) -> str | None:
    """What a thing is called."""
    return plain(thing.get("title") or thing.get("name") or thing.get("headline"))


def _shown(page: Page, path: str) -> list[str]:
    found = (" ".join(text_of(node.root).split()) for node in page.html.xpath(path)[:50])
    return [said for said in found if said]


def _letters(said: str) -> str:
    return "".join(re.findall(r"\w", said.casefold()))


def _within(one: str, other: str) -> float:
    """How much of one stands in the other, in words."""
    words, among = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(words & among) / len(words) if words else 0.0


def without_site(said: str, page: Page) -> str:
    """A title without the name that a site puts before or behind each of its own."""
    parts = PARTS.split(said)  # what stands between them at the odd places
    if len(parts) > 2 and (_is_site(parts[-1], page) or (STRONG.search(parts[-2]) and len(parts[-1].split()) <= FEW)):
        parts = parts[:-2]
    if len(parts) > 2 and _is_site(parts[0], page):
        parts = parts[2:]
    return "".join(parts).strip()


def _is_site(part: str, page: Page) -> bool:
    """Whether these words name the site: as it says itself, or as its host does."""
    said, meta = _letters(part), meta_on(page)
    names = [_letters(meta.get(name, "")) for name in ("og:site_name", "application-name")]
    host = _letters("".join((urlsplit(page.url).hostname or "").removeprefix("www.").split(".")[:-1]))
    return bool(said) and (
        said in names or (len(said) > 3 and said in host) or (len(host) > 3 and said.startswith(host))
    )


def posted_on(page: Page) -> datetime | None:
    """When it was published: as the head, the things it describes, its labels, or its text say."""
    return next((moment for said in _dates(page) if (moment := _moment(said, page))), None)


def _dates(page: Page) -> Iterator[str]:
    meta = meta_on(page)
    yield from (said for name in POSTED[:-4] if (said := meta.get(name)))
    things: list[Thing] = page.once(_described)
    yield from (said for name in DATED for thing in things if (said := plain(thing.get(name))))
    times = page.html.xpath("//time")[:20]
    yield from (time.attrib.get("datetime") or text_of(time.root) for time in times)
    yield from (said for said in page.once(_named_dates))
    if behind := labelled(page).get("posted_at"):
        yield behind
    if match := IN_ADDRESS.search(urlsplit(page.url).path):
        yield "-".join(part.zfill(2) for part in match.groups())
    yield from (said for name in POSTED[-4:] if (said := meta.get(name)))
    for line in page.once(_first_lines):
        if match := WRITTEN.search(line):
            yield match.group()


def _named_dates(page: Page) -> list[str]:
    """In elements that are called so."""
    found = page.html.xpath(DATES)[:20]
    said = [node.attrib.get("content") or node.attrib.get("title") or text_of(node.root) for node in found]
    return [match.group() for one in said if len(one) <= 80 and (match := WRITTEN.search(one))]


def _first_lines(page: Page) -> list[str]:
    return [line for line in lines_of(page) if any(sign.isdigit() for sign in line)][:200]


def _described(page: Page) -> list[Thing]:
    kinds = (
        "JobPosting",
        "Product",
        "Offer",
        "Article",
        "NewsArticle",
        "BlogPosting",
        "WebPage",
        "ReportageNewsArticle",
    )
    return things_on(page, *kinds)


def _moment(said: str, page: Page) -> datetime | None:
    moment = moment_of(said, page.seen_at, LANGUAGES)
    return moment if moment and moment <= page.seen_at else None  # what lies ahead is a deadline
