"""Piece rates with a stated pace: `40 cent per kist, 25 in een uur`, `€4.50 a room, two rooms each hour`."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from enrichment.wages.around import EXTRA
from enrichment.wages.durations import agrees, lasting
from enrichment.wages.heads import heads
from enrichment.wages.piecework import is_least, quickest
from enrichment.wages.written import Money

_NO_TIME = (
    r"(?!uur|hour|ora\b|hora|stunde|час|godz|dag|day|week|month|maand|jaar|year|mes\b|dia\b|tag\b|monat|luna\b|zi\b|ден|persoon|"
    r"nacht|night|kilometer|km\b|fortnight|weekend|shift|dienst|minu|tydzien|dzien|miesiac|noc\b|saptamana|noapte|седмица|месец|"
    r"semana|noche|woche|nap\b|het\b)"
)
_PIECE = re.compile(
    r" ?(?:bruto|gross|brutto|brut|бруто|brutos)? ?(?:per|/|p/|a|an|za|за|pe|por|pro|на|je|el|la|voor (?:een|elke|"
    r"iedere)|fur (?:eine|jede)|pentru (?:o|fiecare)|за (?:един|една|всеки|всяка)|for (?:each|every)|each|every|minden|fiecare|od|"
    r"furs|ums|de|the|das|het) ?"
    rf"(?P<thing>{_NO_TIME}[^\W\d_]{{3,}})(?: (?P<next>{_NO_TIME}[^\W\d_]{{3,}}))?"
)
_HOUR = (
    r"(?:in een|in 1|per|p/|/|an|each|every|within an|binnen een|in an|w|na|za|przez|w ciagu|pe|in(?: tr)?-o|intr-o|la|"
    r"на(?: всеки)?|за|"
    r"за един|за 1|всеки|por|en una|durante una|cada|"
    r"a la|pro|in der|in einer|je|jede|die|egy|in) ?"
    r"(?:uur|hour|hr|h|godzin[ae]|ora|час|hora|stunde|oraban|ora alatt)\b|orankent"
)
_HOURS = (
    r"(?:in|w|за|en|alatt|om de|per|na|la) "
    r"(?P<hours>[2-9]|1\d) ?(?:uur|uurtjes|hours?|hrs|std|h|godzin\w*|ore|часа|horas|stunden|ora alatt)\b"
)
_PACE = re.compile(
    rf"(?<![\d.,€:-])(?P<number>\d{{1,3}}) (?:(?:de )?(?P<thing>kg|[^\W\d_]{{3,}})(?:'s)? )?(?:[^\W\d_]{{3,}} )?(?:{_HOUR}|{_HOURS})"
)
_PACE_BEHIND = re.compile(
    rf"(?:{_HOUR}|egy ora alatt) (?:[^\W\d_]+ ){{0,3}}(?P<number>\d{{1,3}}) (?:de )?(?P<thing>[^\W\d_]{{3,}})"
)
_PIECE_BEFORE = re.compile(  # `per kist 40 cent`, `ladankent 50 cent`
    r"(?:(?<!\w)(?:per|pro|za|pe|por|на|за|je|a|voor (?:een|elke|iedere)|for (?:each|every)|fur (?:eine|jede)|pentru (?:o|fiecare)) "
    r"(?P<thing>[^\W\d_]{3,})|(?P<each>[^\W\d_]{3,}?)[aeo]nkent)"
    r"[ :]{1,2}(?:(?:krijg je|betalen we|ontvang je|geven we|we pay|you get|we give|placa|placimy|dostajesz|platim|primesti|плащат|"
    r"плащаме|получаваш|pagamos|pagan|cobras|gibt es|zahlen wir|bekommst du) )?€? ?$"
)
# `voor elk huisje dat je doet staat 30 euro`: words alone up to the amount.
_PIECE_LEADS = re.compile(
    rf"(?<!\w)(?:per|pro|za kazd[ya]|od|pe|voor (?:een|elk|elke|iedere?)|for (?:each|every)|fur (?:eine|jede[ns]?)|"
    rf"pentru (?:o|fiecare)|"
    rf"за (?:една|един|едно|всяка|всеки|всяко)|por cada|minden) {_NO_TIME}(?P<thing>[^\W\d_]{{3,}})(?: [^\W\d_]+){{0,5}}:? ?€? ?$"
)
_REACH = 60
BY_CUSTOMERS = re.compile(
    r"\b(?:klanten|gasten|customers?|clients?|guests|klienci|goscie|clientii|клиентите|ugyfelek|vendegek|clientes?|huespedes|kunden|"
    r"gaste)\b"
    r"[^,]{0,20}\b(?:betal\w*|pay\w*|plac\w*|platesc|плащат|fizet\w*|pagan?|zahl\w*|bezahl\w*)\b"
)
_LAW = re.compile(
    r"minimum(?:loon| wage)|wml|placa minimaln|salariul? minim|минималн|minimalber|salario minimo|mindestlohn"
)
# What tells of the thing that it is done with, before its name: `per gedane kamer`, `za posprzatany pokoj`, `pro fertiges zimmer`.
_ADJECTIVE = re.compile(
    r"(?:ge|op|af|in|uit|schoon|be|ver)\w+(?:de|te|en)|hele|volle|schone|[^\W\d_]+ed|full|whole|clean|single|filled|done|[^\W\d_]+(?:any|ony|ana|ona|"
    r"ane|one|ety|eta|ty)|caly|cala|pelny|pelna|[^\W\d_]+(?:ен|ена|ено|ана|ан|ано|ата|ят)|цяла|пълна|kesz|teli|tele|[^\W\d_]+(?:ott|ett|tt)|"
    r"(?:ge|fertig|sauber|voll|ganz)[^\W\d_]*(?:e|es|en|er)"
)
_LONG_STEM = 4
_MOST_PACE = 200
_MOST_PACES = 40  # in one text; a job has a few
_MOST_A_PIECE = 20  # euros, …
_MOST_A_THING = 150  # … and for a house
_RATE = re.compile(
    r"uur|hour|\bhr\b|/h\b|godz|\bor[ae]\b|orankent|час|hora|stund|\boraban|\bhrs\b|kwartier|quarter|kwadrans|sfert|"
    r"\d ?(?:de )?(?:min|perc|мин)"
)  # one of these stands in every pace


def paced(moneys: Sequence[Money], text: str) -> Iterator[tuple[Money, Decimal]]:
    """(amount per piece, gross euros per hour) where the text says how many are done in an hour, or how long one takes."""
    able = [one for one in moneys if one.period in {None, "piece"} and one.high <= _MOST_A_THING]
    if not able or not _RATE.search(text):
        return
    able = [one for one in able if not _is_beside(one, text)]
    paces = [(one, Decimal(most) / _hours(one)) for one, most in islice(_paces(moneys, text), _MOST_PACES)]
    for money in able:
        thing = _thing(money, text)
        agreeing = [rate for one, rate in paces if (agrees(one["thing"], thing) if thing else _named(one, money, text))]
        if BY_CUSTOMERS.search(re.split(r"[.;!?\n]", text[max(0, money.start - 40) : money.start])[-1]):
            continue  # what they pay is no wage
        if agreeing:
            yield money, money.high * max(agreeing) / heads(text, money.start, money.end)
        elif not paces and (hours := _lasts(money, thing, text)):
            yield money, money.high / hours / heads(text, money.start, money.end)


def _lasts(money: Money, thing: str | None, text: str) -> Decimal | None:
    """Hours that a piece takes, the shortest told, where an amount is for a piece."""
    if thing is None and money.period != "piece":
        return None
    told = lasting(text)
    named = [one.hours for one in told if one.thing and agrees(one.thing, thing)]
    return min(named or [one.hours for one in told if one.thing is None], default=None)


def _is_beside(money: Money, text: str) -> bool:
    """Whether the clause before an amount tells of a bonus or a surcharge."""
    return EXTRA.search(re.split(r"[.,;:!?\n]", text[max(0, money.start - 40) : money.start])[-1]) is not None


_BY_PIECE = re.compile(
    r"\b(?:akkoord\w*|stukloon|per stuk|per \w*(?:kist|krat|bak|doos|kamer)|piece ?(?:rate|work)|per piece|akord\w*|"
    r"od sztuki|na sztuki|"
    r"acord|la bucata|на броика|на парче|на брои|на бройка|akkord\w*|darabber\w*|darabonkent|destajo|por pieza|stucklohn|stuckzahl)\b"
)


def paid_by_piece(text: str) -> bool:
    """Whether a text names pay by the piece."""
    return _BY_PIECE.search(text) is not None


def promised(text: str) -> bool:
    """Whether the law's minimum is named beside a rate per piece: then nobody is paid less, whatever the pace."""
    return _LAW.search(text) is not None


