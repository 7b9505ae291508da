"""A hash tree over what was captured (RFC 9162, section 2.1): a head of 32 bytes fixes every leaf and their order."""

from collections.abc import Iterable, Sequence
from hashlib import sha256


def leaf(said: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + said).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two halves of a tree."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows: it holds one hash for each whole part, at most 64, and no leaves."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)  # of the whole parts, largest first

    def add(self, one: bytes) -> None:
        """Add the hash of a leaf."""
        self.peaks.append(one)
        self.size += 1
        for _ in range((self.size & -self.size).bit_length() - 1):  # as many parts became whole as zeros end the size
            right = self.peaks.pop()
            self.peaks.append(node(self.peaks.pop(), right))

    def root(self) -> bytes:
        """The head over all leaves so far."""
        if not self.peaks:
            return sha256(b"").digest()
        *others, root = self.peaks
        for peak in reversed(others):
            root = node(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The head over these leaves."""
    tree = Tree()
    for one in leaves:
        tree.add(one)
    return tree.root()


def inclusion(leaves: Sequence[bytes], at: int) -> list[bytes]:
    """The hashes that prove leaf `at` to somebody who has the head; nearest first."""
    if len(leaves) == 1:
        return []
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    if at < half:
        return [*inclusion(leaves[:half], at), root_of(leaves[half:])]
    return [*inclusion(leaves[half:], at - half), root_of(leaves[:half])]


def head_from(one: bytes, at: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The head that a proof leads to (RFC 9162, 2.1.3.2); None when the proof has not the right length."""
    place, last, root = at, size - 1, one
    for other in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            root = node(other, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node(root, other)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None
