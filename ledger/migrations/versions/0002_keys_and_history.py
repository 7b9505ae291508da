"""A data key for each capture, destruction, and the history of adverts."""

import sqlalchemy as sa
from alembic import op

revision = "0002_proof"
down_revision = "0001_spine"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "capture_keys",
        sa.Column("capture", sa.String(length=64), nullable=False),
        sa.Column("wrapped", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("capture"),
    )
    _destructions()
    _history()


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_republished_earlier"), table_name="republished")
    op.drop_table("republished")
    op.drop_table("advert_gaps")
    op.drop_index(op.f("ix_adverts_content"), table_name="adverts")
    op.drop_index(op.f("ix_destructions_named"), table_name="destructions")
    op.drop_index(op.f("ix_destructions_at"), table_name="destructions")
    op.drop_table("destructions")
    op.drop_table("capture_keys")


def _destructions() -> None:
    op.create_table(
        "destructions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("named", sa.String(length=64), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("leaf", sa.String(length=64), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_destructions_at"), "destructions", ["at"], unique=False)
    op.create_index(op.f("ix_destructions_named"), "destructions", ["named"], unique=False)


def _history() -> None:
    op.create_index(op.f("ix_adverts_content"), "adverts", ["content"], unique=False)
    op.create_table(
        "advert_gaps",
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("gone_at", sa.String(length=32), nullable=False),
        sa.Column("back_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["advert"], ["adverts.id"], name=op.f("fk_advert_gaps_advert")),
        sa.PrimaryKeyConstraint("advert", "gone_at"),
    )
    op.create_table(
        "republished",
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("earlier", sa.String(length=64), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["advert"], ["adverts.id"], name=op.f("fk_republished_advert")),
        sa.ForeignKeyConstraint(["earlier"], ["adverts.id"], name=op.f("fk_republished_earlier")),
        sa.PrimaryKeyConstraint("advert"),
    )
    op.create_index(op.f("ix_republished_earlier"), "republished", ["earlier"], unique=False)
