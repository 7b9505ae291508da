"""What is worked out of an advert when it is read, so that linking takes it in: made by flows, kept by the ledger."""

from typing import NamedTuple


class MadeReady(NamedTuple):
    """What linking takes in of an advert, worked out when it is read: as it waits in the ledger (`made_ready`)."""

    number: str  # Advert.id
    text: int | None  # link_texts.id
    at: str
    profile: str | None
    owner: str | None
    presents: int
    seen: str
    shares: str  # kind and key of each value, as JSON
    writer: str  # who is behind it
    words: str  # of its text, with a space between
    signature: bytes | None  # none: only the same text is a copy of it
    marks: bytes  # prints of its text, 64 bits each …
    uses: bytes  # … and the use of each by its writer
