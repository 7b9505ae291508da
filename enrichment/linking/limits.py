"""Every number that linking decides by, once; those of XAD-01..12 are as INDICATORS.md 3 states them."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds; the defaults are the taxonomy's, or ours where it is silent."""

    personas: int = 3  # XAD-01, XAD-09: on one contact, or at one address
    persona_window: timedelta = timedelta(days=30)
    places: int = 3  # XAD-02: gemeenten of one contact
    move_window: timedelta = timedelta(days=14)
    far: float = 60.0  # XAD-02: kilometres
    far_window: timedelta = timedelta(hours=12)
    names: int = 3  # XAD-03: names or numbers under one text
    age_window: timedelta = timedelta(days=90)  # XAD-04 (STIM, Skidmore 2018)
    profiles: int = 5  # XAD-05, XAD-07
    burst_window: timedelta = timedelta(minutes=10)
    burst_days: int = 3  # XAD-07
    labour_adverts: int = 3  # XAD-08
    labour_window: timedelta = timedelta(days=90)
    labour_share: float = 0.34  # XAD-08: of the adverts; violations per advert count, not volume
    payers: int = 3  # XAD-10
    recruit_window: timedelta = timedelta(days=180)  # XAD-11
    recruits: int = 3  # adverts; two may be one recycled number
    sitting: timedelta = timedelta(hours=1)  # places named without such a pause are a region served, no journey
    near: float = 15.0  # kilometres; nobody moves house for less
    tour_places: int = 6  # gemeenten within the window of XAD-02 …
    tour_stay: timedelta = timedelta(hours=16)  # … with half of the stays shorter than a night and a day's work
    restless_stay: timedelta = timedelta(hours=36)  # half of the stays no longer: possible, and more than a tour
    numbers: int = 3  # XAD-12
    number_window: timedelta = timedelta(days=60)
    brands: int = 3  # brands behind one contact
    hub_brands: int = 8  # so many unrelated firms: a job board's or a switchboard's contact
    hub_adverts: int = 40
    hub_personas: int = 20
    text_writers: int = 30  # more writers of one text: a popular example, copied by many
    unrelated: float = 0.5  # different texts per advert: its users write each for themselves
    licensed_share: float = 0.25  # of the adverts name a register number beside a licence
    named_share: float = 0.1  # … or so many, where all adverts name one firm
    copied_groups: int = 8  # so many groups by text alone, …
    copied_share: float = 0.5  # … of so many of the writers: on these sites people copy each other
    own_contact: float = 0.6  # of the users have a contact of their own beside it
    users: int = 6  # from which own contacts are evidence


LIMITS = Limits()
