"""Days of the week in a text: which belong together, and which short words are none."""

import pytest

from enrichment.worktime.weekdays import groups_of

GROUPS = {
    "ma wo za van 9 tot 17": [[0, 2, 5]],
    "di/do avond": [[1, 3]],
    "ma, wo en vr van 8-16": [[0, 2, 4]],
    "mo-do 8-16 uhr": [[0, 1, 2, 3]],
    "mo mi fr": [[0, 2, 4]],
    "pn, sr i pt": [[0, 2, 4]],
    "lu mi vi 8-16": [[0, 2, 4]],
    "vr+za": [[4, 5]],
    "ma t/m do": [[0, 1, 2, 3]],
    "maandag t/m donderdag, zaterdag en zondag": [[0, 1, 2, 3, 5, 6]],
    "luni + joi": [[0, 3]],
    "so do we mo": [],
    "do so": [],
    "la ma vi": [],
    "zo ma di": [],  # against the order of the week: words, perhaps
}


@pytest.mark.parametrize(("text", "days"), GROUPS.items())
def test_days_that_belong_together(text: str, days: list[list[int]]) -> None:
    assert [sorted(group.days) for group in groups_of(text)] == days
