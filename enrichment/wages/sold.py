"""What customers pay for: `knippen dames 31 euro`, `manicure 35, pedicure 40 euro`, `31 euro voor een massage`."""

import re
from collections.abc import Sequence

from enrichment.wages.leads import GROSS
from enrichment.wages.moneywords import Cue

_WORDS = r"[^.,;:!?\n\d€]{0,26}"
_PRICE = r"€? ?\d{1,3}(?:[.,]\d\d?)? ?(?:€|euros?|eur|евро)?"
_TO_PRICE = re.compile(rf"{_WORDS}:? ?(?:{_PRICE}(?: ?[,;/+&]| en| and| i| si| и| es| y| und)?{_WORDS}:? ?){{0,3}}€? ?")
_TO_THING = re.compile(
    r" ?(?:(?:voor|for|za|pentru|за|por|fur|een|de|het|a|an|the|o|una?|el|la|eine?n?|das|die) ){1,2}"
)
LOOK_BACK, LOOK_AHEAD = 120, 40  # characters before and behind an amount in which its thing is looked for


def is_sold(text: str, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Whether an amount at [start, end) is a price: what is sold stands beside it, with nothing but prices between.

    `cues` are the words about money of its sentence, near it; one that says that somebody is paid or hired leaves it a wage.
    """
    if GROSS.search(text, start, end) or any(cue.kinds & {"pay", "hire"} for cue in cues):
        return False
    return any(
        (cue.end <= start and _TO_PRICE.fullmatch(text, cue.end, start))
        or (cue.start >= end and _TO_THING.fullmatch(text, end, cue.start))
        for cue in cues
        if "sold" in cue.kinds
    )
