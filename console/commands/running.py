"""Commands that make things happen: crawl, run, demo, the daily flow."""

from collections.abc import Sequence
from datetime import date

from console.commands.reading import signals
from console.commands.rooms import open_the_ledger, settings
from console.language import say
from console.terminal import collected_in_words, out, progress, show_report, told
from zicht.clock import now
from zicht.errors import SettingsError


def crawl(site: str) -> int:
    """Crawl one site and say how it ended; 1 when it was a bad run."""
    from flows.expecting import ParseReport, alarms_of
    from flows.steps import collect

    with progress() as tell:
        collected = collect(site, settings(), progress=tell)
    out.print(f"{site}: {collected_in_words(collected.stats)} ({collected.verdict})", markup=False)
    return told(alarms_of([collected], ParseReport()))


def run(sites: Sequence[str], day: date) -> int:
    """Crawl the sites, work through everything that is ready, show the day's lists; 1 when a site had a bad run."""
    from crawlers.sites import site as find_site
    from flows.steps import run_all

    for name in sites:
        find_site(name)  # a wrong name is said before anything starts
    with progress() as tell:
        report = run_all(settings(), sites or _approved(), day, tell)
    signals(day, None, json=False)
    show_report(report)
    out.print(say(f"Lijsten: {settings().lists / day.isoformat()}", f"Lists: {settings().lists / day.isoformat()}"))
    return told(report.alarms)


def _approved() -> tuple[str, ...]:
    from crawlers.sites import sites
    from flows.canary import SITE as CANARY
    from zicht.clock import day_of
    from zicht.errors import LegalBasisError

    found = []
    with open_the_ledger() as ledger:
        for name in sites():
            if name == CANARY:
                continue  # it goes with every run by itself
            try:
                ledger.basis_for(name, on=day_of(now()))
            except LegalBasisError:
                continue
            found.append(name)
    if not found:
        raise LegalBasisError(
            "Geen enkele bron is goedgekeurd. Leg een grondslag vast (zicht source basis) en keur een bron goed.",
            "No source is approved. Record a legal basis (zicht source basis) and approve a source.",
        )
    return tuple(found)


def demo(count: int) -> None:
    """Serve the demo sites, run everything, let some hours pass, run again."""
    from console.show_demo import show_demo

    show_demo(settings(), count)


def serve_flows(sites: Sequence[str]) -> None:
    """Run the daily flow on its schedule until interrupted."""
    try:
        from flows.daily import serve_daily
    except ImportError as fault:
        raise SettingsError(
            "Prefect is niet geïnstalleerd. Installeer het met: pip install 'zicht[flows]'.",
            "Prefect is not installed. Install it with: pip install 'zicht[flows]'.",
        ) from fault
    serve_daily(settings(), sites or _approved())
