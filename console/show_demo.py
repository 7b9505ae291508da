"""`zicht demo`: two synthetic sites on loopback, everything for real, twice, to show what is incremental."""

from datetime import timedelta

from console.language import say
from console.terminal import out, progress, show_report, show_signals
from demo.adverts import adverts_of
from demo.server import PORTS, DemoWorld, serving
from flows.steps import run_all
from ledger import open_ledger
from zicht.clock import day_of, now
from zicht.records import LegalBasis
from zicht.settings import Settings


def show_demo(settings: Settings, count: int) -> None:
    """Serve, record the basis, run, let the sites change, run again; lists stay in `settings.lists`."""
    allow_demo(settings)
    today = day_of(now())
    with serving(DemoWorld(adverts_of(count=count))) as world:
        out.rule(say("Eerste run: alles is nieuw", "First run: everything is new"))
        with progress() as tell:
            first = run_all(settings, tuple(PORTS), today, tell)
        show_report(first)
        world.advance()
        out.rule(say("Tweede run: enkele uren later", "Second run: some hours later"))
        with progress() as tell:
            second = run_all(settings, tuple(PORTS), today, tell)
    ledger = open_ledger(settings.ledger_url)
    try:
        title = say("Signaallijsten van vandaag (synthetisch)", "Today's signal lists (synthetic)")
        show_signals(ledger.signals(today), title)
    finally:
        ledger.close()
    show_report(second)
    out.print(say(f"Bestanden: {settings.lists / today.isoformat()}", f"Files: {settings.lists / today.isoformat()}"))
    out.print(say("Bekijk ze in de console: make serve", "Look at them in the console: make serve"))


def allow_demo(settings: Settings) -> None:
    """The demo's own basis: synthetic pages on this machine."""
    at = now()
    basis = LegalBasis(
        article="Politiewet 2012 art. 3 (demonstratie)",
        purpose="Demonstratie met synthetische advertenties op de eigen machine",
        authority="Demonstratie",
        officer_role="demonstrateur",
        dpia_reference="DPIA-DEMO-1",
        sources=tuple(PORTS),
        valid_until=(at + timedelta(days=365)).date(),
    )
    ledger = open_ledger(settings.ledger_url)
    try:
        ledger.record_basis(basis, who="demo", at=at)
        for site in PORTS:
            ledger.approve_source(site, who="demo", why="synthetisch, eigen machine", at=at)
    finally:
        ledger.close()
