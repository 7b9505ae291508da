"""Where the sentence around a piece of a normalised text begins and ends, by its signs, within so many characters."""

import re

STOP = re.compile(r"[.!?;](?!\d)|\n")


def sentence_start(text: str, start: int, reach: int, stop: "re.Pattern[str]" = STOP) -> int:
    """Where the sentence of what begins at `start` begins, at most `reach` characters before it."""
    left = max(0, start - reach)
    return max((match.end() for match in stop.finditer(text, left, start)), default=left)


def sentence_around(text: str, start: int, end: int, reach: int, stop: "re.Pattern[str]" = STOP) -> tuple[int, int]:
    """[start, end) of the sentence around [start, end), at most `reach` characters to either side."""
    right = min(len(text), end + reach)
    found = stop.search(text, end, right)
    return sentence_start(text, start, reach, stop), found.start() if found else right
