"""Whether a name in an advert is used as a place: by its capital, the word before it, or because it stands alone."""

import re

from enrichment.places.abroad import stands_abroad
from enrichment.places.gazetteer import WORDS, abroad_too, bynames, unmistakable, well_known
from enrichment.words.text import Normal, Source
from zicht.records import FieldName

FIELDS: dict[FieldName, int] = {"place_text": 0, "title": 1, "body": 2}  # the strongest first
PREPOSITIONS = frozenset(
    (
        "in te regio omgeving omg nabij near around rond rondom vanuit gemeente locatie standplaats vestiging "
        "werklocatie plaats stad city w we din nahe bei в във woonplaats werkplek ort miasto lokalizacja location uit naar tot "
        "from to at langa kolo okolicy okolicach miejscowosc loc standort arbeitsort werkgebied adres bezoekadres край до "
        "pracy munca munka trabajo работа helye helyszin munkahely ubicacion locatie локация"
    ).split()
)
_OF = frozenset(
    "buurt omgeving centrum hartje rand noorden zuiden oosten westen regio gemeente stad hart kassen haven dorp strand".split()
)
_SHORTENED = frozenset(("a dam", "r dam"))
_FAMILY = re.compile(r"\b(?P<van>[Vv]an|[Vv]an de[nr]?|[Tt]er|[Tt]en|v\.d\.) $")
_FAMILY_ENDS = ("an ", "de ", "den ", "der ", "er ", "en ", "d. ")
_NAME = re.compile(r" (?!(?:Noord|Zuid|Oost|West|Centrum|En|Of|Naar|Tot)\b)[A-Z][^\W\d_]+")
_ADDRESS = re.compile(r"[.@/_]\w")
_STOPS = frozenset(",;:.!?(|-/\n")
_BEHIND = frozenset(",:(|-/\n")
_SAID_FIRST = frozenset(
    "best goed echt heel well wel made goor heem een wit rust hem".split()
)  # words that begin a sentence


class Usage:
    """Reads what stands around the names of one advert."""

    def __init__(self, source: Source, normal: Normal) -> None:
        self.source, self.normal = source, normal
        self.spans = {field: (start, end) for field, start, end in source.spans if field in FIELDS}

    def rank(self, start: int) -> int | None:
        """How weak the field is that a place of the normalised text lies in; None where it says nothing of places."""
        at = self.normal.offsets[start]
        return next((FIELDS[field] for field, (left, right) in self.spans.items() if left <= at < right), None)

    def original(self, start: int, end: int) -> str:
        """What is written at [start, end) of the normalised text."""
        left, right = self.normal.original(start, end)
        return self.source.text[left:right]

    def counts(self, rank: int, start: int, end: int, key: str, *, listed: bool) -> bool:
        """Whether a name in title or body is used as a place: by its capital, the word before it, or standing alone."""
        written = self.original(start, end)
        if key in abroad_too() and stands_abroad(self.normal.text, start, end):
            return False
        placed = listed or self._placed(start)
        if not placed and self.of_somebody(start, end):
            return False
        if key in _SHORTENED and written[1:2].isspace():
            return False  # "a dam" is none
        if key in WORDS:
            alone = key not in _SAID_FIRST and self._alone(start, end, _BEHIND)
            ends_title = rank == 1 and self._ends_title(start, end)
            return (placed or alone or ends_title) and written[:1].isupper() and not written.isupper()
        capital = any(char.isupper() for char in written)
        if key in well_known():
            return capital or placed or self._plainly(start, end, key)
        return capital and (placed or self._alone(start, end, _STOPS) or (rank == 1 and self._ends_title(start, end)))

    def _plainly(self, start: int, end: int, key: str) -> bool:
        """Whether a name without a capital is one: nothing else is called so, and it is no part of an address."""
        if self.normal.text.endswith(("van ", "de "), 0, start) and key not in bynames():
            return False
        if self.normal.text[max(0, start - 1) : start] in set("@./_#") or _ADDRESS.match(self.normal.text, end):
            return False
        return key in unmistakable() or (" " not in key and len(key) > 4 and self._alone(start, end, _STOPS))

    def of_somebody(self, start: int, end: int) -> bool:
        """Whether a name is a family's or a firm's: `Van Putten`, `van den Bosch`, `firma van Tilburg Mode`."""
        before = self.original(max(0, start - 12), start) if start else ""
        said = _FAMILY.search(before) if before.endswith(_FAMILY_ENDS) else None
        if said is None:
            return False
        begins = said.start() == 0 or self.normal.text[max(0, start - len(said.group()) - 2) : start][:1] in ".!?\n"
        goes_on = _NAME.match(self.original(end, min(end + 24, len(self.normal.text))))
        return (said["van"][0] == "V" and not begins) or said["van"].count(" ") > 0 or bool(goes_on)

    def _alone(self, start: int, end: int, behind: frozenset[str]) -> bool:
        """Whether a name stands between signs or line ends: `Leiden, kamer vrij`, `kassen in Made`."""
        before = self.normal.text[max(0, start - 3) : start].rstrip(" '")
        after = self.normal.text[end : end + 3].lstrip(" ")
        first = any(left == start for left, _ in self.spans.values()) or before[-1:] in _STOPS
        last = any(right == self.normal.offsets[end] for _, right in self.spans.values()) or after[:1] in behind
        return first and last and bool(before[-1:] != "-" or " " in self.normal.text[max(0, start - 2) : start])

    def _ends_title(self, start: int, end: int) -> bool:
        """Whether a name ends a title that is not all in capitals: `Medewerker gezocht Ede`."""
        left, right = self.spans["title"]
        title = self.source.text[left:right]
        words = re.findall(r"[^\W\d_]+", title[: self.normal.offsets[start] - left])
        plain = len(words) == 1 or any(word.islower() and len(word) > 3 for word in words)
        return plain and title[self.normal.offsets[end] - left :].strip(" .)!") == ""

    def _placed(self, start: int) -> bool:
        near = self.normal.text[max(0, start - 30) : start]
        before = near.replace(":", " ").replace("(", " ").replace("'", " ").rsplit(None, 2)
        if not before or self.normal.text[max(0, start - 2) : start].strip() in {".", ";", "!", "?"}:
            return False
        return before[-1] in PREPOSITIONS or (len(before) > 1 and before[-1] in {"van", "of"} and before[-2] in _OF)
