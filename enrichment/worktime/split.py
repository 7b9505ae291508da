"""Two shifts of one day, told one after the other: `10-14 en 17-22 uur`, `od 11 do 14 i od 17 do 23`."""

import re
from decimal import Decimal

_CLOCK = r"(?:uur|u|h|hrs?|uhr|ч|часа|ora|ore|oras|horas)\b\.?"
_LED = (
    r"(?:van(?:af)?|from|between|tussen|od|de la|от|de|las|von|zwischen|intre|miedzy|om|at|um|la|w|"
    r"weer|again|znowu|iar|пак|ujra|otra vez|wieder)"
)
_AND = (
    r"(?:en|and|i|oraz|si|и|es|y|und|plus|then|dan|daarna|pozniej|potem|apoi|после|след това|majd|aztan|luego|despues|dann|danach|"
    r"'s avonds|wieczorem|vecer|seara|abends)"
)
_BETWEEN = re.compile(rf" ?(?:{_CLOCK})?,? ?(?:{_AND} ){{1,2}}(?:{_LED} ){{0,3}}")
# Several shifts, or one of them: whose day has both, nobody says.
_SEVERAL = re.compile(
    r"(?<!\w)(?:diensten|shifts|zmian(?:y|ach)|ture|tururi|смени\w*|muszakok\w*|turnos|schichten|of|or|lub|albo|sau|или|vagy|oder|"
    r"kies|choose|pick|rotating|wissel\w*|roulerend\w*|alternativ\w*|na zmiane|schicht\w*plan)(?!\w)"
)
_BEFORE = 48  # characters
_LEAST_GAP, _MOST_GAP = 1, 8  # hours between the two
_LEAST_PART = 2  # hours
_MOST_PART, _MOST_DAY = 7, 13


def are_one_day(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether what stands at [start, end) and then at [start, end) of a normalised text is said of one day and both are worked."""
    if _BETWEEN.fullmatch(text, first[1], second[0]) is None:
        return False
    return _SEVERAL.search(text, max(0, first[0] - _BEFORE), second[0]) is None


def hours_of_both(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> Decimal | None:
    """Hours of two shifts of one day (begin and end in hours since midnight), or None where they are of two people."""
    lengths = first[1] - first[0], second[1] - second[0]
    able = all(_LEAST_PART <= length <= _MOST_PART for length in lengths)
    apart = _LEAST_GAP <= second[0] - first[1] <= _MOST_GAP
    return sum(lengths, Decimal(0)) if able and apart and sum(lengths) <= _MOST_DAY else None
