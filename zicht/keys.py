"""Secrets in files, never in the ledger: the key of contacts (REQ-L26), and those that sign and seal the evidence."""

import os
import secrets
from pathlib import Path

from zicht.errors import SettingsError
from zicht.settings import Settings

LENGTH = 32


def subject_secret(settings: Settings) -> bytes:
    """The HMAC key that turns a phone or an address into a subject key: 32 bytes or more."""
    return _read(settings.key_file, settings.home / "subject.key", "ZICHT_KEY_FILE")


def evidence_secret(settings: Settings) -> bytes:
    """The Ed25519 private key that signs the heads of the evidence: 32 bytes."""
    return _read(settings.evidence_key_file, settings.home / "evidence.key", "ZICHT_EVIDENCE_KEY_FILE")


def capture_secret(settings: Settings) -> bytes:
    """The master key that the data keys of captures are wrapped with: 32 bytes. Without it no capture can be read."""
    return _read(settings.capture_key_file, settings.home / "capture.key", "ZICHT_CAPTURE_KEY_FILE")


def _read(named: Path | None, otherwise: Path, setting: str) -> bytes:
    """The file that was named, else our own, made at first use (mode 0600)."""
    path = named or otherwise
    if named is None and not path.exists():
        _make(path)
    try:
        secret = path.read_bytes()
    except OSError as fault:
        raise SettingsError(
            f"De sleutel {path} is niet te lezen: {fault.strerror}. Zet {setting} goed.",
            f"The key {path} cannot be read: {fault.strerror}. Mend {setting}.",
        ) from fault
    if len(secret) < LENGTH:
        raise SettingsError(
            f"De sleutel in {path} is te kort: {len(secret)} bytes, nodig zijn er {LENGTH}. Zet {setting} goed.",
            f"The key in {path} is too short: {len(secret)} bytes, {LENGTH} are needed. Mend {setting}.",
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
