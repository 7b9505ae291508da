"""Sitemaps, and indexes of them: where several families find their pages."""

import re
from collections.abc import Iterable

from lxml import etree

from crawlers.page import Page, address

SITEMAP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^<]*(?:<![^<]*)*)?<(?:urlset|sitemapindex)\b",
    re.DOTALL,
)


def is_sitemap(page: Page) -> bool:
    """Whether a page is a sitemap or an index of them."""
    return SITEMAP.match(page.payload[:4096]) is not None


def sitemap_links(page: Page, pages: str) -> Iterable[str]:
    """Sitemaps within an index, or the addresses in a sitemap that contain `pages`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(page.payload.strip(), parser)
    index = "sitemapindex" in root.tag
    named = [text.strip() for text in root.xpath("//*[local-name()='loc']/text()")]
    return filter(None, (address(page.url, link) for link in named if index or pages in link))
