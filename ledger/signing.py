"""Ed25519 over heads and destructions: whoever has the public key can check them without Zicht."""

from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.records import Destruction, Head


def signed(size: int, root: bytes, at: datetime, key: bytes, log: tuple[int, str] = (0, "")) -> Head:
    """A head with its signature; `key` is the private key, 32 bytes, `log` how far the audit log went, with its last hash."""
    head = Head(size=size, root=root.hex(), at=at, key=public_of(key), signature="", events=log[0], chain=log[1])
    return head.model_copy(update={"signature": sign(key, head.said)})


def public_of(key: bytes) -> str:
    """The public key of a private one, 64 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(key[:32]).public_key().public_bytes_raw().hex()


def sign(key: bytes, said: bytes) -> str:
    """A signature, 128 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(key[:32]).sign(said).hex()


def holds(one: Head | Destruction) -> bool:
    """Whether the signature is that of the statement's own key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(one.key)).verify(bytes.fromhex(one.signature), one.said)
    except (InvalidSignature, ValueError):
        return False
    return True
