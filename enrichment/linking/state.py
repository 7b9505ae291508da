"""What is kept of an advert and of its text between runs, and how two texts are laid beside each other. Pure functions."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from enrichment.linking.carriers import MATTER
from enrichment.linking.seen import Seen
from enrichment.linking.signatures import Signatures, bands_of
from enrichment.linking.similar import similarity, texts_of
from enrichment.linking.skeleton import is_template
from enrichment.linking.stock import prints_of
from enrichment.linking.subjects import subject
from enrichment.persons.personas import Told

Words = tuple[str, ...]
Numbers = npt.NDArray[np.int64]


def kept(seen: Seen) -> str:
    """The advert without its words, as JSON: the same advert gives the same text."""
    said = seen.said
    return json.dumps(
        [
            seen.content, seen.at.isoformat(), seen.site, seen.form, [said.name, said.age, said.several] if said else None,
            seen.gemeente, [[one.kind, one.key] for one in seen.subjects], seen.brand, seen.named, seen.broker, seen.kvk,
            seen.identity, sorted(seen.codes),
        ],
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def unkept(number: str, body: str, words: Words = ()) -> Seen:
    """The advert again."""
    content, at, site, form, said, gemeente, subjects, brand, named, broker, kvk, identity, codes = json.loads(body)
    return Seen(
        number=number, content=content, at=datetime.fromisoformat(at), site=site, form=form,
        said=Told(*said) if said else None, gemeente=gemeente,
        subjects=tuple(subject(kind, key) for kind, key in subjects),
        brand=brand, named=named, broker=broker, kvk=kvk, identity=identity, codes=frozenset(codes), words=words,
    )  # fmt: skip


def content_of(body: str) -> str:
    """`Seen.content` alone: what stands first in it, and has no quotes of its own."""
    return body.split('"', 2)[1]


def number_of(*parts: str) -> int:
    """A signed 64-bit number of some words."""
    said = "\x1f".join(parts).encode("utf-8", "replace")
    return int.from_bytes(sha256(said).digest()[:8], "big", signed=True)


def text_id(words: Words) -> int | None:
    """The number of a text; None when it says too little to be anybody's own."""
    return number_of(*words) if len(words) > MATTER else None


def has_bands(words: Words) -> bool:
    """Whether other texts may be copies of it; else only the same text is."""
    return is_template(words)


def uses_of(said: Iterable[tuple[Words, str]]) -> tuple[Numbers, Numbers]:
    """Prints of texts, and the use of each by the writer of its text: two arrays, as long."""
    marks: list[int] = []
    uses: list[bytes] = []
    for words, writer in said:
        mine = sorted(prints_of(words))
        marks += mine
        by = f"\x1f{writer}".encode("utf-8", "replace")
        uses += [sha256(b"%d%b" % (mark, by)).digest()[:8] for mark in mine]
    return np.array(marks, np.int64), np.frombuffer(b"".join(uses), ">i8").astype(np.int64)


def keys_of(signatures: Signatures) -> Numbers:
    """The buckets of each text, a row each, as signed numbers."""
    return bands_of(signatures).view(np.int64)


def copies_between(two: Sequence[tuple[int, int]], said: Mapping[int, str]) -> list[tuple[int, int, float]]:
    """(smaller, larger, how alike) of those that are copies of one text, each pair once; `said` has their words, a space between."""
    needed = sorted({text for pair in two for text in pair})
    ready = dict(zip(needed, texts_of([said[text].split(" ") for text in needed]), strict=True))
    alike = ((min(pair), max(pair), similarity(*(ready[text] for text in pair))) for pair in two)
    return [(one, other, round(how, 3)) for one, other, how in sorted(alike) if how]
