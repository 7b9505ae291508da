"""The time that pay before tax is for, told anywhere in its sentence: `om de 4 weken gaat er 1700 bruto jouw kant op`.

Asked for an amount that stands before tax and names no time beside it. So it is a wage, and its size must fit the time.
"""

import re
from decimal import Decimal
from typing import cast

from enrichment.wages.leads import EVERY_FOUR, EVERY_TWO, GROSS, PAYS, each
from enrichment.wages.periods import Period
from enrichment.words.sentences import sentence_start

_WEEKS = r"(?:weken|wk|weeks|tygodni\w*|saptamani|седмици|semanas|wochen)"
_EVERY = r"(?:per|om de|elke|iedere|every|each|alle|co|cada|(?:la )?fiecare|la|на(?: всеки)?|за|na|za|pe|por)"
_SHIFT = (
    r"(?:die|deze|de|zo'n|een|that|the|this|ten|ta|tej|tego|tura|ese|esa|el|la|az|a|egy|az a|der|dem|einen?|една|тази|за|o) "
    r"(?:dagje|dag|dienst|day|shift|dzien|dnia|zmian[ae]|dniowk[ae]|zi|tura|ziua|смяна|muszak(?:ra|ert)?|nap(?:ra|ert)?|"
    r"dia|turno|jornada|tag|schicht)"
)
_SAID: tuple[tuple[Period, str], ...] = (
    (
        "four_weeks",
        rf"{EVERY_FOUR}|{_EVERY} (?:4|vier|four|cztery|patru|четири|cuatro) {_WEEKS}|din (?:4|patru) in (?:4|patru) saptamani|"
        rf"(?:4 ?|negy)hetente|"
        r"(?:4-?|vier)(?:wekelijks\w*|weekly)|czterotygodniow\w+|vierwochentlich\w*",
    ),
    (
        "two_weeks",
        rf"{EVERY_TWO}|{_EVERY} (?:2|twee|two|dwa|doua|две|dos|zwei) {_WEEKS}|din (?:2|doua) in (?:2|doua) saptamani|(?:2 ?|"
        rf"ket)hetente|"
        r"(?:every|each|a|per) fortnight|quincena|quincenal\w*|dwutygodniow\w+|zweiwochentlich\w*",
    ),
    (
        "month",
        rf"{each('month')}|maandelijks|monthly|(?:de|die|in de|a|the|that|ten|tego|el|ese|a la|den|der|la|pe) "
        r"(?:maand|month|miesiac|miesiaca|mes|monat|luna)|месеца|honap(?:ra|ert|onta)?|miesiecznie|lunar|mensual\w*",
    ),
    (
        "week",
        rf"{each('week')}|(?:die|deze|in de|voor de|that|this|ten|tego|esa|la|in der|fur die|a|az a) "
        r"(?:week|tydzien|tygodnia|tygodniu|semana|woche|het(?:re|ert|en)?)|saptamana|седмицата|weekje",
    ),
    ("night", rf"{each('night')}|(?:die|that|the|ta|tej|esa|la|in der) (?:nacht|night|noc|nocy|noche)|нощта|noaptea"),
    ("day", rf"{each('day')}|{_SHIFT}|деня|смяната|dniowka|aznap|zilnic|dziennie|naponta|taglich|diario|дневно"),
    (
        "hour",
        rf"{each('hour')}|(?:het |een |per |dit )?uurtje|(?:the|each and every|that|a single) hour|sama godzina|godzina|"
        r"(?:la )?ora|часът|"
        r"(?:minden |az |egy )?(?:ora|orara|oraval|oraert|oradij)|orankent|hora|stunde|uur",
    ),
)  # fmt: skip
_TOLD = re.compile("|".join(rf"(?P<{period}>(?<!\w)(?<!\d )(?:{pattern})(?!\w))" for period, pattern in _SAID))
_BOUNDS: dict[str, tuple[int, int]] = {
    "hour": (3, 60), "day": (20, 400), "night": (20, 400), "week": (60, 2000), "two_weeks": (150, 3500),
    "four_weeks": (200, 7000), "month": (200, 9000),
}  # fmt: skip
_COUNT = (
    r"(?:uur|uren|uurtjes|u|hours?|hrs?|h|paid hours|godzin\w*|godz|(?:de )?ore|часа|h?oras?|horitas|stunden|std|dagen|days|dni|zile|"
    r"дни|"
    r"nap\w*|dias|tage|nachten|nights|shifts|diensten|keer|times|razy|ori|пъти|veces|mal|x)"
)
# `40 uur per week`, `heti 40 ora`: the time is that of the work.
_MEASURED = re.compile(rf"\d ?-?{_COUNT} ?(?:in|per|a|an|w|pe|na|на|al?|por|pro|de|op|le|je|each|every)? ?$")
_MEASURES = re.compile(rf" ?(?:van |of |po |de |von |по )?\d{{1,3}}(?:[.,]\d)?(?: ?- ?\d\d?)? ?-?{_COUNT}\b")
_OF_DAYS = re.compile(
    r"\d ?(?:dagen|days|dni|zile|дни|nap|dias|tage|nachten|nights|noce|nopti|нощи|noches|nachte|shifts|diensten|ture|turnos)\b"
)
_VERB = re.compile(rf"(?<!\w)(?:{PAYS}|gaat|goes|heb|have|ligt|lies|ie[is]|te llevas|se paga|jon|jar)(?!\w)")
_CLAUSE = re.compile(r"[.,;:!?\n]")
_ENDS = re.compile(r"[.,:!?;\d\n]")
_GROSS_BEHIND = re.compile(r"[^.,;!?\d\n]{0,44}?(?:brut|gross|бруто|before tax|voor belasting)")
_THAT_IS = re.compile(
    r"[^.;!?\d\n]{0,40}[.!] (?:en )?(?:dat|that|it|to|asta|това|ez|eso|das)(?:'s)? ?(?:is|jest|e|е|es|ist|a|az)? [^.;!?\d\n]{0,60}"
)
_BACK, _AHEAD, _NEXT = 120, 64, 34
# What is paid beside a wage, or is no pay at all.
EXTRA = re.compile(
    r"(?<!\w)(?:\w*bonus\w*|premie\w*|premi[aeio]\w*|prim[ae]|spor|бонус\w*|премия\w*|jutalek\w*|\w*potlek\w*|plus|плюс|bovenop|"
    r"on top|extra|zusatzlich|\w*pramie\w*|\w*zuschlag\w*|\w*toeslag\w*|dodat\w+|добавк\w*|suplement\w*|naast|fooi\w*|tips?|"
    r"\w*borg|statiegeld|deposit|\w*pfand|kaution|kaucj\w*|garanti[ae]|garantia|депозит\w*|kaucio|fianza|reis\w*|travel|boete|fine|"
    r"dojazd\w*|"
    r"cadeau\w*|gift|prezent\w*|regalo|geschenk|vakantiegeld|dertiende|13e|kerst|christmas|swieta|craciun|коледа|karacsony\w*|"
    r"navidad|weihnachten)(?!\w)"
)
_MANY = re.compile(r"(?: [^\W\d_]+){0,3} \d{1,3}(?![\d€%]|[.,:]\d| ?(?:euro?|евро|cent))")  # `orankent 6 vodrot`


