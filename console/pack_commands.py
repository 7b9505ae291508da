"""`zicht pack check`, `zicht pack try` and `zicht evaluate`: what packs say, tried on texts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from pydantic import BaseModel
from rich.table import Table
from rich.text import Text

from console.commands.rooms import emit, settings
from console.language import chosen, say
from console.terminal import out
from zicht.clock import now
from zicht.errors import InputError, PackError
from zicht.records import Outcome

LEAST_TO_FIT = 50  # outcomes

if TYPE_CHECKING:
    from enrichment.measuring.evaluate import Counts, Report
    from enrichment.packs.loading import Packs
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
    from enrichment.measuring.proof import Broken, broken_examples
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


@pack_app.command(
    "schema", help=say("JSON-schema van een pakket, voor editors.", "JSON schema of a pack, for editors.")
)
def schema(kind: Annotated[str, typer.Argument(help="pack / scoring / terms")] = "pack") -> None:
    """What an editor needs to complete keys and to underline mistakes while they are typed."""
    import json as writer

    from enrichment.packs.schema import Pack, Scoring, Terms

    kinds: dict[str, type[BaseModel]] = {"pack": Pack, "scoring": Scoring, "terms": Terms}
    if kind not in kinds:
        raise InputError(
            f"{kind} is geen soort. Kies pack, scoring of terms.", f"{kind} is no kind. Choose pack, scoring or terms."
        )
    said = {"$schema": "https://json-schema.org/draft/2020-12/schema", **kinds[kind].model_json_schema()}
    typer.echo(writer.dumps(said, indent=1, ensure_ascii=False))


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
    from enrichment.packs.loading import load_packs

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
    fit: Annotated[
        bool, typer.Option("--fit-confidence", help=say("Leer de zekerheid hiervan.", "Learn the confidence from it."))
    ] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help=say("Toon ook wat fout is.", "Show what is wrong."))] = False,
) -> None:
    """Precision, recall and F1 per code, form and language, and the outcomes."""
    from enrichment.measuring.evaluate import evaluate, found_in, read_cases
    from enrichment.reader import equipped

    cases = [case for path in files for case in read_cases(path)]
    report = evaluate(cases, equipped(_load(folder_of(packs)), key=b"evaluate", settings=settings()))
    if any(case.coded for case in cases):
        _codes(report)
    _outcomes(report)
    _calibration(report)
    if fit:
        _fit(report)
    for case, enriched in report.wrong if wrong else ():
        found = found_in(enriched) if case.coded else case.codes
        missed, extra = sorted(case.codes - found), sorted(found - case.codes)
        out.print(
            f"{case.language} -{missed} +{extra} {case.outcome or ''}/{enriched.outcome}: {case.text}", markup=False
        )


def _codes(report: "Report") -> None:
    """Precision, recall and F1 per language, form and code."""
    for title, counts in (
        (say("taal", "language"), report.by_language),
        (say("vorm", "form"), report.by_form),
        ("code", report.by_code),
    ):
        _table(title, counts, report.all)


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
    names = [name for name in get_args(Outcome) if any(name in pair for pair in report.outcomes)]
    numbers = [str(at) for at in range(1, len(names) + 1)]
    table = Table(say("uitkomst ↓, gelezen als →", "outcome ↓, read as →"), *numbers, "recall")
    for number, expected in zip(numbers, names, strict=True):
        counts = [report.outcomes[expected, read] for read in names]
        cells = [
            Text(str(count or ""), "bold" if expected != read else "")
            for read, count in zip(names, counts, strict=True)
        ]
        recall = f"{report.outcomes[expected, expected] / sum(counts):.2f}" if sum(counts) else "-"
        table.add_row(f"{number} {expected}", *cells, recall)
    out.print(table)
    out.print(say("Uitkomst goed: ", "Outcome right: ") + f"{report.outcome_accuracy:.1%}")


def _calibration(report: "Report") -> None:
    """Whether the confidence of outcomes is what is right."""
    held = report.calibration
    if held is None:
        return
    table = Table(say("zekerheid", "confidence"), say("aantal", "number"), say("gezegd", "told"), say("juist", "right"))
    for one in held.bins:
        table.add_row(f"{one.low:.1f}-{one.high:.1f}", str(one.n), f"{one.told:.2f}", f"{one.right:.2f}")
    out.print(table)
    out.print(
        say(
            f"Zekerheid: gemiddeld {held.ece:.3f} ernaast (ECE), Brier {held.brier:.3f}; altijd {held.right:.2f} zeggen geeft"
            f" {held.brier_of_mean:.3f}.",
            f"Confidence: off by {held.ece:.3f} on average (ECE), Brier {held.brier:.3f}; always telling {held.right:.2f} gives"
            f" {held.brier_of_mean:.3f}.",
        )
    )


def _fit(report: "Report") -> None:
    """The block for scoring.yml that these readings teach, and how it does on readings that it was not shown."""
    from enrichment.scoring.confidence import calibration, fit, unseen
    from zicht.clock import day_of

    if len(report.right) < LEAST_TO_FIT:
        raise InputError(
            f"{len(report.right)} uitkomsten zijn te weinig om zekerheid van te leren. Label er minstens {LEAST_TO_FIT}.",
            f"{len(report.right)} outcomes are too few to learn confidence from. Label {LEAST_TO_FIT} at least.",
        )
    held = calibration(unseen(report.features, report.right), report.right)
    assert held
    weights = ", ".join(f"{name}: {value:g}" for name, value in fit(report.features, report.right).items())
    out.print(
        f'confidence: # ECE {held.ece:.3f}, Brier {held.brier:.3f} ({held.brier_of_mean:.3f})\n  measured: "{day_of(now())}"\n'
        f"  adverts: {held.n}\n  weights: {{{weights}}}", markup=False, soft_wrap=True,
    )  # fmt: skip
