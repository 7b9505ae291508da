"""What came in is written in batches: two commits however many pages, and the next pages are leased in the second."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Request
from sqlalchemy import event

from crawlers.scribe import Answer, Scribe
from crawlers.site import Expect, Listing, Site
from crawlers.traps import Guarded
from ledger import Ledger
from ledger.frontier import SqlRecorder
from ledger.sealing import Vault
from tests.conftest import NOON
from tests.test_traps import SITE as MARKET
from tests.test_traps import Memory
from zicht.crawling import Target

HOST = "https://markt.example"
SITE = Site(
    name="markt", start=(f"{HOST}/lijst",), hosts=("markt.example",), expect=Expect(adverts=1),
    family=Listing(advert="a.ad", title="h1", body="p"),
)  # fmt: skip
LINKS = [f"/ad/{at}" for at in range(9)]
LIST = "".join(f'<a class="ad" href="{link}">x</a>' for link in LINKS).encode()


@pytest.fixture
def recorder(ledger: Ledger, tmp_path: Path) -> Iterator[SqlRecorder]:
    run = ledger.start_run(SITE.name, at=NOON)
    made = ledger.recorder(SITE.name, run, Vault(tmp_path, b"m" * 32))
    yield made
    made.close()


def answer(target: Target, body: bytes) -> Answer:
    headers = {"Content-Type": "text/html", "ETag": '"1"'}
    return Answer(
        HtmlResponse(target.url, headers=headers, body=body, request=Request(target.url, headers={"A": "b"})),
        target, NOON,
    )  # fmt: skip


def test_a_batch_costs_two_commits_and_leases_what_it_led_to(ledger: Ledger, recorder: SqlRecorder) -> None:
    recorder.add([*SITE.start, *(f"{HOST}/ad/x{at}" for at in range(7))], 0)
    targets = recorder.lease(64)
    bodies = [LIST if target.url in SITE.start else f"<h1>{target.url}</h1><p>x</p>".encode() for target in targets]
    commits: list[object] = []
    event.listen(ledger._engine, "commit", commits.append)
    ended, leased = Scribe(SITE, Guarded(SITE, recorder)).write(list(map(answer, targets, bodies)), 64)
    assert len(commits) == 2
    assert ended == {"captured": 8}
    assert sorted(target.url for target in leased) == [HOST + link for link in LINKS]
    assert {capture.url for capture in ledger.captured(99)} == {target.url for target in targets}
    assert {dict(capture.headers)["Etag"] for capture in ledger.captured(99)} == {'"1"'}


def test_what_leads_to_more_is_asked_first() -> None:
    """A listing stands after its adverts in the frontier; asked last, nothing would be under way meanwhile."""
    guarded = Guarded(MARKET, Memory())  # type: ignore[arg-type]
    guarded.add(MARKET.start, 0)
    (start,) = guarded.lease(64)
    adverts = [f"{HOST}/ad/{at}" for at in range(40)]
    guarded.add([*adverts, f"{HOST}/lijst?p=2"], 1, found_on=start)
    assert [target.url for target in guarded.lease(64)] == [f"{HOST}/lijst?p=2", *sorted(adverts)]


def test_changes_of_one_page_are_made_in_their_order(ledger: Ledger, recorder: SqlRecorder) -> None:
    """In one block, where they wait to be written together."""
    urls = [f"{HOST}/{name}" for name in "abc"]
    recorder.add(urls, 0)
    first, second, third = recorder.lease(3)
    with recorder.together():
        for target in (first, second, third):
            recorder.capture(target, url=target.url, status=200, headers=[], payload=b"1", fetched_at=NOON, ends=False)
        recorder.done(first, [("ETag", '"1"')])
        recorder.put_back(second)
        recorder.done(third, [("ETag", '"3"')])
        recorder.put_back(third)
        recorder.gone(first, status=410, fetched_at=NOON)
    assert [(target.url, target.etag, bool(target.sha256)) for target in recorder.lease(9)] == [
        (urls[1], None, True),
        (urls[2], '"3"', True),
    ]
    later = NOON + timedelta(days=2)
    again = ledger.recorder(SITE.name, ledger.start_run(SITE.name, at=later), recorder._vault)
    assert again.add(urls[:1], 0) == 1
    assert [target.sha256 for target in again.lease(9) if target.url == urls[0]] == [None]
    again.close()
