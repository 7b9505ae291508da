"""What stands on one captured page, read from its proof."""

from crawlers.excuses import ErrorPage, GonePage
from crawlers.parse import parse_page
from crawlers.pictures import hashes_in
from crawlers.sites import site as find_site
from ledger import Ledger, ReadPage
from ledger.sealing import Vault
from zicht.records import Capture


def read_page(ledger: Ledger, vault: Vault, capture: Capture, excused: set[str]) -> ReadPage:
    """What stands on it; a page that says that its advert is away stands under kind `gone`.

    `excused` gets the captures of error pages. `InputError`, `EvidenceError`: it cannot be read, and why.
    """
    site = find_site(capture.site)
    try:
        parsed = parse_page(
            site,
            capture.url,
            ledger.payload(vault, capture),
            next((value for key, value in capture.headers if key.lower() == "content-type"), ""),
            seen_at=capture.fetched_at,
            capture=capture.id,
        )
    except ErrorPage as fault:
        excused.add(capture.id)
        if isinstance(fault, GonePage):
            return ReadPage(capture=capture.id, adverts=(), kind="gone")
        raise
    found = parsed.adverts
    if site.images and len(found) == 1:
        found = (found[0].model_copy(update={"image_hashes": hashes_in(capture.headers)}),)
    return ReadPage(capture=capture.id, adverts=found, kind=parsed.kind)
