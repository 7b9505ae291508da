"""A crawl that is killed loses no page, and asks no more of them twice than it had slots."""

from pathlib import Path

from bench.kills import measure


def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    got = measure(tmp_path / "home", kills=10, pages=400, slots=4, seed=7)
    assert got.kills == 10
    assert (got.lost, got.unreadable, got.unaccounted) == (0, 0, 0)
    assert sum(got.refetched) > 0  # else nothing was killed while it worked
    assert max(got.refetched) <= 4
