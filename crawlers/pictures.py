"""Which pictures of a page may be looked at for their hash, and what a capture says of them.

Only of a page with one advert, in its main part; no faces beside a name, no logos; and none where an age under 18 may stand.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawlers.maintext import around_text
from crawlers.page import Page, address
from crawlers.phash import SMALLEST
from zicht.crawling import CONDITIONS
from zicht.records import Advert, digest

Node = Any  # an lxml element: lxml has no types

HASHED, REFUSED = "X-Zicht-Image", "X-Zicht-Image-Refused"  # headers of a capture: hash or reason, and the address
KEPT = {  # headers of a capture: address, and by what the next request for it is conditional; of which answer header
    "X-Zicht-Image-ETag": CONDITIONS["etag"],
    "X-Zicht-Image-Modified": CONDITIONS["last_modified"],
}
MOST = 6  # pictures of an advert that are hashed
ALL = 100  # that are told apart by their addresses
IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", re.IGNORECASE)
PASSING = re.compile(  # parameters of how and until when a picture is given, not of which one
    r"w|h|width|height|q|quality|dpr|fit|crop|auto|format|fm|size|v|ver|t|ts|_|cb|cache|rev|token|sig|signature|expires?|hash|"
    r"x-amz-\w+(?:-\w+)*|policy|key-pair-id",
    re.IGNORECASE,
)
DECLARED = re.compile(
    r"avatar|gravatar|userpic|profiel|profile|pasfoto|headshot|portret|portrait|logo|favicon|(?:^|[\W_])(?:icons?|emojis?|badge|"
    r"banner|sprite|captcha)(?:$|[\W_])",
    re.IGNORECASE,
)
UP = 3  # elements around a picture that may say what it is
LAZY = ("data-src", "data-original", "data-lazy-src", "src")  # where the address stands, the real one first
HASH = re.compile(r"[0-9a-f]{16}")

# An age under 18, wherever one could be meant: what is passed over by mistake costs a hash, the other way round a rule
# (REQ-L28). So any number from 10 to 17 that nothing around it makes something else, in digits or in words.
AFTER = r"uur|u|h|hrs?|hours?|godz\w*|ore|órá\w*|min\w*|sec\w*|cm|mm|m2?|km|kg|gr?|ml|gb|tb|mb|inch|euro?s?|eur|zł|lei|ft|%|°|x"
MONTHS = (
    r"jan\w*|feb\w*|maart|mrt|march|apr\w*|mei|may|juni?|june?|juli?|july?|aug\w*|sept?\w*|okt\w*|oct\w*|nov\w*|dec\w*"
)
FIGURES = re.compile(
    rf"(?<![\d€$£#/:])(?<![€$£]\s)(?<!\d[.,:/-])1\s?[0-7](?![\d%€/])(?![.,:/-]\d)(?!\s*(?:{AFTER}|{MONTHS}|€)(?!\w))",
    re.IGNORECASE,
)
YEARS = r"jaar|jaren|jarige?|jr|j|yo|years?|yrs?|y|jahre?|anos|años|ans|ani|lat|lata|éves?|г|години"
CHILD = re.compile(rf"(?<![\d.,])1?\W{{0,3}}[0-9lIoO]\W{{0,3}}(?:{YEARS})(?!\w)", re.IGNORECASE)
COUNTED = (
    "tien elf twaalf dertien veertien vijftien zestien zeventien eleven twelve thirteen fourteen fifteen sixteen seventeen zehn zwölf "
    "dreizehn vierzehn fünfzehn sechzehn siebzehn trece catorce quince dieciséis dieciseis diecisiete quatorze quinze dziesięć "
    "jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście dziesiec jedenascie dwanascie trzynascie "
    "czternascie pietnascie szesnascie siedemnascie unsprezece doisprezece treisprezece paisprezece cincisprezece șaisprezece "
    "șaptesprezece şaisprezece şaptesprezece saisprezece saptesprezece tizenegy tizenkettő tizenkét tizenhárom tizennégy tizenöt "
    "tizenhat tizenhét tizenketto tizenharom tizennegy tizenot tizenhet единадесет дванадесет тринадесет четиринадесет петнадесет "
    "шестнадесет седемнадесет единайсет дванайсет тринайсет четиринайсет петнайсет шестнайсет седемнайсет"
).split()
WORDS = re.compile(  # what is also another word only beside years
    rf"\b(?:{'|'.join(COUNTED)})(?:\b|jaar|jari|jähr|letni|year|éves)|"
    r"\b(?:ten|once|doce|diez|zece|tíz|tiz|десет)\W{0,2}(?:years?|yrs?|años|anos|ani|éves|eves|години)\b|"
    r"minderjarig|underage|minderjähr|onder\W?de\W?18|under\W?18|tiener|teenager|\bteens?\b|scholier|school\W?girl|schoolmeisje",
    re.IGNORECASE,
)
PHONES = re.compile(r"(?:(?<!\d)0(?:\W{0,2}\d){9}|(?:\+|(?<!\d)00)(?:\W{0,2}\d){11})(?!\d)")
UNSEEN = re.compile("[\ufe0f\u20e3\u200b-\u200f\u2060\ufeff\u00ad]")  # around digits: keycaps, blanks of no width


def may_speak_of_a_minor(advert: Advert) -> bool:
    """Whether an age under 18 may stand in what the advert says: wider than any reading of ages, on purpose."""
    fields = (advert.title, advert.body, advert.category, advert.place_text, advert.price_text, *advert.extra.values())
    said = UNSEEN.sub("", normalize("NFKC", "\n".join(filter(None, fields))))
    return any((CHILD.search(said), WORDS.search(said), FIGURES.search(PHONES.sub("#", said))))


def pictures(page: Page) -> tuple[str, ...]:
    """Addresses of the pictures in the main part, and the one that the page is shared with; at most `MOST`."""
    return _addresses(page)[:MOST]


def prints_of(page: Page) -> tuple[str, ...]:
    """A digest (16 hex digits) of the address of every picture of the one advert on a page, sorted: the set, not what it shows.

    Only of the site's own domain, because banners change by the hour; without what makes an address another one each time.
    """
    home = _domain(page.url)
    found = {_lasting(one) for one in _addresses(page) if _domain(one) == home}
    return tuple(sorted(digest(one)[:16] for one in found))


def _addresses(page: Page) -> tuple[str, ...]:
    shared = page.html.xpath("//meta[@property='og:image' or @name='og:image']/@content").getall()
    found = (address(page.base, one) for one in (*shared, *_shown(page)) if not DECLARED.search(one))
    fetchable = (one for one in found if one and urlsplit(one).scheme in ("http", "https"))
    return tuple(islice(dict.fromkeys(fetchable), ALL))


def _domain(url: str) -> tuple[str, ...]:
    """The last two parts of a host's name; of an address in figures all."""
    host = urlsplit(url).hostname or ""
    parts = tuple(host.split("."))
    return parts if parts[-1].isdigit() else parts[-2:]


