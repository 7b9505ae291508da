"""Pages nested deeper than the parser goes (RELIABILITY M2): tags beyond a depth are left out, their words stay.

libxml2 stops without a word at 2,048 levels and loses what follows; a browser shows it all. The scan is linear, whatever
the page holds.
"""

from collections import Counter

LIMIT = 400  # counted levels; those that close themselves can treble them, and 2,048 is where the parser stops
RAW = frozenset("script style template textarea title noscript xmp iframe".split())
# never closed, or closed by the parser when the next one opens: they make no depth of their own
UNCOUNTED = frozenset(
    "area base br col embed hr img input link meta source track wbr html head body p li dt dd td th tr tbody thead tfoot"
    " option optgroup colgroup".split()
)
SPACED = frozenset(
    "address article aside blockquote div dl fieldset footer form header main nav ol section table ul".split()
)


def flattened(markup: str) -> str:
    """The page with the tags beyond `LIMIT` levels left out; no word of it is lost."""
    pieces: list[str] = []
    opened: Counter[str] = Counter()
    depth = at = 0
    while (start := markup.find("<", at)) >= 0:
        end, name, closing = _tag(markup, start)
        pieces.append(markup[at:start])
        at = end
        counted = name not in UNCOUNTED and name not in RAW and bool(name)
        if counted and closing and opened[name]:
            opened[name] -= 1
            depth -= 1
            pieces.append(markup[start:end] if depth < LIMIT else _break(name))
        elif counted and not closing:
            opened[name] += 1
            depth += 1
            pieces.append(markup[start:end] if depth <= LIMIT else _break(name))
        elif not (counted and closing):
            pieces.append(markup[start:end])
    return "".join([*pieces, markup[at:]])


def _break(name: str) -> str:
    return "<br>" if name in SPACED else ""


def _tag(markup: str, start: int) -> tuple[int, str, bool]:
    """Where what begins at `start` ends, its name ("" for a comment or a bare <), and whether it closes."""
    if markup.startswith("<!--", start):
        return _after(markup, "-->", start + 4), "", False
    closing = markup.startswith("</", start)
    first = start + 1 + closing
    if not markup[first : first + 1].isalpha():
        return start + 1, "", False
    end = _after(markup, ">", first)
    name = _name(markup, first, end)
    if name in RAW and not closing:
        end = _raw_end(markup, name, end)
    return end, name, closing


def _name(markup: str, first: int, end: int) -> str:
    last = first
    while last < end and (markup[last].isalnum() or markup[last] in "-:"):
        last += 1
    return markup[first:last].lower()


def _raw_end(markup: str, name: str, start: int) -> int:
    """Where the text of a script, style or such ends: at its own closing tag, in any case of letters."""
    at = start
    while (at := markup.find("</", at)) >= 0:
        if markup[at + 2 : at + 2 + len(name)].lower() == name:
            return _after(markup, ">", at)
        at += 2
    return len(markup)


def _after(markup: str, sign: str, start: int) -> int:
    found = markup.find(sign, start)
    return len(markup) if found < 0 else found + len(sign)
