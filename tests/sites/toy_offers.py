"""A marketplace that describes its offers: schema.org in microdata or JSON-LD, else OpenGraph."""

from crawlers.site import Expect, Offers, Site

SITE = Site(
    name="toy_offers",
    start=("http://127.0.0.1:8705/",),
    hosts=("127.0.0.1:8705",),
    family=Offers(advert="li > a", next="a[rel=next]", body=".volledig"),
    expect=Expect(adverts=2, filled={"price_text": 0.9}),
    local=True,
    synthetic=True,
)
