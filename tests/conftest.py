"""Shared by all tests: a home of our own per test, and nobody who must be there is missing on CI."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy

from tests.servers import postgres, postgres_programs
from zicht.settings import Settings

if TYPE_CHECKING:
    from enrichment.reader import Reader
    from ledger import Ledger

os.environ.setdefault("ZICHT_CANARY", "0")  # tests that want it, or run beside others, set a port of their own
CI = bool(os.environ.get("ZICHT_CI"))
os.environ.setdefault("ZICHT_VECTORS", "off")  # words alone, unless a test says otherwise: a model is slow
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # 12:00 in Amsterdam


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Embedded defaults in an empty home."""
    return Settings(home=tmp_path / "home")


@pytest.fixture
def demo_ports() -> Iterator[None]:
    """The two ports of the demo's sites, for one test at a time, in whichever process."""
    with (Path(tempfile.gettempdir()) / "zicht-demo-ports.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server of our own, one for all tests."""
    if postgres_programs() is None:
        pytest.skip("PostgreSQL's server is not here: apt-get install postgresql")
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    found = request.getfixturevalue("postgres_url")
    engine = sqlalchemy.create_engine(found)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP SCHEMA public CASCADE"))
        connection.execute(sqlalchemy.text("CREATE SCHEMA public"))
    engine.dispose()
    return found


@pytest.fixture
def ledger(url: str) -> "Iterator[Ledger]":
    """An empty ledger, once on each database."""
    from ledger import open_ledger

    opened = open_ledger(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reader() -> "Reader":
    """By words, with the packs as they are."""
    from enrichment.reader import open_reader

    return open_reader(Settings().packs, key=b"k" * 32)


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
