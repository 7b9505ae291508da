"""RSS and Atom: every entry is an advert, or leads to the page of one."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

import feedparser

from crawlers.dates import moment_of
from crawlers.families.listing import Listing
from crawlers.families.offers import Offers
from crawlers.families.vacancies import Vacancies
from crawlers.page import Fields, Page, address, part_of
from crawlers.things import plain
from zicht.records import Record


class Feed(Record):
    """A feed. Without `detail` its entries are the adverts; with it, the pages that they lead to are."""

    detail: Listing | Vacancies | Offers | None = None  # how those pages are read

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return self.detail.wanted if self.detail else "RSS, Atom"

    def overview(self, page: Page) -> str | None:
        """A feed, also when it is empty today."""
        return "feed" if page.once(read).get("version") else None

    def links(self, page: Page) -> Iterable[str]:
        """The pages of its entries when they are read, then older pages of the feed."""
        feed = page.once(read)
        if not feed.get("version"):
            return ()
        entries = [entry.get("link") for entry in feed.entries] if self.detail else []
        older = [link.get("href") for link in feed.feed.get("links", ()) if link.get("rel") in ("next", "prev-archive")]
        return filter(None, (address(page.url, link) for link in (*entries, *older) if link))

    def adverts(self, page: Page) -> list[Fields]:
        """One advert an entry, or those on the page that an entry led to."""
        feed = page.once(read)
        if not feed.get("version"):
            return self.detail.adverts(page) if self.detail else []
        return [] if self.detail else [fields for entry in feed.entries if (fields := _fields(entry, page))]


def read(page: Page) -> Any:  # noqa: ANN401 (feedparser has no types)
    """The feed; an empty `version` says that the page is none. From a stream: a bare string might be opened as a file."""
    stream = BytesIO(page.payload.replace(b"\x00", b"") or b" ")
    said = {"content-type": page.content_type, "content-location": page.url}
    return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False, response_headers=said)


def _fields(entry: Any, page: Page) -> Fields | None:  # noqa: ANN401
    title = plain(entry.get("title"))
    bodies = [plain(part.get("value")) or "" for part in (*entry.get("content", ()), entry.get("summary_detail") or {})]
    body = max(bodies, key=len)
    if title is None:
        return None
    tags = [term for tag in entry.get("tags", ()) if (term := plain(tag.get("term")))]
    return {
        "url": _address(entry, page, title + body),
        "title": title,
        "body": body,
        "category": tags[0] if tags else None,
        "account": plain(entry.get("author")),
        "posted_at": _moment(entry, page),
    }


def _address(entry: Any, page: Page, said: str) -> str:  # noqa: ANN401
    """Its link; without one, the feed's own address with a mark that stays when other entries come and go."""
    link = entry.get("link")
    own = address(page.url, link) if link else None
    return own or part_of(page.url, sha256((entry.get("id") or said).encode()).hexdigest()[:12])


def _moment(entry: Any, page: Page) -> datetime | None:  # noqa: ANN401
    """When it was published, else changed. feedparser's own reading of a date is not used: to it, 05-11 is 11 May."""
    said = plain(dict.get(entry, "published")) or plain(dict.get(entry, "updated"))
    if said is None:
        return None
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError):  # not as mail writes dates
        return moment_of(said, page.seen_at, page.languages)
    return moment_of(moment.isoformat(), page.seen_at, page.languages)
