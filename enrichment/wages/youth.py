"""For whom the lower amounts of young people may hold: the age that work is offered to, and words for work of the young."""

import re
from collections.abc import Iterator

# Young people and apprentices have lower amounts: only what is under the lowest of them is a breach.
_OF_THE_YOUNG = re.compile(
    r"\b(?:bbl\w*|leerling\w*|leerbaan|bijbaan\w*|bijbaantje\w*|vakantiewerk\w*|vakantiebaan\w*|jeugdloon\w*|scholier\w*|"
    r"zaterdaghulp\w*|krantenwijk\w*|folder(?:wijk|loper|bezorg|rond)\w*|jongeren|school ?kids|teenagers?|apprentice\w*|azubi\w*|"
    r"auszubildende\w*|student jobs?|afhankelijk van (?:je |jouw |de )?leeftijd|naar leeftijd|depending on (?:your |the )?age|"
    r"je nach alter|w zaleznosci od wieku|in functie de varsta|segun (?:la )?edad|според възрастта|"
    r"1[3-7] ?(?:-|tot|t/m|to|bis|do|la|до|a) ?(?:1[4-9]|20)(?= ?(?:\)|jaar|jr\b|years|lat\b|ani\b|години|eves|anos|jahre))|"
    r"aprendi(?:z|ces)|(?:vanaf|from|ab|od|de la|desde|от) 1[3-9]\b"
    r"(?![:.,]\d| ?(?:€|euro?\b|евро|uur|u\b|h\b|uhr|час|ч\b|(?:(?:h|uur|uhr|ora) )?(?:-|tot|do|to|till|until|la|pana|до|a|hasta|"
    r"bis) ?\d)|"
    r"\.? (?:jan|feb|ma?rt|maart|mar|apr|mei|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|stycz|lut|kwiet|maja|czerw|lip|sierp|wrzes|"
    r"pazd|list|"
    r"grud|ян|фев|март|апр|май|юн|юл|авг|сеп|окт|ное|дек|ene|abr|ago|dic|de (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)))|"
    r"1[3-9]-jarige\w*)"
)
# Pupils and young people who are not asked to work: whom one looks after or drives, or who are not wanted.
_PEOPLE = frozenset(("leerlingen", "scholieren", "jongeren", "teenagers", "teenager"))
_NOT_ASKED = re.compile(
    r"\b(?:geen|niet (?:voor|geschikt voor|bedoeld voor)|no|not for|met|van|aan|onze|al onze|alle|twee|drie|groep|begeleid\w*|help\w*|"
    r"vervoer\w*|rijd\w*|breng\w*|haal\w*|with|our|teach\w*|supervis\w*)(?: (?:de|het|een|onze|andere|the|our|other))? $"
)
_NOT_ASKED_BEHIND = re.compile(
    r" (?:met (?:een )?(?:beperking|autisme|problem\w*)|begeleiden|helpen|lesgeven|vervoeren|brengen|halen|ophalen|thuisbrengen|"
    r"opvangen|hoeven|niet|zijn al|in huis|op de groep|with (?:autism|problems))\b"
)
_BACK = 30  # characters
# Who asks for adults pays the full amount, whatever the work is called: `zaterdaghulp, volwassen persoon graag`.
_ADULTS = re.compile(
    r"\b(?:volwassen\w*|adults?|(?:osob\w+ )?dorosl\w+|adulti|възрастни|felnott\w*|adultos?|erwachsene\w*|21 ?\+|"
    r"(?:vanaf|from|ab|od|de la|desde|от) (?:je )?2[1-9]\b(?! ?(?:uur|euro|uhr))|"
    r"2[1-9] (?:jaar )?(?:of|en) ouder|21 and (?:over|older))"
)

