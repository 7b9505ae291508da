"""Hostile pages are read in a child that may be killed: bounded in CPU, memory and time (RELIABILITY M1-M4).

A scan that is linear in the page picks those that could cost much; all others are read at once, where they are.
The child is made at the first risky page, kept for the next ones, and made anew after it was killed.
"""

import atexit
import json
import re
import resource
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import IO

from zicht.crawling import Parsed
from zicht.errors import InputError
from zicht.records import Record

SECONDS = 2.0  # of CPU for one page
WAIT = 10.0  # seconds on the clock, on a busy machine
MEMORY = 1 << 30  # bytes of address space
LARGE, TAGS, THINGS = 1 << 20, 30_000, 100
LONG_TAG = re.compile(rb"<[a-zA-Z!?/][^>]{8192}")


class Job(Record):
    """A page to read: `want` is `links`, `page`, or `any`."""

    want: str
    site: str | None  # a Site as JSON
    known: tuple[str, ...] = ()  # folders of site files
    url: str
    content_type: str
    seen_at: datetime
    capture: str | None = None


class ParseLimit(InputError):
    """A page that costs more than a page may: its capture is kept, its adverts are not read."""


def is_risky(payload: bytes) -> bool:
    """Whether reading this page could cost much more than its size says."""
    return (
        len(payload) > LARGE
        or payload.count(b"<") > TAGS
        or payload.count(b"itemscope") > THINGS
        or LONG_TAG.search(payload) is not None
    )


class Jail:
    """One child process and its two pipes."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, wait: float = WAIT) -> None:
        self._limits = (str(seconds), str(memory))
        self._wait = wait
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def read(self, job: Job, payload: bytes) -> Parsed:
        """What the page gives; `InputError` as the reader says it, `ParseLimit` when the child did not live to say it."""
        with self._lock:
            answer = self._ask(job, payload)
        if answer is None:
            raise _too_dear(job.url)
        said = json.loads(answer)
        if "nl" in said:
            raise InputError(said["nl"], said["en"])
        if "fault" in said:
            raise _broke(job.url, said["fault"])
        return Parsed.model_validate(said["parsed"])

    def _ask(self, job: Job, payload: bytes) -> bytes | None:
        child = self._child = self._child or self._start()
        assert child.stdin
        assert child.stdout
        try:
            _send(child.stdin, job.model_dump_json().encode())
            _send(child.stdin, payload)
            answer = _receive(child.stdout) if self._answers(child.stdout) else None
        except (OSError, EOFError):
            answer = None
        if answer is None:
            self.close()
        return answer

    def _answers(self, pipe: IO[bytes]) -> bool:
        with selectors.DefaultSelector() as waiting:
            waiting.register(pipe, selectors.EVENT_READ)
            return bool(waiting.select(self._wait))

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "crawlers.jail", *self._limits]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )

    def close(self) -> None:
        """End the child."""
        if child := self._child:
            self._child = None
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                assert pipe
                pipe.close()


JAIL = Jail()
atexit.register(JAIL.close)


def _too_dear(url: str) -> ParseLimit:
    return ParseLimit(
        f"{url}: de pagina kost meer rekentijd of geheugen dan een pagina mag kosten. De vastlegging blijft bewaard.",
        f"{url}: reading the page costs more time or memory than a page may cost. The capture is kept.",
    )


def _broke(url: str, fault: str) -> InputError:
    return InputError(
        f"{url}: de pagina kon niet worden gelezen ({fault}). De vastlegging blijft bewaard.",
        f"{url}: the page could not be read ({fault}). The capture is kept.",
    )


def _send(pipe: IO[bytes], data: bytes) -> None:
    rest = memoryview(len(data).to_bytes(8, "big") + data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _receive(pipe: IO[bytes]) -> bytes:
    return _exactly(pipe, int.from_bytes(_exactly(pipe, 8), "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = pipe.read(size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def serve(seconds: float, memory: int, read: Callable[[Job, bytes], Parsed]) -> None:
    """The child: page after page, each within its own CPU seconds, until the parent is gone."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            job, payload = Job.model_validate_json(_receive(given)), _receive(given)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)  # nobody handles SIGPROF: it kills, in C code too
        answer = _answer(job, payload, read)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)
        answers.flush()


def _answer(job: Job, payload: bytes, read: Callable[[Job, bytes], Parsed]) -> bytes:
    try:
        return json.dumps({"parsed": json.loads(read(job, payload).model_dump_json())}).encode()
    except InputError as fault:
        return json.dumps({"nl": fault.nl, "en": fault.en}).encode()
    except MemoryError:
        raise
    except Exception as fault:  # nobody foresaw it: told to the parent, and the child lives on
        return json.dumps({"fault": f"{type(fault).__name__}: {fault}"[:300]}).encode()


if __name__ == "__main__":
    from crawlers.parse import read_job

    serve(float(sys.argv[1]), int(sys.argv[2]), read_job)
