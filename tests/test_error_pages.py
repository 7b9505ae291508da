"""A page that answers 200 and is no advert is told as one, in every language, and no advert is taken for one."""

import pytest

from crawlers.excuses import ErrorPage, GonePage, excuse_in
from crawlers.families.anypage import AnyPage
from crawlers.parse import parse_page
from crawlers.site import Expect, Listing, Site
from flows.expecting import alarms_of, sick
from flows.steps import Collected, ParseReport, parse
from ledger import open_ledger
from tests.conftest import NOON
from tests.crawling import allow, crawl, knowing
from tests.toy_site import HTML, Answer, ToySite, listing, moved, toy_site
from zicht.settings import Settings

SELECTORS = 'advert="a.advert", title="h1", body="div.body"'
BARE = Listing(advert="a.advert", title="h1", body="div.body")
FULL = Listing(advert="a.advert", title="h1", body="div.body", place="p.place", price="p.price", posted="time")
FACTS = '<p class="place">Ede</p><p class="price">€ 50</p><time datetime="2026-11-05">5 nov</time>'
URL = "https://markt.example/a/1"


def site(family: Listing | AnyPage, **filled: float) -> Site:
    return Site(name="markt", start=("https://markt.example/",), hosts=("markt.example",), family=family,
                expect=Expect(adverts=1, filled=filled))  # fmt: skip


def shown(title: str, body: str, facts: str = "", head: str = "") -> bytes:
    return f'<head><title>{head}</title></head><h1>{title}</h1><div class="body">{body}</div>{facts}'.encode()


def read(where: Site, payload: bytes) -> list[str]:
    parsed = parse_page(where, URL, payload, "text/html; charset=utf-8", seen_at=NOON, capture=None)
    return [advert.title for advert in parsed.adverts]


SORRY = {
    "nl": ("Helaas", "Deze advertentie is niet meer beschikbaar."),
    "en": ("Page not found", "The page that you want does not exist any more, or it never did."),
    "de": ("Schade", "Diese Anzeige ist leider nicht mehr verfügbar."),
    "fr": ("Oups", "Cette annonce n'est plus disponible."),
    "es": ("Lo sentimos", "Este anuncio ha caducado."),
    "pl": ("Przepraszamy", "Ogłoszenie wygasło lub zostało usunięte."),
    "cs": ("Chyba", "Inzerát již neexistuje."),
    "ro": ("Ne pare rău", "Anunțul nu mai este disponibil."),
    "bg": ("Съжаляваме", "Обявата вече не е активна."),
    "hu": ("Sajnáljuk", "A hirdetés már nem elérhető."),
    "a number": ("404", "Hier is niets."),
    "a number with words": ("Fout 404: niet gevonden", "Hier is niets."),
}
BROKEN = {
    "nl": ("Er is iets misgegaan", "Probeer het later nog eens."),
    "en": ("500 Internal Server Error", "nginx"),
    "de": ("Entschuldigung", "Es ist ein Fehler aufgetreten."),
    "fr": ("Désolé", "Une erreur est survenue."),
    "pl": ("Ups", "Coś poszło nie tak."),
    "ro": ("Scuze", "A apărut o eroare."),
    "hu": ("Elnézést", "Hiba történt."),
    "closed": ("Just a moment...", "Checking your browser."),
    "maintenance": ("Onderhoud", "We zijn zo terug."),
}


@pytest.mark.parametrize("family", [FULL, BARE], ids=["with facts", "title and text alone"])
@pytest.mark.parametrize("how", SORRY)
def test_a_page_that_says_it_is_gone_is(how: str, family: Listing) -> None:
    with pytest.raises(GonePage, match="er niet meer"):
        read(site(family), shown(*SORRY[how]))


@pytest.mark.parametrize("how", BROKEN)
def test_an_error_page_in_the_dress_of_the_site_is_no_advert(how: str) -> None:
    with pytest.raises(ErrorPage, match=r"foutmelding|laat ons niet binnen") as raised:
        read(site(FULL), shown(*BROKEN[how]))
    assert not isinstance(raised.value, GonePage)


def test_the_head_of_a_page_may_say_it() -> None:
    with pytest.raises(GonePage):
        read(site(FULL), shown("Helaas!", "Kijk eens verder.", head="Pagina niet gevonden | Markt"))