# The age that a wage is for: "je bent 18 jaar", "voor 17-jarigen", "ben je 17?", "bezorger (18)"; not "18 jaar of ouder".
_NOT_ALL = r"(?! ?(?:\+|of ouder|en ouder|or older|and older|plus|uur|euro|%|-|tot|t/m|to|bis|do)|\d|[.,]\d)"
_YOU_ARE = (
    r"je bent|jij bent|ben je|ben jij|u bent|wie is er|you are|you're|are you|must be|bist du|du bist|masz|"
    r"ai|на|vagy|tienes|eres"
)
_AGE = r"(?P<age>1[5-9]|20)"
_RANGE = r"(?: ?(?:-|of|or|lub|sau|или|vagy|o|oder|a|en|and|/) ?(?:1[5-9]|2\d))?"
_WANTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{_YOU_ARE}|aged?|leeftijd|voor|als|w wieku|wiek|edad|alter|varsta|eletkor|възраст):? "
        rf"{_AGE}(?: ?jaar\b| years old|\b){_NOT_ALL}",
        rf"\b(?:{_YOU_ARE}) {_AGE}(?= ?(?:[?,.!;]|$|en |and |und |i |si |y |и ))",
        r"(?P<age>1[5-9]|20)(?<![\d-]..)(?:-jarigen?\b| ?-?year-? ?olds?\b| ?yo\b|-?lat(?:ek|ka|kow|ki)\b|-?letni\w*|"
        r" ?eves(?:ek|nek)\w*| ?eves (?:diak|fiatal|lany|fiu|tanulo|munkatars)\w*|-?годиш\w+|-?jahrige?[nrs]?\b)",
        rf"\b(?:precies|exact(?:ly)?|dokladnie|точно|pontosan|genau|exactamente|justo) {_AGE}\b{_NOT_ALL}",
        r"\b(?:iemand|hulp|someone|somebody|kogos|pe cineva|някой|valakit|alguien|jemand\w*)(?: gezocht| wanted)? "
        rf"(?:van|of|aged|w wieku|de|на|von|mit) {_AGE}{_RANGE}\b{_NOT_ALL}",
        rf"[^\W\d]{{3}} \({_AGE}(?: ?(?:jaar|jr|j|yrs?|lat|ani|jahre))?\)",
        rf"\b(?:aged?|leeftijd|w wieku|alter) {_AGE}(?: ?(?:-|/|of|or|lub|a|en|and|oder|bis|do|tot) ?(?:1[5-9]|20))?\b{_NOT_ALL}",
        rf"\b(?:als|wanneer|indien) (?:je|jij|u) {_AGE}(?: jaar)? bent\b",
        rf"\bop je {_AGE}e\b(?! (?:verdieping|etage))",
        rf"\b(?:schuler|schulerin|student|studentin|scholier|scholiere|leerling|meisje|jongen|girl|boy), {_AGE}(?=,)",
        rf"\bmit {_AGE}(?: jahren\b(?! erfahrung)|(?=[,;:]| (?:verdienst|bekommst|kriegst|gibt|sind)\b))",
        r"\b(?:an hour|per hour|pay|euros?|uur) at (?P<age>1[5-9]|20)(?=[.,;!?)\n]|$| (?:and|or|if)\b)",
    )
)
_OF_YEARS = re.compile(
    r"(1[5-9]|20) (?:jaar|years|lat|ani|години|anos|jahren?)\b(?! (?:of|en) ouder| or older| and older)"
)
_SOMEBODY = re.compile(
    r"\b(?:iemand|een|someone|somebody|an?|kogos|osob\w+|cineva|някой|човек|valaki\w*|alguien|jemand\w*|student\w*|scholier\w*|"
    r"jongen|meisje|hulp) (?:(?:van|of|aged|w wieku|de|на|von|mit) )?$"
)
_TEENS = re.compile(
    r"(?:1[5-9]|20)(?<![\d.,:€/+-]..)(?![\d%€]|[.,:-]\d(?!\d? ?(?:,|$))| ?(?:euro?|uur|km|min|%))"
)  # one of these stands in whatever those above find
# Ages in words, each with what makes an age of it: `zeventienjarig`, `siedemnastolatek`.
_STEMS = {
    15: "vijftien fifteen pietnasto cincisprezece петнадесет tizenot quince funfzehn",
    16: "zestien sixteen szesnasto saisprezece шестнадесет tizenhat dieciseis sechzehn",
    17: "zeventien seventeen siedemnasto saptesprezece седемнадесет tizenhet diecisiete siebzehn",
    18: "achttien eighteen osiemnasto optsprezece осемнадесет tizennyolc dieciocho achtzehn",
    19: "negentien nineteen dziewietnasto nouasprezece деветнадесет tizenkilenc diecinueve neunzehn",
    20: "twintig twenty dwudziesto douazeci двадесет husz veinte zwanzig",
}
_STEM_AGES = {stem: age for age, stems in _STEMS.items() for stem in stems.split()}
_IN_WORDS = re.compile(
    rf"(?<!\w)(?P<stem>{'|'.join(sorted(_STEM_AGES, key=len, reverse=True))})"
    r"(?:-?jarig\w*|[- ]years?[- ]olds?|lat\w+|-?годиш\w+| eves\w*(?! (?:ceg|tapasztal|mult|gyakorl))|jahrig\w*(?! bestehen))"
)


def is_for_the_young(text: str) -> bool:
    """Whether a normalised text offers work to young people or apprentices, of whatever age."""
    young = any(not _is_of_others(text, match) for match in _OF_THE_YOUNG.finditer(text))
    return young and not _ADULTS.search(text)


def _is_of_others(text: str, match: "re.Match[str]") -> bool:
    if match[0] not in _PEOPLE:
        return False
    before = _NOT_ASKED.search(text, max(0, match.start() - _BACK), match.start())
    return before is not None or _NOT_ASKED_BEHIND.match(text, match.end()) is not None


def wanted_age(text: str) -> int | None:
    """The lowest age from 15 to 20 that a normalised text offers work to; None when it names none."""
    return min(_ages(text), default=None)


def _ages(text: str) -> Iterator[int]:
    yield from (_STEM_AGES[match["stem"]] for match in _IN_WORDS.finditer(text))
    if not _TEENS.search(text):
        return
    for pattern in _WANTED:
        yield from (int(match["age"]) for match in pattern.finditer(text))
    for match in _OF_YEARS.finditer(text):
        if _SOMEBODY.search(text, max(0, match.start() - _BACK), match.start()):
            yield int(match[1])