def _lasting(url: str) -> str:
    parts = urlsplit(url)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not PASSING.fullmatch(name)
    ]
    return urlunsplit(("", parts.netloc, parts.path, urlencode(kept), ""))


def _shown(page: Page) -> Iterator[str]:
    images = list(page.html.root.iter("img"))
    around = around_text(page) if images else set()
    for image in images:
        line = [image, *image.iterancestors()]
        where = next((said for name in LAZY if (said := image.get(name)) and not said.startswith("data:")), None)
        if not where or not around.isdisjoint(line) or _is_small(image) or any(map(_declared, line[: UP + 1])):
            continue
        if not any(_leads_away(node, page) for node in line if node.tag == "a"):
            yield where


def _leads_away(link: Node, page: Page) -> bool:
    """Whether a link goes to another page: the picture in it is of another advert. A gallery is its own pictures, or lies below."""
    target = address(page.base, link.get("href") or "") or page.url
    path, own = urlsplit(target).path, urlsplit(page.url).path
    return not IMAGE.search(path) and not path.startswith(own.rstrip("/") or own)


def _declared(node: Node) -> bool:
    said = (node.get(name) or "" for name in ("class", "id", "alt", "itemprop", "role"))
    return bool(DECLARED.search(" ".join(said)))


def _is_small(image: Node) -> bool:
    sizes = (re.fullmatch(r"\s*(\d{1,6})(?:px)?\s*", image.get(name) or "") for name in ("width", "height"))
    return any(size and int(size.group(1)) < SMALLEST for size in sizes)


class Seen(NamedTuple):
    """A picture that was hashed, and what makes the next request for it conditional."""

    address: str
    hash: str
    conditions: dict[str, str]


def seen_in(headers: Iterable[tuple[str, str]]) -> list[Seen]:
    """The hashed pictures of a capture that can be asked for on the condition that they changed."""
    said = [(name.lower(), *value.partition(" ")[::2]) for name, value in headers]
    conditions: dict[str, dict[str, str]] = {}
    for kept, (_, asked) in KEPT.items():
        for where, value in [parts for name, *parts in said if name == kept.lower()]:
            conditions.setdefault(where, {})[asked] = value
    hashed = {where: word for name, word, where in said if name == HASHED.lower() and HASH.fullmatch(word)}
    return [Seen(where, word, conditions[where]) for where, word in hashed.items() if where in conditions]


def hashes_in(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The hashes of the pictures that a capture came with, each once, in order."""
    said = (value.partition(" ")[0] for name, value in headers if name.lower() == HASHED.lower())
    return tuple(dict.fromkeys(one for one in said if HASH.fullmatch(one)))
