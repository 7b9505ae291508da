"""What a place is to an advert that names several: where the work is, or an office, a talk, a bus, a bed, a town nearby."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from enrichment.places.mentions import Mention

Role = Literal["work", "office", "bed"]


_REACH = 60  # characters before a name
_SEEKS = r"zoek\w*|keres\w*|szuka\w*|caut\w*|busca\w*|such\w*|seek\w*|look\w*|търс\w*|voor|for|dla|pentru|para|fur|за"
_GAP = rf"(?: (?!(?:{_SEEKS})\b)[^\s.;!?\n,]{{1,14}}){{0,4}}[ :(]{{1,3}}"
_OFFICE = re.compile(
    r"(?<!\w)(?:(?:hoofd)?kantoor|kantoren|hoofdvestiging|opstapplaats|intake|(?:sollicitatie|kennismakings|intake)?gesprek(?:ken)?|"
    r"vertrek(?: vanuit| uit)|opleiding|training|cursus|office|offices|headquarters|hq|agency|interviews?|pick-?up|departure|"
    r"biuro|biurze|biura|siedzib\w+|rozmow\w+|szkoleni\w+|wyjazd z|birou|biroul|sediu|sediul|interviu|interviul|plecare\w* din|agentia|"
    r"офис|офиса|офисът|бюро|бюрото|интервю|интервюто|централа\w*|тръгване|irodank\w*|iroda|irodaja|irodaban|kozpontunk|szekhely\w*|"
    r"interju\w*|allasinterju\w*|oficinas?|sede|entrevistas?|salida|buro|firmensitz|sitz|zentrale|vorstellungsgesprach\w*|abfahrt)"
    rf"{_GAP}$"
)
_OFFICE_BEHIND = re.compile(
    r"(?:i|ban|ben)?(?: ?-)? ?(?:(?:head )?office|hq|headquarters|agency|based agency|irod\w+|kozpont\w+)\b|"
    r",? (?:daar|dort|there) (?:is|ist|volgt|gibt)\b[^.!?\n]{0,16} (?:\w*gesprek|interview|vorstellung\w*)"
)
_CLEANED = re.compile(
    r"schoonma\w+|kuis\w*|clean\w*|sprzat\w+|curat\w+|почист\w+|чист\w+|takarit\w+|limpi\w+|reinig\w+|putz\w*"
)
_BED = re.compile(
    r"(?<!\w)(?:szallas\w*|nocleg\w*|zakwaterowan\w+|mieszk\w+|kwater\w+|huisvest\w+|woonruimte|wonen|woont|slapen|slaapplaats\w*|logies|"
    r"overnacht\w+|accommodation|lodging|housing|sleep\w*|bed|beds|cazare\w*|locui\w+|dormi|stau|stai|квартир\w+|жилищ\w+|спане|"
    r"нощувк\w+|настанява\w+|общежити\w+|alojamiento|vivienda|vives|dormir|unterkunft|wohnung|wohnen|wohnst|schlafen|schlafplatz)"
    rf"{_GAP}$"
)
_NEAR = re.compile(
    r"(?<!\w)(?:vlak ?bij|dicht ?bij|nabij|naast|niet ver van|close to|near|next to|not far from|kolo|obok|niedaleko(?: od)?|nieopodal|"
    r"langa|aproape de|близо до|край|около|nahe(?: bei)?|unweit(?: von)?|in der nahe von|cerca de|junto a|"
    r"\d+ ?(?:km|min\w*|kilometers?) (?:van|from|od|de|от|von|vanaf))[ (]{1,2}$"
)
_NEAR_BEHIND = re.compile(r"[a-z]{0,3} (?:melletti?|kozeleben|kozelseg\w+)\b")
_WORK = re.compile(
    r"(?<!\w)(?:\w*werk\w*|baan|job|jobs|work\w*|place of work|prac\w+|robota|munka\w*|munc\w+|lucr\w+|работ\w+|\w*arbeit\w*|trabaj\w+|"
    rf"puesto|standplaats|locatie|opdrachtgever){_GAP}$"
)
_AND = re.compile(
    r" ?(?:,|/|&| (?:en|of|and|or|i|lub|albo|si|sau|и|или|es|vagy|y|o|und|oder)(?= )) ?(?:in |w |la |в |en )?"
)


def _role(text: str, at: Mention) -> Role:
    left = max(0, at.start - _REACH)
    office = _OFFICE.search(text, left, at.start)
    if (office and not _CLEANED.search(text, max(0, office.start() - 24), at.start)) or _OFFICE_BEHIND.match(
        text, at.end
    ):
        return "office"
    if _NEAR.search(text, left, at.start) or _NEAR_BEHIND.match(text, at.end):
        return "office"
    return "bed" if _BED.search(text, left, at.start) else "work"


def _roles(text: str, places: Sequence[Mention]) -> Iterator[Role]:
    """The role of each place, in the order of the text; the next of a list has that of the one before."""
    last: tuple[int, Role] = (-1, "work")
    for at in places:
        listed = 0 <= last[0] <= at.start and _AND.fullmatch(text, last[0], at.start)
        last = at.end, last[1] if listed else _role(text, at)
        yield last[1]


def by_role(text: str, places: list[Mention]) -> list[Mention]:
    """The places in their order, without offices and towns nearby where the work has a place, beds behind the work."""
    if len({at.units for at in places}) < 2:
        return places
    ordered = sorted(places, key=lambda at: at.start)
    roles = dict(zip((at.start for at in ordered), _roles(text, ordered), strict=True))
    work = [at for at in places if roles[at.start] == "work"]
    if not work:
        return places
    begins = min(at.start for at in work)
    told = any(_WORK.search(text, max(0, at.start - _REACH), at.start) for at in work)
    beds = [at for at in places if roles[at.start] == "bed"]
    behind = [at for at in beds if told or at.start > begins]
    named = {at.units for at in work}
    return [at for at in places if (roles[at.start] != "office" or at.units in named) and at not in behind] + behind
