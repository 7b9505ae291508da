"""One template in several languages: what sets of copies say, as vectors, and which of them say the same."""

import sqlalchemy as sa
from alembic import op

revision = "0008_translations"
down_revision = "0007_lease_order"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "link_spoken",
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("advert"),
    )
    op.create_table(
        "link_voices",
        sa.Column("label", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("adverts", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("label"),
    )
    op.create_table(
        "link_translations",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    for side in ("one", "other"):
        op.create_index(f"ix_link_translations_{side}", "link_translations", [side], unique=False)


def downgrade() -> None:
    """Undo it."""
    for table in ("link_translations", "link_voices", "link_spoken"):
        op.drop_table(table)
