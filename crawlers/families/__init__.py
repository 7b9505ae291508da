"""Families: shapes of sites, one file each. A site only declares; the family finds links and adverts on a page."""

from collections.abc import Iterable
from typing import Annotated, Protocol

import jmespath
from cssselect import SelectorError
from jmespath.exceptions import JMESPathError
from parsel.csstranslator import HTMLTranslator
from pydantic import AfterValidator

from crawlers.page import Fields, Page


class Family(Protocol):
    """What every shape of site can do with a page; pure functions over its bytes."""

    @property
    def wanted(self) -> str:
        """What is looked for on the page of an advert, for the sentence that says it was not found."""

    def overview(self, page: Page) -> str | None:
        """The name under which a page without adverts is set aside, when it is plainly an overview; else None."""

    def links(self, page: Page) -> Iterable[str]:
        """Whole addresses to follow, in the order in which they stand."""

    def adverts(self, page: Page) -> list[Fields]:
        """The fields of every advert on the page; `url` only where it is not that of the page."""


def _css(said: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(said)
    except SelectorError as fault:
        raise ValueError(f"{said!r}: {fault}") from fault
    return said


def _path(said: str) -> str:
    try:
        jmespath.compile(said)
    except JMESPathError as fault:
        raise ValueError(f"{said!r}: {fault}") from fault
    return said


Css = Annotated[str, AfterValidator(_css)]  # a CSS selector
Path = Annotated[str, AfterValidator(_path)]  # a JMESPath expression
