"""Adverts and their states: each function is part of one transaction, and may be run again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, or_, select, update

from ledger.connect import stamp
from ledger.records import ReadPage, StoredAdvert
from ledger.tables import adverts, captures, subjects, versions
from zicht.records import Advert, Capture, EnrichedAdvert, SubjectKey

CHUNK = 400  # values in one IN (…)


def chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def captured(connection: Connection, limit: int) -> list[Capture]:
    """Captures that nobody has read yet, oldest first."""
    query = select(captures.c.capture).where(captures.c.state == "captured")
    rows = connection.execute(query.order_by(captures.c.fetched_at, captures.c.id).limit(limit))
    return [Capture.model_validate_json(row.capture) for row in rows]


def save_pages(connection: Connection, pages: Sequence[ReadPage]) -> None:
    """Adverts of read captures, new versions only; a capture that was saved before is passed over."""
    waiting = _waiting(connection, [page.capture for page in pages])
    for page in pages:
        if page.capture in waiting:
            fresh = [_save_version(connection, advert) for advert in page.adverts]
            rule = None if any(fresh) else "unchanged" if page.adverts else page.kind
            _end_capture(connection, page.capture, rule)


def _waiting(connection: Connection, ids: Sequence[str]) -> set[str]:
    query = select(captures.c.id).where(captures.c.id.in_(ids), captures.c.state == "captured")
    return set(connection.execute(query).scalars())


def _end_capture(connection: Connection, capture: str, rule: str | None) -> None:
    state = "set_aside" if rule else "parsed"
    connection.execute(update(captures).where(captures.c.id == capture).values(state=state, rule=rule))


def _save_version(connection: Connection, advert: Advert) -> bool:
    """Whether the advert says something that it did not say when it was last seen."""
    known = connection.execute(select(adverts).where(adverts.c.id == advert.id)).mappings().first()
    seen = stamp(advert.seen_at)
    if known and known["content"] == advert.content:
        last = max(seen, known["last_seen"])
        connection.execute(update(adverts).where(adverts.c.id == advert.id).values(last_seen=last, gone_at=None))
        return False
    row = _fresh(advert, seen, known)
    connection.execute(versions.insert(), {**_version(advert, seen)})
    if known:
        connection.execute(subjects.delete().where(subjects.c.advert == advert.id))
        connection.execute(update(adverts).where(adverts.c.id == advert.id).values(row))
    else:
        connection.execute(adverts.insert(), row)
    return True


def _version(advert: Advert, seen: str) -> dict[str, object]:
    return {
        "advert": advert.id,
        "content": advert.content,
        "seen_at": seen,
        "capture": advert.capture,
        "body": advert.model_dump_json(),
    }


def _fresh(advert: Advert, seen: str, known: RowMapping | None) -> dict[str, object]:
    """The row of an advert whose words are new: nothing that was read in the old words stays."""
    return {
        "id": advert.id,
        "site": advert.site,
        "url": advert.url,
        "content": advert.content,
        "state": "parsed",
        "first_seen": known["first_seen"] if known else seen,
        "changed_at": seen,
        "last_seen": seen,
        "gone_at": None,
        "capture": advert.capture,
        "versions": known["versions"] + 1 if known else 1,
        "advert": advert.model_dump_json(),
        "enriched": None,
        "enriched_with": None,
        "score": None,
        "outcome": None,
    }


def parsed(connection: Connection, limit: int) -> list[Advert]:
    """Adverts that nobody has enriched yet."""
    query = select(adverts.c.advert).where(adverts.c.state == "parsed").order_by(adverts.c.id).limit(limit)
    return [Advert.model_validate_json(body) for body in connection.execute(query).scalars()]


def stale(connection: Connection, enriched_with: str, limit: int) -> list[Advert]:
    """Adverts that were enriched with other versions than these."""
    old = and_(adverts.c.state.in_(("enriched", "linked", "indexed")), adverts.c.enriched_with != enriched_with)
    query = select(adverts.c.advert).where(old).order_by(adverts.c.id).limit(limit)
    return [Advert.model_validate_json(body) for body in connection.execute(query).scalars()]


def save(connection: Connection, state: str, read: Sequence[EnrichedAdvert], enriched_with: Sequence[str]) -> None:
    """Results and state together; an advert whose words have changed meanwhile is left as it is."""
    for one, versions_read in zip(read, enriched_with, strict=True):
        current = and_(
            adverts.c.id == one.advert.id, adverts.c.content == one.advert.content, adverts.c.state != "dead"
        )
        values = {
            "state": state,
            "enriched": one.model_dump_json(),
            "enriched_with": versions_read,
            "score": one.score,
            "outcome": one.outcome,
        }
        connection.execute(update(adverts).where(current).values(values))


def save_subjects(connection: Connection, read: Sequence[EnrichedAdvert]) -> None:
    """The contacts of these adverts, in place of what was known of them."""
    ids = [one.advert.id for one in read]
    for chunk in chunks(ids):
        connection.execute(subjects.delete().where(subjects.c.advert.in_(chunk)))
    rows = [
        {"kind": kind, "key": key, "advert": one.advert.id, "seen_at": stamp(one.advert.seen_at)}
        for one in read
        for kind, key in sorted({(subject.kind, subject.key) for subject in one.subjects})
    ]
    if rows:
        connection.execute(subjects.insert(), rows)


def mark_indexed(connection: Connection, read: Sequence[EnrichedAdvert]) -> None:
    """These adverts are in the index, unless they were changed or scored anew meanwhile."""
    for one in read:
        same = and_(adverts.c.id == one.advert.id, adverts.c.content == one.advert.content, adverts.c.state == "linked")
        connection.execute(update(adverts).where(same).values(state="indexed"))


def enriched(connection: Connection, states: Sequence[str], limit: int, after: str) -> list[EnrichedAdvert]:
    """Enriched adverts in these states, by id, from beyond `after`."""
    query = select(adverts.c.enriched).where(adverts.c.state.in_(states), adverts.c.id > after)
    rows = connection.execute(query.order_by(adverts.c.id).limit(limit)).scalars()
    return [EnrichedAdvert.model_validate_json(body) for body in rows]


def sharing(connection: Connection, keys: Sequence[SubjectKey], since: datetime) -> list[EnrichedAdvert]:
    """Enriched adverts that have any of these contacts and were seen since then, by id."""
    found: dict[str, str] = {}
    for chunk in chunks(keys):
        any_key = or_(*(and_(subjects.c.kind == key.kind, subjects.c.key == key.key) for key in chunk))
        query = select(adverts.c.id, adverts.c.enriched).join(subjects, subjects.c.advert == adverts.c.id)
        live = (
            any_key,
            adverts.c.last_seen >= stamp(since),
            adverts.c.enriched.is_not(None),
            adverts.c.state != "dead",
        )
        found |= {row.id: row.enriched for row in connection.execute(query.where(*live))}
    return [EnrichedAdvert.model_validate_json(found[number]) for number in sorted(found)]


def get(connection: Connection, advert_id: str) -> StoredAdvert | None:
    """One advert with its history."""
    found = _stored(connection, select(*_COLUMNS).where(adverts.c.id == advert_id))
    return found[0] if found else None


def changed_between(connection: Connection, start: datetime, end: datetime) -> list[StoredAdvert]:
    """Enriched adverts whose present words were first seen in [start, end), by id."""
    window = (adverts.c.changed_at >= stamp(start), adverts.c.changed_at < stamp(end))
    live = (adverts.c.enriched.is_not(None), adverts.c.state != "dead")
    return _stored(connection, select(*_COLUMNS).where(*window, *live).order_by(adverts.c.id))


_COLUMNS = (
    adverts.c.advert, adverts.c.enriched, adverts.c.state, adverts.c.first_seen, adverts.c.changed_at,
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
