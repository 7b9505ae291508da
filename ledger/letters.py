"""Dead letters: what could not go on, with its reason; the capture or advert ends as dead in the same transaction."""

from sqlalchemy import Connection, select, update

from ledger.connect import stamp
from ledger.tables import adverts, captures, dead_letters
from zicht.records import DeadLetter


def write(connection: Connection, letter: DeadLetter) -> None:
    """Keep the letter; the same stage, key and reason again renews its moment and detail."""
    same = (
        dead_letters.c.stage == letter.stage,
        dead_letters.c.key == letter.key[:2048],
        dead_letters.c.reason == letter.reason[:200],
    )
    values = {"detail": letter.detail, "at": stamp(letter.at)}
    if connection.execute(update(dead_letters).where(*same).values(values)).rowcount == 0:
        row = {"stage": letter.stage, "key": letter.key[:2048], "reason": letter.reason[:200], **values}
        connection.execute(dead_letters.insert(), row)


def bury(connection: Connection, letter: DeadLetter) -> None:
    """The letter, and the end of what it is about."""
    write(connection, letter)
    if letter.stage == "parse":
        ended = update(captures).where(captures.c.id == letter.key).values(state="dead", rule=letter.reason[:200])
        connection.execute(ended)
    elif letter.stage != "fetch":
        connection.execute(update(adverts).where(adverts.c.id == letter.key).values(state="dead"))


def newest(connection: Connection, limit: int) -> list[DeadLetter]:
    """The newest letters, newest first."""
    columns = [dead_letters.c[name] for name in DeadLetter.model_fields]
    query = select(*columns).order_by(dead_letters.c.at.desc(), dead_letters.c.id.desc()).limit(limit)
    return [DeadLetter.model_validate(dict(row)) for row in connection.execute(query).mappings()]
