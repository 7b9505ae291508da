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
    found = import_module(f"crawlers.sites.{name}").SITE
    assert isinstance(found, Site)
    assert found.name == name
    return found
