"""Headers under our own name say what a crawl did with a page; what a site sends under that name is not believed.

It is kept, as everything that came over the wire is, under the name that archives use for what was sent.
"""

from collections.abc import Iterable
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

OURS = "x-zicht-"
SENT = "X-Archive-Orig-"  # before the name of a header that may not be taken for ours


def as_sent(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers that somebody else wrote, none of them under our name."""
    return tuple((SENT + name if _is_ours(name) else name, value) for name, value in headers)


def _is_ours(name: str) -> bool:
    return name.strip().lower().startswith(OURS)


class Marks:
    """Downloader middleware next to the wire: before anything of ours adds a header."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer, with what claims to be ours under another name."""
        for name in [name for name in response.headers if _is_ours(name.decode("latin-1"))]:
            response.headers.setlist(SENT.encode() + name, response.headers.getlist(name))
            del response.headers[name]
        return response
