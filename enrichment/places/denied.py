"""Names that an advert gives only to say that it is not about them: `niet die bij Gouda`, `nu Brabant!!`."""

import re

from enrichment.words.tokens import vocabulary

_SMALL = (
    r"the|the one|one|that|this|those|die|dat|deze|het|de|die van|das|dem|der|den|to|ten|tamto|tym|w|we|z|cel|cea|cei|la|"
    r"din|in|of|from|by|near|at|"
    r"bij|uit|te|van|aan|om|naar|on|el|en|de|del|lo|a|az|tova|v|e|oblastta|това|е|в|до|от|онзи|онова|област|областта|provincie|province|prowincji|"
    r"provincia|gemeente|langa|kolo|nad|bei|aus|nahe|jest"
)
_NOT = re.compile(
    rf"(?<!\w)(?P<no>niet|not|isn't|nie|ne|не|nem|nicht|no|nu|kein|geen)(?: (?:{_SMALL})){{0,4}} [\"'(]?$"
)
_REACH = 44  # characters
_HINTS = frozenset("niet not isn nie ne не nem nicht no nu kein geen".split())
_ROMANIAN = frozenset("si pe cu din la de lei plata munca lucru caut ore ora cazare ci lucrezi sau pentru".split())
_ENOUGH = 2


def may_deny(text: str) -> bool:
    """Whether a normalised text has a word that may deny a place."""
    return not _HINTS.isdisjoint(vocabulary(text))


def is_denied(text: str, start: int) -> bool:
    """Whether the name that begins at `start` is said not to be the place; `nu` says so in Romanian alone."""
    found = _NOT.search(text, max(0, start - _REACH), start)
    if found is None:
        return False
    return found["no"] != "nu" or len(_ROMANIAN & vocabulary(text)) >= _ENOUGH
