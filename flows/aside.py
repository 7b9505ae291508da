"""A process that `flows.beside` starts beside its own: it computes for linking, and knows no ledger."""

import pickle
import sys
from contextlib import suppress

import flows.ready  # noqa: F401 (what is asked for first: loaded while nobody asks yet)


def main() -> None:
    """Answer until nobody asks any more: when the other process dies, this one ends with its next message."""
    with suppress(EOFError, BrokenPipeError):
        while True:
            work, given = pickle.load(sys.stdin.buffer)
            pickle.dump(work(*given), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
