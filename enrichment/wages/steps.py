"""Wages that hold for a while or for some of the hours, and that everybody gets: `inwerken 11 euro, daarna 15`, `domingos, 12`.

The minimum holds for each hour of them too, so the lowest of such wages is laid beside it, and not the best that is offered.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from enrichment.found import Found
from enrichment.wages.around import EXTRA
from enrichment.wages.stepwords import AFTER, FIRST, SOME_HOURS, SOME_HOURS_MANY
from enrichment.wages.written import decimal
from enrichment.words.sentences import sentence_around

_REACH, _BEHIND = 90, 44  # characters before a wage and behind it that may say when it holds
_SIGNS = re.compile(r"[.;!?\n](?!\d)")
_CLAUSE = re.compile(
    r"[.,;!?\n](?!\d)|(?<!\w)(?:daarna|en|and|then|after|i|potem|si|apoi|и|после|es|utana|y|luego|despues|und|danach)(?!\w)"
)
_YOUNG = re.compile(r"jong|young|youth|jugend|mlodzie|tiner|fiatal|joven|млад|leerling|scholier|student|stag")
_OF_THE_YOUNG = re.compile(
    r"(?<![\d.,:€])(?:1[3-9]|20)(?![\d%]|[.,]\d| ?(?:euro?|евро|€|u\b|uur|h\b|hours?|days|dagen|weken|weeks))|"
    + _YOUNG.pattern
)
_BARE = re.compile(
    rf"(?:^|[.;,:!?\n-] ?|\b(?:en|and|i|si|и|y|und|es) )(?:(?:on|op|w|los|am|an|на|в|през) )?(?:{SOME_HOURS_MANY})(?:[,:]|"
    rf" [^\W\d_]{{2,9}}){{0,3}} ?€? ?(?P<number>\d{{1,2}}(?:[.,]\d\d)?)(?: ?(?:euro?s?|€|евро))?"
    r"(?=[.,;!?\n](?! ?\d)|$| (?:bruto?s?|brutto|gross|бруто|want|omdat|because|bo|mert|weil|porque|защото|pentru)\b)"
)
# What stands behind `the first two months`: a number alone, which the other wage tells to be per hour.
_FIRST_PAID = re.compile(
    r"(?: (?!\d)[^\W\d_]{1,12})*?(?:[:,]|,? ?-)? ?(?:€ ?(?P<sign>\d{1,2}(?:[.,]\d\d)?)|"
    r"(?P<cents>\d{1,2}[.,]\d\d)|(?P<money>\d{1,2})(?= ?(?:euro?|€|евро))|(?P<bare>\d{1,2})(?=[.,;!?)\n]|$))"
    r"(?: ?(?:euro?s?|€|евро)(?!\w))?(?: (?:bruto?s?|brutto|gross|brut|бруто))?"
    r"(?=[.,;!?)\n](?!\d)|$| (?:per uur|an hour|na godzine|pe ora|на час|orankent|por hora|pro stunde|dan|daarna|then|en|and|i|si|и|"
    r"y|und|potem|apoi|luego|danach|utana|maar|but)(?!\w))"
)
_FIRST_WORDS = 40  # characters between `the first months` and its number
_OTHER_HOURS = re.compile(
    r"(?<!\w)(?:halve?|part-?time|deeltijd\w*|minder uren|fewer hours|half|teilzeit\w*|halbtags|niepeln\w*|pol etatu|jumatate|"
    r"половин|непълн\w*|fel|"
    r"reszmunka\w*|media jornada|medio)(?!\w)"
)
_NO_WAGE = re.compile(
    r"voorschot|advance|zaliczk|avans|аванс|eloleg|anticip|vorschuss|leefgeld|subsisten|zakgeld|pocket money"
)
_SURCHARGE = Decimal("0.6")  # of the best wage: less, for some of the hours, comes on top of it
_MOST_WAGES = 12  # in a text; more are a table


def stepped(found: Sequence[Found], text: str) -> list[Found]:
    """The wages per hour, those that hold for a while or for some hours marked so."""
    wages = sorted(found, key=lambda one: one.start)
    if not 1 <= len(wages) <= _MOST_WAGES:
        return list(found)
    hourly = _best_hourly(wages)
    bare = [*_bare(hourly, wages, text), *_early(hourly, wages, text)] if hourly else []
    if len(wages) + len(bare) < 2:  # one wage holds for all of it
        return list(found)
    best = max(Decimal(one.value) for one in wages)
    marked = [_marked(one) if _holds_for_some(at, wages, text, best) else one for at, one in enumerate(wages)]
    return [*marked, *bare]


def _marked(wage: Found) -> Found:
    head, kind, *more = wage.by.split(":")
    return wage._replace(by=":".join((head, kind, "some", *more)))


def _holds_for_some(at: int, wages: Sequence[Found], text: str, best: Decimal) -> bool:
    """Whether a wage is told for the first time of a job, before another that follows it, or for some of the hours."""
    wage = wages[at]
    first = max(wages[at - 1].end if at else 0, wage.start - _REACH)
    left = max((match.end() for match in _SIGNS.finditer(text, first, wage.start)), default=first)
    last = min(wages[at + 1].start if at + 1 < len(wages) else len(text), wage.end + _BEHIND)
    stop = _CLAUSE.search(text, max(wage.start, wage.end - 1), last)
    right = stop.start() if stop else last
    before, behind = text[left : wage.start], text[wage.end : right]
    told = f"{before}|{behind}"
    if any(no.search(told) for no in (_OF_THE_YOUNG, _OTHER_HOURS, _NO_WAGE, EXTRA)):
        return False
    if (FIRST.search(before) and not AFTER.search(before)) or FIRST.search(behind):
        return True
    if SOME_HOURS.search(told):
        return Decimal(wage.value) > best * _SURCHARGE
    return at + 1 < len(wages) and _follows(wage, wages[at + 1], text)


def _follows(wage: Found, other: Found, text: str) -> bool:
    """`11 euro per uur, na drie maanden 15`: the one wage comes after the other."""
    gap = text[max(wage.end, other.start - _REACH) : other.start]
    return AFTER.search(gap) is not None and not _OF_THE_YOUNG.search(AFTER.sub(" ", gap)) and not EXTRA.search(gap)


def _early(best: Found, wages: Sequence[Found], text: str) -> Iterator[Found]:
    """`eerste drie maanden 13,20, dan naar 14,80 per uur`: a lower number alone beside the first time, before or behind the wage."""
    for match in FIRST.finditer(text, max(0, best.start - _REACH), best.end + _REACH):
        told = _FIRST_PAID.match(text, match.end(), match.end() + _FIRST_WORDS)
        number = told and told.lastgroup
        if not (told and number) or _overlaps(wages, told.start(number), told.end()):
            continue
        value, (left, right) = decimal(told[number]), sentence_around(text, match.start(), told.end(), _BEHIND)
        if _is_lower(value, best) and not any(no.search(text, left, right) for no in (EXTRA, _NO_WAGE, _YOUNG)):
            yield Found("wage_per_hour", f"{value:.2f}", *told.span(number), "wage:hour:some")


def _overlaps(wages: Sequence[Found], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in wages)


def _is_lower(value: Decimal, best: Found) -> bool:
    """Whether a number may be a lower wage beside the best one: less, and more than half of it."""
    return Decimal(best.value) / 2 < value < Decimal(best.value)


def _best_hourly(wages: Sequence[Found]) -> Found | None:
    """The best wage that is told per hour before tax; None where that of the best is net."""
    hourly = (one for one in wages if one.by.startswith("wage:hour"))
    best = max(hourly, key=lambda one: Decimal(one.value), default=None)
    return None if best is None or ":net" in best.by else best


def _bare(best: Found, wages: Sequence[Found], text: str) -> Iterator[Found]:
    """`sabados 15 brutos por hora. domingos, 12`: a number alone, behind the wage of the other hours."""
    for match in _BARE.finditer(text, best.end - 1):
        value = decimal(match["number"])
        if not _is_lower(value, best) or _overlaps(wages, *match.span("number")):
            continue
        left, right = sentence_around(text, match.start("number"), match.end("number"), _BEHIND)
        if not EXTRA.search(text, left, right) and not _OF_THE_YOUNG.search(text[left : match.start("number")]):
            yield Found("wage_per_hour", f"{value:.2f}", match.start("number"), match.end("number"), "wage:hour:some")
