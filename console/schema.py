"""The JSON schema of every line that goes through a door: `python -m console.schema > docs/doors.schema.json`."""

import json
import sys

from pydantic import BaseModel

from console.doors import AdvertLine, EnrichLine
from console.link_doors import GroupLine, LinkLine
from zicht.query import Document
from zicht.records import Advert, Signal

LINES: dict[str, type[BaseModel]] = {
    "advert_line": AdvertLine,
    "parse": Advert,
    "enrich": EnrichLine,
    "link": LinkLine,
    "link_groups": GroupLine,
    "signals": Signal,
    "search": Document,
}


def schemas() -> str:
    """One JSON object, a schema per kind of line, in a fixed order."""
    said = {
        name: model.model_json_schema(mode="validation" if name == "advert_line" else "serialization")
        for name, model in LINES.items()
    }
    return json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schemas())
