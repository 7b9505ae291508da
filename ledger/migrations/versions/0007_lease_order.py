"""A lease takes the nearest pages that wait out of an index in their order; before, it sorted all that wait."""

from alembic import op

revision = "0007_lease_order"
down_revision = "0006_audit_in_heads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_frontier_site_state_depth_url", "frontier", ["site", "state", "depth", "url"], unique=False)
    op.drop_index("ix_frontier_site_state", table_name="frontier")


def downgrade() -> None:
    """Undo it."""
    op.create_index("ix_frontier_site_state", "frontier", ["site", "state"], unique=False)
    op.drop_index("ix_frontier_site_state_depth_url", table_name="frontier")
