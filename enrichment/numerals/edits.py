"""What is put instead of a piece of a text, in order, none over another."""

from collections.abc import Iterator

Edit = tuple[int, int, str]  # [start, end) of a text and what comes instead


def apart(edits: list[Edit]) -> Iterator[Edit]:
    """Edits in order, none over another."""
    last = -1
    for edit in sorted(edits, key=lambda one: (one[0], -one[1])):
        if edit[0] >= last:
            yield edit
            last = edit[1]
