"""What people say of ties: cut or restored, with a reason; everything that was said stays, the newest counts."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, exists, or_, select
from sqlalchemy.orm import aliased

from ledger import audit
from ledger.connect import chunks
from ledger.tie_tables import link_choices, link_keys
from zicht.clock import stamp
from zicht.records import Instant, Record


class Choice(Record):
    """A person cuts or restores a tie: between two adverts, or of one value wherever it stands."""

    at: Instant
    who: str
    what: Literal["cut", "restore"]
    one: str | None = None  # Advert.id; of a pair the second leaves what the first has too
    other: str | None = None
    kind: str | None = None
    key: str | None = None
    why: str

    @property
    def about(self) -> tuple[str, str]:
        """What it is about, the same for every choice on it."""
        if self.one and self.other:
            first, second = sorted((self.one, self.other))
            return first, second
        return self.kind or "", self.key or ""


def add(connection: Connection, choice: Choice, *, at: datetime) -> None:
    """Record a choice, in the log too (REQ-L12)."""
    row = choice.model_dump()
    connection.execute(link_choices.insert(), {**row, "at": stamp(choice.at)})
    audit.append(connection, f"link {choice.what}", " ".join(choice.about), who=choice.who, why=choice.why, at=at)


def of_adverts(connection: Connection, numbers: Iterable[str]) -> list[Choice]:
    """Choices on pairs that any of these adverts is in, oldest first."""
    found: dict[int, Choice] = {}
    for chunk in chunks(numbers):
        mine = or_(link_choices.c.one.in_(chunk), link_choices.c.other.in_(chunk))
        found |= _read(connection, mine)
    return [found[at] for at in sorted(found)]


def of_values(connection: Connection, values: Collection[tuple[str, str]]) -> list[Choice]:
    """Choices on these values, oldest first."""
    found: dict[int, Choice] = {}
    for chunk in chunks(sorted({key for _, key in values})):
        found |= _read(connection, link_choices.c.key.in_(chunk))
    return [found[at] for at in sorted(found) if found[at].about in values]


def end_of(connection: Connection, advert: str) -> None:
    """An advert is destroyed: what was said of its pairs, and of values that nobody else has, goes with it; the log keeps the act."""
    connection.execute(delete(link_choices).where(or_(link_choices.c.one == advert, link_choices.c.other == advert)))
    others = aliased(link_keys)
    shared = exists().where(
        others.c.kind == link_keys.c.kind, others.c.key == link_keys.c.key, others.c.advert != advert
    )
    alone = select(link_keys.c.kind, link_keys.c.key).where(link_keys.c.advert == advert, ~shared)
    for kind, key in connection.execute(alone).all():
        connection.execute(delete(link_choices).where(link_choices.c.kind == kind, link_choices.c.key == key))


def _read(connection: Connection, which: object) -> dict[int, Choice]:
    rows = connection.execute(select(link_choices).where(which)).mappings()  # type: ignore[arg-type]
    return {row["id"]: Choice.model_validate({k: v for k, v in row.items() if k != "id"}) for row in rows}
