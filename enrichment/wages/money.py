"""Amounts in euro with the time they are for: `€ 1.850,- bruto per maand`, `8,50 p/u`, `acht euro per uur`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from enrichment.numerals.digits import number_words, numbers_said, places_of, separate_tens
from enrichment.wages.bare import said_of_bare
from enrichment.wages.leads import GROSS, said_in_clause
from enrichment.wages.moneywords import currencies_named
from enrichment.wages.periods import LEAD, PERIOD, PERIODS, Period
from enrichment.words.tokens import vocabulary


class Money(NamedTuple):
    """An amount or a range (low, high) at [start, end); `euro` when a currency sign or word stands with it."""

    low: Decimal
    high: Decimal
    period: Period | None
    start: int
    end: int
    euro: bool
    net: bool


_NUMBER = (  # begins with one digit, as a set and no class of Unicode, so that the scan is fast
    r"[0-9](?:\d? [,.] ?\d\d(?!\d)|\d{0,2}(?: \d{3})+(?=(?:,\d\d)? ?(?:€|eur|евро|brut|gross|бруто))(?:,\d\d)?|"
    r"(?<=€ \d)\d? \d{3}\b|"
    r"\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?|\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?|\d*(?:[.,]\d{1,2})?(?!\d))"
)
_CURRENCY = r"(?:€(?:-t\b)?|e(?=/| per | an | p/)|euro'?s?(?:kow|t|ert|nyi)?\b|eur\b|euri\b|eurow?\b|евро)"
_DASH = r"(?:[,.](?:-{1,2}|=))?"
_RANGE = r" ?(?:-|tot(?: en met)?|t/m|en|a|to|and|bis|do|pana la|до|of|und|y|si|i|и|es|hasta|al|или|sau|oder|or) ?"
_HOW = (
    r"(?: ?\(?(?:bruto|brutos?|bruta|brutas|netto|brutto|brutt|brut|net|neto|netos|neta|netas|gross|all-?in|"
    r"incl\w*\.? \w*toeslag\w*|(?:ex|in)cl\w*\.?|schoon(?: in de hand)?|in de hand|in hand|na reke|per saldo|"
    r"(?:per persoon|per person|od osoby|pro person|por persona)(?= ?(?:per|/|p/))|"
    r"contant|zwart|cash|before tax|after tax|нето|бруто)\b\)?,?)"
)


_AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?:k(?= ?(?:-|tot|to)))?{_DASH}(?P<after>(?: ?(?:brutto|bruto|netto|de(?= e)))? ?{_CURRENCY})?"
    rf"(?:{_RANGE}(?P<before>{_CURRENCY} ?)?(?P<high>{_NUMBER})(?! ?(?:euro)?cent){_DASH})?(?P<k>k\b)?(?P<last> ?{_CURRENCY})?"
    rf"(?:(?: (?:en|and|y|si|i|и))?(?P<cents> [1-9]\d)(?: (?:euro)?cent\w*)?"
    rf"(?= ?(?:per|p/|/|an? |pe |na |за |на |por |pro |bruto)))?(?P<how>{_HOW}{{0,3}})"
    rf"(?: [^\W\d]{{3,12}}(?= (?:orankent|hetente|havonta|naponta)))?(?: ?(?:{PERIOD}))?(?P<how2>{_HOW}?)"
)
# Behind a number word: ` euro per uur`, ` euro vijftig per uur`, ` per uur`.
_WORDS = re.compile(
    rf" (?:(?P<euro>euro'?s?|eur|€|евро|eurot) ?)?(?:(?:en |y |si |i |и )?(?P<cents>[^\W\d_]{{4,14}}|\d\d)(?: cent\w*)? )??"
    rf"(?P<how>{_HOW}{{0,2}}) ?(?:{PERIOD})?"
)
_ANCHOR = re.compile(r" (?:eur|€|евро|per |p/|an )")
_LAST_WORDS = re.compile(r"(?:(?P<first>[^\W\d_]+)(?P<join>-| y | si | и | ))?(?P<last>[^\W\d_]+)$")
_SPOKEN_CENTS = {25, 50, 60, 70, 75, 80, 90}
_HUNDREDS = {
    "honderd": 100, "hundred": 100, "sto": 100, "suta": 100, "сто": 100, "szaz": 100, "cien": 100, "hundert": 100,
    "tweehonderd": 200, "driehonderd": 300, "vierhonderd": 400, "vijfhonderd": 500, "zeshonderd": 600,
}  # fmt: skip
_LOOK_BACK = 40
_LEAD_HINT = re.compile(
    "uur|hour|stawka|stund|ora|ber|dij|час|salari|loon|lohn|wage|pay|week|wekelijks|month|maand|monat|miesi|luna|месе|havi|wk|every|elke|dag|day|dzien"
    "|tag"
)
_HINTS = tuple(
    "€|eur|евро|per uur|p/u|/u|uurloon|uurtarief|/h| an hour|per hour|p.u.|brut|"
    "gross|salari|per |p/|/d|in de |net|loon|wage| pay| a day| a week| a month|stawk|godz|daily|weekly|monthly".split(
        "|"
    )
)
_BEFORE = re.compile(rf"{_CURRENCY} ?$")
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
_PIECES_OF_TIME = re.compile(r"(?:per|a|за|за) ?(?:keer|time)$")  # `35 euro per keer van 4 uur`
_COUNTED = re.compile(r"\b(?:er|ervan|of them|zo'n) $")  # `je haalt er 10 per uur`
_OWN_MONEY = {"pl", "ro", "bg", "hu"}  # in these an amount without a currency is in euro only as an hourly wage
_HOURLY_EURO = 6, 25  # nobody there earns so few zloty, lei or forint an hour
_LONGER_EURO: dict[Period, tuple[int, int]] = {
    "day": (40, 250), "week": (100, 1200), "two_weeks": (400, 2200), "four_weeks": (900, 3300), "month": (900, 3500),
}  # fmt: skip
_OTHER_MONEY = re.compile(
    r"[,.=-]* ?(?:zl|pln|lei|leu|ron|лв|лева|bgn|ft|huf|forint|kc|czk|usd|gbp|tl|chf|dollar|pond|\$|£|%)"
)
_NET = re.compile(r"netto|\bnet\b|\bnet[oa]s?|schoon|in de hand|in hand|na reke|after tax|нето")
_NET_BEFORE = re.compile(
    r"(?:netto|\bnet|\bnet[oa]s?|нето|take home|na reke|in mana|на ръка|kezbe|en mano|auf die hand|in de hand|do kieszeni|go home with|"
    r"cash in hand|schoon|hou(?:d|dt)? je over)(?: \w{2,9}){0,2}:? ?€? ?$"
)


_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")


def _decimal(raw: str) -> Decimal:
    """Dutch or English writing: three digits behind a sign are thousands, two or one are cents."""
    raw = raw.replace(" ", "")
    if _THOUSANDS.fullmatch(raw):
        head, _, cents = raw.partition("," if "." in raw and raw.find(".") < raw.find(",") else ".")
        if "," not in raw or "." not in raw:
            head, cents = raw, ""
        return Decimal(re.sub(r"\D", "", head) + "." + (cents or "0"))
    return Decimal(raw.replace(",", "."))


# The periods that a pattern tells apart, by its identity: a pattern has itself read whole to be looked up in a table.
_TOLD: dict[int, tuple[Period, ...]] = {
    id(pattern): tuple(name for name, _ in PERIODS if name in pattern.groupindex) for pattern in (_AMOUNT, _WORDS, LEAD)
}


def _period(match: "re.Match[str]") -> Period | None:
    names = _TOLD[id(match.re)]
    return next((name for name, said in zip(names, match.group(*names), strict=True) if said), None)


def amounts(text: str, language: str) -> Iterator[Money]:
    """Every amount of a normalised text that has a currency or a period, in order of writing kind."""
    if not any(hint in text for hint in _HINTS):
        return
    for match in _AMOUNT.finditer(text):
        money = _read(match, text)
        if money is not None and (money.euro or language not in _OWN_MONEY or _is_euro(money, text)):
            yield money
    yield from _spelled(text, language)


def _is_euro(money: Money, text: str) -> bool:
    """A wage without a currency in a language of another one, so low there that only euro can be meant."""
    least, most = _HOURLY_EURO if money.period == "hour" else _LONGER_EURO.get(money.period or "hour", (1, 0))
    euro, other = currencies_named(text)
    meant = money.period == "hour" or euro or GROSS.search(text, max(0, money.start - 12), money.end)
    return least <= money.high <= most and bool(meant) and not other


def _spelled(text: str, language: str) -> Iterator[Money]:
    known = number_words(language)
    for _, end in places_of(text, numbers_said(text, language) | (vocabulary(text) & _HUNDREDS.keys())):
        found = _value_before(text, end, known) if _ANCHOR.match(text, end) else None
        match = _WORDS.match(text, end) if found else None
        if found is None or match is None:
            continue
        start, value = found
        lead = LEAD.search(text[max(0, start - 40) : start])
        period = _period(match) or (_period(lead) if lead else None)
        if not match["euro"] and period != "hour":
            continue
        cents = match["cents"] or ""
        value += Decimal(cents if cents.isdigit() else known.get(cents, 0)) / 100
        net = bool(_NET.search(match["how"]) or _NET_BEFORE.search(text, max(0, start - 20), start))
        yield Money(value, value, period, start, match.end(), bool(match["euro"]), net)


def _value_before(text: str, end: int, known: dict[str, int]) -> tuple[int, Decimal] | None:
    """(start, value) of the number in words that ends at `end`: `twaalf`, `twenty five`, `treinta y dos`."""
    words = _LAST_WORDS.search(text, max(0, end - 32), end)
    if words is None:
        return None
    last = known.get(words["last"], _HUNDREDS.get(words["last"]))
    if last is None:
        return None
    first = known.get(words["first"] or "", 0)
    if words["first"] in separate_tens() and 0 < last < 10:
        return words.start("first"), Decimal(first + last)
    if 4 <= first <= 25 and last in _SPOKEN_CENTS and words["join"] == " ":
        return words.start("first"), first + Decimal(last) / 100  # negen vijftig
    return words.start("last"), Decimal(last)


def _read(match: "re.Match[str]", text: str) -> Money | None:
    start = match.start()
    before = text[max(0, start - _LOOK_BACK) : start]
    near = before[-_LONGEST_CURRENCY:]
    currency = ("€" in near or "eur" in near or "евро" in near) and bool(_BEFORE.search(near))
    if start and not currency and (before[-1].isalnum() or before[-1] in ".,$£:"):
        return None
    euro = currency or bool(match["after"] or match["before"] or match["last"])
    period = _period(match) or _said_before(before, euro=euro) or _as_hourly(match, before)
    if period in _LARGE and _paid_each(match, before, euro=euro):
        period = "hour"
    if period == "hour" and not euro and _COUNTED.search(before):
        return None
    if period is None or (period == "piece" and _PIECES_OF_TIME.search(match.group())):
        period = _for_hours(text, match, euro=euro) or period
    bare = None if euro else said_of_bare(text, start, match.end("low"), period)
    period = period or bare
    cents = _HOURLY.fullmatch(match["low"])
    priced = cents and (period == "piece" or (period is None and GROSS.search(match["how"] + match["how2"])))
    if not (
        euro or bare or period == "hour" or priced or _is_large(match["low"], period, 1000 if match["k"] else 1)
    ) or (not euro and _OTHER_MONEY.match(text, match.end("low"))):
        return None
    low, high = _bounds(match, euro=euro)
    if period is None and (euro or priced):
        period = said_in_clause(text, start, match.end(), high)
    sign = text.rfind("€", max(0, start - 2), start)
    begin = start if sign < 0 else sign
    net = bool(
        _NET.search((match["after"] or "") + match["how"] + match["how2"])
        or _NET_BEFORE.search(text, max(0, begin - 20), begin)
    )
    return Money(low, high, period, begin, match.end(), euro, net)


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
    return least is not None and _decimal(raw) * times >= least


_PAID = re.compile(
    r"\b(?:loon|salaris|verdienste|pay|wage|salary|stawka|placa|wynagrodzenie|salariu|plata|заплата|ставка|ber|fizetes|sueldo|salario|"
    r"lohn|verdienst)(?: ?(?:is|van|of|de|este|e|[:=]))? ?€? ?$"
)
_HOURLY = re.compile(r"\d{1,2}[.,]\d\d")
_LEAST_NAMED, _MOST_NAMED = 3, 60  # euros an hour
_RATED = re.compile(
    r"\b(?:stawk[ai]|loon|salaris|pay|wage|rate|plata|salariu|заплата|ставка|ber|fizetes|sueldo|salario|lohn|"
    r"verdienst)\b[^.,;:!?\d]{0,24}$"
)


def _as_hourly(match: "re.Match[str]", before: str) -> Period | None:
    """`loon 15,20`: nobody is paid so little, to the cent, for more than an hour."""
    if not _HOURLY.fullmatch(match["low"]) or _decimal(match["low"]) < _LEAST_NAMED:
        return None
    rated = GROSS.search(match["how"] + match["how2"] + (match["after"] or "")) and _RATED.search(before)
    return "hour" if rated or _PAID.search(before) else None


def _paid_each(match: "re.Match[str]", before: str, *, euro: bool) -> bool:
    """`loon 12,50 bruto, wekelijks betaald`, `per uur 12 euro, monthly`: the time behind the comma is that of the payment."""
    if "," not in match["how"] + match["how2"]:
        return _of_hours(before, _decimal(match["low"]))
    return (
        _of_hours(before, _decimal(match["low"]))
        or _as_hourly(match, before) == "hour"
        or (euro and said_in_clause(before, len(before), len(before), _decimal(match["low"])) == "hour")
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
    return "hour" if lead["first"] or (euro and lead["clock"]) else _period(lead)


def _bounds(match: "re.Match[str]", *, euro: bool) -> tuple[Decimal, Decimal]:
    """Lowest and highest amount of a match: `€ 2.000 - 2.400`, `2,5k`, `12 euro 50`."""
    low = _decimal(match["low"])
    high = _decimal(match["high"]) if match["high"] else low
    if match["k"]:
        low, high = low * 1000 if low < 1000 else low, high * 1000
    if match["cents"] and euro and match["low"].isdigit():
        low = high = low + Decimal(match["cents"].strip()) / 100
    if high < low:
        return (high, low) if high * 10 > low else (low, low)
    return low, high
