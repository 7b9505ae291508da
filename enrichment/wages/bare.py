"""A bare number that is money by its clause: `per week komt daar 400 voor`, `we take 190 off each week`, `you get 350 a month`.

No currency stands with it. So it has three or four digits and is no year, the clause names the time, a word for paying or
keeping stands in the clause, and nothing that is counted stands behind the number.
"""

import re

from enrichment.wages.leads import PAYS, each
from enrichment.wages.periods import Period

_ROUND = re.compile(r"[1-9]\d{2}|[1-9][.,]?\d{3}")
_YEAR = re.compile(r"(?:19\d|20[0-4])\d")
_KEEPS = (
    r"(?:hou\w*|inhoud\w*|schrijv\w*|haal\w*|halen|trek\w*|pak\w*|ga(?:at|an)|takes?|keeps?|holds?|deducts?|goes|comes|"
    r"zabier\w*|potrac\w*|odlicz\w*|schodzi|bierz\w*|oprim|retinem|luam|ia|scadem|взима\w*|удържа\w*|вади\w*|маха\w*|"
    r"von\w*|levon\w*|quita\w*|descont\w*|resta\w*|van|behalten|ziehen|zieht|geht|gehen)"
)
_VERB = re.compile(rf"(?<!\w)(?:{PAYS}|{_KEEPS})(?!\w)")
# What may stand behind money: a sign, or a little word; never a thing that is counted.
_BEHIND = re.compile(
    r"(?:[.,;!?)](?!\d)|\n|$| (?:voor|neer|vast|af|van|in|op|bruto?|netto|gross|net|off|for|before|out|back|"
    r"from|cash|brut|brutto|na|za|z|do|pentru|din|in|la|за|от|на|бруто|fur|vom|von|ein|ab|por|de la|en mano|al|"
    r"a (?:mano|kez)\w*|kezbe|a ber\w*|(?:off )?(?:each|every|per|a) (?:week|month))(?!\w))"
)
_FOR_A_BED = re.compile(
    r" (?:voor|for|za|pentru|за|por|fur)(?: [^\W\d_]{2,6}){0,2} (?:bed|kamer|bett|zimmer|room|lozko|pokoj|pat|camera|легло|cama)"
)
_CLAUSE = re.compile(r"[.,;:!?\n\d]")
_TIMES: tuple[Period, ...] = ("week", "month")
_BEFORE = tuple((period, re.compile(rf"(?<!\w)(?<!\d ){each(period)}(?!\w)")) for period in _TIMES)
_AFTER = re.compile(
    r" (?:off|af|ab|in)? ?(?:each|every|per|elke|iedere|jede|pro) (?P<time>week|month|maand|woche|monat)\b"
)
_GETS = re.compile(rf"(?<!\w){PAYS}(?: [^\W\d_]{{2,8}})?? $")
_LOOK_BACK = 70


_FLAT = (
    r"(?:flat|vast(?: bedrag)?|fix(?:ed|e|a|es|en)?(?: sum)?|ryczalt(?:em)?|stala kwota|suma (?:fixa|stala)|fija?s?|"
    r"pauschal|forfait\w*|"
    r"твърд[ои]|фиксиран[ои])"
)
_FLAT_BEFORE = re.compile(rf"(?<!\w){_FLAT}(?: (?:van|of|de|von|od|от))?:? $")
_FLAT_BEHIND = re.compile(rf" {_FLAT}(?! (?:contract|uren|hours|rate|dagen|job|baan))(?!\w)")


def is_round(said: str) -> bool:
    """A number of two to four digits that is no year."""
    return (said.isdigit() and len(said) == _TWO) or (_ROUND.fullmatch(said) is not None and not _YEAR.fullmatch(said))


def is_flat(text: str, start: int, end: int) -> bool:
    """Whether a number at [start, end) is said to be one sum for all: `a flat 50`, `60 ryczaltem`; nothing is counted by it."""
    if _FLAT_BEFORE.search(text, max(0, start - 24), start):
        return _BEHIND.match(text, end) is not None
    return _FLAT_BEHIND.match(text, end) is not None


_TWO = 2  # digits


def said_of_bare(text: str, start: int, end: int, period: Period | None) -> Period | None:
    """The time that a number at [start, end) without a currency is pay or rent for; None where it is no money.

    `period` is what is already known to stand beside it.
    """
    said = text[start:end]
    if not _ROUND.fullmatch(said) or _YEAR.fullmatch(said):
        return None
    clause = _CLAUSE.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    if period is not None:
        return period if period in _TIMES and _GETS.search(clause) else None
    verb = _VERB.search(clause)
    if verb and (after := _AFTER.match(text, end)):
        return "week" if after["time"] in {"week", "woche"} else "month"
    if not _BEHIND.match(text, end) or not (verb or _FOR_A_BED.match(text, end)):
        return None
    return next((name for name, pattern in _BEFORE if pattern.search(clause)), None)
