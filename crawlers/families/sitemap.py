"""Sitemaps, and indexes of them: where several families find their pages."""

import re
import zlib
from collections.abc import Iterable

from lxml import etree

from crawlers.page import Page, address

LARGEST = 16 << 20  # bytes, unzipped
SITEMAP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^<]*(?:<![^<]*)*)?<(?:urlset|sitemapindex)\b",
    re.DOTALL,
)


def is_sitemap(page: Page) -> bool:
    """Whether a page is a sitemap or an index of them."""
    return SITEMAP.match(page.once(_unzipped)[:4096]) is not None


def _unzipped(page: Page) -> bytes:
    """A sitemap is often kept as `sitemap.xml.gz`, and served as such."""
    if not page.payload.startswith(b"\x1f\x8b"):
        return page.payload
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(page.payload, LARGEST)
    except zlib.error:
        return page.payload


def sitemap_links(page: Page, pages: str) -> Iterable[str]:
    """Sitemaps within an index, or the addresses in a sitemap that contain `pages`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(page.once(_unzipped).strip(), parser)
    index = "sitemapindex" in root.tag
    named = [text.strip() for text in root.xpath("//*[local-name()='loc']/text()")]
    return filter(None, (address(page.url, link) for link in named if index or pages in link))
