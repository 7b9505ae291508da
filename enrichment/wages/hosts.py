"""Pocket money of a host family: no wage, as long as no more is asked than the scheme for au pairs allows (INDICATORS.md 5.3)."""

import re
from collections.abc import Iterable
from decimal import Decimal

from zicht.records import Extraction

AU_PAIR_HOURS = 30  # a week; who is asked for more works, and has a right to the minimum wage
_AU_PAIR = r"au[ -]?pair\w*"
_HOST = re.compile(
    rf"\b(?:{_AU_PAIR}|gastgezin\w*|gastfamili\w*|gasteltern|"
    r"host (?:famil\w+|parents?|mum|mom|mother)|rodzin\w+ goszcz\w+|famili\w+ gazda|"
    r"приемно(?:то)? семеиство|fogado ?csalad\w*|famili\w+ (?:de acogida|anfitrion\w*))"
)
_POCKET_MONEY = re.compile(
    r"\b(?:zakgeld|pocket money|kieszonkow\w+|bani de buzunar|джобни(?:те)?|zsebpenz\w*|dinero de bolsillo|taschengeld|"
    r"culturele uitwisseling|cultural exchange|wymian\w+ kultur\w+|schimb cultural|културен обмен|kulturalis csere\w*|"
    r"intercambio cultural|kulturaustausch|kulturelle\w* austausch)"
)
_FAMILY = re.compile(r"\b(?:gezin|famil\w+|rodzin\w+|семеиство\w*|csalad\w*)")
_TONGUE = re.compile(
    r"\b(?:taal(?:cursus|les)\w*|language (?:courses?|class(?:es)?|lessons?|school)|kurs\w* jezyk\w+|curs\w* de limba|"
    r"езиков\w* курс\w*|nyelv(?:tanfolyam|kurzus|iskola|ora)\w*|cursos? de (?:idiomas?|neerlandes|holandes|ingles)|"
    r"sprach(?:kurs|schule)\w*)"
)
_LITERALLY = re.compile(rf"\b{_AU_PAIR}")


def is_with_hosts(text: str) -> bool:
    """Whether a normalised text is of an au pair or a host family."""
    return _HOST.search(text) is not None


def over_hours(extractions: Iterable[Extraction]) -> list[Extraction]:
    """The hours per week that are more than the scheme allows."""
    return [one for one in extractions if one.kind == "hours_per_week" and Decimal(one.value) > AU_PAIR_HOURS]


def is_pocket_money(text: str, extractions: Iterable[Extraction], *, hourly: bool) -> bool:
    """Whether the pay of a normalised text is what a host family gives; pay said per `hour` only where it names an au pair."""
    if over_hours(extractions):
        return False
    if hourly:
        return _LITERALLY.search(text) is not None
    if is_with_hosts(text) or _POCKET_MONEY.search(text):
        return True
    return _TONGUE.search(text) is not None and _FAMILY.search(text) is not None
