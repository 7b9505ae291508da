"""Dates as pages write them: 05-11 is 5 November, `gisteren` counts from the moment that the page was fetched."""

import re
from datetime import datetime
from typing import Any

from zicht.clock import AMSTERDAM

# words that stand before a date on a page, in the languages of the sites
LEAD = re.compile(
    r"^\W*(?:(?:is\s+)?(?:geplaatst|gepubliceerd|bijgewerkt|toegevoegd|posted|published|updated|added|sinds|since|datum|date"
    r"|ver[öo]ffentlicht|erstellt|dodano|dodane)\b\W*)+(?:(?:op|sinds|on|at|am|dnia)\b\W*)?",
    re.IGNORECASE,
)
LONGEST = 80  # characters: what is longer is not a date but a sentence


def moment_of(said: str, seen_at: datetime, languages: tuple[str, ...]) -> datetime | None:
    """A date or moment as a page writes it; None when it cannot be read."""
    said = said.strip()
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return _worded(LEAD.sub("", said), seen_at, languages)
    return _aware(moment)


def _worded(said: str, seen_at: datetime, languages: tuple[str, ...]) -> datetime | None:
    if not said or len(said) > LONGEST:
        return None
    import dateparser  # slow to import, and most sites write ISO

    settings: Any = {
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": seen_at.astimezone(AMSTERDAM).replace(tzinfo=None),
        "PREFER_DATES_FROM": "past",
    }
    moment: datetime | None = dateparser.parse(said, languages=list(languages), settings=settings)
    return moment and _aware(moment)


def _aware(moment: datetime) -> datetime | None:
    """With a zone (ours when the page names none), and still a moment in UTC."""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    return zoned if 1 < zoned.year < 9999 else None
