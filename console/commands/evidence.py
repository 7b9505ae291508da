"""Commands about the proof: is it whole, what fixes it, and a bundle that others can check."""

from pathlib import Path

from pydantic import ValidationError

from console.commands.rooms import consulted, open_the_ledger, settings
from console.language import chosen, say
from console.terminal import out
from ledger.records import Head
from zicht.clock import now
from zicht.errors import InputError
from zicht.keys import evidence_secret


def verify(anchored: list[Path]) -> int:
    """Audit chain, segments and signed heads; 1 when something is wrong."""
    heads = [_read_head(file) for file in anchored]
    with open_the_ledger() as ledger:
        events = ledger.verify_audit()
        head = ledger.evidence_head()
        problems = [problem.say(chosen()) for problem in ledger.verify_evidence(settings().evidence, heads)]
    for problem in problems:
        out.print(problem, markup=False)
    signed = head.size if head else 0
    out.print(
        say(
            f"{events} audit-regels en {signed} getekende vastleggingen gecontroleerd, {len(problems)} problemen.",
            f"{events} audit events and {signed} signed captures checked, {len(problems)} problems.",
        )
    )
    return 1 if problems else 0


def head() -> None:
    """The newest signed head as one JSON line: keep it outside this host."""
    with open_the_ledger() as ledger:
        ledger.sign_evidence(evidence_secret(settings()), at=now())
        newest = ledger.evidence_head()
    if newest is None:
        raise _nothing()
    out.print(newest.model_dump_json(), markup=False, soft_wrap=True)


def bundle(advert: str, folder: Path | None) -> None:
    """An advert's evidence in a folder that stands by itself; it is logged (REQ-L12)."""
    from flows.bundle import write_bundle

    target = folder or Path(f"bewijs-{advert[:12]}")
    with open_the_ledger() as ledger:
        ledger.sign_evidence(evidence_secret(settings()), at=now())
        newest = ledger.evidence_head()
        if newest is None:
            raise _nothing()
        consulted(ledger, f"bundle:{advert}")
        files = write_bundle(ledger, settings().evidence, advert, newest, target)
    out.print(
        say(
            f"{len(files)} bestanden in {target}; LEESMIJ.txt zegt hoe u ze controleert.",
            f"{len(files)} files in {target}; LEESMIJ.txt says how to check them.",
        ),
        markup=False,
    )


def _nothing() -> InputError:
    return InputError(
        "Er is nog niets vastgelegd. Haal eerst een site op: zicht crawl SITE.",
        "Nothing was captured yet. Crawl a site first: zicht crawl SITE.",
    )


def _read_head(file: Path) -> Head:
    try:
        return Head.model_validate_json(file.read_text(encoding="utf-8"))
    except ValidationError as fault:
        raise InputError(
            f"{file} is geen getekend hoofd. Maak er een met: zicht evidence head > bestand.",
            f"{file} is no signed head. Make one with: zicht evidence head > file.",
        ) from fault
