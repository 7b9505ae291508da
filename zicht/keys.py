"""The secret that turns a phone or an address into a subject key (REQ-L26): in a file, never in the ledger."""

import os
import secrets
from pathlib import Path

from zicht.errors import SettingsError
from zicht.settings import Settings

LENGTH = 32


def subject_secret(settings: Settings) -> bytes:
    """The HMAC key, 32 bytes or more; made at first use (mode 0600) unless a file was named."""
    path = settings.key_file or settings.home / "subject.key"
    if not path.exists() and settings.key_file is None:
        _make(path)
    try:
        secret = path.read_bytes()
    except OSError as fault:
        raise SettingsError(
            f"De sleutel voor contacten ({path}) is niet te lezen: {fault.strerror}. Zet ZICHT_KEY_FILE goed.",
            f"The key for contacts ({path}) cannot be read: {fault.strerror}. Mend ZICHT_KEY_FILE.",
        ) from fault
    if len(secret) < LENGTH:
        raise SettingsError(
            f"De sleutel in {path} is te kort: {len(secret)} bytes, nodig zijn er {LENGTH}.",
            f"The key in {path} is too short: {len(secret)} bytes, {LENGTH} are needed.",
        )
    return secret


def _make(path: Path) -> None:
    """Whole or not at all, and once: two first runs at the same time get one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        fresh.unlink()
