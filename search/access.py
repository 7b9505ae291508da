"""How Elasticsearch is reached: keys and certificates from files, addresses shown without their secrets."""

from typing import Any
from urllib.parse import urlsplit

from zicht.errors import SettingsError
from zicht.settings import Settings


def credentials(settings: Settings) -> dict[str, Any]:
    """The client's options `api_key` and `ca_certs`, as far as the settings name a file."""
    options: dict[str, Any] = {}
    if key := settings.index_api_key_file:
        options["api_key"] = key.read_text(encoding="utf-8").strip() if key.is_file() else ""
        if not options["api_key"]:
            raise _no_file("ZICHT_INDEX_API_KEY_FILE", str(key))
    if authority := settings.index_ca_file:
        if not authority.is_file():
            raise _no_file("ZICHT_INDEX_CA_FILE", str(authority))
        options["ca_certs"] = str(authority)
    return options


def without_secret(url: str) -> str:
    """The address without user name and password, to show."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _no_file(setting: str, path: str) -> SettingsError:
    return SettingsError(
        f"{setting} wijst naar {path}, maar dat bestand is er niet of het is leeg.",
        f"{setting} points to {path}, but that file is not there or it is empty.",
    )
