"""Fairness: where somebody comes from, their name, language or telephone prefix never changes a score (EXC-01 to EXC-04).

The same advert is read with these swapped: 0 points difference, the same codes, the same outcome.
"""

import itertools
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.packs.loading import load_packs
from enrichment.packs.origin import origin_word
from enrichment.reader import Reader, open_reader
from zicht.records import Advert, EnrichedAdvert

FOLDER = Path(__file__).parents[1] / "indicators"

# {who}: a people; {name}: a name; {phone}: a number. Whole adverts, so that every part of the score is at work.
TEMPLATES = {
    "sex, third party": ("escort", "Hallo, ik ben {name}, een {who} vrouw. Bel mijn manager op {phone}. Alles mag, geen grenzen."),
    "sex, independent": ("escort", "Ik ben {name}, een {who} dame. Ik bepaal zelf wat ik doe en werk voor mijzelf. Bel {phone}."),
    "labour, control": ("vacatures", "{who} medewerkers gezocht. Paspoort inleveren. Slapen in de loods. Vraag naar {name}, {phone}."),
    "labour, ordinary": ("vacatures", "Wij zoeken een {who} sprekende collega voor 16 euro bruto per uur. Bel {name} op {phone}."),
    "labour, wage": ("vacatures", "{who} plukkers, 9 euro bruto per uur, 40 uur per week. Bel {name}: {phone}."),
    "criminal": ("overig", "{who} koerier gezocht, discreet, pakket over de grens brengen. App {name}, {phone}."),
    "organ": ("overig", "{who} man verkoopt een nier voor geld. Bel {name}, {phone}."),
    "room": ("kamers", "Kamer voor {who} student in Utrecht, 450 euro. Bel {name} op {phone}."),
    "english": ("jobs", "{who} workers wanted, hand over your passport on arrival, no days off. Ask for {name}, {phone}."),
}  # fmt: skip
PEOPLES = (
    "Nederlandse", "Poolse", "Roemeense", "Bulgaarse", "Hongaarse", "Spaanse", "Duitse", "Thaise", "Nigeriaanse", "Marokkaanse",
    "Turkse", "Chinese", "Oekraïense", "Latijns-Amerikaanse", "Aziatische", "Surinaamse", "Oost-Europese", "Filipijnse")  # fmt: skip
NAMES = (
    "Anna",
    "Fatima",
    "Kasia",
    "Ionela",
    "Desislava",
    "Eszter",
    "Carmen",
    "Heike",
    "Nok",
    "Blessing",
    "Mei",
    "Oksana",
)
PHONES = ("06 12345678", "+48 512 345 678", "+40 712 034 567", "+36 20 123 4567", "+34 612 345 678", "+49 1512 3456789")

# The same content in eight languages; every one must give the same codes.
SAME = {
    "LAB-10": {
        "nl": "Je paspoort moet je inleveren bij de baas.", "en": "You must hand over your passport to the boss.",
        "pl": "Paszport musisz oddać szefowi.", "ro": "Trebuie să predai pașaportul șefului.",
        "bg": "Трябва да предадеш паспорта на шефа, предаване на паспорт.", "hu": "Az útleveledet le kell adni a főnöknek.",
        "es": "Tienes que entregar el pasaporte al jefe.", "de": "Den Pass musst du beim Chef abgeben.",
    },
    "LAB-04": {
        "nl": "Je betaalt bemiddelingskosten voor deze baan.", "en": "You pay an agency fee for this job.",
        "pl": "Opłata za pośrednictwo, płaci pracownik.", "ro": "Se plătește taxă de intermediere.",
        "bg": "Има такса за посредничество.", "hu": "Közvetítői díjat a jelentkező fizeti, közvetítői díj.",
        "es": "Hay comisión de agencia, paga el trabajador.", "de": "Vermittlungsgebühr zahlt der Bewerber.",
    },
    "LAB-03": {
        "nl": "Je hebt geen vrije dagen.", "en": "You have no days off.", "pl": "Pracujesz bez dni wolnych.",
        "ro": "Lucrezi fără zile libere.", "bg": "Работиш без почивни дни.", "hu": "Dolgozol szabadnap nélkül.",
        "es": "Trabajas sin días libres.", "de": "Du hast keine freien Tage.",
    },
    "LAB-19": {
        "nl": "Je telefoon moet je inleveren.", "en": "You must hand in your phone.", "pl": "Telefon musisz oddać.",
        "ro": "Telefonul se predă.", "bg": "Телефонът се предава.", "hu": "A telefont le kell adni.",
        "es": "Hay que entregar el móvil.", "de": "Das Handy musst du abgeben.",
    },
    "LAB-11": {
        "nl": "Je werkt zonder contract.", "en": "You work without a contract.", "pl": "Pracujesz bez umowy.",
        "ro": "Lucrezi fără contract.", "bg": "Работиш без договор.", "hu": "Szerződés nélkül dolgozol.",
        "es": "Trabajas sin contrato.", "de": "Du arbeitest ohne Vertrag.",
    },
    "ORG-01": {
        "nl": "Ik verkoop mijn nier.", "en": "I sell my kidney.", "pl": "Sprzedam nerkę.", "ro": "Vând rinichi.",
        "bg": "Продавам бъбрек.", "hu": "Vesét eladok.", "es": "Vendo riñón.", "de": "Niere zu verkaufen.",
    },
}  # fmt: skip


