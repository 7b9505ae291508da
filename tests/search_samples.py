"""Sixty synthetic documents, a small stemmer, and a plain-Python meaning of the query tree to check engines against."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from search.documents import entry
from search.tree import TEXT_FIELDS, And, AnyOf, Between, Everything, Node, Not, Or, Phrase, Prefix
from search.words import fold, words
from zicht.query import FACETS, Document

START = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # the night before the clock goes back


def stem(word: str) -> tuple[str, ...]:
    """Two stems for some words, as over several languages: `-en` off, and `-s` off."""
    folded = fold(word)
    return tuple(dict.fromkeys((folded.removesuffix("en") or folded, folded.removesuffix("s") or folded)))


def stored_stems(text: str) -> str:
    return " ".join(stem(word)[0] for word in words(text))


def document(number: str, title: str = "Titel", body: str = "", **fields: object) -> Document:
    """A document with everything that is not said filled in."""
    given = {
        "id": number,
        "site": "markt.example",
        "url": f"https://markt.example/{number}",
        "title": title,
        "body": body,
        "seen_at": START,
        "language": "nl",
        "eenheid": ("onbepaald",),
        "form": "overig",
        "outcome": "no_signal",
        "route": False,
        "score": 0.0,
        "codes": (),
        "subjects": (),
        "stems": stored_stems(f"{title} {body}"),
    }
    return Document.model_validate(given | fields)


HAND = (
    document(
        "massage", "Massagesalon zoekt dames", "Vaste klanten, kamer aanwezig. Bel 06 1234 5601.",
        form="seksueel", outcome="signal", score=42.5, codes=("SEX-03", "SEX-07"), eenheid=("Den Haag", "Rotterdam"),
        gemeente="Den Haag", category="Relaties", account="roos88", subjects=("phone:abc123",),
        seen_at=datetime(2026, 11, 1, 12, tzinfo=UTC), location_type="salon", route=True,
    ),
    document(
        "kas", "Werk in de kas", "Loon wordt ingehouden voor kamer en vervoer. Paspoort inleveren.",
        form="arbeid", outcome="signal", score=33.25, codes=("LAB-04", "LAB-09"), eenheid=("Den Haag",),
        gemeente="Westland", category="Vacatures", employer="Kassen & Zonen B.V.", account="kassen",
        seen_at=datetime(2026, 10, 31, 22, 59, 59, 999999, tzinfo=UTC),  # 31 October, 23:59 in Amsterdam
    ),
    document(
        "slacht", "Productiemedewerkers gezocht", "Huisvesting geregeld: kamer te huur, kosten worden ingehouden.",
        form="arbeid", outcome="review", score=20.0, codes=("LAB-09",), eenheid=("Oost-Brabant",),
        gemeente="Boxtel", category="Vacatures", employer="Vléés Pro", site="banen.example", language="nl",
        seen_at=datetime(2026, 10, 31, 23, tzinfo=UTC),  # 1 November, 00:00 in Amsterdam
    ),
    document(
        "pinpas", "Snel geld verdienen", "Pinpas uitlenen? Wij betalen meteen. Geen gedoe, geen vragen.",
        form="crimineel", outcome="signal", score=55.0, codes=("CRI-01",), eenheid=("Limburg",), gemeente="Maastricht",
        category="Diversen", account="ROOS88", seen_at=datetime(2026, 11, 24, 9, 0, 0, 1, tzinfo=UTC),
    ),
    document(
        "nier", "Donor gezocht", "Nier gezocht, reis en kosten vergoed. Discreet.", form="orgaan", outcome="signal",
        score=61.0, codes=("ORG-01",), eenheid=("Amsterdam",), gemeente="Amsterdam", category="Gezondheid",
        seen_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    ),
    document(
        "zelf", "Zelfstandig masseuse", "Ik werk zelfstandig, mijn eigen tarieven. Geen klanten zonder afspraak.",
        form="seksueel", outcome="independent", score=3.0, codes=("CNT-01",), eenheid=("Noord-Holland",),
        gemeente="Haarlem", category="Relaties", seen_at=datetime(2026, 11, 2, 8, tzinfo=UTC),
    ),
    document(
        "praca", "Praca w szklarni", "Zakwaterowanie: pokój, żadnych kosztów! Łódź – Venlo.", form="arbeid",
        outcome="review", score=20.0, codes=("LAB-04",), eenheid=("Limburg",), gemeente="Venlo", language="pl",
        category="Vacatures", employer="Kassen & Zonen B.V.", site="banen.example",
        seen_at=datetime(2026, 11, 2, 8, tzinfo=UTC),
    ),
    document(
        "cafe", "Café zoekt hulp", "Caféhulp, e-mail naar baas. 24/7 open, 100% netto!", form="arbeid",
        outcome="breach_only", score=12.0, codes=("LAB-11",), eenheid=("Midden-Nederland",), gemeente="Utrecht",
        category="Vacatures", employer="café d'Or", seen_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    ),
    document(
        "verborgen", "V\u200bro\u00aduwen gevraagd", "Bel ➀➁ of ｍａｉｌ. Prijs: €50,- (vast).", form="seksueel",
        outcome="review", score=18.0, codes=("OBF-02",), language="und", seen_at=datetime(2026, 11, 3, 8, tzinfo=UTC),
    ),
    document("leeg", "", "", outcome="too_little", language="und", seen_at=datetime(2026, 11, 3, 9, tzinfo=UTC)),
)  # fmt: skip


def fillers() -> Iterator[Document]:
    """Fifty quiet adverts with many equal moments and scores."""
    for at in range(50):
        yield document(
            f"f{at:02d}",
            "Fiets te koop" if at % 2 else "Bank af te halen",
            ("Goede staat. " * (1 + at % 3)) + ("Ophalen in Venlo." if at % 5 == 0 else ""),
            seen_at=START + timedelta(hours=at // 10),
            score=float(at % 4),
            category="Huis en tuin" if at % 2 == 0 else None,
        )


DOCUMENTS = (*HAND, *fillers())
BY_ID = {found.id: found for found in DOCUMENTS}


def matches(node: Node, found: Document) -> bool:
    """What the tree means, in plain Python over one document."""
    return _means(node, entry(found, FACETS))


def _means(node: Node, fields: dict) -> bool:
    match node:
        case Everything():
            return True
        case And(parts):
            return all(_means(part, fields) for part in parts)
        case Or(parts):
            return any(_means(part, fields) for part in parts)
        case Not(part):
            return not _means(part, fields)
        case Between(field, low, high, low_open, high_open):
            value = fields[field]
            above = low is None or (value > low if low_open else value >= low)
            return above and (high is None or (value < high if high_open else value <= high))
        case AnyOf(field, values):
            return bool(set(values) & set(_values(field, fields)))
        case Prefix(field, start):
            return any(value.startswith(start) for value in _values(field, fields))
        case Phrase(field, places):
            row = _values(field, fields)
            starts = range(len(row) - len(places) + 1)
            return any(all(row[at + step] in place for step, place in enumerate(places)) for at in starts)
    raise AssertionError(node)


def _values(field: str, fields: dict) -> list[str]:
    return fields[field].split() if field in TEXT_FIELDS else fields[field]
