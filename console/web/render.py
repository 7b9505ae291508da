"""Turns a page record into HTML in the reader's language, with what stands around every page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.web.desk import Desk
from console.web.indicators_page import LONGEST
from console.web.letters_page import NEWEST
from console.web.search_page import OPEN_VALUES
from console.web.voice import LANGUAGES, Language, Voice
from ledger import Conservation
from zicht.records import Explanation, Record

COOKIE = "lang"
YEAR = 365 * 24 * 3600  # seconds that the choice of a language is kept
TEMPLATES = Path(__file__).with_name("templates")


class Frame(Record):
    """What stands around a page: where the reader is, the way to the other language, the footer's figures."""

    path: str
    other: Language
    other_href: str
    json_href: str | None
    figures: bool  # whether the footer tells them
    kept: Conservation | None  # None: the ledger cannot be read
    letters: int  # how much could not go on
    alarms: tuple[Explanation, ...] = ()  # of the last runs


def environment() -> Environment:
    """Templates in which every value is text, and a name that is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals = {"OPEN_VALUES": OPEN_VALUES, "NEWEST": NEWEST, "LONGEST": LONGEST}  # and nothing of Jinja's own
    return made


@dataclass(frozen=True)
class Printer:
    """Writes the pages of one desk; `language` is for readers who did not choose one."""

    desk: Desk
    language: Language
    templates: Environment = field(default_factory=environment)

    def page(
        self,
        request: Request,
        record: Record,
        template: str,
        *,
        status: int = 200,
        json_href: str | None = None,
        figures: bool = True,
    ) -> HTMLResponse:
        """The record as HTML; `figures` is false when not even the ledger may be asked."""
        voice = Voice(self._language_of(request))
        frame = self._frame(request, voice.language, json_href, figures=figures)
        html = self.templates.get_template(template).render(
            page=record, frame=frame, t=voice, name_of=self._named(voice)
        )
        response = HTMLResponse(html, status, headers={"Content-Language": voice.language, "Vary": "Cookie"})
        if request.query_params.get("lang") == voice.language:  # asked for here: keep it for the next pages
            response.set_cookie(COOKIE, voice.language, max_age=YEAR, path="/", httponly=True, samesite="lax")
        return response

    def _language_of(self, request: Request) -> Language:
        """What the address asks for, else what was chosen before, else the console's own."""
        for said in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
            for language in LANGUAGES:
                if said == language:
                    return language
        return self.language

    def _frame(self, request: Request, language: Language, json_href: str | None, *, figures: bool) -> Frame:
        kept = self.desk.conservation() if figures else None
        other = next(one for one in LANGUAGES if one != language)
        return Frame(
            path=request.url.path,
            other=other,
            other_href=_in(other, request),
            json_href=json_href,
            figures=figures,
            kept=kept,
            letters=kept.dead + kept.given_up if kept else 0,
            alarms=self.desk.alarms() if figures else (),
        )

    def _named(self, voice: Voice) -> Callable[[str], str]:
        """What the packs call a code; nothing when they do not know it."""
        names = self.desk.names
        return lambda code: voice.of(names[code]) if code in names else ""


def _in(language: Language, request: Request) -> str:
    """This page in another language: a bare query, so that it can lead to no other site."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"?{urlencode([*asked, ('lang', language)])}"
