"""Ideas told in many words: a code is heard in each of them, and in no innocent text that comes near."""

from pathlib import Path

import pytest

from enrichment.measuring.proof import gives
from enrichment.packs.schema import Example
from enrichment.reader import Reader

CASES = Path(__file__).resolve().parent / "cases" / "ideas.tsv"


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[:5] for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("code", "language", "side", "category", "text"), cases(), ids=lambda one: one[:40])
def test_an_idea_is_heard_and_nothing_near_it(code, language, side, category, text, reader: Reader):
    assert gives(reader.by_code[code], Example(text=text, category=category), reader) == (side == "hit")


def test_every_language_has_both():
    assert {(one[1], one[2]) for one in cases()} == {
        (language, side) for language in ("nl", "en", "pl", "ro", "bg", "hu", "es", "de") for side in ("hit", "miss")
    }
