"""What only Elasticsearch can do wrong: refuse, be busy, be away, be older, be lost; and what its client is told."""

import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_httpserver import HTTPServer
from werkzeug import Request as Asked
from werkzeug import Response

from search import open_index
from search.mappings import VERSION, adverts
from tests.elastic_server import drop, elasticsearch  # noqa: F401 - a fixture
from tests.search_samples import document, stem
from zicht.errors import IndexFault, SettingsError
from zicht.query import Query
from zicht.settings import Settings

CLOSED = "http://somebody:geheim@127.0.0.1:9"  # the discard port: nobody listens
REAL = pytest.mark.elasticsearch


def ask(url: str, method: str = "GET", body: object = None) -> dict:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, {"content-type": "application/json"}, method=method), timeout=30) as answer:
        return json.load(answer)


@pytest.fixture
def chosen(elasticsearch: str, tmp_path: Path) -> Iterator[Settings]:  # noqa: F811 - the fixture
    name = f"test-{uuid4().hex[:12]}"
    yield Settings(home=tmp_path, index=elasticsearch, index_name=name)
    drop(elasticsearch, name)


def make(chosen: Settings, *, version: int, other: dict | None = None, alias: bool = True) -> None:
    """An index as some other version of Zicht would have made it; `other` are properties, None for none."""
    body = adverts()
    body["mappings"]["_meta"]["version"] = version
    properties = body["mappings"]["properties"] | (other or {})
    body["mappings"]["properties"] = {name: field for name, field in properties.items() if field}
    body["aliases"] = {chosen.index_name: {}} if alias else {}
    ask(f"{chosen.index}/{chosen.index_name}{f'-v{version}-0001' if alias else ''}", "PUT", body)


@REAL
@pytest.mark.parametrize("version", [VERSION - 1, VERSION + 1])
def test_a_mapping_of_another_version_asks_for_a_rebuild_and_gets_it(chosen: Settings, version: int) -> None:
    make(chosen, version=version)
    index = open_index(chosen, stem)
    for door in (lambda: index.put([document("a")]), lambda: index.search(Query()), lambda: index.count()):
        with pytest.raises(IndexFault, match="zicht rebuild") as caught:
            door()
        assert "zicht rebuild" in caught.value.en
    assert index.rebuild([[document("a")]]) == []
    assert index.count() == 1
    assert list(ask(f"{chosen.index}/{chosen.index_name}-v*")) == [f"{chosen.index_name}-v{VERSION}-0002"]
    index.close()


@REAL
def test_what_the_engine_itself_refuses_comes_back_and_the_rest_is_in(chosen: Settings) -> None:
    make(chosen, version=VERSION, other={"location_type": {"type": "boolean"}})
    index = open_index(chosen, stem)
    (rejected,) = index.put([document("a"), document("b", location_type="haven"), document("c")])
    assert rejected.id == "b"
    assert rejected.reason.startswith("400 document_parsing_exception: ")
    assert "location_type" in rejected.reason
    assert "only [true] or [false] are allowed" in rejected.reason  # the cause, too
    assert index.count() == 2
    index.close()


@REAL
def test_a_field_that_the_mapping_lacks_is_refused_not_guessed(chosen: Settings) -> None:
    make(chosen, version=VERSION, other={"location_type": None})
    index = open_index(chosen, stem)
    rejected = index.put([document("a"), document("b", location_type="haven")])
    assert [found.id for found in rejected] == ["a", "b"]
    assert all("400 strict_dynamic_mapping_exception" in found.reason for found in rejected)
    index.close()


@REAL
def test_an_index_that_only_has_our_name_is_left_alone(chosen: Settings) -> None:
    make(chosen, version=VERSION, alias=False)
    index = open_index(chosen, stem)
    for door in (lambda: index.put([document("a")]), lambda: index.rebuild([[document("a")]])):
        with pytest.raises(IndexFault, match="ZICHT_INDEX_NAME"):
            door()
    assert list(ask(f"{chosen.index}/{chosen.index_name}*")) == [chosen.index_name]
    index.close()


