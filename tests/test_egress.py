"""Nothing leaves for a network of our own: not by a literal, not by a name, not by a name that changes its mind."""

import pytest
from pydantic import ValidationError

from crawlers.addresses import is_inside
from crawlers.egress import EgressResolver, PrivateAddressError
from crawlers.site import Expect, Listing, Site
from tests.crawling import allow, crawl, letters
from tests.toy_site import FAMILY, HTML, Answer, listing, moved, page, toy_site
from zicht.errors import SiteError
from zicht.settings import Settings

INSIDE = (
    "127.0.0.1", "127.8.9.10", "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254",
    "169.254.0.1", "0.0.0.0", "100.64.0.1", "100.127.255.254", "198.18.0.1", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.7", "203.0.113.9", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254",
    "168.63.129.16", "192.88.99.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "2001:0:7f00:1::", "fec0::1", "::127.0.0.1", "fe80::1%eth0", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "ff02::1", "2001:db8::1",
)  # fmt: skip
OUTSIDE = (
    "93.184.215.14",
    "8.8.8.8",
    "172.15.255.255",
    "172.32.0.1",
    "11.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
)
# other spellings of 127.0.0.1 and 10.0.0.1: none may be the host of a site that is not local
SPELLED = (
    "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost", "LOCALHOST", "a.localhost", "intern.local",
    "metadata.google.internal", "10.0.0.1", "169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0", "127.0.0.1:8080",
    "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "10.1", "167772161", "localhost.",
)  # fmt: skip
SITE = '''"""A site of the tests whose name leads where it should not."""
import socket
from crawlers.site import *
ANSWERS = iter({answers!r})
socket.gethostbyname = lambda name: next(ANSWERS)
SITE = Site(name="toy", start=("http://naam.example:{port}/",), hosts=("naam.example:{port}",), family={family},
            expect=Expect(adverts=1), delay=0, concurrency=2)
'''


@pytest.mark.parametrize("address", INSIDE)
def test_what_lies_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_lies_outside(address: str) -> None:
    assert not is_inside(address)


@pytest.mark.parametrize("host", SPELLED)
def test_a_site_of_the_net_has_no_host_of_ours(host: str) -> None:
    family = Listing(advert="a", title="h1", body="p")
    with pytest.raises((SiteError, ValidationError)):
        Site(name="toy", start=(f"http://{host}/",), hosts=(host,), family=family, expect=Expect(adverts=1))


@pytest.mark.parametrize("local", [False, True])
def test_a_resolved_address_is_looked_at(local: bool) -> None:
    resolver = EgressResolver.__new__(EgressResolver)
    resolver.local = local
    allowed, refused = ("127.0.0.1", "8.8.8.8") if local else ("8.8.8.8", "127.0.0.1")
    assert resolver.checked(allowed, "naam.example") == allowed
    with pytest.raises(PrivateAddressError, match=r"naam\.example → "):
        resolver.checked(refused, "naam.example")


def test_a_name_that_leads_inside_is_asked_nothing(settings: Settings) -> None:
    allow(settings)
    with toy_site() as site:
        port = site.host.partition(":")[2]
        crawl(settings, SITE.format(answers=["127.0.0.1"] * 50, port=port, family=FAMILY))
        assert site.asked == []
    assert set(letters(settings).values()) == {"private_address"}


INNER = (
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:169.254.169.254]/",
    "http://127.0.0.1:{port}/binnen",
)
XML = {"Content-Type": "application/xml"}


def refresh(url: str) -> Answer:
    body = f'<meta http-equiv="refresh" content="0; url={url}"><h1>A</h1><div class="body">tekst</div>'
    return 200, {**HTML, "Refresh": f"0; url={url}"}, body.encode()


def sitemap(*urls: str) -> Answer:
    body = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return 200, XML, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'.encode()


def feed(*urls: str) -> Answer:
    items = "".join(f"<item><title>x</title><description>tekst</description><link>{url}</link></item>" for url in urls)
    return 200, XML, f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>".encode()


