"""django-classified, as PyPI has it: sections lead to groups, groups to adverts. Its test puts the real port in."""

from crawlers.site import Expect, Listing, Site

SITE = Site(
    name="toy",
    start=("http://127.0.0.1:8700/",),
    hosts=("127.0.0.1:8700",),
    family=Listing(
        advert=".dcf-group a, td > a",
        next=".pagination a",
        title=".dcf-item-head h2",
        body=".dcf-description",
        category=".dcf-eyebrow a",
        place=".dcf-eyebrow",
        price=".dcf-item-price",
        posted=".dcf-meta",
    ),
    expect=Expect(adverts=20, filled={"price_text": 1.0, "posted_at": 0.9}),
    delay=0,
    concurrency=8,
    local=True,
    synthetic=True,
)
