"""Seven days told without their number: `elke dag van de week`, `auch am Sonntag`; and days told by times a week."""

import re
from collections.abc import Iterator

from enrichment.words.hints import Hints

_SUNDAY = (
    r"(?:zondags?|sundays?|niedziel[aey]|duminica|неделя|vasarnap|domingos?|sonntags?|"
    r"(?:in )?het weekend|weekends?|weekendy?|am wochenende)"
)
_TOO = r"(?:ook|also|too|even|tez|takze|rowniez|tot|inclusiv|и|също|tambien|auch|sogar)"
_SAME = (
    r"(?:ook|idem|gewoon|net zo|precies hetzelfde|is het hetzelfde|as well|too|the same|same|la fel|tot asa|tez|"
    r"tak samo|също|и|igual|tambien|auch|genauso)"
)
_ALL = re.compile(
    r"\b(?:elke dag van de week|each day of the week|every day of the week|every single day|in fiecare zi a saptamanii|"
    r"kazdego dnia tygodnia|всеки ден от седмицата|a het minden napjan|todos los dias de la semana|jeden tag der woche|"
    r"maandag tot en met zondag|hetfotol vasarnapig|vasarnap is|"
    rf"(?<!събота ){_TOO} (?:(?:op|in|on|w|am|an|los|el|de|het) ){{0,2}}{_SUNDAY}|(?:(?:op|on|w|am) )?{_SUNDAY} {_SAME})\b"
)
_NO = re.compile(
    r"\b(?:niet|nooit|geen|not|never|no|nie|nu|не|nem|nicht|kein\w*|vrij|free|off|wolne|liber\w*|frei|closed|dicht|"
    r"van jou|voor jezelf|is yours|for yourself|dla ciebie|pentru tine|за теб|a tied|para ti|fur dich|gehort dir)\b"
)
_HINTS = Hints(
    "zondag", "sunday", "niedziel", "duminica", "неделя", "vasarnap", "domingo", "sonntag", "weekend", "wochenende", "de week",
    "the week", "every single day", "saptamanii", "tygodnia", "седмицата", "a het minden", "la semana", "der woche",
)  # fmt: skip
_TIMES = re.compile(  # begins with a set, and looks back behind it, so that the scan is fast
    r"(?P<days>[3-7](?<![\d.,].)) (?:keer|maal|times|razy|ori|пъти|veces|mal|x) (?:per|in de|a|w|pe|на|a la|por|die|pro|in der) "
    r"(?:week|tygodniu|saptamana|седмица|semana|woche)\b"
)
_OF_TIMES = Hints(" keer ", " maal ", " times ", " razy ", " ori ", " пъти ", " veces ", " mal ", " x ")
_AROUND = 24


def days_told(text: str) -> Iterator[tuple[int, int, int]]:
    """(days of a week, start, end) of every such saying in a normalised text."""
    for match in _TIMES.finditer(text) if _OF_TIMES.stand_in(text) else ():
        yield int(match["days"]), match.start(), match.end()
    if not _HINTS.stand_in(text):
        return
    for match in _ALL.finditer(text):
        if not _NO.search(text, max(0, match.start() - _AROUND), match.end() + _AROUND):
            yield 7, match.start(), match.end()
