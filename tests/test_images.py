"""Words alone by default; where a site and its legal basis say so a picture's hash, and never the picture."""

import ast
import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations, product
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from crawlers.families.listing import Listing
from crawlers.page import Page
from crawlers.parse import look_at, pictures_on
from crawlers.phash import MOST_PIXELS, look
from crawlers.pictures import HASHED, REFUSED, hashes_in, may_speak_of_a_minor
from crawlers.site import Expect, Site
from enrichment.reader import Reader
from enrichment.words.stems import stem_query
from flows.destroying import destroy
from flows.steps import parse
from ledger import Ledger, open_ledger
from ledger.sealing import vault_of
from search import open_index
from tests.conftest import NOON
from tests.crawling import Crawl, allow, crawl, knowing, letters
from tests.toy_site import HTML, Answer, ToySite, listing, toy_site
from zicht.looks import SAME, distance
from zicht.records import Advert, Capture
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
WITH_IMAGES = "synthetic=True, images=True"
FACES = {
    "face_recognition", "dlib", "cv2", "mediapipe", "insightface", "deepface", "facenet_pytorch", "retinaface", "mtcnn",
    "torchvision", "clip", "open_clip", "timm", "ultralytics", "skimage",
}  # fmt: skip


def drawn(seed: int, width: int = 640, height: int = 480) -> Image.Image:
    """A picture of blots and bars; the same seed, the same picture."""
    chance = random.Random(seed)
    image = Image.new("RGB", (width, height), tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = chance.randrange(width), chance.randrange(height)
        box = (x, y, x + chance.randrange(40, width // 2), y + chance.randrange(40, height // 2))
        colour = tuple(chance.randrange(256) for _ in range(3))
        (draw.ellipse if chance.random() < 0.5 else draw.rectangle)(box, fill=colour)
    return image.filter(ImageFilter.GaussianBlur(2))


def saved(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    held = BytesIO()
    image.save(held, kind, **how)
    return held.getvalue()


def hash_of(payload: bytes) -> str:
    seen = look(payload)
    assert seen.hash, seen.refused
    return seen.hash


def changed(image: Image.Image) -> dict[str, bytes]:
    small = image.resize((image.width // 3, image.height // 3))
    turned = image.rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to the right to see it
    return {
        "recompressed": saved(image, quality=25), "smaller": saved(small), "png": saved(image, "PNG"),
        "larger": saved(image.resize((1500, 1125))), "webp": saved(image, "WEBP", quality=40),
        "gif": saved(image.convert("P"), "GIF"), "grey": saved(image.convert("L")), "held": saved(turned, exif=exif),
    }  # fmt: skip


def test_the_same_picture_is_near_and_another_one_far() -> None:
    seeds = range(12)
    whole = [hash_of(saved(drawn(seed), quality=92)) for seed in seeds]
    for seed, said in zip(seeds, whole, strict=True):
        for how, payload in changed(drawn(seed)).items():
            assert distance(said, hash_of(payload)) <= SAME, (seed, how)
    assert min(distance(one, other) for one, other in combinations(whole, 2)) > SAME


def test_the_hash_is_what_its_definition_gives() -> None:
    """A wave of light: the slowest one downwards, half of one across."""
    image = Image.new("L", (320, 320))
    image.putdata([255 * y // 319 for y, _ in product(range(320), range(320))])
    # darker above: the first wave down is negative, all others of that column but the even ones (0) too
    bits = f"{int(hash_of(saved(image, 'PNG')), 16):064b}"
    assert bits[0] == "1"
    assert bits[8] == "0"
    assert distance(hash_of(saved(image, "PNG")), hash_of(saved(image.rotate(90), "PNG"))) > SAME


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kB that says it is this large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999_999, 9))
        + chunk(b"IEND", b"")
    )


REFUSALS = {
    "too_many_pixels": bomb(50_000, 50_000),
    "no_image": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "too_small": saved(drawn(1, 300, 200).resize((300, 99))),
    "flat": saved(Image.new("RGB", (400, 400), "grey")),
    "too_large": b"\xff\xd8\xff" + bytes(5 << 20),
}


@pytest.mark.parametrize("reason", REFUSALS)
def test_what_is_not_hashed_has_its_reason(reason: str) -> None:
    assert look(REFUSALS[reason]).refused == reason
    assert look_at("http://toy.example/x", REFUSALS[reason]).refused == reason


def test_torn_files_and_other_formats_are_no_image() -> None:
    assert look(saved(drawn(1))[:3000]).refused == "no_image"
    assert look(saved(drawn(1), "BMP")).refused == "no_image"
    assert look(bomb(5000, MOST_PIXELS // 5000 + 1)).refused == "too_many_pixels"
    assert look(saved(Image.new("RGBA", (300, 300), (0, 0, 0, 0)), "PNG")).refused == "flat"


def test_torn_and_turned_bytes_never_raise() -> None:
    chance, files = random.Random(4), [saved(drawn(2), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]
    for at in range(200):
        bent = bytearray(files[at % 4])
        for _ in range(chance.randrange(1, 30)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        seen = look(bytes(bent))
        assert (seen.hash is None) != (seen.refused is None)


# --- which pictures -------------------------------------------------------------------------------------------------

PAGE = """<html><head><meta property="og:image" content="/og.jpg"></head><body><nav><img src="/nav.jpg"></nav><main>
<h1>Klussen</h1><div class="body"><p>Ik doe al uw klussen in en om het huis, met veel ervaring en goed gereedschap.</p></div>
<img src="/a.jpg"><img src="data:image/gif;base64,R0lGODlhAQAB" data-src="/lui.jpg" width="400">
<img class="avatar" src="/wie.jpg"><div class="seller-profile"><span><img src="/gezicht.jpg"></span></div>
<img src="/logo.png"><img src="/klein.jpg" width="50" height="50"><img src="http://elders.example/b.jpg">
<img src="/a.jpg"><img src="javascript:x"></main><aside><img src="/naast.jpg"></aside>
<footer><img src="/voet.jpg"></footer></body></html>"""
TOY = Site(
    name="toy", start=("http://toy.example/",), hosts=("toy.example",), expect=Expect(adverts=1), images=True,
    family=Listing(advert="a.advert", title="h1", body="div.body"),
)  # fmt: skip


def links(html: str) -> list[str]:
    page = Page("http://toy.example/1", html.encode(), "text/html; charset=utf-8", NOON)
    return [link.removeprefix("http://toy.example") for link in pictures_on(TOY, page).links]


def test_only_pictures_of_the_main_part_are_asked_for() -> None:
    assert links(PAGE) == ["/og.jpg", "/a.jpg", "/lui.jpg"]


def test_no_more_than_six() -> None:
    many = "".join(f'<img src="/{at}.jpg">' for at in range(40))
    assert len(links(PAGE.replace('<img src="/a.jpg">', many, 1))) == 6


# --- no picture beside an age under 18 (REQ-L28) -----------------------------------------------------------------------

YOUNG = (
    "17 jaar", "ik ben 16", "leeftijd: 15", "1 7 jaar jong", "1️⃣7️⃣ jaar", "１６ jaar", "zestien jaar", "zeventienjarige",
    "sixteen years old", "17yo", "17 y.o.", "mam 17 lat", "am 16 ani", "tengo 17 años", "minderjarig", "15-jarige", "l7 jaar",
    "mam czternaście lat", "am zece ani", "am paisprezece ani", "tizenkettő éves vagyok", "tíz éves", "аз съм на десет години",
    "на четиринадесет години", "tengo once años", "ten years old", "9 jaar oud", "dochter (14)", "net 17.", "17/18 jaar", "17, student",
)  # fmt: skip
GROWN = (
    "34 jaar, zelfstandig", "Ik ben 18", "bel 06 10 00 00 17 tussen 10 uur en 16 uur", "€ 17 per uur", "15 euro", "2017 model",
    "om 17:30", "geopend tot 17u", "op 12 mei", "100% nieuw", "maat 42", "15 km verderop", "170 cm", "+31 6 1700 1700",
    "achttien jaar", "negentien", "petrecere", "9,50 per stuk", "ten minste een week", "once in a lifetime", "120 euro voor 2 uur",
)  # fmt: skip


def said(text: str) -> Advert:
    return Advert(site="toy", url="http://toy.example/1", title="Advertentie", body=text, seen_at=NOON)


@pytest.mark.parametrize("text", YOUNG)
def test_where_a_minor_may_be_meant_nothing_is_looked_at(text: str) -> None:
    assert may_speak_of_a_minor(said(text))


@pytest.mark.parametrize("text", GROWN)
def test_other_numbers_do_not_stand_in_the_way(text: str) -> None:
    assert not may_speak_of_a_minor(said(text))


STATED = (
    "Hallo, ik ben {} en nieuw hier", "Mooie meid, {} jaar", "Meisje {}jr", "leeftijd: {}", "Ik ben net {} geworden", "{}-jarige",
    "I am {} and new", "{} years old", "{}yo girl", "age {}", "she turned {}", "mam {} lat", "am {} ani", "tengo {} años",
    "Ich bin {} und neu", "{} Jahre alt", "{} éves vagyok", "аз съм на {} години", "wiek: {}", "Alter: {}", "edad {}",
    "❤️ {} jaar ❤️ geen haast", "slechts {} jaar, studente", "ik ben {}!!!", "ik ben {}.5 jaar", "{} / {} jaar",
)  # fmt: skip


def test_where_an_age_under_18_is_read_a_picture_is_never_looked_at(reader: Reader) -> None:
    """The rule is not that of reading, which lies behind another wall: it must be wider, on everything that we have."""
    young = [one for one in advert_lines() if any(int(age) < 18 for age in ages_in(one, reader))]
    assert len(young) >= 150, len(young)
    assert [one.body for one in young if not may_speak_of_a_minor(one)] == []


def advert_lines() -> list[Advert]:
    texts = {
        cell
        for path in sorted((ROOT / "tests" / "cases").glob("*.tsv"))
        + sorted((ROOT / "indicators" / "examples").glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for cell in [line.split("\t")[-1]]
        if re.search(r"1\W{0,3}[0-7]|teen|tien|zehn", cell)
    }
    return [said(text) for text in (*sorted(texts), *(how.format(age, age) for how in STATED for age in range(10, 18)))]


def ages_in(advert: Advert, reader: Reader) -> list[str]:
    return [one.value for one in reader.read(advert).extractions if one.kind == "age"]


# --- a crawl ----------------------------------------------------------------------------------------------------------

PHOTO, OTHER = drawn(7), drawn(8)
KANARIE = b"KANARIE-IN-HET-BEELD"  # stands in the bytes of every picture


def photo(image: Image.Image, **how: object) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "image/jpeg"}, saved(image, comment=KANARIE, **how)


def advert(title: str, body: str, *pictures: str) -> tuple[int, dict[str, str], bytes]:
    shown = "".join(f'<img src="{one}">' for one in pictures)
    claims = {HASHED: "ffffffffffffffff http://elders.example/", "x-zicht-rendered": "Chromium/1", **HTML}
    html = f'<html><body><main><h1>{title}</h1><div class="body"><p>{body}</p></div>{shown}</main></body></html>'
    return 200, claims, html.encode()


@pytest.fixture
def site(settings: Settings) -> Iterator[ToySite]:
    with toy_site() as toy:
        toy["/robots.txt"] = 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /verboden\n"
        toy["/"] = listing("/een", "/twee", "/jong", "/stuk")
        toy["/een"] = advert("Een", "Klussen in huis", "/a.jpg")
        toy["/twee"] = advert("Twee", "Ook klussen", "/b.jpg", "/c.jpg")
        toy["/jong"] = advert("Drie", "Ik ben 17 jaar", "/jong.jpg")
        toy["/stuk"] = advert("Vier", "Alles stuk", "/bom.png", "/weg.jpg", "/verboden.jpg", "/groot.jpg", "/c.jpg")
        toy["/a.jpg"], toy["/c.jpg"] = photo(PHOTO), photo(OTHER)
        toy["/b.jpg"] = photo(PHOTO.resize((400, 300)), quality=40)
        toy["/bom.png"] = 200, {"Content-Type": "image/png"}, REFUSALS["too_many_pixels"]
        toy["/groot.jpg"] = 200, {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff" + bytes(5 << 20)
        toy["/jong.jpg"], toy["/verboden.jpg"] = photo(PHOTO), photo(PHOTO)
        yield toy


def opted_in(settings: Settings, site: ToySite) -> Crawl:
    allow(settings, images=True)
    return crawl(settings, site.file().replace("synthetic=True", WITH_IMAGES))


def read(settings: Settings) -> tuple[Ledger, dict[str, Advert]]:
    ledger = open_ledger(settings.ledger_url)
    with knowing(settings):
        parse(ledger, settings)
    return ledger, {one.title: one for one in ledger.ready("parsed", 99)}


def captures(settings: Settings) -> dict[str, Capture]:
    ledger = open_ledger(settings.ledger_url)
    found = {"/" + one.url.rpartition("/")[2]: one for one in ledger.captured(99)}
    ledger.close()
    return found


def asked_pictures(site: ToySite) -> list[str]:
    return sorted(path for path, _ in site.asked if path.endswith((".jpg", ".png")))


def test_without_the_opt_in_no_picture_is_asked_for_and_no_claim_counts(settings: Settings, site: ToySite) -> None:
    allow(settings)
    assert crawl(settings, site.file()).code == 0
    claimed = {name for name, _ in captures(settings)["/een"].headers if "zicht" in name.lower()}
    assert {name.lower() for name in claimed} == {"x-archive-orig-x-zicht-image", "x-archive-orig-x-zicht-rendered"}
    ledger, found = read(settings)
    ledger.close()
    assert asked_pictures(site) == []
    assert len(found) == 4
    assert {one.image_hashes for one in found.values()} == {()}


def test_a_basis_that_does_not_speak_of_pictures_stops_such_a_site(settings: Settings, site: ToySite) -> None:
    allow(settings)
    done = crawl(settings, site.file().replace("synthetic=True", WITH_IMAGES))
    assert done.code == 2
    assert done.answer["error"]["kind"] == "LegalBasisError"
    assert "afbeeldingen" in done.answer["error"]["nl"]
    assert "pictures" in done.answer["error"]["en"]
    assert site.asked == []


def test_a_crawl_hashes_what_it_may_and_loses_nothing(settings: Settings, site: ToySite) -> None:
    done = opted_in(settings, site)
    assert done.code == 0, done.words
    assert done.stats["captured"] == 5
    assert {how: done.stats[how] for how in ("images", "images_refused", "images_withheld")} == {
        "images": 4, "images_refused": 4, "images_withheld": 1,
    }  # fmt: skip
    kept = captures(settings)
    refused = [value.split(" ")[0] for name, value in kept["/stuk"].headers if name == REFUSED]
    assert refused == ["too_many_pixels", "http_404", "robots", "too_large"]
    assert site.times("/jong.jpg") == site.times("/verboden.jpg") == 0
    assert not any(name in (HASHED, REFUSED) for name, _ in kept["/jong"].headers)
    (one,) = hashes_in(kept["/een"].headers)
    assert (HASHED, f"{one} http://{site.host}/a.jpg") in kept["/een"].headers
    assert one == hash_of(photo(PHOTO)[2])
    ledger, found = read(settings)
    ledger.close()
    assert {title: len(one.image_hashes) for title, one in found.items()} == {"Een": 1, "Twee": 2, "Drie": 0, "Vier": 1}
    near, far = found["Twee"].image_hashes
    assert distance(one, near) <= SAME < distance(one, far)
    assert letters(settings) == {}


def test_no_byte_of_a_picture_is_kept_or_told(settings: Settings, site: ToySite) -> None:
    done = opted_in(settings, site)
    ledger = open_ledger(settings.ledger_url)
    proofs = [ledger.payload(vault_of(settings), one) for one in ledger.captured(99)]
    ledger.close()
    assert KANARIE in photo(PHOTO)[2]
    kept = [path.read_bytes() for path in settings.home.rglob("*") if path.is_file()]
    for held in (*kept, *proofs, done.words.encode(), json.dumps(done.answer).encode()):
        assert KANARIE not in held
        assert photo(PHOTO)[2][40:80] not in held


def test_pictures_count_for_the_budget_and_a_closed_door_ends_the_asking(settings: Settings, site: ToySite) -> None:
    site["/"] = listing("/twee")
    allow(settings, images=True)
    source = site.file().replace("synthetic=True", WITH_IMAGES).replace("concurrency=8", "concurrency=1, budget=3")
    crawl(settings, source)
    assert asked_pictures(site) == ["/b.jpg"]
    assert [value.split(" ")[0] for name, value in captures(settings)["/twee"].headers if name == REFUSED] == [
        "not_now"
    ]
    site["/"] = listing("/vijf")
    site["/vijf"] = advert("Vijf", "Nieuw", "/dicht.jpg", "/c.jpg")
    site["/dicht.jpg"] = 403, HTML, b"nee"
    assert crawl(settings, source.replace("budget=3", "budget=99")).code == 0
    assert site.times("/dicht.jpg") == 1
    assert site.times("/c.jpg") == 0
    assert hashes_in(captures(settings)["/vijf"].headers) == ()


def test_an_unchanged_page_asks_for_no_picture_again(settings: Settings, site: ToySite) -> None:
    opted_in(settings, site)
    before = len(asked_pictures(site))
    again = opted_in(settings, site)
    assert again.stats["unchanged"] == 5
    assert len(asked_pictures(site)) == before


def dated(image: Image.Image, tag: str, **how: object) -> Callable[[dict[str, str]], Answer]:
    """A picture that is sent once, and not again to who has it."""
    status, about, payload = photo(image, **how)
    about = {**about, "ETag": tag}
    return lambda asked: (304, about, b"") if asked.get("if-none-match") == tag else (status, about, payload)


def test_another_picture_behind_the_same_address_is_a_version(settings: Settings, site: ToySite) -> None:
    """Both ways in which a page says that it did not change: with a 304 (een), with the same bytes (twee)."""
    page = advert("Een", "Klussen in huis", "/a.jpg", "/c.jpg")
    said = {**page[1], "ETag": '"een"'}
    site["/een"] = lambda asked: (304, said, b"") if asked.get("if-none-match") == '"een"' else (200, said, page[2])
    site["/"] = listing("/een", "/twee", "/jong")
    site["/a.jpg"], site["/b.jpg"] = dated(PHOTO, '"a1"'), dated(OTHER, '"b1"')
    opted_in(settings, site)
    ledger, _ = read(settings)
    ledger.close()
    site.asked.clear()
    assert opted_in(settings, site).stats["images_swapped"] == 0
    assert asked_pictures(site) == ["/a.jpg", "/b.jpg"]  # /c.jpg gives nothing to ask by; /jong.jpg is never asked for
    site["/a.jpg"] = dated(PHOTO, '"a2"', quality=20)  # the same photograph, saved anew
    assert opted_in(settings, site).stats["images_swapped"] == 0
    site["/a.jpg"], site["/b.jpg"] = dated(drawn(21), '"a3"'), dated(drawn(22), '"b2"')
    again = opted_in(settings, site)
    assert (again.stats["images_swapped"], again.stats["captured"], again.stats["unchanged"]) == (2, 2, 2)
    ledger, found = read(settings)
    number = found["Een"].id
    stored, history = ledger.get(number), ledger.history(number)
    ledger.close()
    assert stored and stored.versions == 2
    assert stored.changed_at == history.versions[0].seen_at  # the words are as old as they were
    assert [(one.new, one.gone, one.swapped, one.of) for one in history.pictures] == [(0, 0, 1, 2)]
    assert distance(found["Een"].image_hashes[0], hash_of(photo(drawn(21))[2])) <= SAME
    site.asked.clear()
    last = opted_in(settings, site)
    assert (last.stats["images_swapped"], last.stats["captured"]) == (0, 0)
    assert asked_pictures(site) == ["/a.jpg", "/b.jpg"]


def test_a_picture_that_cannot_be_had_is_no_other_and_a_closed_door_ends_the_asking(
    settings: Settings, site: ToySite
) -> None:
    site["/"] = listing("/twee")
    site["/b.jpg"], site["/c.jpg"] = dated(PHOTO, '"b1"'), dated(OTHER, '"c1"')
    opted_in(settings, site)
    site["/b.jpg"], site["/c.jpg"] = (404, HTML, b"weg"), (200, {"ETag": '"c2"'}, b"geen beeld")
    assert opted_in(settings, site).stats["images_swapped"] == 0
    site["/b.jpg"], site["/c.jpg"] = (403, HTML, b"nee"), dated(drawn(23), '"c3"')
    site.asked.clear()
    assert opted_in(settings, site).stats["images_swapped"] == 0
    assert asked_pictures(site) == ["/b.jpg"]
    assert letters(settings) == {}


def test_hashes_go_with_their_advert(settings: Settings, site: ToySite, reader: Reader) -> None:
    site["/b.jpg"] = photo(drawn(9))  # of no other advert
    opted_in(settings, site)
    ledger, found = read(settings)
    mine = found["Twee"].image_hashes[0]
    index = open_index(settings, stem_query)
    assert any(mine.encode() in path.read_bytes() for path in settings.home.rglob("*") if path.is_file())
    destroy(found["Twee"].id, ledger, index, reader, settings, why="toets")
    index.close()
    ledger.close()
    assert not any(mine.encode() in path.read_bytes() for path in settings.home.rglob("*") if path.is_file())


# --- never faces --------------------------------------------------------------------------------------------------------


def imports_of(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = [name for node in tree for name in _names(node)]
    return {name.split(".")[0] for name in names}


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_nothing_that_looks_at_faces_is_imported_or_depended_on() -> None:
    rooms = ("zicht", "ledger", "crawlers", "enrichment", "search", "flows", "console", "demo", "bench")
    met = {path: imports_of(path) for room in rooms for path in (ROOT / room).rglob("*.py")}
    assert {path: sorted(names & FACES) for path, names in met.items() if names & FACES} == {}
    assert [path.name for path, names in met.items() if "PIL" in names and path.is_relative_to(ROOT / "crawlers")] == [
        "phash.py"
    ]
    wanted = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + (ROOT / "requirements.lock").read_text(
        encoding="utf-8"
    )
    depended = {name.lower().replace("-", "_") for name in re.findall(r'^\s*"?([A-Za-z0-9_.-]+)', wanted, re.MULTILINE)}
    assert (
        depended & (FACES | {"opencv_python", "opencv_python_headless", "face_alignment", "open_clip_torch"}) == set()
    )
