"""Templates in several languages: what sets of copies say, and which of them say the same. Each function is part of one transaction."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select, update

from ledger.connect import among, put_new
from ledger.tie_tables import CLEAN, link_adverts, link_spoken, link_texts, link_translations, link_voices


class KeptSpoken(NamedTuple):
    """The sentences of an advert, with their vectors as they are kept."""

    advert: str
    language: str
    said: tuple[str, ...]
    rows: bytes
    made_by: str


class Voice(NamedTuple):
    """A set of copies, by its label, with the adverts that it is read by, and the language of these."""

    label: int
    adverts: tuple[str, ...]
    language: str


class KeptTranslation(NamedTuple):
    """Two sets that say the same; `beside` has advert, place of its sentence, the same of the other advert, and the cosine."""

    key: str
    one: int
    other: int
    score: float
    beside: tuple[tuple[str, int, str, int, float], ...]
    kept: bool


def sets(connection: Connection, most: int) -> dict[int, tuple[str, ...]]:
    """Label of every set of two adverts or more -> those that it is read by: of so many texts the adverts with the smallest ids."""
    many = (
        select(link_texts.c.label)
        .join(link_adverts, link_adverts.c.text == link_texts.c.id)
        .group_by(link_texts.c.label)
        .having(func.count() > 1)
    )
    first = func.min(link_adverts.c.number)
    rows = connection.execute(
        select(link_texts.c.label, link_texts.c.id, first)
        .join(link_adverts, link_adverts.c.text == link_texts.c.id)
        .where(link_texts.c.label.in_(many))
        .group_by(link_texts.c.label, link_texts.c.id)
        .order_by(link_texts.c.label, link_texts.c.id)
    )
    found: dict[int, list[str]] = {}
    for label, _, number in rows.all():
        found.setdefault(label, []).append(number)
    return {label: tuple(numbers[:most]) for label, numbers in found.items()}


def spoken(connection: Connection, numbers: Collection[str]) -> dict[str, KeptSpoken]:
    """What these adverts say, those that were read."""
    columns = [link_spoken.c[name] for name in KeptSpoken._fields]
    rows = connection.execute(select(*columns).where(among(connection, link_spoken.c.advert, numbers)))
    return {
        row.advert: KeptSpoken(row.advert, row.language, tuple(json.loads(row.said)), row.rows, row.made_by)
        for row in rows
    }


def read_already(connection: Connection, numbers: Collection[str]) -> set[str]:
    """Which of these adverts were read."""
    rows = connection.execute(select(link_spoken.c.advert).where(among(connection, link_spoken.c.advert, numbers)))
    return set(rows.scalars())


def put_spoken(connection: Connection, new: Sequence[KeptSpoken]) -> None:
    """What adverts say."""
    rows = [(one.advert, one.language, json.dumps(one.said, ensure_ascii=False), one.rows, one.made_by) for one in new]
    put_new(connection, link_spoken, KeptSpoken._fields, rows)


def forget_other_models(connection: Connection, made_by: str) -> None:
    """What was read with another model is as if it never was, and so is what was found by it."""
    others = link_spoken.c.made_by != made_by
    if connection.execute(select(link_spoken.c.advert).where(others).limit(1)).first():
        silence(connection, voices(connection).keys())
        connection.execute(delete(link_spoken).where(others))


def forget_all_but(connection: Connection, numbers: Collection[str]) -> None:
    """What no set is read by any more goes."""
    mine = set(connection.execute(select(link_spoken.c.advert)).scalars())
    connection.execute(delete(link_spoken).where(among(connection, link_spoken.c.advert, mine.difference(numbers))))


def voices(connection: Connection) -> dict[int, Voice]:
    """Every set that was laid beside the others."""
    rows = connection.execute(select(link_voices.c.label, link_voices.c.adverts, link_voices.c.language))
    return {label: Voice(label, tuple(json.loads(adverts)), language) for label, adverts, language in rows.all()}


def put_voices(connection: Connection, new: Sequence[Voice]) -> None:
    """Sets that are laid beside the others now."""
    put_new(connection, link_voices, Voice._fields, [(one.label, json.dumps(one.adverts), one.language) for one in new])


def silence(connection: Connection, labels: Collection[int]) -> None:
    """These sets are no more, or are read by others: what they said is forgotten."""
    soil(connection, [one for one in every(connection) if one.kept and {one.one, one.other} & set(labels)])
    connection.execute(delete(link_voices).where(among(connection, link_voices.c.label, labels)))
    for side in (link_translations.c.one, link_translations.c.other):
        connection.execute(delete(link_translations).where(among(connection, side, labels)))


def every(connection: Connection) -> list[KeptTranslation]:
    """Every two sets that say the same, in order."""
    rows = connection.execute(select(link_translations).order_by(link_translations.c.key)).all()
    return [_kept(row) for row in rows]


def put(connection: Connection, new: Sequence[KeptTranslation]) -> None:
    """Sets that say the same."""
    rows = [(one.key, one.one, one.other, one.score, json.dumps(one.beside), int(one.kept)) for one in new]
    put_new(connection, link_translations, KeptTranslation._fields, rows)


def keep(connection: Connection, these: Mapping[str, bool]) -> None:
    """Whether these tie."""
    if these:
        this = update(link_translations).where(link_translations.c.key == bindparam("name"))
        connection.execute(
            this.values(kept=bindparam("ties")), [{"name": key, "ties": int(ties)} for key, ties in these.items()]
        )


def soil(connection: Connection, moved: Iterable[KeptTranslation]) -> None:
    """Whoever these tie, or tied, is to be grouped anew."""
    labels = {label for one in moved for label in (one.one, one.other)}
    texts = select(link_texts.c.id).where(among(connection, link_texts.c.label, labels))
    connection.execute(update(link_adverts).where(link_adverts.c.text.in_(texts), CLEAN).values(dirty=1))


# --- as values that adverts share


def keys_of(connection: Connection, labels: Collection[int]) -> dict[int, list[str]]:
    """What ties each of these sets to others, of those that anything does."""
    sides = (link_translations.c.one, link_translations.c.other)
    found: dict[int, list[str]] = {}
    for side in sides if labels else ():
        these = and_(among(connection, side, labels), link_translations.c.kept == 1)
        for label, key in connection.execute(select(side, link_translations.c.key).where(these)).all():
            found.setdefault(label, []).append(key)
    return found


def named(connection: Connection, keys: Collection[str]) -> list[KeptTranslation]:
    """Those with these names."""
    rows = connection.execute(select(link_translations).where(among(connection, link_translations.c.key, keys))).all()
    return [_kept(row) for row in rows]


def _kept(row: Any) -> KeptTranslation:  # noqa: ANN401 (a row of the table)
    beside = tuple(tuple(one) for one in json.loads(row.beside))
    return KeptTranslation(row.key, row.one, row.other, row.score, beside, bool(row.kept))


def having() -> tuple[Any, Any]:
    """A query of key and advert of everybody in sets that translations tie; and the column of the key."""
    both = or_(link_texts.c.label == link_translations.c.one, link_texts.c.label == link_translations.c.other)
    joined = link_translations.join(link_texts, both).join(link_adverts, link_adverts.c.text == link_texts.c.id)
    query = select(link_translations.c.key, link_adverts.c.number).select_from(joined)
    return query.where(link_translations.c.kept == 1), link_translations.c.key