_PER_THING = re.compile(
    r" (?:per|pro|voor elke?|for each|for every|za|od|pe|por|на|за) (?:[^\W\d_]{3,} )?[^\W\d_]{2,}(?P<gross>,? (?:brut\w{0,2}|"
    r"gross|бруто))?(?!\w)"
)


def for_a_thing(text: str, end: int) -> bool:
    """`0,25 per bos bruto`, `4,50 per kilo, in een uur pel je er twee`: a number that ends at `end`, before tax or beside a pace."""
    thing = _PER_THING.match(text, end)
    return thing is not None and (thing["gross"] is not None or has_pace(text))


@lru_cache(maxsize=8)  # asked for by each amount of one text
def has_pace(text: str) -> bool:
    """Whether a text tells how many of a thing somebody does in an hour: nobody but who is paid for it needs to know."""
    return _RATE.search(text) is not None and any(
        match["thing"] and not match["thing"].startswith(("km", "kilom", "euro", "pers", "minu"))
        for match in _PACE.finditer(text)
    )


def _paces(moneys: Sequence[Money], text: str) -> "Iterator[tuple[re.Match[str], int]]":
    """How many are done in an hour, at most, wherever that is said and is no amount itself."""
    euros = sorted((one.start, one.end) for one in moneys if one.euro)
    for pattern in (_PACE, _PACE_BEHIND):
        for match in pattern.finditer(text):
            at = bisect_right(euros, (match.start(), len(text)))
            if at and match.start() < euros[at - 1][1]:
                continue
            if 2 <= int(match["number"]) <= _MOST_PACE and not is_least(match, text):
                yield match, quickest(match, euros, text)


