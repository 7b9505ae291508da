"""Amounts in euro with the time they are for: `€ 1.850,- bruto per maand`, `8,50 p/u`, `acht euro per uur`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from enrichment.digits import number_words, numbers_said, places_of, separate_tens
from enrichment.tokens import vocabulary

Period = Literal["hour", "day", "week", "four_weeks", "month", "year", "half_hour", "quarter", "night", "piece"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount or a range (low, high) at [start, end); `euro` when a currency sign or word stands with it."""

    low: Decimal
    high: Decimal
    period: Period | None
    start: int
    end: int
    euro: bool
    net: bool


_NUMBER = (  # begins with one digit, so that the scan is fast
    r"\d(?:\d{0,2}(?: \d{3})+(?=(?:,\d\d)? ?(?:€|eur))(?:,\d\d)?|(?<=€ \d)\d? \d{3}\b|"
    r"\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?|\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?|\d*(?:[.,]\d{1,2})?(?!\d))"
)
_CURRENCY = r"(?:€(?:-t\b)?|e(?=/)|euro'?s?(?:kow|t)?\b|eur\b|euri\b|eurow?\b|евро)"
_DASH = r"(?:[,.](?:-{1,2}|=))?"
_RANGE = r" ?(?:-|tot(?: en met)?|t/m|en|a|to|and|bis|do|pana la|до|of|und|y|si|i|и|es|hasta|al|или|sau|oder|or) ?"
_HOW = (
    r"(?: ?\(?(?:bruto|brutos?|bruta|brutas|netto|brutto|brutt|brut|net|neto|netos|neta|netas|gross|all-?in|"
    r"incl\w*\.? \w*toeslag\w*|(?:ex|in)cl\w*\.?|schoon(?: in de hand)?|in de hand|in hand|na reke|per saldo|"
    r"(?:per persoon|per person|od osoby|pro person|por persona)(?= ?(?:per|/|p/))|"
    r"contant|zwart|cash|before tax|after tax|нето|бруто)\b\)?,?)"
)
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("half_hour", r"(?:per|/|voor|for|a)? ?(?:een |a |an )?(?:half ?uur|halfuurtje|half(?: an)? hour|30 ?min\w*)"),
    ("quarter", r"(?:per|/|voor|for|a)? ?(?:een )?(?:kwartier\w*|15 ?min\w*)"),
    (
        "hour",
        r"(?:per|p\.?|/|p/|an?|each|every|pe|por|a la|la|die|pro|je|in der|elk|за|на|в|za|na|w|de|voor(?: een)?|for an?)"
        r" ?(?:1 |elk )?(?:gewerkt )?(?:uur|u|hour|hr|h|ora|hora|std|stunde|arbeitsstunde|час|godzine|godz|oras)\b\.?|"
        r"hourly|orankent|(?:za|na|/)? ?(?:kazda )?roboczogodzin\w*|godzinowo|stundlich|/ ?ora\b",
    ),
    (
        "day",
        r"(?:per|p/|/|an?|al|pe|por|am|pro|на|za|na|p\.|je|voor een|for an?|pentru o|fur einen) ?"
        r"(?:gewerkte? )?(?:werk)?(?:dag|day|dzien|zi|dia|tag|ден|nap|dienst|shift|"
        r"dniowke|zmiane|tura|turno|schicht|смяна)\b|"
        r"dziennie|naponta|daily|diarios?|zilnic|taglich|дневно|dagelijks",
    ),
    (
        "four_weeks",
        r"(?:per|/|every|za|pe|por|pro|за) ?(?:4|vier|four|cztery|patru|cuatro) ?"
        r"(?:weken|weeks|tygodnie|saptamani|semanas|wochen|седмици)",
    ),
    (
        "week",
        r"(?:per|p/|/|a la|an?|each|every|pe|por|pro|die|in der|in de|je|на|за|na|za|p\.|elke|de) ?"
        r"(?:week|wk|w|saptamana|sapt|semana|woche|седмица|tydzien|tydz|het)\b\.?|"
        r"weekly|tyg\b|tygodniowo|hetente|semanal(?:es|mente)?|saptamanal|wochentlich|седмично|wekelijks",
    ),
    (
        "month",
        r"(?:per|p/|/|an?|al|each|every|pe|por|pro|im|in de|la|je|на|за|na|p\.|za) ?"
        r"(?:maand|mnd|m|month|luna|mes|monat|месец|miesiac|m-c|honap|ho)\b\.?|"
        r"monthly|miesiecznie|havonta|mensual(?:es|mente)?|lunar|monatlich|месечно|maandelijks|pm\b|pcm\b",
    ),
    (
        "year",
        r"(?:per|p/|/|an?|pe|al|pro|im|на|za|na|rocznie) ?(?:jaar|j|year|annum|an|ano|jahr|година|rok)\b|"
        r"yearly|annually|rocznie|jahrlich",
    ),
    (
        "night",
        r"(?:per|/|a|voor(?: een| de)?|for (?:the|a)|za|pe|por|pro|на) ?(?:hele )?(?:nacht|night|noc|noapte|noche|нощ)\b",
    ),
    (
        "piece",
        r"(?:per|/|pp|a|za|pe|por|pro|на) ?(?:stuk|kist|km|kilometer|kilo|kg|m2|persoon|person|piece|rit|keer|mile|"
        r"ticket|emmer|krat|doos|bucket|crate|box|cutie|caja|kiste)\b",
    ),
)
_PERIOD = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS)
_AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?:k(?= ?(?:-|tot|to)))?{_DASH}(?P<after>(?: ?(?:brutto|bruto|netto|de(?= e)))? ?{_CURRENCY})?"
    rf"(?:{_RANGE}(?P<before>{_CURRENCY} ?)?(?P<high>{_NUMBER})(?! ?(?:euro)?cent){_DASH})?(?P<k>k\b)?(?P<last> ?{_CURRENCY})?"
    rf"(?:(?: (?:en|and|y|si|i|и))?(?P<cents> [1-9]\d)(?: (?:euro)?cent\w*)?"
    rf"(?= ?(?:per|p/|/|an? |pe |na |за |на |por |pro |bruto)))?(?P<how>{_HOW}{{0,3}})"
    rf"(?: [^\\W\\d]{{3,12}}(?= (?:orankent|hetente|havonta|naponta)))?(?: ?(?:{_PERIOD}))?(?P<how2>{_HOW}?)"
)
# Behind a number word: ` euro per uur`, ` euro vijftig per uur`, ` per uur`.
_WORDS = re.compile(
    rf" (?:(?P<euro>euro'?s?|eur|€|евро|eurot) ?)?(?:(?:en |y |si |i |и )?(?P<cents>[^\W\d_]{{4,14}}|\d\d)(?: cent\w*)? )??"
    rf"(?P<how>{_HOW}{{0,2}}) ?(?:{_PERIOD})?"
)
_ANCHOR = re.compile(r" (?:eur|€|евро|per |p/|an )")
_LAST_WORDS = re.compile(r"(?:(?P<first>[^\W\d_]+)(?P<join>-| y | si | и | ))?(?P<last>[^\W\d_]+)$")
_HUNDREDS = {
    "honderd": 100, "hundred": 100, "sto": 100, "suta": 100, "сто": 100, "szaz": 100, "cien": 100, "hundert": 100,
    "tweehonderd": 200, "driehonderd": 300, "vierhonderd": 400, "vijfhonderd": 500, "zeshonderd": 600,
}  # fmt: skip
# A period said before the amount: `uurloon: 9`, `napi 50 euro`, `half uur € 70`.
_LEAD = re.compile(
    r"(?:(?P<first>[.!?:;\n] ?(?:per uur|per hour|pro stunde|na godzine|pe ora|на час|por hora)(?: [^\W\d]+){1,3})|"
    r"\b(?P<hour>uurloon|uurtarief|uurprijs|uurverdienste|loon per uur|salaris per uur|hourly (?:wage|rate|pay|salary)|"
    r"(?:wage|pay|rate|salary) per hour|stawka(?: godzinowa)?|"
    r"stundenlohn|stundensatz|oraber\w*|oradij\w*|salariu orar|plata pe ora|часова ставка|salario por hora|precio por hora)|"
    r"\b(?P<clock>(?:1|een|heel)? ?uur|1 hour|one hour)|"
    r"\b(?P<day>dagloon|napi(?:dij\w*)?|dniowka|jornal|tageslohn|надница|daily (?:pay|wage|rate))|"
    r"\b(?P<week>weekloon|weeksalaris|heti|weekly (?:pay|wage|salary|rent)|tygodniowo|saptamanal|wochenlohn|weekhuur|wekelijks|"
    r"per week|weekly|седмично|wochentlich|hetente)|"
    r"\b(?P<month>maandloon|\w*maandsalaris|havi|salaris per maand|monthly (?:pay|wage|salary|rent)|monatslohn|"
    r"monatsgehalt|miesiecznie|lunar|месечно|maandhuur|per maand|monatlich)|"
    r"\b(?P<year>jaarsalaris|annual salary|jahresgehalt|yearly salary)|"
    r"\b(?P<half_hour>half ?uur(?:tje)?|30 ?min\w*|half(?: an)? hour)|\b(?P<quarter>kwartier(?:tje)?|15 ?min\w*)|"
    r"\b(?P<night>hele nacht|overnight))(?: ?(?:van|is|vanaf|from|of|bruto|netto|brutto|brut|gross|net|od|ab|voor|for|kost|"
    r"tussen|between|ca\.?|de|este|es|betragt|wynosi|до|tot|"
    r"up to|bedraagt|ligt|zwischen|liegt|intre|entre|pomiedzy|miedzy|между|от|in hoogte|[:=(-]))* ?(?:€|eur|euro)? ?$"
)
_LEAD_HINTS = ("uur", "hour", "stawka", "stund", "ora", "ber", "dij", "час", "salari")
_HINTS = (
    "€",
    "eur",
    "евро",
    "per uur",
    "p/u",
    "/u",
    "uurloon",
    "uurtarief",
    "/h",
    " an hour",
    "per hour",
    "p.u.",
    "brut",
    "gross",
    "salari",
)
_BEFORE = re.compile(rf"{_CURRENCY} ?$")
_LARGE: dict[Period, int] = {"week": 150, "four_weeks": 600, "month": 600}
_FOR_HOURS = re.compile(
    r" ?(?:voor|for|za|pentru|за|por|fur) (?:een dag van )?\d\d? ?(?:uur|hours?|h|godzin\w*|ore|часа|horas|stunden)\b"
)
_OWN_MONEY = {"pl", "ro", "bg", "hu"}  # in these an amount without a currency is not in euro
_OTHER_MONEY = re.compile(
    r"[,.=-]* ?(?:zl|pln|lei|leu|ron|лв|лева|bgn|ft|huf|forint|kc|czk|usd|gbp|tl|chf|dollar|pond|\$|£|%)"
)
_NET = re.compile(r"netto|\bnet\b|neto|\bneta|schoon|in de hand|in hand|na reke|after tax|нето")
_NET_BEFORE = re.compile(r"(?:netto|\bnet|neto|нето)(?: \w{2,9}){0,2}:? ?€? ?$")


