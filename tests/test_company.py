"""Words that tell of a code only beside another: a debt, or an age under 18, beside a job that is a crime (CRI-09)."""

from datetime import UTC, datetime

import pytest

from enrichment.enrich import enrich
from zicht.records import Advert

CODE = "CRI-09"
CRIMES = {
    "nl": "Uithalers gezocht voor de haven: 's nachts de container in en de tassen eruit.",
    "en": "Extractors wanted for the port: at night into the container and take the bags out.",
    "pl": "Kto odważy się przeczekać noc w kontenerze w porcie za 5000 euro?",
    "ro": "Cine îndrăznește să aștepte o noapte în container pentru 5000 de euro?",
    "bg": "Търся момчета за пристанището: нощем вадите чантите от контейнера.",
    "hu": "Fiúkat keresek a kikötőbe: éjjel kiszeditek a táskákat a konténerből.",
    "es": "¿Quién se atreve a esperar una noche en un contenedor por 5000 euros?",
    "de": "Suche Jungs für den Hafen: nachts die Taschen aus dem Container holen.",
}
DEBTS = {
    "nl": "Wie nog iets open heeft bij ons, is dat daarna kwijt.", "en": "If you owe us, that is settled after this.",
    "pl": "Kto nam wisi, temu znika dług.", "ro": "Cine are o datorie la noi, scapă de ea.",
    "bg": "Който има дълг при нас, му го махаме.", "hu": "Akinek tartozása van, annak elengedjük.",
    "es": "Si nos debes algo, la deuda se borra.", "de": "Wer Schulden bei uns hat, ist sie danach los.",
}  # fmt: skip
AGES = {
    "nl": "Zestien of zeventien jaar komt goed uit.", "en": "Sixteen or seventeen year olds suit us well.",
    "pl": "Szesnaście lat nam pasuje.", "ro": "Șaisprezece ani ne convine.", "bg": "Шестнайсет години ни устройва.",
    "hu": "Tizenhat éves nekünk jó.", "es": "Dieciséis años nos viene bien.", "de": "Sechzehn Jahre passt uns gut.",
}  # fmt: skip


def standing(text, language, reader):
    advert = Advert(
        site="company", url="https://example.nl/1", title="-", body=text, category="overig",
        seen_at=datetime(2026, 11, 27, tzinfo=UTC),
    )  # fmt: skip
    return {hit.code for hit in enrich(advert, reader).hits if hit.cancelled_by is None}


@pytest.mark.parametrize("language", CRIMES)
@pytest.mark.parametrize("said", [DEBTS, AGES], ids=["debt", "age"])
def test_beside_a_crime_a_debt_or_an_age_says_enough(said, language, reader):
    assert "CRI-03" in standing(CRIMES[language], language, reader)
    assert CODE not in standing(CRIMES[language], language, reader)
    assert CODE in standing(f"{CRIMES[language]} {said[language]}", language, reader)


@pytest.mark.parametrize("language", CRIMES)
@pytest.mark.parametrize("said", [DEBTS, AGES], ids=["debt", "age"])
def test_by_itself_it_says_nothing(said, language, reader):
    assert CODE not in standing(f"{said[language]} Tel. 06-00 11 22 33.", language, reader)
