"""Who may import whom (DESIGN §3): read from the source, so that a wrong arrow fails even when nobody walks it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# room -> rooms it may import; floors go down only, siblings on floor 1 never meet
MAY = {
    "zicht": set(),
    "ledger": {"zicht"},
    "crawlers": {"zicht"},
    "enrichment": {"zicht"},
    "search": {"zicht"},
    "demo": {"zicht"},
    "flows": {"zicht", "ledger", "crawlers", "enrichment", "search"},
    "console": {"zicht", "ledger", "crawlers", "enrichment", "search", "flows", "demo"},
}
# framework -> the only files or folders that may import it
HOME = {
    "scrapy": ("crawlers/",),
    "twisted": ("crawlers/",),
    "playwright": ("crawlers/browser.py",),
    "PIL": ("crawlers/phash.py",),
    "prefect": ("flows/daily.py",),
    "elasticsearch": ("search/elastic.py",),
    "tantivy": ("search/embedded.py",),
    "torch": ("enrichment/models/",),
    "transformers": ("enrichment/models/",),
    "fastapi": ("console/",),
    "starlette": ("console/",),
    "sqlalchemy": ("ledger/",),
    "alembic": ("ledger/",),
    "warcio": ("ledger/",),
    "cryptography": ("ledger/sealing.py", "ledger/signing.py"),
    "spacy": ("enrichment/",),
    "typer": ("console/",),
    "rich": ("console/",),
    "xlsxwriter": ("flows/exports/",),
}
# enrichment has floors of its own: what stands later may import what stands before it, never the other way
READING = (
    "words", "found", "reading", "numerals", "places", "persons", "worktime", "contacts", "wages", "linking", "packs", "scoring",
    "models", "matching", "hits", "extract", "signals", "reader", "link", "enrich", "measuring",
)  # fmt: skip
MODULES = sorted(path for room in MAY for path in (ROOT / room).rglob("*.py"))
HIDDEN = ("scrapy", "prefect", "elasticsearch", "tantivy", "torch", "transformers", "fastapi")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    room = name_of(path).split("/")[0]
    met = {name.split(".")[0] for name in imported(path)} & set(MAY)
    assert met <= MAY[room] | {room}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_framework_is_imported_in_its_home_only(path: Path) -> None:
    for name in {name.split(".")[0] for name in imported(path)} & set(HOME):
        assert name_of(path).startswith(HOME[name]), f"{name} has no home in {name_of(path)}"


def test_the_nouns_need_pydantic_only() -> None:
    allowed = {"pydantic", "pydantic_settings", "zicht"} | set(sys.stdlib_module_names)
    for path in (ROOT / "zicht").glob("*.py"):
        assert {name.split(".")[0] for name in imported(path)} <= allowed, path


@pytest.mark.parametrize(
    "module", ["zicht.records", "zicht.query", "ledger", "enrichment.enrich", "search", "crawlers.parse", "console.cli"]
)
def test_imports_without_the_frameworks(module: str) -> None:
    hide = f"import sys; [sys.modules.__setitem__(name, None) for name in {HIDDEN!r}]; import {module}"
    done = subprocess.run([sys.executable, "-c", hide], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "enrichment").rglob("*.py")), ids=name_of)
def test_reading_goes_up_its_floors(path: Path) -> None:
    room = path.relative_to(ROOT / "enrichment").with_suffix("").parts[0]
    met = {name.split(".")[1] for name in imported(path) if name.startswith("enrichment.")}
    assert room == "__init__" or met <= set(READING[: READING.index(room) + 1])


def test_no_module_outgrows_a_reader() -> None:
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_no_function_outgrows_a_reader() -> None:
    long = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                first = node.body[1 if ast.get_docstring(node) and len(node.body) > 1 else 0]
                if (lines := node.end_lineno - first.lineno + 1) > 40:
                    long[f"{name_of(path)}:{node.name}"] = lines
    assert long == {}
