"""Words that are hidden, by attack: what is found of them, and what ordinary text is taken for one (INDICATORS.md 8)."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.reader import Reader, open_reader
from zicht.records import Advert

FOLDER = Path(__file__).parents[1] / "indicators"
LEAST = 0.9

# phrase with the words that are hidden between { }, and the code that it gives
PHRASES = {
    "Je moet je {paspoort} {inleveren} bij aankomst.": "LAB-10",
    "Werk zonder {arbeidscontract}, elke dag geld.": "LAB-11",
    "De {bemiddelingskosten} zijn 300 euro per persoon.": "LAB-04",
    "Je {telefoon} {inleveren} op de eerste dag.": "LAB-19",
    "Hand over your {passport} on the first day.": "LAB-10",
    "There is a {registration} fee of 200 euro.": "LAB-04",
    "Twój {paszport} oddajesz brygadziście na cały sezon.": "LAB-10",
    "Acum {pașaportul} îl lași la șeful de echipă.": "LAB-10",
    "Den {Reisepass} gibst du beim Vorarbeiter ab.": "LAB-10",
    "El {pasaporte} se lo dejas al encargado.": "LAB-10",
}
LEET = str.maketrans({"a": "@", "e": "3", "o": "0", "i": "1", "s": "$"})
LOOKALIKE = str.maketrans({"a": "\u0430", "e": "\u0435", "o": "\u043e", "p": "\u0440", "c": "\u0441"})
FULL = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in "abcdefghijklmnopqrstuvwxyz"})

ATTACKS: dict[str, Callable[[str], str]] = {
    "dots": ".".join,
    "dashes": "-".join,
    "stars": "*".join,
    "spaces": " ".join,
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "leet": lambda word: word.translate(LEET),
    "look-alike letters": lambda word: word.translate(LOOKALIKE),
    "full width": lambda word: word.lower().translate(FULL),
    "accents": lambda word: "".join(letter + "\u0301" for letter in word),
    "capitals": str.upper,
    "combining marks": lambda word: "\u0336".join(word),
}
HIDES = ("dots", "dashes", "stars", "spaces", "leet", "look-alike letters")  # a reader sees that something is odd
ORDINARY = [
    "De A.B.C. vergadert op maandag, zie de website.",
    "Werktijden 9-5, ma-di-wo-do-vr, salaris in schaal 5 t/m 7.",
    "Ruimte van 40 m2, 2e verdieping, wifi 5GHz en e-mail: info@bedrijf.example",
    "Ph.D. in de biologie, M.Sc. of B.Sc. is ook goed.",
    "Bel 06 12 34 56 78 of app, reageer voor 1/9!",
    "Vitamine A B C D E zitten in dit pakket.",
    "Wij rijden met de A2, A4 en A12 en zoeken een chauffeur C/E.",
    "Работа в София, бензин А95 и ток.",
    "Q&A om 10u: wat verdien je, en hoe werk je?",
    "Straf! Dat is pas een baan | solliciteer nu | bel ons",
]


@cache
def _reader() -> Reader:
    return open_reader(FOLDER, key=b"test")


def _codes(text: str) -> set[str]:
    advert = Advert(
        site="test", url="https://example.nl/1", title="Werk", body=text, category="vacatures",
        seen_at=datetime(2026, 9, 10, tzinfo=UTC),
    )  # fmt: skip
    return {hit.code for hit in enrich(advert, _reader()).hits if hit.cancelled_by is None}


def _hide(phrase: str, attack: Callable[[str], str], *, one: bool = False) -> str:
    """The marked words hidden; only the first of them where two could not be told apart."""
    parts = phrase.replace("}", "{").split("{")
    return "".join(attack(part) if at == 1 or (at % 2 and not one) else part for at, part in enumerate(parts))


@pytest.mark.parametrize("name", ATTACKS)
def test_hidden_words_are_found_however_they_are_hidden(name: str) -> None:
    hidden = {_hide(phrase, ATTACKS[name], one=name == "spaces"): code for phrase, code in PHRASES.items()}
    missed = [text for text, code in hidden.items() if code not in _codes(text)]
    assert 1 - len(missed) / len(PHRASES) >= LEAST, missed


@pytest.mark.parametrize("name", HIDES)
def test_hiding_a_word_is_told(name: str) -> None:
    told = [phrase for phrase in PHRASES if "OBF-02" in _codes(_hide(phrase, ATTACKS[name], one=name == "spaces"))]
    assert len(told) / len(PHRASES) >= LEAST


def test_plain_words_are_not_called_hidden() -> None:
    assert [phrase for phrase in PHRASES if "OBF-02" in _codes(phrase.replace("{", "").replace("}", ""))] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_writing_is_not_called_hidden(text: str) -> None:
    assert "OBF-02" not in _codes(text)
    assert not {code for code in _codes(text) if code.startswith(("LAB", "SEX", "CRI"))}


def test_attacks_one_letter_at_a_time_are_found_too() -> None:
    dice = random.Random(7)
    found = total = 0
    for phrase, code in PHRASES.items():
        for _ in range(5):
            hidden = _hide(phrase, lambda word: "".join(c.translate(LEET) if dice.random() < 0.4 else c for c in word))
            found, total = found + (code in _codes(hidden)), total + 1
    assert found / total >= LEAST
