"""Crawler traps: calendars, session ids, paths that repeat themselves, facets. They end; the adverts beside them do not.

An address is refused for what it looks like (a path that repeats, too many parts). A *shape* of addresses is closed when
page after page of it only leads to more of itself, or says what another page said. A parameter that changes while the
words stay the same is noise, and is held still.
"""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawlers.circles import Circles
from crawlers.site import Site
from zicht.clock import now
from zicht.crawling import Recorder, Target
from zicht.records import Advert, Capture, digest

SESSION = re.compile(r"(?:php|j|asp)?sess(?:ion)?_?id\w*|sid|cfid|cftoken|utm_\w+|fbclid|gclid", re.IGNORECASE)
IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?]*", re.IGNORECASE)
REPEATS = 3  # the same part, or row of parts, so many times after each other
PARTS = 20
FREE = 30  # pages of a shape before it can be closed; fewer where shapes of the same path were closed before
BARREN = 40  # pages in a row that brought nothing new
SELDOM = 10  # while a shape brings new things, one page in ten is looked at
KNOWN = 4096  # addresses whose shape is remembered: it is asked for at each step of a page
VOTES = 5  # pages that differ in one parameter only, and say the same, before it is noise


def without_session(url: str) -> str:
    """The address without what only says who asks: the same page, whoever comes."""
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not SESSION.fullmatch(name)]
    path = IN_PATH.sub("", parts.path)
    if len(kept) == len(asked) and path == parts.path:
        return url
    return urlunsplit(parts._replace(path=path, query=urlencode(kept)))


def runs_in_circles(url: str) -> bool:
    """Whether a path repeats itself, or has more parts than a person would make."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    if len(parts) > PARTS:
        return True
    for size in range(1, len(parts) // REPEATS + 1):
        for at in range(len(parts) - size * REPEATS + 1):
            row = parts[at : at + size]
            if parts[at : at + size * REPEATS] == row * REPEATS:
                return True
    return False


@lru_cache(KNOWN)
def path_of(url: str) -> str:
    """The template of a path: `/agenda/#/#`; a bare `/rode-fiets` is `/#`, a `/zoek?…` keeps its name."""
    parts = urlsplit(url)
    path = [part for part in parts.path.split("/") if part]
    first = path[0] if path else ""
    if (len(path) == 1 and not parts.query) or any(sign.isdigit() for sign in first):
        first = "#"
    return f"/{'/'.join([first, *'#' * (len(path) - 1)])}"


@lru_cache(KNOWN)
def shape_of(url: str) -> str:
    """Addresses of one shape come from one template: `/agenda/#/#`, `/zoek?kleur&maat`."""
    names = sorted(_asked(url))
    return f"{path_of(url)}{'?' if names else ''}{'&'.join(names)}"


def _asked(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


@dataclass
class Shape:
    """What pages of one shape have brought so far in this run."""

    pages: int = 0
    barren: int = 0  # in a row
    closed: bool = False
    followed: int = 0  # pages whose links were queued …
    led: int = 0  # … and how many of those were new

    def leads(self, links: int) -> None:
        """One page more was followed, to so many new ones."""
        self.followed += 1
        self.led += links

    def promises(self) -> float:
        """New links that a page of it leads to, as far as is known."""
        return self.led / self.followed if self.followed else 0.0

    def due(self) -> bool:
        """Whether the next page is worth a look."""
        return self.pages < FREE or self.barren > 0 or self.pages % SELDOM == 0

    def learn(self, brought: bool, strikes: int) -> bool:
        """One page more that was looked at; whether that closes the shape."""
        self.barren = 0 if brought else self.barren + 1
        self.closed = self.pages >= FREE // (1 + strikes) and self.barren >= BARREN // (1 + strikes)
        return self.closed


class Noise:
    """Parameters that change while the words of the page do not."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}  # words -> the address that first said them
        self._votes: Counter[str] = Counter()
        self._still: dict[str, str] = {}  # parameter -> the value that it is held at

    def hear(self, words: str, url: str) -> bool:
        """Whether these words are new."""
        first = self._first.setdefault(words, url)
        if first == url:
            return True
        if (name := _one_difference(first, url)) and name not in self._still:
            self._votes[name] += 1
            if self._votes[name] >= VOTES:
                self._still[name] = _asked(first)[name]
        return False

    def hold(self, url: str) -> str:
        """The address with its noise held still."""
        parts = urlsplit(url)
        if not self._still or not parts.query:
            return url
        asked = parse_qsl(parts.query, keep_blank_values=True)
        return urlunsplit(
            parts._replace(query=urlencode([(name, self._still.get(name, value)) for name, value in asked]))
        )


def _one_difference(one: str, other: str) -> str | None:
    """The parameter in which two addresses differ, when that is all."""
    if urlsplit(one)._replace(query="") != urlsplit(other)._replace(query=""):
        return None
    left, right = _asked(one), _asked(other)
    names = [name for name in left if left[name] != right.get(name)]
    return names[0] if left.keys() == right.keys() and len(names) == 1 else None


