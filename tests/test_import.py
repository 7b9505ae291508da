"""Captures made elsewhere: taken over, parsed as after a crawl, and said in words when they are not what they seem."""

import gzip
import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from console.cli import app
from ledger import Ledger, open_ledger
from ledger.foreign import LARGEST, Found, Skipped, read_captures
from ledger.sealing import vault_of
from ledger.segments import whole_until
from tests.conftest import NOON
from tests.crawling import basis
from zicht.clock import now
from zicht.errors import EvidenceError, InputError, LegalBasisError, SiteError, ZichtError
from zicht.records import canonical_url, digest
from zicht.settings import Settings

HOST = "http://127.0.0.1:8701"
SITE = "demo_classifieds"
TEXT = {"Content-Type": "text/html; charset=utf-8"}


def ad(number: int, words: str = "Een rode fiets.") -> bytes:
    return (
        f'<h1 class="title">Fiets {number}</h1><p class="category">Fietsen</p><div class="body">{words}</div>'.encode()
    )


class Maker:
    """A WARC file as other tools write it: SHA-1 digests, WARC/1.0 or 1.1, compressed or not."""

    def __init__(self, *, zipped: bool = True, version: str = "WARC/1.0") -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=zipped, warc_version=version)

    def response(
        self, url: str, body: bytes, *, status: str = "200 OK", at: str = "2026-11-20T10:00:00Z",
        headers: dict[str, str] = TEXT, kind: str = "response",
    ) -> "Maker":  # fmt: skip
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1") if kind != "resource" else None
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict={"WARC-Date": at},
            warc_content_type="text/html" if kind == "resource" else "",
        )  # fmt: skip
        self.writer.write_record(record)
        return self

    def bytes(self) -> bytes:
        return self.file.getvalue()


def three() -> Maker:
    maker = Maker()
    for number in range(3):
        maker.response(f"{HOST}/adverts/{number}", ad(number))
    return maker


def wacz(warc: bytes, *, name: str = "archive/data.warc.gz", seal: str | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, warc)
        resources = [{"name": "data", "path": name, "hash": f"sha256:{seal or sha256(warc).hexdigest()}"}]
        packed.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
        packed.writestr("pages/pages.jsonl", "{}")
    return file.getvalue()


@pytest.fixture
def ledger(settings: Settings):
    opened = open_ledger(settings.ledger_url)
    opened.record_basis(basis(SITE), who="jurist", at=now())
    opened.approve_source(SITE, who="jurist", why="toets", at=now())
    yield opened
    opened.close()


def take(settings: Settings, payload: bytes, name: str = "x.warc.gz", *, site: str = SITE) -> Result:
    file = settings.home / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(payload)
    return CliRunner().invoke(app, ["--home", str(settings.home), "import", str(file), "--site", site])


def titles(ledger: Ledger) -> set[str]:
    return {advert.title for advert in ledger.ready("parsed", 99)}


FORMS = {
    "a compressed WARC": lambda: three().bytes(),
    "a plain WARC": lambda: _all(Maker(zipped=False)),
    "WARC 1.1": lambda: _all(Maker(version="WARC/1.1")),
    "a WACZ": lambda: wacz(three().bytes()),
    "a WACZ with a plain WARC": lambda: wacz(_all(Maker(zipped=False)), name="archive/data.warc"),
    "resources without HTTP": lambda: _all(Maker(), kind="resource"),
    "gzip on the wire": lambda: _all(Maker(), gzipped=True),
}


def _all(maker: Maker, *, kind: str = "response", gzipped: bool = False) -> bytes:
    for number in range(3):
        body = gzip.compress(ad(number)) if gzipped else ad(number)
        headers = {**TEXT, "Content-Encoding": "gzip"} if gzipped else TEXT
        maker.response(f"{HOST}/adverts/{number}", body, kind=kind, headers=headers)
    return maker.bytes()


@pytest.mark.parametrize("form", FORMS)
def test_captures_of_others_are_read_as_our_own(settings: Settings, ledger: Ledger, form: str) -> None:
    done = take(settings, FORMS[form]())
    assert done.exit_code == 0, done.output
    assert "3 pagina's overgenomen, 3 advertenties gelezen" in done.output
    assert titles(ledger) == {"Fiets 0", "Fiets 1", "Fiets 2"}
    advert = ledger.ready("parsed", 9)[0]
    assert advert.seen_at.isoformat() == "2026-11-20T10:00:00+00:00"
    assert ledger.conservation().unaccounted == 0
    assert list(ledger.verify_evidence(vault_of(settings))) == []