@REAL
def test_an_index_that_got_lost_does_not_come_back_by_itself(chosen: Settings) -> None:
    index = open_index(chosen, stem)
    index.put([document("a")])
    drop(chosen.index, chosen.index_name)
    for door in (lambda: index.search(Query()), lambda: index.count(), lambda: index.put([document("b")])):
        with pytest.raises(IndexFault, match="zicht rebuild"):
            door()
    assert ask(f"{chosen.index}/{chosen.index_name}*") == {}
    index.rebuild([[document("a")]])
    assert index.count() == 1
    index.close()


@REAL
def test_a_rebuild_that_was_killed_is_mended_by_the_next_one(chosen: Settings) -> None:
    index = open_index(chosen, stem)
    index.put([document("a")])
    body = adverts() | {"aliases": {f"{chosen.index_name}-v{VERSION}-0002-writer": {}}}
    ask(f"{chosen.index}/{chosen.index_name}-v{VERSION}-0002", "PUT", body)
    ask(f"{chosen.index}/{chosen.index_name}/_settings", "PUT", {"index.blocks.write": True})
    with pytest.raises(IndexFault, match="zicht rebuild"):
        index.put([document("b")])
    assert index.count() == 1
    index.rebuild([[document("a"), document("b")]])
    assert index.put([document("c")]) == []
    assert list(ask(f"{chosen.index}/{chosen.index_name}-v*")) == [f"{chosen.index_name}-v{VERSION}-0003"]
    index.close()


def test_a_server_that_is_away_is_named_without_its_secret(tmp_path: Path) -> None:
    index = open_index(Settings(home=tmp_path, index=CLOSED), stem)
    doors = (
        lambda: index.put([document("a")]),
        lambda: index.delete(["a"]),
        lambda: index.search(Query()),
        lambda: index.get("a"),
        lambda: index.count(),
        lambda: index.rebuild([[document("a")]]),
    )
    for door in doors:
        with pytest.raises(IndexFault, match=r"http://127\.0\.0\.1:9 antwoordt niet") as caught:
            door()
        assert "http://127.0.0.1:9 does not answer" in caught.value.en
        assert "geheim" not in caught.value.nl + caught.value.en
    index.close()


def test_an_address_without_a_port_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="poort"):
        open_index(Settings(home=tmp_path, index="http://search.example"), stem)


@pytest.mark.parametrize("setting", ["index_api_key_file", "index_ca_file"])
def test_a_missing_key_or_certificate_file_is_named(tmp_path: Path, setting: str) -> None:
    wrong = {setting: tmp_path / "away.txt"}
    with pytest.raises(SettingsError, match=r"away\.txt"):
        open_index(Settings(home=tmp_path, index="https://127.0.0.1:9200", **wrong), stem)


# --- a stub stands for the network: busy servers, keys and certificates


class Stub:
    """Answers as Elasticsearch does for one index; `bulk` says what happens to each bulk request."""

    def __init__(self, server: HTTPServer, bulk: list[object]) -> None:
        self.bulk = bulk
        self.sent: list[list[str]] = []
        self.keys: set[str | None] = set()
        server.expect_request("/zicht-adverts/_mapping").respond_with_handler(self.mapping)
        server.expect_request("/_bulk").respond_with_handler(self.answer)

    def mapping(self, asked: Asked) -> Response:
        self.keys.add(asked.headers.get("authorization"))
        return said({"zicht-adverts-v1-0001": {"mappings": {"_meta": {"version": VERSION}}}})

    def answer(self, asked: Asked) -> Response:
        assert asked.args["require_alias"] == "true"
        ids = [json.loads(line)["index"]["_id"] for line in asked.get_data().splitlines()[::2]]
        self.sent.append(ids)
        step = self.bulk.pop(0) if self.bulk else {}
        if isinstance(step, int):
            return said({"error": {"type": "busy", "reason": "later"}, "status": step}, step)
        return said({"items": [{"index": item(number, step.get(number, 201))} for number in ids]})


