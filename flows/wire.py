"""What two processes tell each other over a socket: any object, whole.

A large one is read in one call: while one thread computes, a thread that reads gets its turn only after every
few milliseconds, and from a pipe it would need one for each 64 KiB.
"""

import pickle
import socket
from struct import Struct
from typing import Any

_SIZE = Struct("=Q")


def send(wire: socket.socket, said: object) -> None:
    """Say this; `OSError` when nobody hears."""
    body = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
    wire.sendall(_SIZE.pack(len(body)))
    wire.sendall(body)


def receive(wire: socket.socket) -> Any:  # noqa: ANN401 (whatever was said)
    """What the other says next; `EOFError` when it says nothing any more."""
    return pickle.loads(_read(wire, *_SIZE.unpack(_read(wire, _SIZE.size))))


def _read(wire: socket.socket, size: int) -> bytearray:
    body = bytearray(size)
    left = memoryview(body)
    while left:
        count = wire.recv_into(left, len(left), socket.MSG_WAITALL)
        if not count:
            raise EOFError
        left = left[count:]
    return body
