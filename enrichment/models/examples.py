"""What the meaning-based matcher learns from: the examples of the packs, and sentences.tsv beside them."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from enrichment.packs.schema import Example, Indicator
from enrichment.scoring.score import OWN_WAY
from enrichment.words.language import LANGUAGES, language_of
from zicht.errors import PackError

SHIPPED = Path(__file__).with_name("sentences")
ADVERTS = Path(__file__).with_name("adverts")  # whole: each sentence has the codes of its advert; none teaches the head
WHOLE = "adverts_"  # so files are called of which the lines that share a number are one advert
ORDINARY = "-"  # a sentence that means none of the codes
# What is not said but reckoned, or is about age, is never told by likeness: numbers have rules, minors go to a person by a rule.
# CRI-09 is about the young or about debts: sentences about debts teach it, and its examples in the packs do not.
RECKONED = frozenset(
    "wage_below_minimum implied_wage_below_minimum housing_deduction_over_limit obfuscated_phone".split()
)
NEVER = frozenset(("AGE",))  # dimensions
BY_RULE_TOO = frozenset(("CRI-09",))
HIDDEN = frozenset(("OBF",))  # how something is written, not what it says
COUNTERS = frozenset((OWN_WAY, "CNT-03", "CNT-04"))  # what speaks for the innocent side
INFORMING = frozenset(("CNT-05",))  # news, help: cancels all that was read, so it takes two sentences to tell it
ADVERTISING = frozenset(("SPM-01",))
VOTING = COUNTERS | ADVERTISING  # each sentence that means it is a vote
_ENDS = re.compile(r"(?<=[.!?…;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence that somebody labelled; no codes: it means none of them."""

    language: str
    text: str
    codes: frozenset[str]
    group: str = ""  # sentences that say the same thing share one: they are never used to judge each other


def part_of(one: Said, parts: int, salt: str = "") -> int:
    """In which of so many parts a sentence lies; those that belong together lie together. Another salt divides anew."""
    return int(sha256(f"{salt}{one.group or one.text}".encode("utf-8", "replace")).hexdigest(), 16) % parts


def all_of(indicators: Sequence[Indicator], extra: Sequence[Said]) -> tuple[Said, ...]:
    """Every sentence that teaches, each once: those of the packs first."""
    return tuple(dict.fromkeys((*examples_of(indicators), *extra)))


def codes_of(said: Sequence[Said], indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """The codes that these sentences mean and a model may tell, in order."""
    return tuple(
        sorted({code for one in said for code in one.codes} & {one.code for one in indicators if may_be_meant(one)})
    )


def adverts_of(said: Sequence[Said]) -> list[list[int]]:
    """Where the sentences of each whole advert stand, in their order."""
    return [own for own in together(said) if said[own[0]].group.startswith(WHOLE)]


def together(said: Sequence[Said]) -> list[list[int]]:
    """Where sentences stand that share a group, in their order."""
    own: dict[str, list[int]] = {}
    for at, one in enumerate(said):
        own.setdefault(one.group, []).append(at)
    return list(own.values())


def may_be_meant(one: Indicator) -> bool:
    """Whether a code may be told by a model at all."""
    return one.code in COUNTERS | ADVERTISING | INFORMING or (
        one.kind == "indicator"
        and one.group not in HIDDEN
        and one.points > 0
        and one.dimension not in NEVER
        and one.feature not in RECKONED
        and bool(one.cues)
    )


def examples_of(indicators: Sequence[Indicator]) -> Iterator[Said]:
    """The sentences of all examples: a hit of one sentence means its code, of more sentences none can be told; misses mean none.

    Counter-indicators and context teach what is ordinary.
    """
    for one in indicators:
        for example in () if one.code in BY_RULE_TOO else one.examples.hit:
            parts = split(example.text)
            if may_be_meant(one) and len(parts) == 1:
                yield Said(_spoken(example), example.text, frozenset((one.code,)))
            elif not may_be_meant(one) and one.kind != "indicator":
                yield from (Said(_spoken(example), part, frozenset()) for part in parts)
        for example in one.examples.miss:
            yield from (Said(_spoken(example), part, frozenset()) for part in split(example.text))


def _spoken(example: Example) -> str:
    """The language that the pack says, else that of the text."""
    return example.language or language_of(example.text)


def split(text: str) -> list[str]:
    """The sentences of an example."""
    return [part.strip() for part in _ENDS.split(text) if part.strip()]


def read_sentences(path: Path) -> list[Said]:
    """The labelled sentences of a file, or of all files in a folder. `PackError` names the line that is wrong.

    Language, codes (or -), sentence, and, where sentences belong together (one thought in other words, one advert), the number
    that they share; tabs between; # begins a remark.
    """
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    return [said for file in files for said in _read(file)]


def _read(file: Path) -> Iterator[Said]:
    rows = csv.reader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for line, row in enumerate(rows, start=1):
        if row and not row[0].startswith("#"):
            yield _said(row, file.name, line)


def _said(row: list[str], name: str, line: int) -> Said:
    if len(row) not in (3, 4) or row[0] not in LANGUAGES:
        raise PackError(
            "schrijf taal, codes (of -) en zin, met tabs ertussen.", "write language, codes (or -) and sentence, with tabs between.",
            file=name, line=line, column=1,
        )  # fmt: skip
    language, codes, text, *shared = row
    group = f"{name}:{shared[0]}" if shared else ""
    return Said(language, text, frozenset(codes.split()) - {ORDINARY}, group)
