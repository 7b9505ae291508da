"""The skeleton of a text: its words with everything masked that one writer changes from copy to copy.

Contacts, prices, ages, names and places become one word each, so that the template remains. Digits, emoji, accents and
every script count; letters that look alike (Latin, Cyrillic, Greek, digits within a word) are one letter.
"""

import re
from collections.abc import Iterable, Sequence

from enrichment.persons.personas import told
from enrichment.words.text import fold
from zicht.records import EnrichedAdvert

MASK = "xq"  # begins a masked word; no word of the eight languages begins so
WHOLE = f"{MASK}whole"  # stands before a text that is not masked
ENOUGH = 10  # words beside the masks that make a template
_MASKED = frozenset(("phone", "email", "handle", "kvk", "age", "price", "wage_per_hour", "housing_deduction_per_week"))
_MASKS = frozenset(f"{MASK}{kind.partition('_')[0]}" for kind in (*_MASKED, "name", "place"))
_TOKEN = re.compile(r"[^\W_]+(?:[@$!|][^\W_]+)*|[^\w\s]", re.UNICODE)
_ASCII = re.compile(r"[a-z0-9]+(?:[@$!|][a-z0-9]+)*")  # in folded ASCII the same: no sign is a word
_SIGN = re.compile(r"[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]")  # arrows, dingbats, emoji
_PULLED = re.compile(r"(?<!\w)[^\W\d_](?:[.\-_*·•|/][^\W\d_]){3,}(?!\w)")
_MAYBE_PULLED = re.compile(r"[.\-_*·•|/][^\W\d_][.\-_*·•|/]")  # begins with a sign: that is looked for quickly
_ALIKE = str.maketrans(
    "авсеніјкмоѕртухԁԛԝґαονρικτυχεβη",
    "abcehijkmosptyxdqwraovpiktuxebn",
)  # fmt: skip
_LEET = str.maketrans(
    {"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "|": "i", "0": "o", "$": "s", "5": "s", "7": "t"}
)
_UNIT = re.compile(r"\d+[^\W\d_]{1,3}|[^\W\d_]\d+")  # 40u, 60min, m2


def skeleton_of(advert: EnrichedAdvert) -> tuple[str, ...]:
    """The words of title and body, masked; what an extraction covers is one word.

    Of a text with too few words of its own all words are given, unmasked: only the same text is a copy of it.
    """
    masked = _skeleton(advert)
    if is_template(masked):
        return masked
    return (WHOLE, *words_of(advert.advert.title), *words_of(advert.advert.body))


def is_template(words: Sequence[str]) -> bool:
    """Whether a skeleton says enough to tell one writer from another."""
    return len(words) >= ENOUGH and words[0] != WHOLE and len(words) - sum(map(_MASKS.__contains__, words)) >= ENOUGH


def _skeleton(advert: EnrichedAdvert) -> tuple[str, ...]:
    said = told(advert)
    names = {said.name: f"{MASK}name"} if said and said.name else {}
    names |= dict.fromkeys(place_words(advert), f"{MASK}place")
    fields = (_masked(advert, "title"), _masked(advert, "body"))
    return _once([names.get(word, word) for field in fields for word in words_of(field)])


def words_of(text: str) -> list[str]:
    """Folded words and emoji of a text, in order; letters that look alike are one."""
    text = fold(text)
    if _MAYBE_PULLED.search(text):
        text = _PULLED.sub(lambda match: re.sub(r"[\W_]", "", match.group()), text)
    if text.isascii():
        return [word if word.isalpha() or word.isdigit() else _plain(word) for word in _ASCII.findall(text)]
    text = text.translate(_ALIKE)
    return [
        word if word.isalpha() or word.isdigit() else _plain(word)
        for word in _TOKEN.findall(text)
        if word[0].isalnum() or _SIGN.match(word)
    ]


def _plain(word: str) -> str:
    """Digits and signs within a word are read as the letters they stand for; numbers and units stay."""
    if _UNIT.fullmatch(word):
        return word
    letters = sum(char.isalpha() for char in word)
    return word.translate(_LEET) if letters * 2 >= len(word) else word


def place_words(advert: EnrichedAdvert) -> Iterable[str]:
    """The words of the places it names; a place is where an advert is, not what it says."""
    kind, _, key = (advert.place.by or "").partition(":")
    named = key if kind in ("woonplaats", "gemeente") else ""
    return [word for word in words_of(f"{named} {advert.advert.place_text or ''}") if len(word) > 2]


def _masked(advert: EnrichedAdvert, field: str) -> str:
    text: str = getattr(advert.advert, field)
    spans = sorted(
        (one.start, one.end, one.kind) for one in advert.extractions if one.field == field and one.kind in _MASKED
    )
    parts, at = [], 0
    for start, end, kind in spans:
        if start >= at:
            parts += [text[at:start], f" {MASK}{kind.partition('_')[0]} "]
            at = end
    return "".join([*parts, text[at:]])


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """A mask that follows itself is said once: "Den Haag" is one place."""
    kept = [""]
    for word in words:
        if word != kept[-1] or word not in _MASKS:
            kept.append(word)
    return tuple(kept[1:])
