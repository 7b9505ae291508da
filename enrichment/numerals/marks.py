"""Signs, slang and parts of the day that tell an amount or a time, in digits: `2k4`, `a tenner`, `half vijf`, `9 uur 's avonds`."""

import re
from collections.abc import Iterator

from enrichment.numerals.digits import places_of
from enrichment.numerals.edits import Edit, apart
from enrichment.numerals.slang import slang_of
from enrichment.numerals.thousands import thousands_of
from enrichment.numerals.vocabulary import HALF_OF_TIME, TIMES, AfterNoon
from enrichment.words.tokens import vocabulary

_K = re.compile(r"k(?<=\dk)(\d)(?!\w)")  # 2k4
_CENTS = re.compile(
    r"(?P<euro>[0-9](?<![\d.,].)\d{0,2}) ?(?:€|eur|euro'?s?|eurow|eurot?|евро)(?: (?:en|and|y|con|i|oraz|si|и|und|es))?,? "
    r"(?P<cents>\d\d?)(?: de)? (?:euro)?(?:cent(?!r)|цент)\w*"
)
_BARE_CENTS = re.compile(
    r"(?P<euro>[0-9](?<![\d.,].)\d{0,2}) (?:euros?|евро) (?:(?:en|y|con|i|si|и|und) )?(?P<cents>\d\d)(?= (?:brut|gross|"
    r"net|бруто|нето|per |p/|an |die |pro |la |de la |za |na |"
    r"pe |на |az |egy |het |je |orank))"
)
_ONE_EURO = re.compile(
    r"(?<![^\W_])(?:een|one|a|ein(?:en)?|un|jedn[oya]|jeden|egy|едно|един) (?:euro|евро) (?:(?:en|and|y|con|i|si|и|und|"
    r"es) )?(?P<cents>\d\d)"
    r"(?: ?(?:de )?(?:euro)?(?:cent(?!r)|цент)\w*)?(?![\d%:]|[.,]\d| (?:uur|hours?|dag|days?|jaar|min))"
)
_A_EURO = re.compile(  # `a euro per shirt`, `'n euro voor elke doos`; nobody is paid a euro for an hour, and `a euro or two` is none
    r"(?<![^\W_])(?:een|'n|one|a|ein(?:en)?|un|jedno|egy|едно|един) (?:euro|eurot|евро)"
    r"(?= (?:per|each|for|voor|pro|je|fur|por|pe|pentru|za|за|на|minden) [^\W\d_]{3,})"
)
_CENTS_BEHIND = re.compile(r"(?:euros?|евро) (?:[а-яa-z]{1,3} )?\d\d\b")
_ONLY_CENTS = re.compile(
    r"(?P<cents>[0-9](?<![\d.,€:].)(?<!euro .)(?<!euros .)(?<!евро .)(?<!€ .)\d?)"
    r"(?: de)? ?(?:euro)?(?:cent(?:s|en|y|ow|i|imos?|avos|et|ert)?|цента?|"
    r"ct)\b"
)
_FRACTION = re.compile(r"(?P<whole>\d{1,3}?)(?P<part>1⁄2|1⁄4|3⁄4)(?!\d)")  # 11½, as it is normalised
_AND_A_HALF = re.compile(rf"(?P<whole>[0-9](?<![\d.,:€].)\d?){HALF_OF_TIME}")  # `2 and a half hours`
_PARTS = {"1⁄2": "50", "1⁄4": "25", "3⁄4": "75"}
_ONE = re.compile(rf"(?<!\w)(?:een|one|eins?|una|unu|един)(?: (?:uur|uhr|o'clock))? (?:{TIMES})\b")
_LATER = re.compile(
    r"(?P<hour>[0-9](?<![\d.,:].)\d?)(?::(?P<minute>\d\d))?(?: ?(?:uur|uhr|h|ora|ore|часа|horas|o'?clock))? "
    rf"(?:{TIMES})\b"
)
_EARLIER = re.compile(r"(?<!\w)(?:este|esti|du|delutan|ejjel) (?P<hour>\d\d?)(?::(?P<minute>\d\d))?(?![.,:-]?\d)")
_HALF_HOUR = re.compile(
    r"(?<!\w)(?:half|halb|fel|wpol do|halfpast) (?P<hour>\d\d?)(?:(?<=fel \d):00|(?<=fel \d\d):00)?(?![\d%]|[.,:]\d)"
    r"(?! ?(?:uur\w+|euro|€|hours?\b|"
    r"an hour))"
)
_ABOUT = re.compile(r"(?<!\w)(?:een|'n) uur of (?P<hour>\d\d?)(?![\d.,:]\d)(?! uur)")  # een uur of tien
_PART = re.compile(rf" (?:{TIMES})\b")
_PAST = re.compile(
    r"(?<!\w)(?:half past (?P<past>\d\d?)|(?P<after>\d\d?) (?:y media|(?:si )?jum(?:ate|atate)|и половина))(?![\d%]|"
    r"[.,:]\d)(?! ?(?:euro|eur|€|евро|hor|hours))"
)
_QUARTERS = re.compile(
    r"(?<!\w)(?:(?:kwart|quarter|viertel) (?P<side>over|voor|past|to|nach|vor)) (?P<hour>\d\d?)(?![\d%]|[.,:]\d)"
)
_JOINED = {
    f"{half}{hour}": f"{number - 1 or 12}:30"
    for half, hours in (
        ("half", "een twee drie vier vijf zes zeven acht negen tien elf twaalf"),
        ("halb", "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf"),
    )
    for number, hour in enumerate(hours.split(), start=1)
}  # halfzeven
_CLOCKS = (
    frozenset("half halb fel wpol halfpast media jumatate jumate половина kwart quarter viertel".split())
    | _JOINED.keys()
)


