"""The packs at work, read once and kept until another version is activated or the folder changes."""

from collections.abc import Sequence
from threading import Lock

from enrichment.enrich import enrich
from enrichment.packs.loading import Packs, load_files, read_folder, version_of
from enrichment.reader import Reader, equipped
from flows.packs import packs_of
from ledger import Ledger, PackVersion
from zicht.clock import now
from zicht.records import Advert, EnrichedAdvert
from zicht.settings import Settings


class Bench:
    """Which packs read the adverts, and how they read a text; pages of several threads may ask."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger, self._settings = ledger, settings
        self._lock = Lock()
        self._packs: Packs | None = None
        self._reader: Reader | None = None

    def active(self) -> tuple[Packs, PackVersion | None]:
        """The packs at work and their version, None for the folder; `PackError` when these cannot be read."""
        with self._lock:
            version = self._ledger.shelf.active()
            return self._kept(version), version

    def try_text(self, text: str, category: str | None) -> EnrichedAdvert:
        """How the packs at work read a text that nobody keeps."""
        with self._lock:
            packs = self._kept(self._ledger.shelf.active())
            if self._reader is None:
                self._reader = equipped(packs, key=b"try", settings=self._settings)
            advert = Advert(
                site="try", url="https://example.nl/try", title="-", body=text, category=category or None, seen_at=now()
            )  # fmt: skip
            return enrich(advert, self._reader)

    def _kept(self, version: PackVersion | None) -> Packs:
        files = None if version else read_folder(self._settings.packs)
        content = version.version if version else version_of(files or {})
        if self._packs is None or self._packs.version != content:
            self._packs = packs_of(self._ledger, version) if version else load_files(files or {})
            self._reader = None
        return self._packs


def files_before(ledger: Ledger, version: PackVersion) -> tuple[PackVersion | None, Sequence[dict[str, bytes]]]:
    """The version before this one, and the files of both; without one before, nothing against everything."""
    before = ledger.shelf.numbered(version.number - 1)
    return before, (ledger.shelf.files_of(before) if before else {}, ledger.shelf.files_of(version))
