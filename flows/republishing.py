"""An advert that takes the place of another one: the old one is away, words or contact and words return."""

from datetime import datetime, timedelta

from enrichment.linking.seen import Seen, see
from enrichment.linking.similar import similarity, text_of
from enrichment.reader import Reader
from ledger import Ledger
from ledger.records import Republished
from ledger.retelling import CONTACTS, Gone
from zicht.clock import AMSTERDAM
from zicht.records import EnrichedAdvert, Explanation

WINDOW = timedelta(days=2)  # the old one is often found to be away a run later
NEARLY = 0.7  # of both texts returns in the other


def find_republished(ledger: Ledger, reader: Reader, *, at: datetime) -> int:
    """Link new adverts to the ones whose place they take, with the reason; both stay what they are. How many."""
    found = 0
    for advert in ledger.newcomers(at - WINDOW):
        candidates = ledger.gone_before(advert.advert.id)
        if candidates and (link := _first(advert, candidates, reader, at)):
            ledger.save_republished(link)
            found += 1
    return found


def _first(advert: EnrichedAdvert, candidates: list[Gone], reader: Reader, at: datetime) -> Republished | None:
    """With the one that went away last."""
    mine = see(advert, reader.keyed)
    for gone in candidates:
        alike = _alike(mine, see(gone.enriched, reader.keyed))
        if alike:
            return Republished(
                advert=advert.advert.id, earlier=gone.enriched.advert.id, similarity=alike, gone_at=gone.gone_at,
                first_seen=gone.first_seen, reason=_reason(gone, alike), found_at=at,
            )  # fmt: skip
    return None


def _alike(one: Seen, other: Seen) -> float:
    """1 for the same words; less for nearly the same by the same contact; 0 when it is another advert."""
    if one.content == other.content:
        return 1.0
    shared = {key for key in one.subjects if key.kind in CONTACTS} & set(other.subjects)
    alike = similarity(text_of(one.words), text_of(other.words)) if shared else 0.0
    return round(alike, 3) if alike >= NEARLY else 0.0


def _reason(gone: Gone, alike: float) -> Explanation:
    away, first = (f"{one.astimezone(AMSTERDAM):%d-%m-%Y}" for one in (gone.gone_at, gone.first_seen))
    if alike == 1.0:
        nl, en = "Dezelfde tekst", "The same text"
    else:
        nl = f"Hetzelfde contact en bijna dezelfde tekst ({alike:.0%})"
        en = f"The same contact and nearly the same text ({alike:.0%})"
    return Explanation(
        nl=f"{nl} als een advertentie die verdween op {away}; die was voor het eerst gezien op {first}.",
        en=f"{en} as an advert that went away on {away}; that one was first seen on {first}.",
    )
