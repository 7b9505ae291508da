"""The time that an amount is for, where a clause says it: `voor elk uur dat je werkt geven we 11 euro`, `на ден се падат 80 евро`.

Read only for an amount in euro that names no time of its own. Between the time and the amount stand words alone, one of
them a word for paying; so `elke dag een maaltijd van 8 euro` says nothing.
"""

import re
from decimal import Decimal

from enrichment.wages.periods import Period

_EACH: tuple[tuple[Period, str], ...] = (
    (
        "hour",
        r"(?:(?:elk|ieder|een|per|het|1)(?: (?:gewerkt|vol|heel))? uur(?:tje)?|"
        r"(?:each|every|an|one|per|1)(?: (?:full|single))? (?:working )?hour(?:'s work| of work)?|"
        r"(?:za|na|kazda|jedna|1)(?: (?:kazda|jedna|1))?(?: (?:przepracowana|pelna))? godzin[ea]|"
        r"(?:fiecare|o|pe|1) ora|(?:всеки|един|на|1)(?: (?:отработен|работен))? час|"
        r"(?:minden|egy|1)(?: (?:ledolgozott|teljes))? (?:munka)?ora(?:ert|ra)?|"
        r"(?:cada|la|una|por|1) hora|(?:jede|pro|eine|die|1)(?: (?:geleistete|volle|gearbeitete))? (?:arbeits)?stunde)"
    ),
    (
        "day",
        r"(?:(?:elke|iedere|een|per|zo'n|1)(?: (?:hele|volle|lange))? (?:(?:werk)?dag|dienst|ochtend|middag|avond)|"
        r"(?:each|every|a|one|per|1)(?: (?:full|whole|long))? (?:(?:working )?day|shift|morning|afternoon|evening)|"
        r"(?:za|na|kazdy|jeden|1)(?: (?:caly|jeden|kazdy|1))? dzien|(?:za|na|kazda|jedna) (?:dniowk[ea]|zmian[ea])|"
        r"(?:pe|o|fiecare|1) (?:zi|tura)|ziua|tura|(?:на|за|една|всяка) смяна|(?:egy|minden) muszak(?:ra|ert)?|(?:por|cada|un) turno|"
        r"(?:pro|die|jede|eine) schicht|(?:pro|den|jeden|ein) dienst|(?:на|за|един|всеки|1)(?: (?:един|1|работен))? ден|денят|"
        r"(?:egy|minden|1) nap(?:ra|ert)?|napi|"
        r"(?:al|por|cada|un|el|1) dia|(?:pro|am|den|jeden|einen|der|ein|1)(?: (?:ganzen?|vollen?))? tag)"
    ),
    (
        "night",
        r"(?:(?:elke|iedere|een|per|1)(?: (?:hele|volle|lange))? nacht|(?:each|every|a|one|per|1)(?: (?:full|whole|long))? night|"
        r"(?:za|na|kazda|jedna|1)(?: (?:cala|jedna|1))? noc|(?:pe|fiecare|o|1) noapte|(?:на|за|всяка|една|1) нощ|"
        r"(?:egy|minden|1) ejszaka(?:ra|ert)?|(?:por|cada|una|la|1) noche|(?:pro|die|jede|eine|1) nacht)"
    ),
    (
        "week",
        r"(?:(?:elke|iedere|een|per|de|die|deze|1)(?: (?:hele|volle))? week|tygodniowka|weekly|wekelijks|"
        r"(?:each|every|a|one|per|the|that|this|1)(?: (?:full|whole))? week|"
        r"(?:za|na|co|caly|1)(?: (?:caly|taki|ten|1))? tydzien|tygodniowo|(?:pe|fiecare|o|1) saptamana|saptamanal|"
        r"(?:на|за|всяка|една|1)(?: (?:цяла|тази|1))? седмица(?:та)?|седмично|(?:egy|minden|arra a|az egesz|1) het(?:re|en|ert)|"
        r"hetente|heti|"
        r"(?:a la|por|cada|una|esa|esta|por (?:esa|la)|1) semana|semanalmente|"
        r"(?:pro|die|diese|jede|eine|1)(?: (?:ganze|volle))? woche|wochentlich|zo'n (?:hele )?week|"
        r"(?:elke|iedere) (?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:each|every) (?:mon|tues|wednes|thurs|fri|satur|sun)day|"
        r"(?:co|w kazd[ya]) (?:poniedzialek|piatek|sobot[ae]|niedziel[ae])|fiecare (?:luni|vineri|sambata|duminica)|"
        r"(?:всеки|всяка) (?:понеделник|петък|събота|неделя)|minden (?:hetfon|penteken|szombaton|vasarnap)|"
        r"cada (?:lunes|viernes|sabado|domingo)|jeden (?:montag|freitag|samstag|sonntag)|"
        r"(?:aan het )?einde? van de week|at the end of the week|na koniec tygodnia|la sfarsitul saptamanii|в края на седмицата|"
        r"a het vegen|al final de la semana|am ende der woche)"
    ),
    (
        "month",
        r"(?:(?:elke|iedere|per) maand|(?:each|every|per) month|(?:za|na|co|kazdy) miesiac|miesiecznie|(?:pe|fiecare) luna|"
        r"(?:на|за|всеки) месец|месечно|minden honapban|havonta|havi|(?:al|por|cada) mes|(?:pro|im|jeden) monat|monatlich)"
    ),
)  # fmt: skip
_DAY_OF_PAY = (
    r"(?:week|monday|friday|tydzien|poniedzialek|piatek|saptamana|luni|vineri|седмица|понеделник|петък|het(?:en|fon)|penteken|"
    r"semana|lunes|viernes|"
    r"woche|montag|freitag|maandag|vrijdag)"
)
# Of every second and every fourth week: the words that stand beside those of enrichment.wages.periods.
EVERY_TWO = (
    rf"every (?:other|second|2nd) {_DAY_OF_PAY}|om de (?:andere )?week|co drug[ia] {_DAY_OF_PAY}|raz na (?:2|dwa) tygodnie|"
    rf"o data la (?:2|doua) saptamani|la doua saptamani|през (?:2|две) седмици|през седмица|всек[иа] втор[иа] {_DAY_OF_PAY}|"
    rf"minden masodik {_DAY_OF_PAY}|jede[nr]? zweite[nr]? {_DAY_OF_PAY}|una semana si,? una (?:semana )?no|im zweiwochenrhythmus"
)
EVERY_FOUR = (
    rf"every (?:fourth|4th) {_DAY_OF_PAY}|every 28 days|eens (?:in de|per) (?:4|vier) weken|co czwart[ya] {_DAY_OF_PAY}|"
    rf"raz na (?:4|cztery) tygodnie|o data la (?:4|patru) saptamani|през (?:4|четири) седмици|веднъж на (?:4|четири) седмици|"
    rf"всек[иа] четвърт[иа] {_DAY_OF_PAY}|minden (?:4\.?|negyedik) {_DAY_OF_PAY}|jede[nr]? vierte[nr]? {_DAY_OF_PAY}|"
    r"im vierwochenrhythmus|im 4-wochen-rhythmus"
)
PAYS = (
    r"(?:krijg\w*|komt|komen|leg(?:gen|t)?|tel(?:len|t)|druk\w*|sunt|ontvang\w*|verdien\w*|betal\w*|betaalt|geven|geeft|levert|"
    r"brengt|staat|keren|vang|beur\w*|"
    r"gets?|gives?|pays?|paid|earns?|brings?|makes?|receive|worth|"
    r"dostaj\w*|dostan\w*|placi\w*|placa|wychodzi|wpada|zarab\w*|daja|dajemy|otrzym\w*|"
    r"primest\w*|primim|platim|platest\w*|platesc|ies|iese|dau|dam|castig\w*|"
    r"получава\w*|плаща\w*|дава\w*|пада\w*|излиза\w*|изкарва\w*|взима\w*|вземаш|носи\w*|струва|"
    r"kapsz|kap|kapnak|adunk|adnak|jar|fizet\w*|keres\w*|"
    r"damos|dan|te llevas|pagamos|pagan|paga|cobras|sacas|salen|sale|ganas|gana|recib\w*|"
    r"gibt|gibt's|bekomm\w*|zahl\w*|bezahlt|kriegs?t?|bringt|erhalt\w*|springen)"
)
# What one gets, right before an amount; not what one pays.
GETS = re.compile(
    r"(?<!\w)(?:krijg\w*|ontvang\w*|verdien\w*|get|earn|receive|dostaj\w*|dostani\w*|otrzym\w*|zarab\w*|primest\w*|primit\w*|castig\w*|"
    r"получава\w*|изкарва\w*|kapsz|kapnak|keresel|cobra\w*|ganas|ganan|recib\w*|bekomm\w*|kriegst|erhalt\w*)"
    r"(?: [^\W\d_]+){0,2}:? ?€? ?$"
)
_IS = re.compile(
    r"(?<!\w)(?:is|ist|jest|to|este|e|son|es|wird|goed voor)(?!\w)"
)  # of an hour of work, or an amount before tax
_WORK = re.compile(
    r"(?<!\w)(?:werk\w*|werken|helpen|work\w*|picking|packing|robot[ya]|prac[yaeu]|munc\w+|lucr\w+|работа\w*|труд|munka\w*|"
    r"trabaj\w+|arbeit\w*)(?!\w)"
)
GROSS = re.compile("brut|gross|бруто")
_THE_HOUR = r"(?:een uurtje|godzina|ora|часът|az ora|la hora|die stunde)"
_PLAINLY = re.compile(
    r"(?<!\w)(?:orankent|per uur|per hour|na godzine|pe ora|на час|por hora|pro stunde)"
    r"(?: (?:brut\w*|gross|бруто|net\w*|нето))?:? ?€? ?$"
)
_SO_LONG = (
    r"(?: (?:met|van|mit|von|with|of|de|cu|po|z|с|от|con) \d{1,2} (?:uur|stunden|hours|ore|godzin|часа|horas|dagen|tagen?|"
    r"days|zile|dni|дни|dias))?"
)
_GAP = r"(?: [^\W\d_]+'?){0,9}"
_BEFORE = tuple(
    (period, re.compile(rf"(?<!\w)(?<!\d ){each}{_SO_LONG}(?P<gap>{_GAP}) ?[:=]? ?€? ?$")) for period, each in _EACH
)
_OF_THE_HOUR = re.compile(rf"(?<!\w)(?<!\d ){_THE_HOUR}(?P<gap>{_GAP}) ?[:=]? ?€? ?$")
_BEHIND = tuple(
    (
        period,
        re.compile(rf"(?P<gap>{_GAP}) (?:for|after|voor|na|za|po|fur|nach|pentru|dupa|за|след|por|tras) {each}(?!\w)"),
    )
    for period, each in _EACH
)
_VERB = re.compile(rf"(?<!\w)(?:{PAYS}|go home|take home)(?!\w)")
_VERB_BEHIND = re.compile(rf" ?(?:bruttot? |bruto |gross |brut |бруто )?{PAYS}(?!\w)")  # `egy napra 45 euro jar`
_WHOLE_WEEK = re.compile(
    r"(?<!\w)(?:(?:fur|voor|for|za|pentru|за|por) )?(?:die ganze woche|de hele week|the whole week|caly tydzien|toata saptamana|"
    r"цялата седмица|egesz het\w*|toda la semana)(?!\w)[^.!?;\n€]*$"
)
_A_PIECE = re.compile(r" (?:per|a|za|de|pe|за|на|por|pro|je|el|la|ladankent|the) (?!reka|hand|mano)[^\W\d_]{3,}")
_LEAST: dict[Period, int] = {
    "hour": 3,
    "day": 20,
    "night": 30,
    "week": 100,
    "month": 300,
}  # euros: less is for something else
_LEAST_A_PIECE = 8  # euros: what is less and named for a thing is for that thing
_LOOK_BACK, _LOOK_AHEAD = 90, 60
_ALL_SEASON = re.compile(
    r"\b(?:hele|whole|entire|ganze|caly|tot|intreg|целия|egesz|toda la)"
    r" (?:seizoen|season|saison|sezon\w*|сезон|szezon\w*|temporada)\b"
)
_HINT = re.compile(
    r"uur|hour|godzin|\bh?ora|час|stund|dag|day|dienst|ochtend|middag|avond|shift|morning|noon|evening|nacht|night|noc\b|noapte|нощ|"
    r"ejszaka|noche|dzien|dniow|zmian|\btura|смяна|muszak|turno|schicht|\bzi|ден|nap|dia|tag|week|tyg|tydz|sapt|седм|\bhet|sema|"
    r"woch|maand|mont?a|month|mies|luna|месе|honap|havi|havo|\bmes|piatek|sobot|niedz|vineri|duminica|петък|неделя|събота|szombat|"
    r"vasarnap|pentek|viernes|domingo"
)


