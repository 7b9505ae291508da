"""The tables of linking: what each advert shares, which texts are copies, what was cut, the groups and their lives."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, String, Table, Text

from ledger.tables import METADATA, Key, Moment, Name

Kind = String(20)
Short = String(16)  # a group's or a carrier's name, 16 hex digits

link_adverts = Table(
    "link_adverts", METADATA,
    Column("number", Key, primary_key=True),  # Advert.id
    Column("text", BigInteger, index=True),  # link_texts.id; none when the text is nobody's own
    Column("at", Moment, nullable=False, index=True),
    Column("profile", String(100)),  # who appears: for moments at which profiles appear together
    Column("owner", String(64)),  # its first contact …
    Column("presents", Integer, nullable=False),  # … and whether it counts among the writers of all adverts
    Column("seen", Text, nullable=False),  # what linking compares
    Column("hits", Text, nullable=False),  # what its groups show of it, as it was last scored
    Column("cluster", Short, index=True),
    Column("dirty", Integer, nullable=False),  # 1: to be grouped anew; 2: to be scored as well
    Index("ix_link_adverts_dirty_number", "dirty", "number"),
    Index("ix_link_adverts_profile_at", "profile", "at"),
    Index("ix_link_adverts_presents_owner", "presents", "owner"),
)  # fmt: skip

link_keys = Table(
    "link_keys", METADATA,
    Column("kind", Kind, primary_key=True),
    Column("key", Key, primary_key=True),
    Column("advert", Key, primary_key=True, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

link_texts = Table(
    "link_texts", METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # of its words
    Column("writer", String(100), nullable=False),
    Column("label", BigInteger, nullable=False, index=True),  # of the copies that tie
    Column("stock", BigInteger, index=True),  # of those that only share a stock text
    Column("dirty", Integer, nullable=False, index=True),
    Column("wide", Integer, nullable=False, server_default="0"),  # ledger.wide: with more texts than are judged at once
)  # fmt: skip

link_said = Table(  # apart, because labels and marks are often written, and each time that is a row whole
    "link_said", METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # link_texts.id
    Column("words", Text, nullable=False),
    Column("signature", LargeBinary),  # none: only the same text is a copy of it
)  # fmt: skip

link_bands = Table(
    "link_bands", METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("text", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip

link_fresh = Table(
    "link_fresh", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Kind, nullable=False),  # bands prints stock: of which large table
    Column("size", Integer, nullable=False),  # rows
    Column("due", Integer, nullable=False),  # 1: goes over into the large table
    Column("body", LargeBinary, nullable=False),  # ledger.levels.Changes
    Index("ix_link_fresh_kind_due", "kind", "due"),
)  # fmt: skip

link_pairs = Table(
    "link_pairs", METADATA,
    Column("one", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("similarity", Float, nullable=False),
    Column("kept", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

link_spoken = Table(
    "link_spoken", METADATA,
    Column("advert", Key, primary_key=True),  # one of those that a set of copies is read by
    Column("language", Kind, nullable=False),
    Column("said", Text, nullable=False),  # its sentences, as JSON
    Column("rows", LargeBinary, nullable=False),  # their vectors, in whole steps, one behind the other
    Column("made_by", Name, nullable=False),  # the model, and what everybody says beside it
)  # fmt: skip

link_voices = Table(
    "link_voices", METADATA,
    Column("label", BigInteger, primary_key=True, autoincrement=False),  # of a set of copies that was laid beside the others …
    Column("adverts", Text, nullable=False),  # … when it was read by these, as JSON
    Column("language", Kind, nullable=False),
)  # fmt: skip

link_translations = Table(
    "link_translations", METADATA,
    Column("key", Key, primary_key=True),  # of both labels
    Column("one", BigInteger, nullable=False, index=True),  # link_texts.label, the smaller first
    Column("other", BigInteger, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("beside", Text, nullable=False),  # advert, place of its sentence, the same of the other, cosine; as JSON
    Column("kept", Integer, nullable=False),  # whether it ties
)  # fmt: skip

link_prints = Table(
    "link_prints", METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # of a print and a writer
    Column("texts", Integer, nullable=False),  # of this writer that have it
    sqlite_with_rowid=False,
)  # fmt: skip

link_stock = Table(
    "link_stock", METADATA,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("users", Integer, nullable=False),  # writers
    sqlite_with_rowid=False,
)  # fmt: skip

link_shared = Table(
    "link_shared", METADATA,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("text", BigInteger, primary_key=True, autoincrement=False, index=True),  # the first text of the set
    Column("most", Integer, nullable=False),  # users up to which the print is the set's own
    Column("common", Integer, nullable=False),  # whether it was everybody's when the set was judged
    sqlite_with_rowid=False,
)  # fmt: skip

link_bursts = Table(
    "link_bursts", METADATA,
    Column("key", Short, primary_key=True),
    Column("advert", Key, primary_key=True, index=True),
    Column("profile", String(100), nullable=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

link_cuts = Table(
    "link_cuts", METADATA,
    Column("kind", Kind, primary_key=True),
    Column("key", Key, primary_key=True),
    Column("group", Short),  # those who have it, shown as a group that ties nobody
    Column("why", Kind, nullable=False),
    Column("nl", Text, nullable=False),
    Column("en", Text, nullable=False),
)  # fmt: skip

link_groups = Table(
    "link_groups", METADATA,
    Column("id", Short, primary_key=True),  # stays through growth, merges and splits
    Column("key", Short, nullable=False),  # what these adverts are called without a history
    Column("verdict", Kind, nullable=False, index=True),
    Column("kind", Kind, nullable=False),
    Column("score", Float, nullable=False),
    Column("cut", Integer, nullable=False),  # its one value was cut: it ties nobody
    Column("by_text", Integer, nullable=False, index=True),  # its text alone speaks for it
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("adverts", Integer, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip

link_members = Table(
    "link_members", METADATA,
    Column("group", Short, primary_key=True),
    Column("advert", Key, primary_key=True, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

link_counted = Table(
    "link_counted", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1: there is one row
    Column("groups", Integer, nullable=False),  # ledger.copiers.Copying, as it was counted last
    Column("copying", Integer, nullable=False),
    Column("writers", Integer, nullable=False),
    Column("moved", Integer, nullable=False),  # adverts that came, went or were grouped anew since
)  # fmt: skip

link_events = Table(
    "link_events", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("what", Kind, nullable=False),  # born merged split gone
    Column("group", Short, nullable=False, index=True),
    Column("other", Short),
    Column("why", Text, nullable=False),
)  # fmt: skip

link_choices = Table(
    "link_choices", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Name, nullable=False),
    Column("what", Kind, nullable=False),  # cut restore
    Column("one", Key, index=True),  # a pair of adverts …
    Column("other", Key, index=True),
    Column("kind", Kind),  # … or a value
    Column("key", Key, index=True),
    Column("why", Text, nullable=False),
)  # fmt: skip

CLEAN = link_adverts.c.dirty.op("+")(0) == 0  # grouped, as nearly all are: no way to look them up by
