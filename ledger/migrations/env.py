"""Alembic runs the versions on the connection that `ledger.connect` opened."""

from alembic import context

from ledger.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
