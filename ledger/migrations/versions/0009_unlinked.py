"""What waits to be linked is a narrow table: the mark on an advert's own row wrote all of it again."""

import sqlalchemy as sa
from alembic import op

revision = "0009_unlinked"
down_revision = "0008_translations"
branch_labels = None
depends_on = None

# what an earlier link proved of an advert may still be in it: it is scored anew, whatever it says
WAITING = """
    INSERT INTO unlinked
    SELECT id, CASE WHEN enriched LIKE '%"by":"cross"%' THEN '' ELSE content END FROM adverts WHERE state = 'enriched'
"""


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
    op.execute("UPDATE adverts SET state = 'enriched' WHERE state = 'linked'")


def downgrade() -> None:
    """Undo it."""
    op.execute(
        "UPDATE adverts SET state = 'linked' WHERE state = 'enriched' AND id NOT IN (SELECT advert FROM unlinked)"
    )
    op.drop_table("unlinked")
