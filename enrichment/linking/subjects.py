"""What several adverts may share of who is behind them: contacts, account, employer, address, payment route.

Each is a keyed HMAC (REQ-L26): it can be compared and never read back. A WhatsApp link is the number in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from enrichment.contacts.keyed import Keyed
from enrichment.places.gazetteer import key_of
from enrichment.words.text import fold
from zicht.records import EnrichedAdvert, SubjectKey

_EXTRACTED = ("phone", "email", "handle", "kvk")
_LEGAL = frozenset("bv b v nv n vof cv holding group groep nederland nl holland international the de het".split())
_NUMBERED = re.compile(r"\s(?<=[a-z]\s)(\d{1,4}\s?[a-zA-Z]?)\b(?!\s?(?:euro|uur|jaar|min))")
_STREETS = ("straat", "laan", "weg", "plein", "kade", "dijk", "gracht", "singel", "hof", "pad", "steeg", "markt")
_DIGIT = re.compile(r"\d")
_PLACES = ("park", "camping", "resort", "haven", "marina", "otel", "PARK", "HOTEL")  # a unit has one of these before it
_POSTCODE = re.compile(
    r"\b([1-9]\d{3})\s?([A-Z]{2})\b(?:[\s,]{1,2}(?:nr\.?|huisnummer|no\.?)?\s?(\d{1,4}\s?[a-zA-Z]?)\b)?"
)
_MAYBE_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}")
_UNIT = re.compile(
    r"\b(?i:(?:vakantie|bungalow|recreatie|chalet)?park|camping|resort|jachthaven|marina|haven|hotel|motel)\s"
    r"((?:(?:de|het|'t|van|der|den)\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})[^.!?\n]{0,30}?\b"
    r"(?i:kavel|plek|plaats|chalet|huisje|bungalow|nummer|nr\.?|box|steiger|ligplaats|kamer|room|unit|stacaravan)\s?#?(\d{1,4}\s?[a-z]?)\b"
)
_IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])")
_IBAN_LIKE = re.compile(r"[A-Z]{2}\d\d\s?[A-Z0-9]{4}")
_PAY_MARKS = ("me/", "bc1", "0x", "betaalverzoek", "ME/", "Me/")
_PAY_LINK = re.compile(
    r"\b(tikkie\.me/pay/[\w-]+|bunq\.me/[\w.-]+|paypal\.me/[\w.-]+|revolut\.me/[\w.-]+|betaalverzoek\.[\w.]+/[\w/-]+|"
    r"bc1[a-z0-9]{20,60}|0x[0-9a-f]{40})\b",
    re.IGNORECASE,
)


def subjects_of(advert: EnrichedAdvert, keyed: Keyed | None) -> tuple[SubjectKey, ...]:
    """Everything that can be shared, each once, sorted; without a key only what the advert brings itself."""
    found: dict[tuple[str, str], SubjectKey] = {(one.kind, one.key): one for one in advert.subjects}
    if keyed:
        for kind, value in dict.fromkeys(clear_subjects(advert)):
            key = keyed(kind, value)
            found.setdefault((kind, key), subject(kind, key))
    return tuple(found[one] for one in sorted(found))


@lru_cache(maxsize=1 << 14)
def subject(kind: str, key: str) -> SubjectKey:
    """One of its kind, kept: many adverts share it."""
    return SubjectKey.model_validate({"kind": kind, "key": key})


def clear_subjects(advert: EnrichedAdvert) -> Iterator[tuple[str, str]]:
    """Kind and clear value of everything that other adverts may have too."""
    yield from ((one.kind, one.value) for one in advert.extractions if one.kind in _EXTRACTED)
    told = advert.advert
    if told.account:
        yield "account", f"{told.site}\x1f{fold(told.account).strip()}"
    if told.employer and (name := employer_key(told.employer)):
        yield "employer", name
    text = f"{told.title}\n{told.body}\n{told.place_text or ''}"
    yield from (("address", place) for place in addresses(text, advert.place.gemeente))
    yield from (("payment", route) for route in payments(text))


def employer_key(name: str) -> str:
    """One key for the ways in which a firm is written: "Flex-Werk B.V." and "FlexWerk"."""
    words = key_of(name).split()
    return "".join([word for word in words if word not in _LEGAL] or words)


def addresses(text: str, gemeente: str | None) -> Iterator[str]:
    """Addresses that name one door: postcode with number, street with number, a park or hotel with its unit."""
    if not _DIGIT.search(text):
        return
    for match in _POSTCODE.finditer(text) if _MAYBE_POSTCODE.search(text) else ():
        if match[3]:
            yield f"{match[1]}{match[2]} {_squeezed(match[3])}"
    for match in _NUMBERED.finditer(text):
        street = text[max(0, match.start() - 40) : match.start()].split()[-1]
        if street.endswith(_STREETS) and street not in _STREETS:
            yield f"{fold(street)} {_squeezed(match[1])} {gemeente or ''}"
    for match in _UNIT.finditer(text) if any(map(text.__contains__, _PLACES)) else ():
        yield f"{key_of(match[1])} {_squeezed(match[2])}"


def payments(text: str) -> Iterator[str]:
    """Accounts and payment links; an IBAN counts only with right check digits."""
    for match in _IBAN.finditer(text) if _IBAN_LIKE.search(text) else ():
        number = _squeezed(match[1]).upper()
        if 15 <= len(number) <= 34 and _checks(number):
            yield number
    for match in _PAY_LINK.finditer(text) if any(map(text.__contains__, _PAY_MARKS)) else ():
        yield match[1].lower()


def _squeezed(said: str) -> str:
    return "".join(said.split()).lower()


def _checks(iban: str) -> bool:
    """ISO 13616: the number modulo 97 is 1."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
