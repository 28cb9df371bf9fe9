"""Fewer indexes: each is written anew with every message and every answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

# Only what is looked up by changes: programs since 0001 go on beside it.
revision = "0003_from_0001"
down_revision = "0002_from_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    _few("ix_deliveries_posted", "deliveries", ["channel", "ts"], "ts IS NOT NULL")
    op.drop_index(op.f("ix_deliveries_channel_ts"), "deliveries")
    op.drop_index(op.f("ix_deliveries_workspace_id_pair_id_created_at"), "deliveries")
    _few("ix_questions_open", "questions", ["workspace_id", "person_id"], "closed_at IS NULL")
    op.drop_index(op.f("ix_questions_workspace_id_person_id_closed_at"), "questions")
    _few("ix_answers_typed", "answers", ["workspace_id", "person_id", "source_ts"], "source_ts IS NOT NULL")
    op.drop_index(op.f("ix_answers_workspace_id_person_id_source_ts"), "answers")


def downgrade() -> None:
    """Take the tables back."""
    for table, columns in (
        ("answers", ["workspace_id", "person_id", "source_ts"]),
        ("questions", ["workspace_id", "person_id", "closed_at"]),
        ("deliveries", ["workspace_id", "pair_id", "created_at"]),
        ("deliveries", ["channel", "ts"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    op.drop_index("ix_answers_typed", "answers")
    op.drop_index("ix_questions_open", "questions")
    op.drop_index("ix_deliveries_posted", "deliveries")


def _few(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
