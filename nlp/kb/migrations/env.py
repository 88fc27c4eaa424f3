"""Alembic's environment: the connection comes from `nlp.kb.schema`, so that a change is part of its transaction."""

from __future__ import annotations

from alembic import context

from nlp.kb.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
