"""Ties: the state of linking."""

import sqlalchemy as sa
from alembic import op

revision = "0003_ties"
down_revision = "0002_proof"
branch_labels = None
depends_on = None


TABLES = (
    "link_adverts",
    "link_keys",
    "link_texts",
    "link_bands",
    "link_pairs",
    "link_prints",
    "link_stock",
    "link_shared",
    "link_bursts",
    "link_cuts",
    "link_groups",
    "link_members",
    "link_events",
    "link_choices",
)


def upgrade() -> None:
    """Bring the schema to this revision; adverts that were linked without it are linked anew."""
    _adverts()
    _texts()
    _stock()
    _groups()
    _people()
    op.execute("UPDATE adverts SET state = 'enriched' WHERE state IN ('linked', 'indexed')")


def downgrade() -> None:
    """Undo it."""
    for table in TABLES:
        op.drop_table(table)


def _adverts() -> None:
    op.create_table(
        "link_adverts",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("text", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("profile", sa.String(length=100), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("presents", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("hits", sa.Text(), nullable=False),
        sa.Column("cluster", sa.String(length=16), nullable=True),
        sa.Column("dirty", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_link_adverts_at"), "link_adverts", ["at"], unique=False)
    op.create_index(op.f("ix_link_adverts_cluster"), "link_adverts", ["cluster"], unique=False)
    op.create_index("ix_link_adverts_dirty_number", "link_adverts", ["dirty", "number"], unique=False)
    op.create_index("ix_link_adverts_presents_owner", "link_adverts", ["presents", "owner"], unique=False)
    op.create_index("ix_link_adverts_profile_at", "link_adverts", ["profile", "at"], unique=False)
    op.create_index(op.f("ix_link_adverts_text"), "link_adverts", ["text"], unique=False)
    op.create_table(
        "link_keys",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "advert"),
    )
    op.create_index(op.f("ix_link_keys_advert"), "link_keys", ["advert"], unique=False)
    op.create_table(
        "link_bursts",
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("key", "advert"),
    )
    op.create_index(op.f("ix_link_bursts_advert"), "link_bursts", ["advert"], unique=False)
    op.create_index(op.f("ix_link_bursts_profile"), "link_bursts", ["profile"], unique=False)


def _texts() -> None:
    op.create_table(
        "link_texts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("writer", sa.String(length=100), nullable=False),
        sa.Column("label", sa.BigInteger(), nullable=False),
        sa.Column("stock", sa.BigInteger(), nullable=True),
        sa.Column("dirty", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_link_texts_dirty"), "link_texts", ["dirty"], unique=False)
    op.create_index(op.f("ix_link_texts_label"), "link_texts", ["label"], unique=False)
    op.create_index(op.f("ix_link_texts_stock"), "link_texts", ["stock"], unique=False)
    op.create_table(
        "link_bands",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "text"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_pairs",
        sa.Column("one", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index(op.f("ix_link_pairs_other"), "link_pairs", ["other"], unique=False)


def _stock() -> None:
    op.create_table(
        "link_prints",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "link_stock",
        sa.Column("print", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("users", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("print"),
    )
    op.create_table(
        "link_shared",
        sa.Column("print", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("common", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("print", "text"),
    )
    op.create_index(op.f("ix_link_shared_text"), "link_shared", ["text"], unique=False)


def _groups() -> None:
    op.create_table(
        "link_cuts",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("group", sa.String(length=16), nullable=True),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("nl", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key"),
    )
    op.create_table(
        "link_groups",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("cut", sa.Integer(), nullable=False),
        sa.Column("by_text", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.String(length=32), nullable=False),
        sa.Column("last_seen", sa.String(length=32), nullable=False),
        sa.Column("adverts", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_link_groups_by_text"), "link_groups", ["by_text"], unique=False)
    op.create_index(op.f("ix_link_groups_verdict"), "link_groups", ["verdict"], unique=False)
    op.create_table(
        "link_members",
        sa.Column("group", sa.String(length=16), nullable=False),
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("group", "advert"),
    )
    op.create_index(op.f("ix_link_members_advert"), "link_members", ["advert"], unique=False)


def _people() -> None:
    op.create_table(
        "link_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("group", sa.String(length=16), nullable=False),
        sa.Column("other", sa.String(length=16), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_link_events_group"), "link_events", ["group"], unique=False)
    op.create_table(
        "link_choices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("one", sa.String(length=64), nullable=True),
        sa.Column("other", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_link_choices_key"), "link_choices", ["key"], unique=False)
    op.create_index(op.f("ix_link_choices_one"), "link_choices", ["one"], unique=False)
    op.create_index(op.f("ix_link_choices_other"), "link_choices", ["other"], unique=False)
