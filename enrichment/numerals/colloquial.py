"""Numbers as people say and type them beside the forms of the book; folded like these (enrichment.numerals.digits)."""


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    """The words for `first`, `first` + `step` ...; more than one for the same number stand together as `one|other`."""
    return {
        word: first + at * step
        for at, several in enumerate(words.split())
        for word in several.split("|")
        if word != "-"
    }


SAID_TOO: dict[str, dict[str, int]] = {
    "nl": {"zeuven": 7, "tachentig": 80},
    "en": {"fourty": 40, "ninty": 90, "forteen": 14, "ninteen": 19, "eigthy": 80},
    "pl": _counted("szejsc|szec siedym osim dziewienc", 6)
    | _counted("jedynascie - - czternacie pietnacie|pientnascie szejsnascie|szesnacie siedymnascie osimnascie", 11)
    | _counted(
        "dwajscia|dwadziesci czydziesci|trzydzieci czterdziesci|czterdzieci|sterdziesci piedziesiat|pindziesiat|piecdziesiont "
        "szesdziesiat|szejdziesiat|szescdziesiont siedemdziesiont|siedymdziesiat osimdziesiat|osiemdziesiont "
        "dziewiedziesiat|dziewiendziesiat|dziewiecdziesiont", 20, 10,
    ),
    "ro": _counted("unspe doispe|douaspe treispe paispe cinspe|cincispe saispe saptespe|saptispe optspe|optispe nouaspe", 11)
    | _counted("douaj treij|treizaci patruj cinj|cinzeci saij|sasezeci saptej|septezeci|saptizeci optij|optizeci nouaj", 20, 10),
    "bg": {"два": 2, "дваисет": 20, "триисет": 30, "четириисет": 40, "педесет": 50, "шеисет": 60, "шесет": 60, "деведесет": 90},
    "hu": {"nyoc": 8, "huszon": 20},
    "de": {"fuffzehn": 15, "fuenfzehn": 15}
    | _counted("einundreissig zweiundreissig dreiundreissig vierundreissig funfundreissig sechsundreissig siebenundreissig "
               "achtundreissig neunundreissig", 31)
    | {"fuffzig": 50, "fuchzig": 50, "fuenfzig": 50},
}  # fmt: skip
_CLIPPED = "сет"  # дваисе, петдесе: the last letter is not said
_ES_JOINERS = ("i", "y", "ai", "ay")  # treinticinco, treintaicinco


def clipped(words: dict[str, int]) -> dict[str, int]:
    """Bulgarian tens and teens without their last letter; not that for ten alone."""
    return {word[:-1]: number for word, number in words.items() if word.endswith(_CLIPPED) and number > 10}


def softened(words: dict[str, int]) -> dict[str, int]:
    """German tens with the last sound as it is said: `zwanzich`, `siebenundvierzich`."""
    return {word[:-1] + "ch": number for word, number in words.items() if word.endswith("ig")}


def in_one_word(units: list[str], tens: list[str], language: str) -> dict[str, int]:
    """Tens and units that the book writes apart, in one word: `cuarentaicinco`, `treizecisidoi`, `fiftyfour`."""
    built: dict[str, int] = {}
    for ten, word in enumerate(tens, start=2):
        stem = word[:-1] if language == "es" else word
        joiners = {"es": _ES_JOINERS, "ro": ("si", "")}.get(language, ("",))
        built |= {
            stem + joiner + unit: ten * 10 + at for joiner in joiners for at, unit in enumerate(units[1:], start=1)
        }
    return built
