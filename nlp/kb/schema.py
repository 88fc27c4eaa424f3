"""The state of a database's tables, and how it is brought to ours."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from nlp.errors import UsageError


def upgrade(connection: Connection) -> None:
    """Make the tables, or bring them to the newest state; the caller commits. Raises UsageError for a database that
    holds tables of others, or of a newer version of the program.
    """
    have, want = _revision(connection), _newest()
    if have == want:
        return
    if have is None and inspect(connection).has_table("documents"):
        raise UsageError(
            f"{_where(connection)}: found tables that are not ours, expected an empty database or our knowledge base"
        )
    if have is not None and have not in _known():
        raise UsageError(f"{_where(connection)}: found tables of version {have}, this program knows {want}; update it")
    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def check(connection: Connection) -> None:
    """Raises UsageError where the tables are not there or not in the newest state."""
    have, want = _revision(connection), _newest()
    if have is None:
        raise UsageError(f"{_where(connection)}: found no knowledge base, expected one that `kb load` has made")
    if have != want:
        raise UsageError(
            f"{_where(connection)}: found tables of version {have}, expected {want}; `kb load` brings older ones up"
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", "nlp.kb:migrations")
    return configuration


def _newest() -> str | None:
    return ScriptDirectory.from_config(_configuration()).get_current_head()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_configuration()).walk_revisions()}


def _where(connection: Connection) -> str:
    return connection.engine.url.render_as_string(hide_password=True)
