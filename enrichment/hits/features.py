"""Named functions that a pack may call where words alone cannot say it: numbers against the law, voices, ages.

Each takes a reading and gives places [start, end) in the joined text; nothing when it does not apply, or is not said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from enrichment.hits.supply import total_package
from enrichment.numerals.spoken import in_digits
from enrichment.persons.voices import shown_by_verbs
from enrichment.reading import Reading
from enrichment.wages import minimum
from enrichment.wages.hosts import is_with_hosts, over_hours
from enrichment.wages.housing import half_for_rent
from enrichment.words.tokens import vocabulary
from enrichment.worktime.hours import hours_of

Span = tuple[int, int]
ADULT = 18
ORDINARY = {"day": 9, "clock": 9, "shift": 9, "week": 45, "sum": 45}  # hours that are not long
AGE_GAP = 2  # SEX-03: years apart within one advert

THIRD = frozenset("zij ze haar she her ona jej ea ei тя ella ihr sie".split())
DOES, LED, REACH = frozenset("ik i ja eu аз ich yo".split()), frozenset("haar her jej нея я".split()), 4
FIRST = frozenset(
    "ik mij me mijn i my mine ja mnie moj moja eu mea mele aз аз моя моите en enyem yo mi mis ich mich mir mein meine".split()
)
_HELD = re.compile(  # somebody shown by another: "ons nieuwe meisje", "my girl"
    r"\b(?:mijn|ons|onze|my|our|moja|nasza|fata noastra|nuestra|mi|mein|unser|unsere)"
    r"(?: (?:nieuwe?|lieve|mooie|jonge|knappe|new|sweet|pretty|young|lovely|nueva|neues?))?"
    r" (?:meisjes?|meiden|dames?|meid|girls?|ladies|lady|chicas?|dziewczyn[ay]|madchen|madel|damen)\b"
)
_SHOWN = frozenset(
    "meisje meisjes meiden dame dames meid girl girls ladies lady chica chicas madchen madel damen".split()
)
_SHOWN |= frozenset(("dziewczyna", "dziewczyny"))  # one of these stands in whatever the pattern above finds
_LINK = re.compile(r"(?:https?://|www\.|t\.me/|wa\.me/)\S+|(?<![\w.])@\w{3,}")
_LINK_MARKS = ("://", "www.", ".me/", "@")  # no link is without
_BORN = re.compile(
    r"\b(?:geboren|geboortejaar|born|year of birth|urodzona|nascuta|geburtsjahr|nacida)(?: (?:in|is|w|en))?:? (?P<year>20\d\d)\b"
)
_BIRTH = frozenset("geboren geboortejaar born birth urodzona nascuta geburtsjahr nacida".split())
LINKS = 3  # SPM-02
REPEATS, SHARE = 6, 0.25  # SPM-03: one word so many times, and so much of the text


def wage_below_minimum(reading: Reading) -> Iterator[Span]:
    """LAB-01: an hourly wage under the minimum of the posting day (Wml; INDICATORS.md 5.1)."""
    yield from _wage(reading, implied=False)


def implied_wage_below_minimum(reading: Reading) -> Iterator[Span]:
    """LAB-02: pay per day, week or month that comes to less than the minimum per hour."""
    yield from _wage(reading, implied=True)


def _wage(reading: Reading, *, implied: bool) -> Iterator[Span]:
    best = minimum.best_wage(reading.extractions) if reading.below_minimum else None
    if best and minimum.is_implied(best) == implied:
        yield reading.span_of(best)


def hours_over_limit(reading: Reading) -> Iterator[Span]:
    """LAB-03: a shift over 12 hours or a week over 60, under 18 years 9 and 45 (Arbeidstijdenwet art. 5:7)."""
    told = in_digits(reading.normal.text, reading.language)
    mentions = hours_of(told.text, reading.language)
    if not (minimum.over_week_limit(reading.extractions, minor=True) or minimum.over_shift_limit(mentions, minor=True)):
        return  # an age is worth looking for where it decides
    age = minimum.age_for(reading.extractions, reading.normal.text)
    minor = age is not None and age < ADULT
    week = minimum.over_week_limit(reading.extractions, minor=minor)
    if week:
        yield reading.span_of(week)
    shift = minimum.over_shift_limit(mentions, minor=minor)
    if shift:
        yield reading.normal.original(*told.places(shift.start, shift.end))


def tells_ordinary_hours(reading: Reading, start: int, end: int) -> bool:
    """Whether [start, end), or where it names no hours the advert, tells hours in numbers and none but ordinary ones.

    Then likeness to long hours is no proof.
    """
    told = in_digits(reading.normal.text, reading.language)
    every = [hours for hours in hours_of(told.text, reading.language) if hours.per in ORDINARY]
    own = [one for one in every if _overlap(reading.normal.original(*told.places(one.start, one.end)), (start, end))]
    return bool(every) and all(hours.high <= ORDINARY[hours.per] for hours in own or every)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def au_pair_over_hours(reading: Reading) -> Iterator[Span]:
    """LAB-20: more than 30 hours per week asked of an au pair or by a host family (INDICATORS.md 5.3)."""
    over = over_hours(reading.extractions)
    if over and is_with_hosts(reading.normal.text):
        yield from map(reading.span_of, over)


def housing_deduction_over_limit(reading: Reading) -> Iterator[Span]:
    """LAB-07: more than 25 % of the minimum wage kept for housing (INDICATORS.md 5.3)."""
    found = minimum.housing_over_limit(reading.extractions, reading.posted)
    if found:
        yield reading.span_of(found)
    elif half := half_for_rent(reading.normal.text):
        yield reading.normal.original(*half)


def obfuscated_phone(reading: Reading) -> Iterator[Span]:
    """OBF-01: a phone that is only readable after words, signs or look-alikes are put back (INDICATORS.md 1.2, 4)."""
    yield from (reading.span_of(one) for one in reading.extractions if one.kind == "phone" and one.hidden)


def age_under_18(reading: Reading) -> Iterator[Span]:
    """SEX-01: an age under 18 is stated; the span is the age alone (REQ-L28)."""
    for one in reading.extractions:
        if one.kind == "age" and int(one.value) < ADULT:
            yield reading.span_of(one)
    for match in _found(_BORN, _BIRTH, reading):
        if reading.posted.year - int(match["year"]) < ADULT:
            yield reading.normal.original(*match.span())


def _found(pattern: "re.Pattern[str]", words: frozenset[str], reading: Reading) -> "Iterator[re.Match[str]]":
    """What a pattern finds that cannot do without one of these words: most texts need no search."""
    if not words.isdisjoint(vocabulary(reading.normal.text)):
        yield from pattern.finditer(reading.normal.text)


def ages_contradict(reading: Reading) -> Iterator[Span]:
    """SEX-03: two ages two years or more apart, for what reads as one person."""
    found = [one for one in reading.extractions if one.kind == "age"]
    known = {int(one.value) for one in found}
    if len(found) >= 2 and max(known) - min(known) >= AGE_GAP and not {"wij", "we", "duo"} & reading.words.unique:
        yield from (reading.span_of(one) for one in found)


def third_person_voice(reading: Reading) -> Iterator[Span]:
    """SEX-04: two or more references to the person by another, more than to oneself; not for a firm with a KvK number.

    Who does something with her ("ik breng haar") is not the one who is shown.
    """
    if any(one.kind == "kvk" for one in reading.extractions):
        return
    held = [reading.normal.original(*match.span()) for match in _found(_HELD, _SHOWN, reading)]
    told, own = shown_by_verbs(reading)
    there = [] if THIRD.isdisjoint(reading.words.unique) else enumerate(reading.words.text)
    at_words = {at for at, word in there if word in THIRD and _is_third(reading, at, word)} | set(told)
    third = [reading.span_of_words(at, at) for at in sorted(at_words)]
    if len(held) + len(third) < 2:
        return
    words, led = reading.words, _led_by_another(reading)
    plain = [at for at, word in enumerate(words.text) if word in FIRST]
    first = max(sum(words.sentence[at] not in led for at in places) for places in (own, plain))
    if first - len(held) < len(held) + len(third):
        yield from sorted((*held, *third))[:2]


def _led_by_another(reading: Reading) -> set[int]:
    """Sentences in which the writer does something with her: "ik breng haar"."""
    words = reading.words
    does = [at for at, word in enumerate(words.text) if word in DOES]
    return {words.sentence[at] for at in does if not LED.isdisjoint(words.text[at + 1 : at + REACH])}


def _is_third(reading: Reading, at: int, word: str) -> bool:
    """Not "haar" that is hair, nor "sie" outside German."""
    if word == "sie" and reading.language != "de":
        return False
    following = reading.words.text[at + 1] if at + 1 < len(reading.words.text) else ""
    before = reading.words.text[at - 1] if at else ""
    return not (word == "haar" and (following in ("en", "is") or before in _HAIR))


_HAIR = frozenset("lang blond blonde bruin bruine donker donkere zwart zwarte rood rode kort krullend mijn je".split())


def many_links(reading: Reading) -> Iterator[Span]:
    """SPM-02: three or more web addresses and account names."""
    text = reading.normal.text
    enough = sum(map(text.count, _LINK_MARKS)) >= LINKS
    found = [match.span() for match in _LINK.finditer(text)] if enough else []
    if len(found) >= LINKS:
        yield reading.normal.original(*found[0])


def keyword_stuffing(reading: Reading) -> Iterator[Span]:
    """SPM-03: one word of four letters or more six times, and a quarter of the text."""
    words = reading.words.text
    enough = max(REPEATS, SHARE * len(words))
    if len(words) - len(reading.words.unique) < enough - 1:
        return
    counted = Counter(words)
    if max(counted.values()) < enough:
        return
    often = [(count, word) for word, count in counted.items() if count >= enough and len(word) >= 4]
    if often:
        at = words.index(max(often, key=lambda one: one[0])[1])
        yield reading.span_of_words(at, at)


def cross(reading: Reading) -> Iterator[Span]:
    """A cross-advert indicator: linking finds it, not one advert by itself."""
    del reading
    yield from ()


FEATURES: dict[str, Callable[[Reading], Iterator[Span]]] = {
    function.__name__: function
    for function in (
        wage_below_minimum, implied_wage_below_minimum, hours_over_limit, au_pair_over_hours,
        housing_deduction_over_limit, total_package, obfuscated_phone, age_under_18, ages_contradict, third_person_voice, many_links,
        keyword_stuffing, cross,
    )
}  # fmt: skip


@cache
def described() -> dict[str, str]:
    """Feature to its first line, for the analysts' documentation."""
    return {name: (function.__doc__ or "").splitlines()[0] for name, function in FEATURES.items()}
