"""Whether holiday pay, which the minimum wage leaves out, is in an amount: `incl. 8% vakantiegeld`, `all-in`."""

import re
from typing import Literal

_WORDS = (
    "vakanti",
    "holiday",
    "vacation",
    "wakac",
    "urlop",
    "urlaub",
    "concedi",
    "vacan",
    "отпус",
    "szabads",
    "all-in",
    "all in",
    "allin",
)
_PAY = re.compile(
    r"vakantie(?:geld|toeslag|bijslag|uitkering)|vakantie(?= ?(?:\)|inbegrepen|incl|$|[.,]))|(?:holiday|"
    r"vacation) (?:pay|allowance|money|bonus)|"
    r"8 ?% (?:vakantie|holiday|vacation|urlaub)|"
    r"(?:dodat\w+|pieniadze|zasilek|premia|ekwiwalent) (?:wakacyjn|urlopow)\w*|wakacyjn\w+|urlopow\w+|wczasow\w+|"
    r"urlaubs(?:geld|zuschlag)|"
    r"(?:bani\w*|indemnizati\w+|prima|plata) (?:de |pentru )?(?:vacanta|concedi\w+)|(?:paga|dinero|plus|"
    r"extra) (?:de |por )?vacacion\w+|"
    r"(?:пари|добавка|надбавка)\w* за отпус\w+|отпускни(?:те)?|отпускарски\w*|szabadsagpenz\w*|szabadsagi \w+"
)
_IN = re.compile(
    r"\bin[ck]l\w*|inbegrepen|zit(?:ten)? (?:er )?(?:al |reeds |allemaal |ook )*in|included|including|all-?in\b|"
    r"wliczon\w*|wlacznie|w tym|wraz z|"
    r"zawiera\w*|inclus\w*|cuprins\w*|включ\w*|benne|tartalmaz\w*|egyutt|incluid\w*|inclui\w*|enthalten|"
    r"eingerechnet|inbegriffen|samt\b|"
    r"meegerekend|verwerkt"
)
_OUT = re.compile(
    r"\be?x[ck]l\w*|niet (?:in|meegerekend)|not (?:incl|in\b)|apart\w*|separat\w*|bovenop|daarnaast|on top|osobno|"
    r"oddzieln\w*|отделно|"
    r"aparte|zuzuglich|zzgl|naast|\bplus\b|\+|kulon|felul|extra\b|nie wlicz\w*|neinclus|nu (?:e|este) inclus\w*|"
    r"no incluid\w*|"
    r"nicht (?:enthalten|inbegriffen|eingerechnet)|не (?:е |са )?включ\w*|nincs benne|additional"
)
_ALL_IN = re.compile(r"\ball-? ?in\b")
Share = Literal["", "holiday", "allin"]
_STOPS = re.compile(r"[.!?;] (?!\d)|\n")
_REACH = 110  # characters around an amount


def holiday_share(text: str, start: int, end: int) -> Share:
    """`holiday`: the text says that holiday pay is in the amount at [start, end); `allin`: that all is, and not what."""
    around = text[max(0, start - _REACH) : end + _REACH]
    if not any(word in around for word in _WORDS):
        return ""
    left = max(
        [match.end() for match in _STOPS.finditer(text, max(0, start - _REACH), start)], default=max(0, start - _REACH)
    )
    stop = _STOPS.search(text, end, end + _REACH)
    sentence = text[left : stop.start() if stop else end + _REACH]
    pay = _PAY.search(sentence)
    if pay is None:
        return "allin" if _ALL_IN.search(sentence) and not _OUT.search(sentence) else ""
    near = sentence[max(0, pay.start() - 40) : pay.end() + 40]
    if _OUT.search(near):
        return ""
    return "holiday" if _IN.search(near) or _ALL_IN.search(sentence) else ""


def holiday_apart(text: str) -> bool:
    """Whether holiday pay is said to come beside the pay."""
    return any(_OUT.search(text, max(0, pay.start() - 40), pay.end() + 40) for pay in _PAY.finditer(text))
