"""PostgreSQL for the tests: Debian's real server in a folder of our own, on a socket of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path


def postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl, or None."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(found[-1]).parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """A fresh server; gives the SQLAlchemy URL of its database."""
    programs = postgres_programs()
    assert programs
    folder = Path(tempfile.mkdtemp(prefix="zicht-pg-"))
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, "postgres", "postgres")

    def call(*command: str) -> None:
        whole = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command) if as_root else command
        subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    call(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "zicht", "--no-sync", "-E", "UTF8")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    call(str(programs / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql+psycopg://zicht@/postgres?host={folder}"
    finally:
        call(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
