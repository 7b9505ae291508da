"""The demo's job board: a sitemap and schema.org JobPosting, on loopback."""

from crawlers.site import Expect, Site, Vacancies

SITE = Site(
    name="demo_jobs",
    start=("http://127.0.0.1:8702/sitemap.xml",),
    hosts=("127.0.0.1:8702",),
    family=Vacancies(pages="/vacatures/"),
    expect=Expect(adverts=5, filled={"employer": 1.0}),
    delay=0,
    concurrency=16,
    local=True,
    synthetic=True,
)
