"""`zicht pack check`, `zicht pack try` and `zicht evaluate`: what packs say, tried on texts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from console.commands.rooms import emit, settings
from console.language import chosen, say
from console.terminal import out
from zicht.clock import now
from zicht.errors import PackError

if TYPE_CHECKING:
    from enrichment.evaluate import Counts, Report
    from enrichment.packs import Packs
    from zicht.records import EnrichedAdvert

pack_app = typer.Typer(
    no_args_is_help=True,
    help=say("Pakketten: nakijken, proberen, in werking stellen.", "Packs: check, try and activate them."),
)
Folder = Annotated[
    Path | None, typer.Option("--packs", help=say("Map met pakketten.", "Folder of packs."), show_default=False)
]


def folder_of(given: Path | None) -> Path:
    """The folder that was named, else that of the settings."""
    return given or settings().packs


@pack_app.command("check", help=say("Lees de pakketten en hun voorbeelden.", "Read the packs and their examples."))
def check(packs: Folder = None) -> None:
    """Every mistake of form stops at the first; then every example that does not do what it says."""
    from enrichment.proof import Broken, broken_examples
    from enrichment.reader import Reader

    loaded = _load(folder_of(packs))
    broken: list[Broken] = list(broken_examples(Reader(loaded, b"check")))
    for one in broken:
        out.print(one.nl if chosen() == "nl" else one.en, markup=False)
    codes, cues = len(loaded.indicators), sum(len(c) for one in loaded.indicators for c in one.cues.values())
    out.print(
        say(
            f"{codes} codes, {cues} cues, versie {loaded.version}; {len(broken)} voorbeelden kloppen niet.",
            f"{codes} codes, {cues} cues, version {loaded.version}; {len(broken)} examples are wrong.",
        )
    )
    if broken:
        raise typer.Exit(1)


@pack_app.command("try", help=say("Lees een tekst en toon wat erin gevonden is.", "Read a text, show what is found."))
def attempt(
    text: Annotated[str, typer.Argument(help=say("De tekst, of - voor invoer.", "The text, or - for input."))],
    category: Annotated[str | None, typer.Option("--category", help=say("Rubriek.", "Category."))] = None,
    title: Annotated[str, typer.Option("--title", help=say("Titel.", "Title."))] = "-",
    packs: Folder = None,
    json: Annotated[bool, typer.Option("--json", help=say("JSON, geen tabel.", "JSON, no table."))] = False,
) -> None:
    """Text in, marked text out."""
    from enrichment.enrich import enrich
    from enrichment.reader import equipped
    from zicht.records import Advert

    body = typer.get_text_stream("stdin").read() if text == "-" else text
    advert = Advert(
        site="try", url="https://example.nl/try", title=title, body=body, category=category, seen_at=now()
    )  # fmt: skip
    enriched = enrich(advert, equipped(_load(folder_of(packs)), key=b"try", settings=settings()))
    if json:
        emit(enriched)
    else:
        _show(enriched)


def _load(folder: Path) -> "Packs":
    from enrichment.packs import load_packs

    return load_packs(existing(folder))


def existing(folder: Path) -> Path:
    """The folder; `PackError` when it is not there."""
    if not folder.is_dir():
        raise PackError(
            "deze map is er niet. Noem een map met pakketten.", "this folder is not there. Name a folder of packs.",
            file=str(folder), line=1, column=1,
        )  # fmt: skip
    return folder


def _show(enriched: "EnrichedAdvert") -> None:
    marked = Text(enriched.advert.body)
    for hit in enriched.hits:
        if hit.field == "body":
            marked.stylize("dim strike" if hit.cancelled_by else "bold reverse", hit.start, hit.end)
    out.print(marked)
    table = Table(
        "code", say("punten", "points"), say("door", "by"), say("vervallen door", "set aside by"), say("tekst", "text")
    )
    for hit in enriched.hits:
        table.add_row(hit.code, f"{hit.points:g}", hit.by, hit.cancelled_by or "", Text(hit.text))
    out.print(table)
    out.print(getattr(enriched.explanation, chosen()), markup=False)


def evaluate_files(
    files: Annotated[list[Path], typer.Argument(help=say("Gelabelde advertenties (TSV).", "Labelled adverts (TSV)."))],
    packs: Folder = None,
    wrong: Annotated[bool, typer.Option("--wrong", help=say("Toon ook wat fout is.", "Show what is wrong."))] = False,
) -> None:
    """Precision, recall and F1 per code, form and language, and the outcomes."""
    from enrichment.evaluate import evaluate, found_in, read_cases
    from enrichment.reader import equipped

    cases = [case for path in files for case in read_cases(path)]
    report = evaluate(cases, equipped(_load(folder_of(packs)), key=b"evaluate", settings=settings()))
    for title, counts in (
        (say("taal", "language"), report.by_language),
        (say("vorm", "form"), report.by_form),
        ("code", report.by_code),
    ):
        _table(title, counts, report.all)
    _outcomes(report)
    for case, enriched in report.wrong if wrong else ():
        missed, extra = sorted(case.codes - found_in(enriched)), sorted(found_in(enriched) - case.codes)
        out.print(
            f"{case.language} -{missed} +{extra} {case.outcome or ''}/{enriched.outcome}: {case.text}", markup=False
        )


def _table(title: str, counts: "Mapping[str, Counts]", total: "Counts") -> None:
    table = Table(title, say("aantal", "number"), "precision", "recall", "F1")
    for name, one in [*sorted(counts.items()), (say("samen", "together"), total)]:
        table.add_row(
            name, str(one.right + one.missed), f"{one.precision:.2f}", f"{one.recall:.2f}", f"{one.f1:.2f}"
        )  # fmt: skip
    out.print(table)


def _outcomes(report: "Report") -> None:
    if not report.outcomes:
        return
    table = Table(say("uitkomst", "outcome"), say("gelezen als", "read as"), say("aantal", "number"))
    for (expected, read), count in sorted(report.outcomes.items()):
        table.add_row(expected, read, str(count), style=None if expected == read else "bold")
    out.print(table)
    out.print(say("Uitkomst goed: ", "Outcome right: ") + f"{report.outcome_accuracy:.1%}")
