"""What can be counted in a set of adverts: personas in a window, places, numbers, brands."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from enrichment.linking.limits import Limits
from enrichment.linking.seen import Seen
from enrichment.persons.personas import count_personas
from enrichment.places.distance import kilometres

MOSTLY = 0.7  # of the adverts name one firm: it is that firm's
STARTS = 40  # windows looked at; a busy contact is sampled, so that it costs no more than its adverts


def windows(adverts: Sequence[Seen], length: timedelta) -> Iterator[Sequence[Seen]]:
    """Stretches of `length` of adverts in order of time, each beginning with an advert; those within another are left out."""
    times = [one.at for one in adverts]
    step = max(1, len(adverts) // STARTS)
    last = 0
    for start in range(0, len(adverts), step):
        end = bisect_right(times, times[start] + length)
        if end > last:
            last = end
            yield adverts[start:end]


def most_personas(adverts: Sequence[Seen], length: timedelta) -> int:
    """The most personas that adverts of one window present."""
    return max((personas(window) for window in windows(adverts, length)), default=0)


def personas(adverts: Sequence[Seen]) -> int:
    """How many personas explain what these adverts say."""
    return count_personas({one.said for one in adverts if one.said})


def names(adverts: Sequence[Seen]) -> set[str]:
    """First names told."""
    return {one.said.name for one in adverts if one.said and one.said.name}


def most_places(adverts: Sequence[Seen], length: timedelta) -> int:
    """The most gemeenten in one window."""
    return max(
        (len({one.gemeente for one in window if one.gemeente}) for window in windows(adverts, length)), default=0
    )


def hurried(one: Seen, other: Seen, limits: Limits) -> bool:
    """Whether one persona is far away within half a day, yet not in one sitting (one advert for all regions)."""
    apart = other.at - one.at
    if not limits.sitting < apart <= limits.far_window or one.gemeente is None or other.gemeente is None:
        return False
    same = one.said is None or other.said is None or one.said.name == other.said.name
    return same and kilometres(one.gemeente, other.gemeente) > limits.far


def most_numbers(adverts: Sequence[Seen], length: timedelta) -> int:
    """The most phone numbers in one window."""
    return max((len(phones(window)) for window in windows(adverts, length)), default=0)


def most_contacts(adverts: Sequence[Seen], length: timedelta) -> int:
    """The most adverts' first contacts in one window: phone, else address, else handle."""
    return max((len(owners(window)) for window in windows(adverts, length)), default=0)


def owners(adverts: Sequence[Seen]) -> set[str]:
    """The first contacts of the adverts."""
    return {mine for one in adverts if (mine := first_contact(one))}


def first_contact(advert: Seen) -> str | None:
    """Key of its phone, else address, else handle."""
    mine = sorted(advert.contacts, key=lambda one: (one.kind != "phone", one.kind, one.key))
    return mine[0].key if mine else None


def phones(adverts: Sequence[Seen]) -> set[str]:
    """Keys of the phone numbers."""
    return {one.key for advert in adverts for one in advert.subjects if one.kind == "phone"}


def brands(adverts: Sequence[Seen]) -> Counter[str]:
    """Firms named, with in how many adverts."""
    return Counter(one.brand for one in adverts if one.brand)


def claims(adverts: Sequence[Seen]) -> int:
    """How many say who can be looked up: a licence beside a register number, or beside the one name that all have."""
    one_name = main_share(adverts) >= MOSTLY
    return sum(1 for one in adverts if one.licensed or (one.identity and one_name))


def is_known_business(adverts: Sequence[Seen], limits: Limits) -> bool:
    """Whether enough of them say so: a quarter, or where all have one name, a tenth."""
    least = limits.named_share if main_share(adverts) >= MOSTLY else limits.licensed_share
    return (count := claims(adverts)) > 0 and share(adverts, count) >= least


def main_share(adverts: Sequence[Seen]) -> float:
    """The share of the adverts that are of, or name, one and the same firm."""
    counted = (Counter(one.brand for one in adverts if one.brand), Counter(one.named for one in adverts if one.named))
    return share(adverts, max((count for firms in counted for count in firms.values()), default=0))


def nameless(adverts: Sequence[Seen], limits: Limits) -> bool:
    """Whether hardly any says whose it is: no firm, no register number, no licence; a branch or a client names its firm."""
    return share(adverts, sum(1 for one in adverts if one.brand or one.kvk or one.identity)) < limits.named_share


def share(adverts: Sequence[Seen], count: int) -> float:
    """`count` of the adverts as a share."""
    return count / len(adverts) if adverts else 0.0


def with_code(adverts: Sequence[Seen], codes: frozenset[str]) -> int:
    """How many adverts have one of these codes."""
    return sum(1 for one in adverts if one.codes & codes)


def mainly(adverts: Sequence[Seen]) -> str:
    """The form that most adverts have; of two equals the first by name."""
    counted = Counter(one.form for one in adverts)
    return min(counted, key=lambda form: (-counted[form], form)) if counted else "overig"
