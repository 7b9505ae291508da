"""Destroys captures with everything that was read in them, in one transaction, and states so with a signature."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, or_, select, update

from ledger import audit, destroyed, proof, tie_choices, unlinked
from ledger.connect import chunks, one_at_a_time
from ledger.history import restore
from ledger.listed import take_off
from ledger.records import Destruction
from ledger.signing import public_of, sign
from ledger.tables import (
    adverts,
    capture_keys,
    captures,
    dead_letters,
    destructions,
    frontier,
    gaps,
    labels,
    republished,
    subjects,
    versions,
)  # fmt: skip
from zicht.clock import stamp
from zicht.crawling import UNKNOWN
from zicht.errors import InputError
from zicht.records import canonical_url


class Order(NamedTuple):
    """What is to be destroyed, on whose word."""

    named: str  # a capture or an advert
    who: str
    why: str
    at: datetime
    others: bool  # also the adverts that stand on the same captures


def destroy(connection: Connection, order: Order, key: bytes) -> list[Destruction]:
    """Destroy, state and log it; what was destroyed before under this name is answered again.

    `InputError` without a reason, without such a capture or advert, or when other adverts stand on the same captures.
    """
    if not order.why.strip():
        raise _no_reason()
    for what in ("save pages", "capture"):
        one_at_a_time(connection, what)
    if before := destroyed.about(connection, order.named):
        return before
    mine = _captures_of(connection, order.named)
    if plain := _plain(connection, mine):
        raise _not_sealed(plain)
    touched = _adverts_on(connection, mine)
    others = touched - {order.named}
    if len(others) > (order.named in mine) and not order.others:  # of a capture its own advert is no other one
        raise _others(order.named, others)
    proof.sign(connection, key, order.at)  # a head fixes every leaf before a record goes
    pages = _pages_of(connection, mine)
    ended = _end_adverts(connection, order.named, mine, touched)
    made = [
        *_statements(connection, order, key, mine),
        *(_of_advert(order, key, *one) for one in sorted(ended.items())),
    ]
    _end_captures(connection, mine, pages)
    connection.execute(destructions.insert(), [{**one.model_dump(), "at": stamp(one.at)} for one in made])
    audit.append(connection, "destroy", order.named, who=order.who, why=order.why, at=order.at)
    return destroyed.about(connection, order.named)


def _captures_of(connection: Connection, named: str) -> set[str]:
    """The captures that hold what was named: of an advert every capture of its page, and of its versions."""
    if connection.execute(select(captures.c.id).where(captures.c.id == named)).first():
        return {named}
    advert = connection.execute(select(adverts).where(adverts.c.id == named)).mappings().first()
    if advert is None:
        raise _unknown(named)
    addresses = {advert["page"], advert["url"], canonical_url(advert["url"])}
    same_page = and_(
        captures.c.site == advert["site"], or_(captures.c.target.in_(addresses), captures.c.url.in_(addresses))
    )
    read = select(versions.c.capture).where(versions.c.advert == named)
    either = or_(captures.c.id == advert["capture"], captures.c.id.in_(read), same_page)
    return set(connection.execute(select(captures.c.id).where(either)).scalars())


def _adverts_on(connection: Connection, mine: set[str]) -> set[str]:
    found = (
        connection.execute(select(versions.c.advert).where(versions.c.capture.in_(chunk))).scalars()
        for chunk in chunks(sorted(mine))
    )
    return {number for rows in found for number in rows}


def _plain(connection: Connection, mine: set[str]) -> str | None:
    """A segment with a capture of these that has no key: its bytes cannot be taken back."""
    sealed = select(capture_keys.c.capture).where(capture_keys.c.capture == captures.c.id).exists()
    query = select(captures.c.segment).where(~sealed, captures.c.state != destroyed.BLANK["state"]).limit(1)
    found = (connection.execute(query.where(captures.c.id.in_(chunk))).scalar() for chunk in chunks(sorted(mine)))
    return next(filter(None, found), None)


def _pages_of(connection: Connection, mine: set[str]) -> set[tuple[str, str]]:
    """Site and page of each capture."""
    query = select(captures.c.site, captures.c.target)
    found = (connection.execute(query.where(captures.c.id.in_(chunk))) for chunk in chunks(sorted(mine)))
    return {(row.site, row.target) for rows in found for row in rows}


def _end_adverts(connection: Connection, named: str, mine: set[str], touched: Iterable[str]) -> dict[str, str]:
    """Versions that were read in these captures, and adverts of which nothing is left: id and site of those."""
    for chunk in chunks(sorted(mine)):
        connection.execute(delete(versions).where(versions.c.capture.in_(chunk)))
    ended: dict[str, str] = {}
    for number in sorted({*touched, named}):
        row = connection.execute(select(adverts).where(adverts.c.id == number)).mappings().first()
        if row is None:
            continue  # a capture was named
        take_off(connection, number)
        if number == named or not restore(connection, number):
            ended[number] = row["site"]
            _end_advert(connection, number, row["site"], {row["url"], canonical_url(row["url"])})
    return ended


def _end_advert(connection: Connection, number: str, site: str, addresses: set[str]) -> None:
    tie_choices.end_of(connection, number)
    for table in (subjects, labels, versions, gaps, republished):
        connection.execute(delete(table).where(table.c.advert == number))
    unlinked.remove(connection, [number])
    connection.execute(delete(republished).where(republished.c.earlier == number))
    _end_letters(connection, [number, *addresses])
    connection.execute(delete(frontier).where(frontier.c.site == site, frontier.c.url.in_(addresses)))
    connection.execute(delete(adverts).where(adverts.c.id == number))


def _end_captures(connection: Connection, mine: set[str], pages: set[tuple[str, str]]) -> None:
    for chunk in chunks(sorted(mine)):
        connection.execute(delete(capture_keys).where(capture_keys.c.capture.in_(chunk)))
        connection.execute(update(captures).where(captures.c.id.in_(chunk)).values(destroyed.BLANK))
        _end_letters(connection, chunk)
    for site, url in sorted(pages):  # one that is still asked for, is had anew
        connection.execute(update(frontier).where(frontier.c.site == site, frontier.c.url == url).values(UNKNOWN))


def _end_letters(connection: Connection, keys: Sequence[str]) -> None:
    connection.execute(delete(dead_letters).where(dead_letters.c.key.in_(keys)))


def _statements(connection: Connection, order: Order, key: bytes, mine: set[str]) -> list[Destruction]:
    gone = proof.leaves_of_destroyed(connection)
    rows = [
        row
        for chunk in chunks(sorted(mine))
        for row in connection.execute(select(captures).where(captures.c.id.in_(chunk)).order_by(captures.c.seq))
    ]
    return [_signed(order, key, "capture", row.id, row.site, row.seq, proof.leaf_at(row, gone).hex()) for row in rows]


def _of_advert(order: Order, key: bytes, number: str, site: str) -> Destruction:
    return _signed(order, key, "advert", number, site, None, None)


def _signed(
    order: Order, key: bytes, kind: str, number: str, site: str, seq: int | None, leaf: str | None
) -> Destruction:
    said = {"named": order.named, "who": order.who, "why": order.why, "at": order.at, "key": public_of(key)}
    place = {"id": number, "kind": kind, "site": site, "seq": seq, "leaf": leaf, "signature": ""}
    made = Destruction.model_validate({**said, **place})
    return made.model_copy(update={"signature": sign(key, made.said)})


def finish(connection: Connection, named: Iterable[str], at: datetime) -> None:
    """Index and lists have let go of these too."""
    for chunk in chunks(named):
        mine = and_(destructions.c.named.in_(chunk), destructions.c.finished_at.is_(None))
        connection.execute(update(destructions).where(mine).values(finished_at=stamp(at)))


def _no_reason() -> InputError:
    return InputError(
        "Er is geen reden gegeven: zonder --why wordt niets vernietigd.",
        "No reason was given: without --why nothing is destroyed.",
    )


def _unknown(named: str) -> InputError:
    return InputError(
        f"Er is geen vastlegging of advertentie met kenmerk {named}. Zoek haar met: zicht search.",
        f"There is no capture or advert with id {named}. Find it with: zicht search.",
    )


def _not_sealed(segment: str) -> InputError:
    return InputError(
        f"Een van de vastleggingen ligt onverzegeld in {segment}, van voor er sleutels waren: vernietigen zou niet waar zijn."
        " Er is niets vernietigd.",
        f"One of the captures lies unsealed in {segment}, from before there were keys: destruction would not be true."
        " Nothing was destroyed.",
    )


def _others(named: str, others: set[str]) -> InputError:
    names = ", ".join(sorted(others)[:5]) + (" …" if len(others) > 5 else "")
    return InputError(
        f"Op de vastleggingen van {named} staan ook andere advertenties ({len(others)}): {names}."
        " Moeten die ook weg, geef dan --others. Er is niets vernietigd.",
        f"On the captures of {named} other adverts stand too ({len(others)}): {names}."
        " If these must go as well, give --others. Nothing was destroyed.",
    )
