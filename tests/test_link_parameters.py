"""By what linking decides stands in the pack `network`: checked to the word, and a change links everybody anew."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from console.doors import read_lines
from enrichment.enrich import enrich
from enrichment.link import link_groups
from enrichment.linking.limits import Limits
from enrichment.packs.loading import load_packs
from enrichment.reader import Reader, open_reader
from flows import steps
from ledger import Ledger
from tests.test_link_state import assert_same, save
from zicht.errors import PackError
from zicht.records import EnrichedAdvert
from zicht.settings import Settings

PACKS = Settings().packs
NAMES = ("Mila", "Tess", "Luna", "Roos")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the packs in which a line of network.yml is another."""

    def change(old: str, new: str, file: str = "network.yml") -> Path:
        folder = tmp_path / "packs"
        shutil.copytree(PACKS, folder)
        said = (folder / file).read_text(encoding="utf-8")
        assert said.count(old) == 1
        (folder / file).write_text(said.replace(old, new), encoding="utf-8")
        return folder

    return change


def read_with(reader: Reader) -> list[EnrichedAdvert]:
    """Three personas on one number, and a fourth with a text of another."""
    said = "Mijn naam is {}. Vraag naar mij in Venlo, 06 1234 560{}."
    lines = (
        json.dumps({"id": name, "title": f"{name} ({20 + 6 * at})", "body": said.format(name, at // 3), "category": "Erotiek",
                    "seen_at": f"2026-11-0{at + 1}T10:0{at}:00+01:00"})
        for at, name in enumerate(NAMES)
    )  # fmt: skip
    return [enrich(one.advert, reader) for one in read_lines(lines)]


def test_the_pack_says_every_parameter_and_what_holds_without_it() -> None:
    written = YAML(typ="safe").load((PACKS / "network.yml").read_text(encoding="utf-8"))["parameters"]
    assert set(written) == set(Limits.model_fields)
    assert load_packs(PACKS).limits == Limits()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "said"),
    [
        ("  personas: 3\n", "  personas: 1\n", 0, 13, "minstens 2"),
        ("  personas: 3\n", "  personas: drie\n", 0, 13, "geheel getal|heel getal"),
        ("  persona_window: 30 days\n", "  persona_window: 30\n", 0, 19, "30 days, 12 hours"),
        ("  persona_window: 30 days\n", "  persona_window: 30 dagen\n", 0, 19, "30 days, 12 hours"),
        ("  persona_window: 30 days\n", "  persona_window: 0 days\n", 0, 19, "30 days, 12 hours"),
        ("  burst_window: 10 minutes\n", "  burst_window: 2 hours\n", 0, 17, "hoogstens"),
        ("  labour_share: 0.34\n", "  labour_share: 34\n", 0, 17, "hoogstens 1"),
        ("  hub_brands: 8\n", "  hub_brand: 8\n", 0, 3, "Bedoelt u hub_brands"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    changed: Callable[..., Path], old: str, new: str, line: int, column: int, said: str
) -> None:
    before = (PACKS / "network.yml").read_text(encoding="utf-8")
    line = before[: before.index(old)].count("\n") + 1
    with pytest.raises(PackError, match=rf"network\.yml:{line}:{column}\b.*({said})"):
        load_packs(changed(old, new))


def test_parameters_stand_in_one_pack(changed: Callable[..., Path]) -> None:
    with pytest.raises(PackError, match=r"obfuscation\.yml:6:1\b.*network\.yml"):
        load_packs(changed("\nindicators:\n", "\nparameters: {personas: 4}\nindicators:\n", "obfuscation.yml"))


def test_what_is_left_out_is_as_it_was(changed: Callable[..., Path]) -> None:
    limits = load_packs(changed("  hub_brands: 8\n", "")).limits
    assert limits == Limits()


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("  personas: 3\n", "  personas: 3\n", {"XAD-01"}),
        ("  personas: 3\n", "  personas: 4\n", set()),
        ("  persona_window: 30 days\n", "  persona_window: 36 hours\n", set()),
    ],
)
def test_linking_decides_by_them(changed: Callable[..., Path], old: str, new: str, codes: set[str]) -> None:
    reader = open_reader(changed(old, new), key=b"k" * 32)
    groups = link_groups(read_with(reader), reader).groups
    assert {code for group in groups for code in group.codes} & {"XAD-01"} == codes


def test_a_change_is_a_version_and_links_everybody_anew(
    ledger: Ledger, changed: Callable[..., Path], settings: Settings
) -> None:
    before = open_reader(PACKS, key=b"k" * 32)
    adverts = read_with(before)
    save(ledger, adverts)
    steps.link(ledger, before, settings)
    assert_same(ledger, adverts, before)
    after = open_reader(changed("  personas: 3\n", "  personas: 4\n"), key=b"k" * 32)
    assert after.packs.version != before.packs.version
    assert steps.enrich(ledger, after, settings) == len(adverts)
    steps.link(ledger, after, settings)
    assert_same(ledger, read_with(after), after)
    hits = [hit.code for one in adverts for hit in ledger.get(one.advert.id).enriched.hits]
    assert "XAD-01" not in hits
