"""Contacts as keyed HMACs (REQ-L26): they can be compared and never read back."""

import hmac
from collections.abc import Callable

Keyed = Callable[[str, str], str]  # kind and clear value to HMAC


def keyed_by(key: bytes) -> Keyed:
    """The same for the same value and kind, in every process that has the key."""
    begun = hmac.new(key, digestmod="sha256")  # copied for each value, so that the key is set up once

    def keyed(kind: str, value: str) -> str:
        mine = begun.copy()
        mine.update(f"{kind}:{value}".encode())
        return mine.hexdigest()

    return keyed
