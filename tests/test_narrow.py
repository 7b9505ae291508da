"""What linking marks lies in narrow tables: a ledger of before keeps marks and texts when it is brought up to date, and back."""

from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import delete, select, text, update

from enrichment.reader import Reader
from flows.steps import link
from ledger import Ledger, open_ledger, tying
from ledger.connect import MIGRATIONS, connect
from ledger.tables import adverts, unlinked
from ledger.tie_tables import link_groups, link_members, link_texts
from tests.conftest import NOON
from tests.test_link_state import assert_same, read_stream, save
from zicht.settings import Settings


def back(url: str, to: str = "0008_translations") -> None:
    """The schema of before."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = connect(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, to)
    engine.dispose()


def texts_in(ledger: Ledger) -> dict[int, Any]:
    with ledger.looking() as state:
        return tying.texts(state, state.execute(select(link_texts.c.id)).scalars().all())


def test_marks_and_texts_survive_the_way_there_and_back(url: str, reader: Reader, settings: Settings) -> None:
    read = read_stream(reader, 11, 120)
    ledger = open_ledger(url)
    save(ledger, read[:80])
    link(ledger, reader, settings)
    ledger.save_indexed(ledger.enriched("linked", 30), at=NOON)
    save(ledger, read[80:])
    before, texts = ledger.counts(), texts_in(ledger)
    assert min(before[state] for state in ("enriched", "linked", "indexed")) > 0
    assert len(texts) > 0
    ledger.close()
    back(url)
    ledger = open_ledger(url)
    assert ledger.counts() == before
    assert texts_in(ledger) == texts
    link(ledger, reader, settings)
    assert_same(ledger, read, reader)
    assert ledger.counts()["enriched"] == 0
    ledger.close()


def test_what_was_linked_before_is_scored_anew(url: str, reader: Reader, settings: Settings) -> None:
    read = read_stream(reader, 11, 120)
    ledger = open_ledger(url)
    save(ledger, read)
    link(ledger, reader, settings)
    proved = adverts.c.enriched.contains('"by":"cross"')
    with ledger.linking() as state:
        shown = state.execute(select(adverts.c.id).where(proved)).scalars().all()
        for table in ("link_adverts", "link_keys", "link_members", "link_groups"):  # nobody is with them any more
            state.execute(text(f"DELETE FROM {table}"))
        state.execute(unlinked.insert(), [{"advert": one, "content": "x"} for one in shown])
    ledger.close()
    assert shown
    back(url)
    ledger = open_ledger(url)
    with ledger.linking() as state:
        assert set(state.execute(select(unlinked.c.content)).scalars()) == {""}
        state.execute(update(adverts).where(adverts.c.id.not_in(shown[:1])).values(state="dead"))
    link(ledger, reader, settings)
    with ledger.looking() as state:
        assert not state.execute(select(adverts.c.id).where(proved, adverts.c.state != "dead")).all()
    assert ledger.counts()["linked"] == 1
    ledger.close()


def test_a_group_that_everybody_left_goes_with_its_words(url: str, reader: Reader, settings: Settings) -> None:
    ledger = open_ledger(url)
    save(ledger, read_stream(reader, 11, 120))
    link(ledger, reader, settings)
    with ledger.linking() as state:
        groups = sorted(state.execute(select(link_groups.c.id).where(link_groups.c.cut == 0)).scalars())
        state.execute(delete(link_members).where(link_members.c.group == groups[0]))
    ledger.close()
    back(url, "0009_narrow")
    ledger = open_ledger(url)
    with ledger.looking() as state:
        assert sorted(state.execute(select(link_groups.c.id).where(link_groups.c.cut == 0)).scalars()) == groups[1:]
    ledger.close()
