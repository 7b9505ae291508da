"""The head of an answer is bounded: a server that sends headers without end fills no memory (RELIABILITY M6).

Twisted bounds one line of a head, not their number; Scrapy looks only at what comes after it. Ten gigabytes in half a
minute, before this.
"""

from functools import wraps
from typing import Any

from scrapy.core.downloader.handlers import http11
from twisted.web import _newclient

LARGEST = 256 << 10  # bytes of status line and headers, of all heads of one answer together
PARSERS: tuple[Any, ...] = (_newclient.HTTPClientParser, http11._LenientHTTPClientParser)


class HeadTooLarge(ValueError):
    """An answer whose headers do not end."""


def bound_heads() -> None:
    """From now on, in this process, an answer with a larger head is no answer."""
    for parser in PARSERS:
        if not hasattr(parser.lineReceived, "__wrapped__"):
            parser.lineReceived = _bounded(parser.lineReceived)


def _bounded(receive: Any) -> Any:  # noqa: ANN401 (Twisted's parsers have no types)
    @wraps(receive)
    def bounded(parser: Any, line: bytes) -> None:  # noqa: ANN401
        parser.head_size = getattr(parser, "head_size", 0) + len(line) + 2
        if parser.head_size > LARGEST:
            raise HeadTooLarge(f"> {LARGEST}")
        receive(parser, line)

    return bounded