def _decimal(raw: str) -> Decimal:
    """Dutch or English writing: three digits behind a sign are thousands, two or one are cents."""
    raw = raw.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", raw):
        head, _, cents = raw.partition("," if "." in raw and raw.find(".") < raw.find(",") else ".")
        if "," not in raw or "." not in raw:
            head, cents = raw, ""
        return Decimal(re.sub(r"\D", "", head) + "." + (cents or "0"))
    return Decimal(raw.replace(",", "."))


def _period(match: "re.Match[str]") -> Period | None:
    return next((name for name, _ in _PERIODS if name in match.re.groupindex and match[name]), None)


def amounts(text: str, language: str) -> Iterator[Money]:
    """Every amount of a normalised text that has a currency or a period, in order of writing kind."""
    if not any(hint in text for hint in _HINTS):
        return
    for match in _AMOUNT.finditer(text):
        money = _read(match, text)
        if money is not None and (money.euro or language not in _OWN_MONEY):
            yield money
    yield from _spelled(text, language)


def _spelled(text: str, language: str) -> Iterator[Money]:
    known = number_words(language)
    for _, end in places_of(text, numbers_said(text, language) | (vocabulary(text) & _HUNDREDS.keys())):
        found = _value_before(text, end, known) if _ANCHOR.match(text, end) else None
        match = _WORDS.match(text, end) if found else None
        if found is None or match is None:
            continue
        start, value = found
        lead = _LEAD.search(text[max(0, start - 40) : start])
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
    return words.start("last"), Decimal(last)


