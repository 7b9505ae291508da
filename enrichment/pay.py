"""What an amount of money is: a wage, a price for a service, or rent that is kept from a wage."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from enrichment.found import Found
from enrichment.hours import Hours
from enrichment.money import Money
from enrichment.text import Source, fold

_WORK_CATEGORY = re.compile(
    r"vacature|werk|baan|banen|job|personeel|praca|munca|locuri de munca|работа|allas|munka|trabajo|empleo|arbeit|"
    r"stellen|"
    r"au ?pair|uitzend|horeca|oogst|schoonmaak|productie|logistiek|bouw"
)
_SEX_CATEGORY = re.compile(r"escort|erotiek|erotisch|erotic|seks|\bsex|massage|prive|contact|dating|sensual|tantra")
_PAY = re.compile(
    r"\b(?:\w*loon|salaris\w*|uurtarief|verdien\w*|bruto|netto|betaald|vacature|medewerker\w*|personeel|collega\w*|"
    r"pay|paid|salary|wages?|earn\w*|jobs?|gross|workers?|employees?|hiring|zarobki|stawka|wyplata|wynagrodzenie|"
    r"praca|salariu\w*|"
    r"salar|munca|plata|заплата|заплащане|работа|работници|fizetes|ber|oraber|munka|sueldo|salario|trabajo|lohn|"
    r"gehalt|verdienst|"
    r"wij betalen|we betalen|productie\w*|magazijn\w*|oogst\w*|au pair|kassen|horeca\w*|uitzend\w*|chauffeur\w*|plukk\w*|"
    r"inpak\w*|orderpick\w*|warehouse|factory|farm|harvest|cleaning|cleaner|driver|uur per week|hours per week|"
    r"oppas\w*|gezocht|zoeken|schoonma\w*|inwonend\w*|inwoning|"
    r"arbeit\w*|werk|baan|bijbaan\w*|werken|werkzaamheden|work)\b"
)
_SEX = re.compile(
    r"\b(?:escort\w*|erotisch\w*|erotic|seks\w*|sex\w*|massage\w*|ontvangst|prive|incall|outcall|trio|tantra|"
    r"blow\w*|girls?|gfe)\b"
)
_STRONG_PAY = re.compile(
    r"\b(?:\w*loon|salaris\w*|verdien\w*|bruto|salary|wages?|earn\w*|gross|vacature|zarob\w*|stawka|wyplata|"
    r"salariu\w*|заплата|"
    r"fizetes|sueldo|salario|lohn|gehalt)\b"
)

# An amount behind or before these words is no wage: extras, costs, what customers pay.
_EXTRA_BEFORE = re.compile(
    r"(?:toeslag|toelage|dodat\w*|premia|diet[ay]|bonus\w*|vergoeding|reiskosten\w*|kilometer\w*|onkosten\w*|"
    r"fooi\w*|tips?|allowance|"
    r"premie|premium|tegoed|"
    r"korting|boete|borg|deposit|fine|kaution|inschrij\w*|bemiddeling\w*|commissie|provisie|parkeren|parkeer\w*|"
    r"entree|ticket\w*|"
    r"klant\w*|customers?|verhuur|te huur|huren|extra|winkelwaarde|aanbetaling|voorschot|omzet|budget|"
    r"cadeau\w*)\b[^.;!?\n]{0,24}$"
)
_EXTRA_AFTER = re.compile(
    r"[ ,]{0,2}(?:\w+ )?(?<!exclusief )(?<!excl )(?<!inclusief )(?:toeslag|bonus|extra|vergoeding|reiskosten\w*|"
    r"korting|fooi|allowance|omzet)\b"
)
_EXCLUDED_TAIL = re.compile(r"[ ,(]{0,2}(?:excl|incl|ex|plus|\+|en|met|and|with|exclusief|inclusief)\b")
_HOUSING = re.compile(
    r"\b(?:huisvesting\w*|huur\w*|kamer\w*|woning|woonruimte|accommodat\w+|accomodat\w+|housing|rent|room|lodging|"
    r"mieszkan\w*|"
    r"zakwaterowan\w*|kwater\w*|cazare\w*|квартира\w*|szallas\w*|lakhatas|alojamiento|habitacion|miete|unterkunft|"
    r"wohn\w*|slaapplek|"
    r"inwoning|verblijf)\b"
)
_FREE = re.compile(r"\b(?:gratis|free|geen|no|darmowe|bezplatne|gratuita?|gratuit|kostenlose)\s?\w{0,5}\s?$")
_KEPT = re.compile(
    r"\b(?:ingehouden|inhoud\w*|inhouden|houden\w*|afgetrokken|aftrek|verrekend|deduct\w*|withheld|potrac\w*|"
    r"retin\w*|retinut\w*|"
    r"reten\w*|удържа\w*|levon\w*|descont\w*|descuent\w*|abgezogen|einbehalten|abzug)\b"
)
_WEEKS = {"week": Decimal(1), "four_weeks": Decimal(1) / 4, "month": Decimal(12) / 52, "day": Decimal(7)}


def is_work(source: Source, text: str) -> bool:
    """Whether amounts in this advert are wages: the category decides, then an employer, then the words of the text."""
    fields = {
        field: fold(source.text[start:end]) for field, start, end in source.spans if field in {"category", "employer"}
    }
    category = fields.get("category", "")
    if _WORK_CATEGORY.search(category):
        return True
    if _SEX_CATEGORY.search(category):
        return bool(_STRONG_PAY.search(text))
    if "employer" in fields:
        return True
    return bool(_PAY.search(text)) and (not _SEX.search(text) or bool(_STRONG_PAY.search(text)))


def _euros(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _sentence(text: str, start: int, end: int) -> str:
    left = max(text.rfind(sign, 0, start) for sign in (". ", "\n", "! ", "? ", ";"))
    stops = [at for at in (text.find(sign, end) for sign in (". ", "\n", "! ", "? ", ";")) if at >= 0]
    return text[max(left + 1, start - 90) : min([*stops, end + 90, len(text)])]


def _is_extra(money: Money, text: str) -> bool:
    if text[max(0, money.start - 3) : money.start].rstrip(" €").endswith("+"):
        return True
    if _EXTRA_BEFORE.search(text, max(0, money.start - 44), money.start):
        return True
    return bool(_EXTRA_AFTER.match(text, money.end)) and not _EXCLUDED_TAIL.match(text, money.end)


def _hours_for(money: Money, mentions: list[Hours]) -> Decimal | None:
    """Hours that a pay per day, week or month stands for; of a range the fewest, so that no breach is made up."""

    def first(per: str, within: int) -> Decimal | None:
        near = [at for at in mentions if at.per == per and abs(at.start - money.start) <= within]
        return min(near, key=lambda at: abs(at.start - money.start)).low if near else None

    if money.period == "day":
        return first("day", 10_000) or first("near", 40)
    week = first("week", 10_000)
    if week is None:
        day, days = first("day", 200), first("days", 200)
        week = day * days if day and days else None
    if week is None:
        return None
    return week * {"week": Decimal(1), "four_weeks": Decimal(4), "month": Decimal(52) / 12}[money.period or "week"]


def _wage(money: Money, mentions: list[Hours]) -> Found | None:
    """Gross or net pay per hour; of a range the upper bound."""
    if money.period == "hour":
        hours: Decimal | None = Decimal(1)
    elif money.period in {"day", "week", "four_weeks", "month"}:
        hours = _hours_for(money, mentions)
    else:
        hours = None
    if not hours:
        return None
    wage = money.high / hours
    if not Decimal(1) <= wage <= 200 or (not money.euro and not 4 <= wage <= 40):
        return None
    flags = [f"wage:{money.period}"] + ["range_upper"] * (money.high > money.low) + ["net"] * money.net
    return Found("wage_per_hour", _euros(wage), money.start, money.end, ":".join(flags))


def _distance(money: Money, start: int, end: int) -> int:
    """Characters between an amount and a word; a word just before an amount is a little nearer than one behind it."""
    return 2 * (money.start - end) if money.start >= end else 2 * (start - money.end) + 1


def _housing_words(moneys: list[Money], text: str) -> dict[int, str]:
    """Per amount (its start) the sentence with the housing word that belongs to it: a word goes with one amount only."""
    found: dict[int, str] = {}
    for word in _HOUSING.finditer(text):
        if _FREE.search(text, max(0, word.start() - 14), word.start()):
            continue
        money = min(moneys, key=lambda one: _distance(one, *word.span()))
        sentence = _sentence(text, money.start, money.end)
        if word.group() in sentence and _distance(money, *word.span()) <= 120:
            found.setdefault(money.start, sentence)
    return found


def _housing(money: Money, sentence: str | None, text: str) -> Found | None:
    """Rent per week; `by` tells whether the sentence says that it is kept from the wage."""
    if sentence is None or money.period not in _WEEKS:
        return None
    kept = bool(_KEPT.search(sentence))
    paid = _STRONG_PAY.search(text, max(0, money.start - 16), money.start)
    if not kept and (paid or not _HOUSING.search(text, max(0, money.start - 30), money.end + 30)):
        return None
    value = _euros(money.high * _WEEKS[money.period])
    return Found(
        "housing_deduction_per_week", value, money.start, money.end, "housing:" + ("kept" if kept else "stated")
    )


def of_work(moneys: list[Money], mentions: list[Hours], text: str) -> Iterator[Found]:
    """Wages per hour and housing deductions per week among the amounts of a vacancy."""
    rooms = _housing_words(moneys, text)
    for money in moneys:
        if money.euro and (housing := _housing(money, rooms.get(money.start), text)):
            yield housing
        elif not _is_extra(money, text) and (wage := _wage(money, mentions)):
            yield wage


def of_service(moneys: list[Money], price_text: tuple[int, int] | None) -> Iterator[Found]:
    """Prices of an advert that offers something: amounts with a time, and whatever stands in the price field."""
    for money in moneys:
        priced = price_text is not None and price_text[0] <= money.start < price_text[1]
        bare = money.period in {"half_hour", "quarter", "hour"} and 20 <= money.high <= 1000
        if (money.euro and (money.period or priced)) or bare:
            yield Found("price", _euros(money.high), money.start, money.end, f"price:{money.period or 'once'}")
