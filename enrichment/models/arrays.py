"""Arrays by name in one file, for what is kept of models: nothing in it can run."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def save(path: Path, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Whole or not at all: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.{os.getpid()}.part.npz")
    np.savez_compressed(part, allow_pickle=False, **arrays)
    part.replace(path)
