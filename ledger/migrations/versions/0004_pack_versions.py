"""Versions of the packs with their whole content, and what indicators are worth, day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0004_bench"
down_revision = "0003_ties"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "pack_contents",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "pack_versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("back_to", sa.Integer(), nullable=True),
        sa.Column("impact", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["pack_contents.sha256"], name=op.f("fk_pack_versions_sha256")),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "figures",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("figures")
    op.drop_table("pack_versions")
    op.drop_table("pack_contents")
