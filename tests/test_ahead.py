"""New adverts are made ready for linking in processes beside this one: the same, in the same order, whatever becomes of these."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.incremental import save_parsed
from bench.link import enriched
from enrichment.reader import Reader
from flows import beside as module
from flows.ahead import ahead, save_read
from flows.beside import Aside, Beside, Task, finished
from flows.ready import Read, Ready, gathered, made_ready
from ledger import Ledger, open_ledger
from tests.conftest import NOON
from tests.orphans import outlived
from zicht.records import EnrichedAdvert


@pytest.fixture(params=[1000, 2])
def filled(tmp_path: Path, reader: Reader, request: pytest.FixtureRequest) -> Any:
    """A ledger, and its adverts by id: none of them, but the first, or every other was made ready when it was read."""
    ledger = open_ledger(f"sqlite:///{tmp_path / 'l.db'}")
    adverts = sorted(enriched(70), key=lambda one: one.advert.id)
    save_parsed(ledger, adverts)
    ledger.save_enriched(adverts, at=NOON)
    save_read(ledger, adverts[:: request.param], reader, at=NOON)
    yield ledger, adverts
    ledger.close()


def assert_same(found: Ready, wanted: Ready) -> None:
    assert found.adverts == wanted.adverts
    assert (found.values, found.writers, found.words) == (wanted.values, wanted.writers, wanted.words)
    pairs = (
        (found.signed, wanted.signed),
        (found.signatures, wanted.signatures),
        *zip(found.prints, wanted.prints, strict=True),
    )
    assert all(np.array_equal(one, other) for one, other in pairs)
    assert found.poisoned == wanted.poisoned


def made_here(adverts: list[EnrichedAdvert], reader: Reader, size: int) -> list[Ready]:
    read = read_of(adverts)
    return [gathered([made_ready(read[at : at + size], reader.key)]) for at in range(0, len(read), size)]


def read_of(adverts: list[EnrichedAdvert]) -> list[Read]:
    return [(one.advert.id, one.advert.content, one.model_dump_json()) for one in adverts]


@pytest.mark.parametrize("size", [10, 35, 70, 100])
def test_parts_come_in_order_and_as_if_made_here(
    filled: tuple[Ledger, list[EnrichedAdvert]], reader: Reader, size: int
) -> None:
    ledger, adverts = filled
    wanted = made_here(adverts, reader, size)
    with Beside() as beside:
        found = list(ahead(ledger, reader, size, beside))
    assert len(found) == len(wanted) == -(-70 // size)
    for one, other in zip(found, wanted, strict=True):
        assert_same(one, other)


def test_portions_together_are_as_if_made_at_once(reader: Reader) -> None:
    adverts = enriched(40)
    said = [adverts[at % 9].advert.body for at in range(40)]  # one text, many writers
    read = read_of(
        [
            one.model_copy(
                update={"advert": one.advert.model_copy(update={"title": "x", "body": body}), "extractions": ()}
            )
            for one, body in zip(adverts, said, strict=True)
        ]
    )
    parts = [made_ready(read[at : at + 7], reader.key) for at in range(0, 40, 7)]
    found, wanted = gathered(parts), gathered([made_ready(read, reader.key)])
    assert len(wanted.words) == 9
    assert_same(found, wanted)
    assert list(found.words) == list(wanted.words)


def test_a_stream_of_one_part_starts_no_process(
    filled: tuple[Ledger, list[EnrichedAdvert]], reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "Aside", None)
    with Beside() as beside:
        assert len(list(ahead(filled[0], reader, 70, beside))) == 1


class Known(Aside):
    """One whose process the test knows."""

    started: list[Any]

    def __init__(self) -> None:
        super().__init__()
        self.started.append(self.child)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> type[Known]:
    monkeypatch.setattr(Known, "started", [], raising=False)
    monkeypatch.setattr(module, "Aside", Known)
    return Known


def test_the_part_of_a_process_that_dies_is_made_here(
    filled: tuple[Ledger, list[EnrichedAdvert]], reader: Reader, known: type[Known], caplog: Any
) -> None:
    with Beside() as beside:
        beside.start()
        for child in known.started:
            child.kill()
        found = list(ahead(filled[0], reader, 20, beside))
    for one, other in zip(found, made_here(filled[1], reader, 20), strict=True):
        assert_same(one, other)
    assert 1 <= len(known.started) <= module.MOST
    assert "ended" in caplog.text


def test_no_process_stays_when_the_stream_is_given_up(
    filled: tuple[Ledger, list[EnrichedAdvert]], reader: Reader, known: type[Known]
) -> None:
    with Beside() as beside:
        next(ahead(filled[0], reader, 10, beside))
    assert known.started
    assert all(child.poll() is not None for child in known.started)


def test_what_nobody_has_begun_is_done_here_and_in_order() -> None:
    with Beside() as beside:
        assert [task.take() for task in [beside.ask(divmod, 7, 2)]] == [(3, 1)]  # nobody was started
        beside.start()
        slow = [beside.ask(time.sleep, 0.2) for _ in range(module.MOST)]
        quick = [beside.ask(os.getpid) for _ in range(5)]
        assert os.getpid() in finished([*slow, *quick])  # type: ignore[list-item]
    task = Task(divmod, (9, 4))
    assert task.begin()
    assert not task.begin()
    assert task.take() == (2, 1)


class Late(Aside):
    """One that takes long to start."""

    def hears(self) -> None:
        time.sleep(1)
        super().hears()


def test_nobody_waits_for_a_process_that_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Aside", Late)
    with Beside() as beside:
        beside.start()
        assert finished([beside.ask(os.getpid) for _ in range(3)]) == [os.getpid()] * 3


PARENT = """
import time
from flows.beside import Aside
helper = Aside()
print(helper.child.pid, flush=True)
time.sleep(60)
"""


def test_no_process_outlives_a_killed_one() -> None:
    assert not outlived(PARENT)


def test_an_advert_that_cannot_be_seen_holds_up_nobody(
    filled: tuple[Ledger, list[EnrichedAdvert]], reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    see = sys.modules["flows.ready"].see  # type: ignore[attr-defined]

    def broken(advert: EnrichedAdvert, keyed: Any, names: Any) -> Any:
        if advert.advert.id == filled[1][3].advert.id:
            raise ValueError("onleesbaar")
        return see(advert, keyed, names)

    monkeypatch.setattr("flows.ready.see", broken)
    (found,) = ahead(filled[0], reader, 100, Beside())
    assert [tuple(one) for one in found.poisoned] == [(filled[1][3].advert.id, "ValueError", "onleesbaar")]
    assert len(found.adverts) == 69


def test_a_process_beside_loads_neither_the_ledger_nor_what_reads_wages() -> None:
    names = "[name for name in sys.modules if name.partition('.')[0] in ('ledger', 'sqlalchemy', 'spacy')]"
    wages = "[name for name in ('enrichment.wages.pay', 'enrichment.wages.roles.read') if name in sys.modules]"
    loads = f"import flows.aside, flows.rescoring, sys; print({names} + {wages})"
    said = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
