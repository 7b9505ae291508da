"""The fields of an advert that its markup does not describe: from labels, from the names of elements, from its words."""

import re
from typing import Any
from urllib.parse import unquote

from crawlers.html import text_of
from crawlers.labels import dated, labelled
from crawlers.page import Fields, Page
from crawlers.phrases import CURRENCY, contract_in, deadline_in, hours_in, pay_in, start_in
from crawlers.selecting import OUTSIDE

FIGURE = re.compile(r"\d")
SHORT = 80  # characters: what is longer is no name, place or price
CALLED = {
    "employer": r"employer|werkgever|company[-_ ]?name|bedrijfsnaam|hiring-?organi[sz]ation|(?:^|\s)company(?:\s|$)",
    "place_text": r"(?<!re)(?<!market)place\b|plaats(?!en)|location|locatie|\bcity\b|woonplaats|address-?locality",
    "price_text": r"price|prijs|tarief|salar[yi]|wage|\bloon",
    "category": r"categor|rubriek",
    "account": r"seller|verkoper|adverteerder|username|gebruiker",
}
NAMES = {field: re.compile(said, re.IGNORECASE) for field, said in CALLED.items()}
ATTRIBUTES = ("class", "id", "itemprop", "data-test", "data-testid", "data-qa", "data-cy")
REACHED = re.compile(
    r"^(?:tel:|mailto:|sms:|https?://(?:wa\.me|api\.whatsapp\.com|t\.me|telegram\.me|m\.me)/)", re.IGNORECASE
)
DIALLED = re.compile(r"^(?:tel|mailto|sms):", re.IGNORECASE)
AT = re.compile(r"^.{3,120}?\s(?:bij|at|@|bei|w firmie)\s((?:de |het |the )?[A-Z0-9].{1,60})$")  # "Kok bij De Proef"
CONTACTS = 4  # ways to reach someone; more belong to the site
LINKS = 5000  # that are looked at
EXTRA = ("workHours", "employmentType", "validThrough", "jobStartDate", "contact")


def facts_on(page: Page, title: str, body: str) -> Fields:
    """Employer, place, pay, category, account, and in `extra` hours, contract, deadline, start and contact."""
    said, called = labelled(page), page.once(_called)
    priced = next(
        (value for value in (said.get("price_text"), called.get("price_text")) if value and FIGURE.search(value)), None
    )
    words = f"{title}\n{body}"
    at = AT.match(title)
    extra = {**in_words(f"{words}\n{priced or ''}"), **{name: said[name] for name in EXTRA if name in said}}
    if "validThrough" in extra:
        extra["validThrough"] = dated(extra["validThrough"])
    return {
        "employer": said.get("employer") or called.get("employer") or (at and at.group(1)),
        "place_text": said.get("place_text") or called.get("place_text"),
        "price_text": priced or pay_in(words),
        "category": said.get("category") or called.get("category"),
        "account": said.get("account") or called.get("account"),
        "extra": {**extra, **contact_on(page, body)},
    }


def in_words(words: str) -> dict[str, str]:
    """Hours, contract, deadline and start as the words of an advert give them."""
    found = {
        "workHours": hours_in(words),
        "employmentType": contract_in(words),
        "validThrough": deadline_in(words),
        "jobStartDate": start_in(words),
    }
    return {name: value for name, value in found.items() if value}


def completed(fields: Fields) -> Fields:
    """The same advert, with pay, hours and the like from its own words where the markup has none."""
    words = f"{fields['title']}\n{fields['body']}"
    price = fields.get("price_text") or pay_in(words)
    return {**fields, "price_text": price, "extra": {**in_words(words), **fields.get("extra", {})}}


def _called(page: Page) -> dict[str, str]:
    """The first short text in an element that is called so."""
    found: dict[str, str] = {}
    outside: set[Any] = set()
    for node in page.html.root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in OUTSIDE - {"aside"} or node.getparent() in outside:
            outside.add(node)
        elif name := " ".join(value for key in ATTRIBUTES if (value := node.get(key))):
            for field, reader in NAMES.items():
                if field not in found and reader.search(name) and (value := _short(node, field)):
                    found[field] = value
    return found


def _short(node: Any, field: str) -> str | None:  # noqa: ANN401 (an lxml element)
    if (
        node.tag in ("input", "body", "html", "ul", "ol")
        or sum(1 for _ in zip(node.iter(), range(40), strict=False)) == 40
    ):
        return None
    said = ", ".join(text_of(node).split("\n")) or (node.get("content") or "").strip()
    fits = 1 < len(said) <= SHORT and (field != "price_text" or CURRENCY.search(said))
    return said if fits else None


def contact_on(page: Page, body: str) -> dict[str, str]:
    """Numbers, addresses and chats that stand beside the text: behind a label, or behind a link."""
    hrefs = page.html.xpath("//a/@href").getall()[:LINKS]
    links = [unquote(href.strip()).split("?")[0] for href in hrefs if REACHED.match(href.strip())]
    said = [labelled(page).get("contact", ""), *(DIALLED.sub("", link) for link in links)]
    beside = [one for one in dict.fromkeys(said) if one and _bare(one) not in _bare(body)]
    return {"contact": ", ".join(beside)} if 0 < len(beside) <= CONTACTS else {}


def _bare(said: str) -> str:
    return re.sub(r"[\s().-]", "", said)
