"""The versions of an advert: what it said when. What is read late finds its own place, and never becomes what it says now."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, RowMapping, select, update

from ledger import unlinked
from ledger.connect import insert_new, plain
from ledger.tables import adverts, gaps, subjects, versions
from zicht.clock import stamp
from zicht.records import Advert


def save_version(connection: Connection, advert: Advert, page: str, *, newest: bool) -> bool:
    """Whether the advert says something that it did not say when it was last seen before this.

    `newest`: its capture is the last one that was made of its page, however late it is read.
    """
    known = connection.execute(select(adverts).where(adverts.c.id == advert.id)).mappings().first()
    at = stamp(advert.seen_at)
    if known and at < known["last_seen"] and (not newest or at < known["changed_at"]):
        return _save_older(connection, advert, known)
    seen = _seen(connection, advert.id, at, page, known)
    this = adverts.c.id == advert.id
    if known and known["content"] == advert.content:
        return _save_pictures(connection, advert, known, seen)
    row = {**_fresh(advert, known), **seen}
    if known:
        connection.execute(subjects.delete().where(subjects.c.advert == advert.id))
        connection.execute(update(adverts).where(this).values(row))
    else:
        connection.execute(adverts.insert(), row)
    connection.execute(insert_new(connection, versions), _version(advert))
    return True


def _save_pictures(connection: Connection, advert: Advert, known: RowMapping, seen: dict[str, object]) -> bool:
    """The same words: whether other pictures stand beside them. What was read in the words holds, and they are not new."""
    kept = Advert.model_validate_json(known["advert"])
    other = not advert.shows_as(kept)
    if other:
        seen |= {"capture": advert.capture, "versions": known["versions"] + 1}
        connection.execute(insert_new(connection, versions), _version(advert))
    first = (kept.pictures is None and advert.pictures is not None) or (advert.image_hashes and not kept.image_hashes)
    if other or first:
        now = {name: getattr(advert, name) for name in ("pictures", "image_hashes")}
        seen["advert"] = kept.model_copy(update=now).model_dump_json()
    connection.execute(update(adverts).where(adverts.c.id == advert.id).values(seen))
    return other


def came_back(connection: Connection, number: str, gone_at: str, back_at: str) -> None:
    """Keep the time that an advert was away."""
    connection.execute(insert_new(connection, gaps), {"advert": number, "gone_at": gone_at, "back_at": back_at})


def restore(connection: Connection, number: str) -> bool:
    """What an advert says when some of its versions are gone: the newest that is left, read anew; False when none is."""
    left = connection.execute(
        select(versions).where(versions.c.advert == number).order_by(versions.c.seen_at, versions.c.content)
    ).all()
    if not left:
        return False
    advert = Advert.model_validate_json(left[-1].body)
    known = connection.execute(select(adverts).where(adverts.c.id == number)).mappings().one()
    values = {**_fresh(advert, known), **_runs(left), "capture": left[-1].capture}
    connection.execute(subjects.delete().where(subjects.c.advert == number))
    unlinked.remove(connection, [number])
    connection.execute(update(adverts).where(adverts.c.id == number).values(values))
    return True


def _save_older(connection: Connection, advert: Advert, known: RowMapping) -> bool:
    """A version in its place between the others, unless it says what the one before it said."""
    query = select(versions).where(versions.c.advert == advert.id).order_by(versions.c.seen_at, versions.c.content)
    at = stamp(advert.seen_at)
    before = [row for row in connection.execute(query) if row.seen_at <= at]
    if before and advert.shows_as(Advert.model_validate_json(before[-1].body)):
        return False
    connection.execute(insert_new(connection, versions), _version(advert))
    values = _runs(connection.execute(query).all())
    connection.execute(update(adverts).where(adverts.c.id == advert.id).values(values))
    return True


def _runs(rows: Sequence[Row[tuple[str, str, str, str, str]]]) -> dict[str, object]:
    """First seen, when the present words were first seen, and how many versions there are, of versions in order."""
    words = [row for at, row in enumerate(rows) if at == 0 or row.content != rows[at - 1].content]
    count = len(distinct([Advert.model_validate_json(row.body) for row in rows]))
    return {"first_seen": rows[0].seen_at, "changed_at": words[-1].seen_at, "versions": count}


def distinct(said: Sequence[Advert]) -> list[Advert]:
    """Versions in order, each time of the same words and pictures once."""
    return [one for at, one in enumerate(said) if at == 0 or not one.shows_as(said[at - 1])]


def _seen(connection: Connection, number: str, at: str, page: str, known: RowMapping | None) -> dict[str, object]:
    """Where and when it was last seen; a page that is read late cannot undo what was seen after it."""
    last, gone = (known["last_seen"], known["gone_at"]) if known else (at, None)
    if gone and gone <= at:
        came_back(connection, number, gone, at)
    return {"page": page, "last_seen": max(at, last), "gone_at": gone if gone and gone > at else None}


def _version(advert: Advert) -> dict[str, object]:
    return {
        "advert": advert.id,
        "content": advert.content,
        "seen_at": stamp(advert.seen_at),
        "capture": advert.capture,
        "body": advert.model_dump_json(),
    }


def _fresh(advert: Advert, known: RowMapping | None) -> dict[str, object]:
    """The row of an advert whose words are new: nothing that was read in the old words stays."""
    at = stamp(advert.seen_at)
    return {
        "id": advert.id,
        "site": advert.site,
        "url": plain(advert.url),
        "content": advert.content,
        "state": "parsed",
        "first_seen": known["first_seen"] if known else at,
        "changed_at": at,
        "capture": advert.capture,
        "versions": known["versions"] + 1 if known else 1,
        "advert": advert.model_dump_json(),
        "enriched": None,
        "enriched_with": None,
        "score": None,
        "outcome": None,
    }
