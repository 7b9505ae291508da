"""Learns from the marked adverts what each number is for: `python -m enrichment.wages.roles.learn` after they, or signs, changed.

Prints what it is worth on adverts that were left out. Takes scikit-learn (`zicht[vectors]`) and some two minutes.
"""

import sys
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from enrichment.wages.money import amounts
from enrichment.wages.roles.decode import Numbers, numbers_of, reckoned
from enrichment.wages.roles.head import BUCKETS, LEARNT, Chances, Head, Heads, buckets_of, company, write
from enrichment.wages.roles.marked import Marked, read_marked
from enrichment.wages.roles.signs import seen_by_rules
from enrichment.wages.roles.sums import ROLES
from enrichment.worktime.hours import hours_of

PARTS = 4
COST = 2.0  # of scikit-learn: the inverse of how much large weights are held back
_NEVER = -20.0  # the lean of a role that nobody marked
_ALIKE = 0.05  # of a wage


class Lesson(NamedTuple):
    """An advert as it teaches: its numbers and their roles (places in ROLES)."""

    advert: Marked
    numbers: Numbers
    roles: list[int]


def lesson(advert: Marked) -> Lesson:
    """What an advert teaches."""
    text, language = advert.told.text, advert.language
    seen = seen_by_rules(hours_of(text, language), [*amounts(text, language)])
    numbers = numbers_of(text, language, seen)
    return Lesson(advert, numbers, [ROLES.index(advert.role_of(numbers.pieces[at])) for at in numbers.places])


def learn(lessons: Sequence[Lesson]) -> Heads:
    """Both heads; the second learns beside what the first says of adverts that it was not taught by."""
    seen: dict[int, list[Chances]] = {}
    for part in range(PARTS):
        head = _fit([one for one in lessons if part_of(one, "beside") != part])
        held = (one for one in lessons if part_of(one, "beside") == part)
        seen |= {id(one): [head.chances(buckets_of(signs)) for signs in one.numbers.signs] for one in held}
    return Heads(_fit(lessons), _fit([_in_company(one, seen[id(one)]) for one in lessons]))


def part_of(one: Lesson, salt: str) -> int:
    """In which of PARTS a lesson lies."""
    return int(sha256(f"{salt}{one.advert.plain}".encode("utf-8", "replace")).hexdigest(), 16) % PARTS


def _in_company(one: Lesson, chances: Sequence[Chances]) -> Lesson:
    signs = [[*of, *more] for of, more in zip(one.numbers.signs, company(chances), strict=True)]
    return one._replace(numbers=one.numbers._replace(signs=signs))


def _fit(lessons: Sequence[Lesson]) -> Head:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = [sorted(buckets_of(signs)) for one in lessons for signs in one.numbers.signs]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((at for row in rows for at in row), dtype=np.int32)
    table = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, starts), shape=(len(rows), BUCKETS))
    learner = LogisticRegression(C=COST, max_iter=300, tol=1e-3).fit(
        table, [role for one in lessons for role in one.roles]
    )
    weights = np.zeros((BUCKETS, len(ROLES)), dtype=np.float32)
    lean = np.full(len(ROLES), _NEVER, dtype=np.float32)
    weights[:, learner.classes_], lean[learner.classes_] = learner.coef_.T, learner.intercept_
    return Head(weights, lean)


def worth(lessons: Sequence[Lesson]) -> str:
    """What heads that were taught by three quarters say of the last one: roles, wages."""
    left = [one for one in lessons if part_of(one, "worth") == 0]
    heads = learn([one for one in lessons if part_of(one, "worth") != 0])
    right = sum(
        int(chances.argmax()) == role
        for one in left
        for chances, role in zip(heads.chances(one.numbers.signs), one.roles, strict=True)
    )
    told = [(one.advert.wage, reckoned(one.numbers, heads)) for one in left if one.advert.wage]
    said = [(wage, float(found.wage.value)) for wage, found in told if found]
    alike = sum(abs(wage - value) <= _ALIKE * wage for wage, value in said)
    count = sum(len(one.roles) for one in left)
    return f"{len(left)} adverts left out: {right} of {count} roles; of {len(told)} wages {len(said)} told, {alike} right\n"


def main() -> int:
    """Learn, write, tell."""
    lessons = [lesson(one) for one in read_marked()]
    sys.stdout.write(worth(lessons))
    write(LEARNT, learn(lessons))
    return 0


if __name__ == "__main__":
    sys.exit(main())
