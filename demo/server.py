"""Serves the two demo sites on loopback, each on its own port, for as long as it is asked to."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Literal

from demo.adverts import DemoAdvert, adverts_of, next_round
from demo.sites import Answer, answer
from zicht.errors import SettingsError

PORTS: dict[Literal["demo_classifieds", "demo_jobs"], int] = {"demo_classifieds": 8701, "demo_jobs": 8702}


class DemoWorld:
    """The adverts that both sites show now; `advance` makes some hours pass: edits, removals, new ones."""

    def __init__(self, adverts: list[DemoAdvert]) -> None:
        self.adverts = adverts
        self.rounds = 0
        self._answers: dict[tuple[str, str], Answer] = {}

    def advance(self) -> None:
        """Edit 2 %, remove 1 %, add 1 %."""
        self.rounds += 1
        self.adverts = next_round(self.adverts, seed=self.rounds)
        self._answers = {}

    def answer(self, site: Literal["demo_classifieds", "demo_jobs"], path: str, host: str) -> Answer:
        """The answer of a site, made once per round."""
        known = self._answers.get((site, path))
        if known is None:
            known = self._answers[site, path] = answer(site, self.adverts, path, host)
        return known


@contextmanager
def serving(world: DemoWorld | None = None) -> Iterator[DemoWorld]:
    """Serve both sites in threads until the block ends; `SettingsError` when a port is taken."""
    shown = world or DemoWorld(adverts_of())
    servers = [_server(shown, site, port) for site, port in PORTS.items()]
    try:
        for server in servers:
            Thread(target=server.serve_forever, daemon=True).start()
        yield shown
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _server(world: DemoWorld, site: Literal["demo_classifieds", "demo_jobs"], port: int) -> ThreadingHTTPServer:
    class Handler(_Handler):
        def answer(self) -> Answer:
            return world.answer(site, self.path, f"127.0.0.1:{port}")

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as fault:
        raise SettingsError(
            f"Poort {port} op 127.0.0.1 is bezet; de demosite {site} kan niet starten. Stop wat daar draait.",
            f"Port {port} on 127.0.0.1 is taken; the demo site {site} cannot start. Stop what runs there.",
        ) from fault


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are two writes: without this every page waits 40 ms

    def answer(self) -> Answer:
        raise NotImplementedError

    def do_GET(self) -> None:  # the name that http.server asks for
        found = self.answer()
        if found.status == 200 and self.headers.get("If-None-Match") == found.etag:
            self._send(304, found, b"")
        else:
            self._send(found.status, found, found.body)

    def _send(self, status: int, found: Answer, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", found.kind)
        self.send_header("ETag", found.etag)
        if found.modified:
            self.send_header("Last-Modified", found.modified)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """A demo site keeps no access log."""
