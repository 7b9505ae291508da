"""Doors for pipes: JSON lines in, JSON lines out, so that other programs can use each room alone (docs/doors.md)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, ValidationError

from enrichment.enrich import enrich
from enrichment.reader import Reader
from zicht.clock import AMSTERDAM, now
from zicht.errors import InputError, ZichtError
from zicht.records import Advert, EnrichedAdvert, Instant, Record, Words, encodable


def _instant(value: object) -> object:
    """A day (its midnight in Amsterdam) or a moment; without a zone it is Amsterdam time."""
    if not isinstance(value, str):
        return value
    moment = datetime.fromisoformat(value) if "T" in value or " " in value else None
    moment = moment or datetime.combine(date.fromisoformat(value), time())
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


Moment = Annotated[Instant, BeforeValidator(_instant)]


class AdvertLine(Record):
    """One line of input: `title` and `body` are needed, the rest is optional, unknown keys are reported."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Words
    body: Words
    id: Words | int | None = None
    source: Words | None = None
    url: Words | None = None
    category: Words | None = None
    seen_at: Moment | None = None
    posted_at: Moment | None = None
    place_text: Words | None = None
    price_text: Words | None = None
    employer: Words | None = None
    account: Words | None = None


class OutHit(Record):
    """One hit as the door gives it."""

    code: str
    field: str
    start: int
    end: int
    text: str
    points: float
    dimension: str | None
    by: str
    cancelled_by: str | None


class OutExtraction(Record):
    """One value as the door gives it; `hidden` says how a phone was hidden."""

    kind: str
    value: str
    field: str
    start: int
    end: int
    by: str
    hidden: tuple[str, ...]


class OutPlace(Record):
    """Where; `eenheden` holds every eenheid that should see it."""

    gemeente: str | None
    eenheid: str
    eenheden: tuple[str, ...]
    location_type: str | None


class OutText(Record):
    """The same thing in both languages."""

    nl: str
    en: str


class OutBreach(Record):
    """A legible breach, with its article."""

    code: str
    article: str


class EnrichLine(Record):
    """One line of output of `zicht enrich`, in the order of the input."""

    id: str | int
    language: str
    form: str
    hits: tuple[OutHit, ...]
    extractions: tuple[OutExtraction, ...]
    below_minimum_wage: bool | None
    place: OutPlace
    score: float
    dimensions: dict[str, float]
    route: bool
    breaches: tuple[OutBreach, ...]
    explanation: OutText
    outcome: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong with an input line; a `fatal` one gave no output."""

    line: int
    said: ZichtError
    fatal: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An input line that can be read: the id to give back, and the advert."""

    id: str | int
    advert: Advert


def read_lines(lines: Iterable[str]) -> Iterator[Given | Complaint]:
    """Each line as an advert or a complaint; unknown keys give a complaint beside it. Empty lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = _object(line, number)
            yield from _noted(raw, number)
            yield _given(raw, number)
        except InputError as error:
            yield Complaint(number, error, fatal=True)


def enrich_line(given: Given, reader: Reader) -> EnrichLine:
    """Read one advert; the answer keeps the id of the line."""
    return enriched_line(given.id, enrich(given.advert, reader))


def enriched_line(number: str | int, read: EnrichedAdvert) -> EnrichLine:
    """What the door tells of an enriched advert."""
    said = read.model_dump(mode="json")
    keep: dict[str, Any] = {name: said[name] for name in EnrichLine.model_fields if name in said}
    keep["hits"] = [_only(OutHit, hit) for hit in said["hits"]]
    keep["extractions"] = [_only(OutExtraction, found) for found in said["extractions"]]
    keep["place"] = _only(OutPlace, said["place"])
    return EnrichLine.model_validate({**keep, "id": number})


def _only(record: type[Record], said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in record.model_fields}


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as fault:
        where = f", kolom {fault.colno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise InputError(
            f"Regel {number}{where}: dit is geen geldige JSON. Geef één JSON-object per regel.",
            f"Line {number}{where.replace('kolom', 'column')}: this is not valid JSON. Give one JSON object a line.",
        ) from fault
    if not isinstance(raw, dict):
        raise InputError(
            f'Regel {number}: een JSON-object werd verwacht. Geef {{"title": "…", "body": "…"}}.',
            f'Line {number}: a JSON object was expected. Give {{"title": "…", "body": "…"}}.',
        )
    return raw


def _noted(raw: dict[str, Any], number: int) -> Iterator[Complaint]:
    """What is said of a line that is read all the same: unknown keys, characters that no file can hold."""
    if names := sorted(set(raw) - set(AdvertLine.model_fields)):
        yield _note(
            f"Regel {number}: onbekende velden zijn overgeslagen: {encodable(', '.join(names))}.",
            f"Line {number}: unknown keys were passed over: {encodable(', '.join(names))}.",
            number,
        )
    said = {name: raw[name] for name in AdvertLine.model_fields if isinstance(raw.get(name), str)}
    if broken := [name for name, value in said.items() if encodable(value) != value]:
        yield _note(
            f"Regel {number}: losse surrogaten in {', '.join(broken)} zijn gelezen als U+FFFD.",
            f"Line {number}: lone surrogates in {', '.join(broken)} were read as U+FFFD.",
            number,
        )


def _note(nl: str, en: str, number: int) -> Complaint:
    return Complaint(number, InputError(nl, en), fatal=False)


def _given(raw: dict[str, Any], number: int) -> Given:
    try:
        line = AdvertLine.model_validate(raw)
    except ValidationError as fault:
        first = fault.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        missing = first["type"] == "missing"
        raise InputError(
            f"Regel {number}: veld {name} {'ontbreekt' if missing else 'klopt niet'}. Zie docs/doors.md.",
            f"Line {number}: key {name} {'is missing' if missing else 'is not right'}. See docs/doors.md.",
        ) from fault
    return Given(number if line.id is None else line.id, _advert(line, number))


def _advert(line: AdvertLine, number: int) -> Advert:
    """Every line is an advert of its own, also when two lines carry one url."""
    return Advert(
        site=line.source or "door",
        url=f"urn:zicht:line:{number}",
        title=line.title,
        body=line.body,
        seen_at=line.seen_at or line.posted_at or now(),
        posted_at=line.posted_at,
        category=line.category or None,
        place_text=line.place_text or None,
        price_text=line.price_text or None,
        employer=line.employer or None,
        account=line.account or None,
        extra={"url": line.url} if line.url else {},
    )
