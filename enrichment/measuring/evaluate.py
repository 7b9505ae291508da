"""What the reading is worth: precision, recall and F1 per code, form and language on labelled adverts, outcomes confused."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from enrichment.enrich import enrich
from enrichment.reader import Reader
from enrichment.scoring.confidence import Calibration, calibration, features_of
from zicht.errors import InputError
from zicht.records import Advert, EnrichedAdvert, Outcome

DAY = datetime(2026, 9, 10, 9, tzinfo=UTC)  # whose law counts for adverts without a date
NONE, UNLABELLED = "-", "?"
NO_CODES = frozenset((NONE, UNLABELLED))
FORMS = {"SEX": "seksueel", "LAB": "arbeid", "CRI": "crimineel", "ORG": "orgaan", "OTH": "overig"}


_CODE = re.compile(f"!?({'|'.join(FORMS)})-[0-9]{{2}}")


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled advert; `outcome` is None where only the codes were labelled."""

    language: str
    codes: frozenset[str]
    category: str | None
    text: str
    outcome: Outcome | None = None
    coded: bool = True  # whether its codes were labelled


@dataclass(slots=True)
class Counts:
    """Right, missed and made up."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, how much is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (2 * self.right + self.missed + self.extra) if self.right else 0.0

    def add(self, expected: frozenset[str], found: frozenset[str]) -> None:
        """One advert more."""
        self.right += len(expected & found)
        self.missed += len(expected - found)
        self.extra += len(found - expected)


@dataclass(slots=True)
class Report:
    """Counts over all, and per code, form and language; outcomes as (expected, read) pairs."""

    all: Counts = field(default_factory=Counts)
    by_code: dict[str, Counts] = field(default_factory=dict)
    by_form: dict[str, Counts] = field(default_factory=dict)
    by_language: dict[str, Counts] = field(default_factory=dict)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[Case, EnrichedAdvert]] = field(default_factory=list)
    told: list[float] = field(default_factory=list)  # confidence of each outcome that was labelled …
    right: list[bool] = field(default_factory=list)  # … and whether it was right
    features: list[tuple[float, ...]] = field(default_factory=list)  # … and what it was reckoned from

    @property
    def outcome_accuracy(self) -> float:
        """Share of outcomes that are as labelled."""
        right = sum(count for (expected, read), count in self.outcomes.items() if expected == read)
        return right / self.outcomes.total() if self.outcomes else 1.0

    def add(self, case: Case, enriched: EnrichedAdvert) -> None:
        """One advert more."""
        if case.coded:
            self._count(case, found_in(enriched))
        if case.outcome:
            self._weigh(case.outcome, enriched)
        right = case.outcome in (None, enriched.outcome)
        if not right or (case.coded and found_in(enriched) != case.codes):
            self.wrong.append((case, enriched))

    def _weigh(self, expected: Outcome, enriched: EnrichedAdvert) -> None:
        self.outcomes[expected, enriched.outcome] += 1
        self.right.append(expected == enriched.outcome)
        self.features.append(features_of(enriched))
        if enriched.confidence is not None:
            self.told.append(enriched.confidence)

    @property
    def calibration(self) -> Calibration | None:
        """Whether the confidence is what is right; None without outcomes, or where packs give no confidence."""
        return calibration(self.told, self.right) if len(self.told) == len(self.right) else None

    def _count(self, case: Case, found: frozenset[str]) -> None:
        self.all.add(case.codes, found)
        self.by_language.setdefault(case.language, Counts()).add(case.codes, found)
        for code in case.codes | found:
            one = frozenset((code,))
            self.by_code.setdefault(code, Counts()).add(case.codes & one, found & one)
            self.by_form.setdefault(FORMS[code[:3]], Counts()).add(case.codes & one, found & one)


def found_in(enriched: EnrichedAdvert) -> frozenset[str]:
    """The indicators of the text that stand and count."""
    return frozenset(
        hit.code for hit in enriched.hits if hit.cancelled_by is None and hit.points > 0 and hit.code[:3] in FORMS
    )


def evaluate(cases: Iterable[Case], reader: Reader) -> Report:
    """Read every case and count."""
    report = Report()
    for number, case in enumerate(cases):
        advert = Advert(
            site="evaluate", url=f"https://example.nl/{number}", title="-", body=case.text, category=case.category,
            seen_at=DAY,
        )  # fmt: skip
        report.add(case, enrich(advert, reader))
    return report


def read_cases(path: Path) -> Iterator[Case]:
    """Cases of a TSV file: language, outcome (may be left out), codes, category, text; `#` begins a remark.

    A code behind ! is a near miss of it: it must not be found. `-` is none, `?` says that the codes were not labelled.
    `InputError` names the line that is wrong.
    """
    for number, line in enumerate(_lines(path), start=1):
        if line.strip() and not line.startswith("#"):
            row = line.split("\t")
            if wrong := _wrong(row):
                raise InputError(f"{path}, regel {number}: {wrong[0]}", f"{path}, line {number}: {wrong[1]}")
            yield _case(row)


def _lines(path: Path) -> list[str]:
    try:
        said = path.read_bytes().decode("utf-8-sig")  # Excel begins a file with a mark
    except OSError as fault:
        raise InputError(
            f"{path} is niet te lezen: {fault.strerror}. Kijk naar de naam.",
            f"{path} cannot be read: {fault.strerror}. Look at the name.",
        ) from fault
    except UnicodeDecodeError as fault:
        number = fault.object[: fault.start].count(b"\n") + 1
        raise InputError(
            f"{path}, regel {number}: geen UTF-8. Bewaar het bestand als UTF-8.",
            f"{path}, line {number}: not UTF-8. Save the file as UTF-8.",
        ) from fault
    return [line.rstrip("\r") for line in said.split("\n")]  # a text may hold other signs that end a line


def _wrong(row: list[str]) -> tuple[str, str] | None:
    """What is wrong with a line and what to write instead, Dutch and English."""
    if len(row) not in (4, 5):
        return (
            f"{len(row)} kolommen. Schrijf taal, uitkomst, codes, rubriek, tekst met tabs ertussen.",
            f"{len(row)} columns. Write language, outcome, codes, category, text with tabs between.",
        )
    if len(row) == 5 and row[1] and row[1] not in (known := get_args(Outcome)):
        told = ", ".join(known)
        return f"{row[1]} is geen uitkomst. Kies uit {told}.", f"{row[1]} is no outcome. Choose one of {told}."
    if unknown := [code for code in row[-3].split() if code not in NO_CODES and not _CODE.fullmatch(code)]:
        told = ", ".join(FORMS)
        return (
            f"{unknown[0]} is geen code die hier telt. Schrijf codes die beginnen met {told}, of -.",
            f"{unknown[0]} is no code that counts here. Write codes that begin with {told}, or -.",
        )
    return None


def _case(row: list[str]) -> Case:
    language, *outcome, codes, category, text = row
    wanted = frozenset(code for code in codes.split() if not code.startswith("!"))
    said = (outcome[0] or None) if outcome else None
    return Case(language, wanted - NO_CODES, category or None, text, said, codes != UNLABELLED)  # type: ignore[arg-type]
