"""The spine."""

import sqlalchemy as sa
from alembic import op

revision = "0001_spine"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    _adverts()
    _approvals()
    _audit()
    _bases()
    _captures()
    _dead_letters()
    _decisions()
    _frontier()
    _heads()
    _labels()
    _runs()
    _signals()
    _advert_versions()
    _subjects()


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_subjects_advert"), table_name="subjects")
    op.drop_table("subjects")
    op.drop_index(op.f("ix_advert_versions_capture"), table_name="advert_versions")
    op.drop_table("advert_versions")
    op.drop_table("signals")
    op.drop_index(op.f("ix_runs_site"), table_name="runs")
    op.drop_table("runs")
    op.drop_index(op.f("ix_labels_advert"), table_name="labels")
    op.drop_table("labels")
    op.drop_table("heads")
    op.drop_index("ix_frontier_site_state", table_name="frontier")
    op.drop_table("frontier")
    op.drop_index(op.f("ix_decisions_signal"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_table("dead_letters")
    op.drop_index("ix_captures_state_fetched_at", table_name="captures")
    op.drop_index("ix_captures_site_target", table_name="captures")
    op.drop_index("ix_captures_segment_begins", table_name="captures")
    op.drop_table("captures")
    op.drop_index(op.f("ix_bases_site"), table_name="bases")
    op.drop_table("bases")
    op.drop_table("audit")
    op.drop_table("approvals")
    op.drop_index("ix_adverts_state_id", table_name="adverts")
    op.drop_index("ix_adverts_site_page", table_name="adverts")
    op.drop_index(op.f("ix_adverts_changed_at"), table_name="adverts")
    op.drop_index(op.f("ix_adverts_capture"), table_name="adverts")
    op.drop_table("adverts")


def _adverts() -> None:
    op.create_table(
        "adverts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=2048), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("first_seen", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("last_seen", sa.String(length=32), nullable=False),
        sa.Column("gone_at", sa.String(length=32), nullable=True),
        sa.Column("capture", sa.String(length=64), nullable=True),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("advert", sa.Text(), nullable=False),
        sa.Column("enriched", sa.Text(), nullable=True),
        sa.Column("enriched_with", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_adverts_capture"), "adverts", ["capture"], unique=False)
    op.create_index(op.f("ix_adverts_changed_at"), "adverts", ["changed_at"], unique=False)
    op.create_index("ix_adverts_site_page", "adverts", ["site", "page"], unique=False)
    op.create_index("ix_adverts_state_id", "adverts", ["state", "id"], unique=False)


def _approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("site"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )


def _bases() -> None:
    op.create_table(
        "bases",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("valid_until", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_bases_site"), "bases", ["site"], unique=False)


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=2048), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.String(length=32), nullable=False),
        sa.Column("segment", sa.String(length=200), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("begins", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=True),
        sa.Column("capture", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq", name=op.f("uq_captures_seq")),
    )
    op.create_index("ix_captures_segment_begins", "captures", ["segment", "begins"], unique=False)
    op.create_index("ix_captures_site_target", "captures", ["site", "target"], unique=False)
    op.create_index("ix_captures_state_fetched_at", "captures", ["state", "fetched_at"], unique=False)


def _dead_letters() -> None:
    op.create_table(
        "dead_letters",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=2048), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("stage", "key", "reason", name=op.f("uq_dead_letters_stage_key_reason")),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("signal", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_decisions_signal"), "decisions", ["signal"], unique=False)


def _frontier() -> None:
    op.create_table(
        "frontier",
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=2048), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("lease_until", sa.String(length=32), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("site", "url"),
    )
    op.create_index("ix_frontier_site_state", "frontier", ["site", "state"], unique=False)


def _labels() -> None:
    op.create_table(
        "labels",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_labels_advert"), "labels", ["advert"], unique=False)


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("verdict", sa.String(length=200), nullable=True),
        sa.Column("stats", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_runs_site"), "runs", ["site"], unique=False)


def _signals() -> None:
    op.create_table(
        "signals",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("eenheid", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("signal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "eenheid", "key"),
    )


def _advert_versions() -> None:
    op.create_table(
        "advert_versions",
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.Column("capture", sa.String(length=64), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["advert"], ["adverts.id"], name=op.f("fk_advert_versions_advert")),
        sa.PrimaryKeyConstraint("advert", "content", "seen_at"),
    )
    op.create_index(op.f("ix_advert_versions_capture"), "advert_versions", ["capture"], unique=False)


def _subjects() -> None:
    op.create_table(
        "subjects",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("advert", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["advert"], ["adverts.id"], name=op.f("fk_subjects_advert")),
        sa.PrimaryKeyConstraint("kind", "key", "advert"),
    )
    op.create_index(op.f("ix_subjects_advert"), "subjects", ["advert"], unique=False)


def _heads() -> None:
    op.create_table(
        "heads",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("peaks", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size"),
    )
