"""Words of origin, which may never count (EXC-01; REQ-L22): the loader refuses a cue that has one.

A list of beginnings of words, folded, in the eight languages; it is there to refuse, never to find anybody.
"""

import re

from enrichment.words.text import fold

_BEGINNINGS = (
    "aziat asian asiat azjat азиат",
    "afrikaan african africain",
    "arab араб",
    "bulgar bolgar български българ",
    "chin(?:ees|ese|ezi) chinesisch",
    "colombia kolumbi",
    "filip(?:ijn|ino|ina) filipin",
    "hongaar hungar ungar ungur magyar wegier wegr унгар",
    "latina latino latijns",
    "marokka moroccan",
    "oekra ukrai",
    "oost-?europ oosteurop eastern-?europ osteurop",
    "polsk polak polk[ai] poolse polonez polnisch",
    "roemeen romanian rumunk rumunsk rumaen ruman roman(?:ca|ce|esc) румън",
    "russisch russian rosyjsk rosjank",
    "surinaam surinam",
    "thai(?:se|s)?",
    "turks turkish turk(?:in|isch)",
    "vietnam",
)
_WHOLE = (
    "pools",
    "poolse",
    "polish",
    "polin",
    "polen",
    "pol",
    "roma",
    "sinti",
    "zigeuner",
    "gypsy",
    "indiase",
    "nigeriaans",
)
_ORIGIN = re.compile(
    rf"\b(?:(?:{'|'.join(part for line in _BEGINNINGS for part in line.split())})\w*|(?:{'|'.join(_WHOLE)})\b)"
)

# Adjectives of peoples that `origin_word`, which refuses cues, lets pass: a cue may ask for a language, and these are none.
# A model is not shown them.
PEOPLES = re.compile(
    r"\b(?:(?:oost|west|midden|zuid|noord|latijns)-?)?(?:nederland|holland|spaan|duit|engel|fran|italiaan|bulgaar|nigeriaan|belgisch"
    r"|europe|amerikaan|griek|portuge|litouw|tsjechisch|slowaak|braziliaan|syrisch|eritre|ghane|antilliaan|dominicaan|venezolaan"
    r"|albane|servisch|moldavisch|georgisch|pakistaan|indonesisch|let)s?e\b",
    re.IGNORECASE,
)


def origin_word(text: str) -> str | None:
    """The first word of origin in a text, folded, or None."""
    found = _ORIGIN.search(fold(text))
    return found.group() if found else None
