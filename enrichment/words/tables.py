"""The tables that come with Zicht: enrichment/reference, where README.md tells the source of each."""

import csv
from importlib.resources import files


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of enrichment/reference/<name>.csv, by the names of its columns."""
    text = files("enrichment").joinpath(f"reference/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
