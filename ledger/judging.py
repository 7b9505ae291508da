"""What people said of adverts, as yes or no: the newest label of an advert, else the newest decision on its signal."""

from sqlalchemy import Connection, select

from ledger.tables import decisions, labels, signals
from zicht.records import Decision, Label, Signal

YES = frozenset(("signal", "ja", "yes"))  # labels that say: exploitation
NO = frozenset(("no_signal", "independent", "breach_only", "spam", "nee", "no"))
DECIDED = {"volgen": True, "geen_signaal": False, "onvoldoende": None}  # None: says nothing either way
PAGE = 1000  # rows held in memory at a time


def judged(connection: Connection) -> dict[str, bool]:
    """Advert to yes or no; an advert on which nobody decided, or whose newest word says neither, is left out."""
    said: dict[str, bool | None] = {}
    for signal, yes in _decided(connection).items():
        said |= dict.fromkeys(_adverts_of(connection, signal), yes)
    query = select(labels.c.label).order_by(labels.c.id)
    for body in connection.execution_options(yield_per=PAGE).execute(query).scalars():
        label = Label.model_validate_json(body)
        said[label.advert] = _meaning(label.label)
    return {advert: yes for advert, yes in said.items() if yes is not None}


def _meaning(label: str) -> bool | None:
    word = label.casefold()
    return True if word in YES else False if word in NO else None


def _decided(connection: Connection) -> dict[str, bool | None]:
    """Signal to its newest decision, in the order in which these were made."""
    newest: dict[str, bool | None] = {}
    query = select(decisions.c.decision).order_by(decisions.c.id)
    for body in connection.execution_options(yield_per=PAGE).execute(query).scalars():
        decision = Decision.model_validate_json(body)
        newest.pop(decision.signal, None)
        newest[decision.signal] = DECIDED[decision.decision]
    return newest


def _adverts_of(connection: Connection, signal: str) -> list[str]:
    """The adverts of a signal, on the newest list that has it."""
    query = select(signals.c.signal).where(signals.c.key == signal).order_by(signals.c.day.desc()).limit(1)
    body = connection.execute(query).scalar()
    return [one.id for one in Signal.model_validate_json(body).adverts] if body else []
