"""the tables of the knowledge base"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("issuer_number", sa.Integer(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("line", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("doc_id"),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_issuer"), ["issuer"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_published"), ["published"], unique=False)

    op.create_table(
        "entities",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("registry_id", sa.Text(), nullable=True),
        sa.Column("not_same_as", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("entities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entities_label"), ["label"], unique=False)

    op.create_table(
        "facts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("realis", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("first_said", sa.Date(), nullable=True),
        sa.Column("last_said", sa.Date(), nullable=True),
        sa.Column("belief", sa.Float(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("contradicts", sa.JSON(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("facts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facts_anchor"), ["anchor"], unique=False)
        batch_op.create_index(batch_op.f("ix_facts_publisher"), ["publisher"], unique=False)
        batch_op.create_index(batch_op.f("ix_facts_type"), ["type"], unique=False)

    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "stale",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value"),
    )
    op.create_table(
        "aliases",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("first_said", sa.Date(), nullable=True),
        sa.Column("last_said", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entity", "number"),
    )
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aliases_key"), ["key"], unique=False)

    op.create_table(
        "clusters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("registry_id", sa.Text(), nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("clusters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clusters_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_clusters_entity"), ["entity"], unique=False)
        batch_op.create_index(batch_op.f("ix_clusters_registry_id"), ["registry_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("realis", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_anchor"), ["anchor"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_type"), ["type"], unique=False)

    op.create_table(
        "fact_entities",
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact"], ["facts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact", "entity"),
    )
    with op.batch_alter_table("fact_entities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_entities_entity"), ["entity"], unique=False)

    op.create_table(
        "relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("label", sa.String(length=8), nullable=True),
        sa.Column("left_key", sa.Text(), nullable=True),
        sa.Column("right_key", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("relations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relations_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_relations_left_key"), ["left_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_relations_right_key"), ["right_key"], unique=False)

    op.create_table(
        "cluster_keys",
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["cluster"], ["clusters.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cluster", "key"),
    )
    with op.batch_alter_table("cluster_keys", schema=None) as batch_op:
        batch_op.create_index("ix_cluster_keys_label_key", ["label", "key"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["fact"], ["facts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact", "number"),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_event"), ["event"], unique=False)

    op.create_table(
        "mentions",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "number"),
    )


def downgrade() -> None:

    op.drop_table("mentions")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_event"))

    op.drop_table("evidence")
    with op.batch_alter_table("cluster_keys", schema=None) as batch_op:
        batch_op.drop_index("ix_cluster_keys_label_key")

    op.drop_table("cluster_keys")
    with op.batch_alter_table("relations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relations_right_key"))
        batch_op.drop_index(batch_op.f("ix_relations_left_key"))
        batch_op.drop_index(batch_op.f("ix_relations_document"))

    op.drop_table("relations")
    with op.batch_alter_table("fact_entities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_entities_entity"))

    op.drop_table("fact_entities")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_type"))
        batch_op.drop_index(batch_op.f("ix_events_event_id"))
        batch_op.drop_index(batch_op.f("ix_events_document"))
        batch_op.drop_index(batch_op.f("ix_events_anchor"))

    op.drop_table("events")
    with op.batch_alter_table("clusters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clusters_registry_id"))
        batch_op.drop_index(batch_op.f("ix_clusters_entity"))
        batch_op.drop_index(batch_op.f("ix_clusters_document"))

    op.drop_table("clusters")
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aliases_key"))

    op.drop_table("aliases")
    op.drop_table("stale")
    op.drop_table("settings")
    with op.batch_alter_table("facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_facts_type"))
        batch_op.drop_index(batch_op.f("ix_facts_publisher"))
        batch_op.drop_index(batch_op.f("ix_facts_anchor"))

    op.drop_table("facts")
    with op.batch_alter_table("entities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entities_label"))

    op.drop_table("entities")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_published"))
        batch_op.drop_index(batch_op.f("ix_documents_issuer"))

    op.drop_table("documents")
