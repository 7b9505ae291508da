"""The analysts' packs: YAML read strictly, every mistake with its file, line, column and what to do about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from enrichment.linking.limits import Limits
from enrichment.packs.cues import CueError, compile_cue, parts_of, terms_in
from enrichment.packs.examples import with_all_examples
from enrichment.packs.faults import choose, fault_of
from enrichment.packs.origin import origin_word
from enrichment.packs.schema import CUES, Example, Examples, Feature, FormWords, Indicator, Pack, Scoring, Terms
from enrichment.packs.strict_yaml import Document, Where, read_file, read_yaml
from enrichment.words.kept import undisturbed
from zicht.errors import PackError

__all__ = ["Example", "Examples", "FormWords", "Indicator", "Pack", "Packs", "Scoring", "load_pack", "load_packs"]

SCORING, TERMS = "scoring.yml", "terms.yml"
NETWORK = "network"  # the pack with the parameters of linking
MOST_BYTES = 16 << 20  # of all files together
ENOUGH = 2  # hits, and misses, that prove an indicator
Fault = tuple[Where, str, str]  # where, what is wrong and what to do in Dutch, and in English


@dataclass(frozen=True)
class Packs:
    """All packs together; `version` changes when any of them says something else."""

    packs: tuple[Pack, ...]
    scoring: Scoring
    terms: Terms
    version: str

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, by code."""
        return tuple(sorted((one for pack in self.packs for one in pack.indicators), key=lambda one: one.code))

    @cached_property
    def limits(self) -> Limits:
        """By what linking decides."""
        return next((pack.parameters for pack in self.packs if pack.parameters), Limits())

    def named(self) -> dict[str, str]:
        """Code to `pack@version`."""
        return {one.code: f"{pack.pack}@{pack.version}" for pack in self.packs for one in pack.indicators}


