"""Pay that no period is said of, for a stretch of work that the text measures: a season, a weekend, a day or a shift.

`voor het hele seizoen, 12 weken, 3.600 euro`, `samstag und sonntag von 6 bis 16 uhr, zusammen 180 euro`, `een dag duurt 10 uur
en levert je 100 euro op`. Asked only where no wage was read otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from enrichment.found import Found
from enrichment.wages.around import EXTRA
from enrichment.wages.bare import is_flat
from enrichment.wages.durations import time_before
from enrichment.wages.leads import PAYS
from enrichment.wages.pace import promised
from enrichment.wages.pay import Context, euros, offered
from enrichment.wages.paytime import week_of
from enrichment.wages.together import days_paid
from enrichment.wages.written import Money
from enrichment.worktime.mention import Hours

_SEASON = re.compile(
    r"\b(?:(?:hele|volledige|ganze[ns]?|gesamte[ns]?|whole|entire|full|cal[aey]|calego|intreg(?:ul)?|целия|цял|egesz|toda la|todo el) "
    r"(?:seizoen|saison|season|sezonu?|sezon|temporada|periode|period|winter|zomer|summer|oogst|harvest|zime|zima|lato|idenyre|"
    r"szezon\w*|"
    r"сезон|verano|invierno|sommer|ernte|klus|job|zlecenie)|za calosc|pentru tot sezonul|tot sezonul|за целия период|in een keer|"
    r"in totaal|in total|altogether|in all|lacznie|w sumie|razem|per total|en conjunto|alles zusammen|mindent egyutt|en total|"
    r"insgesamt|osszesen|общо)\b"
)
_WEEKS = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2}) (?:de )?(?:(?P<week>weken|weeks?|tygodni\w*|saptamani|седмици|het(?:es|en|re|ig)?|semanas|wochen)|"
    r"maanden|months?|miesiac\w*|miesiec\w*|luni|месеца?|honap\w*|meses|monate?)\b"
)
_A_MONTH = Decimal(52) / 12  # weeks
_LEAST_SEASON = 500  # euros
_FAR = 300  # characters between an amount and the season that it is for
_TOGETHER = re.compile(
    r"\b(?:samen|totaal|together|altogether|in all|total|razem|lacznie|impreuna|общо|osszesen|egyutt|zusammen|insgesamt)\b"
)
_BRINGS = re.compile(
    r"\b(?:levert|brengt|krijg\w*|verdien\w*|ontvang\w*|brings?|earns?|pays?|get|dostaj\w*|placi\w*|daje|primest\w*|platim|aduce|"
    r"получава\w*|"
    r"przynosi|wychodzi|hoz|deja|dejan|sunt|adunk|levert|brengt|носи|плаща\w*|kapsz|fizet\w*|jar|cobras|ganas|pagamos|recibes|"
    r"bringt|bekomm\w*|zahl\w*|gibt)\b"
)
_BRINGS_BEHIND = re.compile(
    r" ?(?:brutto|bruttot|bruto|gross|brut|бруто)? ?(?:hoz|ad|er|jar|kapsz|op|per dienst)(?!\w)"
)
_IT = re.compile(
    r"(?<!\w)(?:(?:er|daar|hier)voor|(?:er|daar)(?: [^\W_]+){1,5} voor|for (?:it|that|this|all that|the lot)|za (?:to|tyle|taka prace)|"
    r"pentru (?:asta|aceasta|ea|el|toate astea|atat)|за (?:това|него|нея|тази работа|толкова)|erte|ezert|por (?:ello|eso|esto|"
    r"todo eso)|"
    r"dafur|hierfur)(?!\w)"
)
_OF_A_DAY = {"day": 0, "shift": 1, "clock": 2, "pair": 3}  # hours of a day, the surest first
_FAR_DAYS, _BEHIND = 160, 100  # characters between hours of a day and an amount for more of them
_MOST_DAYS = 14
_REACH = 64  # characters between the hours and what they bring
_LEAST = 20  # euros
_LAW = 200  # euros an hour: no wage


def whole_pay(moneys: Sequence[Money], mentions: list[Hours], context: Context) -> Iterator[Found]:
    """Wages per hour, gross or net, of amounts in euro that are for a stretch of work as a whole."""
    for money in offered(moneys, context):
        if money.period is not None or not money.euro or money.high < _LEAST:
            continue
        hours = next(
            filter(None, (of(money, mentions, context) for of in (_of_season, _of_days, _of_shift, _for_it, _of_one))),
            None,
        )
        if hours and 1 <= money.high / hours <= _LAW:
            flags = ":range_upper" * (money.high > money.low) + ":net" * money.net
            yield Found("wage_per_hour", euros(money.high / hours), money.start, money.end, f"wage:whole{flags}")


def _of_season(money: Money, mentions: list[Hours], context: Context) -> Decimal | None:
    """Hours of the season: its weeks, said once in the text, times the hours of a week."""
    if money.high < _LEAST_SEASON:
        return None
    if not _SEASON.search(context.text, *context.near(money.start, money.end, _FAR)):
        return None
    week, weeks = week_of(money, mentions), _weeks(context.text)
    return week * weeks if week and weeks else None


def _weeks(text: str) -> Decimal | None:
    """The one length in weeks that a text tells, else the one in months; None where there are more."""
    found = list(_WEEKS.finditer(text))
    for named in (True, False):
        lengths = {int(match["number"]) for match in found if bool(match["week"]) is named}
        if lengths:
            return lengths.pop() * (Decimal(1) if named else _A_MONTH) if len(lengths) == 1 else None
    return None


def _of_shift(money: Money, mentions: list[Hours], context: Context) -> Decimal | None:
    """Hours said before in the sentence: of a weekend or a week as one sum, or of a day that brings so much."""
    left, _ = context.sentence(money.start, money.end)
    near = [one for one in mentions if left <= one.start and 0 <= money.start - one.end <= _REACH]
    brings = _BRINGS_BEHIND.match(context.text, money.end) is not None
    for one in sorted(near, key=lambda one: money.start - one.end):
        gap = context.text[one.end : money.start]
        if re.search(r"\d", gap):
            continue
        if one.per in {"weekend", "sum"} and _TOGETHER.search(gap):
            return one.low
        if one.per in {"day", "shift"} and (brings or _BRINGS.search(gap)) and not _TOGETHER.search(gap):
            return one.low
    return None


def _of_days(money: Money, mentions: list[Hours], context: Context) -> Decimal | None:
    """Hours of so many days that the amount is for together: those of a day, said near, times the days."""
    number = days_paid(context.text, money.start, money.end)
    if number is None:
        return None
    near = [one for one in mentions if -_BEHIND <= money.start - one.end <= _FAR_DAYS]
    each = min(
        (one for one in near if one.per in _OF_A_DAY),
        key=lambda one: (_OF_A_DAY[one.per], abs(money.start - one.end)),
        default=None,
    )
    days = number or max((int(one.low) for one in near if one.per == "days"), default=0)
    return each.low * days if each and 1 < days <= _MOST_DAYS else None


def _for_it(money: Money, mentions: list[Hours], context: Context) -> Decimal | None:
    """Hours of the stretch of a day told right before, that the amount is said to be for: `van 8 tot 13. Je krijgt er 60 euro voor`."""
    left, right = context.near(money.start, money.end, _REACH)
    if not _IT.search(context.text, left, right):
        return None
    near = [one for one in mentions if one.per in _OF_A_DAY and 0 <= money.start - one.end <= _FAR_DAYS]
    last = max(near, key=lambda one: one.end, default=None)
    if last is None:
        told = time_before(context.text, money.start, _FAR_DAYS)
        return told if told and _LEAST_TIME <= told <= _MOST_TIME else None
    return last.low if last and not re.search(r"\d", context.text[last.end : money.start]) else None


_LEAST_TIME, _MOST_TIME = 1, 12  # hours of one stretch
_WORKED_MANY = frozenset(("week", "sum", "basis"))
_PAID = re.compile(rf"(?<!\w){PAYS}(?: [^\W\d_]+){{0,3}}:? ?€? ?$")
_PAID_BEHIND = re.compile(
    rf" ?(?:[^\W\d_]{{1,9}} )?(?:{PAYS}|cash|contant|handje|handjes?|gotowka|do reki|in mana|cash in mana|на ръка|в брои|kezbe|en mano|"
    r"bar auf die hand|bar|in hand|handgeld)(?!\w)"
)
FRIEND = re.compile(
    r"\b(?:refer\w*|friend\w*|vriend\w*|aanbreng\w*|znajom\w*|polec\w*|priete\w*|recomand\w*|приятел\w*|barat\w*|ajanl\w*|amig\w*|"
    r"recomiend\w*|freund\w*|empfehl\w*|korting|discount|rabat\w*|reducere|отстъпка|kedvezmeny|descuento)\b"
)
_MOST_ONCE, _LEAST_ONCE, _BEST = 300, 20, 40  # euros for one day, and at most so many an hour


def _of_one(money: Money, mentions: list[Hours], context: Context) -> Decimal | None:
    """Hours of the one stretch of work that an advert tells, of what somebody gets: `zaterdag van 8 tot 17 uur. Je krijgt 70`."""
    stretches = [one for one in mentions if one.per in {"clock", "shift", "pair"}]
    many = any(one.per in _WORKED_MANY or (one.per == "days" and one.low > 1) for one in mentions)
    if len(stretches) != 1 or many or not _LEAST_ONCE <= money.high <= _MOST_ONCE:
        return None
    text, hours = context.text, stretches[0]
    if not -_BEHIND <= money.start - hours.end <= _FAR_DAYS or money.high / hours.low > _BEST:
        return None
    left, right = context.near(money.start, money.end, _FAR_DAYS)
    if EXTRA.search(text, left, right) or FRIEND.search(text, left, right) or promised(text):
        return None
    before = text[max(0, money.start - _REACH) : money.start]
    paid = _PAID.search(before) or _PAID_BEHIND.match(text, money.end) or is_flat(text, money.start, money.end)
    return hours.low if paid else None
