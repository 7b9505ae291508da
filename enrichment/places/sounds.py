"""Names of Dutch places as another tongue writes what it hears: `Рулофарендсвеен`, `Ajndhoven`, `Roosendal`.

A Dutch name and a word are brought to the same few sounds; a word counts only where a place is expected, and where its
sounds are those of places in one eenheid.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from enrichment.places.endings import bare_of_endings
from enrichment.places.gazetteer import WORDS, entries, own_names
from enrichment.places.usage import PREPOSITIONS
from enrichment.words.text import Normal

Name = tuple[int, int, str]  # [start, end) of a normalised text, looked-up name

_CYRILLIC = re.compile(r"[а-я]")
_LETTERS = str.maketrans(
    dict(zip("абвгдежзиклмнопрстуфхцъью", "a b v h d e s s i k l m n o p r s t u v h ts u  u".split(" "), strict=True))
    | {"ч": "tsh", "ш": "sh", "щ": "sht", "я": "ia"}
)
_HEARD = ((re.compile(r"^ио"), "jo"), (re.compile(r"^ю"), "ju"), (re.compile(r"ио(?!у)|ьо"), "о"))
# How Dutch spells its sounds, in this order; where people hear it differently every way is tried.
_SPELT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sch$", ("s", "sh")), ("sch", ("sh",)), ("t?sj|tch", ("sh",)), ("ch|gh|g", ("h",)), ("ck", ("k",)), ("c(?=[eiy])", ("s",)),
    ("c", ("k",)), ("qu?", ("kv",)), ("x", ("ks",)), ("ph", ("v",)), ("th|dt", ("t",)), ("ieuw", ("iv", "iuv", "uv", "iu")),
    ("eeuw", ("euv", "ev", "eu")), ("[ao]uw", ("auv", "av")), ("oei", ("ui",)), ("aai|aay", ("ai",)), ("ooi", ("oi",)),
    ("ij", ("ai", "i")), ("ei|ey|ai", ("ai",)), ("ui|uy", ("ai", "oi", "ui", "au", "u")), ("oe", ("u",)), ("eu", ("o", "u", "eu")),
    ("ou|au", ("au", "u")), ("ie", ("i",)), ("ae", ("a",)), ("y", ("i",)), ("w|f", ("v",)), ("z", ("s",)), ("j", ("i",)),
)  # fmt: skip
_SPELLING = re.compile("|".join(f"({pattern})" for pattern, _ in _SPELT))
_TWICE = re.compile(r"(.)\1+")
_HARD = str.maketrans("db", "tp")
_MOST = 60  # ways in which one name may be heard
_LEAST, _LEAST_BEHIND = 4, 2  # sounds of a name that stands alone, behind a preposition
_LEAST_LATIN, _LEAST_MISSPELT = 6, 8  # of one in Latin letters, of one with a slip
_WORDS = 4  # of a name: Капеле ан ден Ейсел

_TOKEN = re.compile(r"[а-я]+")
_AT = re.compile(
    r"(?:^|[^\w])(?:в|във|до|край|от|към|около|при|покрай|за|из|град|гр\.?|село|с\.|район|общ\.?|община|област|"
    r"местност|квартал|кв\.?) $"
)
_ENDS = re.compile(r" ?(?:[,.;:!?)(/|-]|\n|$)")
_STARTS = re.compile(r"(?:^|[,.;:!?(/|\n-]) ?$")
_LATIN_AT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(PREPOSITIONS))}):? ([a-z'][a-z'-]{{3,}})(?![\w@])")

_LATIN_HERE = re.compile(  # `sera de rosii Naldwijk (Olanda)`
    r"(?<![\w@])([a-z'][a-z'-]{3,}) ?(?:\( ?|, )(?:nl|olanda|holandia|hollandia|holland|nederland|the netherlands|netherlands|"
    r"niederlande|niderlandy|"
    r"paises bajos|холандия)\b"
)


def _sounds(word: str) -> str:
    """The sounds of a word without double ones, hard at the end."""
    said = _TWICE.sub(r"\1", word.replace("ei", "ai"))
    return said[:-1] + said[-1:].translate(_HARD)


def _ways(name: str) -> Iterator[str]:
    """Every way in which a folded Latin name may be heard."""
    pieces: list[tuple[str, ...]] = []
    at = 0
    letters = "".join(char for char in name if char.isalpha())
    for found in _SPELLING.finditer(letters):
        pieces += [(letters[at : found.start()],), _SPELT[(found.lastindex or 1) - 1][1]]
        at = found.end()
    for ways, _ in zip(product(*pieces, (letters[at:],)), range(_MOST), strict=False):
        yield _sounds("".join(ways))


@cache
def _names() -> dict[str, str | None]:
    """Sounds -> the name that they are of; None where places in several eenheden sound so."""
    found: dict[str, dict[str, None]] = {}
    for key in own_names():
        for sounds in _ways(key):
            found.setdefault(sounds, {})[key] = None
    return {sounds: _one_of(tuple(keys)) for sounds, keys in found.items()}


def _one_of(keys: tuple[str, ...]) -> str | None:
    """The name meant where several sound alike: that of a gemeente, or any where all lie in one eenheid."""
    large = tuple(key for key in keys if any(option.kind == "gemeente" for option in entries()[key]))
    among = large or keys
    units = {option.eenheden for key in among for option in entries()[key]}
    return among[0] if len(among) == 1 or len(units) == 1 else None


def _said(word: str) -> str:
    """The sounds of a word in Cyrillic."""
    for pattern, sounds in _HEARD:
        word = pattern.sub(sounds, word)
    return _sounds(word.translate(_LETTERS).replace("j", "i").replace("ou", "au"))


def heard(normal: Normal, original: str) -> Iterator[Name]:
    """Names of places that a text writes in Cyrillic as they sound, with a capital and where a place is expected."""
    text = normal.text
    if not _CYRILLIC.search(text):
        return
    tokens = list(_TOKEN.finditer(text))
    for at, first in enumerate(tokens):
        if original[normal.offsets[first.start()]].isupper() and (
            name := _longest_from(text, tokens[at : at + _WORDS])
        ):
            yield name


def _longest_from(text: str, tokens: "list[re.Match[str]]") -> Name | None:
    start = tokens[0].start()
    behind = bool(_AT.search(text, max(0, start - 12), start))
    for size in range(len(tokens), 0, -1):
        end = tokens[size - 1].end()
        word = text[start:end]
        if size > 1 and re.search(r"[^а-я -]", word):
            continue
        expected = behind or bool(_STARTS.search(text, max(0, start - 3), start) and _ENDS.match(text, end))
        sounds = _said(re.sub(r"[ -]", "", word))
        key = _names().get(sounds) if expected and len(sounds) >= (_LEAST_BEHIND if behind else _LEAST) else None
        if key and (behind or key not in WORDS):
            return start, end, key
    return None


def misspelt(normal: Normal, original: str) -> Iterator[Name]:
    """Names in Latin letters, each with a capital behind a preposition, that sound like one place or miss by one letter."""
    for found in (*_LATIN_AT.finditer(normal.text), *_LATIN_HERE.finditer(normal.text)):
        word = found[1]
        if not original[normal.offsets[found.start(1)]].isupper() or word in entries():
            continue
        key = next(filter(None, (_alike(bare) for bare in bare_of_endings(word))), None)
        if key:
            yield *found.span(1), key


def _alike(word: str) -> str | None:
    for sounds in dict.fromkeys(_ways(word)):
        key = _names().get(sounds) if len(sounds) >= _LEAST_LATIN else None
        if key and (len(sounds) >= _LEAST_MISSPELT or any(option.kind == "gemeente" for option in entries()[key])):
            return key
    sounds = _sounds(next(_ways(word)))
    near = (
        {_slips()[slip] for slip in _with_slips(sounds) if slip in _slips()}
        if len(sounds) >= _LEAST_MISSPELT
        else set()
    )
    return near.pop() if len(near) == 1 else None


def _with_slips(sounds: str) -> Iterator[str]:
    yield sounds
    yield from (sounds[:at] + sounds[at + 1 :] for at in range(1, len(sounds)))


@cache
def _slips() -> dict[str, str]:
    """Sounds of gemeenten with one left out, or none -> the name, where only one is so."""
    found: dict[str, set[str]] = {}
    for sounds, key in _names().items():
        if key and len(sounds) >= _LEAST_MISSPELT and any(option.kind == "gemeente" for option in entries()[key]):
            for slip in _with_slips(sounds):
                found.setdefault(slip, set()).add(key)
    return {slip: keys.pop() for slip, keys in found.items() if len(keys) == 1}