def test_what_remains_of_the_template_does_not_hide_it() -> None:
    with pytest.raises(GonePage):
        read(site(FULL, posted_at=1.0), shown("Pagina niet gevonden", "Helaas.", '<p class="place">Ede</p>'))


def test_links_to_others_do_not_hide_it() -> None:
    page = b"<h2>Pagina niet gevonden</h2><title>Pagina niet gevonden</title><a class=advert href=/a/2>Andere</a>"
    with pytest.raises(GonePage):
        read(site(FULL), page)


def test_a_page_with_nothing_of_what_the_site_always_shows_is_unlike_it() -> None:
    with pytest.raises(ErrorPage, match=r"lijkt niet op een advertentie van markt.*place_text, posted_at, price_text"):
        read(site(FULL, posted_at=1.0, place_text=0.95), shown("Over ons", "Markt bestaat sinds 1990."))
    assert read(site(FULL, posted_at=0.5), shown("Over ons", "Markt bestaat sinds 1990.")) == ["Over ons"]


ADVERTS = {
    "maintenance is the work": ("Onderhoud", "Ik doe het onderhoud van uw tuin."),
    "a price looks like a status": ("450 euro per maand", "Kamer te huur."),
    "a status is a price": ("500", "Gulden, van opa."),
    "an earlier one was removed": ("Massage in Ede", "Mijn oude advertentie is verwijderd, bel 06-00000000 voor een afspraak."),
    "not found what you seek": ("Niet gevonden wat u zocht? Bel mij", "Ik heb het."),
    "not found is what it says": ("Niet gevonden", "Wie heeft mijn fiets gezien?"),
    "a fault to mend": ("Storing verhelpen", "Wasmachine stuk? Error 404 schrikt mij niet af."),
    "a car": ("Peugeot 404", "Loopt goed."),
}  # fmt: skip


@pytest.mark.parametrize("how", ADVERTS)
def test_an_advert_that_sounds_like_one_is_an_advert(how: str) -> None:
    title, body = ADVERTS[how]
    assert read(site(FULL, posted_at=1.0), shown(title, body, FACTS)) == [title]


@pytest.mark.parametrize("how", sorted(set(ADVERTS) - {"not found is what it says"}))
def test_it_is_one_too_where_the_site_shows_nothing_else(how: str) -> None:
    title, body = ADVERTS[how]
    assert read(site(BARE), shown(title, body)) == [title]


@pytest.mark.parametrize("how", ["an earlier one was removed", "a price looks like a status"])
def test_it_is_one_on_a_page_that_nobody_described(how: str) -> None:
    title, body = ADVERTS[how]
    assert read(site(AnyPage()), shown(title, f"{body} Wij zijn elke dag open.", head=title)) == [title]


def test_the_pages_of_our_own_sites_are_adverts() -> None:
    for words in ("Kok gezocht", "Kamer te huur in Ede", "Lieve dame, nieuw in Ede", "Uw pagina hier"):
        assert excuse_in(words, "Bel voor een afspraak.") is None


def dressed(title: str, body: str) -> Answer:
    return 200, HTML, shown(title, body)


def _visit(settings: Settings, served: ToySite, filled: str = "") -> tuple[ParseReport, Collected]:
    file = served.file(f'Listing({SELECTORS}, place="p.place", price="p.price")')
    done = crawl(settings, file.replace("Expect(adverts=2)", f"Expect(adverts=2, filled={{{filled}}})"))
    assert done.code == 0, done.words
    report = done.answer["report"]
    ledger = open_ledger(settings.ledger_url)
    with knowing(settings):
        read = parse(ledger, settings)
    ledger.close()
    return read, Collected(site="toy", verdict=report["verdict"], stats=report["stats"])


def _advert(at: int) -> Answer:
    return 200, HTML, shown(f"Fiets {at}", f"Rode fiets nummer {at}.", FACTS)


def _show_two(served: ToySite) -> None:
    served["/"] = listing("/1", "/2")
    served["/1"], served["/2"] = _advert(1), _advert(2)


