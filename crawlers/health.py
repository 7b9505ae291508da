"""What a site gives on its saved pages, field by field: found, missing, or suspicious, with the reason in words."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from crawlers.excuses import excuse_in
from crawlers.site import Api, Listing, Site
from zicht.records import Advert, Explanation, Record

FIELDS = ("title", "body", "category", "place_text", "price_text", "employer", "account", "posted_at")
DECLARED = {"place_text": "place", "price_text": "price", "posted_at": "posted"}  # where a selector has another name
ALWAYS = ("title", "body")
OLD = timedelta(days=5 * 365)
LONGEST = {"title": 200, "category": 80, "place_text": 80, "price_text": 80, "employer": 100, "account": 100}
BROKEN = re.compile("\ufffd|Ã[©«¨¯]|â‚¬|â€")  # marks of a charset that was read as another
MARKUP = re.compile(r"</\w+>|<(?:p|br|div|span)\b|\{\{|&(?:amp|nbsp|lt);")


class FieldHealth(Record):
    """One field over all adverts that were seen."""

    field: str
    state: Literal["found", "missing", "suspicious", "unasked"]  # unasked: the site declares nothing for it
    filled: int
    of: int
    shows: str | None  # the first value
    where: str | None = None  # the selector or path that finds it
    why: Explanation | None = None

    @property
    def well(self) -> bool:
        """Whether nobody needs to look."""
        return self.state in ("found", "unasked")


def health_of(site: Site, adverts: Sequence[Advert]) -> list[FieldHealth]:
    """Every field of the adverts of one site."""
    return [_field(site, name, adverts) for name in FIELDS]


def _field(site: Site, name: str, adverts: Sequence[Advert]) -> FieldHealth:
    values = [value for advert in adverts if (value := _shown(advert, name))]
    share = len(values) / len(adverts) if adverts else 0.0
    least = 1.0 if name in ALWAYS else site.expect.filled.get(name, 0.0)
    doubt = _too_few(share, least) or next((said for advert in adverts if (said := _doubt(name, advert))), None)
    doubt = doubt or _all_alike(name, adverts)
    state: Literal["found", "missing", "suspicious", "unasked"] = "found"
    if not values:
        state = "missing" if _asked(site, name) else "unasked"
    elif doubt:
        state = "missing" if share < least else "suspicious"
    shows = values[0] if values else None
    return FieldHealth(
        field=name, state=state, filled=len(values), of=len(adverts), shows=shows, why=doubt if values else None
    )


def _shown(advert: Advert, name: str) -> str | None:
    value = getattr(advert, name)
    return str(value) if value not in (None, "") else None


def _declared(site: Site, name: str) -> str | None:
    return getattr(site.family, DECLARED.get(name, name), None) if isinstance(site.family, Listing | Api) else None


def _asked(site: Site, name: str) -> bool:
    """Whether the site says that it has this field."""
    return name in ALWAYS or name in site.expect.filled or _declared(site, name) is not None


def _too_few(share: float, least: float) -> Explanation | None:
    if share >= least:
        return None
    return Explanation(
        nl=f"gevuld in {share:.0%} van de advertenties, verwacht {least:.0%}",
        en=f"filled in {share:.0%} of the adverts, expected {least:.0%}",
    )


def _doubt(name: str, advert: Advert) -> Explanation | None:
    """What is odd about one value."""
    said = _shown(advert, name) or ""
    if BROKEN.search(said):
        return Explanation(nl="tekens die op een verkeerde tekenset wijzen", en="characters of a wrong charset")
    if MARKUP.search(said):
        return Explanation(nl="opmaak in de tekst", en="markup in the text")
    if name == "title" and (excuse := excuse_in(said)) and excuse.is_all_of(said):
        return Explanation(
            nl="een foutpagina, al antwoordde de site met 200?", en="an error page, though it answered 200?"
        )
    if len(said) > LONGEST.get(name, 100_000):
        return Explanation(nl=f"{len(said)} tekens: te lang", en=f"{len(said)} characters: too long")
    if name == "price_text" and said and not re.search(r"\d", said):
        return Explanation(nl="een prijs zonder cijfer", en="a price without a figure")
    if name == "body" and said and (len(said) < 40 or said == advert.title):
        return Explanation(nl="de tekst is kort of gelijk aan de titel", en="the text is short, or is the title")
    if name == "posted_at" and advert.posted_at and not -OLD < advert.posted_at - advert.seen_at < timedelta(days=1):
        return Explanation(
            nl="in de toekomst, of langer dan vijf jaar geleden", en="in the future, or over five years ago"
        )
    return None


def _all_alike(name: str, adverts: Sequence[Advert]) -> Explanation | None:
    """Different adverts that all say the same: then the selector finds something of the site, not of the advert."""
    if name not in ("title", "body", "account") or len({advert.url for advert in adverts}) < 3:
        return None
    if len({_shown(advert, name) for advert in adverts}) > 1:
        return None
    return Explanation(nl="op elke pagina hetzelfde", en="the same on every page")
