"""Any encoder checkpoint of transformers in a local folder, by the mean of its last layer; needs torch."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from enrichment.models.encoders import AT_ONCE, Vectors, one_thread, unit

MOST_TOKENS = 128  # of one sentence


class Checkpoint:
    """A model that somebody put in a folder; nothing is fetched, no code of it is run, weights are safetensors only."""

    tuned = False

    def __init__(self, folder: Path) -> None:
        one_thread()
        import torch
        from transformers import AutoModel, AutoTokenizer

        self._torch = torch
        self.name = f"{folder.name}-{_revision(folder)}"
        self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self._model = AutoModel.from_pretrained(folder, local_files_only=True, use_safetensors=True).eval()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Mean over the tokens that are no padding."""
        parts = [self._batch(list(texts[at : at + AT_ONCE])) for at in range(0, len(texts), AT_ONCE)]
        return unit(np.concatenate(parts)) if parts else np.zeros((0, 1), dtype=np.float32)

    def _batch(self, texts: list[str]) -> Vectors:
        given = self._tokenizer(texts, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        with self._torch.no_grad():
            last = self._model(**given).last_hidden_state
        mask = given["attention_mask"].unsqueeze(-1)
        mean = (last * mask).sum(1) / mask.sum(1).clamp(min=1)
        return np.asarray(mean.float().numpy(), dtype=np.float32)


def _revision(folder: Path) -> str:
    """What the weights say, in eight letters."""
    said = sha256()
    for path in sorted((*folder.glob("*.json"), *folder.glob("*.safetensors"))):
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                said.update(piece)
    return said.hexdigest()[:8]