class Guarded:
    """A recorder that a trap cannot fill: all goes to the one within, but for links and pages of closed shapes."""

    def __init__(self, site: Site, within: Recorder) -> None:
        self._site, self._within = site, within
        self._shapes: dict[str, Shape] = {}
        self._due: dict[str, list[str] | None] = {}  # words of each advert on a page that is worth a look, once known
        self._led: dict[str, tuple[set[str], int]] = {}  # by page: other paths, and links to its own, that are new
        self._circles = Circles()
        self._noise = Noise()
        self._strikes: Counter[str] = Counter()  # closed shapes, by path
        self._told: set[str] = set()

    def together(self) -> AbstractContextManager[object]:
        """One commit for the block."""
        return self._within.together()

    def add(self, urls: Sequence[str], depth: int, *, found_on: Target | None = None) -> int:
        """Queue what is in no trap."""
        if found_on is None:
            return self._within.add(urls, depth)
        good = [url for url in map(self._noise.hold, urls) if self._admits(url)]
        path = path_of(found_on.url)
        by_path: dict[str, list[str]] = {}
        for url in good:
            by_path.setdefault(path_of(url), []).append(url)
        led = {to: self._within.add(some, depth) for to, some in by_path.items()}
        self._led[found_on.url] = {to for to, fresh in led.items() if fresh and to != path}, led.get(path, 0)
        self._shape(found_on.url).leads(sum(led.values()))
        return sum(led.values())

    def _admits(self, url: str) -> bool:
        if not runs_in_circles(url) and not self._shape(url).closed:
            return True
        if shape_of(url) not in self._told:
            self._end(Target(url=url))
        return False

    def lease(self, count: int) -> list[Target]:
        """Pages that wait, first those that lead to more of them; those that turned out to be in a trap end here."""
        while targets := self._within.lease(count):
            trapped = [target for target in targets if self._is_trapped(target)]
            if trapped:
                with self.together():
                    for target in trapped:
                        self._within.add([self._noise.hold(target.url)], target.depth)
                        self._end(target)
            if len(trapped) < len(targets):
                good = (target for target in targets if target not in trapped)
                return sorted(good, key=lambda target: -self._shape(target.url).promises())
        return []

    def _is_trapped(self, target: Target) -> bool:
        return self._shape(target.url).closed or self._noise.hold(target.url) != target.url

    def _end(self, target: Target) -> None:
        """One letter a shape, for a trap has no end of addresses; the others were not fetched, and end without."""
        shape = shape_of(target.url)
        if shape in self._told:
            self._within.done(target)
            return
        self._told.add(shape)
        detail = f"{shape}: deze en verdere adressen worden niet gevolgd (not followed)"
        self._within.give_up(target, reason="trap", detail=detail, at=now())

    def capture(
        self,
        target: Target,
        *,
        url: str,
        status: int,
        headers: Sequence[tuple[str, str]],
        payload: bytes,
        fetched_at: datetime,
        request_headers: Sequence[tuple[str, str]] = (),
        ends: bool = True,
    ) -> Capture:
        """Record it; what it brought is looked at when it is done."""
        shape = self._shape(target.url)
        shape.pages += 1
        if shape.due():
            self._due[target.url] = None
        return self._within.capture(
            target, url=url, status=status, headers=headers, payload=payload, fetched_at=fetched_at,
            request_headers=request_headers, ends=ends,
        )  # fmt: skip

    def curious(self, target: Target) -> bool:
        """Whether the adverts on a page that was captured are worth a look; `hear` wants them before `done`."""
        return target.url in self._due

    def hear(self, target: Target, adverts: Sequence[Advert]) -> None:
        """What the page says."""
        if target.url in self._due:
            self._due[target.url] = [digest(advert.title, advert.body) for advert in adverts]

    def done(self, target: Target, headers: Sequence[tuple[str, str]] = ()) -> None:
        """A page was followed: what it brought is weighed."""
        others, own = self._led.pop(target.url, (set(), 0))
        if (words := self._due.pop(target.url, None)) is not None:
            heard = [self._noise.hear(said, target.url) for said in words]
            self._weigh(target.url, any(heard), others, ends=not (heard or others or own))
        self._within.done(target, headers)

    def _weigh(self, url: str, said: bool, others: set[str], *, ends: bool) -> None:
        """A page that says nothing and leads nowhere is an end, not a trap; one of a circle brings nothing."""
        path = path_of(url)
        self._circles.learn(path, others, said=said)
        rounds = [self._circles.round(path, other) for other in others]
        if ends:
            return
        closes = self._shape(url).learn(said or not all(rounds), self._strikes[path])
        self._strikes[path] += closes
        if closes:
            around = set[str]().union(*rounds)
            for name, shape in self._shapes.items():
                shape.closed |= shape.barren > 0 and name.partition("?")[0] in around

    def put_back(self, target: Target) -> None:
        """The page waits again."""
        self._within.put_back(target)

    def last_headers(self, target: Target) -> tuple[tuple[str, str], ...]:
        """What the last capture of a page says of it."""
        return self._within.last_headers(target)

    def asked_more(self, count: int) -> None:
        """Requests beside those for leased pages."""
        self._within.asked_more(count)

    def asked_today(self) -> int:
        """Pages leased since midnight."""
        return self._within.asked_today()

    def unchanged(
        self, target: Target, *, status: int, fetched_at: datetime, headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Known from an earlier run: no sign of a trap, nor of none."""
        self._within.unchanged(target, status=status, fetched_at=fetched_at, headers=headers)

    def gone(self, target: Target, *, status: int, fetched_at: datetime) -> None:
        """The page is no longer there."""
        self._within.gone(target, status=status, fetched_at=fetched_at)

    def give_up(self, target: Target, *, reason: str, detail: str, at: datetime) -> None:
        """The page could not be fetched, or not be read."""
        self._due.pop(target.url, None)
        self._within.give_up(target, reason=reason, detail=detail, at=at)

    def _shape(self, url: str) -> Shape:
        return self._shapes.setdefault(shape_of(url), Shape())
