"""Piece rates and a pace told apart from each other: `voor elk kistje 1,10 bruto. wie al jaren plukt doet er 11 in een uur`.

Asked where no thing joins the two (enrichment.wages.pace). So the amount is small and before tax, or one that is paid; the
sentence of the pace tells of doing; and neither tells of a price, of a bonus or of a wage beside. Of several paces the quickest
counts, so that no breach is made up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from enrichment.wages.around import EXTRA, before_tax
from enrichment.wages.leads import PAYS
from enrichment.wages.written import Money
from enrichment.words.sentences import sentence_around

_HOUR = (
    r"(?:(?:in|per|elk|ieder|binnen) (?:(?:een|1|het|elk) )?(?:uur(?:tje)?)|(?:in |per |an |a |each |every |one |the )+hour|"
    r"(?:w|na|przez|w ciagu|co|za) (?:(?:jedna|1|jednej|kazda) )?godzin[aey]|(?:pe|intr-o|in|la|fiecare) (?:o )?ora|"
    r"(?:на|за|всеки|в) (?:(?:един|1) )?час|orankent|(?:egy )?ora alatt|(?:egy )?oraban|(?:por|en una|a la|cada|en 1) hora|"
    r"(?:pro|in der|in einer|je|die|jede|in 1) stunde)"
)
_WORDS = r"[^.;:!?\d\n€]{0,44}?"
_FORWARD = re.compile(
    rf"(?<![\d.,€:%-])(?<!€ )(?P<number>\d{{1,3}})(?!\d|[.,:]\d)(?P<gap>{_WORDS})(?<!\w){_HOUR}(?!\w)"
)
_BACKWARD = re.compile(
    rf"(?<!\w){_HOUR}(?!\w)(?P<gap>{_WORDS})(?<![€:%\w-])(?<!€ )(?P<number>\d{{1,3}})(?![\d%€]|[.,:]\d)"
)
_NOT_COUNTED = re.compile(
    r" ?(?:euro?|евро|€|%|cent|keer|times|razy|ori\b|пъти|alkalom|veces|mal\b|pauz\w*|breaks?|min(?:\b|u[ut]\w*)|uur|uren|uurtjes|"
    r"hours?|hrs|h\b|std|"
    r"godzin\w*|ore\b|ora\b|часа?\b|horas?|stunden?|km|jaar|years|"
    r"dagen|days)"
)
_DOES = re.compile(
    r"(?<!\w)(?:er|ervan|haal\w*|halen|doet|doe|doen|pluk\w*|vul\w*|maak\w*|redt|redd\w*|werkt|pak\w*|lukt|poets\w*|bereik\w*|"
    r"sorteer\w*|"
    r"tempo|does|do|done|picks?|fills?|manag\w*|gets? through|packs?|clean\w*|makes?|reach\w*|hits?|pace|record|average|"
    r"rob[ia]\w*|wyrabia\w*|zbiera\w*|napelni\w*|wychodzi|uda\w*|zrobi\w*|wyciaga\w*|pakuj\w*|tempo|"
    r"fac\w*|scoat\w*|culeg\w*|umpl\w*|reus\w*|ies[ei]?|ritm\w*|termin\w*|прав\w*|бере\w*|пълн\w*|изкарва\w*|стига\w*|вади\w*|"
    r"успява\w*|"
    r"темпо\w*|излиза\w*|csinal\w*|szed\w*|jon ossze|osszejon|megvan|kot|kotoz\w*|rak|rakod\w*|pakol\w*|csomagol\w*|tolt|"
    r"megtolt\w*|megszed\w*|vegez\w*|meg tud\w*|elkeszit\w*|teljesit\w*|tempo|"
    r"hac\w*|sac\w*|llen\w*|recog\w*|son|salen|ritmo|consig\w*|termina\w*|limpia\w*|schaff\w*|mach\w*|pfluck\w*|full\w*|pack\w*|"
    r"erreich\w*|kommt auf|kommst auf|sind|drin|normal|geht|gehen|kell|muss\w*|trzeba|srednia|srednio|normaln\w*|medie|trebuie|"
    r"норма\w*|средно|atlag\w*|media|promedio|gemiddeld|durchschnitt\w*|moet\w*|must|have to)(?!\w)"
)
_PRICE = re.compile(
    r"(?<!\w)(?:kost|kosten|costs?|kosztuj\w*|cost[ai]|cuesta\w*|vale\w*|струва\w*|kerul\w*|kostet|sell\w*|sold|verkop\w*|"
    r"verkoop\w*|"
    r"sprzeda\w*|vind(?:em|e|ut|eti)|продава\w*|elad\w*|adunk el|vend\w*|verkauf\w*|klant\w*|customers?|klien\w*|client\w*|"
    r"клиент\w*|"
    r"vendeg\w*|kunde\w*|gasten|guests|gaste|gosc\w*)(?!\w)"
)
_BASE = re.compile(
    r"(?<!\w)(?:vast\w* uur\w*|basis(?:uur)?loon|gegarandeerd\w*|garantieloon|base (?:rate|pay|wage)|basic (?:rate|pay|"
    r"wage)|guarantee\w*|"
    r"podstaw[aey]|"
    r"gwarant\w+|salariu(?:l)? (?:de baza|fix)|garantat\w*|основна заплата|гарантир\w*|alapber\w*|fix orad\w*|garantalt\w*|"
    r"sueldo (?:base|fijo)|garantiz\w*|grundlohn\w*|fixum|garantiert\w*|fester stundenlohn)(?!\w)"
)
_NO = re.compile(
    r"\b(?:geen|niks|niets|no|not|without|zonder|bez|nie|brak|nu|fara|няма|без|не|nincs\w*|nem|sin|kein\w*|ohne|nicht|niemand|nooit|"
    r"nobody|never|nikt|nigdy|nimeni|никои|senki|nadie)\b"
)
LEAST_OF = re.compile(
    r"\b(?:minstens|minimaal|ten minste|tenminste|at least|minimum|no fewer than|co najmniej|przynajmniej|minimum|cel putin|"
    r"minim|поне|"
    r"най-малко|минимум|legalabb|minimum|al menos|como minimo|minimo|mindestens|wenigstens|over|more than|meer dan|ponad|"
    r"peste|над|"
    r"tobb mint|mas de|mehr als)(?: [^\W\d_]+){0,2} $"
)
_PAID = re.compile(
    rf"(?<!\w)(?:{PAYS}|schrij\w*|reken\w*|liczymy|piszemy|notam|scriem|пишем|смятаме|irunk|szamolunk|apunt\w*|schreib\w*)(?!\w)"
)
_WAGE_WORD = re.compile(
    r"(?<!\w)(?:\w*loon|\w*lohn|wages?|rate|stawk\w*|salari\w*|zarab\w*|verdien\w*|betal\w*|pays?|paid|\w*ber|oraber\w*|"
    r"orad\w*|заплат\w*|"
    r"ставк\w*|плаща\w*|plat\w*|plac\w*|sueldo|paga\w*|cobra\w*|zahl\w*|earn\w*|fizet\w*)(?!\w)"
)
_RATE = re.compile(r"uur|hour|godz|\bora|час|hora|stund|orankent")  # one of these stands in every pace
_NUMBER = re.compile(r"(?<![\d.,€:%\w-])(?<!€ )\d{1,3}(?![\d%€+]|[.,:]\d|\w)")
_MOST_A_PIECE = 20  # euros
_BEFORE, _BEHIND = 140, 260  # characters around an amount within which the pace stands
_MOST_MONEYS = 12  # in a text; more are a table


def loosely_paced(moneys: Sequence[Money], text: str) -> Iterator[tuple[Money, Decimal]]:
    """(amount per piece, gross euros per hour) where the pace is told in words of its own."""
    able = [one for one in moneys if one.period in {None, "piece"} and one.high <= _MOST_A_PIECE and not one.net]
    if len(moneys) > _MOST_MONEYS:
        return
    for money in able:
        if not _RATE.search(text, max(0, money.start - _BEFORE), money.end + _BEHIND):
            continue
        left, right = sentence_around(text, money.start, money.end, _BEFORE)
        said = text[left:right]
        if _PRICE.search(said) or EXTRA.search(said):
            continue
        gross = before_tax(text, money.start, money.end)
        if not gross and not _PAID.search(said):
            continue
        paces = list(_paces(money, moneys, text, gross=gross))
        if paces:
            yield money, money.high * max(paces)


def _paces(money: Money, moneys: Sequence[Money], text: str, *, gross: bool) -> Iterator[int]:
    """How many are done in an hour, near an amount, outside any amount in euro; of one before tax no verb need say so."""
    paid = sorted((one.start, one.end) for one in moneys if one.euro)
    window = max(0, money.start - _BEFORE), min(len(text), money.end + _BEHIND)
    for pattern in (_FORWARD, _BACKWARD):
        for match in pattern.finditer(text, *window):
            start, end = match.span("number")
            if any(one.euro and one.start <= start < one.end for one in moneys) or int(match["number"]) < 2:
                continue
            if _NOT_COUNTED.match(text, end) or is_least(match, text):
                continue
            left, right = sentence_around(text, match.start(), match.end(), _BEFORE)
            clause = text[max(left, match.start() - 60) : min(right, match.end() + 40)]
            own = clause.replace(text[money.start : money.end], "")
            if (gross or _DOES.search(own)) and not _PRICE.search(own) and not _WAGE_WORD.search(match.group()):
                yield quickest(match, paid, text)


def is_least(pace: "re.Match[str]", text: str) -> bool:
    """`minstens 40 per uur`: what is asked for says nothing of how many can be done."""
    start, end = pace.span("number")
    asked = LEAST_OF.search(text, max(0, start - 36), start) is not None
    return asked and not _NO.search(text, start - 36 if start > 36 else 0, min(len(text), end + 70))


def quickest(pace: "re.Match[str]", paid: Sequence[tuple[int, int]], text: str) -> int:
    """The most that the sentence of a pace tells: 15 of `beginners 10 per uur, ervaren plukkers 15`.

    `paid` are the places of the amounts in euro, in order.
    """
    told = [int(pace["number"])]
    for match in _NUMBER.finditer(text, *sentence_around(text, pace.start(), pace.end(), _BEFORE)):
        at = bisect_right(paid, (match.start(), len(text)))
        if not _NOT_COUNTED.match(text, match.end()) and not (at and match.start() < paid[at - 1][1]):
            told.append(int(match.group()))
    return max(told)


def has_base(text: str) -> bool:
    """Whether a wage beside the pieces is told, and not that there is none."""
    return any(not _NO.search(text, max(0, m.start() - 24), m.end() + 24) for m in _BASE.finditer(text))
