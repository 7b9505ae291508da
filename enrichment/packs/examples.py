"""The packs' longer proof: `examples/*.tsv` beside the packs, one sentence of an advert a line, in every language.

Columns, with tabs between: code, language, `hit` or `miss`, category, text, why (of a miss). `#` begins a remark.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from enrichment.packs.cues import Language
from enrichment.packs.faults import choose
from enrichment.packs.schema import Example, Examples, Indicator, Pack
from zicht.errors import PackError

FOLDER = "examples"
COLUMNS = ("code", "language", "side", "category", "text", "why")
LANGUAGES: tuple[str, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Line:
    """One example and whose it is."""

    code: str
    side: str  # hit or miss
    example: Example


def with_all_examples(packs: Sequence[Pack], files: Mapping[str, bytes]) -> list[Pack]:
    """The packs with what the files of examples among `files` (name -> bytes) say of their codes."""
    codes = frozenset(one.code for pack in packs for one in pack.indicators)
    lines: dict[str, list[Line]] = {}
    for name in sorted(name for name in files if name.startswith(f"{FOLDER}/")):
        for line in read_examples(name, files[name], codes):
            lines.setdefault(line.code, []).append(line)
    return [
        pack.model_copy(update={"indicators": tuple(with_examples(one, lines) for one in pack.indicators)})
        for pack in packs
    ]


def read_examples(name: str, raw: bytes, codes: frozenset[str]) -> Iterator[Line]:
    """The examples of one file; `PackError` for a line that is not right, with its number."""
    text = raw.decode("utf-8-sig", "surrogateescape")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield _line(line.rstrip("\r").split("\t"), codes, name, number)


def with_examples(one: Indicator, lines: Mapping[str, list[Line]]) -> Indicator:
    """The indicator with the examples of the files behind its own."""
    own = lines.get(one.code, [])
    added = {side: tuple(line.example for line in own if line.side == side) for side in ("hit", "miss")}
    both = Examples(hit=(*one.examples.hit, *added["hit"]), miss=(*one.examples.miss, *added["miss"]))
    return one.model_copy(update={"examples": both}) if own else one


def _line(row: list[str], codes: frozenset[str], name: str, number: int) -> Line:
    fault = _fault(row, codes)
    if fault:
        column, nl, en = fault
        at = sum(len(value) + 1 for value in row[:column]) + 1
        raise PackError(f"{nl}.", f"{en}.", file=name, line=number, column=at)
    code, language, side, category, text, *why = row
    said = {"language": language, "category": category or None, "text": text, "why": why[0] if why else None}
    return Line(code, side, Example.model_validate(said))


def _fault(row: list[str], codes: frozenset[str]) -> tuple[int, str, str] | None:
    """The first column that is wrong, and what to do."""
    if len(row) not in (5, 6):
        said = ", ".join(COLUMNS)
        return (0, f"{len(row)} kolommen. Schrijf {said}, met tabs ertussen",
                f"{len(row)} columns. Write {said}, with tabs between")  # fmt: skip
    for column, known in enumerate((codes, LANGUAGES, ("hit", "miss"))):
        if row[column] not in known:
            return column, *choose(row[column], known)
    if not row[4].strip() or any("\ud800" <= letter <= "\udfff" for letter in row[4]):
        return (
            4,
            "geen leesbare tekst. Schrijf een zin, bewaard als UTF-8",
            "no readable text. Write a sentence, kept as UTF-8",
        )
    if row[2] == "miss" and not (len(row) == 6 and row[5].strip()):
        return 4, "een miss zegt waarom. Voeg het toe in de laatste kolom", "a miss says why. Add it in the last column"
    return None
