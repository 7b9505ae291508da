"""What is said of a query that cannot be read: where, what, and what to do."""

import re

from zicht.errors import QueryError

_AT = re.compile(r"at position (\d+)!?$")
_STRAY = {
    '"': (
        "dit aanhalingsteken wordt niet gesloten; sluit het, of laat het weg",
        "this quote is not closed; close it, or leave it out",
    ),
    "/": (
        "een losse / kan niet; zet de tekst tussen aanhalingstekens",
        "a lone / is not there; put the text between quotes",
    ),
    "\\": ("achter een \\ hoort een teken; laat de \\ weg", "a \\ wants a character behind it; leave the \\ out"),
    "~": ("zoeken op bijna-gelijk (~) kan niet; laat het weg", "fuzzy search (~) is not there; leave it out"),
    "^": ("gewicht (^) kan niet; laat het weg", "boosting (^) is not there; leave it out"),
}


def refuse(nl: str, en: str, at: int) -> QueryError:
    """A QueryError about the character at index `at`."""
    return QueryError(f"Zoekvraag, positie {at + 1}: {nl}.", f"Search query, position {at + 1}: {en}.")


def refuse_syntax(text: str, said: str) -> QueryError:
    """What the parser `said` of `text`, for a person."""
    found = _AT.search(said)
    if not found:
        return refuse(
            "de vraag houdt te vroeg op: sluit een haakje, of zet een woord achter AND, OR, NOT, + of -",
            "the query ends too early: close a bracket, or put a word behind AND, OR, NOT, + or -",
            len(text.rstrip()),
        )
    at = int(found.group(1))
    piece = text[at : at + 12].split() or [""]
    otherwise = (
        f"“{piece[0]}” kan hier niet staan; zet tekst met leestekens tussen aanhalingstekens",
        f"“{piece[0]}” cannot stand here; put text with punctuation between quotes",
    )
    return refuse(*_STRAY.get(text[at : at + 1], otherwise), at)


def stray_quote(at: int) -> QueryError:
    """A quote at index `at` that belongs to nothing."""
    return refuse(*_STRAY['"'], at)


def unknown_field(name: str, known: tuple[str, ...]) -> tuple[str, str]:
    """What is said of `name:` when there is no such field."""
    fields = ", ".join(known)
    return (
        f"“{name}:” is geen veld (wel: {fields}); zet tekst met een dubbele punt tussen aanhalingstekens",
        f"“{name}:” is no field (these are: {fields}); put text with a colon between quotes",
    )
