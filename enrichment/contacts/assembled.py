"""Texts that hide a telephone number by telling how to put it together, rewritten so that it can be read.

Every rewriting keeps the length, so that places in the text hold; each is tried only where no number was found.
"""

import re
from collections.abc import Iterator

from enrichment.words.tokens import vocabulary

_TELLS = frozenset(
    "begint stukjes stukken delen deel pieces bits parts part czesci bucati части reszletekben partes teilen stucken "
    "eerst eerste daarna daarachter erachter vervolgens eindigt starts start begins beginning first followed ends "
    "zaczyna zaczynam potem poczatek nastepnie konczy incepe incep apoi urmeaza termina започва почва после завършва eleje "
    "kezdodik utana aztan vegzodik empieza comienza luego despues beginnt fangt danach dahinter endet".split()
)
_WORDS = (
    "nog een|nog|en|dan|daarna|daarachter|erachter|achteraan|vervolgens|komt|kom|volgt|volgen|staat|er|tot slot|als laatste|laatste|"
    "eind|einde|eerste|derde|"
    "eindigt|eindigend|op|met|gevolgd door|erna|plak|zet|je|daar|toe|voeg|aan|is|de|het|cijfers|tweede|stuk|deel|begint|"
    "and|then|after|that|this|comes?|follows|followed by|next|add|put|you|it|its|the|ends?|ending|with|in|finally|last|lastly|digits|"
    "numbers|are|part|i|potem|nastepnie|pozniej|po tym|dalej|dodaj|na koncu|koniec|konczy sie|na|dopisz|wpisz|dochodzi|jest|jeszcze|"
    "cyfry|ostatnie|si|apoi|dupa|aceea|asta|urmeaza|vine|la final|la sfarsit|se termina|cu|adauga|pui|inca|cifre|и|след|това|после|"
    "идва|следва|накрая|завършва|с|със|добави|още|цифри|es|aztan|utana|majd|jon|kovetkezik|a vege|vege|vegul|meg|ird|hozza|"
    "vegzodik|szamok|y|luego|despues|sigue|sigues|viene|termina|acaba|en|con|al final|anade|pon|le|por ultimo|und|dann|danach|"
    "dahinter|kommt|folgt|folgen|am ende|ende|endet|an|auf|mit|zum schluss|noch eine?|noch|hinten|dran|die|ziffern"
)
_NUMBERED = re.compile(
    r"\b(?:deel|stuk(?:je)?|part|piece|czesc|partea?|част|resz|parte|teil) (?:een|twee|drie|vier|vijf|one|two|three|four|five|"
    r"jeden|dwa|trzy|cztery|unu|doi|trei|patru|едно|две|три|четири|egy|ketto|harom|negy|uno|dos|tres|cuatro|eins|zwei|drei|vier|[1-6])\b"
    r"[ :.)=-]{0,3}|"
    r"(?<![\w.,-])[1-6]\) "
)
_PIECES = frozenset("deel stuk stukje part piece czesc partea част resz parte teil".split())
_SAID = re.compile(rf"\b(?:{_WORDS})\b(?:[ .,:;]{{1,3}}(?:{_WORDS})\b)*")
_BETWEEN = re.compile(r"(?<=\w)[ .,:;]{1,3}(?:" + _SAID.pattern + r")[ .,:;]{1,3}(?=\w)")
_ALIKE_SIGNS = str.maketrans("!|$€@", "iisea")
_SIGNED = re.compile(r"(?<![^\W_])(?:[^\W\d_]*+[!|$€@])+[^\W\d_]++(?!\d)")
_IN_WORDS = re.compile(r"[!|$€@](?=[^\W\d_])")
_ENOUGH_SIGNS = 2
_BEGINS = re.compile(r"0(?<!\d0) ?6|\+31")  # of a number
_ZERO = frozenset("nul null nulla zero cero нула".split())


def _blotted(text: str) -> str:
    return _BETWEEN.sub(lambda said: "~" * len(said.group()), text)


def _unsigned(text: str) -> str:
    """Signs inside words read as the letters that they look like: `s!x`, `z€ro`."""
    return _SIGNED.sub(lambda word: word.group().translate(_ALIKE_SIGNS), text)


def _swapped(text: str) -> str:
    """The text with `|` and `$` inside numbers read as 1 and 5."""
    return re.sub(r"(?<=[\doilzsb])[|$](?=[\doilzsb])", lambda sign: "1" if sign.group() == "|" else "5", text)


def numbered(text: str) -> str | None:
    """The text without the numbers of the pieces of a number: `deel een: 06, deel twee: 12`; None where it has none."""
    if "1) " not in text and _PIECES.isdisjoint(vocabulary(text)):
        return None
    blotted, often = _NUMBERED.subn(lambda said: "~" * len(said.group()), text)
    return _blotted(blotted) if often > 1 else None


