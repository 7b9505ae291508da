"""Elasticsearch 9: the official client's only home. Versioned indices behind one alias, switched at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import streaming_bulk

from search.access import credentials, without_secret
from search.documents import entry, unfit
from search.dsl import Json, request
from search.faults import busy, foreign, other_version, overloaded, refused, unreachable, vanished
from search.highlight import Marker
from search.mappings import DERIVED, VERSION, adverts
from search.plan import most_frequent, plan
from zicht.errors import SettingsError
from zicht.query import FACETS, Bucket, Document, Page, Query, Rejected, Stemmer
from zicht.settings import Settings

BUSY = (429, 502, 503, 504)  # the server may do it later
CHUNK, CHUNK_BYTES = 500, 10 * 1024 * 1024
_NOT_NOW = {"cluster_block_exception"}


def client_of(settings: Settings) -> Elasticsearch:
    """A client with explicit retries, timeout, API key and certificate authority; nothing is sent yet."""
    try:
        return Elasticsearch(
            settings.index,
            request_timeout=30,
            max_retries=3,
            retry_on_timeout=True,
            retry_on_status=BUSY,
            retry_backoff_base=0.2,
            retry_backoff_cap=2,
            **credentials(settings),
        )
    except ValueError as fault:
        shown = without_secret(settings.index)
        raise SettingsError(
            f"ZICHT_INDEX is geen volledig adres ({shown}); schrijf ook de poort: https://machine:9200.",
            f"ZICHT_INDEX is no complete address ({shown}); write the port, too: https://machine:9200.",
        ) from fault


class ElasticIndex:
    """`Index` on Elasticsearch; `alias` names the generation in use, zicht-adverts-v1-0001 and so on."""

    def __init__(self, client: Elasticsearch, url: str, alias: str, stem: Stemmer) -> None:
        self._client = client
        self._url = without_secret(url)
        self._alias = alias
        self._stem = stem
        self._marker = Marker(stem)
        self._known = False  # the alias was there, with our version

    def put(self, documents: Sequence[Document]) -> list[Rejected]:
        """Add or replace; what the engine refuses comes back with its reason, the rest is visible at once."""
        with self._faults():
            self._ready(again=True)
            return self._bulk(self._alias, documents, refresh=True)

    def delete(self, ids: Sequence[str]) -> None:
        """Take out; an id that is not there is fine."""
        with self._faults():
            self._ready(again=True)
            self._send(({"_op_type": "delete", "_index": self._alias, "_id": number} for number in ids), refresh=True)

    def search(self, query: Query) -> Page:
        """Find adverts; a facet counts what its own filter leaves out, too."""
        asked = plan(query, self._stem)
        with self._faults():
            self._ready()
            found: Json = self._client.search(index=self._alias, **request(asked)).body
        documents = [Document.model_validate(hit["_source"]) for hit in found["hits"]["hits"]]
        counts = {name: part["found"]["buckets"] for name, part in found["aggregations"].items()}
        return Page(
            total=found["hits"]["total"]["value"],
            rows=self._marker.rows(documents, asked.text),
            facets={facet: tuple(most_frequent(counts[facet])) for facet in FACETS},
            months=tuple(Bucket(value=month["key_as_string"], count=month["doc_count"]) for month in counts["months"]),
        )

    def get(self, advert_id: str) -> Document | None:
        """One document, or None."""
        with self._faults():
            self._ready()
            found = self._client.options(ignore_status=404).get(index=self._alias, id=advert_id).body
            return Document.model_validate(found["_source"]) if found.get("found") else None

    def count(self) -> int:
        """How many adverts are in."""
        with self._faults():
            self._ready()
            return int(self._client.count(index=self._alias).body["count"])

    def rebuild(self, documents: Iterable[Sequence[Document]]) -> list[Rejected]:
        """Build a generation beside the one in use, then switch the alias; put is held off, search goes on."""
        with self._faults():
            old = self._generations()
            name, writer = self._create(old)
            try:
                self._hold(old, True)
                rejected = [item for batch in documents for item in self._bulk(writer, batch, refresh=False)]
                self._switch(name, writer)
            except BaseException:
                self._client.options(ignore_status=404).indices.delete(index=name)
                self._hold(old, False)
                raise
            if old:
                self._client.options(ignore_status=404).indices.delete(index=old)
            self._known = True
        return rejected

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _ready(self, *, again: bool = False) -> None:
        """See that the alias leads to an index of our version; the first one is made here."""
        if self._known and not again:
            return
        found = self._client.options(ignore_status=404).indices.get_mapping(index=self._alias)
        if found.meta.status == 404:
            if self._known:  # it was there: an empty new one would hide that
                raise vanished(self._url, self._alias)
            name, writer = self._create(self._generations())
            self._switch(name, writer)
        else:
            self._check(found.body)
        self._known = True

    def _check(self, found: Json) -> None:
        if set(found) == {self._alias} or len(found) > 1:
            raise foreign(self._url, self._alias)
        meta = next(iter(found.values()))["mappings"].get("_meta", {})
        if meta.get("version") != VERSION:
            raise other_version(f"{self._alias} ({self._url})", meta.get("version"), VERSION)

    def _generations(self) -> list[str]:
        """Our indices, in use or left by a rebuild that broke off; never an index that merely has our name."""
        if self._client.indices.exists(index=self._alias) and not self._client.indices.exists_alias(name=self._alias):
            raise foreign(self._url, self._alias)
        pattern = re.compile(re.escape(self._alias) + r"-v\d+-\d+")
        found = self._client.indices.get(index=f"{self._alias}-v*", filter_path="*.aliases").body
        return sorted(name for name in found if pattern.fullmatch(name))

    def _create(self, old: list[str]) -> tuple[str, str]:
        """(name, writing alias) of an empty generation; nobody searches it before `_switch`."""
        number = max((int(name.rpartition("-")[2]) for name in old), default=0) + 1
        name = f"{self._alias}-v{VERSION}-{number:04d}"
        body = adverts()
        settings = body["settings"] | {"refresh_interval": "-1"}
        self._client.indices.create(
            index=name, settings=settings, mappings=body["mappings"], aliases={f"{name}-writer": {}}
        )
        return name, f"{name}-writer"

    def _switch(self, name: str, writer: str) -> None:
        self._client.indices.put_settings(index=name, settings={"refresh_interval": None})
        self._client.indices.refresh(index=name)
        actions: list[Json] = [{"add": {"index": name, "alias": self._alias}}]
        actions.append({"remove": {"index": name, "alias": writer}})
        actions.append({"remove": {"index": f"{self._alias}-v*", "alias": self._alias, "must_exist": False}})
        self._client.indices.update_aliases(actions=actions[::-1])

    def _hold(self, names: list[str], held: bool) -> None:
        """Keep others from writing what a rebuild has passed already."""
        if names:
            self._client.indices.put_settings(index=names, settings={"index.blocks.write": held or None})

    def _bulk(self, target: str, documents: Sequence[Document], *, refresh: bool) -> list[Rejected]:
        judged = [(document, unfit(document)) for document in documents]
        reasons = {document.id: reason for document, reason in judged if reason}
        fit = (_action(target, document) for document, reason in judged if not reason)
        reasons |= self._send(fit, refresh=refresh)
        return [Rejected(id=number, reason=reason) for number, reason in reasons.items()]

    def _send(self, actions: Iterable[Json], *, refresh: bool) -> dict[str, str]:
        """What was refused, by id; only one request is under way at a time, and it waits longer when asked to."""
        answers = streaming_bulk(
            self._client.options(retry_on_status=()),
            actions,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
            raise_on_exception=False,
            max_retries=5,
            initial_backoff=0.2,
            max_backoff=5,
            retry_on_status=BUSY,
            require_alias=True,  # else a lost index would come back by itself, without our mapping
            refresh=refresh,
        )
        failed = [item for done, answer in answers if not done for item in answer.values()]
        return {item["_id"]: self._reason(item) for item in failed if item["status"] != 404 or "error" in item}

    def _reason(self, item: Json) -> str:
        """Why this document is refused; IndexFault when it is not about the document."""
        status, error = item["status"], item.get("error")
        kind = error["type"] if isinstance(error, dict) else str(error)
        if status == 404:
            raise vanished(self._url, self._alias)
        if kind in _NOT_NOW:
            raise busy(f"{self._alias} ({self._url})")
        if status in (401, 403):
            raise refused(self._url, kind)
        if status in BUSY or status >= 500:
            raise overloaded(self._url, f"{status} {kind}")
        return f"{status} {kind}: {_causes(error)}" if isinstance(error, dict) else f"{status} {error}"

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except NotFoundError as fault:
            raise vanished(self._url, self._alias) from fault
        except ApiError as fault:
            if fault.error == "resource_already_exists_exception":  # another process makes the same generation
                raise busy(f"{self._alias} ({self._url})") from fault
            if fault.status_code in BUSY:
                raise overloaded(self._url, fault.status_code) from fault
            raise refused(self._url, f"{fault.status_code} {fault.message}") from fault
        except TransportError as fault:
            last = str(fault.message).rpartition(": ")[2]  # the words of the fault that began it
            raise unreachable(self._url, last.strip(" )'\"")[:200]) from fault


def _action(target: str, document: Document) -> Json:
    fields = entry(document, ())
    added = {name: fields[name] for name in DERIVED}
    return {"_index": target, "_id": document.id, "_source": document.model_dump(mode="json") | added}


def _causes(error: Json | None) -> str:
    reasons = []
    while error:
        reasons.append(str(error.get("reason")))
        error = error.get("caused_by")
    return "; ".join(dict.fromkeys(reasons))
