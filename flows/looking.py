"""A few pages of a site that nobody has described yet, for the person who is about to."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawlers.page import Page
from crawlers.run import run_crawl
from crawlers.site import Api, Expect, Site
from ledger import Ledger
from ledger.sealing import Vault
from zicht.clock import day_of, now
from zicht.errors import InputError
from zicht.records import Capture, canonical_url
from zicht.settings import Settings


def look_at(name: str, urls: Sequence[str], ledger: Ledger, settings: Settings) -> list[Page]:
    """These pages and no others, by a crawl like any other: a basis, an approval, robots.txt, a capture before reading.

    One such crawl in a process: Scrapy's reactor runs once.
    """
    wanted = [canonical_url(url) for url in urls]
    basis = ledger.basis_for(name, on=day_of(now()))
    run = ledger.start_run(name, at=now())
    vault = ledger.vault(settings)
    recorder = ledger.recorder(name, run, vault)
    report = run_crawl(_alone(name, wanted), recorder, contact=settings.contact, basis=basis)
    recorder.close()
    ledger.finish_run(run, verdict=report.verdict, stats=report.stats, at=now())
    captures = {one.url: one for one in ledger.captured(10_000) if one.run == run}
    for url in wanted:
        if url not in captures:
            raise _not_had(url, ledger)
    return [_page(captures[url], ledger, vault) for url in wanted]


def _alone(name: str, urls: Sequence[str]) -> Site:
    """A site of a family that follows no links."""
    hosts = tuple(dict.fromkeys(urlsplit(url).netloc for url in urls))
    local = all(host.split(":")[0] in ("127.0.0.1", "localhost") for host in hosts)
    nothing = Api(items="nothing", title="title", body="body")
    return Site(name=name, start=tuple(urls), hosts=hosts, family=nothing, expect=Expect(adverts=1), local=local)


def _page(capture: Capture, ledger: Ledger, vault: Vault) -> Page:
    kind = next((value for key, value in capture.headers if key.lower() == "content-type"), "")
    return Page(capture.url, ledger.payload(vault, capture), kind, capture.fetched_at)


def _not_had(url: str, ledger: Ledger) -> InputError:
    reasons = {letter.key: letter.reason for letter in ledger.dead_letters()}
    return InputError(
        f"{url} is niet opgehaald: {reasons.get(url, 'weg, of doorverwezen')}. Geef het adres waar de pagina echt staat.",
        f"{url} was not fetched: {reasons.get(url, 'gone, or redirected')}. Give the address where the page really stands.",
    )
