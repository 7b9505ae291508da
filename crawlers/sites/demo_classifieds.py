"""The demo's classifieds site: listing pages and detail pages, on loopback."""

from crawlers.site import Expect, Listing, Site

SITE = Site(
    name="demo_classifieds",
    start=("http://127.0.0.1:8701/",),
    hosts=("127.0.0.1:8701",),
    family=Listing(
        advert="a.advert",
        next="a.next",
        title="h1.title",
        body="div.body",
        category="p.category",
        place="p.place",
        price="p.price",
        posted="time.posted",
        account="p.account",
    ),
    expect=Expect(adverts=10, filled={"posted_at": 1.0, "category": 1.0}),
    delay=0,
    concurrency=16,
    local=True,
    synthetic=True,
)
