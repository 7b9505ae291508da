"""A value that thousands of adverts have ties nobody, whoever they are: to know that, a bounded number of them is enough."""

from collections.abc import Sequence
from dataclasses import replace

from enrichment.linking.carriers import Carrier, cut
from enrichment.linking.limits import Limits
from enrichment.linking.seen import Seen, in_time


def few_of(adverts: Sequence[Seen], limits: Limits) -> tuple[Seen, ...]:
    """Those that show a crowd: with the smallest ids, in any order of arrival the same."""
    return tuple(in_time(sorted(adverts, key=lambda one: one.number)[: limits.crowd_shown]))


def crowd(carrier: Carrier, limits: Limits) -> Carrier:
    """The carrier, cut because of its sheer number; a person may restore it."""
    key = few_of(carrier.adverts, limits)[0].mark if carrier.by == "text" else carrier.key
    return cut(
        replace(carrier, key=key),
        "crowd",
        f"staat in meer dan {limits.crowd} advertenties; dat bindt niemand. Getoond worden er {limits.crowd_shown}.",
        f"stands in more than {limits.crowd} adverts; that ties nobody. Of them {limits.crowd_shown} are shown.",
    )
