"""What the command line prints: progress, lists and complaints. Quiet when piped."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from console.language import chosen, say
from zicht.clock import AMSTERDAM
from zicht.errors import ZichtError
from zicht.query import Page
from zicht.records import Signal

if TYPE_CHECKING:  # the steps pull in every room; a door that needs one should not wait for all
    from flows.expecting import Alarm
    from flows.progress import Progress as StepProgress
    from flows.steps import RunReport
    from ledger import Conservation

_PIPED = 240  # columns where there is no window: room for every table, whatever COLUMNS says

out = Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else _PIPED)
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())

ENDED = {
    "captured": ("vastgelegd", "captured"),
    "unchanged": ("ongewijzigd", "unchanged"),
    "gone": ("verdwenen", "gone"),
    "given_up": ("opgegeven", "given up"),
    "held": ("voor later", "for later"),
    "images": ("afbeeldingen gehasht", "pictures hashed"),
    "images_refused": ("afbeeldingen geweigerd", "pictures refused"),
    "images_withheld": ("zonder afbeeldingen om een leeftijd", "without pictures for an age"),
    "images_swapped": ("een andere foto achter hetzelfde adres", "another picture behind the same address"),
}
STEPS = {
    "collect": ("ophalen", "collect"),
    "parse": ("pagina's lezen", "parse"),
    "enrich": ("advertenties duiden", "enrich"),
    "link": ("koppelen", "link"),
    "publish": ("indexeren", "publish"),
    "lists": ("lijsten maken", "lists"),
    "impact": ("gevolg tellen", "count the impact"),
    "figures": ("aanwijzingen meten", "measure indicators"),
    "rebuild": ("index herbouwen", "rebuild"),
}


@contextmanager
def progress() -> "Iterator[StepProgress]":
    """A rich progress line per step on standard error; nothing at all when that is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int | None = None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(say(*STEPS.get(step, (step, step))), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield tell


def complain(error: ZichtError) -> None:
    """One clear sentence on standard error."""
    err.print(f"[bold red]{say('Fout', 'Error')}:[/] ", end="")
    err.print(error.say(chosen()), markup=False)


def warn(nl: str, en: str) -> None:
    """Something that does not stop the work, on standard error."""
    err.print(f"[yellow]{say('Let op', 'Note')}:[/] ", end="")
    err.print(say(nl, en), markup=False)


def told(alarms: "Sequence[Alarm]") -> int:
    """Say each; the exit code: 1 when a person must act."""
    for alarm in alarms:
        warn(alarm.said.nl, alarm.said.en)
    return 1 if any(alarm.stops for alarm in alarms) else 0


def show_signals(signals: Sequence[Signal], title: str) -> None:
    """The day's lists, eenheid by eenheid: what, where, and why in words, at any width."""
    from flows.exports.words import WORDS

    words = WORDS["en" if chosen() == "en" else "nl"]
    out.rule(title)
    for eenheid, lines in groupby(signals, key=lambda one: one.eenheid):
        out.print(f"[bold]{eenheid}[/]")
        for signal in lines:
            first, more = signal.adverts[0], len(signal.adverts) - 1
            others = say(f" en {more} meer", f" and {more} more") if more else ""
            mark = say(" (synthetisch)", " (synthetic)") if signal.synthetic else ""
            said = (
                f"{words.tiers[signal.tier]}, {signal.score:g} {say('punten', 'points')}: {first.title}{others}{mark}"
            )
            _block(f"{signal.rank}. {said}", 2)
            _block(first.url, 5)
            _block(signal.reasons.en if chosen() == "en" else signal.reasons.nl, 5)


def _block(text: str, indent: int) -> None:
    """Text as it is, never as markup; folded and indented to its last line on a terminal, on one line in a pipe."""
    width = max(out.width - 1, indent + 20) if out.is_terminal else len(text) + indent + 1
    margin = " " * indent
    out.print(Text(fill(text, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)))


def show_page(page: Page) -> None:
    """What a search found."""
    out.rule(say(f"{page.total} advertenties", f"{page.total} adverts"))
    for row in page.rows:
        document = row.document
        seen = document.seen_at.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        points = f"{document.score:g} {say('punten', 'points')}"
        _block(document.title or say("(zonder titel)", "(no title)"), 0)
        _block(f"{seen} · {document.outcome} · {points} · {', '.join(document.eenheid)} · {document.id}", 2)
        _block(document.url, 2)


def show_report(report: "RunReport") -> None:
    """What a run did, and that every page is accounted for."""
    for site in report.collected:
        out.print(f"{site.site}: {collected_in_words(site.stats)}", markup=False)
    out.print(
        say(
            f"gelezen {report.parsed} · geduid {report.enriched} · gekoppeld {report.linked} · geïndexeerd"
            f" {report.published} · signalen {report.signals}",
            f"parsed {report.parsed} · enriched {report.enriched} · linked {report.linked} · indexed"
            f" {report.published} · signals {report.signals}",
        ),
        markup=False,
    )
    show_conservation(report.conservation)


def collected_in_words(stats: Mapping[str, int]) -> str:
    """How the pages of a crawl ended: `270 pagina's: 8 vastgelegd, 258 ongewijzigd, 4 verdwenen`."""
    ended = [f"{count} {say(*ENDED[how])}" for how, count in stats.items() if count and how in ENDED]
    pages = stats.get("pages", 0)
    return f"{pages} {say('antwoorden', 'answers')}: {', '.join(ended) or '-'}"


def show_conservation(kept: "Conservation") -> None:
    """Fetched pages and where each ended; in red when one is missing."""
    aside = sum(kept.set_aside.values())
    out.print(
        say(
            f"behoud: {kept.fetched} opgehaald = {kept.indexed} doorzoekbaar + {kept.superseded} vervangen + {aside} terzijde"
            f" + {kept.dead} uitgevallen + {kept.destroyed} vernietigd + {kept.waiting} onderweg",
            f"conservation: {kept.fetched} fetched = {kept.indexed} searchable + {kept.superseded} superseded + {aside} set"
            f" aside + {kept.dead} dead + {kept.destroyed} destroyed + {kept.waiting} on their way",
        ),
        markup=False,
    )
    for rule, count in kept.set_aside.items():
        out.print(say(f"  terzijde, {rule}: {count}", f"  set aside, {rule}: {count}"), markup=False)
    if kept.given_up:
        out.print(say(f"  niet op te halen: {kept.given_up}", f"  could not be fetched: {kept.given_up}"), markup=False)
    lost = say(f"niet verantwoord: {kept.unaccounted}", f"unaccounted for: {kept.unaccounted}")
    out.print(f"[bold red]{lost}[/]" if kept.unaccounted else lost)
