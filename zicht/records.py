"""The nouns: frozen records that travel between rooms. Missing is `None`, never "" or a guess."""

import re
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Annotated, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from zicht.looks import strangers


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def encodable(said: str) -> str:
    """The text with U+FFFD for every lone surrogate, which no file or database can hold; offsets stay."""
    return _SURROGATE.sub("\ufffd", said)


_SURROGATE = re.compile("[\ud800-\udfff]")

Instant = Annotated[AwareDatetime, AfterValidator(_utc)]
Text = Annotated[str, Field(min_length=1)]
Words = Annotated[str, AfterValidator(encodable)]  # as a page says them

Eenheid = Literal[
    "Noord-Nederland", "Oost-Nederland", "Midden-Nederland", "Noord-Holland", "Amsterdam",
    "Den Haag", "Rotterdam", "Zeeland-West-Brabant", "Oost-Brabant", "Limburg", "onbepaald",
]  # fmt: skip
Form = Literal["seksueel", "arbeid", "crimineel", "orgaan", "overig"]
Outcome = Literal["signal", "review", "breach_only", "independent", "no_signal", "spam", "too_little"]
ExtractionKind = Literal[
    "phone", "email", "handle", "kvk", "age", "price", "wage_per_hour", "hours_per_week",
    "housing_deduction_per_week",
]  # fmt: skip
SubjectKind = Literal["phone", "email", "handle", "account", "employer", "kvk", "address", "payment"]
LocationType = Literal[
    "recreatiepark", "jachthaven", "thuisontvangst", "hotel", "salon", "camper", "bedrijfspand", "haven"
]
FieldName = Literal["title", "body", "category", "place_text", "price_text", "employer", "account"]
State = Literal["captured", "parsed", "enriched", "linked", "indexed", "set_aside", "dead"]


