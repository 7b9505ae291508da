"""Amounts in euro with the time they are for: `€ 1.850,- bruto per maand`, `8,50 p/u`, `acht euro per uur`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from enrichment.digits import number_words

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


_NUMBER = (
    r"\d{1,3}(?: \d{3})+(?=(?:,\d\d)? ?(?:€|eur))(?:,\d\d)?|"
    r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d{1,2})?(?!\d)"
)
_CURRENCY = r"(?:€|euro'?s?\b|eur\b|евро)"
_DASH = r"(?:[,.](?:-{1,2}|=))?"
_RANGE = r" ?(?:-|tot(?: en met)?|t/m|en|a|to|and|bis|do|pana la|до|of) ?"
_HOW = (
    r"(?: ?\(?(?:bruto|netto|brutto|brut|net|neto|gross|all-?in|(?:ex|in)cl\w*\.?|schoon(?: in de hand)?|in de hand|"
    r"contant|zwart|cash|na reke|нето|бруто)\b\)?,?)"
)
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("half_hour", r"(?:per|/|voor|for|a)? ?(?:een |a |an )?(?:half ?uur|halfuurtje|half(?: an)? hour|30 ?min\w*)"),
    ("quarter", r"(?:per|/|voor|for|a)? ?(?:een )?(?:kwartier\w*|15 ?min\w*)"),
    (
        "hour",
        r"(?:per|p\.?|/|p/|an?|each|pe|por|a la|la|die|pro|je|in der|за|на|в|za|na|voor(?: een)?|for an?)"
        r" ?(?:1 )?(?:uur|u|hour|hr|h|ora|hora|std|stunde|час|godzine|godz)\b\.?|hourly|orankent",
    ),
    (
        "day",
        r"(?:per|p/|/|an?|al|pe|por|am|pro|на|za|na|p\.) ?(?:werk)?(?:dag|day|dzien|zi|dia|tag|ден)\b|dziennie|"
        r"naponta|daily",
    ),
    ("four_weeks", r"(?:per|/) ?(?:4|vier|four) ?(?:weken|weeks)"),
    (
        "week",
        r"(?:per|p/|/|a la|an?|pe|por|pro|die|in der|на|na|p\.) ?(?:week|wk|w|saptamana|semana|woche|седмица|"
        r"tydzien)\b|"
        r"weekly|tygodniowo|hetente",
    ),
    (
        "month",
        r"(?:per|p/|/|an?|al|pe|por|pro|im|на|na|p\.) ?(?:maand|mnd|m|month|luna|mes|monat|месец|miesiac)\b\.?|"
        r"monthly|miesiecznie|havonta|pm\b",
    ),
    ("year", r"(?:per|p/|/|an?) ?(?:jaar|j|year|annum)\b|yearly|annually"),
    ("night", r"(?:per|/|a|voor(?: een| de)?|for (?:the|a)) ?(?:hele )?(?:nacht|night)\b"),
    (
        "piece",
        r"(?:per|/|pp|a) ?(?:stuk|kist|km|kilometer|kilo|kg|m2|persoon|person|piece|dienst|rit|keer|mile|ticket)\b",
    ),
)
_PERIOD = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS)
_AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER}){_DASH}(?P<after> ?{_CURRENCY})?"
    rf"(?:{_RANGE}(?P<before>{_CURRENCY} ?)?(?P<high>{_NUMBER}){_DASH})?(?P<last> ?{_CURRENCY})?"
    rf"(?P<cents> [1-9]\d(?= ?(?:per|p/|/)))?(?P<how>{_HOW}{{0,3}})(?: ?(?:{_PERIOD}))?(?P<how2>{_HOW}?)"
)
# Behind a number word: ` euro per uur`, ` euro vijftig per uur`, ` per uur`.
_WORDS = re.compile(
    rf" (?:(?P<euro>euro'?s?|eur|€|евро) ?)?(?:(?P<cents>[^\W\d_]{{4,14}}) )??(?P<how>{_HOW}{{0,2}}) ?(?:{_PERIOD})"
)
_ANCHOR = re.compile(r" (?:eur|€|евро|per |p/|an )")
_LAST_WORD = re.compile(r"[^\W_]+$")
# A period said before the amount: `uurloon: 9`, `napi 50 euro`, `half uur € 70`.
_LEAD = re.compile(
    r"\b(?:(?P<hour>uurloon|uurtarief|uurprijs|hourly (?:wage|rate|pay)|stawka(?: godzinowa)?|stundenlohn|oraber|"
    r"oradij)|(?P<clock>(?:1|een|heel)? ?uur|1 hour|one hour)|"
    r"(?P<day>dagloon|napi|dniowka)|(?P<week>weekloon|heti)|(?P<month>maandloon|maandsalaris|havi|salaris per maand)|"
    r"(?P<half_hour>half ?uur(?:tje)?|30 ?min\w*|half(?: an)? hour)|(?P<quarter>kwartier(?:tje)?|15 ?min\w*)|"
    r"(?P<night>hele nacht|overnight))(?: ?(?:van|is|vanaf|from|of|bruto|netto|od|ab|voor|for|kost|[:=-]))* ?(?:€|"
    r"eur|euro)? ?$"
)
_HINTS = ("€", "eur", "евро", "per uur", "p/u", "/u", "uurloon", "uurtarief", "/h", " an hour", "per hour", "p.u.")
_BEFORE = re.compile(rf"{_CURRENCY} ?$")
_OWN_MONEY = {"pl", "ro", "bg", "hu"}  # in these an amount without a currency is not in euro
_OTHER_MONEY = re.compile(r"[,.=-]* ?(?:zl|pln|lei|ron|лв|bgn|ft|huf|forint|kc|czk|usd|gbp|tl|\$|£|%)")
_NET = re.compile(r"netto|\bnet\b|neto|schoon|in de hand|na reke|нето")


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


def _before(text: str, start: int) -> "tuple[re.Match[str] | None, bool]":
    """The period and whether a currency stand before an amount."""
    lead = text[max(0, start - 40) : start]
    return _LEAD.search(lead), bool(_BEFORE.search(lead))


def amounts(text: str, language: str) -> Iterator[Money]:
    """Every amount of a normalised text that has a currency or a period, in order of writing kind."""
    if not any(hint in text for hint in _HINTS):
        return
    for match in _AMOUNT.finditer(text):
        money = _read(match, text)
        if money is not None and (money.euro or language not in _OWN_MONEY):
            yield money
    yield from _spelled(text, number_words(language))


def _spelled(text: str, known: dict[str, int]) -> Iterator[Money]:
    for anchor in _ANCHOR.finditer(text):
        word = _LAST_WORD.search(text, max(0, anchor.start() - 16), anchor.start())
        match = _WORDS.match(text, anchor.start()) if word and word.group() in known else None
        if word is None or match is None or not (match["euro"] or _period(match) == "hour"):
            continue
        value = Decimal(known[word.group()]) + Decimal(known.get(match["cents"] or "", 0)) / 100
        net = bool(_NET.search(match["how"]))
        yield Money(value, value, _period(match), word.start(), match.end(), bool(match["euro"]), net)


def _read(match: "re.Match[str]", text: str) -> Money | None:
    start = match.start()
    lead, currency = _before(text, start)
    if start and not currency and (text[start - 1].isalnum() or text[start - 1] in ".,$£:"):
        return None
    euro = currency or bool(match["after"] or match["before"] or match["last"])
    said: Period | None = ("hour" if euro and lead["clock"] else _period(lead)) if lead else None
    period = _period(match) or said
    if not (euro or period == "hour") or (not euro and _OTHER_MONEY.match(text, match.end("low"))):
        return None
    low = _decimal(match["low"])
    high = _decimal(match["high"]) if match["high"] else low
    if match["cents"] and euro and match["low"].isdigit():
        low = high = low + Decimal(match["cents"].strip()) / 100
    if high < low:
        low, high = (high, low) if high * 10 > low else (low, low)
    sign = text.rfind("€", max(0, start - 2), start)
    begin = start if sign < 0 else sign
    return Money(low, high, period, begin, match.end(), euro, bool(_NET.search(match["how"] + match["how2"])))
