"""Which of several places with one name lies by the water, the island or the land that a text speaks of."""

from functools import cache

from enrichment.places.gazetteer import Entry
from enrichment.words.tables import rows_of
from enrichment.words.tokens import vocabulary


@cache
def _waters() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """(gemeenten by a water, words that speak of it) for each water."""
    rows = rows_of("waters")
    return tuple((frozenset(row["gemeenten"].split("|")), frozenset(row["woorden"].split("|"))) for row in rows)


def by_water(options: tuple[Entry, ...], text: str) -> tuple[Entry, ...]:
    """The options by the only water of theirs that the text names; none where it names none, or two."""
    words = vocabulary(text)
    told = [
        frozenset(option for option in options if option.gemeente in gemeenten)
        for gemeenten, said in _waters()
        if not words.isdisjoint(said)
    ]
    fits = set(filter(None, told))
    return tuple(fits.pop()) if len(fits) == 1 else ()
