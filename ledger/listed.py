"""Takes an advert off the lists of earlier days: what was quoted from it goes, what other adverts prove stays."""

from sqlalchemy import Connection, and_, delete, select, update

from ledger.tables import adverts, decisions, signals
from zicht.records import EnrichedAdvert, Explanation, FieldName, Signal

LATER = Explanation(
    nl="Een advertentie van deze regel is vernietigd; de reden die daarin stond, is weg.",
    en="An advert of this line was destroyed; the reason that stood in it is gone.",
)


def take_off(connection: Connection, advert: str) -> None:
    """Every line that names the advert, without it; a line that was about nothing else goes, with its decisions."""
    query = select(signals).where(signals.c.signal.contains(advert, autoescape=True))
    for row in connection.execute(query).all():
        this = and_(signals.c.day == row.day, signals.c.eenheid == row.eenheid, signals.c.key == row.key)
        left = _without(connection, Signal.model_validate_json(row.signal), advert)
        if left:
            connection.execute(update(signals).where(this).values(signal=left.model_dump_json()))
            continue
        connection.execute(delete(signals).where(this))
        if connection.execute(select(signals.c.key).where(signals.c.key == row.key)).first() is None:
            connection.execute(delete(decisions).where(decisions.c.signal == row.key))


def _without(connection: Connection, line: Signal, advert: str) -> Signal | None:
    others = tuple(one for one in line.adverts if one.id != advert)
    if len(others) == len(line.adverts):
        return line
    if not others:
        return None
    texts = [text for one in others for text in _texts(connection, one.id)]
    quotes = tuple(quote for quote in line.quotes if any(quote.text.rstrip("…") in text for text in texts))
    return line.model_copy(update={"adverts": others, "quotes": quotes, "reasons": LATER})


def _texts(connection: Connection, number: str) -> list[str]:
    said = connection.execute(select(adverts.c.enriched).where(adverts.c.id == number)).scalar()
    if said is None:
        return []
    advert = EnrichedAdvert.model_validate_json(said).advert
    fields: tuple[FieldName, ...] = ("title", "body", "category", "place_text", "price_text", "employer", "account")
    return [text for name in fields if (text := getattr(advert, name))]