def test_our_own_evidence_holds_what_theirs_said(settings: Settings, ledger: Ledger) -> None:
    take(settings, three().bytes())
    stored = ledger.get(digest(SITE, canonical_url(f"{HOST}/adverts/1"))[:32])
    assert stored
    assert ledger.payload(vault_of(settings), stored.capture) == ad(1)


def test_what_a_file_claims_under_our_name_is_kept_under_another(settings: Settings, ledger: Ledger) -> None:
    claims = {"X-Zicht-Rendered": "Chromium/1", "x-zicht-image": "ffffffffffffffff http://elders.example/", **TEXT}
    take(settings, Maker().response(f"{HOST}/adverts/0", ad(0), headers=claims).bytes())
    (advert,) = ledger.ready("parsed", 9)
    assert advert.image_hashes == ()
    names = {name for name, _ in ledger.get(advert.id).capture.headers}
    assert names == {"X-Archive-Orig-X-Zicht-Rendered", "X-Archive-Orig-x-zicht-image", "Content-Type"}


def test_the_import_is_logged_and_a_file_counts_once(settings: Settings, ledger: Ledger) -> None:
    payload = three().bytes()
    take(settings, payload)
    (event,) = ledger.audit_events(action="import")
    assert event.target == f"x.warc.gz sha256:{sha256(payload).hexdigest()}"
    again = take(settings, payload, "anders.warc.gz")
    assert isinstance(again.exception, InputError)
    assert "al ingelezen" in again.exception.nl
    assert ledger.conservation().fetched == 3


def test_what_is_of_no_use_is_counted_by_reason(settings: Settings, ledger: Ledger) -> None:
    maker = three()
    maker.response("https://ander.example/adverts/1", ad(7))
    maker.response(f"{HOST}/plaatje", b"\xff\xd8", headers={"Content-Type": "image/jpeg"})
    maker.response(f"{HOST}/adverts/8", ad(8), status="404 Not Found")
    maker.response(f"{HOST}/adverts/9", b"x" * (LARGEST + 1))
    maker.response(f"{HOST}/adverts/{'9' * 2000}", ad(9))
    maker.response(f"{HOST}/adverts/10", ad(10), at="gisteren")
    maker.response(f"{HOST}/adverts/11", b"", kind="revisit")
    done = take(settings, maker.bytes())
    assert done.exit_code == 0
    for reason in ("foreign_host", "not_text", "not_200", "too_large", "url_too_long", "no_date", "revisit"):
        assert f"({reason})" in done.output
    assert "1 van een andere site (foreign_host)" in done.output
    assert "ander.example: 1" in done.output
    assert titles(ledger) == {"Fiets 0", "Fiets 1", "Fiets 2"}


def test_a_file_of_somebody_else_is_told_and_may_be_taken_over_for_its_own_site(
    settings: Settings, ledger: Ledger
) -> None:
    """A wrong --site must not burn the file."""
    ledger.record_basis(basis("demo_jobs"), who="jurist", at=now())
    ledger.approve_source("demo_jobs", who="jurist", why="toets", at=now())
    payload = three().bytes()
    wrong = take(settings, payload, site="demo_jobs")
    assert wrong.exit_code == 1
    assert "geen pagina van demo_jobs" in " ".join(wrong.output.split())
    assert "127.0.0.1:8701: 3" in wrong.output
    right = take(settings, payload)
    assert right.exit_code == 0
    assert titles(ledger) == {"Fiets 0", "Fiets 1", "Fiets 2"}
    assert isinstance(take(settings, payload).exception, InputError)


def test_an_older_capture_becomes_an_older_version(settings: Settings, ledger: Ledger) -> None:
    take(settings, Maker().response(f"{HOST}/adverts/1", ad(1, "nu"), at="2026-11-22T10:00:00Z").bytes())
    done = take(
        settings, Maker().response(f"{HOST}/adverts/1", ad(1, "toen"), at="2026-11-20T10:00:00Z").bytes(), "b.warc.gz"
    )
    assert "1 pagina's overgenomen" in done.output
    (advert,) = ledger.ready("parsed", 9)
    assert advert.body == "nu"
    assert [(one.body, one.seen_at.day) for one in ledger.versions(advert.id)] == [("toen", 20), ("nu", 22)]
    stored = ledger.get(advert.id)
    assert stored and stored.first_seen.day == 20 and stored.changed_at.day == 22 and stored.versions == 2
    assert ledger.conservation().unaccounted == 0


