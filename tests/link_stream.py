"""A seeded stream of adverts with organised groups of every kind among benign ones, and what is true of it.

What is organised is written down as it is made: `truth` names the group of an advert, or nothing. `hubs` names the
adverts of innocent hubs: clubs, agencies, franchises, job boards, independents who repost or tour, stock texts.
"""

# ruff: noqa: E501 - sentences

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

from tests.link_words import CITIES, DEV, HELD, JOBS, LANGUAGES, NAMES, SECTORS, SURNAMES

START = datetime(2026, 9, 1, 6, tzinfo=UTC)
DAYS = 60
KVKS = ("69599084", "68750110", "69599068", "55344526", "68727720", "90000102", "90001966", "90004760")


@dataclass(slots=True)
class Stream:
    """Lines for the door, in no order, and the truth about them by id."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    truth: dict[str, str] = field(default_factory=dict)  # id -> organised group
    hubs: dict[str, str] = field(default_factory=dict)  # id -> innocent hub

    def pairs(self) -> set[tuple[str, str]]:
        """Pairs of adverts that one organised group holds."""
        return pairs_of(self.truth)


def pairs_of(groups: dict[str, str]) -> set[tuple[str, str]]:
    """Pairs of ids with the same group."""
    by: dict[str, list[str]] = {}
    for number, group in sorted(groups.items()):
        by.setdefault(group, []).append(number)
    return {two for many in by.values() for two in combinations(many, 2)}


class Maker:
    """Makes the stream; every choice comes from one seed."""

    def __init__(self, seed: int, words: dict[str, Any], languages: bool = True) -> None:
        self.random = Random(seed)
        self.words = words
        self.languages = languages
        self.stream = Stream()
        self.used: set[str] = set()

    # --- pieces

    def phone(self) -> str:
        while (found := f"06{self.random.randint(10_000_000, 59_999_999)}") in self.used:
            pass
        self.used.add(found)
        return found

    def written(self, phone: str) -> str:
        return self.random.choice((phone, f"06-{phone[2:]}", f"06 {phone[2:4]} {phone[4:6]} {phone[6:8]} {phone[8:]}",
                                   f"+31 6 {phone[2:]}", f"06 {phone[2:6]} {phone[6:]}"))  # fmt: skip

    def when(self, first: float = 0, last: float = DAYS) -> datetime:
        return START + timedelta(minutes=self.random.randint(int(first * 1440), int(last * 1440)))

    def slots(self, **more: Any) -> dict[str, Any]:
        pick = self.random.choice
        return {
            **{name: pick(self.words[name]) for name in
               ("adj", "near", "hobby", "body", "wear", "study", "street", "tongue", "thing", "what")},
            "open": pick(self.words["openings"]), "city": pick(CITIES), "name": pick(NAMES), "age": self.random.randint(21, 45),
            "price": self.random.randrange(60, 260, 5), "from": self.random.randint(8, 12), "to": self.random.randint(17, 23),
            "day": pick("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()), "n": self.random.randint(2, 19),
            "years": self.random.randint(1, 30), "hours": self.random.choice((16, 24, 32, 36, 38, 40)), "days": self.random.randint(20, 30),
            "job": pick(JOBS), **more,
        }  # fmt: skip

    def own_text(self, kind: str, least: int = 4, most: int = 8, **slots: Any) -> str:
        """What one writer writes: sentences of a pool in an order of its own, with two that are nobody else's."""
        pool = list(self.words[kind])
        if kind == "solo" and self.languages and self.random.random() < 0.25:
            pool = list(LANGUAGES[self.random.choice(sorted(LANGUAGES))])
        said = self.random.sample(pool, min(len(pool), self.random.randint(least, most)))
        said = [one.format(**self.slots(**slots)) for one in said]
        for _ in range(2):
            said.insert(self.random.randint(0, len(said)), self.odd())
        return ". ".join(said) + "."

    def odd(self) -> str:
        """A sentence that only this writer has."""
        syllables = "ba be do fi ga ho ki la me no pu ra si to vu we za lo ri ta ne mo".split()
        invented = [
            "".join(self.random.choices(syllables, k=self.random.randint(2, 3)))
            for _ in range(self.random.randint(4, 9))
        ]
        small = "de het een met van naar bij en ook".split()
        return " ".join(
            word if self.random.random() < 0.7 else f"{self.random.choice(small)} {word}" for word in invented
        ).capitalize()

    def noisy(self, text: str, share: float) -> str:
        """Some words replaced by others; never a slot with digits."""
        pool = [*self.words["adj"], *self.words["hobby"], *self.words["near"], "graag", "altijd", "echt", "heel"]
        return " ".join(
            self.random.choice(pool) if self.random.random() < share and word.isalpha() else word
            for word in text.split()
        )

    def add(
        self, title: str, body: str, at: datetime, *, group: str | None = None, hub: str | None = None, **more: Any
    ) -> None:
        number = f"a{len(self.stream.lines)}"
        self.stream.lines.append({"id": number, "title": title, "body": body, "posted_at": at.isoformat(), "seen_at":
                                  (at + timedelta(hours=2)).isoformat(), **{k: v for k, v in more.items() if v}})  # fmt: skip
        if group:
            self.stream.truth[number] = group
        if hub:
            self.stream.hubs[number] = hub

    def sex(self, city: str, account: bool = True) -> dict[str, Any]:
        return {"source": self.random.choice(("sexsite-a", "sexsite-b", "klein-erotiek")), "category": "Erotiek", "place_text": city,
                "account": f"lid{self.random.randint(1, 99_999)}" if account else None}  # fmt: skip

    # --- benign

    def goods(self) -> None:
        slots = self.slots()
        phone = f" Bel {self.written(self.phone())}." if self.random.random() < 0.5 else ""
        self.add(f"{slots['thing']} te koop", self.own_text("goods", city=slots["city"], thing=slots["thing"]) + phone, self.when(),
                 source="markt", category="Huis", place_text=slots["city"], account=f"m{self.random.randint(1, 99_999)}")  # fmt: skip

    def vacancy(self) -> None:
        firm = f"{self.random.choice(SECTORS)} {self.random.choice(SURNAMES)} {self.random.randint(1, 99)}"
        job, city = self.random.choice(JOBS), self.random.choice(CITIES)
        mail = f" Mail werk{self.random.randint(1, 9999)}@{firm.split()[1].lower()}.example."
        self.add(f"{job.capitalize()} in {city}", self.own_text("job", city=city, job=job) + mail, self.when(), source="banen",
                 category="Vacature", employer=firm, place_text=city)  # fmt: skip

    def solo(self, number: int) -> None:
        """Somebody for herself: alone, reposting weekly with small edits, or touring."""
        name, age, phone = self.random.choice(NAMES), self.random.randint(21, 50), self.phone()
        city, way = self.random.choice(CITIES), self.random.choice(("once", "once", "weekly", "tour"))
        text, account = self.own_text("solo", name=name), f"lid{self.random.randint(1, 99_999)}"
        times = {"once": 1, "weekly": self.random.randint(4, 8), "tour": self.random.randint(4, 6)}[way]
        first = self.random.uniform(0, 15)
        for turn in range(times):
            here = self.random.choice(CITIES) if way == "tour" else city
            at = (
                self.when(first + turn * 7, first + turn * 7 + 2)
                if way != "tour"
                else self.when(first + turn * 4, first + turn * 4 + 1)
            )
            body = self.noisy(text, 0.03) + (f" {self.random.choice(self.words['edits'])}" if turn else "")
            self.add(f"{name} ({age}) in {here}", f"{body} Ik ben {name}, {age} jaar. Tel {self.written(phone)}.", at,
                     hub=f"solo{number}" if times > 1 else None, **{**self.sex(here), "account": account})  # fmt: skip

    def club(self, number: int) -> None:
        """One reception, many workers with words of their own; most adverts give the licence."""
        phone, city, kvk = self.phone(), self.random.choice(CITIES), self.random.choice(KVKS)
        club = f"Club {self.random.choice(SURNAMES)}"
        for name in self.random.sample(NAMES, self.random.randint(10, 22)):
            licence = (
                self.words["club"].format(club=club, city=city, kvk=kvk)
                if self.random.random() < 0.75
                else f"Te vinden bij {club}."
            )
            self.add(f"{name} ({self.random.randint(21, 40)}) bij {club}", f"{self.own_text('solo', 3, 6, name=name)} {licence} {self.written(phone)}",
                     self.when(), hub=f"club{number}", **self.sex(city))  # fmt: skip

    def agency(self, number: int) -> None:
        firm, phone, kvk = f"{self.random.choice(SURNAMES)} Uitzendbureau", self.phone(), self.random.choice(KVKS)
        for _ in range(self.random.randint(15, 40)):
            slots = self.slots(firm=firm, kvk=kvk)
            self.add(f"{slots['job'].capitalize()} {slots['city']}", self.words["agency"].format(**slots) + f" Tel {self.written(phone)}", self.when(),
                     hub=f"agency{number}", source="banen", category="Vacature", employer=firm, place_text=slots["city"])  # fmt: skip

    def franchise(self, number: int) -> None:
        firm = f"{self.random.choice(SURNAMES)} Burgers"
        for city in self.random.sample(CITIES, self.random.randint(8, 15)):
            phone = self.phone()
            for _ in range(self.random.randint(1, 2)):
                self.add(f"Collega gezocht {city}", self.words["franchise"].format(**self.slots(firm=firm, city=city)) + f" Tel {self.written(phone)}",
                         self.when(), hub=f"franchise{number}", source="banen", category="Vacature", employer=firm, place_text=city)  # fmt: skip

    def board(self, number: int) -> None:
        """A job board's own number on vacancies of many firms."""
        phone = self.phone()
        for _ in range(self.random.randint(15, 45)):
            firm = f"{self.random.choice(SECTORS)} {self.random.choice(SURNAMES)} {self.random.randint(1, 99)}"
            city, job = self.random.choice(CITIES), self.random.choice(JOBS)
            own = (
                f" Mail {firm.split()[1].lower()}{self.random.randint(1, 999)}@werk.example."
                if self.random.random() < 0.5
                else ""
            )
            self.add(f"{job} bij {firm}", self.own_text("job", city=city, job=job) + own + f" Vragen over de site: {self.written(phone)}",
                     self.when(), hub=f"board{number}", source="banen", category="Vacature", employer=firm, place_text=city)  # fmt: skip

    def stock(self, number: int) -> None:
        for _ in range(self.random.randint(30, 60)):
            name, city = self.random.choice(NAMES), self.random.choice(CITIES)
            self.add(f"{name} {city}", f"{self.own_text('solo', 4, 6, name=name)} {self.words['stock']} {self.written(self.phone())}", self.when(),
                     hub=f"stock{number}", **self.sex(city))  # fmt: skip

    # --- organised

    def template(self, number: int) -> None:
        """One text under many names and numbers, with slots and noise."""
        base, noise = self.fresh_template(), self.random.choice((0.0, 0.03, 0.08))
        for name in self.random.sample(NAMES, self.random.randint(5, 14)):
            slots = self.slots(name=name, age=self.random.randint(19, 30), phone=self.written(self.phone()))
            self.add(f"{name}, {slots['age']}, {slots['city']}", self.noisy(base.format(**slots), noise), self.when(), group=f"template{number}",
                     **self.sex(slots["city"]))  # fmt: skip

    def fresh_template(self) -> str:
        """A template of one writer: a common one with sentences of its own."""
        base = self.random.choice(self.words["template"])
        return f"{self.odd()}. {base} {self.odd()}. {self.odd()}."

    def phone_group(self, number: int) -> None:
        """Three to eight personas, each with words of their own, behind one number within thirty days."""
        phone, city = self.phone(), self.random.choice(CITIES)
        first = self.random.uniform(0, 30)
        for name in self.random.sample(NAMES, self.random.randint(3, 8)):
            age = self.random.randint(19, 34)
            for _ in range(self.random.randint(1, 2)):
                self.add(f"{name} ({age}) {city}", f"Ik ben {name}, {age} jaar. {self.own_text('solo', 3, 6, name=name)} {self.written(phone)}",
                         self.when(first, first + 25), group=f"phone{number}", **self.sex(city))  # fmt: skip

    def rotation(self, number: int) -> None:
        """One persona, one text, a new number every few days."""
        name, age, city, base = (
            self.random.choice(NAMES),
            self.random.randint(19, 30),
            self.random.choice(CITIES),
            self.fresh_template(),
        )
        first = self.random.uniform(0, 15)
        numbers = [self.phone() for _ in range(self.random.randint(4, 7))]
        for turn, phone in enumerate(numbers):
            for _ in range(self.random.randint(1, 2)):
                slots = self.slots(name=name, age=age, city=city, phone=self.written(phone))
                self.add(f"{name} ({age}) {city}", self.noisy(base.format(**slots), 0.03), self.when(first + turn * 5, first + turn * 5 + 4),
                         group=f"rotation{number}", **self.sex(city))  # fmt: skip

    def movement(self, number: int) -> None:
        """Several personas behind one number, in another city every day or two."""
        phone, first = self.phone(), self.random.uniform(0, 40)
        people = [(name, self.random.randint(19, 32)) for name in self.random.sample(NAMES, self.random.randint(3, 4))]
        for turn in range(self.random.randint(8, 12)):
            name, age = people[turn % len(people)]
            city = self.random.choice(CITIES)
            self.add(f"{name} ({age}) nu in {city}", f"Mijn naam is {name}, {age} jaar. {self.own_text('solo', 3, 5, name=name)} {self.written(phone)}",
                     self.when(first + turn, first + turn + 1), group=f"movement{number}", **self.sex(city))  # fmt: skip

    def hub(self, number: int) -> None:
        """Brands with words of their own behind one contact."""
        phone = self.phone()
        for name in self.random.sample(SURNAMES, self.random.randint(3, 5)):
            brand, city = f"{self.random.choice(self.words['open_brand'])} {name}", self.random.choice(CITIES)
            for _ in range(self.random.randint(2, 4)):
                self.add(f"{brand} {city}", f"{brand} heet je welkom. {self.own_text('solo', 3, 5)} Bel {self.written(phone)}", self.when(),
                         group=f"hub{number}", **self.sex(city))  # fmt: skip

    def burst(self, number: int) -> None:
        """Profiles with contacts and words of their own that appear within ten minutes, on several days."""
        people = [(name, self.random.randint(20, 35), self.phone(), self.own_text("solo", 3, 6, name=name))
                  for name in self.random.sample(NAMES, self.random.randint(6, 9))]  # fmt: skip
        for day in self.random.sample(range(DAYS), self.random.randint(3, 6)):
            moment = START + timedelta(days=day, minutes=self.random.randint(60, 900))
            for name, age, phone, text in people:
                at = moment + timedelta(seconds=self.random.randint(0, 540))
                self.add(
                    f"{name} ({age})",
                    f"{text} {self.written(phone)}",
                    at,
                    group=f"burst{number}",
                    **self.sex(self.random.choice(CITIES)),
                )

    def __call__(self, count: int, per: int) -> Stream:
        """The whole stream: a number of each organised kind and innocent hub, ordinary adverts up to `count`."""
        for number in range(per):
            for make in (self.template, self.phone_group, self.rotation, self.movement, self.hub, self.burst):
                make(number)
        for number in range(per):
            for make in (self.club, self.agency, self.franchise, self.board, self.stock):
                make(number)
        for number in range(count // 15):
            self.solo(number)
        while len(self.stream.lines) < count:
            self.random.choice((self.goods, self.vacancy))()
        self.random.shuffle(self.stream.lines)
        return self.stream


def stream(seed: int, count: int = 3000, *, per: int = 4, held: bool = False, languages: bool = True) -> Stream:
    """A stream with the developing or the held-out wordings; `per` of each organised kind and innocent hub."""
    return Maker(seed, HELD if held else DEV, languages)(count, per)


@dataclass(frozen=True, slots=True)
class Score:
    """Pairwise precision and recall of organised groups, and innocent hubs that were called organised."""

    precision: float
    recall: float
    accused: tuple[str, ...]  # hubs
    missed: tuple[str, ...]  # organised groups not called organised at all
    wrong: int  # adverts in organised groups that are in no true one

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scored(made: Stream, organised: Sequence[Sequence[str]]) -> Score:
    """How well these groups of ids match the truth."""
    found = set(_all_pairs(organised))
    true = made.pairs()
    hit = len(found & true)
    flat = {number for group in organised for number in group}
    groups = set(made.truth.values())
    return Score(
        hit / len(found) if found else 0.0,
        hit / len(true),
        tuple(sorted({made.hubs[number] for number in flat if number in made.hubs})),
        tuple(sorted(groups - {made.truth[number] for number in flat if number in made.truth})),
        len(flat - set(made.truth)),
    )


def _all_pairs(groups: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(sorted(group), 2)
