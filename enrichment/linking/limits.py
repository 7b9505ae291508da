"""Every number that linking decides by, once: the `parameters` of the pack `network`, and what holds without that pack.

Those of XAD-01..12 are as INDICATORS.md 3 states them, the others are ours. What each means for analysts stands in the pack.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_SPAN = r"^(\d{1,4}) (minute|hour|day)s?$"
WIDEST = timedelta(minutes=30)  # of a moment at which profiles appear together
LARGEST = 20_000  # adverts of one value that linking may have to look at, each time somebody joins them


def _span(said: object) -> object:
    """`30 days` as a length of time."""
    match = re.match(_SPAN, said) if isinstance(said, str) else None
    if match is None or not int(match[1]):
        raise PydanticCustomError("span", "no length of time")
    return timedelta(**{f"{match[2]}s": int(match[1])})


Span = Annotated[timedelta, BeforeValidator(_span), WithJsonSchema({"type": "string", "pattern": _SPAN})]
Moment = Annotated[Span, Field(le=WIDEST)]
Count = Annotated[int, Field(ge=2, le=100_000)]
Many = Annotated[int, Field(ge=2, le=LARGEST)]
Share = Annotated[float, Field(gt=0, le=1)]
Kilometres = Annotated[float, Field(ge=1, le=1000)]


class Limits(BaseModel):
    """Thresholds, closed keys; the defaults are the taxonomy's, or ours where it is silent."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    personas: Count = 3  # XAD-01, XAD-09: on one contact, or at one address
    persona_window: Span = timedelta(days=30)
    places: Count = 3  # XAD-02: gemeenten of one contact
    move_window: Span = timedelta(days=14)
    far: Kilometres = 60.0  # XAD-02
    far_window: Span = timedelta(hours=12)
    sitting: Span = timedelta(hours=1)  # places named without such a pause are a region served, no journey
    near: Kilometres = 15.0  # nobody moves house for less
    tour_places: Count = 6  # gemeenten within the window of XAD-02 …
    tour_stay: Span = timedelta(hours=16)  # … with half of the stays shorter than a night and a day's work
    restless_stay: Span = timedelta(hours=36)  # half of the stays no longer: possible, and more than a tour
    names: Count = 3  # XAD-03: names or numbers under one text
    age_window: Span = timedelta(days=90)  # XAD-04 (STIM, Skidmore 2018)
    profiles: Count = 5  # XAD-05, XAD-07
    burst_window: Moment = timedelta(minutes=10)
    burst_days: Count = 3  # XAD-07
    labour_adverts: Count = 3  # XAD-08
    labour_window: Span = timedelta(days=90)
    labour_share: Share = 0.34  # XAD-08: of the adverts; violations per advert count, not volume
    payers: Count = 3  # XAD-10
    recruit_window: Span = timedelta(days=180)  # XAD-11
    recruits: Count = 3  # adverts; two may be one recycled number
    numbers: Count = 3  # XAD-12
    number_window: Span = timedelta(days=60)
    brands: Count = 3  # brands behind one contact
    hub_brands: Count = 8  # so many unrelated firms: a job board's or a switchboard's contact
    hub_adverts: Count = 40
    hub_personas: Count = 20
    text_writers: Count = 30  # more writers of one text: a popular example, copied by many
    unrelated: Share = 0.5  # different texts per advert: its users write each for themselves
    licensed_share: Share = 0.25  # of the adverts name a register number beside a licence
    named_share: Share = 0.1  # … or so many, where all adverts name one firm
    copied_groups: Count = 8  # so many groups by text alone, …
    copied_share: Share = 0.5  # … of so many of the writers: on these sites people copy each other
    own_contact: Share = 0.6  # of the users have a contact of their own beside it
    users: Count = 6  # from which own contacts are evidence
    crowd: Many = 10_000  # adverts; of more no group is made that a person could read
    crowd_shown: Many = 200  # of them stand in the group that shows the cut


@dataclass(frozen=True, slots=True)
class Rules:
    """By what a set of adverts is judged: the numbers, and the labour indicators that count for XAD-08."""

    limits: Limits = field(default_factory=Limits)
    labour: frozenset[str] = frozenset()


RULES = Rules()
