"""The canary: one invented advert that goes with every run, from our own loopback to the lists, with a known outcome.

A run that finds nothing may have been blind; one that does not see its canary was. Its words are new in each run, so that
every step has to do its work again. It stays out of the units' lists and, once seen there, out of the index.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from uuid import uuid4

from crawlers.sites import site as find_site
from enrichment.signals import SeenAdvert, signals_for
from ledger import Ledger
from zicht.clock import day_of, now
from zicht.errors import LegalBasisError
from zicht.query import Index, Query
from zicht.records import Advert, EnrichedAdvert, Explanation, LegalBasis, canonical_url
from zicht.settings import Settings

SITE = "canary"
PATH = "/advertentie"
CONTACT = "kanarie@proef.example"
EENHEID = "Midden-Nederland"
TITLE = "PROEF van Zicht zelf: productiemedewerker gezocht"
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>
<span class="employer">Kanarie Proefbedrijf</span><span class="place">Utrecht</span><time datetime="{at}">{at}</time>
<div class="body"><p>Bedachte advertentie waarmee Zicht zichzelf toetst (proefcode {code}). Het paspoort wordt bewaard door de
werkgever. Je woont verplicht op het terrein en mag het terrein niet verlaten zonder toestemming. Loon 4 euro per uur, na
aftrek van kost, inwoning en schuld. Werkweek 80 uur. Mail naar
kanarie@proef.example.</p></div></body></html>"""
LIST = '<!doctype html><html lang="nl"><body><ul><li><a class="advert" href="{path}">proef</a></li></ul></body></html>'
Missing = Explanation  # where the canary was last seen, and where not


class Canary(NamedTuple):
    """The advert of one run: the word that only it has, and when it was set free."""

    code: str
    at: datetime
    fault: Missing | None = None  # why it could not be set free

    def page(self, path: str) -> str | None:
        """What its site answers."""
        if path == "/":
            return LIST.format(path=PATH)
        return PAGE.format(title=TITLE, code=self.code, at=f"{self.at:%Y-%m-%dT%H:%M:%SZ}") if path == PATH else None


@contextmanager
def singing(settings: Settings, ledger: Ledger) -> Iterator[Canary | None]:
    """Serve a new canary until the block ends; None when the settings want none."""
    if not settings.canary:
        yield None
        return
    allow(ledger)
    canary = Canary(f"kanarie{uuid4().hex[:12]}", now())
    try:
        server = _server(canary, settings.canary)
    except OSError as fault:
        yield canary._replace(fault=_taken(settings.canary, fault))
        return
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield canary
    finally:
        server.shutdown()
        server.server_close()


def _taken(port: int, fault: OSError) -> Missing:
    return Missing(
        nl=f"poort {port} is bezet ({fault.strerror}); kies een andere met ZICHT_CANARY",
        en=f"port {port} is taken ({fault.strerror}); choose another with ZICHT_CANARY",
    )


def _server(canary: Canary, port: int) -> ThreadingHTTPServer:

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = canary.page(self.path)
            body = (said or "").encode()
            self.send_response(200 if said else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def allow(ledger: Ledger) -> None:
    """The canary's own basis: no person, no source of others."""
    at = now()
    try:
        ledger.basis_for(SITE, on=day_of(at))
    except LegalBasisError:
        basis = LegalBasis(
            article="n.v.t.: geen persoonsgegevens",
            purpose="Zicht toetst zichzelf met een bedachte advertentie op de eigen machine",
            authority="Zicht",
            officer_role="beheerder",
            dpia_reference="n.v.t.: geen persoonsgegevens",
            sources=(SITE,),
            valid_until=(at + timedelta(days=365)).date(),
        )
        ledger.record_basis(basis, who="zicht", at=at)
        ledger.approve_source(SITE, who="zicht", why="eigen proefpagina, synthetisch", at=at)


def advert_id() -> str:
    """The canary's place in the ledger; the same in every run."""
    url = canonical_url(find_site(SITE).start[0].rstrip("/") + PATH)
    return Advert(site=SITE, url=url, title=TITLE, body=TITLE, seen_at=now()).id


def missing(canary: Canary, ledger: Ledger, index: Index) -> Missing | None:
    """Where it got lost; None when it arrived as expected."""
    if canary.fault:
        return canary.fault
    known = ledger.get(advert_id())
    if known is None or canary.code not in known.advert.body:
        return Missing(nl="niet opgehaald of niet gelezen", en="not crawled, or not read")
    if known.enriched is None or canary.code not in known.enriched.advert.body:
        return Missing(nl="gelezen, niet geduid", en="read, not enriched")
    if said := _misread(known.enriched):
        return said
    found = index.search(Query(text=canary.code, limit=1))
    if not any(row.document.id == known.advert.id for row in found.rows):
        return Missing(nl="geduid, niet te vinden in de index", en="enriched, not found in the index")
    if EENHEID not in _listed(known.enriched):
        return Missing(
            nl=f"doorzoekbaar, maar het zou niet op de lijst van {EENHEID} staan",
            en=f"searchable, but it would not be on the list of {EENHEID}",
        )
    return None


def _misread(enriched: EnrichedAdvert) -> Missing | None:
    """It is read as it should be: its contact, its place, and that it is a signal."""
    contacts = {one.value for one in enriched.extractions}
    got = (CONTACT in contacts, enriched.place.eenheid == EENHEID, bool(enriched.hits))
    if all(got):
        return None
    names = (("contact", "contact"), ("plaats", "place"), ("indicatoren", "indicators"))
    wrong = [name for name, right in zip(names, got, strict=True) if not right]
    nl, en = (", ".join(side) for side in zip(*wrong, strict=True))
    return Missing(nl=f"anders gelezen dan verwacht: {nl}", en=f"read otherwise than expected: {en}")


def _listed(enriched: EnrichedAdvert) -> set[str]:
    """The eenheden on whose list it would stand, if it were an advert as others."""
    seen = SeenAdvert(enriched=enriched, first_seen=enriched.advert.seen_at, capture=None)
    return {signal.eenheid for signal in signals_for(day_of(enriched.advert.seen_at), [seen])}
