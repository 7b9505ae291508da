"""A paged JSON API."""

from crawlers.site import Api, Expect, Site

SITE = Site(
    name="toy_api",
    start=("http://127.0.0.1:8704/api/ads?page=1",),
    hosts=("127.0.0.1:8704",),
    family=Api(
        items="data.ads",
        page="page",
        link="slug",
        address="/advertentie/{}",
        title="title",
        body="[intro, text]",
        category="category.name",
        place="location.city",
        price="price.label",
        posted="created",
        account="user.name",
    ),
    expect=Expect(adverts=2, filled={"posted_at": 1.0, "account": 0.5}),
    local=True,
    synthetic=True,
)
