"""What hints at a place without naming one: the area code of a telephone number, the region field of a site."""

import re

from enrichment.places.gazetteer import entries, key_of, netnummers
from enrichment.words.hints import Hints
from zicht.records import Advert, Eenheid, Place

_LIKELY, _SURE = 0.67, 0.9  # near a border an area code is only a hint: below _SURE every eenheid of it sees the advert


def area(phone: str) -> tuple[Eenheid, float, tuple[Eenheid, ...]] | None:
    """What an E.164 number says about where: nothing for mobile, free and foreign numbers."""
    if not phone.startswith("+31") or phone[3] in "689":
        return None
    national = "0" + phone[3:]
    return netnummers().get(national[:4]) or netnummers().get(national[:3])


def by_phone(phones: list[str]) -> Place | None:
    """The eenheid of the first area code among E.164 numbers; a prior, so near a border every eenheid of it."""
    return _of_area(next(filter(None, map(area, phones)), None))


_SAYS_AREA = Hints("netnummer", "kengetal", "area code", "prefi", "kierunkow", "vorwahl", "korzetszam", "код")
_AREA = re.compile(
    r"\b(?:netnummer|kengetal|area code|prefix(?:ul)?|prefijo|kierunkow\w+|vorwahl|korzetszam\w*|код)"
    r"[ :(]{1,3}(0\d{2,3})(?![ )./-]{0,3}\d|\w)"
)


def by_area_said(text: str) -> Place | None:
    """The eenheid of an area code that a normalised text names without a number: `netnummer 0475`."""
    if not _SAYS_AREA.stand_in(text) or (said := _AREA.search(text)) is None:
        return None
    return _of_area(netnummers().get(said[1]))


def _of_area(found: tuple[Eenheid, float, tuple[Eenheid, ...]] | None) -> Place | None:
    if found is None:
        return None
    unit, share, units = found  # share of the places with this area code that lie in the eenheid
    return Place(
        eenheid=unit if share >= _LIKELY else "onbepaald",
        eenheden=(unit,) if share >= _SURE else (unit, *(other for other in units if other != unit)),
        precision="netnummer",
        by="netnummer",
    )


def by_region(advert: Advert) -> Place | None:
    """What the site's own region field says, when it is a place that exists once."""
    for name in ("gemeente", "plaats", "regio", "region", "provincie"):
        options = entries().get(key_of(advert.extra.get(name, "")), ())
        units = tuple(sorted({unit for option in options for unit in option.eenheden}))
        if options and (len(units) == 1 or options[0].kind == "provincie"):
            towns = {option.gemeente for option in options}
            return Place(
                gemeente=towns.pop() if len(towns) == 1 else None,
                eenheid=units[0] if len(units) == 1 else "onbepaald",
                eenheden=units,
                precision=options[0].kind,
                by=f"site:{name}",
            )
    return None
