"""The queue of wake-ups: procrastinate's own tables, on PostgreSQL only."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection

revision = "0000"
down_revision = None
branch_labels = None
depends_on = None

# Everything of the queue's has a name that begins so.
DROP = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT oid::regclass AS name FROM pg_class
        WHERE relkind = 'r' AND relname LIKE 'procrastinate\\_%' AND pg_table_is_visible(oid)
    LOOP EXECUTE 'DROP TABLE ' || one.name || ' CASCADE'; END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE proname LIKE 'procrastinate\\_%' AND pg_function_is_visible(oid)
    LOOP EXECUTE 'DROP FUNCTION ' || one.name || ' CASCADE'; END LOOP;
    FOR one IN SELECT oid::regtype AS name FROM pg_type
        WHERE typtype IN ('c', 'e') AND typname LIKE 'procrastinate\\_%' AND pg_type_is_visible(oid)
    LOOP EXECUTE 'DROP TYPE ' || one.name || ' CASCADE'; END LOOP;
END $$
"""


def upgrade() -> None:
    """Bring the tables forward."""
    if op.get_bind().dialect.name == "postgresql":
        from procrastinate.schema import SchemaManager

        _execute(op.get_bind(), SchemaManager.get_schema())


def downgrade() -> None:
    """Bring the tables back."""
    if op.get_bind().dialect.name == "postgresql":
        _execute(op.get_bind(), DROP)


def _execute(connection: Connection, statements: str) -> None:
    # Past SQLAlchemy, for which a percent sign would begin a parameter.
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101  # It is open.
    raw.execute(statements)
