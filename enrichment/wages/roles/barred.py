"""What a number cannot be where it stands, whatever it looks like: so that no breach is made up of the hours of a shop or of a fine.

The same cautions hold for rules; where they say no more than that nothing is known, nothing is known here either.
"""

import re

from enrichment.wages.deducted import is_lawfully_kept
from enrichment.wages.pace import BY_CUSTOMERS, promised
from enrichment.wages.pay import Context
from enrichment.wages.piecework import LEAST_OF
from enrichment.wages.roles.numbers import Piece
from enrichment.wages.whole import FRIEND
from enrichment.words.sentences import sentence_around
from enrichment.worktime.hourwords import OPEN

# What pays is told elsewhere, or is for a full week that is not the one on offer, or hours are still to be agreed.
_LEFT_OPEN = re.compile(
    r"(?<!\w)(?:(?:loon|salaris|beloning|verdiensten?|pay|wages?|salary|stawka|wynagrodzenie|placa|salari\w+|"
    r"plata|заплата\w*|заплащане\w*|"
    r"fizetes|ber\w{0,4}|sueldo|salario|lohn|gehalt|bezahlung)(?: [^\W\d_]+){0,6} (?:overleg|afspraak|cao|"
    r"schaal|agreement|agreed|discussed|"
    r"negotiable|interview|scale|uzgodnienia|ustalenia|negociabil|discutat|vorbim|contract|договаряне|договорка|"
    r"говорим|megegyezes\w*|"
    r"megbeszeles\w*|beszelunk|convenir|tratar|negociar|convenio|hablamos|vereinbarung|absprache|tarif\w*|"
    r"reden)|volgens (?:de )?cao|"
    r"(?:bij|op basis van) (?:een )?(?:voltijd|full-?time)\w*|in (?:onderling )?overleg|as agreed|"
    r"nach (?:absprache|vereinbarung)|"
    r"do (?:uzgodnienia|ustalenia)|a convenir|de comun acord|по (?:договорка|договаряне)|(?:megbeszeles|"
    r"megegyezes) szerint|"
    r"au[ -]?pair|zakgeld|pocket money|kieszonkowe|bani de buzunar|джобни|zsebpenz\w*|dinero de bolsillo|"
    r"taschengeld)(?!\w)"
)
_OF_ELSE = re.compile(
    r" ?(?:%|procent\w*|percent\w*|prozent\w*|por ciento|процента?|szazalek\w*|km|kilomet\w*|kg\b|kilo\b|m2|m²|"
    r"meter|metr\w*|cm|liter\w*|l\b)"
)
_ASIDE = re.compile(r"(?<!\w)(?:\w*cheques?|\w*vouchers?|parke\w*|parki\w*|паркир\w*|parcare\w*|parcarea)(?!\w)")
_FOR_SEVERAL = re.compile(  # `€15 for both dogs together`: of how many, no number says
    r" ?(?:€|eur|euro)? ?(?:voor|for|za|pentru|за|por|fur|a|az)? ?(?:(?:de|the|die|los|las|cele) )?(?:beide|"
    r"both|obydwa|oba|obie|ambele|двете|"
    r"mindket\w*|ambos|ambas)(?!\w)"
)
_SHOP = re.compile(
    rf"{OPEN.pattern}|(?<!\w)(?:opent|opens?|sluit\w*|clos(?:e|es|ing)|otwier\w*|zamyk\w*|deschid\w*|inchid\w*|"
    rf"отваря\w*|затваря\w*|nyit|zar|"
    r"cierra|cerramos|schliess\w*|macht (?:[^\W\d_]+ ){0,3}(?:um )?\S+ auf|come back|terug\w*)(?!\w)"
)
_NOT_LAWFUL = re.compile(  # what is kept for nothing that is named is rent, most often
    r"vervoer|transport|reis|bus|auto\b|rit|benzin|brandstof|fuel|petrol|\bgas\b|\bcar\b|\bvan\b|\bride|dojazd|paliw|samoch|"
    r"drum|masin|превоз|транспорт|гориво|кола|utazas|szallitas|kocsi|furgon|coche|gasolina|fahrt|sprit|kleding|clothes|uniform|"
    r"odziez|haine|облекло|ruha|ropa|kleidung|gereedschap|tools?\b|narzedzi|scule|инструмент|szerszam|herramient|werkzeug|boete|fine|"
    r"kara\b|amenda|amenzi|глоба|birsag|multa|strafe|eten|maaltijd|lunch|food|meals?\b|posil|jedzen|mancare|masa\b|храна|etel|kaja|"
    r"comida|essen\b|schoonmaak|cleaning|administrat|bemiddel|agency|fee\b|kosten\b|prowizj|comision|комисион|jutalek|vermittl|gebuhr"
)
_REACH = 80  # characters of the sentence of a number
_LEAST_REACH = 36


def is_left_open(text: str) -> bool:
    """Whether a text leaves pay or hours to be agreed, or names the law's minimum: then numbers tell nothing."""
    return _LEFT_OPEN.search(text) is not None or promised(text)


def barred(context: Context, piece: Piece) -> frozenset[str]:
    """Which of `pay`, `cut`, `from`, `to`, `pieces` a number cannot be."""
    start, end = sentence_around(context.text, piece.start, piece.end, _REACH)
    told = {
        "pay": _is_no_wage(context.text, piece, start, end),
        "cut": not _is_taken(context, piece),
        "from": _SHOP.search(context.text, start, end) is not None,
        "pieces": LEAST_OF.search(context.text, max(0, piece.start - _LEAST_REACH), piece.start) is not None,
    }
    told["to"] = told["from"]
    return frozenset(what for what, is_so in told.items() if is_so)


def _is_no_wage(text: str, piece: Piece, start: int, end: int) -> bool:
    """A share, a length, an item of a list, a sum for several; what customers pay, what is for a friend, for parking, in vouchers."""
    if _OF_ELSE.match(text, piece.end) or _FOR_SEVERAL.match(text, piece.end) or _is_listed(text, piece):
        return True
    return any(pattern.search(text, start, end) for pattern in (FRIEND, _ASIDE, BY_CUSTOMERS))


def _is_listed(text: str, piece: Piece) -> bool:
    """`8. post openen 9. bellen`: the number of an item of a list."""
    before = f"{int(piece.said) - 1}." if piece.said.isdecimal() and text.startswith(".", piece.end) else ""
    return bool(before) and before in text[: piece.start]


def _is_taken(context: Context, piece: Piece) -> bool:
    """Whether a word for keeping stands near what is taken off, and one for what no employer may keep it for."""
    cues = context.between(*context.near(piece.start, piece.end, _REACH))
    if not any("kept" in cue.kinds for cue in cues) or is_lawfully_kept(context.text, piece.start, piece.end):
        return False
    near = sentence_around(context.text, piece.start, piece.end, _LEAST_REACH)
    return _NOT_LAWFUL.search(context.text, *near) is not None
