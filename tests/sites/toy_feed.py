"""A feed whose entries are the adverts."""

from crawlers.site import Expect, Feed, Site

SITE = Site(
    name="toy_feed",
    start=("http://127.0.0.1:8703/feed.xml",),
    hosts=("127.0.0.1:8703",),
    family=Feed(),
    expect=Expect(adverts=1, filled={"posted_at": 0.5}),
    local=True,
    synthetic=True,
)
