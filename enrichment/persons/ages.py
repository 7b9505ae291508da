"""Ages that somebody states of a person; not durations, not limits, not ages of customers or children cared for."""

import re
from collections.abc import Iterator

from enrichment.found import Found
from enrichment.numerals.digits import MERGERS, numbers_at
from enrichment.persons.durations import has_just_opened, is_no_age
from enrichment.words.tokens import vocabulary

# Each pattern begins with a literal or a digit, so that the scan is fast; boundaries before it are checked by hand.
_UNIT = r"(?:jaar|jaartjes|jr|j|y/?o|(?:years?|yrs?)[ -](?:old|young)|lata?|ani|години|г\.|eves|anos|jahre)"
_YEARS = re.compile(rf"([0-9]\d) ?-?(?:{_UNIT}(?!\w)|(?:jarig|jahrig)\w*)")
_LABELLED = re.compile(
    r"(?:leeftijd|age|aged|wiek|varsta|възраст|eletkor|edad|alter)(?!\w) ?(?:is|van|of)? ?[:=]? ?(\d\d)(?!\w|"
    r"[.,:-]\d|%| ?(?:-|tot|t/m|to|do|bis|pana la|до|hasta|a|en) ?\d|\+| ?(?:jaar )?(?:of|en) ouder)"
)
_SAID = re.compile(
    r"(?:ik ben|ben(?: net)?|i am|i'm|im|ich bin|mam|am|tengo|аз съм на) (\d\d)(?!\w|[.,:/-]\d|[%€]| ?(?:min|uur|"
    r"euro|km|jaar))"
)
_TURNED = re.compile(r"(?:(?:net|pas|juist) (?=\d\d (?:jaar )?geworden)|turned (?!\d\d (?:into|out)))(\d\d)(?!\w)")
_POLISH = re.compile(r"(?<=[,(] )lat (\d\d)(?!\w|[.,:/-]\d|%)")  # `Ewa, lat 23`
# One of these words stands in whatever the two patterns above find.
_LABELS = frozenset("leeftijd age aged wiek varsta възраст eletkor edad alter".split())
_TURNS = frozenset(("geworden", "turned"))
_SELVES = frozenset("ben am m im bin mam tengo на".split())
_WORD_UNIT = re.compile(r" (?:jaar|years old|lat|lata|ani|години|eves|anos|jahre)(?!\w)")
# What stands before years that are no age of the person in the advert.
_BEFORE = re.compile(
    r"\b(?:min(?:imaal|imum|imale|\.)?|vanaf|(?:ten )?minste|boven|ouder dan|jonger dan|onder|tot|al|ruim|"
    r"meer dan|over|"
    r"sinds|binnen|na|elke|per|circa|ca|laatste|afgelopen|komende|vorige|bijna|voor|om de|of|tussen|maximaal|max|in|"
    r"gemiddeld\w*(?: leeftijd)?|maximum|\w*levensduur|average|at least|from|under|older than|younger than|between|"
    r"for|last|past|next|every|within|more than|"
    r"kind(?:eren|je|jes)?|kids?|child(?:ren)?|dochters?|zoon|zoontje|baby|od|do|ponad|przez|ukonczon\w*|peste|"
    r"skonczon\w*|ukonczyl\w*|powyzej|wazn\w*|pracownika|w wieku|zalozon\w*|dluzej niz|blisko|w ciagu(?: zaledwie)?|juz|istnieje|"
    r"srednia wieku|minim(?:um|alny)?|napisan\w*|dziala|avem|avand|varsta minima|cel putin|minimum|legalabb|al menos|mindestens|"
    r"nearly|almost|поне|минимум|навършен\w*|implinit\w*|betoltott\w*|cumplid\w*|vollendet\w*|"
    r"de la|над|от|felett|desde|"
    r"mas de|ab|uber|seit|hace|garantie|ervaring(?: van)?|je bent|u bent|you are|leeftijd is)\b[^.;!?\n]{0,8}$"
)
_AFTER = re.compile(
    r"\s?(?:\+|oud(?:er)\b|en ouder|of ouder|en jonger|or older|and (?:older|up|over)|i wiecej|(?:\w+ )?"
    r"(?:werk)?(?:ervaring|experience|doswiadczenia|experienta|опит|tapasztalat\w*|experiencia|erfahrung|garantie|"
    r"guarantee|warranty|bestaan|actief|geleden|ago|expertise|kennis|lang|contract|historie|later|op rij|in the|in de|"
    r"in het|marktleider|relevante|hbo|mbo|werkzaam|opleiding|studie|study|huur|abonnement|onderneming|bedrijf|temu|"
    r"dzialalnosci|istnienia|na rynku|naszej|gwarancji|stazu|praktyki|company|business|firm|organi[sz]ation|brand|startup|house|"
    r"building|ceg|cegunk|firma|vallalat|empresa|companie|unternehmen|фирма|компания|op de markt|on the market|pe piata|"
    r"на пазара|am markt|en el mercado|na pazar)\b|[^.;!?\n]{1,55} (?:company|firm)\b)"
)
_WITHOUT = re.compile(  # what she lacks is no word for what she did so long
    r",? (?:zonder|geen|no|without|bez|fara|без|sin|ohne|keine?)(?: \w+)? (?:ervaring|experience|doswiadczenia|experienta|опит|"
    r"experiencia|erfahrung)\b|,? (?:ervaring|experience|tapasztalat)\w* (?:niet nodig|not needed|nelkul)"
)
_RANGE_BEFORE = re.compile(r"\d ?(?:-|/|tot|a|t/m|en|to|and|bis|do) ?$")


