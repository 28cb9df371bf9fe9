"""Which key the texts are sealed with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

# It only adds a table: programs since 0001 go on beside it.
revision = "0002_from_0001"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "seals",
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_seals")),
    )


def downgrade() -> None:
    """Take the tables back."""
    op.drop_table("seals")