def test_an_advert_whose_page_says_sorry_ends_and_may_come_back(settings: Settings) -> None:
    allow(settings)
    with toy_site() as served:
        _show_two(served)
        _visit(settings, served)
        ledger = open_ledger(settings.ledger_url)
        number = next(one.id for one in ledger.ready("parsed", 9) if one.title == "Fiets 1")
        served["/1"] = dressed(*SORRY["nl"])
        _visit(settings, served)
        away = ledger.get(number)
        assert away.gone_at is not None
        assert ledger.conservation().set_aside["gone"] == 1
        assert ledger.dead_letters() == []
        _visit(settings, served)  # the same words again are no sign of life
        assert ledger.get(number).gone_at == away.gone_at
        served["/1"] = _advert(1)
        _visit(settings, served)
        assert ledger.get(number).gone_at is None
        assert [gap.gone_at for gap in ledger.history(number).gaps] == [away.gone_at]
        assert ledger.conservation().unaccounted == 0
        ledger.close()


def test_an_advert_whose_page_is_broken_is_not_seen_and_is_read_when_it_is_mended(settings: Settings) -> None:
    allow(settings)
    with toy_site() as served:
        _show_two(served)
        _visit(settings, served)
        ledger = open_ledger(settings.ledger_url)
        number = next(one.id for one in ledger.ready("parsed", 9) if one.title == "Fiets 1")
        seen = ledger.get(number).last_seen
        served["/1"] = dressed(*BROKEN["nl"])
        _visit(settings, served)
        assert [(letter.stage, letter.reason) for letter in ledger.dead_letters()] == [("parse", "ErrorPage")]
        _visit(settings, served)  # the same error again
        assert (ledger.get(number).last_seen, ledger.get(number).gone_at) == (seen, None)
        served["/1"] = _advert(1)
        _visit(settings, served)
        assert ledger.get(number).last_seen > seen
        assert ledger.conservation().unaccounted == 0
        ledger.close()


def test_what_a_wrong_selector_missed_is_read_when_it_is_right(settings: Settings) -> None:
    """Nothing is fetched anew for it: the page did not change, and its capture is there."""
    allow(settings)
    with toy_site() as served:
        _show_two(served)
        done = crawl(settings, served.file('Listing(advert="a.advert", title="h1", body="div.tekst")'))
        assert done.code == 0
        ledger = open_ledger(settings.ledger_url)
        with knowing(settings):
            parse(ledger, settings)
        assert {letter.reason for letter in ledger.dead_letters()} == {"InputError"}
        assert "gezocht: h1, div.tekst" in ledger.dead_letters()[0].detail
        captures = ledger.conservation().fetched
        _visit(settings, served)
        assert sorted(one.title for one in ledger.ready("parsed", 9)) == ["Fiets 1", "Fiets 2"]
        assert ledger.conservation().fetched == captures
        assert (ledger.conservation().dead, ledger.conservation().unaccounted) == (0, 0)
        ledger.close()


@pytest.mark.parametrize(("bad", "expected"), [(4, []), (6, [("error_pages", False)]), (15, [("error_pages", True)])])
def test_many_of_them_are_an_alarm(settings: Settings, bad: int, expected: list[tuple[str, bool]]) -> None:
    allow(settings)
    with toy_site() as served:
        served["/"] = listing(*(f"/{at}" for at in range(40)))
        for at in range(40):
            served[f"/{at}"] = dressed(*BROKEN["nl"]) if at < bad else _advert(at)
        read, outcome = _visit(settings, served)
        with knowing(settings):
            alarms = alarms_of([outcome], read)
    assert [(alarm.kind, alarm.stops) for alarm in alarms] == expected
    assert sick(alarms) == ({"toy"} if bad == 15 else set())
    if alarms:
        assert f"{bad} van 41 pagina's" in alarms[0].said.nl


def test_a_site_that_says_of_most_adverts_that_they_are_gone_is_not_believed_without_a_word(settings: Settings) -> None:
    allow(settings)
    with toy_site() as served:
        served["/"] = listing(*(f"/{at}" for at in range(12)))
        for at in range(12):
            served[f"/{at}"] = dressed(*SORRY["nl"]) if at else _advert(at)
        read, outcome = _visit(settings, served)
        with knowing(settings):
            (alarm,) = alarms_of([outcome], read)
    assert (alarm.kind, alarm.stops) == ("error_pages", True)
    assert "11 van 13" in alarm.said.nl


