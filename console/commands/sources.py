"""Commands about sources: which there are, on which legal basis, who approved them."""

from pathlib import Path

from console.commands.rooms import open_the_ledger, settings
from console.language import say
from console.terminal import out
from zicht.clock import now
from zicht.records import LegalBasis


def record_basis(file: Path) -> None:
    """Record a legal basis from a YAML file."""
    from console.basis import read_basis

    basis: LegalBasis = read_basis(file)
    with open_the_ledger() as ledger:
        ledger.record_basis(basis, who=settings().who, at=now())
    out.print(
        say(
            f"Grondslag vastgelegd voor {', '.join(basis.sources)}.",
            f"Legal basis recorded for {', '.join(basis.sources)}.",
        )
    )


def approve(site: str, why: str) -> None:
    """Approve a source."""
    from crawlers.sites import site as find_site

    find_site(site)
    with open_the_ledger() as ledger:
        ledger.approve_source(site, who=settings().who, why=why, at=now())
    out.print(say(f"{site} is goedgekeurd.", f"{site} is approved."))


def list_sites() -> None:
    """The sites that have a file."""
    from crawlers.sites import site as find_site
    from crawlers.sites import sites

    for name in sites():
        hashed = say("hasht afbeeldingen", "hashes pictures") if find_site(name).images else ""
        out.print("  ".join(filter(None, (name, hashed))), markup=False, soft_wrap=True)
