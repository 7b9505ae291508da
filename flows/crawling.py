"""A crawl in a process of its own: `python -m flows.crawling SITE`.

The settings come from the environment; one JSON line on standard output says how it ended:
{"report": {…}} or {"error": {"kind": …, "nl": …, "en": …}}. Whatever it fetched lies in the ledger and the evidence.
"""

import json
import os
import sys
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from threading import Thread

from crawlers.jail import JAIL
from crawlers.run import CrawlReport, run_crawl
from crawlers.sites import site as find_site
from ledger import open_ledger
from zicht import errors
from zicht.clock import day_of, now
from zicht.keys import evidence_secret
from zicht.settings import Settings, load_settings

TIED = "--tied"  # the starter holds our standard input open: its end is ours


def crawl(name: str, settings: Settings) -> CrawlReport:
    """Crawl one site in this process; `LegalBasisError` before anything is fetched when it may not be read."""
    site = find_site(name)
    JAIL.warm()  # it takes longer to start than the ledger
    ledger = open_ledger(settings.ledger_url)
    try:
        basis = ledger.basis_for(name, on=day_of(now()))
        with ledger.owning(name):
            run = ledger.start_run(name, at=now())
            recorder = ledger.recorder(name, run, ledger.vault(settings))
            before = ledger.done_in(run)
            report = run_crawl(site, recorder, contact=settings.contact, basis=basis, before=before)
            ledger.finish_run(run, verdict=report.verdict, stats=report.stats, at=now())
        ledger.sign_evidence(evidence_secret(settings), at=now())
        return report
    finally:
        ledger.close()


def crawl_in_process(name: str, settings: Settings) -> CrawlReport:
    """Run `crawl` in a child process (a Twisted reactor runs once) and say how it ended, or raise what it raised."""
    command = [sys.executable, "-m", "flows.crawling", name, TIED]
    environment = {**os.environ, **settings.environment()}
    with TemporaryFile("w+") as words:
        with Popen(command, env=environment, stdin=PIPE, stdout=PIPE, stderr=words, text=True) as child:
            assert child.stdout is not None
            said = child.stdout.read()  # to the end: our open end of its stdin tells it that we live
        words.seek(0)
        return _read(said, words.read(), name, child.returncode)


def _read(said: str, words: str, name: str, code: int) -> CrawlReport:
    lines = said.splitlines()
    if not lines:
        last = words[-400:].strip()
        raise errors.ZichtError(
            f"De crawl van {name} is afgebroken (code {code}); wat binnen was, is bewaard. Start hem opnieuw. {last}",
            f"The crawl of {name} was cut off (code {code}); what had come in is kept. Start it again. {last}",
        )
    answer = json.loads(lines[-1])
    if error := answer.get("error"):
        raise getattr(errors, error["kind"], errors.ZichtError)(error["nl"], error["en"])
    return CrawlReport.model_validate(answer["report"])


def _end_with_parent() -> None:
    """A crawl whose starter was killed ends too, or it would share its site with the next one."""
    sys.stdin.read()
    os._exit(3)


def main(arguments: list[str]) -> int:
    """Crawl `arguments[0]`; exit code 0, or 2 with the reason as JSON."""
    if TIED in arguments:
        Thread(target=_end_with_parent, daemon=True).start()
    try:
        report = crawl(arguments[0], load_settings())
    except errors.ZichtError as error:
        said = {"kind": type(error).__name__, "nl": error.nl, "en": error.en}
        sys.stdout.write(json.dumps({"error": said}, ensure_ascii=False) + "\n")
        return 2
    sys.stdout.write(json.dumps({"report": report.model_dump(mode="json")}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
