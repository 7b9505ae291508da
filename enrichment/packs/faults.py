"""What is wrong with a pack, said to the analyst who wrote it: the word that was meant, or what to write instead."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from enrichment.packs.strict_yaml import Document
from zicht.errors import PackError

_KINDS = {
    "string_type": ("verwacht tekst. Zet er aanhalingstekens om", "text is expected. Put it in quotes"),
    "float_type": ("verwacht een getal, zonder aanhalingstekens", "a number is expected, without quotes"),
    "int_type": ("verwacht een heel getal, zonder aanhalingstekens", "a whole number is expected, without quotes"),
    "tuple_type": ("verwacht een lijst. Schrijf - of [ ]", "a list is expected. Write - or [ ]"),
    "dict_type": ("verwacht sleutel: waarde", "key: value is expected"),
    "model_type": ("verwacht sleutel: waarde", "key: value is expected"),
    "model_attributes_type": ("verwacht sleutel: waarde", "key: value is expected"),
    "span": (
        "verwacht een tijd: 30 days, 12 hours of 10 minutes",
        "a length of time is expected: 30 days, 12 hours or 10 minutes",
    ),
    "string_pattern_mismatch": (
        "geen code. Schrijf groep, streepje, twee cijfers: LAB-01",
        "no code. Write group, dash, two digits: LAB-01",
    ),
}

_BOUNDS = {
    "greater_than": ("verwacht meer dan", "expected is more than"),
    "greater_than_equal": ("verwacht minstens", "expected is at least"),
    "less_than_equal": ("verwacht hoogstens", "expected is at most"),
}


def fault_of(document: Document, errors: Sequence[Any], model: type[BaseModel]) -> PackError:
    """The first of pydantic's errors, in the order of the file."""
    first = min(errors, key=lambda error: document.place(*_where(error)[:1], key=True))
    where, key = _where(first)
    return document.error(where, *_words(first, where, model), key=key)


def choose(word: object, known: Iterable[str]) -> tuple[str, str]:
    """`word` is unknown: the nearest word that is known, and all of them."""
    names = sorted(known)
    near = get_close_matches(str(word), names, n=1, cutoff=0.5)
    hint = (f" Bedoelt u {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
    said = ", ".join(names)
    return f"{word} is onbekend.{hint[0]} Bekend: {said}", f"{word} is unknown.{hint[1]} Known: {said}"


def _where(error: Any) -> tuple[tuple[str | int, ...], bool]:  # noqa: ANN401 (pydantic's error)
    """The part of the file that an error is about, and whether it is about its key."""
    where = tuple(part for part in error["loc"] if part != "[key]")
    return where, error["type"] == "extra_forbidden" or "[key]" in error["loc"]


def _words(error: Any, where: Sequence[str | int], model: type[BaseModel]) -> tuple[str, str]:  # noqa: ANN401
    name = str(where[-1]) if where else "het bestand"
    kind = error["type"]
    if kind == "extra_forbidden":
        return choose(name, _keys(where[:-1], model))
    if kind == "missing":
        return f"{name} ontbreekt. Voeg het toe", f"{name} is missing. Add it"
    if kind == "literal_error":
        return choose(error["input"], re.findall(r"'([^']+)'", error["ctx"]["expected"]))
    if kind in _BOUNDS:
        bound = next(iter(error["ctx"].values()))
        nl, en = _BOUNDS[kind]
        return f"{name}: {nl} {bound}. Verbeter de waarde", f"{name}: {en} {bound}. Mend the value"
    if kind in _KINDS:
        nl, en = _KINDS[kind]
        return f"{name}: {nl}", f"{name}: {en}"
    return f"{name}: {error['msg']}. Verbeter de waarde", f"{name}: {error['msg']}. Mend the value"


def _keys(where: Sequence[str | int], model: type[BaseModel]) -> list[str]:
    """The keys that may stand at a place of the file."""
    inner: type[BaseModel] | None = model
    for part in where:
        if inner and isinstance(part, str) and part in inner.model_fields:
            inner = _model_in(inner.model_fields[part].annotation)
    return list(inner.model_fields) if inner else []


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 (a type)
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
