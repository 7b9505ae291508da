"""Nothing yet."""

revision = "0002_proof"
down_revision = "0001_spine"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""


def downgrade() -> None:
    """Undo it."""
