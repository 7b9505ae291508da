"""Normalising, language and stems."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.words.language import language_of
from enrichment.words.stems import stem, stem_query, stems_of_words, words
from enrichment.words.text import fold, normalise, source_of
from zicht.records import Advert


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Café", "cafe"),
        ("e\u0301e\u0301n", "een"),
        ("STRASSE Straße", "strasse strasse"),
        ("ﬁn", "fin"),
        ("zon\u200bder", "zonder"),
        ("zon\u00adder", "zonder"),
        ("\u202a06\u202c", "06"),
        ("6\ufe0f\u20e3", "6"),
        ("①⓪ ４ ٣ ➏ 𝟙", "10 4 3 6 1"),
        ("Łódź Ørsted İzmir", "lodz orsted izmir"),
        ("‘s‑Gravenhage – “x”", '\'s-gravenhage - "x"'),
        ("Хале́", "хале"),
        ("a\ud800b", "a\ufffdb"),
        ("90°", "90°"),
        ("", ""),
    ],
)
def test_normalise(text, normal):
    assert normalise(text).text == normal
    assert fold(text) == normal


def test_offsets_cover_what_expanded_and_what_vanished():
    text = "x ﬁ 6\ufe0f\u20e3 y"
    normal = normalise(text)
    assert normal.text == "x fi 6 y"
    assert [text[slice(*normal.original(at, at + 1))] for at in (2, 3, 5)] == ["ﬁ", "ﬁ", "6\ufe0f\u20e3"]
    assert normal.original(0, len(normal.text)) == (0, len(text))
    assert normal.original(3, 3) == (2, 2)


ODD = st.sampled_from(
    "ab E é e\u0301 ß ﬁ \u200b \u00ad 6\ufe0f\u20e3 ① İ \ud83d \n\n Й 가 ﷺ ½ … – 🌹 \u202e ´ ｶﾞ".split(" ")
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(ODD, max_size=25).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_character_finds_its_way_back(text):
    normal = normalise(text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert normal.offsets[-1] == len(text)
    assert all(one <= two for one, two in zip(normal.offsets, normal.offsets[1:], strict=False))
    assert all(0 <= at < len(text) for at in normal.offsets[:-1])
    assert normalise(normal.text).text == normal.text
    normal.text.encode("utf-8")


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_the_original_of_a_piece_contains_the_piece(text, data):
    normal = normalise(text)
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    left, right = normal.original(start, end)
    assert 0 <= left < right <= len(text)
    assert normal.text[start:end] in normalise(text[left:right]).text


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_whole_and_fast_paths_agree(text):
    assert normalise(text).text == fold(text)
    assert normalise(text + "é").text == normalise(text).text + "e"


def test_long_texts_keep_their_offsets():
    text = "x" * 40_000 + "é" + "\u200b" + "y"
    assert normalise(text).original(40_001, 40_002) == (40_002, 40_003)
    assert normalise("x" * 40_000).original(39_999, 40_000) == (39_999, 40_000)


@pytest.mark.parametrize(
    ("start", "end", "where"), [(0, 5, ("title", 0, 5)), (7, 10, ("body", 0, 3)), (12, 17, ("place_text", 0, 5))]
)
def test_source_knows_its_fields(start, end, where):
    moment = "2026-03-01T00:00:00Z"
    advert = Advert(
        site="demo", url="https://example.nl", title="Titel", body="bod", place_text="Breda", seen_at=moment
    )
    source = source_of(advert)
    assert source.text == "Titel\n\nbod\n\nBreda"
    assert source.locate(start, end) == where


SENTENCES = {
    "nl": [
        "Wij zoeken per direct medewerkers voor de kassen in het Westland",
        "Ik ontvang discreet in mijn eigen huis",
        "werk met kamer, elke week betaald",
    ],
    "en": [
        "We are looking for workers with housing near the farm",
        "Call me after six in the evening, my place or yours",
    ],
    "pl": ["Szukamy pracowników do szklarni z zakwaterowaniem", "praca w Holandii od zaraz bez znajomosci jezyka"],
    "ro": [
        "Căutăm muncitori pentru sere în Olanda, cazare inclusă",
        "lucrezi sase zile pe saptamana si primesti cazare",
    ],
    "bg": ["Търсим работници за оранжерия в Холандия с квартира", "Заплатата се плаща всяка седмица на ръка"],
    "hu": [
        "Hollandiai munkára keresünk dolgozókat szállással együtt",
        "Azonnali kezdéssel, nyelvtudás nélkül is lehet jelentkezni",
    ],
    "es": [
        "Buscamos trabajadores para invernaderos con alojamiento",
        "Llámame por la tarde, estoy en el centro de la ciudad",
    ],
    "de": [
        "Wir suchen Mitarbeiter für die Ernte mit Unterkunft",
        "Ich empfange dich privat und diskret in meiner Wohnung",
    ],
    "tr": ["Hollanda'da çalışmak için işçi arıyoruz, konaklama dahil, hemen başlayabilirsiniz"],
    "fr": ["Nous cherchons des ouvriers pour travailler dans les serres aux Pays-Bas, logement compris"],
    "ru": ["Ищем рабочих для работы в теплице, жильё предоставляется, звоните сейчас"],
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(code, line) for code, lines in SENTENCES.items() for line in lines]
)
def test_language(language, sentence):
    assert language_of(sentence) == language
    assert language_of(sentence.upper()) == language


@pytest.mark.parametrize(
    "text", ["", "06 12345678", "Amsterdam", "hallo daar", "€ 14,71 40 u/w", "naam@voorbeeld.nl www.example.nl a b c"]
)
def test_too_little_text_is_undetermined(text):
    assert language_of(text) == "und"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("kamer", "kamers", "nl"),
        ("werkt", "werken", "nl"),
        ("worker", "workers", "en"),
        ("Arbeiter", "Arbeitern", "de"),
        ("trabajador", "trabajadores", "es"),
        ("МАСАЖ", "масаж", "bg"),
        ("café", "cafe", "nl"),
    ],
)
def test_inflections_and_spellings_share_a_stem(one, other, language):
    assert stem(one, language) == stem(other, language)


def test_words_are_folded_runs_of_letters_and_digits():
    assert words("Café, 24/7: z.o.n_der") == ["cafe", "24", "7", "z", "o", "n", "der"]


@pytest.mark.parametrize("language", ["nl", "en", "pl", "ro", "bg", "hu", "es", "de", "und", "tr"])
@pytest.mark.parametrize(
    "text", ["kamers", "Pokój z łazienką", "Оранжерии", "munkások szállással", "06 12345678", "über"]
)
def test_a_query_word_meets_the_stems_of_every_language(text, language):
    stored = stems_of_words(words(text), language).split()
    for word, held in zip(words(text), stored, strict=True):
        assert held in stem_query(word)


def test_stem_query_is_sorted_without_doubles():
    stems = stem_query("kamers")
    assert list(stems) == sorted(set(stems))
    assert "kamer" in stems
