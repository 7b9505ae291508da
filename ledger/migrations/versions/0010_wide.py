"""Texts that hang together with more than are judged at once are marked, so that nobody loads them to find that out again.

A group that everybody left at once stayed, with the words of its template: what nobody is in any more goes here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_wide"
down_revision = "0009_narrow"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision; what is wide by now is found so when it is judged next."""
    op.add_column("link_texts", sa.Column("wide", sa.Integer(), nullable=False, server_default="0"))
    op.execute('DELETE FROM link_groups WHERE cut = 0 AND id NOT IN (SELECT "group" FROM link_members)')


def downgrade() -> None:
    """Undo it."""
    op.drop_column("link_texts", "wide")
