"""Dutch first, English by a switch: `ZICHT_LANGUAGE=en`, or `--language en` anywhere on the command line."""

import os
import sys


def chosen(arguments: list[str] | None = None) -> str:
    """`nl` or `en`, from the command line, else the environment, else Dutch."""
    words = sys.argv[1:] if arguments is None else arguments
    for at, word in enumerate(words):
        if word.startswith("--language"):
            value = word.partition("=")[2] or "".join(words[at + 1 : at + 2])
            return "en" if value == "en" else "nl"
    return "en" if os.environ.get("ZICHT_LANGUAGE") == "en" else "nl"


def say(nl: str, en: str) -> str:
    """The words in the language of this process."""
    return en if chosen() == "en" else nl
