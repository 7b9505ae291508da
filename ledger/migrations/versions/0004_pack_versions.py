"""Nothing yet."""

revision = "0004_bench"
down_revision = "0003_ties"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""


def downgrade() -> None:
    """Undo it."""
