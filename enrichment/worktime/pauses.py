"""The break of a working day: how long it is and whether it is paid, as an advert says it beside the times of the day."""

import re
from decimal import Decimal

_WORDS = (
    "pauz", "schaft", "lunch", "break", "przerw", "почивк", "szunet", "pausa", "pause", "descanso", "comer", "rust", "obed", "masa",
)  # fmt: skip
_PAUSE = re.compile("|".join(_WORDS))
_UNPAID = re.compile(
    r"niet (?:door)?betaal|betalen we niet|we niet betalen|onbetaal|niet doorbetaal|unpaid|not paid|without pay|"
    r"nieplat|bezplatn|"
    r"neplatit|nu se plat|неплатен|без заплащ|не се плаща|nem fizet|fizetetlen|sin cobrar|sin pagar|no pagad|"
    r"no se paga|no remunerad|"
    r"unbezahl|nicht bezahl|eigen (?:rekening|tijd)|own time"
)
_PAID = re.compile(
    r"betaald|loopt (?:gewoon |gewoonweg )?door|telt mee|paid|platn|platit|платен|fizetett|pagad|remunerad|"
    r"retribuid|bezahlt"
)
_NO_PAUSE = re.compile(
    r"(?:zonder|geen|no|without|bez|fara|без|sin|ohne|keine) (?:een )?(?:pauz|schaft|break|lunch|przerw|почивк|"
    r"pausa|descanso|pause)|"
    r"szunet nelkul"
)
_HALF = re.compile(
    r"half ?uur|half-?(?: an )?hour|halfuurtje|pol godziny|polgodzin|jumatate de ora|половин час|fel ?ora|"
    r"media hora|halb\w* stunde"
)
_COUNT = re.compile(r"(?P<number>\d{1,2}(?:[.,]\d)?) ?-?(?P<unit>min|'|uur|u\b|h|ore|godz|час|stund|ora)")
_DAY = Decimal("5.5")  # a longer day has a pause (Arbeidstijdenwet art. 5:4)
_AWAY, _REACH = 70, 100  # characters before and behind the times
_BESIDE = 40  # characters around the word for a break


def worked(text: str, times: tuple[int, int], others: list[tuple[int, int]], length: Decimal) -> Decimal:
    """Hours of `length` that are paid for: without the break that is said, else without an hour of a long day."""
    said = _said(text, times, others)
    if said is None:
        return length - 1 if length > _DAY else length
    if _NO_PAUSE.search(said) or (_PAID.search(said) and not _UNPAID.search(said)):
        return length
    less = _long(said)
    return length - less if less < length / 2 else length


def _long(said: str) -> Decimal:
    if _HALF.search(said):
        return Decimal("0.5")
    count = _COUNT.search(said)
    if count is None:
        return Decimal(1)
    number = Decimal(count["number"].replace(",", "."))
    return number / 60 if count["unit"] in {"min", "'"} else number


def _said(text: str, times: tuple[int, int], others: list[tuple[int, int]]) -> str | None:
    """What the advert says of the break, near these times and not beyond the next or the former ones."""
    start, end = times
    last = min([at for at, _ in others if at >= end], default=len(text))
    first = max([to for _, to in others if to <= start], default=0)
    for left, right in ((end, min(last, end + _REACH)), (max(first, start - _AWAY), start)):
        match = _PAUSE.search(text, left, right)
        if match:
            ends = [at for sign in (". ", "! ", "\n") if (at := text.find(sign, match.end(), right)) >= 0]
            begins = max(text.rfind(sign, left, match.start()) for sign in (". ", "! ", "\n"))
            return text[max(left, begins, match.start() - _BESIDE) : min([right, match.end() + _BESIDE, *ends])]
    return None


def said_of_pauses(text: str) -> bool:
    """Whether there is any word of a break."""
    return any(word in text for word in _WORDS)
