"""A process that `flows.beside` starts beside its own: it computes for linking, and knows no ledger."""

import socket
import sys
from contextlib import suppress

from enrichment.linking import parts, template  # noqa: F401 (what is asked for: loaded before anybody waits for it)
from enrichment.words.kept import rarely_collected
from flows import ready, rescoring  # noqa: F401
from flows.wire import receive, send


def main() -> None:
    """Say that we hear, then answer until nobody asks any more: when the other process dies, this one ends with its next message."""
    with suppress(EOFError, ConnectionError), rarely_collected(), socket.socket(fileno=sys.stdin.fileno()) as wire:
        send(wire, None)
        while True:
            work, given = receive(wire)
            send(wire, work(*given))


if __name__ == "__main__":
    main()
