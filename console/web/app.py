"""The console as an application: its pages, each also as `.json`, and one way to say what went wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from console.web.advert_page import advert_page
from console.web.bench import Bench
from console.web.desk import Desk, PageRecord, Verify
from console.web.faults import FaultPage, of_error, of_status
from console.web.headers import HEADERS, SafeHeaders
from console.web.indicators_page import indicators_page
from console.web.letters_page import letters_page
from console.web.list_pages import day_page, list_page
from console.web.render import Printer
from console.web.search_page import search_page
from console.web.version_page import version_page
from console.web.voice import Language
from ledger import Ledger
from zicht.clock import Clock, now
from zicht.errors import ZichtError
from zicht.query import Index
from zicht.records import Explanation

LOOPBACK = ("localhost", "127.0.0.1")
STATIC = Path(__file__).with_name("static")
READING = ["GET", "HEAD"]


@dataclass(frozen=True, slots=True)
class View:
    """One page: its address, that of the same as JSON, what makes it, what shows it."""

    path: str
    json_path: str
    make: Callable[[Desk, Request], PageRecord]
    template: str


VIEWS = (
    View("/", "/search.json", search_page, "search.html.j2"),
    View("/adverts/{advert}", "/adverts/{advert}.json", advert_page, "advert.html.j2"),
    View("/lists", "/lists.json", day_page, "day.html.j2"),
    View("/lists/{day}", "/lists/{day}.json", day_page, "day.html.j2"),
    View("/lists/{day}/{eenheid}", "/lists/{day}/{eenheid}.json", list_page, "list.html.j2"),
    View("/indicators", "/indicators.json", indicators_page, "indicators.html.j2"),
    View("/indicators/versions/{number}", "/indicators/versions/{number}.json", version_page, "version.html.j2"),
    View("/letters", "/letters.json", letters_page, "letters.html.j2"),
)


def create_app(
    ledger: Ledger,
    index: Index,
    *,
    language: Language = "nl",
    verify: Verify | None = None,
    names: Mapping[str, Explanation] | None = None,
    bench: Bench | None = None,
    who: str = "console",
    clock: Clock = now,
    hosts: Sequence[str] = (),
) -> FastAPI:
    """The console over a ledger and an index; it answers to loopback names and to `hosts`, to no other."""
    desk = Desk(ledger, index, verify=verify, names=names or {}, who=who, clock=clock, bench=bench)
    printer = Printer(desk, language)
    app = FastAPI(title="Zicht", docs_url=None, redoc_url=None, openapi_url=None)
    for view in VIEWS:
        _add(app, view, printer)
    app.mount("/static", StaticFiles(directory=STATIC))
    _say_faults(app, printer)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *hosts], www_redirect=False)
    app.add_middleware(SafeHeaders)  # the last one added is the outermost: refused hosts get the headers too
    return app


def _add(app: FastAPI, view: View, printer: Printer) -> None:
    """Both addresses of a page; plain functions, so that they run beside the event loop."""

    def as_json(request: Request) -> Response:
        return _json(view.make(printer.desk, request))

    def as_html(request: Request) -> Response:
        record = view.make(printer.desk, request)
        href = _json_href(view, request)
        return printer.page(request, record, view.template, status=_status(record), json_href=href)

    app.add_api_route(view.json_path, as_json, methods=READING)  # first: `{advert}` would take `x.json` too
    app.add_api_route(view.path, as_html, methods=READING)


def _status(record: PageRecord) -> int:
    return 400 if record.fault else 200


def _json(record: PageRecord, status: int | None = None) -> Response:
    return Response(record.model_dump_json(), status or _status(record), media_type="application/json")


def _json_href(view: View, request: Request) -> str:
    """The address of this page as JSON, with the same question."""
    path = view.json_path.format(**request.path_params)
    return f"{path}?{request.url.query}" if request.url.query else path


def _say_faults(app: FastAPI, printer: Printer) -> None:
    """Every fault as a page, or as JSON where JSON was asked for."""

    def known(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, ZichtError)
        return _fault(printer, request, of_error(fault))

    def http(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        response = _fault(printer, request, of_status(fault.status_code))
        response.headers.update(fault.headers or {})  # 405 says what is allowed
        return response

    def unknown(request: Request, fault: Exception) -> Response:
        """The server's log tells the rest: the fault goes on to it after this answer, past our middleware."""
        response = _fault(printer, request, of_status(500))
        response.headers.update(HEADERS)
        return response

    app.add_exception_handler(ZichtError, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, unknown)


def _fault(printer: Printer, request: Request, page: FaultPage) -> Response:
    if request.url.path.endswith(".json"):
        return _json(page, page.status)
    return printer.page(request, page, "fault.html.j2", status=page.status, figures=page.status != 500)
