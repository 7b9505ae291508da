"""What the ledger keeps of the analysts' packs: who put which version to work, and what its indicators were worth."""

from datetime import date

from zicht.records import Instant, Record


class PackVersion(Record):
    """One activation: these contents read the adverts from this moment on, until a higher number."""

    number: int = 0  # 1, 2, 3 …; the ledger gives it
    version: str  # as `enriched_with` says it
    sha256: str = ""  # of names and texts of all files; the ledger gives it
    at: Instant
    who: str
    why: str
    packs: dict[str, str]  # pack -> version, as the files say
    back_to: int | None = None  # of a roll-back: the number whose content this is
    impact: str | None = None  # JSON of flows.impact.Impact, without adverts, as it was shown then


class Share(Record):
    """Adverts of one kind: how many there are, how many are for a person to look at, what people said of them."""

    adverts: int = 0
    flagged: int = 0  # signal, review or breach_only
    yes: int = 0  # people said: exploitation
    no: int = 0
    flagged_yes: int = 0
    flagged_no: int = 0


class Fired(Record):
    """One code: on how many adverts it stands, by form and language, and what people said of those adverts."""

    adverts: int = 0
    by_form: dict[str, int] = {}
    by_language: dict[str, int] = {}
    yes: int = 0
    no: int = 0


class Figures(Record):
    """What was measured on a day over the adverts of a window: `since` up to `at`."""

    day: date
    at: Instant
    since: Instant
    version: str  # of the packs that were active
    all: Share
    by_form: dict[str, Share] = {}
    by_language: dict[str, Share] = {}
    codes: dict[str, Fired] = {}
