"""Everything the lists say of themselves, Dutch and English. They speak of adverts, never of persons (REQ-L18)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `day` is a strftime format, `comma` the decimal sign."""

    code: str
    day: str
    comma: str
    title: str
    about: str
    empty: str
    columns: tuple[str, ...]
    tiers: Mapping[str, str]
    synthetic: str
    care: str
    left_out: str
    cut: str


NL = Words(
    code="nl",
    day="%d-%m-%Y",
    comma=",",
    title="Signaallijst",
    about=(
        "Deze lijst gaat over advertenties, niet over personen. Een regel zegt alleen: de advertentietekst bevat"
        " aanwijzingen die een mens moet wegen. De score is een som die u kunt narekenen. Zonder besluit van een mens"
        " volgt er niets."
    ),
    empty="geen advertenties voor deze eenheid op deze dag.",
    columns=(
        "Rang", "Soort", "Score", "Gemeente", "Titel", "Adres", "Codes", "Waarom", "Citaten", "Eerst gezien",
        "Bewijsbestand", "Positie", "SHA-256", "Kenmerk", "Let op",
    ),
    tiers={"route": "direct naar een mens", "urgent": "dringend", "signal": "signaal", "review": "ter beoordeling"},
    synthetic="SYNTHETISCH: bedachte advertentie van een demonstratiesite.",
    care=(
        "Zorg eerst: wie achter deze advertentie schuilgaat, kan onder dwang handelen. Wie tot een strafbaar feit gedwongen"
        " is, hoort daarvoor niet gestraft te worden (non-punishment, Aanwijzing mensenhandel). Overleg met CoMensha over"
        " hulp en opvang."
    ),
    left_out="Einde van de lijst: nog {count} regels ter beoordeling vallen boven de daggrens en staan er niet op.",
    cut=" […afgekapt: {count} tekens in totaal; het JSON-bestand heeft alles]",
)  # fmt: skip

EN = Words(
    code="en",
    day="%Y-%m-%d",
    comma=".",
    title="Signal list",
    about=(
        "This list is about adverts, not about persons. A line says only this: the text of the advert holds indications"
        " that a person must weigh. The score is a sum that you can redo. Nothing follows without a decision by a person."
    ),
    empty="no adverts for this eenheid on this day.",
    columns=(
        "Rank", "Tier", "Score", "Gemeente", "Title", "Address", "Codes", "Why", "Quotes", "First seen",
        "Evidence file", "Offset", "SHA-256", "Key", "Note",
    ),
    tiers={"route": "straight to a person", "urgent": "urgent", "signal": "signal", "review": "for review"},
    synthetic="SYNTHETIC: invented advert of a demonstration site.",
    care=(
        "Care first: whoever is behind this advert may act under coercion. Who was forced into an offence should not be"
        " punished for it (non-punishment, Aanwijzing mensenhandel). Talk with CoMensha about help and shelter."
    ),
    left_out="End of the list: {count} more lines for review are beyond the daily cap and do not stand on it.",
    cut=" […cut: {count} characters in all; the JSON file has everything]",
)  # fmt: skip

WORDS = {"nl": NL, "en": EN}
