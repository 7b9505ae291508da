"""The analysts' packs: YAML read strictly, every mistake with its file, line, column and what to do about it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from enrichment.cues import CueError, Language, compile_cue
from zicht.errors import PackError
from zicht.records import Explanation, Form

MAX_BYTES = 2 << 20
MAX_DEPTH = 12
SCORING = "scoring.yml"
CODE = r"^(SEX|LAB|CRI|ORG|OTH|XAD|OBF|CNT|LOC)-\d{2}$"
# EXC-01: where somebody comes from is never a cue (INDICATORS.md 4); the loader refuses the words
ORIGIN = re.compile(
    r"\b(pools|poolse|polish|roemeens\w*|romanian|bulgaars\w*|bulgarian|hongaars\w*|hungarian|oekra\w+|ukrainian|"
    r"oost-?europ\w+|eastern europ\w+|aziatisch\w*|asian|afrikaans\w*|african|latina|turks\w*|marokkaans\w*|thais?e?|"
    r"chinees\w*|chinese|russisch\w*|russian)\b",
    re.IGNORECASE,
)


class Strict(BaseModel):
    """Closed keys: an unknown one is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Example(Strict):
    """An advert, or a sentence of one, that must or must not give the code."""

    text: str
    title: str = "Advertentie"
    category: str | None = None
    place_text: str | None = None
    price_text: str | None = None
    employer: str | None = None
    posted_at: str | None = None
    why: str | None = None


class Examples(Strict):
    """Hits and near misses."""

    hit: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()


class Indicator(Strict):
    """One indicator, context cue or counter-indicator, with its reasons, words, law and proof."""

    code: str = Field(pattern=CODE)
    name: Explanation
    why: str
    sources: tuple[str, ...] = ()
    form: Form | Literal["any"]
    kind: Literal["indicator", "context", "counter"] = "indicator"
    dimension: str | None = None
    strength: Literal["weak", "medium", "strong", "critical"] | None = None
    evidence: Literal["E1", "E2", "E3", "E4", "E5"] | None = None
    points: float = 0
    effect: Literal["breach", "route"] | None = None
    article: str | None = None
    feature: str | None = None
    only_with: tuple[str, ...] = ()
    least: int = Field(default=1, ge=1, le=5)  # so many different cues make a hit
    location: str | None = None  # LOC: the location_type it tells of
    cues: dict[Language, tuple[str, ...]] = {}
    unless: dict[Language, tuple[str, ...]] = {}
    law: str | None = None
    examples: Examples = Examples()

    @property
    def group(self) -> str:
        """SEX, LAB, CRI and so on."""
        return self.code[:3]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.effect and not self.article:
            raise ValueError("article: effect vraagt om het wetsartikel | effect needs the article of law")
        if self.kind == "indicator" and not (self.dimension and self.strength and self.evidence):
            raise ValueError("dimension, strength, evidence: nodig voor een indicator | needed for an indicator")
        proven = (self.cues or self.feature) and self.feature != "cross"
        if proven and min(len(self.examples.hit), len(self.examples.miss)) < 2:
            raise ValueError("examples: geef minstens 2 hit en 2 miss | give at least 2 hit and 2 miss")
        return self


class Pack(Strict):
    """One YAML file of the analysts' folder."""

    pack: str
    version: str
    title: Explanation
    indicators: tuple[Indicator, ...]


class FormWords(Strict):
    """Words of the category field, and of the text, that tell what an advert is about."""

    category: tuple[str, ...]
    text: tuple[str, ...]


