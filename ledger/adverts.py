"""Adverts and their states: each function is part of one transaction, and may be run again."""

import json
from collections.abc import Iterable, Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, or_, select, update

from ledger import letters, unlinked
from ledger.connect import chunks, one_at_a_time
from ledger.destroyed import barred
from ledger.history import save_version
from ledger.records import ReadPage, StoredAdvert
from ledger.tables import adverts, captures, frontier, subjects, versions
from zicht.clock import now, stamp
from zicht.crawling import UNKNOWN
from zicht.ready import MadeReady
from zicht.records import Advert, Capture, DeadLetter, EnrichedAdvert

ENDS = ("gone", "listing")  # kinds of page on which an advert stood, and does no more
READ = ("enriched", "indexed")


def captured(connection: Connection, limit: int) -> list[Capture]:
    """Captures that nobody has read yet, oldest first."""
    query = select(captures.c.capture).where(captures.c.state == "captured")
    rows = connection.execute(query.order_by(captures.c.fetched_at, captures.c.id).limit(limit))
    return [Capture.model_validate_json(row.capture) for row in rows]


def save_pages(connection: Connection, pages: Sequence[ReadPage]) -> set[str]:
    """Adverts of read captures, new versions only; a capture that was saved or destroyed before is passed over.

    Returned are captures of pages that showed an advert and now, at the same address, only links: those are dead.
    """
    one_at_a_time(connection, "save pages")
    waiting = _waiting(connection, [page.capture for page in pages])
    away = barred(connection, [advert.id for page in pages for advert in page.adverts])
    lost = set()
    for page in pages:
        if target := waiting.pop(page.capture, None):
            bare = not page.adverts and page.kind in ENDS and target.newest and _had_adverts(connection, target)
            if bare and page.kind == "listing" and not target.moved:
                letters.bury(connection, _lost(page.capture))
                lost.add(page.capture)
                continue
            if bare:
                _end_adverts(connection, target)
            _end_capture(connection, page.capture, _rule(connection, page, target, away))
    return lost


def _rule(connection: Connection, page: ReadPage, target: "_Waiting", away: Set[str]) -> str | None:
    """Save what a page says; the name of the rule by which it is set aside, None when it says something new."""
    mine = [one.model_copy(update={"capture": page.capture}) for one in page.adverts if one.id not in away]
    fresh = [save_version(connection, one, target.page, newest=target.newest) for one in mine]
    if any(fresh):
        return None
    return "destroyed" if len(mine) < len(page.adverts) else "unchanged" if mine else page.kind


class _Waiting(NamedTuple):
    page: str  # of the frontier
    newest: bool  # the last capture that a crawl made of it
    moved: bool  # a redirect led elsewhere
    site: str
    fetched_at: str


def _waiting(connection: Connection, ids: Sequence[str]) -> dict[str, _Waiting]:
    """Of the captures that nobody has read yet: their pages in the frontier."""
    page = and_(frontier.c.site == captures.c.site, frontier.c.url == captures.c.target)
    columns = (
        captures.c.id,
        captures.c.site,
        captures.c.target,
        captures.c.url,
        captures.c.fetched_at,
        captures.c.capture,
    )
    query = select(*columns, frontier.c.sha256)
    query = query.join_from(captures, frontier, page, isouter=True).where(captures.c.state == "captured")
    found = (connection.execute(query.where(captures.c.id.in_(chunk))) for chunk in chunks(ids))
    return {
        row.id: _Waiting(
            row.target, json.loads(row.capture)["sha256"] == row.sha256, row.url != row.target, row.site, row.fetched_at
        )
        for rows in found
        for row in rows
    }


def _had_adverts(connection: Connection, page: _Waiting) -> bool:
    return connection.execute(select(adverts.c.id).where(_on(page)).limit(1)).first() is not None


def _on(page: _Waiting) -> ColumnElement[bool]:
    return and_(adverts.c.site == page.site, adverts.c.page == page.page)


def _end_adverts(connection: Connection, page: _Waiting) -> None:
    """Adverts of a page that says that they are away, or leads elsewhere, have an end date, as after a 404.

    If it comes back as it was before, it is read anew: what is known of its bytes is forgotten.
    """
    alive = and_(_on(page), adverts.c.gone_at.is_(None))
    connection.execute(update(adverts).where(alive).values(gone_at=page.fetched_at))
    mine = and_(frontier.c.site == page.site, frontier.c.url == page.page)
    connection.execute(update(frontier).where(mine).values(UNKNOWN))


def _lost(capture: str) -> DeadLetter:
    detail = "hier stond een advertentie, en nu alleen verwijzingen: is de opmaak veranderd? (an advert stood here, now only links)"
    return DeadLetter(stage="parse", key=capture, reason="advert_missing", detail=detail, at=now())


def _end_capture(connection: Connection, capture: str, rule: str | None) -> None:
    state = "set_aside" if rule else "parsed"
    connection.execute(update(captures).where(captures.c.id == capture).values(state=state, rule=rule))


def parsed(connection: Connection, limit: int) -> list[Advert]:
    """Adverts that nobody has enriched yet."""
    query = select(adverts.c.advert).where(adverts.c.state == "parsed").order_by(adverts.c.id).limit(limit)
    return [Advert.model_validate_json(body) for body in connection.execute(query).scalars()]


def stale(connection: Connection, enriched_with: dict[str, str], limit: int) -> list[Advert]:
    """Adverts that were enriched with other versions than these."""
    old = and_(adverts.c.state.in_(READ), adverts.c.enriched_with != _versions_of(enriched_with))
    query = select(adverts.c.advert).where(old).order_by(adverts.c.id).limit(limit)
    return [Advert.model_validate_json(body) for body in connection.execute(query).scalars()]


