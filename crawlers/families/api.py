"""A paged JSON API: JMESPath says where its adverts and their fields lie."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import jmespath

from crawlers.dates import moment_of
from crawlers.families import Path
from crawlers.page import Fields, Page, address
from crawlers.things import many, plain
from zicht.records import Record

MILLISECONDS = 10**11  # a larger number is not seconds since 1970


class Api(Record):
    """Every value but `page` and `address` is a JMESPath expression: `items` in the answer, the others in one item."""

    items: Path
    next: Path | None = None  # in the answer: address of the next page
    page: str | None = None  # or the parameter that counts pages, while there are items
    link: Path | None = None  # address of the advert for people, or what goes into `address`
    address: str = "{}"  # "/advertentie/{}"
    title: Path
    body: Path  # several values become paragraphs
    category: Path | None = None
    place: Path | None = None
    price: Path | None = None
    posted: Path | None = None  # a date, or seconds or milliseconds since 1970
    employer: Path | None = None
    account: Path | None = None

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return f"JSON, {self.items}"

    def overview(self, page: Page) -> str | None:
        """An answer of the API, also when its list is empty: so ends the last page."""
        return "api" if isinstance(_at(self.items, page.once(loaded)), list) else None

    def links(self, page: Page) -> Iterable[str]:
        """The next page."""
        answer = page.once(loaded)
        following = _at(self.next, answer)
        if isinstance(following, str) and following:
            return filter(None, [address(page.url, following)])
        return [_counted(page.url, self.page)] if self.page and _at(self.items, answer) else []

    def adverts(self, page: Page) -> list[Fields]:
        """Every item that has a title and a body."""
        items = many(_at(self.items, page.once(loaded)))
        return [fields for item in items if (fields := self._fields(item, page))]

    def _fields(self, item: object, page: Page) -> Fields | None:
        title, body = _text(self.title, item), _text(self.body, item)
        if title is None or body is None:
            return None
        return {
            "url": self._address(item, page),
            "title": title,
            "body": body,
            "category": _text(self.category, item),
            "place_text": _text(self.place, item),
            "price_text": _text(self.price, item),
            "employer": _text(self.employer, item),
            "account": _text(self.account, item),
            "posted_at": _moment(_at(self.posted, item), page),
        }

    def _address(self, item: object, page: Page) -> str | None:
        said = _text(self.link, item)
        return address(page.url, self.address.replace("{}", said)) if said else None


def loaded(page: Page) -> Any:  # noqa: ANN401 (JSON)
    """The answer; None when it is no JSON."""
    try:
        return json.loads(page.text.strip().lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return None


def _at(path: str | None, value: object) -> Any:  # noqa: ANN401 (JSON)
    """What lies there; None where nothing does, or where a function does not fit."""
    try:
        return jmespath.search(path, value) if path else None
    except jmespath.exceptions.JMESPathError:
        return None


def _text(path: str | None, item: object) -> str | None:
    parts = [said for value in many(_at(path, item)) if (said := plain(value))]
    return "\n".join(parts) or None


def _moment(said: Any, page: Page) -> datetime | None:  # noqa: ANN401 (JSON)
    if isinstance(said, int | float) and not isinstance(said, bool):
        seconds = said / 1000 if said > MILLISECONDS else said
        try:
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    text = plain(said)
    return moment_of(text, page.seen_at, page.languages) if text else None


def _counted(url: str, parameter: str) -> str:
    """The same address, one page on."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    now = asked.get(parameter, "1")
    asked[parameter] = str(int(now) + 1 if now.isdecimal() else 2)
    return urlunsplit(parts._replace(query=urlencode(asked)))
