"""One key for each capture: who destroys the key has destroyed the capture, wherever its bytes lie (crypto-shredding).

AES-256-GCM over what was captured, with its ledger record as associated data: neither can be changed without the other.
The key itself lies in the ledger, wrapped with the master key (RFC 3394), which lies in a file.
"""

import os
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from zicht.keys import capture_secret
from zicht.settings import Settings

NONCE = 12  # bytes, before the sealed ones
MASTER = 32  # bytes of the master key that are used


class Vault(NamedTuple):
    """Where the segments lie, and the master key of what is sealed in them (32 bytes or more)."""

    folder: Path
    master: bytes


def vault_of(settings: Settings) -> Vault:
    """The vault of an installation; `SettingsError` when its key cannot be read."""
    return Vault(settings.evidence, capture_secret(settings))


def new_key() -> bytes:
    """A fresh data key."""
    return AESGCM.generate_key(256)


def wrap(master: bytes, key: bytes) -> str:
    """A data key as the ledger keeps it: 80 hex digits."""
    return aes_key_wrap(master[:MASTER], key).hex()


def unwrap(master: bytes, wrapped: str) -> bytes | None:
    """The data key; None when it was changed, or wrapped with another master key."""
    try:
        return aes_key_unwrap(master[:MASTER], bytes.fromhex(wrapped))
    except (InvalidUnwrap, ValueError):
        return None


def seal(key: bytes, plain: bytes, about: str) -> bytes:
    """Nonce and sealed bytes, bound to `about`."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def unseal(key: bytes, sealed: bytes, about: str) -> bytes | None:
    """What was sealed; None when bytes, key or `about` are not what they were."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
    except (InvalidTag, ValueError):
        return None