def _hours(pace: "re.Match[str]") -> int:
    """In how many hours so many are done: 3 of `4 kartony w 3 godziny`."""
    return int(pace.groupdict().get("hours") or 1)


def _thing(money: Money, text: str) -> str | None:
    """What is paid for: `kist` of `40 cent per kist`."""
    match = _PIECE.match(text, money.end) or _PIECE.search(text, money.start, money.end)
    if match:
        return match["next"] if match["next"] and _ADJECTIVE.fullmatch(match["thing"]) else match["thing"]
    before = _PIECE_BEFORE.search(text, max(0, money.start - 40), money.start)
    if before:
        return before["thing"] or before["each"]
    led = _PIECE_LEADS.search(text, max(0, money.start - _REACH), money.start)
    return led["thing"] if led else None


def _named(pace: "re.Match[str]", money: Money, text: str) -> bool:
    """Whether the thing that is counted stands before the amount: `eine Kiste bringt 1,50 Euro, sechs Kisten in der Stunde`."""
    thing = pace["thing"]
    if not thing or len(thing) < _LONG_STEM or not money.euro or money.high > _MOST_A_PIECE:
        return False
    stem = re.escape(thing[:_LONG_STEM])
    if re.match(rf" (?:de )?{stem}", text[money.end : money.end + _LONG_STEM + 4]):
        return True  # `25 de centi caserola`
    clause = re.split(r"[.,;:!?\n]", text[max(0, money.start - 40) : money.start])[-1]
    return re.search(rf"(?<!\w){stem}", clause) is not None
