"""What every format shows of a line, in the same words and the same columns."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.exports.words import WORDS, Words
from zicht.clock import AMSTERDAM
from zicht.records import Eenheid, Signal

Cell = str | int | float

# Characters that no sheet or page may hold are shown as their picture, so that nothing vanishes unseen.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}


@dataclass(frozen=True, slots=True)
class DayList:
    """One list: a day, an eenheid, its lines by rank, and the language that its readers chose."""

    day: date
    eenheid: Eenheid
    signals: tuple[Signal, ...]
    language: str

    @property
    def words(self) -> Words:
        """What is said around the lines."""
        return WORDS["en" if self.language == "en" else "nl"]

    @property
    def heading(self) -> str:
        """For instance `Signaallijst Limburg, 24-11-2026`."""
        return f"{self.words.title} {self.eenheid}, {self.day.strftime(self.words.day)}"

    @property
    def empty(self) -> str:
        """What an empty list says, so that nobody takes it for a broken one."""
        return f"{self.heading}: {self.words.empty}"


def cells(signal: Signal, words: Words) -> tuple[Cell, ...]:
    """The cells of a line, one per column of `Words.columns`; adverts of one line stand under each other."""
    adverts = signal.adverts
    return (
        signal.rank,
        words.tiers[signal.tier],
        signal.score,
        signal.gemeente or "",
        *_stacked([[shown(advert.title), shown(advert.url)] for advert in adverts], 2),
        ", ".join(signal.codes),
        shown(signal.reasons.en if words is WORDS["en"] else signal.reasons.nl),
        "\n".join(f"{quote.code}: {shown(quote.text)}" for quote in signal.quotes),
        local(signal.first_seen, words),
        *_stacked([[one.segment, one.offset, one.sha256] for one in adverts], 3),
        signal.key,
        "\n".join(notes(signal, words)),
    )


def needs_care(signal: Signal) -> bool:
    """Whether the care-first words belong beside a line (REQ-L27)."""
    return signal.tier == "route" or any(code.startswith(("CRI-", "ORG-")) for code in signal.codes)


def notes(signal: Signal, words: Words) -> list[str]:
    """What a reader must know beside a line: synthetic, care first (REQ-L27), lines left out."""
    said = [words.synthetic] if signal.synthetic else []
    if needs_care(signal):
        said.append(words.care)
    if signal.left_out:
        said.append(words.left_out.format(count=signal.left_out))
    return said


def local(instant: datetime, words: Words) -> str:
    """Amsterdam time, with its offset, because one hour a year comes twice."""
    return instant.astimezone(AMSTERDAM).strftime(f"{words.day} %H:%M %z")


def shown(text: str) -> str:
    """The text, with control characters as pictures."""
    return text.translate(_PICTURES)


def _stacked(rows: list[list[str | int | None]] | list[list[str]], width: int) -> list[str]:
    return ["\n".join("—" if row[at] is None else str(row[at]) for row in rows) for at in range(width)]
