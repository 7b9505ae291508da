"""Fields of saved pages: ours beside extruct alone and trafilatura, per set and field: precision, recall, F1."""

import re
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from bench.goldens import ADVERTS, GOLDEN, Case, cases
from crawlers.about import posted_on
from crawlers.families.anypage import any_fields
from crawlers.page import Page
from zicht.errors import InputError

Given = dict[str, str | None]
Json = Any
FETCHED = datetime(2026, 11, 24, 11, tzinfo=UTC)
EXTRA = {"contract": "employmentType", "deadline": "validThrough", "start": "jobStartDate"}
WHOLE = ("title", "employer", "date", "kind")  # right when they are the same; the others when they hold it


def ours(case: Case) -> Given:
    """Zicht: the fallback for any page."""
    page = Page(case.url, case.payload, "text/html", FETCHED)
    try:
        found = any_fields(page)
    except InputError:
        return {"kind": "none"}
    if not found:
        return {"kind": "listing", "date": _day(posted_on(page))}
    fields = found[0]
    given = {"title": fields["title"], "text": fields["body"], "employer": fields.get("employer"), "kind": "advert"}
    given |= {
        "place": fields.get("place_text"),
        "price": fields.get("price_text"),
        "date": _day(fields.get("posted_at")),
        "description": fields.get("extra", {}).get("description") or fields["body"],
    }
    return {**given, **{name: fields.get("extra", {}).get(key) for name, key in EXTRA.items()}}


def _day(moment: datetime | None) -> str | None:
    """The day as the page writes it, in its own zone."""
    return moment.date().isoformat() if moment else None


def extruct_alone(case: Case) -> Given:
    """What extruct finds in JSON-LD, microdata, RDFa and OpenGraph: the first advert, else the first thing."""
    import extruct

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = extruct.extract(
            case.payload,
            base_url=case.url,
            uniform=True,
            errors="ignore",
            syntaxes=["json-ld", "microdata", "rdfa", "opengraph"],
        )
    things = [thing for group in found.values() for thing in _inner(group)]
    kinds = [thing for thing in things if str(thing.get("@type")).rpartition("/")[2] in ADVERTS] or things
    thing = next((one for one in kinds if _said(one, "title", "name", "headline", "og:title", *_rdfa("name"))), None)
    if thing is None:
        return {}
    offer, pay = _one(thing.get("offers")) or thing, _one((_one(thing.get("baseSalary")) or {}).get("value"))
    address = _one((_one(thing.get("jobLocation")) or {}).get("address")) or {}
    return {
        "title": _said(thing, "title", "name", "headline", "og:title", *_rdfa("name")),
        "text": _said(thing, "articleBody", "description", "og:description", *_rdfa("description")),
        "description": _said(thing, "description", "og:description", *_rdfa("description")),
        "price": _said(offer, "price", "lowPrice", *_rdfa("price")) or _said(pay or {}, "minValue", "value"),
        "employer": _said(_one(thing.get("hiringOrganization")) or {}, "name"),
        "place": _said(address, "addressLocality"),
        "date": (_said(thing, "datePosted", "datePublished", "article:published_time") or "")[:10] or None,
    }


def _rdfa(name: str) -> tuple[str, str]:
    return f"http://schema.org/{name}", f"https://schema.org/{name}"


def _inner(value: Json) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _inner(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inner(inner)


def _one(value: Json) -> Json:
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, dict) else None


def _said(thing: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = thing.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        if isinstance(value, str | int | float) and str(value).strip():
            return str(value)
    return None


def trafilatura_alone(case: Case) -> Given:
    """What trafilatura finds, with its own reader of dates."""
    import trafilatura

    found = trafilatura.bare_extraction(case.payload, url=case.url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    said = found.as_dict()
    return {"title": said["title"], "text": said["text"], "description": said["description"], "date": said["date"]}


def words(text: str) -> list[str]:
    """Words in small letters: what punctuation, space and unseen hyphens do is not counted."""
    return re.findall(r"\w+", seen(text).casefold())


def seen(text: str) -> str:
    """The text as a reader sees it: soft hyphens only say where a word may be broken."""
    return " ".join(text.replace("\u00ad", "").split())


def _pieces(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3)))


def score(name: str, wanted: Json, given: str | None) -> tuple[float, float, float, float]:
    """Right, given (for precision), right, wanted (for recall); a text counts as one, by its share of runs of four words."""
    if name in ("text", "description"):
        one, other = _pieces(wanted), _pieces(given or "")
        both = sum((one & other).values())
        return both / max(1, sum(other.values())), float(bool(given)), both / max(1, sum(one.values())), 1.0
    if name == "words":
        shown = seen(given or "")
        there, not_there = ([seen(part) in shown for part in parts] for parts in wanted)
        return sum(there), sum(there) + sum(not_there), sum(there), len(there)
    right = any(_fits(name, one, given) for one in (wanted if isinstance(wanted, tuple) else (wanted,)))
    return right, bool(given), right, 1.0


def _fits(name: str, wanted: str, given: str | None) -> bool:
    one, other = words(wanted), words(given or "")
    return bool(other) and (one == other if name in WHOLE else " ".join(one) in " ".join(other))


READERS: dict[str, Callable[[Case], Given]] = {"Zicht": ours, "extruct": extruct_alone}


def main() -> int:
    """Print the table; 0 also when there is nothing to measure on, but loudly."""
    if not GOLDEN.exists():
        print(f"OVERGESLAGEN: {GOLDEN} is er niet; zonder die pagina's valt er niets te meten.", file=sys.stderr)
        return 0
    try:
        import trafilatura  # noqa: F401 (only whether it is there)

        READERS["trafilatura"] = trafilatura_alone
    except ImportError:
        print("trafilatura is niet geïnstalleerd: die kolom ontbreekt.", file=sys.stderr)
    sums: defaultdict[tuple[str, str], dict[str, list[float]]] = defaultdict(dict)
    for case in cases():
        for who, reader in READERS.items():
            given = reader(case)
            for name, wanted in case.truth.items():
                total = sums[case.group, name].setdefault(who, [0.0] * 5)
                for at, part in enumerate(score(name, wanted, given.get("text" if name == "words" else name))):
                    total[at] += part
                total[4] += 1
    _show(sums)
    return 0


def _show(sums: dict[tuple[str, str], dict[str, list[float]]]) -> None:
    print(f"\n### Fields of saved pages: P/R **F1**\n\n| set | field | pages | {' | '.join(READERS)} |")
    print("|---" * (3 + len(READERS)) + "|")
    for (group, name), by in sums.items():
        cells = " | ".join(_cell(*by[who][:4]) for who in READERS)
        print(f"| {group} | {name} | {by['Zicht'][4]:.0f} | {cells} |")


def _cell(right: float, given: float, found: float, wanted: float) -> str:
    if not given:
        return "-"
    precision, recall = right / given, found / wanted
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.3f}/{recall:.3f} **{f1:.3f}**"


if __name__ == "__main__":
    sys.exit(main())
