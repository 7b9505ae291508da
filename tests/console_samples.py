"""A small world for the console: synthetic adverts, captured for real, read by the real packs, indexed, listed."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from enrichment.reader import Reader, open_reader
from enrichment.words.stems import stem_query
from flows.steps import enrich, link, make_lists, publish
from ledger import Ledger, ReadPage, open_ledger
from ledger.sealing import vault_of
from search import open_index
from tests.conftest import NOON
from zicht.query import Index
from zicht.records import Advert
from zicht.settings import Settings

DAY = date(2026, 11, 24)  # the day of NOON
SITE = "demo_jobs"
KEY = b"k" * 32
CANARY = "zichtcanary"
PAYLOADS = (
    f"<script>{CANARY}()</script>",
    f"<img src=x onerror={CANARY}()>",
    f"\"'><svg/onload={CANARY}()>",
    f"</title></textarea></style></script><script>{CANARY}()</script>",
    f"{{{{ {CANARY} }}}}{{% {CANARY} %}}",
    f"' onmouseover='{CANARY}()' x='",
    f'" autofocus onfocus="{CANARY}()',
    f"javascript:{CANARY}()",
    f"&lt;script&gt;{CANARY}()&lt;/script&gt; &#60;b&#62;",
    f"<a href=\"javascript:{CANARY}()\">{CANARY}</a><base href=//evil.example>",
    f"<style>*{{background:url(//evil.example/{CANARY})}}</style>",
    f"\u202e]]><!--{CANARY}--><meta http-equiv=refresh content=0>",
)  # fmt: skip

GREENHOUSE = (
    "Per direct productiemedewerkers gezocht in Venlo. Je verdient 9 euro bruto per uur, 60 uur per week. "
    "Wij regelen kamer en vervoer; de kosten worden ingehouden op je loon. Je moet je paspoort inleveren bij aankomst. "
    "Je betaalt 900 euro bemiddelingskosten vooraf; de schuld werk je af. Bel 06 1111 1101."
)
CARD = (
    "Snel geld verdienen in Maastricht? Leen je pinpas en je bankrekening uit, wij betalen dezelfde dag 500 euro. "
    "Geen risico, geen vragen, vanaf 16 jaar. Stuur een bericht via Snapchat of bel 06 1111 1102."
)
VILLAGE = "Nette racefiets te koop in Zwolle, weinig gebruikt, nieuwe banden en een verse ketting. Ophalen na zes uur."
OWN = (
    "Ik werk zelfstandig vanuit mijn eigen appartement in Haarlem en bepaal zelf mijn tijden, prijzen en grenzen. "
    "Alleen veilig en op afspraak. Ik neem zelf de telefoon op: nul zes een een - een een - een een - nul drie."
)


def advert(number: int, title: str, body: str, **more: object) -> Advert:
    """An advert of the demonstration's job site."""
    said = {"site": SITE, "url": f"https://banen.example/{number}", "seen_at": NOON - timedelta(minutes=number)}
    return Advert.model_validate({**said, "title": title, "body": body, "extra": {"synthetic": "true"}, **more})


def hostile(number: int, payload: str) -> Advert:
    """An advert with a payload in every field that a site fills, beside words that the packs know."""
    return advert(
        number, f"{payload} {GREENHOUSE[:60]}", f"{GREENHOUSE} {payload} paspoort inleveren {payload}",
        url=f"https://banen.example/{number}?{payload}", category=f"Vacatures {payload}", place_text=f"Venlo {payload}",
        price_text=f"9 euro {payload}", employer=payload, account=payload,
        extra={"synthetic": "true", payload: payload},
    )  # fmt: skip


ADVERTS = (
    advert(1, "Werk in de kas met kamer", GREENHOUSE, category="Vacatures", place_text="Venlo", employer="Kas & Zonen"),
    advert(2, "Inpakkers gezocht, kamer geregeld", GREENHOUSE.replace("Venlo", "Deurne"), category="Vacatures"),
    advert(3, "Snel geld", CARD, category="Diversen", place_text="Maastricht"),
    advert(4, "Racefiets", VILLAGE, category="Fietsen", price_text="€ 250"),
    advert(5, "Ontspannen massage", OWN, category="Massage", seen_at=NOON - timedelta(days=40)),
    *(advert(10 + at, f"Kamer {at}", f"{VILLAGE} Advertentie nummer {at}.", category="Wonen") for at in range(22)),
    *(hostile(50 + at, payload) for at, payload in enumerate(PAYLOADS)),
)


def fill(ledger: Ledger, index: Index, settings: Settings) -> None:
    """Capture, read, link, index and list the adverts; one page is a dead letter."""
    reader: Reader = open_reader(settings.packs, key=KEY)
    run = ledger.start_run(SITE, at=NOON)
    recorder = ledger.recorder(SITE, run, vault_of(settings))
    pages = []
    for one in ADVERTS:
        url = f"https://banen.example/{one.id}"
        recorder.add([url], depth=0)
        (target,) = recorder.lease(1)
        capture = recorder.capture(
            target, url=url, status=200, headers=[("Content-Type", "text/html")],
            payload=f"<h1>{html.escape(one.title)}</h1>".encode(), fetched_at=one.seen_at,
        )  # fmt: skip
        pages.append(ReadPage(capture=capture.id, adverts=(one,), kind="advert"))
    lost = f"https://banen.example/{PAYLOADS[0]}"
    recorder.add([lost], depth=0)
    recorder.give_up(recorder.lease(1)[0], reason="410", detail=PAYLOADS[1], at=NOON)
    recorder.close()
    ledger.finish_run(run, verdict="ok", stats={"pages": len(pages)}, at=NOON)
    ledger.save_pages(pages)
    enrich(ledger, reader, settings)
    link(ledger, reader, settings)
    publish(ledger, index, settings)
    make_lists(ledger, settings, DAY)


@contextmanager
def world(settings: Settings) -> Iterator[tuple[Ledger, Index]]:
    """Ledger and index of these settings, filled."""
    settings.home.mkdir(parents=True, exist_ok=True)
    ledger, index = open_ledger(settings.ledger_url), open_index(settings, stem_query)
    try:
        fill(ledger, index, settings)
        yield ledger, index
    finally:
        index.close()
        ledger.close()
