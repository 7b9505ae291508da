"""Writes down what came over the wire: many answers in one commit, evidence before anything reads them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from scrapy.http import Request, Response

from crawlers.page import Page
from crawlers.parse import links_on
from crawlers.site import Site
from zicht.crawling import Recorder, Target
from zicht.errors import ZichtError

GONE = (404, 410)
MAX_DEPTH = 200  # a page of a long listing lies as deep as its number


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered for a page, and when."""

    response: Response
    target: Target
    at: datetime


class Scribe:
    """Each answer ends as captured, unchanged, gone or given up: counted, and told to the recorder.

    First the evidence of all is committed, then they are read for links: a page that cannot be read lies on disk, and
    a kill in between costs one fetch, because a page is only done together with its links.
    """

    def __init__(self, site: Site, recorder: Recorder) -> None:
        self._site, self._recorder = site, recorder

    def write(self, answers: Sequence[Answer]) -> Counter[str]:
        """How many ended how. `ZichtError` when ledger or evidence fail: then what was not recorded comes back."""
        try:
            with self._recorder.together():
                fresh = {answer.target.url for answer in answers if self._keep(answer)}
            with self._recorder.together():
                return sum((self._end(answer, answer.target.url in fresh) for answer in answers), Counter())
        except ZichtError:
            raise
        except Exception as fault:  # nobody foresaw it: the answer that it is about is set apart, the others go on
            if len(answers) == 1:
                return self.give_up(answers[0].target, type(fault).__name__, str(fault), answers[0].at)
            return sum((self.write([answer]) for answer in answers), Counter())

    def give_up(self, target: Target, reason: str, detail: str, at: datetime) -> Counter[str]:
        """A dead letter: the page could not be had, or not be read."""
        self._recorder.give_up(target, reason=reason, detail=detail[:500], at=at)
        return Counter(given_up=1)

    def _keep(self, answer: Answer) -> bool:
        """Evidence of a page that is new or has changed; whether it is one."""
        response = answer.response
        if response.status != 200 or sha256(response.body).hexdigest() == answer.target.sha256:
            return False
        self._recorder.capture(
            answer.target,
            url=response.url,
            status=response.status,
            headers=_headers(response),
            payload=response.body,
            fetched_at=answer.at,
            request_headers=_headers(response.request),
            ends=False,
        )
        return True

    def _end(self, answer: Answer, fresh: bool) -> Counter[str]:
        status = answer.response.status
        if status == 200:
            return self._follow(answer, fresh)
        if status == 304:
            self._recorder.unchanged(answer.target, status=304, fetched_at=answer.at)
            return Counter(unchanged=1)
        if status in GONE:
            self._recorder.gone(answer.target, status=status, fetched_at=answer.at)
            return Counter(gone=1)
        return self.give_up(answer.target, f"http_{status}", answer.response.url, answer.at)

    def _follow(self, answer: Answer, fresh: bool) -> Counter[str]:
        """Links of a page that is safe, and the end of its lease; one that cannot be read is said so."""
        response, target = answer.response, answer.target
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page(response.url, response.body, content_type, answer.at, self._site.languages)
        ended = Counter(captured=1) if fresh else Counter(unchanged=1)
        try:
            links = links_on(self._site, page)
        except Exception as fault:  # a hostile page must not hold up the others
            return ended + self.give_up(target, "links_unreadable", str(fault), answer.at)
        if links and target.depth < MAX_DEPTH:
            self._recorder.add(links, target.depth + 1, found_on=target)
        if fresh:
            self._recorder.done(target)
        else:
            self._recorder.unchanged(target, status=200, fetched_at=answer.at)
        return ended


def _headers(message: Request | Response | None) -> list[tuple[str, str]]:
    if message is None:
        return []
    pairs = ((key, value) for key, values in message.headers.items() for value in values)
    return [(key.decode("latin-1"), value.decode("latin-1")) for key, value in pairs]
