"""Versions of the analysts' packs: the whole content, who put it to work, when and why; the newest one is active."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, delete, func, select

from ledger import audit
from ledger.connect import insert_new, one_at_a_time, reading, writing
from ledger.judging import judged
from ledger.pack_records import Figures, PackVersion
from ledger.tables import adverts, figures, pack_contents, pack_versions
from zicht.clock import stamp
from zicht.records import EnrichedAdvert, digest


def activate(connection: Connection, files: Mapping[str, bytes], new: PackVersion) -> PackVersion:
    """Keep the files (UTF-8) and make them the active version, with the next number; logged."""
    one_at_a_time(connection, "activate packs")
    newest = connection.execute(select(func.max(pack_versions.c.number))).scalar()
    said = {name: raw.decode("utf-8") for name, raw in files.items()}
    content = digest(*(part for name in sorted(said) for part in (name, said[name])))
    connection.execute(insert_new(connection, pack_contents), {"sha256": content, "files": json.dumps(said)})
    kept = new.model_copy(update={"number": (newest or 0) + 1, "sha256": content})
    row = {**kept.model_dump(), "at": stamp(kept.at), "packs": json.dumps(kept.packs, sort_keys=True)}
    connection.execute(pack_versions.insert(), row)
    action = "rollback-packs" if kept.back_to else "activate-packs"
    audit.append(connection, action, f"packs:{kept.number}:{kept.version}", who=kept.who, why=kept.why, at=kept.at)
    return kept


def versions(connection: Connection, limit: int) -> list[PackVersion]:
    """The newest versions, newest first; the first is active."""
    query = select(pack_versions).order_by(pack_versions.c.number.desc()).limit(limit)
    return [_version(row) for row in connection.execute(query).mappings()]


def numbered(connection: Connection, number: int) -> PackVersion | None:
    """One version."""
    row = connection.execute(select(pack_versions).where(pack_versions.c.number == number)).mappings().first()
    return _version(row) if row else None


def files_of(connection: Connection, version: PackVersion) -> dict[str, bytes]:
    """The files of a version, byte for byte, by name."""
    query = select(pack_contents.c.files).where(pack_contents.c.sha256 == version.sha256)
    return {name: said.encode() for name, said in json.loads(connection.execute(query).scalar_one()).items()}


def read_with(connection: Connection) -> dict[str, int]:
    """How many adverts were read with which content of the packs."""
    query = select(adverts.c.enriched_with, func.count()).where(adverts.c.enriched_with.is_not(None))
    counts: dict[str, int] = {}
    for said, count in connection.execute(query.group_by(adverts.c.enriched_with)):
        version = json.loads(said).get("packs", "")
        counts[version] = counts.get(version, 0) + int(count)
    return counts


def keep_figures(connection: Connection, measured: Figures) -> None:
    """What the indicators were worth on a day, in place of an earlier measurement of that day."""
    day = measured.day.isoformat()
    connection.execute(delete(figures).where(figures.c.day == day))
    row = {"day": day, "at": stamp(measured.at), "version": measured.version, "figures": measured.model_dump_json()}
    connection.execute(figures.insert(), row)


def newest_figures(connection: Connection) -> Figures | None:
    """The newest measurement."""
    query = select(figures.c.figures).order_by(figures.c.day.desc()).limit(1)
    said = connection.execute(query).scalar()
    return Figures.model_validate_json(said) if said else None


def recent(connection: Connection, since: datetime, limit: int, after: str) -> list[EnrichedAdvert]:
    """Enriched adverts that were seen since then, by id, from beyond `after`."""
    live = (adverts.c.enriched.is_not(None), adverts.c.state != "dead", adverts.c.last_seen >= stamp(since))
    query = select(adverts.c.enriched).where(*live, adverts.c.id > after).order_by(adverts.c.id).limit(limit)
    return [EnrichedAdvert.model_validate_json(body) for body in connection.execute(query).scalars()]


def _version(row: RowMapping) -> PackVersion:
    return PackVersion.model_validate({**row, "packs": json.loads(row["packs"])})


class Shelf:
    """The ledger's side of the analysts' bench; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def activate(self, files: Mapping[str, bytes], new: PackVersion) -> PackVersion:
        """Keep these files (UTF-8) whole and make them the active version; logged."""
        with writing(self._engine) as connection:
            return activate(connection, files, new)

    def active(self) -> PackVersion | None:
        """The version that reads the adverts; None when none was ever activated."""
        return next(iter(self.versions(1)), None)

    def versions(self, limit: int = 100) -> list[PackVersion]:
        """The newest versions, newest first."""
        with reading(self._engine) as connection:
            return versions(connection, limit)

    def numbered(self, number: int) -> PackVersion | None:
        """One version."""
        with reading(self._engine) as connection:
            return numbered(connection, number)

    def files_of(self, version: PackVersion) -> dict[str, bytes]:
        """The files of a version, byte for byte, by name."""
        with reading(self._engine) as connection:
            return files_of(connection, version)

    def read_with(self) -> dict[str, int]:
        """How many adverts were read with which content of the packs."""
        with reading(self._engine) as connection:
            return read_with(connection)

    def recent(self, since: datetime, limit: int, after: str) -> list[EnrichedAdvert]:
        """Enriched adverts that were seen since then, by id, from beyond `after`."""
        with reading(self._engine) as connection:
            return recent(connection, since, limit, after)

    def judged(self) -> dict[str, bool]:
        """What people said of adverts: exploitation or not."""
        with reading(self._engine) as connection:
            return judged(connection)

    def keep_figures(self, measured: Figures) -> None:
        """What the indicators were worth on a day."""
        with writing(self._engine) as connection:
            keep_figures(connection, measured)

    def newest_figures(self) -> Figures | None:
        """The newest measurement."""
        with reading(self._engine) as connection:
            return newest_figures(connection)
