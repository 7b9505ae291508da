"""Scrapy's guard of memory, by what the crawl itself has had: started by a large process it would end at once."""

from scrapy.extensions.memusage import MemoryUsage

from crawlers.memory import own_peak


class OwnMemory(MemoryUsage):
    """In place of Scrapy's own."""

    def get_virtual_size(self) -> int:
        """Bytes, at most so far."""
        return own_peak()
