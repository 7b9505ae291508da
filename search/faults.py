"""What is said when an index cannot be used: what, where, and what to do."""

from zicht.errors import IndexFault


def unusable(where: str, fault: Exception) -> IndexFault:
    """The embedded index cannot be read or written."""
    return IndexFault(
        f"De zoekindex in {where} kan niet gelezen of geschreven worden ({fault}). Kijk of de schijf vol is; "
        "anders bouwt `zicht rebuild` hem opnieuw op.",
        f"The search index in {where} cannot be read or written ({fault}). See whether the disk is full; "
        "otherwise `zicht rebuild` builds it anew.",
    )


def other_version(where: str, found: object, expected: object) -> IndexFault:
    """The index was made by another version of Zicht, or by something else."""
    return IndexFault(
        f"De zoekindex {where} is van een andere versie ({found}, verwacht {expected}). "
        "Bouw hem opnieuw op uit het grootboek: `zicht rebuild`.",
        f"The search index {where} is of another version ({found}, expected {expected}). "
        "Build it anew from the ledger: `zicht rebuild`.",
    )


def busy(where: str) -> IndexFault:
    """Somebody else writes."""
    return IndexFault(
        f"In de zoekindex {where} schrijft nu een ander proces (bijvoorbeeld `zicht rebuild`). Wacht tot dat klaar is "
        "en probeer het opnieuw; brak een rebuild af, draai dan nog eens `zicht rebuild`.",
        f"Another process writes in the search index {where} (`zicht rebuild`, say). Wait until it is done "
        "and try again; if a rebuild broke off, run `zicht rebuild` once more.",
    )


def unreachable(url: str, fault: object) -> IndexFault:
    """Elasticsearch does not answer."""
    return IndexFault(
        f"Elasticsearch op {url} antwoordt niet ({fault}). Kijk of de server draait en of ZICHT_INDEX klopt; "
        "er is niets verloren, wat nog niet in de index staat, gaat bij de volgende run mee.",
        f"Elasticsearch at {url} does not answer ({fault}). See whether the server runs and ZICHT_INDEX is right; "
        "nothing is lost, what is not in the index yet goes along with the next run.",
    )


def refused(url: str, fault: object) -> IndexFault:
    """Elasticsearch answers, but will not do it."""
    return IndexFault(
        f"Elasticsearch op {url} weigert ({fault}). Kijk naar de API-sleutel (ZICHT_INDEX_API_KEY_FILE) en de rechten.",
        f"Elasticsearch at {url} refuses ({fault}). See to the API key (ZICHT_INDEX_API_KEY_FILE) and its rights.",
    )


def vanished(url: str, alias: str) -> IndexFault:
    """The index was there and is gone."""
    return IndexFault(
        f"De zoekindex {alias} op {url} is verdwenen. Bouw hem opnieuw op uit het grootboek: `zicht rebuild`.",
        f"The search index {alias} at {url} is gone. Build it anew from the ledger: `zicht rebuild`.",
    )


def overloaded(url: str, fault: object) -> IndexFault:
    """Elasticsearch kept asking to come back later."""
    return IndexFault(
        f"Elasticsearch op {url} is te druk of niet klaar ({fault}), ook na herhaalde pogingen. Probeer het later "
        "opnieuw; wat nog niet in de index staat, gaat dan mee.",
        f"Elasticsearch at {url} is too busy or not ready ({fault}), even after several tries. Try again later; "
        "what is not in the index yet will go along then.",
    )


def foreign(url: str, alias: str) -> IndexFault:
    """There is something else under our name."""
    return IndexFault(
        f"{alias} op {url} is geen alias van één index van Zicht. Geef een andere naam (ZICHT_INDEX_NAME), of ruim op.",
        f"{alias} at {url} is no alias of one index of Zicht. Give another name (ZICHT_INDEX_NAME), or tidy up.",
    )
