"""About 1,200 synthetic adverts over 30 days, the same for the same seed: mostly ordinary people and firms.

97 % benign, 2.5 % a legible breach of labour law only, 0.5 % with several indicators, some of those over one number.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from demo import words

Site = Literal["demo_classifieds", "demo_jobs"]
DAYS = 30
BREACH_SHARE = 0.025

# Repeating digits: numbers that read as invented, yet keep the shape that a number needs to be found
PHONES = tuple(
    f"06{pair * 3}{last:02}"
    for pair in ("11", "12", "13", "14", "15", "21", "23", "24", "31", "41")
    for last in range(100)
)
# KvK's own published test numbers
KVKS = (
    "69599084",
    "68750110",
    "69599068",
    "55344526",
    "68727720",
    "90000102",
    "90001966",
    "90004760",
)  # KvK's test numbers


@dataclass(frozen=True, slots=True)
class DemoAdvert:
    """One synthetic advert, as its site shows it; `kind` is what it was made as, and is shown nowhere."""

    number: int
    site: Site
    kind: str
    title: str
    body: str
    category: str
    place: str
    posted_at: datetime
    price: str | None = None
    employer: str | None = None
    account: str | None = None
    hourly: str | None = None  # wage per hour for the job board's markup


def adverts_of(*, seed: int = 20261124, count: int = 1200, until: datetime | None = None) -> list[DemoAdvert]:
    """`count` adverts posted in the 30 days before `until` (aware; default: midnight UTC today)."""
    random = Random(seed)
    end = (until or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    several = _several()  # 0.5 % of 1,200; a smaller demo has them all too
    breaches = [_breach(random) for _ in range(round(count * BREACH_SHARE))]
    benign = [_benign(random, spot) for spot in range(count - len(several) - len(breaches))]
    mixed = [*several, *breaches, *benign]
    random.shuffle(mixed)
    return [_dated(advert, number, end, random) for number, advert in enumerate(mixed, start=1)]


def next_round(adverts: list[DemoAdvert], *, seed: int = 1) -> list[DemoAdvert]:
    """The same sites some hours later: 2 % edited, 1 % removed, 1 % new."""
    random = Random(seed)
    kept = [advert for advert in adverts if random.random() >= 0.01]
    edited = [_edited(advert, random) if random.random() < 0.02 else advert for advert in kept]
    last = max(adverts, key=lambda advert: advert.number)
    fresh = [_benign(random, random.randrange(len(words.PLACES))) for _ in range(len(adverts) // 100)]
    return [*edited, *(_dated(advert, last.number + at, last.posted_at, random) for at, advert in enumerate(fresh, 1))]


def _edited(advert: DemoAdvert, random: Random) -> DemoAdvert:
    word = random.choice(("Nog steeds beschikbaar.", "Tekst bijgewerkt.", "Reacties zijn welkom."))
    return replace(advert, body=f"{advert.body} {word}")


def _dated(advert: DemoAdvert, number: int, end: datetime, random: Random) -> DemoAdvert:
    posted = end - timedelta(minutes=random.randrange(DAYS * 24 * 60))
    return replace(advert, number=number, posted_at=posted)


def _make(site: Site, kind: str, title: str, body: str, category: str, place: str, **more: str | None) -> DemoAdvert:
    return DemoAdvert(0, site, kind, title, body, category, place, datetime.min.replace(tzinfo=UTC), **more)


def _say(sentences: tuple[str, ...], random: Random, slots: dict[str, str], *, least: int, first: int = 1) -> str:
    """The first sentences, then some of the others in their order."""
    rest = sentences[first:]
    chosen = sorted(random.sample(range(len(rest)), random.randint(min(least, len(rest)), len(rest))))
    return " ".join([*sentences[:first], *(rest[at] for at in chosen)]).format(**slots)


def _slots(random: Random, spot: int) -> dict[str, str]:
    job, task = random.choice(words.JOBS)
    firm = random.choice(words.FIRMS)
    return {
        "name": random.choice(words.NAMES),
        "age": str(random.randint(22, 48)),
        "place": words.PLACES[spot % len(words.PLACES)],
        "start": str(random.randint(9, 12)),
        "end": str(random.randint(17, 22)),
        "firm": firm,
        "job": job,
        "task": task,
        "hours": random.choice(("24", "32", "36", "38", "40")),
        "wage": f"{random.randint(1500, 2150) / 100:.2f}".replace(".", ","),
        "low": f"{random.randint(900, 1280) / 100:.2f}".replace(".", ","),
        "mail": f"werk@{firm.split()[0].lower()}{random.randint(1, 99)}.example",
        "club": random.choice(("De Proef", "Schets", "Voorbeeld", "Ontwerp", "Model")),
        "kvk": random.choice(KVKS),
        "size": str(random.randint(9, 24)),
        "thing": random.choice(words.THINGS),
        "years": str(random.randint(2, 25)),
    }


def _benign(random: Random, spot: int) -> DemoAdvert:
    kinds = ("independent", "club", "massage", "room", "goods", "service", "vacancy", "agency", "au_pair", "awareness")
    kind = random.choices(kinds, (24, 5, 4, 9, 14, 8, 20, 13, 3, 1))[0]
    return _MAKERS[kind](random, _slots(random, spot), PHONES[spot % len(PHONES)])


def _independent(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    slots |= {"price": str(random.randrange(120, 201, 10))}
    english = random.random() < 0.25
    body = _say(words.INDEPENDENT_EN if english else words.INDEPENDENT, random, slots, least=5, first=2)
    contact = f" Tel. {phone[:2]} {phone[2:]}" if random.random() < 0.6 else ""
    title = f"{slots['name']} ({slots['age']}), {'private in' if english else 'zelfstandig in'} {slots['place']}"
    return _make("demo_classifieds", "independent", title, body + contact, "Prive-ontvangst", slots["place"],
                 price=f"€ {slots['price']} per uur", account=f"lid{random.randint(1000, 9999)}")  # fmt: skip


def _club(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    slots |= {"price": str(random.randrange(30, 71, 5))}
    body = _say(words.CLUB, random, slots, least=4, first=2)
    return _make("demo_classifieds", "club", f"Club {slots['club']} {slots['place']}", body, "Clubs", slots["place"])


def _massage(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    slots |= {"price": str(random.randrange(55, 86, 5)), "half": "35"}
    body = _say(words.MASSAGE, random, slots, least=4, first=3)
    return _make("demo_classifieds", "massage", f"Massagepraktijk {slots['club']}", body, "Massage", slots["place"])


def _room(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    slots |= {"price": str(random.randrange(450, 801, 25))}
    body = _say(words.ROOM, random, slots, least=4)
    return _make("demo_classifieds", "room", f"Kamer {slots['size']} m2 in {slots['place']}", body, "Kamers",
                 slots["place"], price=f"€ {slots['price']} per maand")  # fmt: skip


def _goods(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    slots |= {"price": str(random.randrange(15, 401, 5))}
    body = _say(words.GOODS, random, slots, least=4)
    return _make("demo_classifieds", "goods", f"{slots['thing'].capitalize()} te koop", body, "Huis en inrichting",
                 slots["place"], price=f"€ {slots['price']}")  # fmt: skip


def _service(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    slots |= {"price": str(random.randrange(30, 61, 5)), "job": random.choice(words.SERVICES)}
    body = _say(words.SERVICE, random, slots, least=4) + f" Telefoon {phone}."
    return _make("demo_classifieds", "service", f"{slots['job'].capitalize()} in {slots['place']}", body, "Diensten",
                 slots["place"])  # fmt: skip


def _vacancy(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    body = _say(words.VACANCY, random, slots, least=5, first=4)
    return _job("vacancy", slots, body)


def _agency(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    english = random.random() < 0.3
    body = _say(words.AGENCY_EN if english else words.AGENCY, random, slots, least=4, first=4)
    return _job("agency", slots, body)


def _au_pair(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    body = _say(words.AU_PAIR, random, slots, least=4, first=3)
    return _make("demo_jobs", "au_pair", f"Au pair gezocht in {slots['place']}", body, "Au pair", slots["place"],
                 employer="Gastgezin")  # fmt: skip


def _awareness(random: Random, slots: dict[str, str], phone: str) -> DemoAdvert:
    body = _say(words.AWARENESS, random, slots, least=4)
    return _make("demo_classifieds", "awareness", "Voorlichtingsavond", body, "Bijeenkomsten", slots["place"])


def _job(kind: str, slots: dict[str, str], body: str, *, hourly: str | None = None) -> DemoAdvert:
    return _make("demo_jobs", kind, f"{slots['job']} in {slots['place']}", body, "Vacature", slots["place"],
                 employer=slots["firm"], hourly=hourly or slots["wage"].replace(",", "."))  # fmt: skip


_MAKERS = {
    "independent": _independent, "club": _club, "massage": _massage, "room": _room, "goods": _goods,
    "service": _service, "vacancy": _vacancy, "agency": _agency, "au_pair": _au_pair, "awareness": _awareness,
}  # fmt: skip


def _breach(random: Random) -> DemoAdvert:
    slots = _slots(random, random.randrange(len(words.PLACES)))
    title, body = random.choice(words.BREACH)
    advert = _job("breach", slots, body.format(**slots))
    return replace(advert, title=title.format(**slots), hourly=None)


def _several() -> list[DemoAdvert]:
    """The few that a person should see, most telling first; three of them share one number."""
    shared = [
        _make(
            "demo_classifieds", "several", f"{name} ({age}) nieuw in {place}",
            words.SHARED.format(name=name, age=age, place=place), "Prive-ontvangst", place,
            price="€ 60 per uur", account=account,
        )
        for name, age, place, account in words.SHARED_PERSONAS
    ]  # fmt: skip
    alone = [
        _make(site, "several", title, body, category, place, employer=employer)
        for site, title, body, category, place, employer in words.ALONE
    ]
    return [*shared, *alone]
