"""A second seeded stream, with wordings and kinds of its own: what linking was not made beside, true groups and innocent ones."""

# ruff: noqa: E501 - sentences

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.link_stream import Stream
from tests.link_world_words import (
    CITIES,
    ENGLISH,
    GOODS,
    JOBS,
    LOW,
    NAMES,
    NEIGHBOURS,
    OWN,
    PROMPTS,
    SEX,
    STOCK,
    SURNAMES,
    THINGS,
    TONGUES,
    TRADES,
    WORK,
)  # fmt: skip

START = datetime(2026, 5, 4, 5, tzinfo=UTC)
SPAN = 55.0  # days
_CHOICE = re.compile(r"\{([^}]*)\}")
_SLOT = re.compile(r"\[(\w+)\]")
DAY = timedelta(days=1)


class World:
    """Makes the stream; every choice comes from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.stream = Stream()
        self.numbers = self.dice.sample(range(10_000_000, 59_999_999), 9000)
        self.vocabulary = sorted(set(re.findall(r"[a-zë]{4,}", " ".join((*SEX, *WORK)))))

    # --- pieces

    def phone(self) -> str:
        return f"06{self.numbers.pop()}"

    def shown(self, phone: str) -> str:
        two = " ".join(phone[at : at + 2] for at in range(0, 10, 2))
        return self.dice.choice(
            (phone, f"{phone[:2]}-{phone[2:]}", two, f"+31{phone[1:]}", f"{phone[:4]} {phone[4:7]} {phone[7:]}")
        )

    def frames(self, pool: Sequence[str], count: int) -> list[str]:
        """A writer's own sentences: frames filled in once; slots stay open."""
        picked = self.dice.sample(pool, min(count, len(pool)))
        return [_CHOICE.sub(lambda told: self.dice.choice(told[1].split("|")), one) for one in picked]

    def filled(self, said: Sequence[str], **slots: Any) -> str:
        """The text of one advert."""
        values = {
            "name": self.dice.choice(NAMES), "city": self.dice.choice(CITIES), "price": self.dice.randrange(60, 250, 10),
            "job": self.dice.choice(JOBS), "thing": self.dice.choice(THINGS), "firm": "Ons bedrijf",
            "wage": f"{self.dice.uniform(15.2, 19.5):.2f}", "low": f"{self.dice.uniform(5, 9):.2f}", **slots,
        }  # fmt: skip
        sentences = [_SLOT.sub(lambda slot: str(values[slot[1]]), one) for one in said]
        glue = self.dice.choice((". ", ".\n", "! "))
        return glue.join(one[0].upper() + one[1:] for one in sentences) + "."

    def edited(self, text: str, changed: int, noise: float) -> str:
        """The same with some words replaced and letters mistyped here and there."""
        words = text.split(" ")
        plain = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 3]
        for at in self.dice.sample(plain, min(changed, len(plain))):
            words[at] = self.dice.choice(self.vocabulary)
        return " ".join(self._typed(word) if word.isalpha() and self.dice.random() < noise else word for word in words)

    def _typed(self, word: str) -> str:
        at = self.dice.randrange(len(word))
        return self.dice.choice(
            (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], self.dice.choice(self.vocabulary))
        )

    def when(self, first: float = 0, last: float = SPAN) -> datetime:
        return START + DAY * self.dice.uniform(first, last)

    def add(self, title: str, body: str, at: datetime, *, group: str = "", hub: str = "", **more: Any) -> None:
        number = f"w{len(self.stream.lines)}"
        line = {"id": number, "title": title, "body": body, "seen_at": at.isoformat(timespec="seconds"), **more}
        self.stream.lines.append({key: value for key, value in line.items() if value})
        for name, where in ((group, self.stream.truth), (hub, self.stream.hubs)):
            if name:
                where[number] = name

    def place(self, city: str, **more: Any) -> dict[str, Any]:
        """What a site knows of an advert for sexual services."""
        return {"source": self.dice.choice(("avond.example", "gids.example", "kontakt.example")), "category": "erotiek",
                "place_text": city.replace("_", " "), "account": f"k{self.dice.randrange(10**6)}", **more}  # fmt: skip

    def post(self, said: Sequence[str], name: str, city: str, phone: str, at: datetime, *, tail: str = "", edit: tuple[int, float] = (0, 0.0),
             account: str | None = None, **of: str) -> None:  # fmt: skip
        city = city.replace("_", " ")
        call = self.dice.choice(("Bel", "App", "Sms", "Tel.")) + f" {self.shown(phone)}."
        body = self.edited(self.filled(said, name=name, city=city), *edit)
        stock = f" {self.dice.choice(STOCK)}" if self.dice.random() < 0.3 else ""
        title = self.dice.choice((f"{name} in {city}", f"{name}, {city}", f"Lieve {name}"))
        self.add(
            title,
            f"{body} {call}{tail}{stock}",
            at,
            **of,
            **self.place(city, **({"account": account} if account else {})),
        )

    def named(self, count: int) -> list[str]:
        """Sentences of one writer, who says her name."""
        return [
            self.dice.choice(("ik heet [name]", "mijn naam is [name]", "vraag naar [name]")),
            *self.frames(SEX, count),
        ]

    # --- organised

    def template(self, group: str) -> None:
        base, first = self.named(self.dice.randint(7, 10)), self.dice.uniform(0, 25)
        edit = self.dice.randint(0, 5), self.dice.choice((0.0, 0.03, 0.06))
        phones = [self.phone() for _ in range(self.dice.randint(5, 12))]
        for at in range(self.dice.randint(8, 18)):
            said = (
                [one for one in base if one != base[1 + at % (2 * len(base))]]
                if 1 + at % (2 * len(base)) < len(base)
                else base
            )
            self.post(
                said,
                self.dice.choice(NAMES),
                self.dice.choice(CITIES),
                phones[at % len(phones)],
                self.when(first, first + 25),
                edit=edit,
                group=group,
            )

    def tongues(self, group: str) -> None:
        """One text in four languages; some numbers stand under two of them."""
        first, phones = self.dice.uniform(0, 25), [self.phone() for _ in range(9)]
        for at in range(16):
            said = TONGUES[sorted(TONGUES)[at % 4 if at < 9 else self.dice.randrange(4)]]
            self.post(
                said,
                self.dice.choice(NAMES),
                self.dice.choice(CITIES),
                phones[at % 9],
                self.when(first, first + 25),
                group=group,
            )

    def crowd(self, group: str) -> None:
        """Personas with words of their own on one number."""
        phone, first, city = self.phone(), self.dice.uniform(0, 25), self.dice.choice(CITIES)
        for name in self.dice.sample(NAMES, self.dice.randint(4, 7)):
            said, account = self.named(self.dice.randint(4, 7)), f"k{self.dice.randrange(10**6)}"
            for _ in range(self.dice.randint(1, 3)):
                self.post(said, name, city, phone, self.when(first, first + 24), group=group, account=account)

    def rotation(self, group: str) -> None:
        """One persona and text; every few days another number, now and then an old one again."""
        said, name, city, first = (
            self.named(8),
            self.dice.choice(NAMES),
            self.dice.choice(CITIES),
            self.dice.uniform(0, 12),
        )
        phones = [self.phone() for _ in range(self.dice.randint(4, 6))]
        for at, phone in enumerate([*phones, phones[1]]):
            self.post(
                said, name, city, phone, self.when(first + at * 5, first + at * 5 + 3), edit=(2, 0.02), group=group
            )

    def movement(self, group: str) -> None:
        """One persona who sleeps nowhere: another town twice a day, for days."""
        said, name, phone, first = (
            [*self.named(5), *self.frames(OWN, self.dice.randint(0, 2))],
            self.dice.choice(NAMES),
            self.phone(),
            self.dice.uniform(0, 40),
        )
        at, account = START + DAY * first, f"k{self.dice.randrange(10**6)}"
        for city in self.dice.sample(CITIES, self.dice.randint(9, 12)):
            self.post([*said, "vandaag in [city]"], name, city, phone, at, group=group, account=account)
            at += timedelta(hours=self.dice.uniform(6, 14))

    def brands(self, group: str) -> None:
        """Firms with one recruiter and wages that are a breach."""
        phone, first = self.phone(), self.dice.uniform(0, 20)
        for surname in self.dice.sample(SURNAMES, self.dice.randint(4, 6)):
            firm = f"{surname} {self.dice.choice(('Flexwerk', 'Personeel', 'Uitzendbureau', 'Jobs'))}"
            for _ in range(self.dice.randint(2, 3)):
                city = self.dice.choice(CITIES)
                body = self.filled([*self.frames(WORK[:-1], 4), *self.frames(LOW, 2)], firm=firm, city=city)
                self.add(f"Werk in {city}", f"{body} Bel {self.shown(phone)}.", self.when(first, first + 30), group=group,
                         source="vacatures.example", category="vacature", employer=firm, place_text=city)  # fmt: skip

    def salons(self, group: str) -> None:
        """Salons with names of their own and one number."""
        phone = self.phone()
        for surname in self.dice.sample(SURNAMES, self.dice.randint(3, 5)):
            salon = f"{self.dice.choice(('Studio', 'Salon', 'Privéhuis'))} {surname}"
            for _ in range(self.dice.randint(2, 4)):
                city = self.dice.choice(CITIES)
                self.add(
                    f"{salon} {city}",
                    f"{salon}. {self.filled(self.frames(SEX[1:], 5), city=city)} Bel {self.shown(phone)}.",
                    self.when(),
                    group=group,
                    **self.place(city),
                )

    def burst(self, group: str) -> None:
        """Profiles with numbers and words of their own that keep appearing together."""
        people = [
            (name, self.named(5), self.phone(), self.dice.choice(CITIES), f"k{self.dice.randrange(10**6)}")
            for name in self.dice.sample(NAMES, self.dice.randint(6, 8))
        ]
        for day in self.dice.sample(range(int(SPAN)), self.dice.randint(4, 6)):
            start = START + DAY * (day + self.dice.uniform(0.05, 0.6))
            for name, said, phone, city, account in people:
                self.post(
                    said,
                    name,
                    city,
                    phone,
                    start + timedelta(seconds=self.dice.uniform(0, 500)),
                    group=group,
                    account=account,
                )

    # --- innocent

    def solo(self, hub: str) -> None:
        """Somebody for herself, by turns: weekly again, on tour, a day here and a day there, all of a region or of the country."""
        way = self.dice.choice(("weekly", "weekly", "tour", "tour", "round", "region", "everywhere"))
        own = self.frames(OWN, self.dice.choice((0, 1, 1)))
        said, name, phone = [*self.named(self.dice.randint(5, 8)), *own], self.dice.choice(NAMES), self.phone()
        if self.dice.random() < 0.15:
            said = self.frames(ENGLISH, 6)
        home, first, account = self.dice.choice(CITIES), self.dice.uniform(0, 15), f"k{self.dice.randrange(10**6)}"
        tour = self.dice.sample(CITIES, 9)
        stops: list[tuple[str, float]] = {
            "weekly": [(home, 7.0 * at) for at in range(5)],
            "tour": [
                (city, at * self.dice.uniform(2.0, 5.0)) for at, city in enumerate(tour[: self.dice.randint(4, 8)])
            ],
            "round": [(tour[at % 4], 1.0 * at + at // 4 * 3) for at in range(12)],
            "region": [(city, 0.5 * at) for at, city in enumerate(NEIGHBOURS)],
            "everywhere": [(city, day * 9 + at / 400) for day in range(2) for at, city in enumerate(tour)],
        }[way]
        for city, day in stops:
            self.post(
                said,
                name,
                city,
                phone,
                START + DAY * (first + day),
                edit=(self.dice.randint(0, 1), 0.0),
                account=account,
                hub=hub,
            )

    def friends(self, hub: str) -> None:
        phone, city, first = self.phone(), self.dice.choice(CITIES), self.dice.uniform(0, 40)
        for name in self.dice.sample(NAMES, 2):
            self.post(
                [*self.named(6), "ik deel deze telefoon met een vriendin"],
                name,
                city,
                phone,
                self.when(first, first + 9),
                hub=hub,
            )

    def club(self, hub: str) -> None:
        club, city, phone, kvk = (
            f"Club {self.dice.choice(SURNAMES)}",
            self.dice.choice(CITIES),
            self.phone(),
            f"{self.dice.randrange(10**7, 9 * 10**7)}",
        )
        for name in self.dice.sample(NAMES, self.dice.randint(12, 24)):
            licence = (
                f" {club} heeft een vergunning van de gemeente, KvK {kvk}."
                if self.dice.random() < 0.6
                else f" Bij {club}."
            )
            self.post(self.named(5), name, city, phone, self.when(), tail=licence, hub=hub)

    def switchboard(self, hub: str) -> None:
        """A paid line of the site, with a box for each."""
        for _ in range(self.dice.randint(40, 80)):
            city = self.dice.choice(CITIES)
            name = self.dice.choice(NAMES)
            self.add(
                f"{name} {city}",
                f"{self.filled(self.named(6), name=name, city=city)} Bel 0900-0000123, box {self.dice.randrange(1000, 9999)}.",
                self.when(),
                hub=hub,
                **self.place(city),
            )

    def vacancy(self, title: str, body: str, hub: str, firm: str, city: str) -> None:
        self.add(title, body, self.when(), hub=hub, source="vacatures.example", category="vacature", employer=firm,
                 place_text=city)  # fmt: skip

    def agency(self, hub: str) -> None:
        firm, phone, kvk = (
            f"{self.dice.choice(SURNAMES)} Uitzend BV",
            f"030-000{self.dice.randrange(1000, 9999)}",
            f"{self.dice.randrange(10**7, 9 * 10**7)}",
        )
        for _ in range(self.dice.randint(20, 40)):
            city = self.dice.choice(CITIES)
            body = self.filled(
                [*self.frames(WORK, 6), f"{firm} is SNA gecertificeerd en betaalt volgens de cao, KvK {kvk}"],
                firm=firm,
                city=city,
            )
            self.vacancy(f"Vacature {city}", f"{body} Bel {phone}.", hub, firm, city)

    def franchise(self, hub: str) -> None:
        brand, said, kvk = (
            f"{self.dice.choice(SURNAMES)} IJs",
            self.frames(WORK, 8),
            f"{self.dice.randrange(10**7, 9 * 10**7)}",
        )
        for city in self.dice.sample(CITIES, 20):
            body = self.filled(said, firm=f"{brand} {city}", city=city, job="verkoper")
            self.vacancy(
                f"{brand} {city}", f"{body} KvK {kvk}. Mail {city.lower()}@ijs.example.", hub, f"{brand} {city}", city
            )

    def board(self, hub: str) -> None:
        for _ in range(self.dice.randint(30, 60)):
            firm, city = (
                f"{self.dice.choice(TRADES)} {self.dice.choice(SURNAMES)} {self.dice.choice(CITIES)}",
                self.dice.choice(CITIES),
            )
            body = self.filled(self.frames(WORK, 6), firm=firm, city=city)
            self.vacancy(
                f"{self.dice.choice(JOBS)} gezocht", f"{body} Reageer via het Prikbord, 085-0001122.", hub, firm, city
            )

    def prompted(self, hub: str) -> None:
        for _ in range(self.dice.randint(40, 70)):
            name, city, own = self.dice.choice(NAMES), self.dice.choice(CITIES), self.frames(SEX, 4)
            body = " ".join(
                f"{prompt} {self.filled([said], name=name, city=city)}"
                for prompt, said in zip(PROMPTS, own, strict=True)
            )
            self.add(
                f"{name} {city}",
                f"{body} {self.shown(self.phone())} {STOCK[0]}",
                self.when(),
                hub=hub,
                **self.place(city),
            )

    def maker(self, hub: str) -> None:
        """Whoever makes pages for independents puts an address under each, beside their own number."""
        for name in self.dice.sample(NAMES, self.dice.randint(8, 14)):
            self.post(
                self.named(6),
                name,
                self.dice.choice(CITIES),
                self.phone(),
                self.when(),
                tail=" Pagina door maker@webwinkel.example.",
                hub=hub,
            )

    def goods(self) -> None:
        city = self.dice.choice(CITIES)
        self.add(
            "Te koop",
            f"{self.filled(self.frames(GOODS, 4), city=city)} Bel {self.shown(self.phone())}.",
            self.when(),
            source="markt.example",
            category="huisraad",
            place_text=city,
        )

    def __call__(self, count: int, per: int) -> Stream:
        """The whole stream: `per` of each kind of group, and of solos ten times so many; ordinary adverts up to `count`."""
        organised = (self.template, self.crowd, self.rotation, self.movement, self.brands, self.salons, self.burst)
        innocent = (
            self.club,
            self.switchboard,
            self.agency,
            self.franchise,
            self.board,
            self.prompted,
            self.maker,
            self.friends,
        )
        for turn in range(per):
            for make in (*organised, *innocent):
                make(f"{make.__name__}{turn}")
        self.tongues("tongues")
        for turn in range(10 * per):
            self.solo(f"solo{turn}")
        while len(self.stream.lines) < count:
            self.goods()
        self.dice.shuffle(self.stream.lines)
        return self.stream


def world(seed: int, count: int = 1500, *, per: int = 2) -> Stream:
    """A stream of `count` adverts or more."""
    return World(seed)(count, per)
