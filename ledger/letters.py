"""Dead letters: what could not go on, with its reason; the capture or advert ends as dead in the same transaction."""

from sqlalchemy import Connection, select, update

from ledger import unlinked
from ledger.connect import insert_new, plain
from ledger.tables import adverts, captures, dead_letters
from zicht.clock import stamp
from zicht.records import DeadLetter, digest

LONGEST = 2000  # bytes: PostgreSQL indexes no row of more than 2,704


def write(connection: Connection, letter: DeadLetter) -> None:
    """Keep the letter; the same stage, key and reason again renews its moment and detail."""
    named = {"stage": letter.stage, "key": key_of(letter.key), "reason": plain(letter.reason, 200)}
    values = {"detail": plain(letter.detail), "at": stamp(letter.at)}
    same = [dead_letters.c[name] == value for name, value in named.items()]
    if connection.execute(update(dead_letters).where(*same).values(values)).rowcount == 0:
        connection.execute(insert_new(connection, dead_letters), {**named, **values})


def key_of(said: str) -> str:
    """What a letter is about, short enough for an index; of a longer one the digest keeps it apart from others."""
    whole = plain(said)
    return whole if len(whole.encode()) <= LONGEST else f"{plain(whole, 1000)}…{digest(whole)[:32]}"


def bury(connection: Connection, letter: DeadLetter) -> None:
    """The letter, and the end of what it is about; a capture that was read meanwhile stays read."""
    write(connection, letter)
    if letter.stage == "parse":
        mine = (captures.c.id == letter.key, captures.c.state.in_(("captured", "dead")))
        connection.execute(update(captures).where(*mine).values(state="dead", rule=plain(letter.reason, 200)))
    elif letter.stage != "fetch":
        connection.execute(update(adverts).where(adverts.c.id == letter.key).values(state="dead"))
        unlinked.remove(connection, [letter.key])


def newest(connection: Connection, limit: int) -> list[DeadLetter]:
    """The newest letters, newest first."""
    columns = [dead_letters.c[name] for name in DeadLetter.model_fields]
    query = select(*columns).order_by(dead_letters.c.at.desc(), dead_letters.c.id.desc()).limit(limit)
    return [DeadLetter.model_validate(dict(row)) for row in connection.execute(query).mappings()]
