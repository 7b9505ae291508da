"""The child that reads pages: `python -m crawlers.reader SECONDS MEMORY WAIT`, page after page until its parent is gone.

A keeper has everything imported and forks the one that reads, with limits. A page that is too dear kills that one (an
interval timer that nobody handles, in C code too), and the keeper forks another: it is warm at once.
"""

import gc
import json
import mmap
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import IO

from crawlers import jail
from crawlers.jail import Job
from crawlers.memory import own_peak
from crawlers.parse import read_job
from zicht.errors import InputError

GROWN = 256 << 20  # bytes: a reader that a page made this large is replaced by a fresh one
REPLACE, GONE = 3, 0  # exit codes of a reader: for another one; because the parent is gone

Reading = Callable[[Job, bytes], str]


def keep(
    given: IO[bytes], answers: IO[bytes], seconds: float, memory: int, wait: float, read: Reading = read_job
) -> None:
    """Fork reader after reader; says of the page that killed one that it did."""
    busy = mmap.mmap(-1, 8)  # shared with the reader: the job that it works on, 0 for none
    while True:
        busy[:] = bytes(8)
        reader = os.fork()
        if not reader:
            _limit(memory)
            os._exit(_serve(given, answers, busy, seconds, wait, read))
        status = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
        if status == GONE:
            return
        if job := int.from_bytes(busy[:], "big"):
            jail.send(answers, job, bytes([jail.DIED]))


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(given: IO[bytes], answers: IO[bytes], busy: mmap.mmap, seconds: float, wait: float, read: Reading) -> int:
    """Page after page, each within its own seconds of CPU, and on the clock."""
    while True:
        try:
            (number, job), (_, payload) = jail.receive(given), jail.receive(given)
        except EOFError:
            return GONE
        busy[:] = number.to_bytes(8, "big")
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, wait)
        try:
            answer = _answer(job, payload, read)
        except MemoryError:
            return REPLACE
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        jail.send(answers, number, answer)
        busy[:] = bytes(8)
        if own_peak() > GROWN:
            return REPLACE


def _answer(job: bytes, payload: bytes, read: Reading) -> bytes:
    try:
        said = read(Job.model_validate_json(job), payload).encode()
    except InputError as fault:
        return bytes([jail.SAID]) + json.dumps([type(fault).__name__, fault.nl, fault.en]).encode()
    except MemoryError:
        raise
    except Exception as fault:  # nobody foresaw it: told to the parent, and the reader lives on
        return bytes([jail.BROKE]) + f"{type(fault).__name__}: {fault}"[:300].encode("utf-8", "replace")
    return bytes([jail.READ]) + said if len(said) <= jail.LARGEST else bytes([jail.DIED])


def main(seconds: str, memory: str, wait: str) -> None:
    """Serve the parent at the other end of standard input and output."""
    gc.freeze()  # what is there is shared with every fork
    with open(0, "rb", buffering=0) as given, open(1, "wb", buffering=0) as answers:
        keep(given, answers, float(seconds), int(memory), float(wait))


if __name__ == "__main__":
    main(*sys.argv[1:])
