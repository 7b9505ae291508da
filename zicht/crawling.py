"""What a crawl needs from outside and what a site declares: the border between crawlers and ledger."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from zicht.records import Advert, Capture, Record, Text

# what makes the next request for something conditional: the name of it here, in the answer and in that request
CONDITIONS = {"etag": ("ETag", "If-None-Match"), "last_modified": ("Last-Modified", "If-Modified-Since")}
UNKNOWN: dict[str, str | None] = dict.fromkeys([*CONDITIONS, "sha256"])  # of a page that must come whole, and be read


class Target(Record):
    """A page to fetch: leased from the frontier until it is captured or given up."""

    url: Text
    depth: int = 0
    etag: str | None = None  # of the last capture: makes the request conditional
    last_modified: str | None = None
    sha256: str | None = None  # of the last capture's payload: tells an unchanged page


class Parsed(Record):
    """What one page gives: links to follow and adverts that stand on it."""

    links: tuple[str, ...] = ()
    adverts: tuple[Advert, ...] = ()
    kind: str = "detail"  # listing, sitemap, detail: pages without adverts are set aside under this name


class Recorder(Protocol):
    """Where a running crawl puts what it fetched; every call is durable when it returns, or when its `together` ends."""

    def together(self) -> AbstractContextManager[object]:
        """One commit for everything that is recorded in the block: all of it, or, after a fault, nothing."""

    def add(self, urls: Sequence[str], depth: int) -> int:
        """Put urls in the frontier that this run has not had; how many."""

    def lease(self, count: int) -> list[Target]:
        """Take up to `count` pages that wait, or whose lease ran out."""

    def capture(
        self,
        target: Target,
        *,
        url: str,
        status: int,
        headers: Sequence[tuple[str, str]],
        payload: bytes,
        fetched_at: datetime,
        request_headers: Sequence[tuple[str, str]] = (),
        ends: bool = True,
    ) -> Capture:
        """Write the WARC record (fsync), then the ledger row, with the end of the lease unless `done` will tell it."""

    def done(self, target: Target, headers: Sequence[tuple[str, str]] = ()) -> None:
        """A captured page was followed: its lease ends. By `headers` the next request is conditional, without them whole."""

    def unchanged(
        self, target: Target, *, status: int, fetched_at: datetime, headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """The page is as it was (304 or the same payload): renew `last_seen` of its adverts; `headers` as for `done`."""

    def gone(self, target: Target, *, status: int, fetched_at: datetime) -> None:
        """The page is no longer there (404, 410): its adverts get an end date."""

    def put_back(self, target: Target) -> None:
        """The site asks to come back later: the page waits again."""

    def last_headers(self, target: Target) -> tuple[tuple[str, str], ...]:
        """The headers of the last capture of a page, with what the crawl noted in them; none when there is none."""

    def asked_more(self, count: int) -> None:
        """So many requests were made beside those for leased pages: parts of a page in the browser."""

    def asked_today(self) -> int:
        """How many pages of the site were leased since midnight in Amsterdam, by this run and others."""

    def give_up(self, target: Target, *, reason: str, detail: str, at: datetime) -> None:
        """The page could not be fetched: a dead letter with its reason."""
