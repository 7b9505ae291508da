"""How an amount of money is written: the number, its currency, whether it is before tax, the time that it is for."""

import re
from decimal import Decimal
from typing import NamedTuple

from enrichment.wages.periods import LEAD, PERIOD, PERIODS, Period


class Money(NamedTuple):
    """An amount or a range (low, high) at [start, end); `euro` when a currency sign or word stands with it.

    `left`: of a wage, after something was kept from it; what was kept is in it again.
    """

    low: Decimal
    high: Decimal
    period: Period | None
    start: int
    end: int
    euro: bool
    net: bool
    left: bool = False


_NUMBER = (  # begins with one digit, as a set and no class of Unicode, so that the scan is fast
    r"[0-9](?:\d? [,.] ?\d\d(?!\d)|\d{0,2}(?: \d{3})+(?=(?:,\d\d)? ?(?:€|eur|евро|brut|gross|бруто))(?:,\d\d)?|"
    r"(?<=€ \d)\d? \d{3}\b|"
    r"\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?|\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?|\d*(?:[.,]\d{1,2})?(?!\d))"
)
CURRENCY = r"(?:€(?:-t\b)?|e(?=/| per | an | p/)|euro'?s?(?:kow|t|ert|nyi|val)?\b|eur\b|euri\b|eurow?\b|евро)"
_DASH = r"(?:[,.](?:-{1,2}|=))?"
_RANGE = r" ?(?:-|tot(?: en met)?|t/m|en|a|to|and|bis|do|pana la|до|of|und|y|si|i|и|es|hasta|al|или|sau|oder|or) ?"
_HOW = (
    r"(?: ?\(?(?:bruto|brutos?|bruta|brutas|netto|brutto|brutt|brut|net|neto|netos|neta|netas|gross|all-?in|"
    r"incl\w*\.? \w*toeslag\w*|(?:ex|in)cl\w*\.?|schoon(?: in de hand)?|in de hand|in hand|na reke|per saldo|in mana|на ръка|kezbe|"
    r"en mano|auf die hand|"
    r"(?:per persoon|per person|od osoby|pro person|por persona)(?= ?(?:per|/|p/))|"
    r"contant|zwart|cash|before tax|after tax|нето|бруто)\b\)?,?)"
)


AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?:k(?= ?(?:-|tot|to)))?{_DASH}(?P<after>(?: ?(?:brutto|bruto|netto|de(?= e)))? ?{CURRENCY})?"
    rf"(?:{_RANGE}(?P<before>{CURRENCY} ?)?(?P<high>{_NUMBER})(?! ?(?:euro)?cent){_DASH})?(?P<k>k\b)?(?P<last> ?{CURRENCY})?"
    rf"(?:(?: (?:en|and|y|si|i|и))?(?P<cents> [1-9]\d)(?: (?:euro)?cent\w*)?"
    rf"(?= ?(?:per|p/|/|an? |pe |na |за |на |por |pro |bruto|бруто|brut|the |het |das |(?:for|voor|fur|za|за|pentru|por) (?:each|"
    rf"every|elk|ieder|jed|kazd|вс|fiecare|cada))))?(?P<how>{_HOW}{{0,3}})"
    rf"(?: [^\W\d]{{3,12}}(?= (?:orankent|hetente|havonta|naponta)))?(?: ?(?:{PERIOD}))?(?P<how2>{_HOW}?)"
)
# Behind a number word: ` euro per uur`, ` euro vijftig per uur`, ` per uur`.
WORDS = re.compile(
    rf" (?:(?P<euro>euro'?s?|eur|€|евро|eurot) ?)?(?:(?:en |y |si |i |и )?(?P<cents>[^\W\d_]{{4,14}}|\d\d)(?: cent\w*)? )??"
    rf"(?P<how>{_HOW}{{0,2}}) ?(?:{PERIOD})?"
)
OTHER_MONEY = re.compile(
    r"[,.=-]* ?(?:zl|pln|lei|leu|ron|лв|лева|bgn|ft|huf|forint|kc|czk|usd|gbp|tl|chf|dollar|pond|\$|£|%)"
)
NET = re.compile(
    r"netto|\bnet\b|\bnet[oa]s?|\bschoon\b|in de hand|in hand|na reke|after tax|нето|in mana|на ръка|kezbe|en mano|auf die hand"
)
NET_BEFORE = re.compile(
    r"(?:netto|\bnet|\bnet[oa]s?|нето|take home|na reke|in mana|на ръка|kezbe|en mano|auf die hand|in de hand|do kieszeni|go home with|"
    r"cash in hand|schoon|hou(?:d|dt)? je over)(?: \w{2,9}){0,2}:? ?€? ?$"
)


_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")


def decimal(raw: str) -> Decimal:
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
    id(pattern): tuple(name for name, _ in PERIODS if name in pattern.groupindex) for pattern in (AMOUNT, WORDS, LEAD)
}


def period_of(match: "re.Match[str]") -> Period | None:
    """The time that an amount or the words before it name."""
    names = _TOLD[id(match.re)]
    return next((name for name, said in zip(names, match.group(*names), strict=True) if said), None)