def save_enriched(connection: Connection, read: Sequence[EnrichedAdvert], ready: Sequence[MadeReady] = ()) -> None:
    """State `enriched`, and the contacts of these adverts in place of what was known of them; `ready` as `unlinked.put` has it."""
    taken = _save(connection, read)
    unlinked.put(connection, {one.advert.id: one.advert.content for one in taken}, ready)
    for chunk in chunks(one.advert.id for one in taken):
        connection.execute(subjects.delete().where(subjects.c.advert.in_(chunk)))
    rows = [
        {"kind": kind, "key": key, "advert": one.advert.id, "seen_at": stamp(one.advert.seen_at)}
        for one in taken
        for kind, key in sorted({(subject.kind, subject.key) for subject in one.subjects})
    ]
    if rows:
        connection.execute(subjects.insert(), rows)


def mark_indexed(connection: Connection, read: Sequence[EnrichedAdvert]) -> None:
    """These adverts are in the index, unless they were changed or scored anew meanwhile."""
    wanted = {one.advert.id: one for one in read}
    for row in _locked(connection, wanted, unlinked.LINKED):
        if EnrichedAdvert.model_validate_json(row["enriched"]) == wanted[row["id"]]:
            connection.execute(update(adverts).where(adverts.c.id == row["id"]).values(state="indexed"))


def outdated(connection: Connection, read: Sequence[EnrichedAdvert]) -> list[str]:
    """Ids of those that are no longer there, or say something else by now."""
    query = select(adverts.c.id, adverts.c.content)
    content = {
        row.id: row.content
        for chunk in chunks(one.advert.id for one in read)
        for row in connection.execute(query.where(adverts.c.id.in_(chunk)))
    }
    return [one.advert.id for one in read if content.get(one.advert.id) != one.advert.content]


def _save(connection: Connection, read: Sequence[EnrichedAdvert]) -> list[EnrichedAdvert]:
    """Results and state together; the adverts that still have the words that were read."""
    wanted = {one.advert.id: one for one in read}
    rows = _locked(connection, wanted, adverts.c.state.in_(("parsed", *READ)))
    taken = [wanted[row["id"]] for row in rows if row["content"] == wanted[row["id"]].advert.content]
    values = [
        {
            "number": one.advert.id,
            "state": "enriched",
            "enriched": one.model_dump_json(),
            "enriched_with": _versions_of(one.enriched_with),
            "score": one.score,
            "outcome": one.outcome,
        }
        for one in taken
    ]
    if values:
        connection.execute(update(adverts).where(adverts.c.id == bindparam("number")), values)
    return taken


def _locked(connection: Connection, ids: Iterable[str], which: ColumnElement[bool]) -> list[RowMapping]:
    """The rows of those of these adverts, ours until the transaction ends; by id, so that nobody deadlocks."""
    query = select(adverts.c.id, adverts.c.content, adverts.c.enriched).where(which)
    query = query.order_by(adverts.c.id).with_for_update()
    return [
        row
        for chunk in chunks(sorted(ids))
        for row in connection.execute(query.where(adverts.c.id.in_(chunk))).mappings()
    ]


def _versions_of(enriched_with: dict[str, str]) -> str:
    return json.dumps(enriched_with, sort_keys=True)


def enriched(connection: Connection, states: Sequence[str], limit: int, after: str) -> list[EnrichedAdvert]:
    """Enriched adverts in these states, by id, from beyond `after`."""
    query = select(adverts.c.enriched).where(or_(*map(unlinked.are, states)), adverts.c.id > after)
    rows = connection.execute(query.order_by(adverts.c.id).limit(limit)).scalars()
    return [EnrichedAdvert.model_validate_json(body) for body in rows]


def get(connection: Connection, advert_id: str) -> StoredAdvert | None:
    """One advert with its history."""
    found = _stored(connection, select(*_COLUMNS).where(adverts.c.id == advert_id))
    return found[0] if found else None


def versions_of(connection: Connection, advert_id: str) -> list[Advert]:
    """Every version of an advert, oldest first."""
    query = (
        select(versions.c.body).where(versions.c.advert == advert_id).order_by(versions.c.seen_at, versions.c.content)
    )
    return [Advert.model_validate_json(body) for body in connection.execute(query).scalars()]


def changed_between(connection: Connection, start: datetime, end: datetime) -> list[StoredAdvert]:
    """Enriched adverts whose present words were first seen in [start, end), by id."""
    window = (adverts.c.changed_at >= stamp(start), adverts.c.changed_at < stamp(end))
    live = (adverts.c.enriched.is_not(None), adverts.c.state != "dead")
    return _stored(connection, select(*_COLUMNS).where(*window, *live).order_by(adverts.c.id))


_COLUMNS = (
    adverts.c.advert, adverts.c.enriched, unlinked.STATE, adverts.c.first_seen, adverts.c.changed_at,
    adverts.c.last_seen, adverts.c.gone_at, adverts.c.versions, captures.c.capture,
)  # fmt: skip


def _stored(connection: Connection, query: Select[Any]) -> list[StoredAdvert]:
    joined = query.select_from(adverts.outerjoin(captures, captures.c.id == adverts.c.capture))
    return [_stored_one(row) for row in connection.execute(joined).mappings()]


def _stored_one(row: RowMapping) -> StoredAdvert:
    said = dict(row)
    read, capture = said["enriched"], said["capture"]
    return StoredAdvert.model_validate(
        {
            **said,
            "advert": Advert.model_validate_json(said["advert"]),
            "enriched": EnrichedAdvert.model_validate_json(read) if read else None,
            "capture": Capture.model_validate_json(capture) if capture else None,
        }
    )
