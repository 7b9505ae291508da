"""What became of an advert: its words and prices by date, when it was away, and which advert it takes the place of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection, and_, exists, or_, select
from sqlalchemy.orm import aliased

from ledger.adverts import READ, versions_of
from ledger.connect import among, each, insert_new
from ledger.history import distinct
from ledger.records import Gap, History, PictureChange, PriceChange, Republished
from ledger.tables import adverts, gaps, republished, subjects
from ledger.unlinked import WAITS
from zicht.clock import stamp
from zicht.looks import strangers
from zicht.records import Advert, EnrichedAdvert

CONTACTS = ("phone", "email", "handle", "account")
MANY = 20  # adverts that went away, looked at for one new one, newest first


class Gone(NamedTuple):
    """An advert that is away."""

    enriched: EnrichedAdvert
    first_seen: datetime
    gone_at: datetime


def history(connection: Connection, number: str) -> History:
    """Everything that is known of the life of an advert."""
    said = distinct(versions_of(connection, number))
    away = connection.execute(select(gaps).where(gaps.c.advert == number).order_by(gaps.c.gone_at)).mappings()
    link = republished.c.link
    earlier = connection.execute(select(link).where(republished.c.advert == number)).scalar()
    later = connection.execute(select(link).where(republished.c.earlier == number).order_by(republished.c.advert))
    return History(
        versions=tuple(said),
        prices=tuple(price_changes(said)),
        pictures=tuple(picture_changes(said)),
        gaps=tuple(Gap(gone_at=row["gone_at"], back_at=row["back_at"]) for row in away),
        republished_of=Republished.model_validate_json(earlier) if earlier else None,
        republished_as=tuple(Republished.model_validate_json(row) for row in later.scalars()),
    )


def price_changes(said: Sequence[Advert]) -> list[PriceChange]:
    """Where the price of a version is another than that of the one before."""
    return [
        PriceChange(at=now.seen_at, before=then.price_text, after=now.price_text)
        for then, now in pairwise(said)
        if then.price_text != now.price_text
    ]


def picture_changes(said: Sequence[Advert]) -> list[PictureChange]:
    """Where a version has other pictures than the one before, as far as both were looked at."""
    return [change for then, now in pairwise(said) if (change := _picture_change(then, now))]


def _picture_change(then: Advert, now: Advert) -> PictureChange | None:
    if then.pictures is None or now.pictures is None:
        return None
    before, after = set(then.pictures), set(now.pictures)
    swapped = 0 if before != after else strangers(then.image_hashes, now.image_hashes)
    if before == after and not swapped:
        return None
    return PictureChange(
        at=now.seen_at, new=len(after - before), gone=len(before - after), of=len(now.pictures), swapped=swapped
    )


def newcomers(connection: Connection, since: datetime) -> list[str]:
    """Ids of linked adverts that were first seen since then and take nobody's place yet, in order."""
    fresh = and_(adverts.c.changed_at >= stamp(since), adverts.c.first_seen >= stamp(since))
    placed = select(republished.c.advert).where(republished.c.advert == adverts.c.id).exists()
    known = and_(adverts.c.state.concat("").in_(READ), ~WAITS)  # nearly all are: no way to look them up by
    return sorted(connection.execute(select(adverts.c.id).where(fresh, known, ~placed)).scalars())  # nor in order


def may_replace(connection: Connection, numbers: Collection[str]) -> list[str]:
    """Those of these adverts with whose words on their site, or with whose contact, another one went away; in order.

    Nearly all have none: each contact is looked up once, whoever has it, and no words of anybody are read.
    """
    other = aliased(adverts).c
    said = and_(other.content == adverts.c.content, other.site == adverts.c.site, other.gone_at.is_not(None))
    mine = and_(among(connection, adverts.c.id, numbers), exists().where(said))
    found = set(connection.execute(select(adverts.c.id).where(mine)).scalars())
    columns = subjects.c.advert, subjects.c.kind, subjects.c.key
    query = select(*columns).where(among(connection, subjects.c.advert, numbers), subjects.c.kind.in_(CONTACTS))
    having: dict[str, dict[str, set[str]]] = {}
    for number, kind, key in connection.execute(query).all():
        having.setdefault(kind, {}).setdefault(key, set()).add(number)
    for kind, of_keys in having.items():
        for key in _left_behind(connection, kind, of_keys):
            found |= of_keys[key]
    return sorted(found)


def _left_behind(connection: Connection, kind: str, keys: Collection[str]) -> list[str]:
    """Which of these contacts an advert has that went away."""
    one = each(connection, subjects.c.key, keys)
    gone = and_(adverts.c.id == subjects.c.advert, adverts.c.gone_at.is_not(None))
    having = exists().where(subjects.c.kind == kind, subjects.c.key == one, gone).correlate(one.table)
    return list(connection.execute(select(one).where(having)).scalars())


def gone_before(connection: Connection, number: str) -> list[Gone]:
    """Adverts that were away when this one came, of its site or account, with its words or a contact of it."""
    mine = connection.execute(select(adverts).where(adverts.c.id == number)).mappings().one()
    ours, theirs = aliased(subjects), aliased(subjects)
    same = and_(ours.c.kind == theirs.c.kind, ours.c.key == theirs.c.key)
    shared = select(theirs.c.advert, theirs.c.kind).join_from(ours, theirs, same)
    found = connection.execute(shared.where(ours.c.advert == number, ours.c.kind.in_(CONTACTS)).limit(2000)).all()
    by_contact = {row.advert for row in found}
    by_account = {row.advert for row in found if row.kind == "account"}
    near = or_(
        and_(adverts.c.site == mine["site"], or_(adverts.c.content == mine["content"], adverts.c.id.in_(by_contact))),
        adverts.c.id.in_(by_account),
    )
    away = (adverts.c.gone_at.is_not(None), adverts.c.last_seen < mine["first_seen"], adverts.c.enriched.is_not(None))
    query = select(adverts).where(near, *away, adverts.c.id != number, adverts.c.state != "dead")
    rows = connection.execute(query.order_by(adverts.c.gone_at.desc(), adverts.c.id).limit(MANY)).mappings()
    return [_gone(connection, row["enriched"], row["id"], row["first_seen"], row["gone_at"]) for row in rows]


def _gone(connection: Connection, body: str, number: str, first_seen: str, gone_at: str) -> Gone:
    """With the first sight of the advert whose place that one took."""
    earlier = connection.execute(select(republished.c.link).where(republished.c.advert == number)).scalar()
    first = Republished.model_validate_json(earlier).first_seen if earlier else datetime.fromisoformat(first_seen)
    return Gone(EnrichedAdvert.model_validate_json(body), first, datetime.fromisoformat(gone_at))


def save(connection: Connection, link: Republished) -> None:
    """Keep it; the first link of an advert stays."""
    row = {"advert": link.advert, "earlier": link.earlier, "link": link.model_dump_json()}
    connection.execute(insert_new(connection, republished), row)