def ages(text: str, language: str) -> Iterator[Found]:
    """Stated ages from 10 to 79, in whole years, in a normalised text; each place once."""
    taken = -1
    for start, end, age, how in sorted({*_numeric(text), *_in_words(text, language)}):
        if start >= taken and 10 <= age < 80 and _is_age(text, start, end, age, how):
            taken = end
            yield Found("age", str(age), start, end, f"age:{how}")


def _numeric(text: str) -> Iterator[tuple[int, int, int, str]]:
    words = vocabulary(text)
    patterns = [("years", _YEARS)]
    patterns += [("labelled", _LABELLED)] * (not words.isdisjoint(_LABELS))
    patterns += [("said", _SAID)] * (not words.isdisjoint(_SELVES))
    patterns += [("said", _TURNED)] * (not words.isdisjoint(_TURNS))
    patterns += [("said", _POLISH)] * ("lat" in words)
    for how, pattern in patterns:
        for match in pattern.finditer(text):
            before = text[match.start() - 1] if match.start() else " "
            if not before.isalnum() and before not in ".,€+/-":
                yield match.start(), match.end(), int(match[1]), how


def _in_words(text: str, language: str) -> Iterator[tuple[int, int, int, str]]:
    ten: tuple[int, int, int] | None = None  # the number before, when this one may be its unit: twenty one
    for start, end, age in numbers_at(text, language):
        if unit := _WORD_UNIT.match(text, end):
            joined = ten and age < 10 and text[ten[1] : start] in MERGERS
            yield ten[0] if ten and joined else start, unit.end(), ten[2] + age if ten and joined else age, "words"
        ten = (start, end, age) if age >= 20 and age % 10 == 0 else None


def _is_age(text: str, start: int, end: int, age: int, how: str) -> bool:
    before = text[max(0, start - 30) : start]
    if how in {"said", "labelled"}:
        return not re.search(
            r"(?:average|gemiddeld\w*|minim\w*|max\w*|min\.|over the|over|under the|under|above|below|legal|sredni\w*) ?$",
            before,
        ) and not (text.startswith("turned", start) and has_just_opened(text, start))
    if _BEFORE.search(before) or _RANGE_BEFORE.search(before):
        return False
    return bool(_WITHOUT.match(text, end)) or not (_AFTER.match(text, end) or is_no_age(text, start, end, age))