class Scoring(Strict):
    """Caps, thresholds and gates (INDICATORS.md 1.2 and the `meta` block of 2)."""

    version: str
    threshold_signal: float
    threshold_urgent: float
    review_points: float
    counter_floor: float
    too_little_words: int
    spam_votes: int
    dimensions: dict[str, Explanation]
    dim_cap: dict[str, float]
    group_cap: dict[str, float]
    forms: dict[str, FormWords]
    gates: dict[str, tuple[str, ...]]  # group -> forms for which it runs; a group that is not named always runs
    spam: dict[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Packs:
    """All packs together; `version` changes when any of them says something else."""

    packs: tuple[Pack, ...]
    scoring: Scoring
    version: str

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, by code."""
        return tuple(sorted((one for pack in self.packs for one in pack.indicators), key=lambda one: one.code))

    def named(self) -> dict[str, str]:
        """Code to `pack@version`."""
        return {one.code: f"{pack.pack}@{pack.version}" for pack in self.packs for one in pack.indicators}


def load_packs(folder: Path) -> Packs:
    """Every pack in `folder`, checked against each other; `PackError` for the first mistake."""
    files = sorted(path for path in folder.glob("*.yml") if path.name != SCORING)
    if not files or not (folder / SCORING).exists():
        raise PackError(
            f"geen pakketten of geen {SCORING} in deze map. Wijs ZICHT_PACKS naar de map indicators.",
            f"no packs or no {SCORING} in this folder. Point ZICHT_PACKS to the folder indicators.",
            file=str(folder), line=1, column=1,
        )  # fmt: skip
    scoring = _load(folder / SCORING, Scoring)
    read = [_Read.of(path) for path in files]
    _check_together(read, scoring)
    said = sha256(b"".join(path.read_bytes() for path in [*files, folder / SCORING])).hexdigest()[:12]
    return Packs(tuple(one.pack for one in read), scoring, said)


def load_pack(path: Path) -> Pack:
    """One pack, checked by itself."""
    return _Read.of(path).pack


@dataclass(frozen=True, slots=True)
class _Read:
    """A pack with the places of its lines."""

    path: Path
    pack: Pack
    said: Any

    @classmethod
    def of(cls, path: Path) -> "_Read":
        said = _yaml(path)
        read = cls(path, _validate(path, said, Pack), said)
        for at, indicator in enumerate(read.pack.indicators):
            read.check_cues(at, indicator)
        if read.pack.pack != path.stem:
            raise read.error(
                ("pack",), f"pack heet niet als het bestand: {path.stem}", f"pack must be named {path.stem}"
            )
        return read

    def check_cues(self, at: int, indicator: Indicator) -> None:
        for part, spoken in (("cues", indicator.cues), ("unless", indicator.unless)):
            for language, cues in spoken.items():
                for number, cue in enumerate(cues):
                    self.check_cue(("indicators", at, part, language, number), cue)

    def check_cue(self, where: tuple[Any, ...], cue: str) -> None:
        try:
            compile_cue(cue)
        except CueError as fault:
            raise self.error(where, fault.nl, fault.en) from fault
        if found := ORIGIN.search(cue):
            raise self.error(
                where,
                f"'{found[0]}' is een woord van afkomst; dat mag nooit meetellen (EXC-01). Haal het weg",
                f"'{found[0]}' is a word of origin; that may never count (EXC-01). Take it out",
            )

    def error(self, where: Sequence[Any], nl: str, en: str) -> PackError:
        return _error(self.path, self.said, where, nl, en)


def _check_together(read: Sequence[_Read], scoring: Scoring) -> None:
    from enrichment.features import FEATURES

    first: dict[str, Path] = {}
    for one in read:
        for at, indicator in enumerate(one.pack.indicators):
            where = ("indicators", at)
            if known := first.get(indicator.code):
                told = f"{indicator.code} staat ook in {known.name}. Kies een nieuwe code"
                raise one.error(
                    (*where, "code"), told, f"{indicator.code} also stands in {known.name}. Choose a new code"
                )
            first[indicator.code] = one.path
            if indicator.dimension and indicator.dimension not in scoring.dimensions:
                raise one.error((*where, "dimension"), *_choose(indicator.dimension, scoring.dimensions))
            if indicator.feature and indicator.feature not in FEATURES:
                raise one.error((*where, "feature"), *_choose(indicator.feature, FEATURES))


def _load(path: Path, model: type[Any]) -> Any:  # noqa: ANN401 (the model that was asked for)
    return _validate(path, _yaml(path), model)


def _yaml(path: Path) -> Any:  # noqa: ANN401 (YAML)
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        size = len(raw) >> 20
        raise _at(path, 1, 1, f"het bestand is {size} MB, hooguit {MAX_BYTES >> 20} MB. Splits het pakket",
                  f"the file is {size} MB, {MAX_BYTES >> 20} MB at most. Split the pack")  # fmt: skip
    text = raw.decode("utf-8", errors="replace")
    _refuse_depth(path, text)
    yaml = YAML(typ="rt", pure=True)
    yaml.allow_duplicate_keys = False
    try:
        said = yaml.load(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = str(fault.problem or "YAML").splitlines()[0]
        raise _at(path, line, column, f"geen geldige YAML: {problem}. Kijk naar inspringing, aanhalingstekens en dubbele sleutels",
                  f"not valid YAML: {problem}. Look at indentation, quotes and duplicate keys") from fault  # fmt: skip
    except YAMLError as fault:
        raise _at(path, 1, 1, f"geen geldige YAML: {fault}", f"not valid YAML: {fault}") from fault
    return said


def _refuse_depth(path: Path, text: str) -> None:
    """Nests and aliases that only an attack needs (RELIABILITY M15); before YAML itself sees them."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count("[") + line.count("{") > 40 or len(line) - len(line.lstrip(" ")) > 4 * MAX_DEPTH:
            raise _at(path, number, 1, "te diep genest. Schrijf het vlakker", "nested too deep. Write it flatter")
        if found := re.search(r"(?:^|[\s\[,:-])[&*][A-Za-z_]\w*\s*(?:$|[\[{,\]])", line):
            raise _at(path, number, found.start() + 1, "ankers en verwijzingen (& en *) zijn niet toegestaan. Schrijf het uit",
                      "anchors and aliases (& and *) are not allowed. Write it out")  # fmt: skip


def _validate(path: Path, said: Any, model: type[Any]) -> Any:  # noqa: ANN401 (YAML)
    try:
        return model.model_validate(_plain(said))
    except ValidationError as fault:
        first = fault.errors()[0]
        raise _error(path, said, first["loc"], *_words(first, model)) from fault


def _plain(said: Any) -> Any:  # noqa: ANN401 (YAML)
    if isinstance(said, Mapping):
        return {str(key): _plain(value) for key, value in said.items()}
    if isinstance(said, list):
        return tuple(_plain(value) for value in said)
    return str(said) if isinstance(said, str) else said


def _words(first: Any, model: type[Any]) -> tuple[str, str]:  # noqa: ANN401 (pydantic's error)
    name = ".".join(str(part) for part in first["loc"][-1:])
    kind = first["type"]
    if kind == "extra_forbidden":
        return _choose(name, _keys(first["loc"], model))
    if kind == "missing":
        return f"{name} ontbreekt. Voeg het toe", f"{name} is missing. Add it"
    if kind == "value_error":
        nl, _, en = str(first["msg"]).removeprefix("Value error, ").partition(" | ")
        return nl, en or nl
    return f"{name}: {first['msg']}. Verbeter de waarde", f"{name}: {first['msg']}. Mend the value"


def _keys(where: Sequence[Any], model: type[Any]) -> list[str]:
    inner: dict[int, type[Any]] = {1: model, 3: Indicator, 4: Examples, 6: Example}
    return list(inner.get(len(where), Indicator).model_fields)


def _choose(word: str, known: Mapping[str, Any] | Sequence[str]) -> tuple[str, str]:
    near = get_close_matches(word, list(known), n=1)
    hint = (f" Bedoelde u {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
    names = ", ".join(sorted(known))
    return f"{word} is onbekend.{hint[0]} Bekend: {names}", f"{word} is unknown.{hint[1]} Known: {names}"


def _error(path: Path, said: Any, where: Sequence[Any], nl: str, en: str) -> PackError:  # noqa: ANN401 (YAML)
    line, column = _place(said, where)
    return _at(path, line, column, nl, en)


def _at(path: Path, line: int, column: int, nl: str, en: str) -> PackError:
    return PackError(f"{nl}.", f"{en}.", file=path.name, line=line, column=column)


def _place(said: Any, where: Sequence[Any]) -> tuple[int, int]:  # noqa: ANN401 (YAML)
    """Line and column, from 1, of the innermost part of `where` that the file has."""
    line, column = 0, 0
    for part, parent in _walk(said, where):
        known = parent.lc.data or {}
        if part in known:
            line, column = known[part][:2]
    return line + 1, column + 1


def _walk(said: Any, where: Sequence[Any]) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 (YAML)
    for part in where:
        if not hasattr(said, "lc"):
            return
        yield part, said
        inside = isinstance(said, Mapping) and part in said
        if not inside and not (isinstance(said, list) and isinstance(part, int) and part < len(said)):
            return
        said = said[part]
