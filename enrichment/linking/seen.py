"""What linking compares of an advert: read once, so that a busy contact costs little."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrichment.contacts.keyed import Keyed
from enrichment.linking.skeleton import place_words, skeleton_of
from enrichment.linking.subjects import employer_key, subjects_of
from enrichment.persons.personas import Told, told
from enrichment.places.gazetteer import key_of
from enrichment.words.text import fold
from zicht.clock import AMSTERDAM
from zicht.records import Advert, EnrichedAdvert, Form, SubjectKey, digest

CONTACTS = frozenset(("phone", "email", "handle"))  # by which one reaches whoever is behind an advert
_KINDS = (
    r"(?:[Ss]tudio|[Ss]alon|[Cc]lub|[Mm]assage\s?(?:salon|studio|huis)|[Pp]riv[ée]huis|[Ss]auna|[Ss]pa|[Ww]ellness|"
    r"[Ee]scort(?:\s?(?:service|bureau|team))?|[Uu]itzend(?:bureau|buro)|[Bb]ureau|[Aa]gency|[Bb]edrijf|[Tt]eam|[Vv]illa|[Hh]uize|[Bb]outique)"
)
_NAME = r"((?:(?:de|het|'t|la|le|the|De|Het|La|Le|The)\s)?[A-Z][\w'’&-]+(?:\s[A-Z][\w'’&-]+)?)"
_BEFORE = re.compile(rf"\b{_KINDS}\s{_NAME}")
_BEHIND = re.compile(
    rf"\b{_NAME}\s(?:B\.?V\.?|Uitzend\w*|Flex\w*|Escorts?|Massages?|Studio|Salon|Wellness|Spa|Agency|Services?|Personeel|Jobs|Works?|"
    r"Recruitment|Staffing|Club|Logistics?|Solutions)\b"
)
_BUSINESS = (  # without one of these no business is looked for: that is cheaper
    "tudio alon lub assage riv auna Spa spa ellness scort itzend ureau gency edrijf eam illa uize outique BV B.V Flex Service "
    "Personeel Jobs Work Recruit Staffing Logistic Solutions"
).split()
_BROKER = re.compile(
    r"uitzend|flex|bureau|agency|personeel|staffing|recruit|work|werk|jobs|studio|salon|massage|club|escort|spa\b|wellness|prive|"
    r"sauna|team|dienst|service|villa|huize|boutique"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One advert as linking sees it."""

    number: str  # Advert.id
    content: str
    at: datetime
    site: str
    form: Form
    said: Told | None
    gemeente: str | None
    subjects: tuple[SubjectKey, ...]
    brand: str | None  # employer, or the business that it names
    named: str | None  # the business that it names in its text, whoever the employer is
    broker: bool  # the brand is of a kind that stands between workers and clients: agency, studio, club
    kvk: bool
    identity: bool  # claims a licence or register number (CNT-03) that is not cancelled
    codes: frozenset[str]  # hits that stand
    words: tuple[str, ...]

    @property
    def contacts(self) -> tuple[SubjectKey, ...]:
        """How to reach whoever is behind it."""
        return tuple(one for one in self.subjects if one.kind in CONTACTS)

    @property
    def mark(self) -> str:
        """A name for it that its place in the input does not change (16 hex digits)."""
        return digest(self.content, self.at.isoformat(), self.site, *(one.key for one in self.subjects))[:16]

    @property
    def licensed(self) -> bool:
        """A business that can be looked up: a claim beside a register number."""
        return self.kvk and self.identity

    @property
    def order(self) -> tuple[datetime, str, str]:
        """Sorts adverts by time, the same for every order of arrival."""
        return self.at, self.content, self.number


def see(advert: EnrichedAdvert, keyed: Keyed | None = None, names: tuple[str, str] | None = None) -> Seen:
    """The advert as linking sees it; `names` are its id and content, where these are known already."""
    number, content = names or (advert.advert.id, advert.advert.content)
    named, broker = named_business(advert)
    brand = named
    if employer := advert.advert.employer:
        brand, broker = employer_key(employer) or named, bool(_BROKER.search(fold(employer)))
    standing = frozenset(hit.code for hit in advert.hits if hit.cancelled_by is None)
    return Seen(
        number=number,
        content=content,
        at=moment(advert.advert),
        site=advert.advert.site,
        form=advert.form,
        said=told(advert),
        gemeente=advert.place.gemeente,
        subjects=subjects_of(advert, keyed),
        brand=brand,
        named=named,
        broker=broker,
        kvk=any(found.kind == "kvk" for found in advert.extractions),
        identity="CNT-03" in standing,
        codes=standing,
        words=skeleton_of(advert),
    )


def moment(advert: Advert) -> datetime:
    """When it was placed; where that is a day without a time, when it was seen on that day or the next."""
    posted, seen = advert.posted_at, advert.seen_at
    if posted is None:
        return seen
    local = posted.astimezone(AMSTERDAM)
    a_day = not (local.hour or local.minute or local.second) or not (posted.hour or posted.minute or posted.second)
    return seen if a_day and timedelta() <= seen - posted < timedelta(days=2) else posted


def named_business(advert: EnrichedAdvert) -> tuple[str | None, bool]:
    """The business that title or text names, and whether it is of a broker's kind."""
    title, body = advert.advert.title, advert.advert.body
    if not any(map(f"{title}\n{body}".__contains__, _BUSINESS)):
        return None, False
    places = {*place_words(advert), *key_of(advert.place.gemeente or "").split()}
    for text in (title, body):
        for pattern in (_BEFORE, _BEHIND):
            for match in pattern.finditer(text):
                name = " ".join(word for word in key_of(match[1]).split() if word not in places)
                if name := employer_key(name):
                    return name, bool(_BROKER.search(fold(match[0])))
    return None, False


def in_time(adverts: Sequence[Seen]) -> list[Seen]:
    """By time, then by what they say."""
    return sorted(adverts, key=lambda one: one.order)