def test_where_an_advert_stood_and_now_only_links_the_markup_changed(settings: Settings) -> None:
    """Nothing says that the adverts are gone: they keep their last day, and are read when the site file is right."""
    allow(settings)
    with toy_site() as served:
        served["/"] = listing(*(f"/{at}" for at in range(12)))
        for at in range(12):
            served[f"/{at}"] = _advert(at)
        _visit(settings, served)
        ledger = open_ledger(settings.ledger_url)
        before = {one.id: ledger.get(one.id).last_seen for one in ledger.ready("parsed", 99)}
        for at in range(12):
            served[f"/{at}"] = 200, HTML, f'<h2>Fiets {at}</h2><a class="advert" href="/0">Ook leuk</a>'.encode()
        for _ in range(2):
            read, outcome = _visit(settings, served)
            assert {letter.reason for letter in ledger.dead_letters()} == {"advert_missing"}
            assert [(ledger.get(one).last_seen, ledger.get(one).gone_at) for one in before] == [
                (seen, None) for seen in before.values()
            ]
            with knowing(settings):
                assert [alarm.kind for alarm in alarms_of([outcome], read)] == ["unreadable"]
        assert ledger.conservation().unaccounted == 0
        ledger.close()


def test_an_advert_whose_page_leads_elsewhere_ends(settings: Settings) -> None:
    allow(settings)
    with toy_site() as served:
        _show_two(served)
        _visit(settings, served)
        served["/1"] = moved("/")
        _visit(settings, served)
        ledger = open_ledger(settings.ledger_url)
        ends = {one.title: ledger.get(one.id).gone_at for one in ledger.ready("parsed", 9)}
        assert ends["Fiets 1"] is not None
        assert ends["Fiets 2"] is None
        assert ledger.conservation().unaccounted == 0
        ledger.close()


def _feed(*titles: str) -> Answer:
    items = "".join(
        f"<item><title>{one}</title><link>/{one}</link><description>Rood.</description></item>" for one in titles
    )
    return 200, {"Content-Type": "application/rss+xml"}, f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def test_an_entry_that_a_feed_forgot_is_not_seen_when_the_feed_is_unchanged(settings: Settings) -> None:
    """Nor is it gone: a feed only tells of the newest ones. One without dates is read, and the site may say that it misses them."""
    allow(settings)
    with toy_site() as served:
        file = served.file("Feed()").replace("Expect(adverts=2)", "Expect(adverts=1, filled={'posted_at': 0.9})")
        seen = {}
        for titles in (("een", "twee"), ("twee", "drie"), ("twee", "drie")):
            served["/"] = _feed(*titles)
            assert crawl(settings, file).code == 0
            ledger = open_ledger(settings.ledger_url)
            with knowing(settings):
                parse(ledger, settings)
            now_seen = {one.title: ledger.get(one.id) for one in ledger.ready("parsed", 9)}
            before, seen = seen, {title: one.last_seen for title, one in now_seen.items()}
        assert seen["een"] == before["een"]
        assert seen["twee"] > before["twee"]
        assert seen["drie"] > before["drie"]
        assert {one.gone_at for one in now_seen.values()} == {None}
        assert {one.advert.posted_at for one in now_seen.values()} == {None}
        ledger.close()


def test_a_feed_without_dates_is_an_alarm_where_the_site_has_them(settings: Settings) -> None:
    allow(settings)
    with toy_site() as served:
        served["/"] = _feed(*(f"nummer-{at}" for at in range(12)))
        file = served.file("Feed()").replace("Expect(adverts=2)", "Expect(adverts=1, filled={'posted_at': 0.9})")
        done = crawl(settings, file)
        report = done.answer["report"]
        ledger = open_ledger(settings.ledger_url)
        with knowing(settings):
            read = parse(ledger, settings)
            (alarm,) = alarms_of([Collected(site="toy", verdict=report["verdict"], stats=report["stats"])], read)
        assert alarm.said.nl == (
            "toy: posted_at gevuld in 0% van 12 advertenties, verwacht 90%; blijft buiten de lijsten."
        )
        assert len(ledger.ready("parsed", 99)) == 12
        ledger.close()
