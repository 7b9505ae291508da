"""What the ledger answers with, beside the nouns of `zicht.records`."""

import json
from collections.abc import Iterable
from typing import Literal, TypeVar

from pydantic import ValidationError
from sqlalchemy import RowMapping

from zicht.records import Advert, Capture, EnrichedAdvert, Explanation, Instant, Record, State


class StoredAdvert(Record):
    """An advert with its history, as the ledger knows it."""

    advert: Advert
    enriched: EnrichedAdvert | None
    state: State
    first_seen: Instant
    changed_at: Instant  # when its present content was first seen
    last_seen: Instant
    gone_at: Instant | None
    versions: int
    capture: Capture | None


class Gap(Record):
    """A time that an advert was away."""

    gone_at: Instant
    back_at: Instant


class PriceChange(Record):
    """Another price than the version before had; None: no price was said."""

    at: Instant
    before: str | None
    after: str | None


class PictureChange(Record):
    """Other pictures than the version before had: by their addresses, and by their hashes where these were made."""

    at: Instant
    new: int
    gone: int
    of: int  # pictures of this version
    swapped: int = 0  # of those that were looked at both times: another photograph


class Republished(Record):
    """An advert that takes the place of one that went away; they are two adverts, and this says why they are seen as one."""

    advert: str
    earlier: str
    similarity: float  # of the texts, 0 to 1; 1: the same words
    gone_at: Instant  # of the earlier one
    first_seen: Instant  # of the earliest one whose place was taken so
    reason: Explanation
    found_at: Instant


class History(Record):
    """The life of an advert."""

    versions: tuple[Advert, ...]  # oldest first, each change of words or pictures once
    prices: tuple[PriceChange, ...]
    pictures: tuple[PictureChange, ...] = ()
    gaps: tuple[Gap, ...]
    republished_of: Republished | None
    republished_as: tuple[Republished, ...]


class ReadPage(Record):
    """A capture that was read, with the adverts that stand on it; without any it is set aside as `kind`."""

    capture: str
    adverts: tuple[Advert, ...]
    kind: str


class Conservation(Record):
    """Where every captured page ended: fetched = indexed + superseded + set aside + dead + destroyed + waiting, or it is a fault."""

    fetched: int
    indexed: int
    destroyed: int  # by law or order, with a signed record
    superseded: int  # an older version of an advert that is in the index or on its way
    set_aside: dict[str, int]  # by the name of the rule
    dead: int
    waiting: int  # pages and adverts between two steps
    unaccounted: int  # must be 0
    given_up: int  # pages that could not be fetched: dead letters with a reason
    to_fetch: int  # pages that still wait in the frontier


class Head(Record):
    """A signed statement: these captures, in this order, were in the ledger at this moment (RFC 9162 hash tree).

    And so far went the audit log; heads from before 0006 say nothing of that.
    """

    size: int  # captures under it
    root: str  # 64 hex digits
    at: Instant
    key: str  # Ed25519 public key, 64 hex digits
    signature: str  # 128 hex digits, over `said`
    events: int = 0  # of the audit log
    chain: str = ""  # the hash of the last of them, 64 hex digits

    @property
    def said(self) -> bytes:
        """What is signed."""
        moment = self.at.isoformat(timespec="microseconds")
        log = f"{self.events}\n{self.chain}\n" if self.events or self.chain else ""
        return f"zicht evidence head\n{self.size}\n{self.root}\n{moment}\n{log}".encode()


class Destruction(Record):
    """A signed statement: this capture or advert was destroyed, by whom, when and why."""

    id: str  # of the capture or the advert
    kind: Literal["capture", "advert"]
    named: str  # what the person named: this one, or the advert that it belonged to
    site: str
    seq: int | None  # of a capture: its place in the hash tree, from 1
    leaf: str | None  # of a capture: its leaf, 64 hex digits
    who: str
    why: str
    at: Instant
    key: str  # Ed25519 public key, 64 hex digits
    signature: str  # 128 hex digits, over `said`

    @property
    def said(self) -> bytes:
        """What is signed."""
        moment = self.at.isoformat(timespec="microseconds")
        parts = [self.kind, self.id, self.named, self.site, self.seq, self.leaf, self.who, self.why, moment]
        return f"zicht destruction\n{json.dumps(parts)}\n".encode()


Statement = TypeVar("Statement", Head, Destruction)


def readable(kind: type[Statement], rows: Iterable[RowMapping]) -> tuple[list[Statement], list[str]]:
    """Signed statements as they are kept; and, of rows that somebody made unreadable, what they are named by."""
    found, wrong = [], []
    for row in rows:
        try:
            found.append(kind.model_validate(dict(row)))
        except ValidationError:
            wrong.append(str(next(iter(row.values()))))
    return found, wrong


class Proof(Record):
    """What proves one capture to somebody who has the head: its bytes, its place and the hashes up to the root."""

    capture: Capture
    seq: int  # place in the tree, from 1
    begins: int  # its bytes in the segment: [begins, ends)
    ends: int
    sha256: str  # of those bytes
    unsealed: str | None  # SHA-256 of the WARC records that were sealed in them; None when they were not
    key: str | None  # that they were sealed with (AES-256-GCM), 64 hex digits
    path: tuple[str, ...]  # RFC 9162 inclusion proof, nearest first; 64 hex digits each