class Record(BaseModel):
    """A frozen value: unknown keys are refused, a change is a new record (`model_copy`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def canonical_url(url: str) -> str:
    """The url that stands for a page: scheme and host in lower case, no fragment, no empty path."""
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def digest(*parts: str) -> str:
    """SHA-256 (64 hex digits) over the parts, so that no two lists of parts can read the same."""
    return sha256(b"\x1f".join([part.encode("unicode_escape") for part in parts])).hexdigest()


class Explanation(Record):
    """One thing said in words, in both languages."""

    nl: str
    en: str


class Capture(Record):
    """One response as it came over the wire: kept on disk before anything reads it."""

    id: Text  # the WARC-Record-ID, urn:uuid:…
    site: Text
    run: Text
    url: Text
    fetched_at: Instant
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    sha256: Text  # of the payload: the body as it was decoded from transfer and content coding
    segment: Text  # file name of the WARC segment, relative to the evidence folder
    offset: int  # byte offset of the gzip member in the segment


class Advert(Record):
    """A public advert as one page showed it at one moment."""

    site: Text
    url: Text
    title: Words
    body: Words
    seen_at: Instant
    category: Words | None = None
    posted_at: Instant | None = None
    place_text: Words | None = None
    price_text: Words | None = None
    employer: Words | None = None
    account: Words | None = None
    extra: dict[str, Words] = {}
    capture: str | None = None  # Capture.id
    image_hashes: tuple[Annotated[str, Field(pattern="^[0-9a-f]{16}$")], ...] = ()  # pHash of its pictures, by opt-in
    pictures: tuple[Annotated[str, Field(pattern="^[0-9a-f]{16}$")], ...] | None = (
        None  # digests of their addresses; None: not looked
    )

    @property
    def id(self) -> str:
        """Stays the same as long as the page has this address on this site (32 hex digits)."""
        return digest(self.site, canonical_url(self.url))[:32]

    @property
    def content(self) -> str:
        """Changes when what the advert says changes (64 hex digits)."""
        said = (self.title, self.body, self.category, self.place_text, self.price_text, self.employer, self.account)
        return digest(*(part or "" for part in said))

    def shows_as(self, other: "Advert") -> bool:
        """Whether it says what another version says, beside the same pictures, as far as both were looked at."""
        unknown = self.pictures is None or other.pictures is None
        same = unknown or self.pictures == other.pictures
        return self.content == other.content and same and not strangers(self.image_hashes, other.image_hashes)


class Extraction(Record):
    """A value found in the text; offsets are code points of the original field."""

    kind: ExtractionKind
    value: Text  # E.164, lower-case address, amount with two decimals …
    field: FieldName
    start: int
    end: int
    by: Text  # the function, or model@revision, that found it
    confidence: float = 1.0
    hidden: tuple[str, ...] = ()  # how a phone was hidden: words, keycap, lookalike, zero_width, split …


class Place(Record):
    """Where the advert is about; `onbepaald` when it cannot be said without guessing."""

    gemeente: str | None = None
    eenheid: Eenheid = "onbepaald"
    eenheden: tuple[Eenheid, ...] = ()  # every eenheid that should see it; two places in one advert give two
    precision: Literal["postcode", "pc4", "woonplaats", "gemeente", "provincie", "netnummer", "none"] = "none"
    location_type: LocationType | None = None
    by: str | None = None


class Hit(Record):
    """One indicator found in one place. A cancelled hit is kept and shown, for 0 points."""

    code: Text  # SEX-01 … XAD-12, OBF-, CNT-, LOC-
    pack: Text  # name@version
    field: FieldName
    start: int
    end: int
    text: str  # the quote: advert.<field>[start:end]
    points: float  # what this hit adds before the caps; a second span of the same code adds 0
    dimension: str | None  # AGE THIRD CTRL … ; None for context and counter-indicators
    by: Text = "rule"  # rule, rule:<named function>, model@revision, cross
    cancelled_by: str | None = None  # CNT-05, CNT-06, near:<cue>, gate:<form>, seeker
    adverts: tuple[str, ...] = ()  # a cross-advert hit names the adverts that prove it
    like: str | None = None  # by a model: the example of the packs that the quoted sentence resembles most
    similarity: float | None = None  # and how much: cosine, 1 is the same


class Breach(Record):
    """A statutory breach legible in the text, with the article cited."""

    code: Text
    article: Text


class SubjectKey(Record):
    """What several adverts may share of who is behind them: a keyed HMAC, never the clear value."""

    kind: SubjectKind
    key: Text


class EnrichedAdvert(Record):
    """An advert with everything that was read in it, and why it scores what it scores."""

    advert: Advert
    language: str  # ISO 639-1, or und
    form: Form
    extractions: tuple[Extraction, ...] = ()
    place: Place = Place()
    hits: tuple[Hit, ...] = ()
    subjects: tuple[SubjectKey, ...] = ()
    stems: str = ""  # whitespace-separated stems of title and body, for both search engines
    below_minimum_wage: bool | None = None  # None: not said
    score: float = 0
    dimensions: dict[str, float] = {}  # points that each dimension adds after the caps
    route: bool = False  # straight to a person, whatever the score
    breaches: tuple[Breach, ...] = ()
    outcome: Outcome = "no_signal"
    confidence: float | None = None  # that the outcome is right, 0 to 1; None: never measured
    explanation: Explanation = Explanation(nl="", en="")
    enriched_with: dict[str, str] = {}  # versions of packs and code that this was read with


class Quote(Record):
    """The words that prove a reason: at most 200 characters."""

    code: Text
    field: FieldName
    text: str


class SignalAdvert(Record):
    """One advert behind a signal, and where its capture lies."""

    id: Text
    title: str
    url: Text
    site: Text
    seen_at: Instant
    capture: str | None
    segment: str | None
    offset: int | None
    sha256: str | None


class Signal(Record):
    """One line of a day's list: adverts that belong together, for one eenheid, with the reasons in words."""

    day: date
    eenheid: Eenheid
    rank: int
    key: Text  # stable name of what the line is about
    tier: Literal["route", "urgent", "signal", "review"]
    score: float
    form: Form
    gemeente: str | None
    codes: tuple[str, ...]
    reasons: Explanation
    quotes: tuple[Quote, ...]
    adverts: tuple[SignalAdvert, ...]
    first_seen: Instant
    synthetic: bool = False
    left_out: int = 0  # on the last line of a list: lines of tier review beyond its cap


class LegalBasis(Record):
    """Why these sources may be read at all (REQ-L01); without one no crawl starts."""

    article: Text
    purpose: Text
    authority: Text
    officer_role: Text  # a role, never a name
    dpia_reference: Text
    sources: tuple[Text, ...]  # approved sites
    valid_until: date
    images: bool = False  # also that pictures of adverts are hashed, in memory; never stored, never faces (REQ-L03)


class Label(Record):
    """What a person says an advert is."""

    advert: Text
    label: Text
    who: Text
    when: Instant
    why: Text


class Decision(Record):
    """What a person does with a signal (REQ-L20)."""

    signal: Text
    decision: Literal["volgen", "geen_signaal", "onvoldoende"]
    who: Text
    when: Instant
    why: Text


class AuditEvent(Record):
    """Who did what, when and why: chained, so that a change behind our back shows."""

    seq: int
    at: Instant
    who: Text
    action: Text
    target: str
    why: str
    previous: str
    hash: Text


class DeadLetter(Record):
    """Something that could not go on, with the reason: nothing is dropped in silence."""

    stage: Literal["fetch", "parse", "enrich", "link", "index"]
    key: Text  # url, capture id or advert id
    reason: Text
    detail: str = ""
    at: Instant
