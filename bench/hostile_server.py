"""A server that means harm, on loopback: `python -m bench.hostile_server PAGES MUCH [FAMILY …]`. Says its port.

`/` leads to PAGES hostile pages and to as many good ones; `/kwaad/<number>` is of a family by its number.
"""

import asyncio
import gzip
import sys
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import chain, repeat

from bench.hostile_pages import FAMILIES, Dice

CHUNK = b"x" * 65_536
GOOD = b"<h1>Goed %d</h1><div>Deze pagina is gewoon.</div>"
Parts = Iterator[bytes]


def answer(body: bytes, *more: bytes, status: bytes = b"200 OK") -> bytes:
    """A whole answer, with its length."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: text/html", b"Content-Length: %d" % len(body), *more, b"", body]
    return b"\r\n".join(lines)


def packed(body: bytes, how: bytes) -> bytes:
    """An answer that says how it is packed."""
    return answer(body, b"Content-Encoding: " + how)


def _zeros(size: int, wbits: int) -> bytes:
    packer = zlib.compressobj(9, wbits=wbits)
    part = bytes(1 << 20)
    return b"".join(packer.compress(part) for _ in range(size >> 20)) + packer.flush()


BOMB = _zeros(300 << 20, 31)
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
PAGE = b"<h1>x</h1><div>y</div>"


def to(where: bytes) -> bytes:
    """A redirect."""
    return answer(b"", b"Location: " + where, status=b"302 Found")


WIRE: dict[str, Callable[[Dice], Parts]] = {
    "endless body": lambda dice: chain([OPEN], repeat(CHUNK)),
    "endless chunks": lambda dice: chain([CHUNKED], repeat(b"10000\r\n" + CHUNK + b"\r\n")),
    "broken chunk": lambda dice: iter([CHUNKED, b"zz\r\nxx\r\n"]),
    "chunk cut off": lambda dice: iter([CHUNKED, b"ffff\r\n<h1>x"]),
    "short body": lambda dice: iter([b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<h1>x"]),
    "long body": lambda dice: iter([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + PAGE]),
    "two lengths": lambda dice: iter([answer(PAGE, b"Content-Length: 5")]),
    "negative length": lambda dice: iter([b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + PAGE]),
    "gzip bomb": lambda dice: iter([packed(BOMB, b"gzip")]),
    "gzip in gzip": lambda dice: iter([packed(gzip.compress(BOMB), b"gzip, gzip")]),
    "deflate bomb": lambda dice: iter([packed(_zeros(100 << 20, 15), b"deflate")]),
    "truncated gzip": lambda dice: iter([packed(gzip.compress(PAGE * 99)[: dice.randrange(5, 60)], b"gzip")]),
    "no gzip": lambda dice: iter([packed(PAGE, b"gzip")]),
    "no brotli": lambda dice: iter([packed(PAGE, b"br")]),
    "unknown coding": lambda dice: iter([packed(PAGE, b"x-onzin")]),
    "huge cookies": lambda dice: iter([answer(PAGE, *(b"Set-Cookie: a%d=" % at + b"x" * 4000 for at in range(200)))]),
    "long header": lambda dice: iter([answer(PAGE, b"X: " + b"x" * 200_000)]),
    "NUL in headers": lambda dice: iter([answer(PAGE, b"X\x00Y: \x00", b"ETag: \x00\xff", b": x", b"zonder")]),
    "odd status": lambda dice: iter([answer(PAGE, status=dice.choice([b"999 \x00", b"abc", b"200", b"-1 x", b"099 x"]))]),
    "no HTTP": lambda dice: iter([dice.randbytes(2000)]),
    "nothing": lambda dice: iter([b""]),
    "empty": lambda dice: iter([answer(b"")]),
    "odd charset": lambda dice: iter([answer(PAGE, b"Content-Type: text/html; charset=\xff\xfe;charset=zip")]),
    "circle": lambda dice: iter([to(b"?%d" % dice.randrange(10**9))]),
    "to a scheme": lambda dice: iter([to(dice.choice([b"data:text/html,x", b"file:///etc/passwd", b"ftp://a/b", b"\x00"]))]),
    "to nowhere": lambda dice: iter([to(b"http://[")]),
    "to our own network": lambda dice: iter([to(b"http://169.254.169.254/latest/")]),
}  # fmt: skip
SLOW: dict[str, Callable[[Dice], Parts]] = {  # held for as long as the crawler waits
    "slow headers": lambda dice: chain([b"HTTP/1.1 200 OK\r\n"], repeat(b"X")),
    "endless headers": lambda dice: chain([b"HTTP/1.1 200 OK\r\n"], repeat(b"X-Kop: " + b"x" * 4000 + b"\r\n")),
    "slow body": lambda dice: chain([OPEN], repeat(b"<")),
}


def _page(make: Callable[[Dice], bytes]) -> Callable[[Dice], Parts]:
    return lambda dice: iter([answer(make(dice)[: 8 << 20])])


PAGES = {name: _page(make) for name, make in FAMILIES.items()}
ALL = {**WIRE, **SLOW, **PAGES}
NAMES = [*WIRE, *SLOW, *PAGES]


class Server:
    """Answers each connection once, and closes it."""

    def __init__(self, pages: int, much: float, names: list[str]) -> None:
        self._pages, self._much, self._names = pages, much, names

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request: what comes back is of the family that its path names."""
        try:
            path = (await reader.readline()).split()[1].decode()
            while (await reader.readline()).strip():
                pass
            async for part in self._parts(path):
                writer.write(part)
                await writer.drain()
        except (OSError, IndexError, ValueError):
            pass  # the crawler has had enough
        finally:
            writer.close()

    async def _parts(self, path: str) -> AsyncIterator[bytes]:
        if not path.startswith("/kwaad/"):
            yield answer(self._plain(path))
            return
        number = int(path.split("/")[2].partition("?")[0])
        name = self._names[number % len(self._names)]
        for part in ALL[name](Dice(f"{name} {number} {path}", self._much)):
            yield part
            if name in SLOW and name != "endless headers":
                await asyncio.sleep(1)

    def _plain(self, path: str) -> bytes:
        if path.startswith("/goed/"):
            return GOOD % int(path.split("/")[2])
        if path != "/":
            return b"User-agent: *\nAllow: /\n"
        links = (
            b'<a class=p href="/kwaad/%d">x</a><a class=p href="/goed/%d">x</a>' % (at, at) for at in range(self._pages)
        )
        return b"<h2>lijst</h2>" + b"".join(links)


async def main(pages: int, much: float, names: list[str]) -> None:
    """Serve until killed."""
    server = await asyncio.start_server(Server(pages, much, names or NAMES).serve, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
