"""Slang for money, and notes that are counted: `a tenner`, `стотачка`, `2 ruggen`, `vijf briefjes van honderd`."""

import re
from collections.abc import Iterator

from enrichment.numerals.edits import Edit

SLANG = {
    "piek": 1, "ballen": 1, "pop": 1, "flappen": 1, "eurootjes": 1, "eurotjes": 1, "ekkies": 1, "bucks": 1, "quid": 1,
    "tientje": 10, "tientjes": 10, "tenner": 10, "tenners": 10, "fiver": 5, "geeltje": 25, "geeltjes": 25, "joet": 10,
    "joetjes": 10, "joetje": 10, "meier": 100, "meiers": 100, "barkie": 100, "barkies": 100, "rug": 1000, "ruggen": 1000, "rooie": 1000,
    "mille": 1000, "grand": 1000, "ojro": 1, "eurasow": 1, "eurasy": 1, "jurkow": 1, "eurakow": 1, "eurasa": 1, "tysiaki": 1000,
    "tysiakow": 1000, "koła": 1000, "kola": 1000, "pavos": 1, "pavo": 1, "napos": 1, "eurazos": 1, "mausse": 1,
    "mause": 1, "tacken": 1, "kroten": 1, "piepen": 1, "ocken": 1, "zehner": 10, "fuffi": 50, "hunni": 100, "riesen": 1000,
    "juro": 1, "eurocska": 1, "eura": 1, "евра": 1, "еврота": 1, "parai": 1, "coco": 1, "euroi": 1, "euroiaki": 1,
    "euries": 1, "eurie": 1, "euri's": 1, "eurietjes": 1, "pegels": 1, "honderdje": 100, "honderdjes": 100, "vijftigje": 50,
    "vijftigjes": 50, "twintigje": 20, "twintigjes": 20, "duizendje": 1000, "nicker": 1, "fivers": 5, "ojrow": 1, "euracos": 1,
    "eurillos": 1, "euritos": 1, "eurito": 1, "euretes": 1, "pavetes": 1, "leuritos": 1, "eurasek": 1, "eurki": 1, "euraski": 1,
    "eurotji": 1, "eurosi": 1, "euroni": 1, "ojra": 1, "euronen": 1, "oyro": 1,
    "leuros": 1, "pavitos": 1, "euroiasi": 1, "miare": 1000, "flocken": 1, "hunnis": 100, "hunderter": 100,
    "fuffis": 50, "fuffziger": 50, "funfziger": 50, "zwanni": 20, "zwannis": 20, "zwanziger": 20, "riese": 1000, "tausender": 1000,
    "евраци": 1, "еврака": 1, "стотачки": 100, "стотарки": 100, "петдесетачки": 50, "двадесетачки": 20, "дваисетачки": 20,
    "десетачки": 10, "хилядарки": 1000, "stowki": 100, "stowek": 100, "stowy": 100, "dychy": 10, "dych": 10, "dyszki": 10,
    "dyszek": 10, "kafle": 1000, "kafli": 1000, "setki": 100,
}  # fmt: skip
# Of languages without articles: the word alone is one of it.
_ALONE = {
    "stowka": 100, "stowke": 100, "stowa": 100, "stowe": 100, "dycha": 10, "dyche": 10, "dyszka": 10, "dyszke": 10, "kafel": 1000,
    "стотачка": 100, "стотарка": 100, "петдесетачка": 50, "двадесетачка": 20, "дваисетачка": 20, "десетачка": 10, "хилядарка": 1000,
}  # fmt: skip
# Behind a number or `egy` alone: elsewhere they tell an age or a scale.
_NOTES_HU = {"szazas": 100, "otvenes": 50, "huszas": 20, "tizes": 10, "otszazas": 500, "ketszazas": 200, "ezres": 1000}
_HUNGARIAN = {f"{word}{ending}": worth for word, worth in _NOTES_HU.items() for ending in ("", "t")}
SLANG |= _ALONE | _HUNGARIAN
_ONE = r"a|een|one|ein|einen|un|egy|jedna|jedne|една|един"
_WORD = "|".join(sorted(SLANG, key=len, reverse=True))
_SLANG = re.compile(rf"(?:(?P<number>\d+(?:[.,]\d+)?)|(?<![^\W_])(?P<one>{_ONE}))(?: de)? (?P<word>{_WORD})(?!\w)")
# Of languages with articles, alone before the time that it is for: `joetje per uur`.
_PER = re.compile(
    r"(?<!\w)(?<!\d )(?<!een )(?<!one )(?<!a )(?<!ein )(?<!nen )(?P<word>tientje|joet(?:je)?|tenner|fiver|geeltje|meier|barkie|"
    r"honderdje|vijftigje|"
    r"zehner|fuffi|hunni|fuffziger|zwanni)(?= ?(?:per|an?|p/|/|het|elk|ieder|each|every|the|die|pro|je|am) ?"
    r"(?:uur|uurtje|u|hour|hr|h|stunde|std|dag|day|tag|avond|evening|shift|dienst|nacht|night|auto|motor|car|kamer|room|stuk|piece)\b)"
)
_BY_ITSELF = re.compile(rf"(?<!\w)(?<!\d )(?:{'|'.join(_ALONE)})(?!\w)")
_NOTE = re.compile(
    r"(?:(?P<count>\d\d?) )?(?:(?:briefjes?|biljet(?:ten)?) van|banknot\w* (?:o nominale |po )?|bancnot\w* de|банкнот\w* (?:от|по)|"
    r"billetes? de|(?:ein\w* )?scheine? (?:von|zu|a)|notes? of(?= \d+ eur)) (?P<note>\d{2,3})(?: (?:euro|eur|евро))?\b"
)
_EURO_NOTE = re.compile(r"(?:(?P<count>\d\d?) )?(?<!\d)(?P<note>\d{2,3})-euro ?notes?\b")
_NOTES = frozenset(
    "briefje briefjes biljet biljetten banknot banknota banknoty banknotow bancnota bancnote банкнота банкноти billete billetes schein "
    "scheine note notes".split()
)


def slang_of(text: str, words: "frozenset[str] | set[str]") -> Iterator[Edit]:
    """Edits that put such amounts in digits; `words` are those of the text."""
    if not words.isdisjoint(SLANG.keys()):
        yield from _in_slang(text)
    if not words.isdisjoint(_NOTES):
        for match in (*_NOTE.finditer(text), *_EURO_NOTE.finditer(text)):
            yield match.start(), match.end(), f"{int(match['count'] or 1) * int(match['note'])} euro"


def _in_slang(text: str) -> Iterator[Edit]:
    for match in _SLANG.finditer(text):
        worth = SLANG[match["word"]]
        if not match["number"] and (worth == 1 or (match["word"] in _HUNGARIAN) is not (match["one"] == "egy")):
            continue
        value = float((match["number"] or "1").replace(",", ".")) * worth
        yield match.start(), match.end(), f"{value:g} euro".replace(".", ",")
    for match in _PER.finditer(text):
        yield match.start(), match.end(), f"{SLANG[match['word']]} euro"
    for match in _BY_ITSELF.finditer(text):
        yield match.start(), match.end(), f"{_ALONE[match.group()]} euro"
