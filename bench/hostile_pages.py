"""Hostile pages, in families from a seed: what the bytes of one page may do to whoever reads them."""

# ruff: noqa: E501 (one family a line)

import random
from collections.abc import Callable

POSTING = b'{"@type":"JobPosting","title":"x","description":"y"}'
SHAPED = {
    "feed": "feed",
    "deep feed": "feed",
    "entity bomb": "feed",
    "wide JSON": "api",
    "deep JSON": "api",
}  # else HTML


class Dice(random.Random):
    """Chance from a seed; `much` (0 to 1) scales how large the pages become."""

    def __init__(self, seed: str, much: float = 1.0) -> None:
        super().__init__(seed)
        self.much = much

    def some(self, least: int, most: int) -> int:
        """A number from `least` to `most`, smaller where less is wanted, at least 1."""
        return max(1, int(self.randrange(least, most) * self.much))


def ld(data: bytes) -> bytes:
    """A block of JSON-LD."""
    return b'<script type="application/ld+json">' + data + b"</script>"


def attributes(count: int) -> bytes:
    """One tag with so many attributes."""
    return b"<h1>x</h1><div " + b" ".join(b"a%d=1" % at for at in range(count)) + b">y</div>"


FAMILIES: dict[str, Callable[[Dice], bytes]] = {
    "attributes": lambda dice: attributes(dice.some(60_000, 111_111)),
    "attributes, many tags": lambda dice: attributes(900) * dice.some(100, 300),
    "tags": lambda dice: b"<h1>x</h1><div>" + b"<b>x</b>" * dice.some(500_000, 1_000_000),
    "divs": lambda dice: b"<h1>x</h1>" + b"<div>" * dice.some(2_000, 200_000) + b"y",
    "links around divs": lambda dice: b"<h1>x</h1><div>" + b"<a><div></a>" * dice.some(40_000, 83_000),
    "formatting": lambda dice: b"<h1>x</h1>" + b"".join(b"<b %d><i %d>x</b>" % (at, at) for at in range(dice.some(1_000, 3_000))),
    "tables": lambda dice: b"<h1>x</h1>" + b"<table><tr><td>" * dice.some(1_000, 30_000),
    "items in items": lambda dice: b'<div itemscope itemtype="https://schema.org/JobPosting">' * dice.some(400, 3_000),
    "items beside items": lambda dice: b'<p itemscope itemtype="https://schema.org/Product"><b itemprop=name>x</b></p>' * dice.some(1_000, 5_000),
    "wide JSON-LD": lambda dice: ld(b"[" + b",".join([POSTING] * dice.some(20_000, 100_000)) + b"]"),
    "deep JSON-LD": lambda dice: ld(b'{"a":' * dice.some(900, 100_000)),
    "comments in JSON-LD": lambda dice: ld(b"/* x */" * dice.some(100_000, 700_000)),
    "many broken JSON-LD": lambda dice: ld(b"{") * dice.some(10_000, 100_000),
    "long number": lambda dice: ld(b'{"@type":"JobPosting","title":' + b"9" * dice.some(1_000, 100_000) + b"}"),
    "markup in markup": lambda dice: ld(b'{"@type":"JobPosting","title":"x","description":"' + b"&lt;b&gt;x" * dice.some(1_000, 300_000) + b'"}'),
    "comments": lambda dice: b"<h1>x</h1><div>" + b"<!--" * dice.some(100_000, 2_000_000),
    "entities": lambda dice: b"<h1>x</h1><div>" + b"&amp;" * dice.some(1_000, 1_000_000) + b"&#xD800;&#0;&#x110000;",
    "links": lambda dice: b"<h1>x</h1>" + b"".join(b'<a href="/%d">x</a>' % at for at in range(dice.some(50_000, 200_000))),
    "bases": lambda dice: b'<base href="x">' * dice.some(1_000, 200_000) + b"<a href=1>x",
    "smaller than": lambda dice: b"<h1>x</h1><div>" + b"<" * dice.some(1_000_000, 4_000_000),
    "open tags": lambda dice: b"<h1>x</h1><div>" + b"<a " * dice.some(500_000, 1_500_000),
    "sitemap": lambda dice: b"<urlset>" + b"<url><loc>https://markt.example/1</loc></url>" * dice.some(1_000, 150_000),
    "deep sitemap": lambda dice: b"<urlset>" + b"<url>" * dice.some(1_000, 1_000_000),
    "feed": lambda dice: b'<rss version="2.0"><channel>' + b"<item><title>x</title></item>" * dice.some(1_000, 50_000),
    "deep feed": lambda dice: b'<rss version="2.0"><channel>' + b"<item>" * dice.some(1_000, 300_000),
    "wide JSON": lambda dice: b'{"ads":[' + b",".join([b'{"t":"x","b":"y"}'] * dice.some(1_000, 200_000)) + b"]}",
    "deep JSON": lambda dice: b'{"ads":' + b"[" * dice.some(1_000, 1_000_000),
    "noise": lambda dice: dice.randbytes(dice.some(1_000, 300_000)),
    "NULs": lambda dice: b"<h1>x\x00</h1>\x00<div>y\x00" + b"\x00" * dice.some(1_000, 1_000_000),
    "UTF-16 cut in half": lambda dice: "<h1>x</h1><div>y".encode("utf-16")[: dice.randrange(3, 30)],
    "surrogates": lambda dice: ld(b'{"@type":"JobPosting","title":"\\ud800","description":"\\udfff\\ud83d"}'),
    "many items of one page": lambda dice: b"".join(b'<p itemscope itemtype="https://schema.org/Offer">' + b"<b itemprop=name>x</b>" * 9 + b"</p>" for _ in range(dice.some(2_000, 20_000))),
    "entity bomb": lambda dice: b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "x">' + b"".join(b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 9)) + b"]><rss><channel><item><title>&a8;</title></item></channel></rss>",
    "figures without end": lambda dice: b"<h1>x</h1><div>" + b"1234.567," * dice.some(20_000, 900_000),
    "spaces without end": lambda dice: b"<h1>x</h1><div>\xe2\x82\xac" + b"\xc2\xa0 " * dice.some(20_000, 900_000) + b"!",
    "at signs": lambda dice: b"<h1>x</h1><div>" + b"a@" * dice.some(20_000, 900_000) + b"." * dice.some(20_000, 900_000),
    "one long word": lambda dice: b"<h1>x</h1><div>" + b"a" * dice.some(100_000, 8_000_000),
    "lines": lambda dice: b"<h1>x</h1><div>" + b"salaris:\n<br>" * dice.some(20_000, 400_000),
    "marks of direction": lambda dice: "<h1>\u202e\u2066x</h1><div>\u200b\u200f".encode() + "\u202e\u2066e\u0301".encode() * dice.some(20_000, 600_000),
    "addresses": lambda dice: b"<h1>x</h1><div>" + b"".join(b'<a href="http://[%d/%%00%%zz?%%ff#\x01">x</a>' % at for at in range(dice.some(10_000, 100_000))),
    "data addresses": lambda dice: b"<h1>x</h1><div>y</div>" + b'<a href="data:text/html,' + b"A" * dice.some(100_000, 4_000_000) + b'">x</a><a href="javascript:0">y</a>',
    "refreshes": lambda dice: b'<meta http-equiv=refresh content="0;url=data:,x">' * dice.some(1_000, 50_000) + b"<h1>x</h1><div>y",
    "only script": lambda dice: b"<script>" + b"a<b;/*" * dice.some(10_000, 1_000_000),
    "style": lambda dice: b"<h1 style='" + b"a:b;" * dice.some(10_000, 500_000) + b"'>x</h1><div>y</div><style>" + b"a{b:c}" * dice.some(10_000, 500_000),
    "wrong charset": lambda dice: b'<meta charset="' + dice.choice([b"utf-7", b"utf-16", b"x-mac-cyrillic", b"hz", b"\xff\xfe", b"base64", b"zip"]) + b'"><h1>x</h1><div>' + dice.randbytes(dice.some(100, 100_000)),
    "dates": lambda dice: b"<h1>x</h1><div>" + b"".join(b"<time>%d januari</time>" % at for at in range(dice.some(1_000, 30_000))),
}  # fmt: skip
