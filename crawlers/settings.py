"""Scrapy's settings: what RELIABILITY §3 switches off stays off; a test reads the settings of a running crawl."""

from typing import Any

from crawlers import robots
from crawlers.browser import check_browser
from crawlers.egress import LOCAL
from crawlers.site import Site
from zicht import __version__


def user_agent(contact: str) -> str:
    """Who we are and where a site owner can write to."""
    return f"Zicht/{__version__} (+mailto:{contact})"


# Scrapy counts every request that follows an answer as deeper; the frontier knows the real depth
NO_DEPTH = {"scrapy.spidermiddlewares.depth.DepthMiddleware": None}

# nobody reads them: the ledger knows every answer
NO_COUNTS = {"STATS_DUMP": False, "DOWNLOADER_STATS": False}


def settings_for(site: Site, contact: str) -> dict[str, Any]:
    """Settings of one crawl; nothing in them is there to get round a block."""
    return {
        "USER_AGENT": user_agent(contact),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": robots.NAME,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_HANDLERS": {"file": None, "data": None, "ftp": None, "s3": None},
        "DOWNLOAD_MAXSIZE": 8 << 20,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 30,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "SPIDER_MIDDLEWARES": NO_DEPTH,
        "REDIRECT_MAX_TIMES": 5,
        "URLLENGTH_LIMIT": 1024,
        "EXTENSIONS": {"scrapy.extensions.memusage.MemoryUsage": None, "crawlers.memusage.OwnMemory": 0},
        "MEMUSAGE_ENABLED": True,
        "MEMUSAGE_LIMIT_MB": 1024,
        "CLOSESPIDER_TIMEOUT": 6 * 3600,
        "CLOSESPIDER_ERRORCOUNT": 100,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,  # or a variable in the environment would send everything to another host
        "HTTPCACHE_ENABLED": False,
        "JOBDIR": None,
        "HTTPERROR_ALLOW_ALL": True,  # every answer is ours to account for
        "REFERER_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],  # 429 and 503 ask to wait: crawlers.manners does
        "CONCURRENT_REQUESTS": site.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": site.concurrency,
        "DOWNLOAD_DELAY": site.delay,
        "AUTOTHROTTLE_ENABLED": not site.local,
        "AUTOTHROTTLE_START_DELAY": site.delay or 1,
        "TWISTED_DNS_RESOLVER": "crawlers.egress.EgressResolver",
        LOCAL: site.local,
        "DOWNLOADER_MIDDLEWARES": _middlewares(site),
        "CONCURRENT_ITEMS": 1,  # we give none, and Scrapy makes that many tasks for every answer
        "LOG_LEVEL": "ERROR",
        **NO_COUNTS,
    }


def _middlewares(site: Site) -> dict[str, int | None]:
    """Nearest to the spider are the hasher, and the renderer: they see what is left of an answer after redirects and unpacking.

    Nearest to the wire is what takes our name from what a site sends.
    """
    check_browser(site)
    return {
        **({"crawlers.hasher.Hasher": 70} if site.images else {}),
        **({"crawlers.browser.Renderer": 80} if site.browser else {}),
        "crawlers.gate.HostGate": 90,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawlers.robots.Rules": 100,  # in its place
        "crawlers.marks.Marks": 1000,
    }
