"""Whether holiday pay, which the minimum wage leaves out, is in an amount: `incl. 8% vakantiegeld`, `all-in`.

Also where the next sentence says so, in other words: `die acht procent vakantiegeld zit er al in`, `ya va dentro`.
"""

import re
from typing import Literal

from enrichment.wages.holidaywords import HINTS, IN_PAY, NONE_BESIDE, NONE_LATER, NOT_IN, OUT, PAY
from enrichment.words.sentences import sentence_around

_IN = re.compile(
    r"\bin[ck]l\w*|inbegrepen|included|including|all-?in\b|"
    r"wliczon\w*|wlacznie|w tym|(?:wraz|razem|lacznie) z|cu tot cu|impreuna cu|заедно с|junto con|zusammen mit|samen met|"
    r"together with|"
    r"zawiera\w*|inclus\w*|cuprins\w*|включ\w*|benne|tartalmaz\w*|egyutt|incluid\w*|inclui\w*|enthalten|"
    r"eingerechnet|inbegriffen|samt\b|"
    r"meegerekend|verwerkt|\berin\b"
)
_ALL_IN = re.compile(r"\ball-? ?in\b")
Share = Literal["", "holiday", "allin"]
_STOPS = re.compile(r"[.!?;] (?!\d)|\n")
# A clause that takes up what was said belongs to it: `je vakantiegeld krijg je mee, dat is er al bij opgeteld`.
_CLAUSES = re.compile(
    r"[,:;] (?!(?:dus |so |want |en |and |bo |und |y |и |si |i )?"
    r"(?:dat|die|dit|daar|that|it|those|this|to|te|asta|aia|ele|това|те|ez|az|ezek|eso|esas|das|der|es)\b)"
)
_REACH = 110  # characters around an amount
_FAR = 240  # characters behind it (and so many before) that may say it in a sentence of its own
_NEAR = 40  # characters around the word for holiday pay


def holiday_share(text: str, start: int, end: int) -> Share:
    """`holiday`: the text says that holiday pay is in the amount at [start, end); `allin`: that all is, and not what."""
    around = text[max(0, start - _FAR) : end + _FAR]
    if not any(word in around for word in HINTS):
        return ""
    left, right = sentence_around(text, start, end, _REACH, _STOPS)
    sentence = text[left:right]
    pay = PAY.search(sentence)
    if pay is None:
        if any(_says_in(one) for one in _STOPS.split(around)):
            return "holiday"
        return "allin" if _ALL_IN.search(sentence) and not OUT.search(sentence) else ""
    near = sentence[max(0, pay.start() - _NEAR) : pay.end() + _NEAR]
    if OUT.search(NONE_LATER.sub("", near)) or NOT_IN.search(near):
        return "holiday" if _says_in(sentence) else ""
    return "holiday" if _IN.search(near) or _ALL_IN.search(sentence) or _says_in(sentence) else ""


def _says_in(sentence: str) -> bool:
    """Whether a sentence says, of holiday pay, that it is in what is paid: `mieści się w stawce`, `steckt da schon drin`."""
    if not any(word in sentence for word in HINTS) or PAY.search(sentence) is None:
        return False
    return any(PAY.search(clause) and _is_in(clause) for clause in _CLAUSES.split(sentence))


def _is_in(said: str) -> bool:
    if NONE_BESIDE.search(said):
        return True
    if not (IN_PAY.search(said) or _IN.search(said)):
        return False
    said = NONE_LATER.sub("", said)
    return not OUT.search(said) and not NOT_IN.search(said)


def holiday_apart(text: str) -> bool:
    """Whether holiday pay is said to come beside the pay."""
    return any(OUT.search(text, max(0, pay.start() - _NEAR), pay.end() + _NEAR) for pay in PAY.finditer(text))