def load_packs(folder: Path) -> Packs:
    """Every pack in `folder`, checked against each other; `PackError` for the first mistake."""
    return load_files(read_folder(folder))


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files that are read, by their name in the folder; `PackError` when there are none, or too much."""
    files: dict[str, bytes] = {}
    proof = sorted((folder / "examples").glob("*.tsv"))
    for path in (*_files(folder), folder / SCORING, *folder.glob(TERMS), *proof):
        files[path.relative_to(folder).as_posix()] = read_file(path)
        if sum(map(len, files.values())) > MOST_BYTES:
            size = MOST_BYTES >> 20
            nl = f"de pakketten zijn samen meer dan {size} MB. Haal weg wat niet nodig is."
            en = f"the packs are more than {size} MB together. Take out what is not needed."
            raise PackError(nl, en, file=path.name, line=1, column=1)
    return files


@undisturbed()
def load_files(files: Mapping[str, bytes]) -> Packs:
    """The same from bytes by file name, as `read_folder` gives them."""
    names = [name for name in _deciding(files) if name not in (SCORING, TERMS)]
    documents = [read_yaml(Path(name), files[name]) for name in names]
    packs = [_pack(document) for document in documents]
    scoring, terms = _scoring(read_yaml(Path(SCORING), files[SCORING])), _terms(files.get(TERMS))
    _check_together(list(zip(documents, packs, strict=True)), scoring, terms)
    return Packs(tuple(with_all_examples(packs, files)), scoring, terms, version_of(files))


def version_of(files: Mapping[str, bytes]) -> str:
    """Twelve hex digits that change when any byte does that decides how adverts are read; examples decide nothing."""
    said = sha256()
    for name in _deciding(files):
        said.update(f"\x00{name}\x00".encode() + files[name])
    return said.hexdigest()[:12]


def _deciding(files: Mapping[str, bytes]) -> list[str]:
    """The packs by name, then scoring, then terms."""
    names = [name for name in files if name.endswith(".yml")]
    return sorted(names, key=lambda name: (name == TERMS, name == SCORING, name))


def load_pack(path: Path) -> Pack:
    """One pack, checked by itself."""
    return _pack(read_yaml(path))


def _files(folder: Path) -> list[Path]:
    """The packs of the folder, by name."""
    files = sorted(path for path in folder.glob("*.yml") if path.name not in (SCORING, TERMS))
    if not files or not (folder / SCORING).exists():
        raise PackError(
            f"geen pakketten of geen {SCORING} in deze map. Wijs ZICHT_PACKS naar de map indicators.",
            f"no packs or no {SCORING} in this folder. Point ZICHT_PACKS to the folder indicators.",
            file=str(folder), line=1, column=1,
        )  # fmt: skip
    if other := sorted(folder.glob("*.yaml")):
        nl, en = "dit bestand wordt niet gelezen. Noem het .yml.", "this file is not read. Name it .yml."
        raise PackError(nl, en, file=other[0].name, line=1, column=1)
    return files


def _model(document: Document, model: type[Any]) -> Any:  # noqa: ANN401 (the model that was asked for)
    try:
        return model.model_validate(document.plain())
    except ValidationError as fault:
        raise fault_of(document, fault.errors(), model) from fault


def _pack(document: Document) -> Pack:
    pack: Pack = _model(document, Pack)
    name = document.path.stem
    if pack.pack != name:
        raise document.error(("pack",), f"het pakket heet niet als het bestand. Schrijf {name}",
                             f"the pack is not named as its file. Write {name}")  # fmt: skip
    if pack.parameters and name != NETWORK:
        nl, en = f"parameters staan alleen in {NETWORK}.yml", f"parameters stand in {NETWORK}.yml only"
        raise document.error(("parameters",), f"{nl}. Haal ze hier weg", f"{en}. Take them out here", key=True)
    for at, one in enumerate(pack.indicators):
        for where, nl, en in _faults(one):
            raise document.error(("indicators", at, *where), nl, en)
    return pack


def _scoring(document: Document) -> Scoring:
    scoring: Scoring = _model(document, Scoring)
    for name in scoring.dim_cap:
        if name not in scoring.dimensions:
            raise document.error(("dim_cap", name), *choose(name, scoring.dimensions), key=True)
    for name, forms in scoring.gates.items():
        for at, form in enumerate(forms):
            if form not in (*scoring.forms, "overig"):
                raise document.error(("gates", name, at), *choose(form, (*scoring.forms, "overig")))
    return scoring


def _terms(raw: bytes | None) -> Terms:
    """The lists of terms; none when the folder has no such file."""
    if raw is None:
        return Terms(version="0", terms={})
    document = read_yaml(Path(TERMS), raw)
    terms: Terms = _model(document, Terms)
    for name, said in terms.terms.items():
        for language, phrases in said.items():
            for at, phrase in enumerate(phrases):
                for where, nl, en in _phrase(("terms", name, language, at), phrase):
                    raise document.error(where, nl, en)
    return terms


def _phrase(where: Where, phrase: str) -> Iterator[Fault]:
    if "@" in phrase or "&" in phrase:
        yield where, "een term heeft geen @ of &. Schrijf de woorden uit", "a term has no @ or &. Write the words out"
    yield from _cue(where, phrase)


def _faults(one: Indicator) -> Iterator[Fault]:
    """What the keys of one indicator say against each other, in the order in which they are told."""
    if one.effect and not one.article:
        yield ("effect",), "effect vraagt om article: het wetsartikel. Voeg het toe", "effect needs article. Add it"
    if one.kind == "indicator":
        for name in ("dimension", "strength", "evidence"):
            if getattr(one, name) is None:
                yield (), f"{name} ontbreekt. Voeg het toe", f"{name} is missing. Add it"
    yield from _points(one)
    if one.feature and one.feature not in get_args(Feature):
        yield ("feature",), *choose(one.feature, get_args(Feature))
    yield from _proof(one)
    for part in CUES:
        for language, cues in getattr(one, part).items():
            for at, cue in enumerate(cues):
                yield from _cue((part, language, at), cue)
                if language == "all" and not _speaks_no_language(cue):
                    yield ((part, language, at), "all is voor cues van @termen en #. Zet woorden onder hun taal",
                           "all is for cues of @terms and #. Put words under their language")  # fmt: skip


def _points(one: Indicator) -> Iterator[Fault]:
    wrong = {"indicator": one.points < 0, "context": one.points != 0, "counter": one.points > 0}
    if wrong[one.kind]:
        yield (
            ("points",),
            "punten zijn 0 of meer voor een indicator, 0 voor context, 0 of minder voor een counter. Verbeter het",
            "points are 0 or more for an indicator, 0 for context, 0 or less for a counter. Mend it",
        )


def _proof(one: Indicator) -> Iterator[Fault]:
    if not (one.cues or one.feature) or one.feature == "cross":
        return
    for name in ("hit", "miss"):
        if (count := len(getattr(one.examples, name))) < ENOUGH:
            where = ("examples", name) if count else ("examples",)
            yield (
                where,
                f"{count} {name}, minstens {ENOUGH}. Voeg voorbeelden toe",
                f"{count} {name}, {ENOUGH} at least. Add examples",
            )


def _cue(where: Where, cue: str) -> Iterator[Fault]:
    try:
        compile_cue(cue)
    except CueError as fault:
        yield where, fault.nl, fault.en
        return
    if found := origin_word(cue):
        yield (
            where,
            f"'{found}' is een woord van afkomst; dat mag nooit meetellen (EXC-01). Haal het weg",
            f"'{found}' is a word of origin; that may never count (EXC-01). Take it out",
        )


def _speaks_no_language(cue: str) -> bool:
    """Whether a cue has no words of its own."""
    return all(part.kind in ("term", "number") for pattern in compile_cue(cue) for part in parts_of(pattern))


def _check_together(read: Sequence[tuple[Document, Pack]], scoring: Scoring, terms: Terms) -> None:
    first: dict[str, str] = {}
    codes = {one.code for _, pack in read for one in pack.indicators}
    for document, pack in read:
        for at, one in enumerate(pack.indicators):
            if known := first.get(one.code):
                raise document.error(("indicators", at, "code"), f"{one.code} staat ook in {known}. Kies een nieuwe code",
                                     f"{one.code} also stands in {known}. Choose a new code")  # fmt: skip
            first[one.code] = document.path.name
            for where, nl, en in (*_outside(one, codes, scoring), *_unknown_terms(one, terms)):
                raise document.error(("indicators", at, *where), nl, en)


def _outside(one: Indicator, codes: set[str], scoring: Scoring) -> Iterator[Fault]:
    """What an indicator names that must stand elsewhere."""
    if one.dimension and one.dimension not in scoring.dimensions:
        yield ("dimension",), *choose(one.dimension, scoring.dimensions)
    for name in ("only_with", "decides_with", "yields_to", "company"):
        for number, code in enumerate(getattr(one, name)):
            if code not in codes:
                yield (name, number), *choose(code, codes)


def _unknown_terms(one: Indicator, terms: Terms) -> Iterator[Fault]:
    for part in CUES:
        for language, cues in getattr(one, part).items():
            for at, cue in enumerate(cues):
                for name in terms_in(cue):
                    if name not in terms.terms:
                        yield (part, language, at), *choose(name, terms.terms)
