"""A value that thousands of adverts have ties nobody, whoever they are: to know that, a bounded number of them is enough."""

from collections.abc import Sequence
from dataclasses import replace

from enrichment.linking.carriers import Carrier, cut
from enrichment.linking.seen import Seen, in_time

CROWD = 10_000  # adverts; of more no group is made that a person could read, and one more may not cost as much as all
SHOWN = (
    200  # of them stand in the group that shows the cut: those with the smallest ids, in any order of arrival the same
)


def few_of(adverts: Sequence[Seen]) -> tuple[Seen, ...]:
    """Those that show a crowd."""
    return tuple(in_time(sorted(adverts, key=lambda one: one.number)[:SHOWN]))


def crowded(carrier: Carrier) -> Carrier | None:
    """The carrier, cut because of its sheer number; None when it is no crowd. A person may restore it."""
    if len(carrier.adverts) <= CROWD:
        return None
    key = few_of(carrier.adverts)[0].mark if carrier.by == "text" else carrier.key
    return cut(
        replace(carrier, key=key),
        "crowd",
        f"staat in meer dan {CROWD} advertenties; dat bindt niemand. Getoond worden er {SHOWN}.",
        f"stands in more than {CROWD} adverts; that ties nobody. Of them {SHOWN} are shown.",
    )
