"""Changes of the tables, by Alembic; `nlp.kb.schema` runs them."""
