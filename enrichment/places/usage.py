"""Whether a name in an advert is used as a place: by its capital, the word before it, or because it stands alone."""

import re
from functools import cached_property

from enrichment.places.abroad import stands_abroad
from enrichment.places.gazetteer import WORDS, abroad_too, bynames, unmistakable, well_known
from enrichment.words.text import Normal, Source
from enrichment.words.tokens import vocabulary
from zicht.records import FieldName

FIELDS: dict[FieldName, int] = {"place_text": 0, "title": 1, "body": 2}  # the strongest first
PREPOSITIONS = frozenset(
    (
        "in te regio omgeving omg nabij near around rond rondom vanuit gemeente locatie standplaats vestiging "
        "werklocatie plaats stad city w we din nahe bei в във woonplaats werkplek ort miasto lokalizacja location uit naar tot "
        "from to at langa kolo okolicy okolicach miejscowosc loc standort arbeitsort werkgebied adres bezoekadres край до "
        "pracy munca munka trabajo работа helye helyszin munkahely ubicacion locatie локация "
        "la pod niedaleko nieopodal obok przy rejon rejonie gmina miasteczko zona zonei orasul localitatea comuna aproape spre "
        "raum nahe stadt gemeinde ciudad pueblo municipio varos kozeleben v vav vuv krai kraj от към около при покрай за град гр "
        "село район община квартал кв dzielnica dzielnicy barrio cartier cartierul wijk"
    ).split()
)
_OF = frozenset(
    "buurt omgeving centrum hartje rand noorden zuiden oosten westen regio gemeente stad hart kassen haven dorp strand "
    "zona ciudad pueblo municipio provincia centro cerca afueras".split()
)
_SHORTENED = frozenset(("a dam", "r dam"))
_FAMILY = re.compile(r"\b(?P<van>[Vv]an|[Vv]an de[nr]?|[Tt]er|[Tt]en|v\.d\.) $")
_FAMILY_ENDS = ("an ", "de ", "den ", "der ", "er ", "en ", "d. ")
_NAME = re.compile(r" (?!(?:Noord|Zuid|Oost|West|Centrum|En|Of|Naar|Tot)\b)[A-Z][^\W\d_]+")
# Who follows is a person: mevrouw Weesp, la señora Breda.
_TITLES = (
    "mevrouw mevr mw meneer dhr heer mr mrs ms miss madam herr herrn frau pan pani pana panem domnul doamna senor senora don dona "
    "госпожа господин г-жа г-н familie family familia firma firmy фирма"
).split()
_TITLED = tuple(f"{title}{dot} " for title in _TITLES for dot in ("", "."))
_PERSON = re.compile(rf"(?<!\w)(?:{'|'.join(_TITLES)})\.? $")
_FIRM = re.compile(r" ?(?:& ?(?:zn|zoon|zonen|co|sons)\b|b\.?v\.?\b(?! ?(?:provincie|nabij))|gmbh\b|sp\. ?z)")
# The country, a province or an ending that says `in` follows: Drachten, Hollandia; Ede-ben.
_TOLD_BEHIND = re.compile(
    r"(?:, ?\(?| ?\(|/)(?:nl\b|(?:in |w |in den |the |die |en )?(?:nederland|netherlands|niederlande?n?|holandi[ai]|hollandia\w*|"
    r"olanda|holland|holanda|paises bajos|tarile de jos|niderland\w*|холандия|нидерландия|hollandiaban)\b|prov)|"
    r"-(?:ban|ben|ba|be|bol|nal|nel|hoz|hez|tol)\b"
)
# Which texts are Dutch: in these a village that is a word needs more than a capital.
_DUTCH = frozenset("het een wij je van voor met zijn bij ons onze jij naar ook niet wordt als".split())
_GERMAN = frozenset("der die das und ist nicht fur wir mit auf zum zur".split())  # every noun has a capital
_ALSO_GERMAN = frozenset(
    "im ein eine einen einem vom zu gegen aller viele vielen ohne wer schafft heilt lindert alte alten".split()
)
_ENOUGH = 3
# Words of other languages, given names and nouns that German writes with a capital.
_ELSEWHERE_WORDS = frozenset(
    "best well made goes lent hall horn mill born hem wit rust lies loon son elm lies leur wier stein linden lage halle velden "
    "horst hulst buren huizen markt heide hoorn balk boer een ee ens ane gauw kats neer reek rijs spui veen waal bern amen elim linde "
    "wel echt heel goor beek hoek mook norg rien ried ell elp tuk est nes "
    "hank kaag heeg putten houten sluis laren bergen bant poort".split()
)
_ADDRESS = re.compile(r"[.@/_]\w")
_STOPS = frozenset(",;:.!?(|-/\n")
_BEHIND = frozenset(",:(|-/\n")
_SAID_FIRST = frozenset(
    "best goed echt heel well wel made goor heem een wit rust hem groet".split()
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
            placed = placed or bool(_TOLD_BEHIND.match(self.normal.text, end))
            alone = key not in _SAID_FIRST and self._alone(
                start, end, _BEHIND if self._is_dutch or key in _ELSEWHERE_WORDS else _STOPS
            )
            alone = alone or self._in_another_tongue(start, end, key)
            ends_title = rank == 1 and self._ends_title(start, end)
            return (placed or alone or ends_title) and written[:1].isupper() and not written.isupper()
        capital = any(char.isupper() for char in written)
        if key in well_known():
            return capital or placed or self._plainly(start, end, key)
        placed = placed or bool(_TOLD_BEHIND.match(self.normal.text, end))
        return capital and (placed or self._alone(start, end, _STOPS) or (rank == 1 and self._ends_title(start, end)))

    @cached_property
    def _is_dutch(self) -> bool:
        return len(_DUTCH & vocabulary(self.normal.text)) >= _ENOUGH

    def _in_another_tongue(self, start: int, end: int, key: str) -> bool:
        """Whether a Dutch word stands with a capital amid a sentence that is not Dutch: `stall, Leiden market quarter`."""
        if key in _ELSEWHERE_WORDS or self._is_dutch or not _GERMAN.isdisjoint(vocabulary(self.normal.text)):
            return False
        before = self.original(max(0, start - 24), start) if start else ""
        if not before.endswith(", ") and not _ALSO_GERMAN.isdisjoint(vocabulary(self.normal.text)):
            return False  # `Liebe schafft Leiden`: a noun
        amid = bool(re.search(r"[^\W\d_][^\W_]*,? $", before)) and not re.search(r"(?<!\w)[A-Z]\w* $", before)
        return amid and not _NAME.match(self.original(end, min(end + 24, len(self.normal.text))))

    def _plainly(self, start: int, end: int, key: str) -> bool:
        """Whether a name without a capital is one: nothing else is called so, and it is no part of an address."""
        if self.normal.text.endswith(("van ", "de "), 0, start) and key not in bynames():
            return False
        if self.normal.text[max(0, start - 1) : start] in set("@./_#") or _ADDRESS.match(self.normal.text, end):
            return False
        return key in unmistakable() or (" " not in key and len(key) > 4 and self._alone(start, end, _STOPS))

    def of_somebody(self, start: int, end: int) -> bool:
        """Whether a name is a family's or a firm's: `Van Putten`, `van den Bosch`, `firma van Tilburg Mode`."""
        text = self.normal.text
        titled = text.endswith(_TITLED, 0, start) and _PERSON.search(text, max(0, start - 12), start)
        if titled or _FIRM.match(text, end):
            return True
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
        if before[-1] == "en":  # in Spanish; in Dutch it says `and`
            return _DUTCH.isdisjoint(vocabulary(self.normal.text))
        return before[-1] in PREPOSITIONS or (
            len(before) > 1 and before[-1] in {"van", "of", "de"} and before[-2] in _OF
        )
