"""Many texts that join their buckets at once find what they find one by one; and whoever waits in a hub is grouped with it."""

from collections import Counter, defaultdict
from random import Random
from typing import Any

import numpy as np
import pytest

from enrichment.linking import buckets
from enrichment.linking.buckets import Rows
from enrichment.linking.limits import Limits
from flows import loading
from ledger import open_ledger, ties
from ledger.tie_tables import link_adverts
from ledger.ties import KeptAdvert

Row = tuple[int, int]


def one_by_one(there: list[Row], new: list[Row]) -> tuple[list[Row], dict[int, list[int]]]:
    """Said plainly: a text meets whoever is in its buckets, and stays in those that are not full."""
    having: dict[int, list[int]] = defaultdict(list)
    for key, text in there:
        having[key].append(text)
    joined, met = [], defaultdict[int, Counter[int]](Counter)
    for key, text in new:
        met[text].update(having[key])
        if len(having[key]) < buckets.FULL:
            having[key].append(text)
            joined.append((key, text))
    ranked = {text: sorted(many.items(), key=lambda item: (-item[1], item[0])) for text, many in met.items()}
    return joined, {text: [other for other, _ in many[: buckets.LOOKED_AT]] for text, many in ranked.items() if many}


def as_rows(rows: list[Row]) -> Rows:
    return Rows(*np.array(rows, np.int64).reshape(-1, 2).T)


@pytest.mark.parametrize("at_once", [50, 1 << 20])
@pytest.mark.parametrize(("seed", "keys"), [(1, 2), (2, 9), (3, 300)])
def test_many_at_once_find_what_each_finds(monkeypatch: pytest.MonkeyPatch, seed: int, keys: int, at_once: int) -> None:
    monkeypatch.setattr(buckets, "_AT_ONCE", at_once)
    dice = Random(seed)
    texts = sorted({dice.randrange(-(1 << 63), 1 << 63) for _ in range(250)})
    rows = {text: [(band * 1009 + dice.randrange(keys), text) for band in range(6)] for text in texts}
    there, _ = one_by_one([], [row for text in texts[::3] for row in rows[text]])
    new = [row for text in texts if text not in set(texts[::3]) for row in rows[text]]
    joined, pairs = buckets.join(as_rows(there), as_rows(new))
    plain, met = one_by_one(there, new)
    assert list(zip(joined.keys.tolist(), joined.texts.tolist(), strict=True)) == plain
    found: dict[int, list[int]] = defaultdict(list)
    for text, other in zip(pairs.texts.tolist(), pairs.others.tolist(), strict=True):
        found[text].append(other)
    assert found == met


def test_nobody_joins_nobody() -> None:
    joined, pairs = buckets.join(as_rows([]), as_rows([]))
    assert not len(joined.keys)
    assert not len(pairs.texts)


def test_who_waits_in_a_hub_is_grouped_with_it(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MANY", 5)
    ledger = open_ledger(f"sqlite:///{tmp_path / 'l.db'}")
    rows = [KeptAdvert(f"a{at}", None, "2026-11-25", None, None, 1, "[]") for at in range(12)]
    values = {row.number: [("phone", "hub" if at < 10 else "few")] for at, row in enumerate(rows)}
    with ledger.linking() as state:
        ties.put(state, rows, values)
        state.execute(link_adverts.update().where(link_adverts.c.number == "a3").values(dirty=0))
        many, few = ({"a0": 1}, {"a10": 1})
        assert loading.waiting_beside(state, many, Limits()).keys() == {f"a{at}" for at in range(10)} - {"a3"}
        assert not loading.waiting_beside(state, few, Limits())
        assert not loading.waiting_beside(state, many, Limits(crowd=8))  # a crowd is not read whole
    ledger.close()