def item(number: str, status: int) -> dict:
    return {"_id": number, "status": status} | (
        {} if status < 300 else {"error": {"type": "es_rejected", "reason": "r"}}
    )


def said(body: object, status: int = 200) -> Response:
    return Response(
        json.dumps(body), status, {"x-elastic-product": "Elasticsearch", "content-type": "application/json"}
    )


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No waiting; what would have been waited."""
    waited: list[float] = []
    monkeypatch.setattr("elasticsearch.helpers.actions.time.sleep", waited.append)
    return waited


def test_documents_that_must_wait_are_sent_again_and_only_those(
    httpserver: HTTPServer, tmp_path: Path, swift: list[float]
) -> None:
    stub = Stub(httpserver, [{"b": 429, "c": 400}, {"b": 503}, {}])
    index = open_index(Settings(home=tmp_path, index=httpserver.url_for("")), stem)
    rejected = index.put([document("a"), document("b"), document("c")])
    assert [(found.id, found.reason) for found in rejected] == [("c", "400 es_rejected: r")]
    assert stub.sent == [["a", "b", "c"], ["b"], ["b"]]
    assert swift == [0.2, 0.4]
    index.close()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_whole_request_that_must_wait_is_sent_again(
    httpserver: HTTPServer, tmp_path: Path, swift: list[float], status: int
) -> None:
    stub = Stub(httpserver, [status, status])
    index = open_index(Settings(home=tmp_path, index=httpserver.url_for("")), stem)
    assert index.put([document("a"), document("b")]) == []
    assert stub.sent == [["a", "b"]] * 3
    assert len(swift) == 2
    index.close()


def test_a_server_that_stays_busy_is_a_fault_and_no_document_is_blamed(
    httpserver: HTTPServer, tmp_path: Path, swift: list[float]
) -> None:
    stub = Stub(httpserver, [{"b": 429}] * 10)
    index = open_index(Settings(home=tmp_path, index=httpserver.url_for("")), stem)
    with pytest.raises(IndexFault, match="te druk"):
        index.put([document("a"), document("b")])
    assert stub.sent == [["a", "b"]] + [["b"]] * 5
    assert swift == sorted(swift)
    index.close()


def test_a_key_without_rights_is_a_fault(httpserver: HTTPServer, tmp_path: Path) -> None:
    Stub(httpserver, [403])
    index = open_index(Settings(home=tmp_path, index=httpserver.url_for("")), stem)
    with pytest.raises(IndexFault, match="ZICHT_INDEX_API_KEY_FILE"):
        index.put([document("a")])
    index.close()


def test_a_request_that_is_too_large_blames_its_document_only(httpserver: HTTPServer, tmp_path: Path) -> None:
    Stub(httpserver, [413])
    index = open_index(Settings(home=tmp_path, index=httpserver.url_for("")), stem)
    (rejected,) = index.put([document("a")])
    assert rejected.reason.startswith("413")
    index.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of its own for 127.0.0.1, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "search.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(*form))
    return path


@pytest.fixture
def tls(authority: Path) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    with HTTPServer(host="127.0.0.1", ssl_context=context) as server:
        yield server


def test_key_and_certificate_from_files_are_used(tls: HTTPServer, authority: Path, tmp_path: Path) -> None:
    stub = Stub(tls, [])
    (tmp_path / "key").write_text("a2V5\n")
    settings = Settings(
        home=tmp_path, index=tls.url_for(""), index_ca_file=authority, index_api_key_file=tmp_path / "key"
    )
    index = open_index(settings, stem)
    assert index.put([document("a")]) == []
    assert stub.keys == {"ApiKey a2V5"}
    index.close()


def test_a_certificate_of_a_stranger_is_not_trusted(tls: HTTPServer, tmp_path: Path) -> None:
    stub = Stub(tls, [])
    index = open_index(Settings(home=tmp_path, index=tls.url_for("")), stem)
    with pytest.raises(IndexFault, match="antwoordt niet"):
        index.put([document("a")])
    assert stub.keys == set()
    index.close()
