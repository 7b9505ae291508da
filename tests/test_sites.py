"""Every saved page gives its adverts: one test per field, so that a red test names the field."""

import json
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from crawlers import sites
from crawlers.parse import parse_page
from crawlers.scaffold import fields_of
from crawlers.site import Site
from zicht.crawling import Parsed

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "tests" / "pages"
CASES = sorted(PAGES.glob("*/*.json"), key=lambda path: (path.parent.name, int(path.stem)))
TOYS = {
    path.stem: import_module(f"tests.sites.{path.stem}").SITE for path in (ROOT / "tests" / "sites").glob("toy_*.py")
}
SITES = {**{name: sites.site(name) for name in sites.sites()}, **TOYS}


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@cache
def parsed(case: Path) -> Parsed:
    about = json.loads(case.read_text(encoding="utf-8"))
    return parse_page(
        SITES[case.parent.name], about["url"], case.with_suffix(".html").read_bytes(), about["content_type"],
        seen_at=datetime.fromisoformat(about["seen_at"]), capture=None,
    )  # fmt: skip


def found(case: Path) -> dict[str, object]:
    """What a page gives, field by field: `kind`, `links`, `adverts`, and `1.title` and so on."""
    return fields_of(parsed(case), json.loads(case.read_text(encoding="utf-8"))["url"])


def expected(case: Path) -> dict[str, object]:
    """What it must give; written when nobody has yet, for a person to read."""
    about = json.loads(case.read_text(encoding="utf-8"))
    if "expected" not in about:
        about |= {"read": False, "expected": found(case)}
        case.write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return about["expected"]


FIELDS = [
    pytest.param(case, name, id=f"{name_of(case)}:{name}")
    for case in CASES
    for name in {**expected(case), **(found(case) if expected(case) else {})}
]


@pytest.mark.parametrize(("case", "name"), FIELDS)
def test_a_saved_page_gives_its_field(case: Path, name: str) -> None:
    assert found(case).get(name) == expected(case).get(name)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_person_has_read_what_it_must_give(case: Path) -> None:
    assert json.loads(case.read_text(encoding="utf-8"))["read"] is True, f'read {case}, then write "read": true'


@pytest.mark.parametrize("name", SITES)
def test_every_site_has_a_page_with_an_advert_and_one_with_links(name: str) -> None:
    pages = [parsed(case) for case in CASES if case.parent.name == name]
    assert any(page.adverts for page in pages)
    assert any(page.links for page in pages)


def test_every_page_has_a_site_and_its_json() -> None:
    assert {case.parent.name for case in CASES} == set(SITES)
    assert {case.with_suffix(".html") for case in CASES} == set(PAGES.glob("*/*.html"))


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_small_and_named_as_its_file(name: str) -> None:
    source = (ROOT / ("tests" if name in TOYS else "crawlers") / "sites" / f"{name}.py").read_text(encoding="utf-8")
    assert 9 <= len(source.splitlines()) <= 30
    assert SITES[name].name == name


@pytest.mark.parametrize("name", SITES)
def test_a_site_says_what_a_good_run_looks_like(name: str) -> None:
    expect = SITES[name].expect
    assert expect.adverts >= 1
    assert expect.filled


@pytest.mark.parametrize("name", SITES)
def test_a_site_survives_json(name: str) -> None:
    site = SITES[name]
    assert Site.model_validate_json(site.model_dump_json()) == site


@pytest.mark.parametrize("name", SITES)
def test_a_site_starts_where_it_may_fetch(name: str) -> None:
    site = SITES[name]
    assert all(map(site.may_fetch, site.start))
