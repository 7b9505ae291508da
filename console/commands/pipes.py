"""Commands between two pipes: a page or JSON lines in, JSON lines out (docs/doors.md)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from console.commands.rooms import emit, named_model, open_the_reader
from console.language import chosen
from console.terminal import complain, out, progress, warn
from zicht.clock import now
from zicht.errors import InputError

if TYPE_CHECKING:
    from console.doors import Given
    from console.link_doors import GroupLine, LinkLine


def parse(page: Path, url: str, *, json: bool) -> None:
    """Parse a saved page and print its adverts."""
    from crawlers.parse import parse_any

    parsed = parse_any(url, page.read_bytes(), "text/html", seen_at=now(), capture=None)
    for advert in parsed.adverts:
        if json:
            emit(advert)
        else:
            out.print(f"{advert.title}\n{advert.body}\n", markup=False)
    if not parsed.adverts:
        warn(
            f"Geen advertentie op {page}; soort pagina: {parsed.kind}; {len(parsed.links)} verwijzingen.",
            f"No advert on {page}; kind of page: {parsed.kind}; {len(parsed.links)} links.",
        )


def enrich(file: str, *, json: bool) -> int:
    """Enrich the adverts of a pipe; 1 when a line was bad."""
    from console.doors import Complaint, enrich_line, read_lines

    reader = open_the_reader()
    bad = 0
    with _lines(file) as lines, progress() as tell:
        for number, given in enumerate(read_lines(lines), start=1):
            tell("enrich", number)
            if isinstance(given, Complaint):
                bad += given.fatal
                complain(given.said)
                continue
            line = enrich_line(given, reader)
            if json:
                emit(line)
            else:
                said = line.explanation.en if chosen() == "en" else line.explanation.nl
                out.print(f"{line.id}  {line.outcome}  {line.score:g}  {line.place.eenheid}\n  {said}", markup=False)
    return 1 if bad else 0


def link(file: str, *, json: bool, groups: bool = False) -> int:
    """Link the adverts of a pipe, and print them or their groups; 1 when a line was bad."""
    from console.link_doors import group_lines, link_lines

    given, bad = given_lines(file)
    reader = open_the_reader(meaning=False)
    lines = group_lines if groups else link_lines
    for line in lines(given, reader, named_model()):
        if json:
            emit(line)
        else:
            show_linked(line)
    return bad


def given_lines(file: str) -> "tuple[list[Given], int]":
    """The lines that can be read, and 1 when one could not; what is wrong is said."""
    from console.doors import Complaint, read_lines

    with _lines(file) as lines:
        read = list(read_lines(lines))
    complaints = [one for one in read if isinstance(one, Complaint)]
    for one in complaints:
        complain(one.said)
    return [one for one in read if not isinstance(one, Complaint)], int(any(one.fatal for one in complaints))


def show_linked(line: "LinkLine | GroupLine") -> None:
    """One advert or group for a person."""
    from console.link_doors import GroupLine

    if isinstance(line, GroupLine):
        said = line.explanation.en if chosen() == "en" else line.explanation.nl
        members = ", ".join(str(one) for one in line.adverts)
        out.print(f"{line.verdict}  {line.kind}  {line.score:g}  {members}\n  {said}", markup=False)
        return
    tied = ", ".join(dict.fromkeys(str(tie.to) for tie in line.ties if tie.kept))
    out.print(f"{line.id}  {line.cluster or '-'}  {tied}", markup=False)


@contextmanager
def _lines(file: str) -> Iterator[Iterator[str]]:
    if file == "-":
        yield iter(sys.stdin)
        return
    try:
        opened = open(file, encoding="utf-8", errors="replace")
    except OSError as fault:
        raise InputError(
            f"{file} is niet te lezen: {fault.strerror}. Geef een bestand met JSON-regels, of - voor standaardinvoer.",
            f"{file} cannot be read: {fault.strerror}. Give a file of JSON lines, or - for standard input.",
        ) from fault
    with opened:
        yield iter(opened)
