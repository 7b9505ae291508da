"""Commands about the proof: is it whole, what fixes it, and a bundle that others can check."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from console.commands.rooms import consulted, open_the_index, open_the_ledger, open_the_reader, settings
from console.language import chosen, say
from console.terminal import out, progress
from ledger.records import Destruction, Head
from ledger.sealing import vault_of
from zicht.clock import now
from zicht.errors import InputError, LedgerError, ZichtError
from zicht.keys import evidence_secret

if TYPE_CHECKING:
    from ledger import Ledger


def verify(anchored: list[Path]) -> int:
    """Audit chain, segments and signed heads; 1 when something is wrong."""
    heads = [_read_head(file) for file in anchored]
    with open_the_ledger() as ledger:
        events, broken = _verify_audit(ledger)
        head = ledger.evidence_head()
        problems = [one.say(chosen()) for one in (*broken, *ledger.verify_evidence(vault_of(settings()), heads))]
        destroyed = ledger.destructions()
    for one in destroyed:
        out.print(_said(one), markup=False)
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
    """Captures and audit log as they are now, signed, as one JSON line: keep it outside this host."""
    with open_the_ledger() as ledger:
        ledger.sign_evidence(evidence_secret(settings()), at=now())
        newest = ledger.attest_evidence(evidence_secret(settings()), at=now())
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
        files = write_bundle(ledger, ledger.vault(settings()), advert, newest, target)
    out.print(
        say(
            f"{len(files)} bestanden in {target}; LEESMIJ.txt zegt hoe u ze controleert.",
            f"{len(files)} files in {target}; LEESMIJ.txt says how to check them.",
        ),
        markup=False,
    )


def _verify_audit(ledger: "Ledger") -> tuple[int, list[ZichtError]]:
    try:
        return ledger.verify_audit(), []
    except LedgerError as fault:
        return 0, [fault]


def destroy(named: Sequence[str], why: str, *, others: bool) -> None:
    """Destroy captures or adverts, with a reason; what was cut off before is ended too."""
    from flows.destroying import destroy as destroy_one

    reader = open_the_reader(meaning=False)  # for ties alone
    with open_the_ledger() as ledger, open_the_index() as index, progress() as tell:
        for one in named:
            for made in destroy_one(one, ledger, index, reader, settings(), why=why, others=others, progress=tell):
                out.print(_said(made), markup=False)


def _said(one: Destruction) -> str:
    what = say(*{"capture": ("vastlegging", "capture"), "advert": ("advertentie", "advert")}[one.kind])
    return say(
        f"{what} {one.id} is vernietigd op {one.at:%Y-%m-%d %H:%M} UTC door {one.who}: {one.why}",
        f"{what} {one.id} was destroyed on {one.at:%Y-%m-%d %H:%M} UTC by {one.who}: {one.why}",
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
