"""Why a page could not be fetched, in one word for its dead letter: `timeout`, `robots`, `foreign_host`."""

import re
from typing import cast
from urllib.parse import urlsplit

from twisted.python.failure import Failure

from crawlers.egress import REFUSED

# what Scrapy calls it, or says, in the words of our letters
NAMED = {
    "DownloadTimeoutError": "timeout",
    "DownloadConnectionRefusedError": "connection_refused",
    "DownloadFailedError": "connection_lost",
    "ResponseDataLossError": "cut_off",
    "CannotResolveHostError": "dns",
    "UnsupportedURLSchemeError": "scheme",
    "HeadTooLarge": "too_large",
    "DownloadCancelledError": "too_large",  # for nothing else do we cancel
    "ValueError": "bad_answer",
    "ParseError": "bad_answer",
    "InvalidHeaderName": "bad_answer",
    "BadGzipFile": "bad_coding",
    "EOFError": "bad_coding",
    "error": "bad_coding",  # zlib's and brotli's name for it
}
SAID = (
    ("robots.txt", "robots"),
    ("max redirections", "redirects"),
    ("max size", "too_large"),
    ("DOWNLOAD_MAXSIZE", "too_large"),
)


def reason_of(failure: Failure) -> str:
    """The reason of a dead letter; a fault that has no word of ours keeps its own name."""
    name, said = type(_cause(failure.value)).__name__, str(failure.value)
    if name == "CannotResolveHostError" and _host(failure) in REFUSED:
        return "private_address"
    if name in NAMED:
        return NAMED[name]
    if name == "IgnoreRequest":
        return next((reason for words, reason in SAID if words in said), "refused")
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Error")).lower()


def _cause(fault: BaseException | None) -> BaseException | None:
    """What went wrong within a failed connection, where Twisted and Scrapy wrap it."""
    for one in (fault, getattr(fault, "__cause__", None)):
        for within in getattr(one, "reasons", ()):
            if type(within.value).__name__ in NAMED:
                return cast(BaseException, within.value)
    return fault


def _host(failure: Failure) -> str:
    request = getattr(failure, "request", None)
    return (urlsplit(request.url).hostname or "") if request else ""