_REST = re.compile(
    r"\b(?:(?:de )?rest(?:je)?(?: (?:van (?:het|zijn|haar|mijn|m'n|z'n|ons|dit)|is|volgt)){0,2}(?: (?:tele?foon)?nummer)?(?: is|"
    r" volgt| luidt| zijn)?|"
    r"(?:the )?rest(?: of (?:the|his|her|my|our|it)(?: phone)?(?: number)?)?(?: is| goes| follows|'s)?|"
    r"reszta(?: (?:numeru|to|jest))*|restul(?: (?:numarului|este|e|lui))*|останал\w+(?: (?:част|от|номера|е|са|цифри))*|"
    r"a (?:tobbi|maradek)(?: (?:szam|szamjegy))?|el resto(?: (?:del|numero|es|de))*|(?:der )?rest(?: (?:der|nummer|ist|"
    r"lautet))*)[ :,]{1,3}"
    r"(?=\d[\d .-]{2,12}\d)"
)
_OPENING = re.compile(r"(?<![\w.,€+:-])(?:\+?31 ?6?|0\d(?:[ -]?\d){0,4})(?![\w€%]|[.,:/-]\d)")
_FAR_REST = 300  # characters between the two pieces


def _rested(text: str) -> str | None:
    """The text with the first piece of a number right before the rest of it: `eerst 0600. … de rest is 84-19-36`."""
    for rest in _REST.finditer(text):
        first = next(reversed([*_OPENING.finditer(text, max(0, rest.start() - _FAR_REST), rest.start())]), None)
        if first and len(first.group()) + 1 < len(rest.group()):
            start, end = first.span()
            cut = rest.end() - len(first.group()) - 2
            return f"{text[:start]}{'~' * (end - start)}{text[end:cut]} {first.group()} {text[rest.end() :]}"
    return None


_LETTERS = frozenset(
    "letters letter literele litere literelor litery liter buchstaben letras betuket betuk betut буквите букви bukvite bukvi "
    "delete remove skip verwijder weglaten wegdenken usun skasuj pomin sterge scoate elimina махни изтрий mahni iztrii torold hagyd "
    "quita borra losche entferne weglassen".split()
)
_AMONG_DIGITS = re.compile(r"(?:(?<=\d)[^\W\d_]+|(?<![^\W_])[^\W\d_]+(?=\d))")


def _lettered(text: str) -> str | None:
    """The text without the letters among its digits, where it says that these are to go: `0a6 b0c0 - zonder letters`."""
    if _LETTERS.isdisjoint(vocabulary(text)):
        return None
    bare, often = _AMONG_DIGITS.subn(lambda letters: "-" * len(letters.group()), text)
    return bare if often > 1 else None


def rewritten(text: str) -> Iterator[tuple[str, str]]:
    """(the normalised text written otherwise, how the number was hidden) for each way that the text gives cause for."""
    if bare := _lettered(text):
        yield bare, "split"
    if ("|" in text or "$" in text) and (swapped := _swapped(text)) != text:
        yield swapped, "lookalike"
    if len(_IN_WORDS.findall(text)) >= _ENOUGH_SIGNS:
        yield _unsigned(text), "lookalike"
    if "rest" in text or "останал" in text or "tobbi" in text or "maradek" in text:
        if rested := _rested(text):
            yield rested, "split"
    words = vocabulary(text)
    if not _TELLS.isdisjoint(words) and (not _ZERO.isdisjoint(words) or _BEGINS.search(text)):
        yield _blotted(text), "split"


_TURNED = frozenset(
    "achterstevoren achteren achter omgekeerd rechts spiegelbeeld spiegelschrift gespiegeld backwards backward reversed reverse back "
    "right mirrored mirror tylu konca wspak prawej invers inversat coada dreapta oglinda отзад наобратно наопаки отдясно обратно "
    "visszafele hatulrol jobbrol tukorirassal reves atras derecha espejo inverso ruckwarts hinten spiegelverkehrt".split()
)
_BACKWARDS = re.compile(
    r"achterstevoren|van achter(?:en)? naar voren|van achteren|omgekeerd|rechts naar links|spiegelbeeld|spiegelschrift|gespiegeld|"
    r"backwards?|reversed?|from the back|back to front|right to left|mirror(?:ed)?\b|"
    r"od tylu|od konca|wspak|prawej (?:strony )?do lewej|invers|de la coada|dreapta (?:la|spre) stanga|in oglinda|"
    r"отзад|наобратно|наопаки|отдясно на ?ляво|обратно|visszafele|hatulrol|jobbrol balra|tukorirassal|"
    r"al reves|de atras|derecha a (?:la )?izquierda|en espejo|orden inverso|ruckwarts|von hinten|hinten nach vorne?|rechts nach links|"
    r"spiegelverkehrt"
)


def is_turned(text: str) -> bool:
    """Whether a normalised text says that something in it is to be read from its end."""
    return not _TURNED.isdisjoint(vocabulary(text)) and bool(_BACKWARDS.search(text))
