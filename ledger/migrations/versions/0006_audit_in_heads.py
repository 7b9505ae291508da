"""A signed head says how far the audit log went: its last event can be missed too."""

import sqlalchemy as sa
from alembic import op

revision = "0006_audit_in_heads"
down_revision = "0005_fresh"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("heads", sa.Column("events", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("heads", sa.Column("chain", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    """Undo it; heads that said so do not hold any more."""
    op.drop_column("heads", "chain")
    op.drop_column("heads", "events")
