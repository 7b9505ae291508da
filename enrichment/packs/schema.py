"""The shape of a pack: closed keys, no guesses. What each key means for analysts stands in docs/indicators.md."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from enrichment.linking.limits import Limits
from enrichment.packs.cues import Language
from zicht.records import Explanation, Form, LocationType


def _keys(*names: str) -> FieldInfo:
    """For editors: the keys that a dict may have (the JSON schema of a dict tells them not by itself)."""
    info: FieldInfo = Field(json_schema_extra={"propertyNames": {"enum": list(names)}})
    return info


CODE = r"^(SEX|LAB|CRI|ORG|OTH|XAD|OBF|CNT|LOC|REG|SPM)-\d{2}$"
CUES = ("cues", "also", "in_company", "unless")  # the fields of an indicator that have cues
Cues = Annotated[
    dict[Language | Literal["all"], tuple[str, ...]], _keys(*get_args(Language), "all")
]  # all: cues of term lists only, good in every language
Phrases = Annotated[dict[Language, tuple[str, ...]], _keys(*get_args(Language))]


Feature = Literal[  # what each asks: enrichment.hits.features
    "wage_below_minimum", "implied_wage_below_minimum", "hours_over_limit", "au_pair_over_hours",
    "housing_deduction_over_limit", "total_package", "obfuscated_phone", "age_under_18", "ages_contradict",
    "third_person_voice", "many_links", "keyword_stuffing", "cross",
]  # fmt: skip
Sign = Literal["flagged", "flagged_codes", "flagged_points", "quiet", "quiet_points", "quiet_words"]  # of sureness


class Strict(BaseModel):
    """Closed keys: an unknown one is a mistake; text is text and a number a number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Example(Strict):
    """An advert, or a sentence of one, that must or must not give the code."""

    text: str
    title: str = "Advertentie"
    category: str | None = None
    place_text: str | None = None
    price_text: str | None = None
    employer: str | None = None
    posted_at: str | None = None
    why: str | None = None
    language: Language | None = None  # of the lines of examples/*.tsv

    @property
    def gap(self) -> bool:
        """Whether it is known that the cues do not read it as they should: kept in sight until they do."""
        return (self.why or "").startswith("gap")


class Examples(Strict):
    """Hits and near misses."""

    hit: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()


class Indicator(Strict):
    """One indicator, context cue or counter-indicator, with its reasons, words, law and proof."""

    code: str = Field(pattern=CODE)
    name: Explanation
    why: str
    sources: tuple[str, ...] = ()
    form: Form | Literal["any"]
    kind: Literal["indicator", "context", "counter"] = "indicator"
    dimension: str | None = None
    strength: Literal["weak", "medium", "strong", "critical"] | None = None
    evidence: Literal["E1", "E2", "E3", "E4", "E5"] | None = None
    points: float = 0
    effect: Literal["breach", "route"] | None = None
    article: str | None = None
    feature: str | None = None
    only_with: tuple[str, ...] = ()  # counts only beside one of these
    decides_with: tuple[str, ...] = ()  # counts, but helps no threshold or dimension without one of these
    yields_to: tuple[str, ...] = ()  # set aside where one of these stands: a licensed club, a certified agency
    least: int = Field(default=1, ge=1, le=5)  # so many different cues make a hit
    location: LocationType | None = None  # LOC: the location_type it tells of
    cues: Cues = {}
    also: Cues = {}  # the hit needs one of these too, anywhere in the advert
    company: tuple[str, ...] = ()  # where one of these codes stands, found by words or by a model, …
    in_company: Cues = {}  # … one of these is a hit by itself
    unless: Cues = {}
    law: str | None = None
    examples: Examples = Examples()

    @property
    def group(self) -> str:
        """SEX, LAB, CRI and so on."""
        return self.code[:3]


class Pack(Strict):
    """One YAML file of the analysts' folder."""

    pack: str
    version: str
    title: Explanation
    parameters: Limits | None = None  # by what linking decides (the pack `network`)
    indicators: tuple[Indicator, ...]


class Terms(Strict):
    """Lists of words and phrases that mean one thing, which cues use as @name (terms.yml)."""

    version: str
    terms: dict[str, Phrases]


class FormWords(Strict):
    """Words of the category field, and of the text, that tell what an advert is about."""

    category: tuple[str, ...]
    text: tuple[str, ...]


class Confidence(Strict):
    """How sure an outcome is: weights of `enrichment.scoring.confidence`, and on what they were measured."""

    measured: str
    adverts: int = Field(ge=1)
    weights: dict[Sign, float]


class Scoring(Strict):
    """Caps, thresholds and gates (INDICATORS.md 1.2 and the `meta` block of 2)."""

    version: str
    threshold_signal: float = Field(gt=0)
    threshold_urgent: float = Field(gt=0)
    review_points: float = Field(gt=0)
    counter_floor: float = Field(le=0)
    too_little_words: int = Field(ge=0)
    spam_votes: int = Field(ge=1)
    dimensions: dict[str, Explanation]
    dim_cap: dict[str, float]
    group_cap: dict[str, float]
    forms: dict[str, FormWords]
    confidence: Confidence | None = None  # of what words alone read; left out: outcomes carry none
    confidence_by_model: Confidence | None = None  # of what words and a model read; left out: as by words
    gates: dict[str, tuple[str, ...]]  # group or code -> kinds of advert on which it runs; the code wins

    def by_model(self) -> "Scoring":
        """The same, as sure as outcomes are that a model read too."""
        return self.model_copy(update={"confidence": self.confidence_by_model or self.confidence})
