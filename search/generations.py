"""Generations of an index on disk: built beside the one in use, switched by one rename, one writer at a time.

index/current      name of the generation in use
index/lock         held by whoever writes
index/g0003/       one generation: meta.zicht.json and the engine's own files
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.faults import busy, other_version

PATIENCE = 30.0  # seconds that a writer waits for another one


class Generations:
    """The folder of one index; `signature` is what a generation must have been made with."""

    def __init__(self, folder: Path, signature: dict[str, str | int]) -> None:
        self._folder = folder
        self._signature = signature
        self._pointer = folder / "current"

    def current(self) -> Path | None:
        """The generation in use, None when there never was one; IndexFault when this Zicht cannot read it."""
        while (name := self._named()) is not None:
            found = self._meta(self._folder / name)
            if found == self._signature:
                return self._folder / name
            if name == self._named():  # else it was switched and removed while we looked
                raise other_version(str(self._folder), found, self._signature)
        return None

    def _named(self) -> str | None:
        try:
            return self._pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """An empty folder for the next generation, signed: in use when all went well, gone when not."""
        self._folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name[1:]) for path in self._folder.glob("g[0-9]*") if path.name[1:].isdigit()]
        path = self._folder / f"g{max(numbers, default=0) + 1:04d}"
        path.mkdir()
        try:
            (path / "meta.zicht.json").write_text(json.dumps(self._signature), encoding="utf-8")
            yield path
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        self._switch(path)

    def _switch(self, path: Path) -> None:
        """Make this generation the one in use: all at once, durably. The others are removed after that."""
        waiting = self._pointer.with_suffix(".new")
        with waiting.open("w", encoding="utf-8") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, self._pointer)
        _sync(self._folder)
        for other in self._folder.glob("g[0-9]*"):
            if other.name != path.name:
                shutil.rmtree(other, ignore_errors=True)  # a reader may hold it open; the next switch tries again

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only writer, over all processes; IndexFault when another one keeps at it for too long."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w", encoding="utf-8") as lock:
            self._wait(lock.fileno())
            yield  # closing the file lets go

    def _wait(self, lock: int) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise busy(str(self._folder)) from None
                time.sleep(0.05)

    def _meta(self, path: Path) -> object:
        try:
            return json.loads((path / "meta.zicht.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None  # not one of ours, or half gone: `current` says so


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
