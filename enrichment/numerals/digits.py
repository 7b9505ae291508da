"""Numbers written as words, 0 to 99, in the eight languages; all spellings folded (see enrichment.words.text.fold)."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from enrichment.numerals.colloquial import SAID_TOO, clipped, in_one_word, softened
from enrichment.words.language import LANGUAGES
from enrichment.words.tokens import vocabulary

_UNITS = {
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "en": "zero one two three four five six seven eight nine",
    "pl": "zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec",
    "ro": "zero unu doi trei patru cinci sase sapte opt noua",
    "bg": "нула едно две три четири пет шест седем осем девет",
    "hu": "nulla egy ketto harom negy ot hat het nyolc kilenc",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "de": "null eins zwei drei vier funf sechs sieben acht neun",
}
_TEENS = {
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "pl": "dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie "
    "dziewietnascie",
    "ro": "zece unsprezece doisprezece treisprezece paisprezece cincisprezece saisprezece saptesprezece optsprezece "
    "nouasprezece",
    "bg": "десет единадесет дванадесет тринадесет четиринадесет петнадесет шестнадесет седемнадесет осемнадесет "
    "деветнадесет",
    "hu": "tiz tizenegy tizenketto tizenharom tizennegy tizenot tizenhat tizenhet tizennyolc tizenkilenc",
    "es": "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
    "de": "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "pl": "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat "
    "dziewiecdziesiat",
    "ro": "douazeci treizeci patruzeci cincizeci saizeci saptezeci optzeci nouazeci",
    "bg": "двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет",
    "hu": "husz harminc negyven otven hatvan hetven nyolcvan kilencven",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
}
_MORE = {
    "oh": 0,
    "nought": 0,
    "naught": 0,
    "zwo": 2,
    "ein": 1,
    "una": 1,
    "una'": 1,
    "fuenf": 5,
    "zwoelf": 12,
    "dreizig": 30,
    "doua": 2,
}
# Bulgarian in Latin letters, as it is typed: 6est, 4etiri.
_SHLIOKAVITSA = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцъ", "a b v g d e z i i k l m n o p r s t u f h c a".split(), strict=True))
)
_HUSHED = (("ch", "sh"), ("4", "6"))  # ч and ш
_GLIDE = re.compile(r"(?<=[aei])i(?=s)")  # й: sheiset, sheyset, shejset
_JOINER = {"nl": "en", "de": "und"}  # vierendertig, vierunddreissig: the unit comes first
_SEPARATE = ("en", "pl", "ro", "bg", "es")  # thirty four, treinta y cuatro: two words
_IN_ONE_WORD = ("en", "pl", "ro", "es")  # and yet often typed as one
# Words of one language that say something else in another: they count only in an advert of their own language.
_ELSEWHERE = frozenset("pet tri dva dve deset het hat ot once doce un una uno dos seis opt unu ein egy".split())
_DOUBLE = (
    "dubbel dubbele double doppel doppelte doble dublu dublul dupla podwojne podwojny podwojna двоино двоина dvoino "
    "tweemaal zweimal ketszer ket"
)
_TRIPLE = "triple tripel dreifach dreimal driemaal haromszor potrojne triplu троино"
DOUBLES = dict.fromkeys(_DOUBLE.split(), 2) | dict.fromkeys(_TRIPLE.split(), 3)  # `dubbel nul`, `zweimal die vier`
MERGERS = frozenset({" ", "-", " y ", " si ", " и ", " i "})  # between a ten and its unit, where they are two words


def _compounds(language: str) -> dict[str, int]:
    units, tens = _UNITS[language].split(), _TENS[language].split()
    built = in_one_word(units, tens, language) if language in _IN_ONE_WORD else {}
    for ten, word in enumerate(tens, start=2):
        for unit, small in enumerate(units[1:], start=1):
            if joiner := _JOINER.get(language):
                first = "ein" if small == "eins" else small
                built[first + joiner + word] = ten * 10 + unit
            elif language == "hu":
                built[("huszon" if ten == 2 else word) + small] = ten * 10 + unit
            elif language == "es" and ten == 2:
                built["veinti" + small] = ten * 10 + unit
    return built


@cache
def _of(language: str) -> dict[str, int]:
    found = {word: number for number, word in enumerate(_UNITS[language].split())}
    found |= {word: number for number, word in enumerate(_TEENS[language].split(), start=10)}
    found |= {word: ten * 10 for ten, word in enumerate(_TENS[language].split(), start=2)}
    if language == "bg":  # spoken teens: дванайсет beside дванадесет
        found |= {word.replace("надесет", "наисет"): n for word, n in found.items() if word.endswith("надесет")}
        found |= SAID_TOO[language]
        found |= clipped(found)
        return found | {latin: number for word, number in found.items() for latin in _in_latin(word)}
    found |= _compounds(language) | SAID_TOO.get(language, {})
    return found | softened(found) if language == "de" else found


def _in_latin(word: str) -> Iterator[str]:
    """A Bulgarian word as it is typed on a keyboard without Cyrillic: `shest`, `6est`."""
    for tsh, sh in _HUSHED:
        latin = word.translate(_SHLIOKAVITSA | {ord("ч"): tsh, ord("ш"): sh})
        yield from (_GLIDE.sub(glide, latin) for glide in "iyj")


@cache
def number_words(language: str) -> dict[str, int]:
    """Every word for 0 to 99 that may be met in an advert of `language`: its own, and others that cannot mislead."""
    every = {word: number for code in reversed(LANGUAGES) for word, number in _of(code).items()} | _MORE
    safe = {word: number for word, number in every.items() if word not in _ELSEWHERE}
    return safe | (_of(language) if language in LANGUAGES else {})


@lru_cache(maxsize=8)
def numbers_said(text: str, language: str) -> frozenset[str]:
    """The different number words that a normalised text holds; most texts hold none, and need no search for them."""
    return _said(text) & number_words(language).keys()


@lru_cache(maxsize=8)
def _said(text: str) -> frozenset[str]:
    """The same of every language: few words, so that to ask for each language costs little."""
    return vocabulary(text) & _every_word()


@cache
def _every_word() -> frozenset[str]:
    return frozenset().union(*map(number_words, LANGUAGES))


@lru_cache(maxsize=8)
def numbers_at(text: str, language: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, number) of every number word in a normalised text, in order."""
    known = number_words(language)
    return tuple((start, end, known[text[start:end]]) for start, end in places_of(text, numbers_said(text, language)))


def places_of(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where these words stand in a normalised text, in order."""
    return sorted(found.span() for word in words for found in _whole(word).finditer(text))


@cache
def _whole(word: str) -> "re.Pattern[str]":
    return re.compile(rf"{word}(?<![^\W_]{word})(?![^\W_])")  # begins with letters, so that the scan is fast


@cache
def tens_of(language: str) -> frozenset[str]:
    """The words for 20, 30 ... 90 of a language."""
    return frozenset(word for word, ten in _of(language).items() if ten >= 20 and ten % 10 == 0)


@cache
def separate_tens() -> frozenset[str]:
    """The tens that are followed by their unit as another word (thirty four, not vierendertig)."""
    return frozenset().union(*map(tens_of, _SEPARATE))
