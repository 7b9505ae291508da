"""Ed25519 over heads: whoever has the public key can check them without Zicht."""

from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.records import Head


def signed(size: int, root: bytes, at: datetime, key: bytes) -> Head:
    """A head with its signature; `key` is the private key, 32 bytes."""
    private = Ed25519PrivateKey.from_private_bytes(key[:32])
    public = private.public_key().public_bytes_raw().hex()
    head = Head(size=size, root=root.hex(), at=at, key=public, signature="")
    return head.model_copy(update={"signature": private.sign(head.said).hex()})


def holds(head: Head) -> bool:
    """Whether the signature is that of the head's own key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key)).verify(bytes.fromhex(head.signature), head.said)
    except (InvalidSignature, ValueError):
        return False
    return True
