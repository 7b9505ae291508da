"""What a running crawl leases from the frontier and records; Scrapy's own JOBDIR loses crawls (RELIABILITY M7)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Engine, and_, bindparam, func, select, update

from ledger import letters
from ledger.connect import chunks, insert_new, plain, reading, writing
from ledger.destroyed import barred_urls
from ledger.evidence import SegmentWriter
from ledger.history import came_back
from ledger.proof import next_place
from ledger.sealing import Vault, new_key, wrap
from ledger.segments import Written
from ledger.tables import adverts, capture_keys, captures, frontier, runs
from ledger.waiting import Waiting
from zicht.clock import Clock, day_bounds, day_of, now, stamp
from zicht.crawling import CONDITIONS, UNKNOWN, Target
from zicht.records import Capture, DeadLetter

LEASE = timedelta(minutes=10)
LONGEST = 2000  # bytes of a url: PostgreSQL indexes no row of more than 2,704
ENDED = ("done", "dead")
NEW = 200  # an answer with a body; a 304 has none, and leaves what was known
TOO_DEAR = "ParseLimit"  # reason of a page that costs more than a page may: the same bytes cost it again
# made once, because every fetched page needs them; of a page is set what is given
CAPTURE, KEY = captures.insert(), capture_keys.insert()
PAGE = update(frontier).where(frontier.c.site == bindparam("of_site"), frontier.c.url == bindparam("of_url"))


class SqlRecorder:
    """Where one crawl process puts what it fetched: WARC record on disk first, then the ledger (`zicht.crawling.Recorder`)."""

    def __init__(self, engine: Engine, site: str, run: str, vault: Vault, clock: Clock = now) -> None:
        self._engine, self._site, self._run, self._vault, self._clock = engine, site, run, vault, clock
        self._open: Waiting | None = None  # within `together`
        self._place: int | None = None  # in the hash tree, of the last capture in this transaction
        self._segment = self._next_segment()

    def close(self) -> None:
        """Close the segment."""
        self._segment.close()

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """One transaction for all that the block records, at its end: evidence on disk first. Blocks nest."""
        if self._open:
            self._open.write()  # whoever asks for the connection may want to read
            yield self._open.connection
            return
        untold = False
        try:
            with writing(self._engine) as connection:
                self._open = Waiting(connection)
                yield connection
                self._open.write()
                untold = self._segment.sync()
            untold = False
        finally:
            self._segment.forget()
            self._open = self._place = None
            if untold:  # on disk, not in the ledger: what comes next lies in a segment without a gap
                self._segment.close()
                self._segment = self._next_segment()

    @contextmanager
    def _adding(self) -> Iterator[Waiting]:
        """The same for what only adds: within a block it waits for its end."""
        with nullcontext() if self._open else self.together():
            assert self._open
            yield self._open

    def _next_segment(self) -> SegmentWriter:
        name = f"{self._site}-{self._clock():%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
        return SegmentWriter(self._vault.folder, name)

    def add(self, urls: Sequence[str], depth: int) -> int:
        """Queue what this run has not had yet; pages of earlier runs keep what makes their request conditional."""
        wanted = list(dict.fromkeys(urls))
        usable = [url for url in wanted if _usable(url)]
        with self.together() as connection:
            for url in set(wanted).difference(usable):
                self._refuse(connection, plain(url))
            return sum(self._add(connection, chunk, depth) for chunk in chunks(usable))

    def _refuse(self, connection: Connection, url: str) -> None:
        letter = DeadLetter(stage="fetch", key=url, reason="unusable_url", detail=url, at=self._clock())
        letters.write(connection, letter)

    def _add(self, connection: Connection, urls: list[str], depth: int) -> int:
        query = select(frontier.c.url, frontier.c.state, frontier.c.run)
        known = {row.url: row for row in connection.execute(query.where(self._these(urls)))}
        away = barred_urls(connection, self._site, [url for url in urls if url not in known])
        fresh = [url for url in urls if url not in known and url not in away]
        again = [url for url in urls if url in known and known[url].run != self._run and known[url].state in ENDED]
        row = {"site": self._site, "depth": depth, "state": "queued", "run": self._run}
        if fresh:
            connection.execute(insert_new(connection, frontier), [{**row, "url": url} for url in fresh])
        if again:
            connection.execute(update(frontier).where(self._these(again)).values(row))
        return len(fresh) + len(again)

    def lease(self, count: int) -> list[Target]:
        """Take pages that wait, or whose lease ran out, nearest to the start first; at the end, adverts no page led to."""
        with self.together() as connection:
            rows = self._lease(connection, count)
            if not rows and self._recheck(connection):
                rows = self._lease(connection, count)
        return [Target.model_validate({name: row[name] for name in Target.model_fields}) for row in rows]

    def _lease(self, connection: Connection, count: int) -> list[dict[str, Any]]:
        at = self._clock()
        late = and_(frontier.c.state == "leased", frontier.c.lease_until < stamp(at))
        # one by one: each is read in the order of the index, so that a lease costs the same however many pages wait
        free = [self._first(connection, which, count) for which in (frontier.c.state == "queued", late)]
        rows = sorted(chain(*free), key=lambda row: (row["depth"], row["url"]))[:count]
        values = {"state": "leased", "lease_until": stamp(at + LEASE)}
        for chunk in chunks(row["url"] for row in rows):
            connection.execute(update(frontier).where(self._these(chunk)).values(values))
        if rows:
            mine = update(runs).where(runs.c.id == self._run)
            connection.execute(mine.values(asked=runs.c.asked + len(rows)))
        return rows

    def _first(self, connection: Connection, which: ColumnElement[bool], count: int) -> list[dict[str, Any]]:
        """So many of these pages, nearest to the start first."""
        query = select(frontier).where(frontier.c.site == self._site, which)
        query = query.order_by(frontier.c.depth, frontier.c.url).limit(count).with_for_update(skip_locked=True)
        return [dict(row) for row in connection.execute(query).mappings()]

    def _recheck(self, connection: Connection) -> int:
        """An advert that is listed no more may be gone: ask once per run, so that its end date is known."""
        alive = select(adverts.c.page).where(adverts.c.site == self._site, adverts.c.gone_at.is_(None))
        unseen = and_(
            frontier.c.site == self._site,
            frontier.c.state.in_(ENDED),
            frontier.c.run != self._run,
            frontier.c.url.in_(alive),
        )
        return connection.execute(update(frontier).where(unseen).values(state="queued", run=self._run)).rowcount

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
        ends: bool | None = True,
    ) -> Capture:
        """Evidence on disk, then the capture's row, and the end of the lease unless the page is still to be followed.

        `ends` is None for a capture that somebody else made: it says nothing of what the site answers now.
        """
        with self._adding() as waiting:
            capture = Capture(
                id=f"urn:uuid:{uuid4()}", site=self._site, run=self._run, url=url, fetched_at=fetched_at, status=status,
                headers=tuple(headers), sha256=sha256(payload).hexdigest(), segment=self._segment.path.name,
                offset=self._segment.offset,
            )  # fmt: skip
            key = new_key()
            written = self._segment.write(capture, payload, key=key, request_headers=request_headers)
            self._place = self._place + 1 if self._place else next_place(waiting.connection)
            waiting.add(CAPTURE, {**_row(capture, target, written), "seq": self._place})
            waiting.add(KEY, {"capture": capture.id, "wrapped": wrap(self._vault.master, key)})
            if ends is not None:  # cut off before it is followed, it must come whole: 304 hides links
                state = "done" if ends else "leased"
                known = {**_conditions(headers if ends else ()), "sha256": capture.sha256, "state": state}
                self._end(waiting, target, known)
        return capture

    def done(self, target: Target, headers: Sequence[tuple[str, str]] = ()) -> None:
        """The page was followed: its lease ends. By `headers` the next request is conditional, without them whole."""
        with self._adding() as waiting:
            self._end(waiting, target, _conditions(headers))

    def unchanged(
        self, target: Target, *, status: int, fetched_at: datetime, headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """The page is as it was: its adverts were seen again; one that could not be read is read again, with what is known now."""
        with self.together() as connection, self._adding() as waiting:
            self._end(waiting, target, _conditions(headers) if status == NEW else None)
            if self._read_again(connection, target):
                return
            last = select(func.max(captures.c.fetched_at)).where(self._captures_of(target)).scalar_subquery()
            stood = and_(self._adverts_of(target), adverts.c.last_seen >= last)  # a feed forgets its older entries
            back = and_(stood, adverts.c.gone_at.is_not(None))
            for row in connection.execute(select(adverts.c.id, adverts.c.gone_at).where(back)).all():
                came_back(connection, row.id, row.gone_at, stamp(fetched_at))
            seen = update(adverts).where(stood).values(last_seen=stamp(fetched_at), gone_at=None)
            connection.execute(seen)

    def _read_again(self, connection: Connection, target: Target) -> bool:
        """Whether the last capture of a page is dead; then it waits to be read, for its site file may be right by now."""
        last = select(func.max(captures.c.seq)).where(self._captures_of(target)).scalar_subquery()
        row = connection.execute(select(captures.c.id, captures.c.state, captures.c.rule).where(captures.c.seq == last))
        found = row.first()
        if found is None or found.state != "dead":
            return False
        if found.rule != TOO_DEAR:
            again = update(captures).where(captures.c.id == found.id)
            connection.execute(again.values(state="captured", rule=None))
        return True

    def gone(self, target: Target, *, status: int, fetched_at: datetime) -> None:
        """The page is not there any more: its adverts have an end date, and if it comes back it is read anew."""
        with self.together() as connection, self._adding() as waiting:
            self._end(waiting, target, UNKNOWN)
            alive = and_(self._adverts_of(target), adverts.c.gone_at.is_(None))
            connection.execute(update(adverts).where(alive).values(gone_at=stamp(fetched_at)))

    def put_back(self, target: Target) -> None:
        """The page waits again: the site asked to come back later."""
        with self._adding() as waiting:
            self._end(waiting, target, {"state": "queued"})

    def last_headers(self, target: Target) -> tuple[tuple[str, str], ...]:
        """The headers of the last capture of a page; none when there is none, or it was destroyed."""
        query = select(captures.c.capture).where(self._captures_of(target)).order_by(captures.c.seq.desc()).limit(1)
        with reading(self._engine) as connection:
            said = connection.execute(query).scalar()
        return Capture.model_validate_json(said).headers if said else ()

    def asked_more(self, count: int) -> None:
        """So many requests were made beside those for leased pages: parts of a page in the browser."""
        with self.together() as connection:
            mine = update(runs).where(runs.c.id == self._run)
            connection.execute(mine.values(asked=runs.c.asked + count))

    def asked_today(self) -> int:
        """Pages of this site leased by runs that began since midnight in Amsterdam."""
        since, _ = day_bounds(day_of(self._clock()))
        query = select(func.coalesce(func.sum(runs.c.asked), 0))
        with reading(self._engine) as connection:
            today = and_(runs.c.site == self._site, runs.c.started_at >= stamp(since))
            return int(connection.execute(query.where(today)).scalar_one())

    def give_up(self, target: Target, *, reason: str, detail: str, at: datetime) -> None:
        """The page could not be fetched: a dead letter with its reason, until a later run tries again."""
        with self.together() as connection, self._adding() as waiting:
            self._end(waiting, target, {"state": "dead"})
            letters.write(connection, DeadLetter(stage="fetch", key=target.url, reason=reason, detail=detail, at=at))

    def _these(self, urls: Sequence[str]) -> ColumnElement[bool]:
        return and_(frontier.c.site == self._site, frontier.c.url.in_(urls))

    def _captures_of(self, target: Target) -> ColumnElement[bool]:
        return and_(captures.c.site == self._site, captures.c.target == target.url)

    def _adverts_of(self, target: Target) -> ColumnElement[bool]:
        return and_(adverts.c.site == self._site, adverts.c.page == target.url)

    def _end(self, waiting: Waiting, target: Target, more: Mapping[str, str | None] | None = None) -> None:
        values = {"state": "done", "run": self._run, **(more or {})}
        waiting.change(PAGE, {"of_site": self._site, "of_url": target.url, **values}, of=target.url)


def _row(capture: Capture, target: Target, written: Written) -> dict[str, object]:
    return {
        **written._asdict(),
        "id": capture.id,
        "site": capture.site,
        "run": capture.run,
        "target": target.url,
        "url": plain(capture.url),
        "fetched_at": stamp(capture.fetched_at),
        "state": "captured",
        "capture": capture.model_dump_json(),
    }


def _conditions(headers: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    said = {key.lower(): value for key, value in headers if value.isprintable()}
    return {name: said.get(told.lower()) for name, (told, _) in CONDITIONS.items()}


def _usable(url: str) -> bool:
    """Whether a url can be asked for and kept whole; a shortened one would be another page."""
    return url.isprintable() and len(url.encode()) <= LONGEST
