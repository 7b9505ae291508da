"""Amounts in euro with the time they are for: `€ 1.850,- bruto per maand`, `8,50 p/u`, `acht euro per uur`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from enrichment.wages.around import before_tax, time_around
from enrichment.wages.bare import is_flat, is_round, said_of_bare
from enrichment.wages.foreign import foreign
from enrichment.wages.leads import GROSS, said_in_clause
from enrichment.wages.moneywords import currencies_named
from enrichment.wages.pace import for_a_thing
from enrichment.wages.periods import LEAD, Period
from enrichment.wages.spelled import spelled
from enrichment.wages.written import AMOUNT, CURRENCY, NET, NET_BEFORE, OTHER_MONEY, Money, decimal, period_of

_LOOK_BACK = 40
_LEAD_HINT = re.compile(
    "uur|hour|stawka|stund|ora|ber|dij|час|salari|loon|lohn|wage|pay|week|wekelijks|month|maand|monat|miesi|luna|месе|havi|wk|"
    "every|elke|dag|day|dzien"
    "|tag|semanal|saptaman|tygodn|седмич|месеч|mensual|lunar"
)
_HINTS = tuple(
    "€|eur|евро|бруто|per uur|p/u|/u|uurloon|uurtarief|/h| an hour|per hour|p.u.|brut|"
    "gross|salari|per |p/|/d|in de |net|loon|wage| pay| a day| a week| a month|stawk|godz|daily|weekly|monthly|hora|stunde|"
    "ora |orank|час|paga|sueldo|flat|sztuk|pe luna|pe sapt|pe zi|na dzien|za dzien|na ty|за ден|на ден|на седм|на мес|"
    "havon|heten|al mes|"
    "a la sem|im monat|in der woche|ryczalt|pro woche|die woche|por semana|tygodniowo|heti |hetente".split("|")
)
_BEFORE = re.compile(rf"{CURRENCY} ?$")
_LONGEST_CURRENCY = 11  # `euro'skow `, and a sign
_LARGE: dict[Period, int] = {
    "day": 40,
    "week": 150,
    "weekend": 80,
    "two_weeks": 300,
    "four_weeks": 600,
    "month": 600,
    "year": 12_000,
}
_FOR_HOURS = re.compile(
    r" ?(?:voor|van|for|za|pentru|за|por|fur|=) (?:een dag van )?(?:(?P<days>[1567]) (?:dagen|days|dni|zile|дни|nap\w*|dias|"
    r"tage)\b|(?P<hours>\d\d?) ?"
    r"(?:uur|hours?|hrs?|h|godzin\w*|ore|de ore|часа|horas|stunden|oraert)\b)"
)
_MOST_A_DAY = 20  # `for 36 hours` is for a week
_PIECES_OF_TIME = re.compile(r"(?:per|a|за|за) ?(?:keer|time)(?: (?:bruto|gross))?$")  # `35 euro per keer van 4 uur`
_LEAST_A_TIME = 300  # euros: `uitbetaling eens per 4 weken, € 1.900 bruto per keer`
_COUNTED = re.compile(  # `je haalt er 10 per uur`, `a quick picker does 20 an hour`
    r"\b(?:er|ervan|of them|zo'n|haalt|doet|plukt|vult|does|fills|picks|manages|robi|zbiera|napelnia|face|culege|umple|прави|"
    r"бере|пълни|"
    r"csinal|szed|hace|sell|sells|verkopen|verkoopt|sprzedajemy|vindem|продаваме|eladunk|vendemos|verkaufen|llena|recoge|saca|"
    r"schafft|macht|pfluckt|fullt)(?: (?:er|ongeveer|about|okolo|cam|около|unos|unas|etwa|"
    r"zo'n|rond))? $"
)
_OF_A_PACE = re.compile(
    r", ?(?:[^\W\d_]+ ){0,3}(?:per uur|per hour|an hour|na godzine|pe ora|на час|por hora|pro stunde|orankent)$"
)
_MANY = re.compile(r" (?:[^\W\d_]+ ){0,3}\d{1,3}(?![\d€%]|[.,:]\d| ?(?:euro?|евро|cent|uur|hours?|min))")
_OWN_MONEY = {"pl", "ro", "bg", "hu"}  # in these an amount without a currency is in euro only as an hourly wage
_HOURLY_EURO = 6, 25  # nobody there earns so few zloty, lei or forint an hour
_LONGER_EURO: dict[Period, tuple[int, int]] = {
    "day": (40, 250), "night": (40, 250), "week": (100, 1200), "two_weeks": (400, 2200), "four_weeks": (900, 3300),
    "month": (900, 3500), "piece": (0, 10),
}  # fmt: skip
# The same of a text that names no currency and no tax: so little that in any other money nobody offers it.
_UNNAMED_EURO: dict[Period, tuple[int, int]] = {
    "day": (40, 110), "night": (40, 110), "week": (150, 600), "month": (900, 2000),
}  # fmt: skip
_SUM_EURO = 40, 2500  # an amount before tax that names no time


def amounts(text: str, language: str) -> Iterator[Money]:
    """Every amount of a normalised text that has a currency or a period, in order of writing kind."""
    yield from foreign(text)
    if not any(hint in text for hint in _HINTS):
        return
    for match in AMOUNT.finditer(text):
        money = _read(match, text)
        if money is not None and (money.euro or language not in _OWN_MONEY or _is_euro(money, text)):
            yield money._replace(euro=True) if money.period is None and money.high >= _SUM_EURO[0] else money
    yield from spelled(text, language)


def _is_euro(money: Money, text: str) -> bool:
    """A wage without a currency in a language of another one, so low there that only euro can be meant."""
    hourly = money.period == "hour" or (money.period is None and money.high < _SUM_EURO[0])
    least, most = _HOURLY_EURO if hourly else _LONGER_EURO.get(money.period or "hour", _SUM_EURO)
    euro, other = currencies_named(text)
    meant = money.period in {"hour", "piece"} or euro or GROSS.search(text, max(0, money.start - 12), money.end)
    if not meant:
        least, most = _UNNAMED_EURO.get(money.period or "hour", (1, 0))
    return least <= money.high <= most and not other


def _read(match: "re.Match[str]", text: str) -> Money | None:
    start = match.start()
    before = text[max(0, start - _LOOK_BACK) : start]
    near = before[-_LONGEST_CURRENCY:]
    currency = ("€" in near or "eur" in near or "евро" in near) and bool(_BEFORE.search(near))
    if start and not currency and (before[-1].isalnum() or before[-1] in ".,$£:"):
        return None
    euro = currency or bool(match["after"] or match["before"] or match["last"])
    end = _before_pace(match, text)
    beside = period_of(match) if end == match.end() and not _is_of_hours(match, text) else None
    period = beside or _said_before(before, euro=euro) or _as_hourly(match, before)
    if period in _LARGE and _paid_each(match, before, euro=euro):
        period = "hour"
    if period == "hour" and not euro and _COUNTED.search(before):
        return None
    low, high = _bounds(match, euro=euro)
    told = _told_around(match, text, high, euro=euro) if period is None else None
    if period == "piece" and high >= _LEAST_A_TIME and _PIECES_OF_TIME.search(match.group()):
        told = time_around(text, start, match.end(), high)
        period = None if told in _LONG else period
    if told not in _LONG and (period is None or (period == "piece" and _PIECES_OF_TIME.search(match.group()))):
        period = _for_hours(text, match, euro=euro) or period
    named = None if euro or told else said_of_bare(text, start, match.end("low"), period)
    period = period or named
    bare = named or (period is None and not euro and _is_sum(match, text))
    cents = _HOURLY.fullmatch(match["low"])
    priced = cents and (
        period == "piece"
        or (period is None and (GROSS.search(match["how"] + match["how2"]) or for_a_thing(text, match.end("low"))))
    )
    if not (
        euro or bare or told or period == "hour" or priced or _is_large(match["low"], period, 1000 if match["k"] else 1)
    ) or (not euro and OTHER_MONEY.match(text, match.end("low"))):
        return None
    if period is None and (euro or priced):
        period = said_in_clause(text, start, match.end(), high)
    period = period or told
    sign = text.rfind("€", max(0, start - 2), start)
    begin = start if sign < 0 else sign
    return Money(low, high, period, begin, end, euro, _is_net(match, text, begin))


def _before_pace(match: "re.Match[str]", text: str) -> int:
    """Where an amount ends: `4 euro` of `4 euro, orankent 30 jon ossze`, whose hour is that of what follows."""
    pace = _OF_A_PACE.search(match.group()) if "," in match.group() else None
    return match.start() + pace.start() if pace and _MANY.match(text, match.end()) else match.end()


_HOURS_BEHIND = re.compile(
    r"(?: [^\W\d_]+){0,4} \d\d(?:[.,]\d)? ?(?:uur|uren|u\b|hours?|hrs?|h\b|godzin\w*|(?:de )?ore|часа|ora\w*|horas|std|stunden)\b"
)


def _is_of_hours(match: "re.Match[str]", text: str) -> bool:
    """`2.600 € brutto, die woche hat 42 stunden`: the time behind the comma is that of the hours."""
    return "," in match["how"] and match["how2"] == "" and _HOURS_BEHIND.match(text, match.end()) is not None


def _is_sum(match: "re.Match[str]", text: str) -> bool:
    """`240 gross for the two days`, `you get a flat 50`: a round number without a currency that can be money alone."""
    said, start, end = match["low"], *match.span("low")
    if not is_round(said) or (len(said) == 2 and int(said) < _SUM_EURO[0]) or match["high"]:
        return False
    return _is_before_tax(match, text) or is_flat(text, start, end)


def _is_net(match: "re.Match[str]", text: str, begin: int) -> bool:
    said = (match["after"] or "") + match["how"] + match["how2"]
    return bool(NET.search(said) or NET_BEFORE.search(text, max(0, begin - 20), begin))


_GROSS_REACH = 9  # characters
_GROSS_LEADS = re.compile(r"(?<!\w)(?:brut\w{0,3}|gross|бруто):? $")
_LONG = frozenset(
    ("two_weeks", "four_weeks", "month")
)  # for these `1900 brutto, fur 38 stunden` is not for those hours


def _told_around(match: "re.Match[str]", text: str, amount: Decimal, *, euro: bool) -> Period | None:
    """The time that the sentence tells for an amount before tax; without a currency it stands right beside that word."""
    start, end = match.span()
    if not _is_before_tax(match, text) and not (euro and before_tax(text, start, end)):
        return None
    return time_around(text, start, end, amount)


def _is_before_tax(match: "re.Match[str]", text: str) -> bool:
    """Whether `brutto`, `gross` stands right beside an amount."""
    said = match["how"] + match["how2"] + (match["after"] or "")
    near = text[max(0, match.start() - _GROSS_REACH) : match.start()]
    return bool((said and GROSS.search(said)) or ("r" in near and _GROSS_LEADS.search(near)) or "бруто" in near)


def _for_hours(text: str, match: "re.Match[str]", *, euro: bool) -> Period | None:
    """`80 euro voor 8 uur` is for a day, `600 net for 36 hours` and `320 euro за 6 дни` for a week."""
    hours = _FOR_HOURS.match(text, match.end())
    if hours is None:
        return None
    least = hours["days"] == "1" if hours["days"] else int(hours["hours"]) <= _MOST_A_DAY
    period: Period = "day" if least else "week"
    return period if euro or _is_large(match["low"], period) else None


def _is_large(raw: str, period: Period | None, times: int = 1) -> bool:
    """A number so high that it is money, though no currency stands with it: `500 per week`."""
    least = _LARGE.get(period) if period else None
    return least is not None and decimal(raw) * times >= least


_PAID = re.compile(
    r"\b(?:\w*loon|salaris|verdienste|pay|wage|salary|stawka|placa|wynagrodzenie|salariu|plata|заплата|ставка|ber|fizetes|sueldo|"
    r"salario|"
    r"\w*lohn|verdienst)(?: ?(?:is|van|of|de|este|e|[:=]))? ?€? ?$"
)
_HOURLY = re.compile(r"\d{1,2}[.,]\d\d")
_LEAST_NAMED, _MOST_NAMED = 3, 60  # euros an hour
_RATED = re.compile(
    r"\b(?:stawk[ai]|loon|salaris|pay|wage|rate|plata|salariu|заплата|ставка|ber|fizetes|sueldo|salario|lohn|"
    r"verdienst)\b[^.,;:!?\d]{0,24}$"
)


def _as_hourly(match: "re.Match[str]", before: str) -> Period | None:
    """`loon 15,20`: nobody is paid so little, to the cent, for more than an hour."""
    if not _HOURLY.fullmatch(match["low"]) or decimal(match["low"]) < _LEAST_NAMED:
        return None
    rated = GROSS.search(match["how"] + match["how2"] + (match["after"] or "")) and _RATED.search(before)
    return "hour" if rated or _PAID.search(before) else None


def _paid_each(match: "re.Match[str]", before: str, *, euro: bool) -> bool:
    """`loon 12,50 bruto, wekelijks betaald`, `per uur 12 euro, monthly`: the time behind the comma is that of the payment."""
    if "," not in match["how"] + match["how2"]:
        return _of_hours(before, decimal(match["low"]))
    return (
        _of_hours(before, decimal(match["low"]))
        or _as_hourly(match, before) == "hour"
        or (euro and said_in_clause(before, len(before), len(before), decimal(match["low"])) == "hour")
    )


def _of_hours(before: str, amount: Decimal) -> bool:
    """`oraber 11,90 euro brutto, hetente`: the amount is named as that of an hour, and so small."""
    lead = LEAD.search(before) if amount < _MOST_NAMED and _LEAD_HINT.search(before) else None
    return lead is not None and bool(lead["hour"])


def _said_before(before: str, *, euro: bool) -> Period | None:
    """The period said before an amount; a number without a currency needs the name of an hourly wage."""
    if not euro and not _LEAD_HINT.search(before):
        return None
    lead = LEAD.search(before if len(before) == _LOOK_BACK else f"\n{before}")  # less: the text begins here
    if lead is None:
        return None
    return "hour" if lead["first"] or (euro and lead["clock"]) else period_of(lead)


_AND_CENTS = re.compile(
    r"\d\d? (?:en|and|y|i|si|и|und) \d[05] ?(?:brut|gross|бруто|per |an |на |na |pe |por |la |die |de )"
)
_CENTS = 100


def _bounds(match: "re.Match[str]", *, euro: bool) -> tuple[Decimal, Decimal]:
    """Lowest and highest amount of a match: `€ 2.000 - 2.400`, `2,5k`, `12 euro 50`."""
    low = decimal(match["low"])
    high = decimal(match["high"]) if match["high"] else low
    if match["k"]:
        low, high = low * 1000 if low < 1000 else low, high * 1000
    if match["cents"] and euro and match["low"].isdigit():
        low = high = low + Decimal(match["cents"].strip()) / 100
    if not euro and _AND_CENTS.match(match.group()) and low * 2 < high < _CENTS:
        low = high = low + high / 100
    if high < low:
        return (high, low) if high * 10 > low else (low, low)
    return low, high
