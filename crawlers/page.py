"""One page as it came over the wire, parsed at most once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from parsel import Selector

from crawlers.html import decoded, selector_of
from zicht.records import canonical_url

Fields = dict[str, Any]  # of one Advert, before it is made


@dataclass
class Page:
    """What a family reads links and adverts from."""

    url: str
    payload: bytes
    content_type: str
    seen_at: datetime
    languages: tuple[str, ...] = ("nl", "en")
    _made: dict[Callable[["Page"], Any], Any] = field(default_factory=dict)

    @cached_property
    def html(self) -> Selector:
        """The page as a browser would build it."""
        return selector_of(self.payload, self.content_type, self.url)

    @cached_property
    def text(self) -> str:
        """The page as text, for what is not HTML."""
        return decoded(self.payload, self.content_type)

    def once(self, make: Callable[["Page"], Any]) -> Any:  # noqa: ANN401 (whatever is made)
        """What `make` makes of the page, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    @cached_property
    def base(self) -> str:
        """From where the links of the page count: its own address, unless a `<base>` says otherwise."""
        said = self.html.xpath("(//base[@href])[1]/@href").get()
        return (said and address(self.url, said)) or self.url


def address(base: str, link: str) -> str | None:
    """The address that a link leads to; None when it is no address."""
    try:
        return canonical_url(urljoin(base, link.strip()))
    except ValueError:  # for instance half of an IPv6 address
        return None


def part_of(url: str, key: str) -> str:
    """An address for something on a page that has none of its own: the page's, with a mark of ours."""
    return f"{url}{'&' if '?' in url else '?'}zicht={key}"
