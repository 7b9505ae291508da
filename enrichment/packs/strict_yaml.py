"""YAML as analysts write it, read strictly, with the line and column of every part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.parser import Parser

from zicht.errors import PackError

MAX_BYTES = 2 << 20
MAX_DEPTH = 12  # a pack needs seven
Where = Sequence[str | int]
_ADVICE = {
    "duplicate": ("staat er twee keer. Haal er een weg", "stands there twice. Take one out"),
    "depth": ("te diep genest. Schrijf het vlakker", "nested too deep. Write it flatter"),
    "alias": (
        "ankers en verwijzingen (& en *) zijn niet toegestaan. Schrijf het uit, of zet er aanhalingstekens om",
        "anchors and aliases (& and *) are not allowed. Write it out, or put it in quotes",
    ),
    "tag": (
        "een type met ! is niet toegestaan. Haal het weg, of zet er aanhalingstekens om",
        "a type with ! is not allowed. Take it out, or put it in quotes",
    ),
}


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and the nodes it was read from, which know their places."""

    path: Path
    said: Any
    root: Node | None

    def plain(self) -> Any:  # noqa: ANN401 (YAML)
        """The same as dicts, tuples and scalars."""
        return _plain(self.said)

    def error(self, where: Where, nl: str, en: str, *, key: bool = False) -> PackError:
        """The mistake at a part of the file: at its value, or at its key."""
        line, column = self.place(where, key=key)
        return PackError(f"{nl}.", f"{en}.", file=self.path.name, line=line, column=column)

    def place(self, where: Where, *, key: bool = False) -> tuple[int, int]:
        """Line and column, both from 1, of the innermost part of `where` that the file has."""
        line, column = 0, 0
        for name, value in _walk(self.root, where):
            mark = (name if key else value).start_mark
            line, column = mark.line, mark.column
        return line + 1, column + 1


class _Refused(Exception):
    """Something that YAML knows and a pack may not have; `why` is a key of the advice."""

    def __init__(self, mark: StringMark, why: str) -> None:
        super().__init__(why)
        self.mark, self.why = mark, why


class _StrictComposer(Composer):
    """Refuses aliases, anchors, types and deep nests while they are read: 201 bytes can become gigabytes (M15)."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 (the library's)
        event = self.parser.peek_event()
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise _Refused(event.start_mark, "alias")
        if event.tag is not None:
            raise _Refused(event.start_mark, "tag")
        if self.depth >= MAX_DEPTH:
            raise _Refused(event.start_mark, "depth")
        return super().compose_node(parent, index)


def read_yaml(path: Path, raw: bytes | None = None) -> Document:
    """The file, or these bytes of it, as YAML 1.2 (`no` is a word, `0123` a number); `PackError` for what is wrong with it."""
    text = _text(path, read_file(path) if raw is None else raw)
    try:
        return _quickly(path, text)
    except _Refused as refused:
        nl, en = _ADVICE[refused.why]
        raise _at(path, refused.mark.line, refused.mark.column, nl, en) from refused
    except MarkedYAMLError as fault:
        raise _marked(path, fault) from fault
    except YAMLError as fault:
        raise _at(path, 0, 0, f"geen geldige YAML: {fault}", f"not valid YAML: {fault}") from fault


def _quickly(path: Path, text: str) -> Document:
    """By the parser in C, in a quarter of the time; what it finds wrong, a bare `?` in a list too, by the one that knows YAML 1.2."""
    try:
        return _read(path, text, lambda **_: CParser(text))
    except MarkedYAMLError:
        return _read(path, text, Parser)


def _read(path: Path, text: str, parser: Callable[[Any], Any]) -> Document:
    yaml = YAML(typ="safe", pure=True)
    yaml.Parser, yaml.Composer = parser, _StrictComposer
    yaml.allow_duplicate_keys = False
    constructor, _ = yaml.get_constructor_parser(text)
    root = constructor.composer.get_single_node()
    return Document(path, constructor.construct_document(root) if root else None, root)


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `most` bytes; one that is larger is refused before it is read."""
    try:
        size = path.stat().st_size
        if size <= most:
            return path.read_bytes()
    except OSError as fault:
        raise _at(path, 0, 0, f"het bestand is niet te lezen: {fault.strerror}. Kijk naar de rechten",
                  f"the file cannot be read: {fault.strerror}. Look at its permissions") from fault  # fmt: skip
    said = size / (1 << 20)
    raise _at(path, 0, 0, f"het bestand is {said:.1f} MB, hooguit {most >> 20} MB. Splits het pakket",
              f"the file is {said:.1f} MB, {most >> 20} MB at most. Split the pack")  # fmt: skip


def _text(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start)
        column = fault.start - (raw.rfind(b"\n", 0, fault.start) + 1)
        raise _at(path, line, column, "geen UTF-8. Bewaar het bestand als UTF-8",
                  "not UTF-8. Save the file as UTF-8") from fault  # fmt: skip


def _marked(path: Path, fault: MarkedYAMLError) -> PackError:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = str(fault.problem or fault).splitlines()[0]
    if problem.startswith("found duplicate key"):
        name = problem.split('"')[1] if '"' in problem else problem
        nl, en = (f"{name} {said}" for said in _ADVICE["duplicate"])
        return _at(path, line, column, nl, en)
    return _at(path, line, column, f"geen geldige YAML: {problem}. Kijk naar inspringing, haakjes en aanhalingstekens",
               f"not valid YAML: {problem}. Look at indentation, brackets and quotes")  # fmt: skip


def _at(path: Path, line: int, column: int, nl: str, en: str) -> PackError:
    return PackError(f"{nl}.", f"{en}.", file=path.name, line=line + 1, column=column + 1)


def _plain(said: Any) -> Any:  # noqa: ANN401 (YAML)
    if isinstance(said, Mapping):
        return {str(key): _plain(value) for key, value in said.items()}
    if isinstance(said, list):
        return tuple(_plain(value) for value in said)
    return str(said) if isinstance(said, str) else said


def _walk(node: Node | None, where: Where) -> Iterator[tuple[Node, Node]]:
    """The key (of a list the item itself) and the value of each part of `where`, as far as the file has it."""
    for name in where:
        if isinstance(node, MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == name), None)
        else:
            has = isinstance(node, SequenceNode) and isinstance(name, int) and name < len(node.value)
            found = (node.value[name],) * 2 if has and node else None
        if found is None:
            return
        node = found[1]
        yield found