def _read(match: "re.Match[str]", text: str) -> Money | None:
    start = match.start()
    before = text[max(0, start - 40) : start]
    currency = bool(_BEFORE.search(before))
    if start and not currency and (before[-1].isalnum() or before[-1] in ".,$£:"):
        return None
    euro = currency or bool(match["after"] or match["before"] or match["last"])
    period = _period(match) or _said_before(before, euro=euro)
    if period is None and euro and _FOR_HOURS.match(text, match.end()):
        period = "day"
    if not (euro or period == "hour" or _is_large(match["low"], period)) or (
        not euro and _OTHER_MONEY.match(text, match.end("low"))
    ):
        return None
    low, high = _bounds(match, euro=euro)
    sign = text.rfind("€", max(0, start - 2), start)
    begin = start if sign < 0 else sign
    net = bool(
        _NET.search((match["after"] or "") + match["how"] + match["how2"])
        or _NET_BEFORE.search(text, max(0, begin - 20), begin)
    )
    return Money(low, high, period, begin, match.end(), euro, net)


def _is_large(raw: str, period: Period | None) -> bool:
    """A number so high that it is money, though no currency stands with it: `500 per week`."""
    least = _LARGE.get(period) if period else None
    return least is not None and _decimal(raw) >= least


def _said_before(before: str, *, euro: bool) -> Period | None:
    """The period said before an amount; a number without a currency needs the name of an hourly wage."""
    if not euro and not any(hint in before for hint in _LEAD_HINTS):
        return None
    lead = _LEAD.search(before)
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
