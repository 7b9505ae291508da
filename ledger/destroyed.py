"""What was destroyed: the signed statements, and whether they and what is left agree.

Of a capture its sealed bytes stay, and its leaf: the hash tree over all captures stays what it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from ledger.connect import chunks
from ledger.records import Destruction, Head, readable
from ledger.segments import in_row
from ledger.signing import holds
from ledger.tables import adverts, audit, captures, destructions, heads
from zicht.errors import EvidenceError
from zicht.records import canonical_url, digest

# what a destroyed capture keeps: its place, its bytes and their digest; nothing that came from the page
BLANK: dict[str, object] = {
    "state": "destroyed", "rule": None, "run": "", "target": "", "url": "", "fetched_at": "", "offset": 0, "capture": "",
}  # fmt: skip


def barred(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Of these adverts those that a person named for destruction: they are not taken in again."""
    ours = select(destructions.c.id).where(destructions.c.kind == "advert", destructions.c.named == destructions.c.id)
    return {
        number
        for chunk in chunks(ids)
        for number in connection.execute(ours.where(destructions.c.id.in_(chunk))).scalars()
    }


def barred_urls(connection: Connection, site: str, urls: Sequence[str]) -> set[str]:
    """Of these pages of a site those of adverts that were destroyed."""
    by_id = {digest(site, canonical_url(url))[:32]: url for url in urls}
    return {by_id[number] for number in barred(connection, by_id)}


def statements(connection: Connection, which: ColumnElement[bool] | None = None) -> list[Destruction]:
    """Statements, oldest first."""
    rows = connection.execute(_kept() if which is None else _kept().where(which)).mappings()
    return [Destruction.model_validate(dict(row)) for row in rows]


def _kept() -> Select[Any]:
    columns = [destructions.c[name] for name in Destruction.model_fields]
    return select(*columns).order_by(destructions.c.at, destructions.c.id)


def about(connection: Connection, number: str) -> list[Destruction]:
    """What was destroyed under this name, or as this capture or advert."""
    return statements(connection, or_(destructions.c.named == number, destructions.c.id == number))


def unfinished(connection: Connection) -> list[Destruction]:
    """Destructions that were cut off before index and lists were done."""
    return statements(connection, destructions.c.finished_at.is_(None))


def verify_destructions(connection: Connection, anchored: Sequence[Head]) -> Iterator[EvidenceError]:
    """Statements that do not hold, captures that are gone without one, destructions that are not finished."""
    keys = {head.key for head in anchored} or set(connection.execute(select(heads.c.key)).scalars())
    logged = set(connection.execute(select(audit.c.target).where(audit.c.action == "destroy")).scalars())
    stated, unreadable = readable(Destruction, connection.execute(_kept()).mappings())
    yield from (_wrong(number) for number in unreadable)
    for one in stated:
        if not (holds(one) and one.key in keys and one.named in logged and _left(connection, one)):
            wrong = _wrong(one.id)
            yield wrong if one.seq is None else in_row(wrong, "captures", f"seq {one.seq}")
    blank = or_(captures.c.capture == "", captures.c.state == BLANK["state"])
    said = select(destructions.c.id).where(destructions.c.id == captures.c.id).exists()
    for row in connection.execute(select(captures).where(blank, ~said).order_by(captures.c.seq)):
        fault = EvidenceError(
            f"Wat het grootboek zei van {row.segment} byte {row.begins} is weg, en er is geen vernietiging vastgelegd.",
            f"What the ledger said of {row.segment} byte {row.begins} is gone, and no destruction was recorded.",
        )
        yield in_row(in_row(fault, "captures", f"seq {row.seq}"), "destructions", row.id)
    open_ones = select(destructions.c.named).where(destructions.c.finished_at.is_(None)).distinct()
    for named in connection.execute(open_ones.order_by(destructions.c.named)).scalars():
        yield EvidenceError(
            f"De vernietiging van {named} is afgebroken. Voer haar opnieuw uit: zicht evidence destroy {named} --why REDEN.",
            f"The destruction of {named} was cut off. Run it again: zicht evidence destroy {named} --why REASON.",
        )


def _wrong(number: str) -> EvidenceError:
    fault = EvidenceError(
        f"De vastgelegde vernietiging van {number} klopt niet: handtekening, auditregel of wat er nog is.",
        f"The recorded destruction of {number} is not right: signature, audit event or what is left.",
    )
    return in_row(fault, "destructions", number)


def _left(connection: Connection, one: Destruction) -> bool:
    """Whether what is left of it is what the statement says."""
    if one.kind == "advert":
        named = select(adverts.c.id).where(adverts.c.id == one.id)
        return one.named != one.id or connection.execute(named).first() is None  # others may be found again
    left = connection.execute(select(captures).where(captures.c.id == one.id)).mappings().first()
    same = left is not None and (left["seq"], left["site"]) == (one.seq, one.site)
    return bool(same and left and all(left[name] == value for name, value in BLANK.items()))