WAYS = {
    "a link": (FAMILY, lambda urls: {"/": listing("/ok", *urls)}),
    "a redirect": (
        FAMILY,
        lambda urls: {"/": listing("/ok", "/0", "/1", "/2"), **{f"/{at}": moved(url) for at, url in enumerate(urls)}},
    ),
    "a refresh": (
        FAMILY,
        lambda urls: {"/": listing("/ok", "/0", "/1", "/2"), **{f"/{at}": refresh(url) for at, url in enumerate(urls)}},
    ),
    "a sitemap": ("AnyPage()", lambda urls: {"/": sitemap("http://{host}/ok", *urls)}),
    "a feed": ('Feed(detail=Listing(advert="a", title="h1", body="div.body"))', lambda urls: {"/": feed(*urls)}),
    "robots.txt": (FAMILY, lambda urls: {"/robots.txt": moved(urls[2]), "/": listing("/ok")}),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_from_a_site_to_our_own_network(settings: Settings, way: str) -> None:
    """The other server stands for everything that listens here; nobody comes there."""
    allow(settings)
    family, world = WAYS[way]
    with toy_site() as site, toy_site() as inner:
        port = inner.host.partition(":")[2]
        site["/ok"] = 200, HTML, page("Goed", "een advertentie met genoeg woorden om er een te zijn")
        for path, answer in world([url.format(port=port) for url in INNER]).items():
            site[path] = answer[0], answer[1], answer[2].replace(b"{host}", site.host.encode())
        done = crawl(settings, site.file(family))
        assert done.code == 0, done.words
        assert inner.asked == []
    assert set(letters(settings).values()) <= {"foreign_host"}


# a name of which we choose the answers; the outer address stands for the open net, and leads to a server of the test
REBINDS = '''"""A site of the tests whose name changes its mind."""
import socket
from scrapy.resolver import dnscache
from twisted.internet.posixbase import PosixReactorBase
from crawlers.site import *
ANSWERS = iter({answers!r})
socket.gethostbyname = lambda name: next(ANSWERS)
if not {cached}:
    type(dnscache).__setitem__ = lambda *entry: None
connect = PosixReactorBase.connectTCP
def double(self, host, port, *more, **named):
    outside = host == "{outer}"
    return connect(self, "127.0.0.1" if outside else host, {port} if outside else port, *more, **named)
PosixReactorBase.connectTCP = double
SITE = Site(name="toy", start=("http://naam.example:{inner}/",), hosts=("naam.example:{inner}",), family={family},
            expect=Expect(adverts=1), delay=0, concurrency=1)
'''
OUTER = "93.184.215.14"


@pytest.mark.parametrize(("cached", "inside"), [(True, "127.0.0.1"), (False, "127.0.0.1"), (False, "169.254.169.254")])
def test_a_name_that_answers_outside_first_and_inside_then_is_refused(
    settings: Settings, cached: bool, inside: str
) -> None:
    """With Scrapy's memory of names the first answer stands for the whole crawl; without, the second one is refused."""
    allow(settings)
    closing = {**HTML, "Connection": "close"}  # so that every page needs a connection, and its name an answer
    with toy_site() as outer, toy_site() as inner:
        outer["/robots.txt"] = 404, closing, b""
        outer["/"] = 200, closing, listing("/1")[2]
        outer["/1"] = 200, closing, page("Goed", "een advertentie met genoeg woorden")
        file = REBINDS.format(
            answers=[OUTER] * 2 + [inside] * 50, cached=cached, outer=OUTER, port=outer.host.partition(":")[2],
            inner=inner.host.partition(":")[2], family=FAMILY,
        )  # fmt: skip
        done = crawl(settings, file)
        assert done.code == 0, done.words
        assert inner.asked == []
        assert [path for path, _ in outer.asked] == ["/robots.txt", "/", *(["/1"] if cached else [])]
    assert letters(settings) == ({} if cached else {"/1": "private_address"})


def test_a_later_crawl_asks_the_name_anew(settings: Settings) -> None:
    allow(settings)
    with toy_site() as outer, toy_site() as inner:
        outer["/"], outer["/1"] = listing("/1"), (200, HTML, page("Goed", "een advertentie met genoeg woorden"))
        ports = {"port": outer.host.partition(":")[2], "inner": inner.host.partition(":")[2]}
        for answers in ([OUTER] * 50, ["127.0.0.1"] * 50):
            file = REBINDS.format(answers=answers, cached=True, outer=OUTER, family=FAMILY, **ports)
            crawl(settings, file)
        assert inner.asked == []
        assert outer.times("/") == 1
    assert set(letters(settings).values()) == {"private_address"}
