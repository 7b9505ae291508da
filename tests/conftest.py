"""Shared by all tests: a home of our own per test, and nobody who must be there is missing on CI."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zicht.settings import Settings

os.environ.setdefault("ZICHT_CANARY", "0")  # tests that want it, or run beside others, set a port of their own
CI = bool(os.environ.get("ZICHT_CI"))
os.environ.setdefault("ZICHT_VECTORS", "off")  # words alone, unless a test says otherwise: a model is slow
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # 12:00 in Amsterdam


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Embedded defaults in an empty home."""
    return Settings(home=tmp_path / "home")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """On CI a server that is not there is a failure; elsewhere it is a loud skip."""
    report = yield
    servers = {"elasticsearch", "postgres", "chromium", "prefect", "vectors"} & {
        mark.name for mark in item.iter_markers()
    }
    if CI and report.skipped and servers and not _may_lack(servers):
        report.outcome = "failed"
        report.longrepr = f"skipped on CI: {report.longrepr}"
    return report


def _may_lack(servers: set[str]) -> bool:
    """Without ../shared there is no Elasticsearch server: that alone may be skipped."""
    shared = Path(__file__).resolve().parents[2] / "shared" / "elasticsearch" / "start"
    return servers == {"elasticsearch"} and not shared.exists()
