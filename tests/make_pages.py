"""Writes the saved pages of the demo sites anew: `python -m tests.make_pages`. Every person and firm in them is invented.

The expected JSON is written by the tests when it is missing, and counts when a person has read it (`"read": true`).
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from demo.adverts import DemoAdvert, adverts_of
from demo.sites import Answer, answer, page_of

PAGES = Path(__file__).resolve().parent / "pages"
SEEN = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
HOSTS = {"demo_classifieds": "127.0.0.1:8701", "demo_jobs": "127.0.0.1:8702"}
FIRST = {"demo_classifieds": "/adverts?page=2", "demo_jobs": "/sitemap.xml"}


def main() -> None:
    """Of each demo site: its list, a page, the same page edited, and one without what may be missing."""
    adverts = adverts_of(count=240, until=datetime(2026, 11, 24, tzinfo=UTC))
    for site in HOSTS:
        own = [advert for advert in adverts if advert.site == site]
        full = next(advert for advert in own if advert.price or advert.hourly)
        edited = replace(full, body=f"{full.body} Tekst bijgewerkt: nu ook op zaterdag & zondag.")
        bare = next(advert for advert in own if not (advert.price or advert.account or advert.hourly))
        save(site, 1, FIRST[site], answer(site, adverts, FIRST[site], HOSTS[site]))
        for number, advert in enumerate((full, edited, bare), start=2):
            save(site, number, path_of(advert), page_of(advert))


def path_of(advert: DemoAdvert) -> str:
    return f"/{'adverts' if advert.site == 'demo_classifieds' else 'vacatures'}/{advert.number}"


def save(site: str, number: int, path: str, answered: Answer) -> None:
    """The page, and where it came from; what it should give is added by the tests."""
    folder = PAGES / site
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}.html").write_bytes(answered.body)
    about = {"url": f"http://{HOSTS[site]}{path}", "content_type": answered.kind, "seen_at": SEEN.isoformat()}
    (folder / f"{number}.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
