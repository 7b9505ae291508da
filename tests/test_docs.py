"""The documents tell the truth: commands, settings, folders, decisions and pictures that they name are there."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from console.cli import app
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAID = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def commands(group: Any, before: str = "zicht") -> dict[str, str]:
    """Every command by its words, with its help; a group is what has commands (Typer brings a Click of its own)."""
    found: dict[str, str] = {}
    for name, command in group.commands.items():
        words = f"{before} {name}"
        found |= commands(command, words) if hasattr(command, "commands") else {words: command.help or ""}
    return found


COMMANDS = commands(typer.main.get_command(app))


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_is_documented_and_has_help(words: str) -> None:
    assert COMMANDS[words]
    assert words in SAID or f"`{words.removeprefix('zicht source ')}`" in README


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"`(zicht(?: [a-z]+){1,2})", SAID))
    known = set(COMMANDS) | {words.rsplit(" ", 1)[0] for words in COMMANDS}
    wrong = [words for words in named if words not in known and words.rsplit(" ", 1)[0] not in known]
    assert wrong == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test", "check", "bench", "serve"} <= set(targets)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", SAID, re.MULTILINE)) <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    local = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_setting_is_explained_where_it_stands() -> None:
    source = (ROOT / "zicht" / "settings.py").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert re.search(rf"^    {name}: .*  # \S", source, re.MULTILINE), f"{name} has no word of explanation"


def test_every_setting_that_is_named_exists() -> None:
    known = {f"ZICHT_{name.upper()}" for name in Settings.model_fields} | {"ZICHT_CI", "ZICHT_TEST_ELASTICSEARCH"}
    assert set(re.findall(r"ZICHT_[A-Z_]*[A-Z]", SAID)) <= known


def test_every_folder_of_the_house_is_in_the_readme() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line} - {".ci"}
    assert [folder for folder in folders if f"`{folder}/`" not in README] == []


def test_decisions_are_numbered_and_short() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{at:04}" for at in range(1, len(pages) + 1)]
    assert all(len(page.read_text(encoding="utf-8").splitlines()) <= 60 for page in pages)


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    wrong = re.compile(r"/work/|/root/|pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org")
    for name in set(names) - {"tests/test_docs.py", "requirements.lock"}:
        path = ROOT / name
        if path.suffix in {".md", ".py", ".yml", ".toml", ".sh", ""} and path.is_file():
            assert not wrong.search(path.read_text(encoding="utf-8", errors="ignore")), name
    assert "pypi" not in (ROOT / "requirements.lock").read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_answers_in_both_languages(language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "console", "--language", language, "--help"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert {"nl": "signaallijst", "en": "signal list"}[language] in done.stdout
