"""A rate per piece that two people share: `60 euro per huisje, voor jullie samen`, `50 euros a lodge between the two of you`."""

import re
from functools import lru_cache

from enrichment.words.sentences import sentence_around

_SHARED = re.compile(
    r"(?<!\w)(?:samen|te delen|dus delen|door (?:2|twee)|met zi?j?'?n (?:twee(?:en)?|2(?:en)?|beiden)|per (?:duo|stel|koppel|"
    r"team van (?:2|twee))|"
    r"(?:between|for|to|among) (?:the )?(?:two|2|both|pair) of you|between you(?: both| two)?|to share|shared|split (?:between|"
    r"in two|two ways)|"
    r"per (?:couple|pair|team of (?:two|2))|together|"
    r"na dwoje|na dwie osoby|do podzialu|razem|na pare|za pare|wspolnie|dla dwoch osob|na dwoch|na glowe nie|"
    r"impreuna|pentru amandoi|la doi|de impartit|pentru doi|pe cuplu|заедно|за двама(?:та)?|общо|на двойка|"
    r"ketten|kettotoknek|egyutt|ket fore|ket embernek|paronkent|osztozva|entre (?:los |las )?dos|para l[oa]s dos|a repartir|"
    r"por pareja|juntos|"
    r"zusammen|zu zweit|fur euch beide|fur (?:beide|zwei personen)|zum teilen|zu teilen|pro paar)(?!\w)"
)
_TWO = re.compile(
    r"(?<!\w)(?:\w*duo|\w*stel|\w*koppel|tweetal|tweeen|twee|2|jullie|\w*couple|pair|two|you both|para|pary|pare|"
    r"malzenstw\w*|dwoje|dwie|dwoch|"
    r"cuplu\w*|doi|amandoi|двойка|двама(?:та)?|par|parok|hazaspar\w*|ketten|ket|pareja|dos|paar|ehepaar|zweit|beide|zwei) ?"
)
_ALONE = re.compile(
    r"(?<!\w)(?:in je eentje|je alleen|per persoon|ieder|elk|each|apiece|on your own|by yourself|per person|one person|per head|"
    r"na osobe|kazdy|od osoby|"
    r"fiecare|de persoana|на човек|всеки|fejenkent|mindketten kap|por persona|cada un[oa]|jeder?|pro person|pro kopf)(?!\w)"
)
# Pay for time is shared by two only where both are said: that they are two at this work, and that it is for both.
_BY_TWO = re.compile(
    r"(?<!\w)(?:met z'?n (?:twee(?:en)?|2(?:en)?)|as a (?:pair|couple)|the two of you|both of you|in pairs|we dwo(?:jke|je)|"
    r"w parze|in (?:doi|2)|amandoi|по (?:двама|2)|двамата|ketten|ket fore|parban|en pareja|entre (?:los |las )?(?:dos|2)|"
    r"zu (?:zweit|2)|ihr beide)(?!\w)"
)
_FOR_BOTH = re.compile(
    r"(?<!\w)(?:samen|te delen|share|shared|split|together|between you|between the two|razem|lacznie|wspolnie|do podzialu|impreuna|"
    r"de impartit|общо|заедно|egyutt|osszesen|osztozva|juntos|juntas|entre (?:los |las )?(?:dos|2)|zusammen|gemeinsam|zum teilen)(?!\w)"
)
_REACH = 70  # characters


def heads(text: str, start: int, end: int) -> int:
    """Among how many people an amount at [start, end) of a normalised text is divided."""
    left, right = sentence_around(text, start, end, _REACH)
    if _ALONE.search(text, left, right) or not _SHARED.search(text, left, right):
        return 1
    return 2 if _are_two(text) else 1


def heads_of_pay(text: str, start: int, end: int) -> int:
    """Among how many people pay for an hour, a day or a week at [start, end) of a normalised text is divided."""
    if not _work_by_two(text):
        return 1
    left, right = sentence_around(text, start, end, _REACH)
    shared = _BY_TWO.search(text, left, right) and _FOR_BOTH.search(text, left, right)
    return 2 if shared and not _ALONE.search(text, left, right) else 1


@lru_cache(maxsize=8)  # asked for by each amount of one text
def _work_by_two(text: str) -> bool:
    return _BY_TWO.search(text) is not None


@lru_cache(maxsize=8)  # the same
def _are_two(text: str) -> bool:
    return _TWO.search(text) is not None
