"""A site on loopback that behaves as the web does: gone, broken, too large, somewhere else. It counts what it is asked."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
FAMILY = 'Listing(advert="a.advert", next="a.next", title="h1", body="div.body")'
SITE = '''"""A toy site of the tests."""
from crawlers.site import *
SITE = Site(name="toy", start=("http://{host}/",), hosts=("{host}",), family={family},
            expect=Expect(adverts=2), delay=0, concurrency=8, local=True, synthetic=True)
'''


def page(title: str, body: str) -> bytes:
    return f'<html><body><h1>{title}</h1><div class="body"><p>{body}</p></div></body></html>'.encode()


def listing(*links: str, more: str = "") -> Answer:
    items = "".join(f'<li><a class="advert" href="{link}">x</a></li>' for link in links)
    return 200, HTML, f"<html><body><ul>{items}</ul>{more}</body></html>".encode()


def moved(where: str, status: int = 302) -> Answer:
    return status, {"Location": where}, b""


def zipped(size: int) -> Answer:
    return 200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"<p>" + b"0" * size, 9)


class ToySite:
    """Answers by path; `asked` holds every path with its headers, in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[dict[str, str]], Answer] | None] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.host = ""

    def __setitem__(self, path: str, answer: Answer | Callable[[dict[str, str]], Answer] | None) -> None:
        self.answers[path] = answer

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    def answer(self, path: str, headers: dict[str, str]) -> Answer | None:
        self.asked.append((path, headers))
        found = self.answers.get(path, (404, HTML, b"<p>niets</p>"))
        return found(headers) if callable(found) else found

    def file(self, family: str = FAMILY) -> str:
        return SITE.format(host=self.host, family=family)


@contextmanager
def toy_site() -> Iterator[ToySite]:
    """Serve one on a free port until the block ends."""
    site = ToySite()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            answer = site.answer(self.path, {key.lower(): value for key, value in self.headers.items()})
            if answer is None:  # hang up without a word
                self.close_connection = True
                return
            status, headers, body = answer
            self.send_response(status)
            for key, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # a crawler that hangs up is no fault of the site
    site.host = f"127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
