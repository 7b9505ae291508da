"""The ledger's tables. Records lie as JSON text beside the columns that are asked for."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
Moment = String(32)  # ISO 8601 in UTC with microseconds: sorts as time on every database
Key = String(64)
Name = String(200)
Url = String(2048)  # of a page in the frontier: at most 2,000 bytes, so that every database can index it

bases = Table(
    "bases", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("site", Name, nullable=False, index=True),
    Column("valid_until", String(10), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("basis", Text, nullable=False),
)  # fmt: skip

approvals = Table(
    "approvals", METADATA,
    Column("site", Name, primary_key=True),
    Column("who", Name, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
)  # fmt: skip

runs = Table(
    "runs", METADATA,
    Column("id", Key, primary_key=True),
    Column("site", Name, nullable=False, index=True),
    Column("started_at", Moment, nullable=False),
    Column("asked", Integer, nullable=False),  # pages leased: what counts for the site's budget
    Column("finished_at", Moment),
    Column("verdict", Name),
    Column("stats", Text),
)  # fmt: skip

frontier = Table(
    "frontier", METADATA,
    Column("site", Name, primary_key=True),
    Column("url", Url, primary_key=True),
    Column("depth", Integer, nullable=False),
    Column("state", String(10), nullable=False),  # queued leased done dead
    Column("run", Key, nullable=False),  # the run it was last queued in
    Column("lease_until", Moment),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", Key),
    Index("ix_frontier_site_state_depth_url", "site", "state", "depth", "url"),  # the order in which pages are leased
)  # fmt: skip

captures = Table(
    "captures", METADATA,
    Column("id", Key, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),  # place in the hash tree: 1, 2, 3 …
    Column("site", Name, nullable=False),
    Column("run", Key, nullable=False),
    Column("target", Url, nullable=False),  # the page of the frontier; `url` is where its redirects ended
    Column("url", Text, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("segment", Name, nullable=False),
    Column("offset", BigInteger, nullable=False),  # of the response's gzip member
    Column("begins", BigInteger, nullable=False),  # what this capture added to its segment: [begins, ends) …
    Column("ends", BigInteger, nullable=False),
    Column("sha256", Key, nullable=False),  # … and the SHA-256 of those bytes
    Column("state", String(10), nullable=False),  # captured parsed set_aside dead destroyed
    Column("rule", Name),  # why it was set aside, or the reason why it is dead
    Column("capture", Text, nullable=False),
    Index("ix_captures_state_fetched_at", "state", "fetched_at"),
    Index("ix_captures_site_target", "site", "target"),
    Index("ix_captures_segment_begins", "segment", "begins"),
)  # fmt: skip

capture_keys = Table(
    "capture_keys", METADATA,
    Column("capture", Key, primary_key=True),
    Column("wrapped", String(80), nullable=False),  # data key, wrapped with the master key
)  # fmt: skip

destructions = Table(
    "destructions", METADATA,
    Column("id", Key, primary_key=True),  # of the capture or the advert
    Column("kind", String(10), nullable=False),  # capture advert
    Column("named", Key, nullable=False, index=True),  # what the person named
    Column("site", Name, nullable=False),
    Column("seq", BigInteger),  # of a capture: its place in the hash tree …
    Column("leaf", Key),  # … and its leaf, which stays when the record goes
    Column("who", Name, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("key", Key, nullable=False),  # public
    Column("signature", String(128), nullable=False),
    Column("finished_at", Moment),  # when index and lists were done too
)  # fmt: skip

heads = Table(
    "heads", METADATA,
    Column("size", BigInteger, primary_key=True, autoincrement=False),  # captures under this head
    Column("root", Key, nullable=False),
    Column("at", Moment, nullable=False),
    Column("key", Key, nullable=False),  # public
    Column("signature", String(128), nullable=False),
    Column("peaks", Text, nullable=False),  # of the tree, so that the next head costs what is new
    Column("events", BigInteger, nullable=False, server_default="0"),  # of the audit log at that moment …
    Column("chain", Key, nullable=False, server_default=""),  # … and the hash of the last of them
)  # fmt: skip

adverts = Table(
    "adverts", METADATA,
    Column("id", Key, primary_key=True),
    Column("site", Name, nullable=False),
    Column("url", Text, nullable=False),
    Column("page", Url, nullable=False),  # the page of the frontier that it was last seen on
    Column("content", Key, nullable=False),
    Column("state", String(10), nullable=False),  # parsed enriched indexed dead; `linked` is told by `unlinked`
    Column("first_seen", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),  # when this content was first seen
    Column("last_seen", Moment, nullable=False),
    Column("gone_at", Moment),
    Column("capture", Key, index=True),
    Column("versions", Integer, nullable=False),
    Column("advert", Text, nullable=False),
    Column("enriched", Text),
    Column("enriched_with", Text),
    Column("score", Float),
    Column("outcome", String(20)),
    Index("ix_adverts_state_id", "state", "id"),
    Index("ix_adverts_site_page", "site", "page"),
    Index("ix_adverts_content_gone_at", "content", "gone_at"),
)  # fmt: skip

unlinked = Table(
    "unlinked", METADATA,
    Column("advert", Key, primary_key=True),  # enriched, not linked yet …
    Column("content", Key, nullable=False),  # … with these words; empty: it is scored anew, whatever they are
    sqlite_with_rowid=False,
)  # fmt: skip

made_ready = Table(  # what linking takes in of an advert that waits: worked out when it is read
    "made_ready", METADATA,
    Column("number", Key, primary_key=True),  # Advert.id
    Column("text", BigInteger),  # link_texts.id
    Column("at", Moment, nullable=False),
    Column("profile", Text),
    Column("owner", Text),
    Column("presents", Integer, nullable=False),
    Column("seen", Text, nullable=False),
    Column("shares", Text, nullable=False),  # JSON
    Column("writer", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("signature", LargeBinary),
    Column("marks", LargeBinary, nullable=False),
    Column("uses", LargeBinary, nullable=False),
)  # fmt: skip

versions = Table(
    "advert_versions", METADATA,
    Column("advert", Key, ForeignKey("adverts.id"), primary_key=True),
    Column("content", Key, primary_key=True),
    Column("seen_at", Moment, primary_key=True),
    Column("capture", Key, index=True),
    Column("body", Text, nullable=False),
)  # fmt: skip

gaps = Table(
    "advert_gaps", METADATA,
    Column("advert", Key, ForeignKey("adverts.id"), primary_key=True),
    Column("gone_at", Moment, primary_key=True),
    Column("back_at", Moment, nullable=False),
)  # fmt: skip

republished = Table(
    "republished", METADATA,
    Column("advert", Key, ForeignKey("adverts.id"), primary_key=True),
    Column("earlier", Key, ForeignKey("adverts.id"), nullable=False, index=True),
    Column("link", Text, nullable=False),
)  # fmt: skip

subjects = Table(
    "subjects", METADATA,
    Column("kind", String(20), primary_key=True),
    Column("key", Key, primary_key=True),
    Column("advert", Key, ForeignKey("adverts.id"), primary_key=True, index=True),
    Column("seen_at", Moment, nullable=False),
)  # fmt: skip

dead_letters = Table(
    "dead_letters", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("stage", String(10), nullable=False),
    Column("key", Url, nullable=False),
    Column("reason", Name, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("stage", "key", "reason"),
)  # fmt: skip

signals = Table(
    "signals", METADATA,
    Column("day", String(10), primary_key=True),
    Column("eenheid", String(40), primary_key=True),
    Column("key", Key, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("signal", Text, nullable=False),
)  # fmt: skip

labels = Table(
    "labels", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("advert", Key, nullable=False, index=True),
    Column("label", Text, nullable=False),
)  # fmt: skip

decisions = Table(
    "decisions", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("signal", Key, nullable=False, index=True),
    Column("decision", Text, nullable=False),
)  # fmt: skip

audit = Table(
    "audit", METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Name, nullable=False),
    Column("action", Name, nullable=False),
    Column("target", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("previous", Key, nullable=False),
    Column("hash", Key, nullable=False),
)  # fmt: skip

pack_contents = Table(
    "pack_contents", METADATA,
    Column("sha256", Key, primary_key=True),  # over names and bytes of all files
    Column("files", Text, nullable=False),  # JSON: name -> text, whole
)  # fmt: skip

pack_versions = Table(
    "pack_versions", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 …; the highest is active
    Column("version", Key, nullable=False),  # as `enriched_with` says it
    Column("sha256", Key, ForeignKey("pack_contents.sha256"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Name, nullable=False),
    Column("why", Text, nullable=False),
    Column("packs", Text, nullable=False),  # JSON: name -> version, as the files say
    Column("back_to", Integer),  # of a roll-back: the number whose content this is
    Column("impact", Text),  # JSON: what it changed on the adverts of the last weeks, as it was shown then
)  # fmt: skip

figures = Table(
    "figures", METADATA,
    Column("day", String(10), primary_key=True),  # one measurement a day, the last
    Column("at", Moment, nullable=False),
    Column("version", Key, nullable=False),
    Column("figures", Text, nullable=False),
)  # fmt: skip
