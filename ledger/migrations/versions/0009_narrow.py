"""Marks that linking writes often lie in narrow tables: in a row with a whole advert or text beside them each wrote that again."""

import sqlalchemy as sa
from alembic import op

revision = "0009_narrow"
down_revision = "0008_translations"
branch_labels = None
depends_on = None

# what an earlier link proved of an advert may still be in it: then it is scored anew, whatever it says
WAITING = """
    INSERT INTO unlinked
    SELECT id, CASE WHEN enriched LIKE '%"by":"cross"%' THEN '' ELSE content END FROM adverts WHERE state = 'enriched'
"""
LINKED = "UPDATE adverts SET state = 'linked' WHERE state = 'enriched' AND id NOT IN (SELECT advert FROM unlinked)"
SAID = "UPDATE link_texts SET (words, signature) = (SELECT words, signature FROM link_said WHERE link_said.id = link_texts.id)"


def upgrade() -> None:
    """Bring the schema to this revision; what was linked stays so."""
    op.create_table(
        "unlinked",
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("advert"),
        sqlite_with_rowid=False,
    )
    op.execute(WAITING)
    op.create_table(
        "made_ready",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("text", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("profile", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("presents", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("shares", sa.Text(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.execute("UPDATE adverts SET state = 'enriched' WHERE state = 'linked'")
    op.drop_index("ix_adverts_content", table_name="adverts")
    op.create_index("ix_adverts_content_gone_at", "adverts", ["content", "gone_at"])
    op.create_table(
        "link_said",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO link_said SELECT id, words, signature FROM link_texts")
    for column in ("words", "signature"):
        op.drop_column("link_texts", column)


def downgrade() -> None:
    """Undo it."""
    op.add_column("link_texts", sa.Column("words", sa.Text(), nullable=False, server_default=""))
    op.add_column("link_texts", sa.Column("signature", sa.LargeBinary(), nullable=True))
    op.execute(SAID)
    op.drop_table("link_said")
    op.execute(LINKED)
    op.drop_index("ix_adverts_content_gone_at", table_name="adverts")
    op.create_index("ix_adverts_content", "adverts", ["content"])
    op.drop_table("unlinked")
    op.drop_table("made_ready")
