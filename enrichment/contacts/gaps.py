"""What may stand between two pieces of one telephone number."""

import re
from functools import lru_cache

# What may stand between two atoms of one number.
_ORDINARY = re.compile(r"[ .\-/()\\\t]{0,5}")
_NO_WORD = re.compile(r"[^\w€$£%]{1,12}|[\W_]{0,11}_[\W_]{0,11}")
_BRACKET = re.compile(r"[^\w]{0,4}[(\[{*][^()\[\]{}\n]{1,28}[)\]}*][^\w]{0,4}")
_FILLER = re.compile(
    r"(?:[\W_]|\b(?:punt|puntje|dot|streep|streepje|dash|stip|spatie|space|en|dan|daarna|gevolgd|door|then|and|und|i|y|"
    r"komma|comma|min|minus|kropka|punct|punto|punkt|pont|slash|haakje|"
    r"als laatste|tot slot|vervolgens|finally|lastly|zum schluss|na koniec|al final|la final|накрая|vegul)\b){1,30}"
)
_TEXT = re.compile(r"[^\w€$£%\n]{0,4}(?:[^\W\d_]+[ .,*_~-]{0,4}){1,3}[^\w€$£%\n]{0,3}")

_SAID = re.compile(
    r"[ .,;]{0,3}~{3,80}"
)  # words that put a number together (enrichment.contacts.assembled), blotted out

# Numbers of things, times and money do not go on in the next number.
_COUNTED = re.compile(
    r"\b(?:uur|uren|hours?|euro|eur|jaar|years?|jr|min|minuten|minutes|dagen|days|weken|weeks|maanden|months|keer|km|cm|mm|kg|m2|"
    r"personen|personeel|people|osob\w*|persoane|oameni|души|човека|fo|szemely\w*|personas|leute|kinderen|stuks|plekken|kamers|lat|ani|godzin|ore|часа|horas|stunden|jan\w*|feb\w*|maart|march|"
    r"lid|bw|art|zaaknummer|dossiernummer|ordernummer|postcode|kvk|btw|apr\w*|mei|may|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|dec\w*)\b"
)


@lru_cache(maxsize=1 << 14)
def gap_of(text: str) -> str | None:
    """How two atoms with this text between them may join; None when they may not."""
    if _SAID.fullmatch(text):
        return "filler"
    if len(text) > 40 or "\n\n" in text:
        return None
    if _ORDINARY.fullmatch(text):
        return "ordinary"
    if _COUNTED.search(text):
        return None
    if _NO_WORD.fullmatch(text):
        return "symbol"
    if _FILLER.fullmatch(text):
        return "filler"
    if _BRACKET.fullmatch(text):
        return "bracket"
    return "text" if len(text) <= 16 and _TEXT.fullmatch(text) else None
