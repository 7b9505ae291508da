"""The list as a page to print: one file on disk, no script, no link, nothing fetched."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.exports.rows import DayList, local, notes, shown

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_PAGES.filters["shown"] = shown


def as_html(listed: DayList) -> bytes:
    """The printable page. Advert text is escaped, addresses are text: a click would tell the site that we look."""
    page = _PAGES.get_template("list.html.j2")
    words = listed.words
    return page.render(
        listed=listed,
        words=words,
        when=lambda instant: local(instant, words),
        notes=lambda signal: notes(signal, words),
        number=lambda value: f"{value:g}".replace(".", words.comma),
        why=lambda signal: signal.reasons.en if words.code == "en" else signal.reasons.nl,
    ).encode()
