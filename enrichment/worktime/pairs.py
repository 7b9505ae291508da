"""A day told by its two ends alone: `Zeven uur in de keet, om half vijf de spullen in de bus`, `Half zeven gaat de band aan`.

No word says that one begins then or ends. So it is read only where a text tells two such times once, and for a pay per day alone, of an
advert that names its pay before tax.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from enrichment.words.sentences import STOP, sentence_around
from enrichment.worktime.moments import Moment, between, leads, moments_of
from enrichment.worktime.pauses import worked
from enrichment.worktime.pausewords import MEAL, PAUSE

_REACH = 120  # characters between the two times
_AROUND = 40  # characters around them that may tell what else they are
_LEAST, _MOST = 4 * 60, 14 * 60  # minutes of a day's work
_MOST_TOLD = 8  # times: a text with more is a table
_HEAD = re.compile(r"(?:^|[.,;:!?\n(-] ?|\b(?:en|and|i|a|si|iar|и|а|es|y|und) )$")  # a clause begins here
_LASTS = re.compile(
    r" ?(?:uur|h|часа?|ora|ore|hours?|godzin\w*|horas?|stunden?) (?:werk|werken|work|lang|long|per|in de week|a week|a day|pracy|"
    r"munca|работа|"
    r"trabajo|arbeit|vrij)"
)
_GROSS = ("brut", "gross", "бруто")  # who names a wage before tax has somebody work between those times
_ELSE = re.compile(
    r"\b(?:bel|bellen|call|bereikbaar|whats ?app|app|telefon\w*|tel|zadzwon\w*|sunati|llama\w*|anruf\w*|обад\w*|hivj\w*|mail\w*|"
    r"interview\w*|gesprek\w*|"
    r"kennismak\w*|sollicit\w*|kijkdag\w*|inloop\w*|rozmow\w*|interviu\w*|интервю\w*|entrevista\w*|gesprach\w*|vorstellung\w*|"
    r"afspraak|appointment|"
    r"halen|haalt|haal|pikken|pick (?:you|u)|collect|vertrek\w*|trein|train|zug|tren|vonat|влак|pociag\w*|halte|bus (?:gaat|komt|"
    r"vertrekt|rijdt|leaves|"
    r"goes|comes|stops)|(?:the|de) bus at|dowoz\w*|odbier\w*|winkel\w*|klanten|customers|reservat\w*|check-?in|check-?out|slap\w*|"
    r"sleep\w*|shop|store|laden|geschaft|sklep\w*|magazin\w*|магазин\w*|bolt|uzlet|tienda|salon\w*|solarium|open\w*|close[sd]?|"
    r"closing|shut|"
    r"sluit\w*|otwier\w*|zamyk\w*|deschid\w*|inchid\w*|отвар\w*|затвар\w*|nyit\w*|zar|bezar\w*|abr(?:e|imos)|cierr\w*|cerramos|"
    r"offn\w*|schliess\w*)\b"
)


def pairs_of(text: str, language: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Decimal, Decimal, int, int]]:
    """(hours without the pause, hours between the times, start, end) of the one day that a text tells so; none beside `taken`."""
    moments = [] if taken or not any(word in text for word in _GROSS) else moments_of(text, language)
    if not 2 <= len(moments) <= _MOST_TOLD:
        return
    able = [one for one in moments if not _is_other(one, text)]
    found = [
        (first, second, minutes)
        for first, second in pairwise(able)
        if _are_ends(first, second, text, language) and (minutes := between(first, second, _LEAST, _MOST))
    ]
    if len(found) == 1:
        first, second, minutes = found[0]
        length = Decimal(minutes) / 60
        yield worked(text, (first.start, second.end), [], length), length, first.start, second.end


def _is_other(moment: Moment, text: str) -> bool:
    """Whether a time is a length of time, or that of the break."""
    clause = min((at for sign in ".,;!?\n" if (at := text.find(sign, moment.end)) >= 0), default=len(text))
    right = min(clause, moment.end + _AROUND)
    digits = text[moment.start : moment.end].rstrip("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъьюя' ")
    if _LASTS.match(text, moment.start + len(digits)):
        return True
    return PAUSE.search(text, moment.end, right) is not None or MEAL.search(text, moment.end, right) is not None


def _are_ends(first: Moment, second: Moment, text: str, language: str) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > _REACH or len(STOP.findall(gap)) > 1 or gap.startswith("-") or gap.endswith("-"):
        return False  # `10-14 en 17-22`: each is of a shift of its own
    if _ELSE.search(text, *sentence_around(text, first.start, second.end, _AROUND)):
        return False
    return all(_is_placed(one, text, language) for one in (first, second))


def _is_placed(moment: Moment, text: str, language: str) -> bool:
    """Whether a time begins a clause or is led by a word such as `om`; in Hungarian its ending led it."""
    before = text[max(0, moment.start - 16) : moment.start]
    return language == "hu" or leads(text, moment.start) or _HEAD.search(before) is not None
