"""The canary: one invented advert that Zicht shows itself on loopback, and that travels through every run."""

from crawlers.site import Expect, Listing, Site
from zicht.settings import load_settings

HOST = f"127.0.0.1:{load_settings().canary or 8709}"
SITE = Site(
    name="canary",
    start=(f"http://{HOST}/",),
    hosts=(HOST,),
    family=Listing(
        advert="a.advert", title="h1", body="div.body", place="span.place", employer="span.employer", posted="time"
    ),
    expect=Expect(adverts=1, filled={"employer": 0.5}),
    delay=0,
    local=True,
    synthetic=True,
)
