"""Families: shapes of sites, one file each. A site only declares; the family finds links and adverts on a page."""

from collections.abc import Iterable
from typing import Protocol

from crawlers.page import Fields, Page


class Family(Protocol):
    """What every shape of site can do with a page; pure functions over its bytes."""

    @property
    def wanted(self) -> str:
        """What is looked for on the page of an advert, for the sentence that says it was not found."""

    def links(self, page: Page) -> Iterable[str]:
        """Whole addresses to follow, in the order in which they stand."""

    def adverts(self, page: Page) -> list[Fields]:
        """The fields of every advert on the page; `url` only where it is not that of the page."""
