"""A crawl in a process of its own: `python -m flows.crawling SITE`.

The settings come from the environment; one JSON line on standard output says how it ended:
{"report": {…}} or {"error": {"kind": …, "nl": …, "en": …}}. Whatever it fetched lies in the ledger and the evidence.
"""

import json
import os
import subprocess
import sys

from crawlers.run import CrawlReport, run_crawl
from crawlers.sites import site as find_site
from ledger import open_ledger
from zicht import errors
from zicht.clock import day_of, now
from zicht.settings import Settings


def crawl(name: str, settings: Settings) -> CrawlReport:
    """Crawl one site in this process; `LegalBasisError` before anything is fetched when it may not be read."""
    site = find_site(name)
    ledger = open_ledger(settings.ledger_url)
    try:
        basis = ledger.basis_for(name, on=day_of(now()))
        run = ledger.start_run(name, at=now())
        recorder = ledger.recorder(name, run, settings.evidence)
        report = run_crawl(site, recorder, contact=settings.contact, basis=basis)
        ledger.finish_run(run, verdict=report.verdict, stats=report.stats, at=now())
        return report
    finally:
        ledger.close()


def crawl_in_process(name: str, settings: Settings) -> CrawlReport:
    """Run `crawl` in a child process (a Twisted reactor runs once) and say how it ended, or raise what it raised."""
    child = subprocess.run(  # our own module, our own arguments
        [sys.executable, "-m", "flows.crawling", name],
        env=_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    lines = child.stdout.splitlines()
    if not lines:
        raise errors.ZichtError(
            f"De crawl van {name} is afgebroken (code {child.returncode}); wat binnen was, is bewaard."
            f" Start hem opnieuw. Laatste woorden: {child.stderr[-400:].strip()}",
            f"The crawl of {name} was cut off (code {child.returncode}); what had come in is kept."
            f" Start it again. Last words: {child.stderr[-400:].strip()}",
        )
    return _read(json.loads(lines[-1]))


def _environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, **settings.environment()}


def _read(answer: dict[str, dict[str, str]]) -> CrawlReport:
    if "error" in answer:
        kind = getattr(errors, answer["error"]["kind"], errors.ZichtError)
        raise kind(answer["error"]["nl"], answer["error"]["en"])
    return CrawlReport.model_validate(answer["report"])


def main(arguments: list[str]) -> int:
    """Crawl `arguments[0]`; exit code 0, or 2 with the reason as JSON."""
    try:
        report = crawl(arguments[0], Settings())
    except errors.ZichtError as error:
        said = {"kind": type(error).__name__, "nl": error.nl, "en": error.en}
        sys.stdout.write(json.dumps({"error": said}, ensure_ascii=False) + "\n")
        return 2
    sys.stdout.write(json.dumps({"report": report.model_dump(mode="json")}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