def _part_of_more(text: str, at: int) -> bool:
    """Whether more than one or two digits of their own stands before the k at `at`."""
    before = text[max(0, at - 2) : at - 1]
    return before.isalpha() or before in {".", ","}


def marks_of(text: str, language: str) -> list[Edit]:
    """Edits of signs and slang that tell an amount or a time, in order, none over another."""
    edits: list[Edit] = []
    words = vocabulary(text)
    if "k" in text:
        edits += [(m.start(), m.end(), f"{m[1]}00") for m in _K.finditer(text) if not _part_of_more(text, m.start())]
    edits += slang_of(text, words)
    edits += thousands_of(text, language)
    if "cent" in text or "цент" in text or " ct" in text:
        edits += [(m.start(), m.end(), f"{m['euro']},{int(m['cents']):02} euro") for m in _CENTS.finditer(text)]
        edits += [(m.start(), m.end(), f"0,{int(m['cents']):02} euro") for m in _ONLY_CENTS.finditer(text)]
    if "euro" in text or "евро" in text:
        edits += [(m.start(), m.end(), "1 euro") for m in _A_EURO.finditer(text)]
    if ("euro " in text or "euros " in text or "евро " in text) and _CENTS_BEHIND.search(text):
        edits += [(m.start(), m.end(), f"1,{m['cents']} euro") for m in _ONE_EURO.finditer(text)]
        edits += [(m.start(), m.end(), f"{m['euro']},{m['cents']} euro") for m in _BARE_CENTS.finditer(text)]
    if "half" in text or "pol " in text or "halbe" in text or "fel " in text:
        edits += [(m.start(), m.end(), f"{m['whole']},50") for m in _AND_A_HALF.finditer(text)]
    if "⁄" in text:
        edits += [(m.start(), m.end(), f"{m['whole']},{_PARTS[m['part']]}") for m in _FRACTION.finditer(text)]
    if not words.isdisjoint(AfterNoon.words):
        edits += _parts_of_day(text, language)
    if "uur of " in text:
        edits += [(m.start(), m.end(), f"{m['hour']} uur") for m in _ABOUT.finditer(text)]
    if not words.isdisjoint(_CLOCKS):
        edits += _halves(text, language)
    return list(apart(edits))


def _parts_of_day(text: str, language: str) -> Iterator[Edit]:
    """`9 uur 's avonds` is 21:00, `7 in the morning` 7:00; `este 9` only in Hungarian: elsewhere it is a verb."""
    for match in _LATER.finditer(text):
        part = text[match.start() : match.end()]
        yield (
            match.start(),
            match.end(),
            _hour(match["hour"], match["minute"], late=AfterNoon.is_late(part, int(match["hour"]))),
        )
    for match in _ONE.finditer(text):
        yield match.start(), match.end(), _hour("1", None, late=AfterNoon.is_late(match.group(), 1))
    for match in _EARLIER.finditer(text) if language == "hu" or "reggel" in text else ():
        yield match.start(), match.end(), _hour(match["hour"], match["minute"], late=True)


def _hour(hour: str, minute: str | None, *, late: bool) -> str:
    number = int(hour)
    return f"{number + 12 if late and number < 12 else number}:{minute or '00'}"


def _halves(text: str, language: str) -> Iterator[Edit]:
    joined = vocabulary(text) & _JOINED.keys()
    yield from ((start, end, _JOINED[text[start:end]]) for start, end in places_of(text, joined))
    for match in _HALF_HOUR.finditer(text):
        part = _PART.match(text, match.end())
        said = _to_half(match, language)
        if part and AfterNoon.is_late(part.group(), int(match["hour"])):
            said = f"{int(said[:-3]) % 12 + 12}{said[-3:]}"
        yield match.start(), part.end() if part else match.end(), said
    for match in _PAST.finditer(text):
        yield match.start(), match.end(), f"{match['past'] or match['after']}:30"
    for match in _QUARTERS.finditer(text):
        hour = int(match["hour"])
        yield (
            match.start(),
            match.end(),
            f"{hour}:15" if match["side"] in {"over", "past", "nach"} else f"{hour - 1}:45",
        )


def _to_half(match: "re.Match[str]", language: str) -> str:
    """Half past in English, half to elsewhere."""
    hour = int(match["hour"])
    return f"{hour}:30" if language == "en" else f"{hour - 1 or 12}:30"
