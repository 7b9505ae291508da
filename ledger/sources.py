"""No crawl without a recorded legal basis and an approved source (REQ-L01, REQ-L32)."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from ledger import audit
from ledger.tables import approvals, bases
from zicht.clock import stamp
from zicht.errors import LegalBasisError
from zicht.records import LegalBasis


def record(connection: Connection, basis: LegalBasis, *, who: str, at: datetime) -> None:
    """Keep the basis for each of its sources; earlier ones stay in the ledger."""
    row = {"valid_until": basis.valid_until.isoformat(), "recorded_at": stamp(at), "basis": basis.model_dump_json()}
    connection.execute(bases.insert(), [{**row, "site": site} for site in basis.sources])
    audit.append(connection, "basis", ",".join(basis.sources), who=who, why=basis.purpose, at=at)


def approve(connection: Connection, site: str, *, who: str, why: str, at: datetime) -> None:
    """Approve a site, in place of an earlier approval."""
    connection.execute(approvals.delete().where(approvals.c.site == site))
    connection.execute(approvals.insert(), {"site": site, "who": who, "why": why, "at": stamp(at)})
    audit.append(connection, "approve", site, who=who, why=why, at=at)


def basis_for(connection: Connection, site: str, *, on: date) -> LegalBasis:
    """The newest valid basis of an approved site."""
    valid = select(bases.c.basis).where(bases.c.site == site, bases.c.valid_until >= on.isoformat())
    found = connection.execute(valid.order_by(bases.c.id.desc()).limit(1)).scalar()
    if found is None:
        raise LegalBasisError(
            f"Voor {site} is op {on} geen geldige grondslag vastgelegd: er wordt niets opgehaald."
            " Leg er een vast met: zicht source basis BESTAND.",
            f"For {site} no valid legal basis is recorded on {on}: nothing is fetched."
            " Record one with: zicht source basis FILE.",
        )
    if connection.execute(select(approvals.c.site).where(approvals.c.site == site)).scalar() is None:
        raise LegalBasisError(
            f"Bron {site} is niet goedgekeurd: er wordt niets opgehaald. Keur goed met: zicht source approve {site} --why REDEN.",
            f"Source {site} is not approved: nothing is fetched. Approve with: zicht source approve {site} --why REASON.",
        )
    return LegalBasis.model_validate_json(found)
