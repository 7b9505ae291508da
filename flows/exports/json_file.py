"""The whole list as JSON, nothing cut: every line can be read back as a `Signal`."""

import json

from flows.exports.rows import DayList


def as_json(listed: DayList) -> bytes:
    """One object with sorted keys: heading, about, day, eenheid, count, signals."""
    said = {
        "about": listed.words.about,
        "count": len(listed.signals),
        "day": listed.day.isoformat(),
        "eenheid": listed.eenheid,
        "heading": listed.heading if listed.signals else listed.empty,
        "signals": [signal.model_dump(mode="json") for signal in listed.signals],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()
