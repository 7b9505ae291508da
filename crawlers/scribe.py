"""Writes down what came over the wire: many answers in one commit, evidence before anything reads them."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from scrapy.http import Request, Response

from crawlers.jail import ParseLimit
from crawlers.page import Page
from crawlers.parse import glance, links_on
from crawlers.site import Site
from crawlers.traps import Guarded
from zicht.clock import now
from zicht.crawling import Parsed, Target
from zicht.errors import ZichtError

SWAPPED = "swapped"  # flag of an answer: the page is as it was, a picture on it is not
GONE = (404, 410)
MAX_DEPTH = 200  # a page of a long listing lies as deep as its number


@dataclass(frozen=True)
class Answer:
    """What a site answered for a page, and when."""

    response: Response
    target: Target
    at: datetime

    @cached_property
    def headers(self) -> list[tuple[str, str]]:
        """As they came, in order."""
        return _headers(self.response)


@dataclass(frozen=True, slots=True)
class Lost:
    """A page that could not be had, and why."""

    target: Target
    reason: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A page that the site keeps for later: it waits again."""

    target: Target


Ending = Answer | Lost | Held


class Scribe:
    """Each answer ends as captured, unchanged, gone or given up: counted, and told to the recorder.

    First the evidence of all is committed, then they are read for links: a page that cannot be read lies on disk, and
    a kill in between costs one fetch, because a page is only done together with its links. While pages are read no
    transaction is open: a costly one must not hold up other processes.
    """

    def __init__(self, site: Site, recorder: Guarded) -> None:
        self._site, self._recorder = site, recorder

    def write(self, endings: Sequence[Ending], wanted: int = 0) -> tuple[Counter[str], list[Target]]:
        """How many ended how, and up to so many pages that wait, leased in the commit that ends these.

        `ZichtError` when ledger or evidence fail: then what was not recorded comes back.
        """
        if not endings:
            return Counter(), self._lease(wanted)
        try:
            return self._write(endings, wanted)
        except ZichtError:
            raise
        except Exception as fault:  # nobody foresaw it: the answer that it is about is set apart, the others go on
            if len(endings) == 1:
                ended = self._give_up(Lost(endings[0].target, type(fault).__name__, str(fault), now()))
            else:
                ended = sum((self.write([one])[0] for one in endings), Counter())
            return ended, self._lease(wanted)

    def _write(self, endings: Sequence[Ending], wanted: int) -> tuple[Counter[str], list[Target]]:
        answers = [one for one in endings if isinstance(one, Answer)]
        with self._recorder.together():
            fresh = {one.target.url for one in answers if self._keep(one)}
        found = {one.target.url: self._look(one) for one in answers}
        with self._recorder.together():
            return sum((self._end(one, fresh, found) for one in endings), Counter()), self._lease(wanted)

    def _lease(self, wanted: int) -> list[Target]:
        return self._recorder.lease(wanted) if wanted else []

    def _give_up(self, lost: Lost) -> Counter[str]:
        """A dead letter: the page could not be had, or not be read."""
        self._recorder.give_up(lost.target, reason=lost.reason, detail=lost.detail[:500], at=lost.at)
        return Counter(given_up=1)

    def _look(self, answer: Answer) -> Parsed | Lost | None:
        """What a page leads to, and what it says where a trap may be; None of what is no page."""
        response, target = answer.response, answer.target
        if response.status != 200:
            return None
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page(response.url, response.body, content_type, answer.at, self._site.languages)
        try:
            if self._recorder.curious(target):
                with suppress(ParseLimit):  # its links alone may cost less
                    return glance(self._site, page)
            return Parsed(links=links_on(self._site, page))
        except Exception as fault:  # a hostile page must not hold up the others
            return Lost(target, "links_unreadable", str(fault), answer.at)

    def _keep(self, answer: Answer) -> bool:
        """Evidence of a page that is new or has changed; whether it is one."""
        response = answer.response
        if response.status != 200:
            return False
        if SWAPPED not in response.flags and sha256(response.body).hexdigest() == answer.target.sha256:
            return False
        self._recorder.capture(
            answer.target,
            url=response.url,
            status=response.status,
            headers=answer.headers,
            payload=response.body,
            fetched_at=answer.at,
            request_headers=_headers(response.request),
            ends=False,
        )
        return True

    def _end(self, ending: Ending, fresh: Set[str], found: Mapping[str, Parsed | Lost | None]) -> Counter[str]:
        if isinstance(ending, Held):
            self._recorder.put_back(ending.target)
            return Counter(held=1)
        if isinstance(ending, Lost):
            return self._give_up(ending)
        if looked := found[ending.target.url]:
            return self._follow(ending, ending.target.url in fresh, looked)
        status = ending.response.status
        if status == 304:
            self._recorder.unchanged(ending.target, status=304, fetched_at=ending.at)
            return Counter(unchanged=1)
        if status in GONE:
            self._recorder.gone(ending.target, status=status, fetched_at=ending.at)
            return Counter(gone=1)
        return self._give_up(Lost(ending.target, f"http_{status}", ending.response.url, ending.at))

    def _follow(self, answer: Answer, fresh: bool, found: Parsed | Lost) -> Counter[str]:
        """Links of a page that is safe, and the end of its lease; one that cannot be read is said so."""
        target, ended = answer.target, Counter(captured=1) if fresh else Counter(unchanged=1)
        if isinstance(found, Lost):
            return ended + self._give_up(found)
        leads = bool(found.links) and target.depth < MAX_DEPTH
        if leads:
            self._recorder.add(found.links, target.depth + 1, found_on=target)
        self._recorder.hear(target, found.adverts)
        headers = [] if leads else answer.headers  # a 304 would hide its links
        if fresh:
            self._recorder.done(target, headers)
        else:
            self._recorder.unchanged(target, status=200, fetched_at=answer.at, headers=headers)
        return ended


def _headers(message: Request | Response | None) -> list[tuple[str, str]]:
    if message is None:
        return []
    pairs = ((key, value) for key, values in message.headers.items() for value in values)
    return [(key.decode("latin-1"), value.decode("latin-1")) for key, value in pairs]
