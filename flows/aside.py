"""The process that `flows.ahead` starts beside its own: it makes adverts ready for linking, and knows no ledger."""

import pickle
import sys
from contextlib import suppress


def main() -> None:
    """Answer until nobody asks any more: when the other process dies, this one ends with its next message."""
    with suppress(EOFError, BrokenPipeError):
        while True:
            key, bodies = pickle.load(sys.stdin.buffer)
            from enrichment.contacts.keyed import (
                keyed_by,  # only now, so that nobody waits to hand over the first message
            )
            from flows.ready import ready_of

            pickle.dump(ready_of(bodies, keyed_by(key)), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
