"""What one token stands for: digits, letters that look like them, number words, and these stuck together."""

import re

from enrichment.numerals.digits import DOUBLES, number_words, separate_tens
from enrichment.words.language import LANGUAGES

_ALIKE = str.maketrans("oilzsbоοізбaetq", "011258001364379")
LIKE_DIGITS = re.compile(r"(?=.*\d)[\doilzsbоοізб]+")
_LEET = re.compile(r"(?=(?:[a-z]*\d){4})[\doilzsbaetq]{6,}")  # 06a2e4567t: more letters may stand for digits
_WEAK = re.compile(r"[oilzsbоοі]{1,3}|[oоο]{4}")
_NOT_WEAK = frozenset("si is so bo lo los il os zi zo iz ob bis biz bio sol bol sos obs ils zil lol о и".split())
_LETTER_SPLIT = re.compile(r"\d{1,2}(?:[a-z]\d{1,2}){3,}|06(?:[^\W\d_]{2,10}\d\d){4}")
_LEET_WORDS = [str.maketrans("0134578", one + "eastb") for one in ("oi", "ol")]  # s3ven, nu1
LONG = 20  # letters: a token with so many may be a whole number in words, in any language
_DOUBLED = tuple(word for word in DOUBLES if len(word) > 4)
_ZEROS = frozenset("nullen zeros zeroes zera zerouri нули nuli ceros".split())  # two of them: `twee nullen`
_PIECES = re.compile(r"\d+|[^\W\d_]+")

_INNER = re.compile(r"(?:si|y|i|и)(?=[^\W\d_]{2})")  # saizecisidoi, treintaycuatro


def classify(token: str, language: str) -> tuple[str, str] | None:
    """(digits, how) that a token stands for, or None for ordinary words."""
    if token.isdigit():
        return token, ""
    known = number_words(language)
    if token in known:
        return str(known[token]), "word"
    if (said := leet_word(token, known)) is not None:
        return str(said), "word"
    if token in DOUBLES:
        return str(DOUBLES[token]), "double"
    if (twice := _twice_in_one(token, known)) is not None:
        return twice, "word"
    if token in _ZEROS:
        return "0", "zeros"
    if LIKE_DIGITS.fullmatch(token) or _LEET.fullmatch(token):
        return token.translate(_ALIKE), "lookalike"
    if _WEAK.fullmatch(token) and token not in _NOT_WEAK:
        return token.translate(_ALIKE), "weak"
    if _LETTER_SPLIT.fullmatch(token):
        return re.sub(r"\D", "", token), "split"
    return glued(token, language)


def _twice_in_one(token: str, known: dict[str, int]) -> str | None:
    """The digits of a word with its number of times before it: `dubbelnul`, `doppelnull`."""
    times = next((word for word in _DOUBLED if token.startswith(word)), "")
    digit = known.get(token[len(times) :], 10) if times else 10
    return str(digit) * DOUBLES[times] if digit < 10 else None


def leet_word(token: str, known: dict[str, int]) -> int | None:
    """The number that a word with digits for some of its letters says: `s3ven`, `thr33`."""
    if not 2 < len(token) < 12 or token.isalpha() or sum(map(str.isalpha, token)) < 2:
        return None
    return next((known[word] for table in _LEET_WORDS if (word := token.translate(table)) in known), None)


def glued(token: str, language: str) -> tuple[str, str] | None:
    """Digits and digit words without a space between them: `06twaalf34`, `nulzeseentwee`."""
    if len(token) < 4:
        return None
    known = number_words(language)
    pieces = _PIECES.findall(token)
    if len(pieces) > 1 and not token.isalpha():
        read = [piece if piece.isdigit() else chained(piece, known) for piece in pieces]
        return None if None in read else ("".join(filter(None, read)), "word")
    found = chained(token, known)
    if found is None and len(token) >= LONG:
        found = next(filter(None, (chained(token, number_words(code)) for code in LANGUAGES)), None)
    return (found, "word") if found and (len(found) > 2 or found[0] == "0") else None


def chained(token: str, known: dict[str, int]) -> str | None:
    """The digits of number words without a blank between them; None when a piece is no number word."""
    digits, at, ten = "", 0, False
    while at < len(token):
        size = next((n for n in range(14, 1, -1) if token[at : at + n] in known and at + n <= len(token)), 0)
        if not size:
            return None
        number = known[token[at : at + size]]
        digits = f"{digits[:-1]}{number}" if ten and 0 < number < 10 else f"{digits}{number}"
        ten = token[at : at + size] in separate_tens()
        at += size
        if ten and (joiner := _INNER.match(token, at)):
            at = joiner.end()
    return digits
