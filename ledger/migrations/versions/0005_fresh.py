"""Linking costs what is new: a fresh level before its large tables, and what was counted of all writers."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0005_fresh"
down_revision = "0004_bench"
branch_labels = None
depends_on = None

# of these SQLite kept every row twice: by an own number, and in an index
ORDERED = ("link_keys", "link_pairs", "link_prints", "link_stock", "link_shared", "link_bursts", "link_members")
WITHOUT = " WITHOUT ROWID"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "link_fresh",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_link_fresh_kind_due", "link_fresh", ["kind", "due"], unique=False)
    op.create_table(
        "link_counted",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("groups", "copying", "writers", "moved")),
        sa.PrimaryKeyConstraint("id"),
    )
    _remake(lambda made: made + WITHOUT)


def downgrade() -> None:
    """Undo it; adverts are linked anew, because what was fresh is in no table."""
    op.drop_table("link_counted")
    op.drop_table("link_fresh")
    _remake(lambda made: made.removesuffix(WITHOUT))
    for table in ("link_adverts", "link_keys", "link_texts", "link_bands", "link_pairs", "link_prints", "link_stock",
                  "link_shared", "link_bursts", "link_cuts", "link_groups", "link_members"):  # fmt: skip
        op.execute(sa.text(f"DELETE FROM {table}"))
    op.execute("UPDATE adverts SET state = 'enriched' WHERE state IN ('linked', 'indexed')")


def _remake(changed: Callable[[str], str]) -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    for table in ORDERED:
        said = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL")
        made = [(row.type, row.sql) for row in connection.execute(said, {"table": table})]
        (whole,) = [sql for kind, sql in made if kind == "table"]
        op.rename_table(table, f"{table}_old")
        op.execute(sa.text(changed(whole)))
        op.execute(sa.text(f"INSERT INTO {table} SELECT * FROM {table}_old"))
        op.drop_table(f"{table}_old")  # with its indexes
        for kind, sql in made:
            if kind == "index":
                op.execute(sa.text(sql))
