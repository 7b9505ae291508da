"""Which packs read the adverts: the version that was activated last, or the folder while none ever was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from enrichment.measuring.proof import Broken, broken_examples
from enrichment.packs.loading import Packs, load_files, read_folder
from enrichment.reader import Reader, equipped
from ledger import Ledger, PackVersion
from zicht.clock import now
from zicht.errors import InputError, PackError
from zicht.keys import subject_secret
from zicht.settings import Settings

CONTEXT = 2  # lines around a change in a diff


@dataclass(frozen=True, slots=True)
class Active:
    """The packs at work, and the version they are; None: those of the folder."""

    packs: Packs
    version: PackVersion | None


def active_packs(ledger: Ledger, settings: Settings) -> Active:
    """The active version; the folder of the settings while nothing was ever activated.

    An active version that this Zicht cannot read any more is a `PackError`: another one would read unasked.
    """
    version = ledger.shelf.active()
    if version is None:
        return Active(load_files(read_folder(settings.packs)), None)
    return Active(packs_of(ledger, version), version)


def packs_of(ledger: Ledger, version: PackVersion) -> Packs:
    """The packs of a version; `PackError` names the version and the file."""
    try:
        return load_files(ledger.shelf.files_of(version))
    except PackError as fault:
        raise PackError(
            f"{fault.nl.partition(': ')[2]} Versie {version.number} is niet te lezen: activeer een verbeterde map,"
            " of ga terug (zicht pack rollback).",
            f"{fault.en.partition(': ')[2]} Version {version.number} cannot be read: activate a mended folder,"
            " or go back (zicht pack rollback).",
            file=f"{version.number}/{fault.file}", line=fault.line, column=fault.column,
        ) from fault  # fmt: skip


def active_reader(ledger: Ledger, settings: Settings) -> Reader:
    """A reader with the packs at work."""
    return equipped(active_packs(ledger, settings).packs, key=subject_secret(settings), settings=settings)


def checked(files: Mapping[str, bytes]) -> tuple[Packs, list[Broken]]:
    """The packs of these files, and the examples that do not do what they say; `PackError` for a mistake."""
    packs = load_files(files)
    return packs, list(broken_examples(Reader(packs, b"check")))


def activate(ledger: Ledger, folder: Path, *, who: str, why: str, impact: str | None = None) -> PackVersion:
    """Put the packs of a folder to work; `InputError` when an example fails or they are at work already."""
    files = read_folder(folder)
    packs, broken = checked(files)
    if broken:
        raise InputError(
            f"{len(broken)} voorbeelden kloppen niet, dus niets is geactiveerd. De eerste: {broken[0].nl}",
            f"{len(broken)} examples are wrong, so nothing was activated. The first: {broken[0].en}",
        )
    newest = ledger.shelf.active()
    if newest and newest.version == packs.version and ledger.shelf.files_of(newest) == files:
        raise InputError(
            f"Deze pakketten ({packs.version}) zijn al actief, als versie {newest.number}. Er is niets veranderd.",
            f"These packs ({packs.version}) are active already, as version {newest.number}. Nothing was changed.",
        )
    return ledger.shelf.activate(files, _version(packs, who, why, impact=impact))


def roll_back(ledger: Ledger, number: int, *, who: str, why: str) -> PackVersion:
    """Put the content of an earlier version to work again, under a new number."""
    earlier = version_numbered(ledger, number)
    newest = ledger.shelf.active()
    if newest and newest.sha256 == earlier.sha256:
        raise InputError(
            f"Wat versie {number} zegt, is al actief. Er is niets veranderd.",
            f"What version {number} says is active already. Nothing was changed.",
        )
    packs = packs_of(ledger, earlier)
    return ledger.shelf.activate(ledger.shelf.files_of(earlier), _version(packs, who, why, back_to=number))


def version_numbered(ledger: Ledger, number: int) -> PackVersion:
    """The version with this number; `InputError` when there is none."""
    found = ledger.shelf.numbered(number)
    if found is None:
        raise InputError(
            f"Versie {number} is er niet. Kijk met: zicht pack versions.",
            f"There is no version {number}. Look with: zicht pack versions.",
        )
    return found


def files_named(ledger: Ledger, name: str) -> dict[str, bytes]:
    """The files of a version by its number, or of a folder by its path."""
    return ledger.shelf.files_of(version_numbered(ledger, int(name))) if name.isdecimal() else read_folder(Path(name))


def diff(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    """What changed, file by file, as a unified diff without line ends; nothing when nothing did."""
    for name in sorted({*old, *new}):
        before, after = (files.get(name, b"").decode("utf-8", "replace").splitlines() for files in (old, new))
        sides = ("/dev/null" if name not in old else name), ("/dev/null" if name not in new else name)
        yield from unified_diff(before, after, *sides, n=CONTEXT, lineterm="")


def _version(packs: Packs, who: str, why: str, *, impact: str | None = None, back_to: int | None = None) -> PackVersion:
    if not why.strip():
        raise InputError("--why is leeg. Zeg waarom.", "--why is empty. Say why.")
    names = {pack.pack: pack.version for pack in packs.packs}
    names |= {"scoring": packs.scoring.version, "terms": packs.terms.version}
    return PackVersion(
        version=packs.version, at=now(), who=who, why=why.strip(), packs=names, back_to=back_to, impact=impact
    )  # fmt: skip