def each(period: Period) -> str:
    """The pattern of the words that say a time before an amount: `elke week`, `every friday`."""
    return dict(_EACH)[period]


def said_in_clause(text: str, start: int, end: int, amount: Decimal) -> Period | None:
    """Whether an amount at [start, end) of a normalised text, in euros, is for an hour, a day or a week."""
    before, behind = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    if amount < _LEAST_A_PIECE and _A_PIECE.match(behind):
        return None
    if _ALL_SEASON.search(before):
        return None  # `for the whole season at 45 hours a week we pay 4,500 euros`
    period = (_before(before, text[start:end], behind) if _HINT.search(before) else None) or (
        _behind(behind) if _HINT.search(behind) else None
    )
    return period if period is None or amount >= _LEAST[period] else None


def _before(before: str, said: str, behind: str) -> Period | None:
    if _PLAINLY.search(before):
        return "hour"
    for period, pattern in _BEFORE:
        match = pattern.search(before)
        if match and (_VERB.search(match["gap"]) or _VERB_BEHIND.match(behind)):
            return period
    hour = _OF_THE_HOUR.search(before) or _BEFORE[0][1].search(before)
    if hour and (_VERB.search(hour["gap"]) or _VERB_BEHIND.match(behind) or _is_worth(hour, said + behind[:8])):
        return "hour"
    return "week" if _WHOLE_WEEK.search(before) else None


def _is_worth(hour: "re.Match[str]", amount: str) -> bool:
    """`godzina pracy to 10 euro`, `een uur is 12 euro bruto`: of work, or before tax."""
    return bool(_IS.search(hour["gap"]) and (_WORK.search(hour.group()) or GROSS.search(amount)))


def _behind(behind: str) -> Period | None:
    for period, pattern in _BEHIND:
        match = pattern.match(behind)
        if match and _VERB.search(match["gap"]):
            return period
    return None
