"""Whom an advert presents: a first name that it states, and an age. Only to count how many are behind one contact.

A name is read from a few sentences by their shape, in any script, never from a list of names: another name gives
another persona and nothing else (INDICATORS.md 4, EXC-04). It is compared, and stored nowhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from enrichment.words.text import fold
from zicht.records import EnrichedAdvert, Form

SAME_AGE = 3  # years within which one name is one persona; XAD-04 has the same bound (INDICATORS.md 3)
ADULT_AGES = range(15, 80)  # a title's number outside is a size or a price

# Forms in which an advert presents a person from its title; in a vacancy the contact is a recruiter, never a persona.
PRESENTING: frozenset[Form] = frozenset({"seksueel", "crimineel", "orgaan"})
SILENT: frozenset[Form] = frozenset({"arbeid"})

_NAME = r"([^\W\d_]{2,15}(?:[-'’][^\W\d_]{2,15})?)"
_AND = r"\b(?:en|and|und|i|y|și|és|и)\b"
_AGE = rf"(?:\s*(?:,|\(|-|–|{_AND})?\s*(?:(?i:ik ben|i am|ben)\s+)?(\d{{2}})\b)?"
# "my name is": whatever has a capital behind it is a name
_NAMED = re.compile(
    r"\b(?i:mijn (?:\w+)?naam is|naam:|vraag naar|(?:liefs|kusjes|groetjes)(?:,| van)?|"
    r"de \d\d[ -]jarige|ik heet|noem me|my name is|name:|ask for|"
    r"call me|mein name ist|ich hei(?:ß|ss)e|mam na imię|"
    r"nazywam się|mă (?:numesc|cheamă)|numele meu este|казвам се|името ми е|a nevem|me llamo|mi nombre es)\s+"
    + _NAME
    + _AGE
)
# "… is my name": the same the other way round
_NAME_IS = re.compile(r"(?<![\w'’-])" + _NAME + r"\s+(?i:is (?:de|mijn) naam|is my name|is the name|heet ik)\b")
# "I am": a name only when it ends the thought or an age follows
_BEING = re.compile(r"\b(?i:ik ben|i am|i'm|i’m|ich bin|jestem|sunt|аз съм|soy)\s+" + _NAME + _AGE + r"(?=(\W*\w*))")
# in small letters, one of these stands in whatever each of them finds: looking for that first is far cheaper
_NAMING = (
    "naam", "name", "vraag naar", "liefs", "kusjes", "groetjes", "jarige", "ik heet", "noem me", "ask for", "call me", "ich hei",
    "mam na imi", "nazywam", "numesc", "cheam", "numele", "казвам", "името", "a nevem", "me llamo", "nombre",
)  # fmt: skip
_SAYING_SO = ("naam", "name", "heet")
_SAYING_WHO = ("ik ben", "i am", "i'm", "i’m", "ich bin", "jestem", "sunt", "аз съм", "soy")
_CASES = str.maketrans("İıſKᲀᲂᲃᲄᲅᲆ", "iiskвосттъ")  # what re.IGNORECASE takes for these letters, and lower() does not
_ENDS = re.compile(r"\s*(?:[,.;:!()\n–-]|$|(?:en|and|und|i|și|и|és|y|uit|from|aus|z|din|от|de)\b)")
_UNIT = (
    r"(?!\s*(?:m2|m²|m\b|min|uur|u\b|cm|mm|kg|km|gb|inch|\"|stuks|x\b|euro?\b|liter|ltr|pers|kamer|dag|week|weken|maand|"
    r"[€%°]|[.,:]?\d))"
)
_YEARS = r"\s*(?:jaar|jr?|years?|y/?o?|lat|ani|г|години|éves|años|jahre)?"
_TITLE = re.compile(
    r"^\W*" + _NAME + rf"(?:\s*\((\d{{2}}){_YEARS}\)|\s*[,|–-]\s*(\d{{2}})\b{_UNIT}|\s+(\d{{2}})\b{_YEARS}(?<![\d\s]))"
)

# Words with a capital that follow "I am" and are no name: where somebody is from, which is never looked at, and what
# somebody does. Masking, not detection (REQ-L23).
_NO_NAMES = frozenset(
    """
    nederlands nederlandse vlaams vlaamse belgisch belgische duits duitse engels engelse frans franse pools poolse
    roemeens roemeense bulgaars bulgaarse hongaars hongaarse spaans spaanse italiaans italiaanse turks turkse marokkaans
    marokkaanse surinaams surinaamse antilliaans antilliaanse braziliaans braziliaanse colombiaans colombiaanse thais
    thaise chinees chinese russisch russische oekraiens oekraiense portugees portugese aziatisch aziatische europees
    europese latijns dominicaans dominicaanse indonesisch indonesische afrikaans afrikaanse arabisch arabische dutch
    belgian german english french polish romanian bulgarian hungarian spanish italian turkish moroccan brazilian
    colombian thai russian ukrainian portuguese asian european latin african arabic deutsche polin rumanin polka rumunka
    rumana polaca espanola student studente studerend nieuw new nieuwe beschikbaar available zelfstandig independent vip
    vrij blond alleen echt altijd een de het a an the de la un una eine ein
    """.split()
)
_POINTING = frozenset("wat dit dat wie hoe waar welke what this that which who hier zo".split())  # … is the name
_DESKS = frozenset("receptie reception balie team manager familie directie ons onze mij us me".split())  # ask for …


@dataclass(frozen=True, slots=True)
class Told:
    """What an advert tells of the person it presents; `several` when it presents more than one (a duo)."""

    name: str | None
    age: int | None
    several: bool = False


@lru_cache(maxsize=8192)
def _told(title: str, body: str, form: Form, ages: tuple[int, ...]) -> Told | None:
    """A pure function of its arguments; kept, because a busy contact is compared again with each new advert."""
    stated = dict(_first_ages(_names(title, body, form)))
    if not stated:
        readable = form in PRESENTING and ages
        return Told(None, ages[0] if len(ages) == 1 else None, several=len(ages) > 1) if readable else None
    name, age = next(iter(stated.items()))
    if age is None and len(stated) == 1 and len(ages) == 1:
        age = ages[0]
    return Told(name, age, several=len(stated) > 1)


def told(advert: EnrichedAdvert) -> Told | None:
    """Whom the advert presents, or None when it does not say."""
    if advert.form in SILENT:
        return None
    ages = sorted({int(found.value) for found in advert.extractions if found.kind == "age"})
    return _told(advert.advert.title, advert.advert.body, advert.form, tuple(ages))


def _names(title: str, body: str, form: Form) -> Iterator[tuple[str, int | None]]:
    """Every (name, age) stated, the title first."""
    if form in PRESENTING and (match := _TITLE.search(title)):
        age = int(next(group for group in match.groups()[1:] if group))
        if _is_name(match[1]) and age in ADULT_AGES:
            yield fold(match[1]), age
    for text in (title, body):
        small = text.lower() if text.isascii() else text.translate(_CASES).lower()
        for match in _NAMED.finditer(text) if any(map(small.__contains__, _NAMING)) else ():
            if match[1][0].isupper() and fold(match[1]) not in _DESKS:
                yield fold(match[1]), int(match[2]) if match[2] else None
        for match in _NAME_IS.finditer(text) if any(map(small.__contains__, _SAYING_SO)) else ():
            if _is_name(match[1]) and fold(match[1]) not in _POINTING:
                yield fold(match[1]), None
        for match in _BEING.finditer(text) if any(map(small.__contains__, _SAYING_WHO)) else ():
            if _is_name(match[1]) and (match[2] or _ENDS.match(match[3])):
                yield fold(match[1]), int(match[2]) if match[2] else None


def _is_name(word: str) -> bool:
    """One capital and then small letters: not a shout, not a word like any other."""
    return word[0].isupper() and not word.isupper() and fold(word) not in _NO_NAMES


def _first_ages(stated: Iterable[tuple[str, int | None]]) -> Iterator[tuple[str, int | None]]:
    """Each name once, in the order of the text, with the first age that stands beside it."""
    ages: dict[str, int | None] = {}
    for name, age in stated:
        ages[name] = ages.get(name) or age
    yield from ages.items()


def count_personas(everyone: Iterable[Told]) -> int:
    """The smallest number of personas that explains what the adverts say.

    A name is one persona per cluster of ages (gaps of at most SAME_AGE years). An age without a name is a persona of
    its own only when no named one can be meant.
    """
    named: dict[str, set[int]] = {}
    nameless: set[int] = set()
    for one in everyone:
        if one.name is not None:
            named.setdefault(one.name, set()).update(() if one.age is None else (one.age,))
        elif one.age is not None:
            nameless.add(one.age)
    known = {age for ages in named.values() for age in ages}
    strange = {age for age in nameless if all(abs(age - other) > SAME_AGE for other in known)}
    ageless = sum(1 for ages in named.values() if not ages)
    return sum(max(1, _clusters(ages)) for ages in named.values()) + max(0, _clusters(strange) - ageless)


def _clusters(ages: Iterable[int]) -> int:
    ordered = sorted(ages)
    return sum(1 for at, age in enumerate(ordered) if at == 0 or age - ordered[at - 1] > SAME_AGE)