def test_a_cut_file_gives_what_is_whole_and_names_the_place(settings: Settings, ledger: Ledger) -> None:
    whole = three().bytes()
    done = take(settings, whole[:-20])
    assert done.exit_code == 1
    assert titles(ledger) == {"Fiets 0", "Fiets 1"}
    assert "x.warc.gz klopt niet op byte" in done.output


def test_a_cut_plain_file_too(settings: Settings, ledger: Ledger) -> None:
    done = take(settings, _all(Maker(zipped=False))[:-20], "x.warc")
    assert done.exit_code == 1
    assert titles(ledger) == {"Fiets 0", "Fiets 1"}


def test_a_changed_payload_is_not_taken_over(settings: Settings, ledger: Ledger) -> None:
    changed = _all(Maker(zipped=False)).replace(b"Fiets 1", b"Fiets 9")
    done = take(settings, changed, "x.warc")
    assert done.exit_code == 1
    assert titles(ledger) == {"Fiets 0", "Fiets 2"}


BROKEN = {
    "a WACZ that is not what it says": lambda: wacz(three().bytes(), seal="0" * 64),
    "a WACZ with a flipped bit": lambda: _flipped(wacz(three().bytes())),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_package_is_named_and_not_read(settings: Settings, ledger: Ledger, how: str) -> None:
    done = take(settings, BROKEN[how](), "x.wacz")
    assert done.exit_code == 1
    assert "archive/data.warc.gz klopt niet" in done.output
    assert titles(ledger) == set()


def _flipped(payload: bytes) -> bytes:
    return payload[:200] + bytes([payload[200] ^ 1]) + payload[201:]


WRONG = {
    "nothing": (b"", "geen WARC"),
    "a web page": (b"<html>", "geen WARC"),
    "a cut WACZ": (lambda: wacz(three().bytes())[:-100], "geen heel WACZ"),
    "a zip of something else": (lambda: wacz(b"x", name="a.txt"), "geen WARC"),
}


@pytest.mark.parametrize("how", WRONG)
def test_a_file_that_is_none_is_one_sentence(settings: Settings, ledger: Ledger, how: str) -> None:
    payload, said = WRONG[how]
    done = take(settings, payload() if callable(payload) else payload)
    assert isinstance(done.exception, ZichtError)
    assert said in done.exception.nl
    assert ledger.conservation().fetched == 0


def test_nothing_is_taken_over_without_a_basis(settings: Settings) -> None:
    assert isinstance(take(settings, three().bytes()).exception, LegalBasisError)
    assert isinstance(take(settings, three().bytes(), site="onbekend").exception, SiteError)
    assert not list(settings.home.glob("evidence/*"))


def test_every_cut_of_a_file_is_told(tmp_path: Path) -> None:
    whole, path = three().bytes(), tmp_path / "x.warc.gz"
    for size in range(16, len(whole), 3):
        path.write_bytes(whole[:size])
        found = list(read_captures(path))
        with path.open("rb") as file:
            at_an_end = whole_until(file) == size
        assert at_an_end != any(isinstance(one, EvidenceError) for one in found), size


def test_every_cut_of_a_package_is_told(tmp_path: Path) -> None:
    whole, path = wacz(three().bytes()), tmp_path / "x.wacz"
    for size in range(16, len(whole), 11):
        path.write_bytes(whole[:size])
        with pytest.raises(InputError, match="geen heel WACZ"):
            list(read_captures(path))


def test_a_bomb_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    body = gzip.compress(b"0" * (300 << 20), 9)
    path.write_bytes(Maker().response(f"{HOST}/1", body, headers={**TEXT, "Content-Encoding": "gzip"}).bytes())
    assert list(read_captures(path)) == [Skipped("too_large", f"{HOST}/1")]


def test_times_are_read_with_their_zone(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(Maker().response(f"{HOST}/1", b"<p>x", at="2026-11-24T11:00:00.123456Z").bytes())
    (found,) = read_captures(path)
    assert isinstance(found, Found)
    assert timedelta(0) < found.at - NOON < timedelta(seconds=1)