def before_tax(text: str, start: int, end: int) -> bool:
    """Whether the amount at [start, end) is said to be before tax, beside it or in what the sentence goes on to say."""
    if GROSS.search(text, max(0, start - 12), end) or _GROSS_BEHIND.match(text, end):
        return True
    said = _THAT_IS.match(text, end)
    return said is not None and GROSS.search(said.group()) is not None


def time_around(text: str, start: int, end: int, amount: Decimal) -> Period | None:
    """The time that the amount at [start, end), in euros before tax, is for; None where the sentence tells none that fits."""
    if EXTRA.search(_CLAUSE.split(text[max(0, start - _BACK) : start])[-1]):
        return None
    left = sentence_start(text, start, _BACK)
    for match in reversed(list(_TOLD.finditer(text, left, start))):
        gap = text[match.end() : start]
        if _fits(match, amount) and not _is_measure(match, text) and _leads(gap) and not EXTRA.search(gap):
            return _period(match)
    said = _THAT_IS.match(text, end)
    stop = None if said else _ENDS.search(text, end, end + _AHEAD)
    right = said.end() if said else stop.start() if stop else min(len(text), end + _AHEAD)
    for match in _TOLD.finditer(text, end, right):
        apart = text[end - 1] == "," and (_period(match) != "hour" or match.start() > end + _NEXT)
        if not apart and _fits(match, amount) and not _is_measure(match, text) and not _MANY.match(text, match.end()):
            return _period(match)
    return None


def _period(match: "re.Match[str]") -> Period:
    return cast(Period, match.lastgroup)  # each alternative is a period


def _fits(match: "re.Match[str]", amount: Decimal) -> bool:
    least, most = _BOUNDS[_period(match)]
    return least <= amount <= most


def _is_measure(match: "re.Match[str]", text: str) -> bool:
    behind = _MEASURES.match(text, match.end())
    return behind is not None or _MEASURED.search(text, max(0, match.start() - 24), match.start()) is not None


def _leads(gap: str) -> bool:
    """Whether a time leads to the amount: words alone between them, or hours and then a verb for paying."""
    last = max((at for at, letter in enumerate(gap) if letter.isdigit()), default=-1)
    return last < 0 or (_OF_DAYS.search(gap) is None and _VERB.search(gap, last) is not None)
