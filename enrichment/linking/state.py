"""What is kept of an advert between runs, and how a new text finds its copies among kept ones. Pure functions."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from enrichment.linking.carriers import MATTER
from enrichment.linking.copies import CLOSEST, WORTH
from enrichment.linking.seen import Seen
from enrichment.linking.signatures import Signatures, bands_of, likeness
from enrichment.linking.similar import similarity, texts_of
from enrichment.linking.skeleton import is_template
from enrichment.linking.stock import prints_of
from enrichment.personas import Told
from zicht.records import SubjectKey

FULL = 64  # texts in one bucket: what comes later finds those, and stays out
LOOKED_AT = 96  # others of which a text's likeness is estimated: those that share most buckets
Words = tuple[str, ...]


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
        subjects=tuple(SubjectKey.model_construct(kind=kind, key=key) for kind, key in subjects),
        brand=brand, named=named, broker=broker, kvk=kvk, identity=identity, codes=frozenset(codes), words=words,
    )  # fmt: skip


def number_of(*parts: str) -> int:
    """A signed 64-bit number of some words."""
    return int.from_bytes(sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()[:8], "big", signed=True)


def text_id(words: Words) -> int | None:
    """The number of a text; None when it says too little to be anybody's own."""
    return number_of(*words) if len(words) > MATTER else None


def has_bands(words: Words) -> bool:
    """Whether other texts may be copies of it; else only the same text is."""
    return is_template(words)


def uses_of(words: Words, writer: str) -> list[tuple[int, int]]:
    """(print, the use of it by this writer) of a text."""
    return [(mark, number_of(str(mark), writer)) for mark in sorted(prints_of(words))]


def keys_of(signatures: Signatures) -> list[list[int]]:
    """The buckets of each text, as signed numbers."""
    found: list[list[int]] = bands_of(signatures).view(np.int64).tolist()
    return found


class Buckets:
    """Buckets as they are, and as new texts join them."""

    def __init__(self, rows: Iterable[tuple[int, int]]) -> None:
        self._texts: dict[int, list[int]] = defaultdict(list)
        for key, text in rows:
            self._texts[key].append(text)
        self.joined: list[tuple[int, int]] = []

    def join(self, text: int, keys: Sequence[int]) -> list[int]:
        """Those that share most buckets with this text, which joins every bucket that is not full."""
        shared: Counter[int] = Counter()
        for key in keys:
            bucket = self._texts[key]
            shared.update(bucket)
            if len(bucket) < FULL:
                bucket.append(text)
                self.joined.append((key, text))
        shared.pop(text, None)
        return [other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:LOOKED_AT]]


def worth_comparing(
    candidates: Mapping[int, Sequence[int]], signatures: Mapping[int, npt.NDArray[np.uint32]]
) -> list[tuple[int, int]]:
    """(text, other) of the most alike of each text's candidates, by their signatures."""
    two = [(text, other) for text, others in candidates.items() for other in others]
    if not two:
        return []
    place = {text: at for at, text in enumerate(signatures)}
    stacked = np.stack(list(signatures.values()))
    left = np.fromiter((place[one] for one, _ in two), np.int64, len(two))
    right = np.fromiter((place[other] for _, other in two), np.int64, len(two))
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (text, other), alike in zip(two, likeness(stacked, left, right).tolist(), strict=True):
        if alike >= WORTH:
            best[text].append((-alike, other))
    return [(text, other) for text, many in best.items() for _, other in sorted(many)[:CLOSEST]]


def copies_between(two: Sequence[tuple[int, int]], words: Mapping[int, Words]) -> list[tuple[int, int, float]]:
    """(smaller, larger, how alike) of those that are copies of one text."""
    needed = sorted({text for pair in two for text in pair})
    ready = dict(zip(needed, texts_of([words[text] for text in needed]), strict=True))
    found = {}
    for one, other in two:
        pair = (min(one, other), max(one, other))
        if pair not in found and (alike := similarity(ready[one], ready[other])):
            found[pair] = round(alike, 3)
    return [(one, other, alike) for (one, other), alike in sorted(found.items())]
