"""The sites: one small file each, named after the site, with a saved page and its expected adverts in tests/pages."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from crawlers.site import Site
from zicht.errors import SiteError


def sites() -> tuple[str, ...]:
    """The names of all sites, in order."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def site(name: str) -> Site:
    """The site with this name; `SiteError` lists the names that exist."""
    if name not in sites():
        known = ", ".join(sites())
        raise SiteError(
            f"Site {name} is onbekend. Bekende sites: {known}. Controleer de spelling, of schrijf crawlers/sites/{name}.py.",
            f"Site {name} is unknown. Known sites: {known}. Check the spelling, or write crawlers/sites/{name}.py.",
        )
    try:
        found = import_module(f"crawlers.sites.{name}").SITE
    except (ValueError, SyntaxError, ImportError, AttributeError, NameError, TypeError) as fault:
        raise _not_right(name, str(fault)) from fault
    if not isinstance(found, Site) or found.name != name:
        raise _not_right(name, f"SITE = Site(name={name!r}, …)")
    return found


def _not_right(name: str, said: str) -> SiteError:
    return SiteError(
        f"Sitebestand crawlers/sites/{name}.py klopt niet: {said}",
        f"Site file crawlers/sites/{name}.py is not right: {said}",
    )
