"""RDFa Lite in schema.org's words: `typeof` opens a thing, `property` tells of the nearest one around it."""

from collections.abc import Iterator
from typing import Any

from crawlers.html import text_of

MOST = 5_000  # elements that are looked at
LINKS = {"a": "href", "link": "href", "area": "href", "img": "src", "source": "src", "audio": "src", "video": "src"}
OURS = "(//*[contains(@vocab, 'schema.org')] | //*[starts-with(@typeof, 'schema:')] | //*[contains(@typeof, 'schema.org/')])[1]"


def rdfa_on(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (a parsel selector)
    """The outermost things, with what is told of them; none when the page does not speak of schema.org."""
    return list(_things(page)) if page.xpath(OURS) else []


def _things(page: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    made: dict[Any, dict[str, Any]] = {}
    for node in (found.root for found in page.xpath("(//*[@typeof or @property])")[:MOST]):
        around = next((made[outer] for outer in node.iterancestors() if outer in made), None)
        value: Any = None
        if node.get("typeof"):
            value = made[node] = {"@type": node.get("typeof").split()}
            if around is None or not node.get("property"):
                yield value
                continue
        if around is not None:
            for name in node.get("property").split():
                said = value if value is not None else _value(node)
                around.setdefault(name.rpartition(":")[2].rpartition("/")[2], []).append(said)


def _value(node: Any) -> str:  # noqa: ANN401
    said = (
        node.get("content") or node.get("datetime") or node.get(LINKS.get(node.tag, "resource")) or node.get("resource")
    )
    return said if isinstance(said, str) else text_of(node)
