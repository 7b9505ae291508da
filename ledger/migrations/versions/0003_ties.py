"""Nothing yet."""

revision = "0003_ties"
down_revision = "0002_proof"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""


def downgrade() -> None:
    """Undo it."""
