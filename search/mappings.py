"""The Elasticsearch mapping, from `index_mappings/`: strict, versioned, data that an administrator can read."""

import json
from typing import Any

from zicht.query import Document
from zicht.settings import ROOT

PATH = ROOT / "index_mappings" / "adverts.json"


def adverts() -> dict[str, Any]:
    """Settings and mappings of the adverts index, read anew each time."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


_MAPPINGS = adverts()["mappings"]
VERSION: int = _MAPPINGS["_meta"]["version"]  # raise it in the file when a field changes: `zicht rebuild` is asked for
DERIVED = tuple(sorted(set(_MAPPINGS["properties"]) - set(Document.model_fields)))