@cache
def _reader() -> Reader:
    return open_reader(FOLDER, key=b"test")


def _read(body: str, category: str) -> EnrichedAdvert:
    advert = Advert(
        site="test", url="https://example.nl/1", title="Advertentie", body=body, category=category,
        seen_at=datetime(2026, 9, 10, tzinfo=UTC),
    )  # fmt: skip
    return enrich(advert, _reader())


def _verdict(template: str, who: str = "Nederlandse", name: str = "Anna", phone: str = PHONES[0]) -> tuple[object, ...]:
    category, text = TEMPLATES[template]
    enriched = _read(text.format(who=who, name=name, phone=phone), category)
    codes = frozenset(hit.code for hit in enriched.hits if hit.cancelled_by is None)
    return enriched.score, enriched.outcome, enriched.route, codes


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_people_changes_nothing(template: str) -> None:
    assert {_verdict(template, who=who) for who in PEOPLES} == {_verdict(template)}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_name_changes_nothing(template: str) -> None:
    assert {_verdict(template, name=name) for name in NAMES} == {_verdict(template)}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_telephone_prefix_changes_nothing(template: str) -> None:
    assert {_verdict(template, phone=phone) for phone in PHONES} == {_verdict(template)}


def test_all_of_them_together_change_nothing() -> None:
    for template in TEMPLATES:
        some = itertools.islice(
            zip(itertools.cycle(PEOPLES), itertools.cycle(NAMES), itertools.cycle(PHONES), strict=False), 24
        )
        assert {_verdict(template, *who) for who in some} == {_verdict(template)}


@pytest.mark.parametrize("code", SAME)
def test_the_same_content_scores_the_same_in_every_language(code: str) -> None:
    category = "overig" if code.startswith("ORG") else "vacatures"
    read = {language: _read(text, category) for language, text in SAME[code].items()}
    codes = {language: {hit.code for hit in one.hits if hit.points > 0} for language, one in read.items()}
    assert codes == {language: {code} for language in SAME[code]}
    assert len({one.score for one in read.values()}) == 1


def test_no_cue_and_no_term_has_a_word_of_origin() -> None:
    packs = load_packs(FOLDER)
    cues = [
        cue
        for one in packs.indicators
        for part in (one.cues, one.also, one.in_company, one.unless)
        for said in part.values()
        for cue in said
    ]
    terms = [phrase for lists in packs.terms.terms.values() for said in lists.values() for phrase in said]
    assert [text for text in (*cues, *terms) if origin_word(text)] == []


def test_every_list_of_terms_speaks_all_eight_languages() -> None:
    lists = load_packs(FOLDER).terms.terms
    assert {name: sorted(said) for name, said in lists.items() if len(said) < 8} == {}
