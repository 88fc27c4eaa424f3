"""The tables of the knowledge base (SQLAlchemy 2). What the releases say is kept as it was said; what follows from it
(entities, facts, evidence) is derived, and made anew where a release comes, changes or goes.

Days are ISO dates; `earliest` and `latest` are both included. Offsets are characters of the document's text, end
exclusive.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables."""

    # JSON and not JSONB: slots keep the order in which events.jsonl has them
    type_annotation_map = {dict[str, Any]: JSON, str: Text, date: Date, float: Float, int: Integer}


_DOCUMENT = "documents.id"


class DocumentRow(Base):
    """A line of documents.jsonl. `content` is a hash of the line and its events: an unchanged one is not loaded
    again.
    """

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    doc_id: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str | None]
    content: Mapped[str]
    status: Mapped[str]
    error: Mapped[str | None]
    published: Mapped[date | None] = mapped_column(index=True)
    issuer_number: Mapped[int | None]  # which of its companies issued it, see nlp.kb.uses
    issuer: Mapped[str | None] = mapped_column(index=True)  # derived: entity id
    line: Mapped[dict[str, Any]]


class ClusterRow(Base):
    """The names that one document uses for one entity; `entity` is derived."""

    __tablename__ = "clusters"
    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey(_DOCUMENT, ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]
    name: Mapped[str]
    registry_id: Mapped[str | None] = mapped_column(index=True)
    texts: Mapped[dict[str, Any]]  # a list
    entity: Mapped[str | None] = mapped_column(index=True)


class KeyRow(Base):
    """A name of a cluster in the form in which spellings meet (`nlp.registry.keys`)."""

    __tablename__ = "cluster_keys"
    cluster: Mapped[int] = mapped_column(ForeignKey("clusters.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(8))
    __table_args__ = (Index("ix_cluster_keys_label_key", "label", "key"),)


class RelationRow(Base):
    """What a document says of two names. The keys are those of the names, for `not_same_as`."""

    __tablename__ = "relations"
    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey(_DOCUMENT, ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    left: Mapped[str]
    right: Mapped[str]
    label: Mapped[str | None] = mapped_column(String(8))
    left_key: Mapped[str | None] = mapped_column(index=True)
    right_key: Mapped[str | None] = mapped_column(index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]


class EventRow(Base):
    """A line of events.jsonl. `earliest` and `latest` are its valid time; `anchor` is derived."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey(_DOCUMENT, ondelete="CASCADE"), index=True)
    event_id: Mapped[str] = mapped_column(index=True)
    type: Mapped[str] = mapped_column(index=True)
    realis: Mapped[str]
    confidence: Mapped[float]
    speaker: Mapped[str | None]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    slots: Mapped[dict[str, Any]]
    warnings: Mapped[dict[str, Any]]  # a list
    anchor: Mapped[str | None] = mapped_column(index=True)


class MentionRow(Base):
    """A place that tells an event. `rule` is the pattern that found it."""

    __tablename__ = "mentions"
    event: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    section: Mapped[str]
    rule: Mapped[str]


class EntityRow(Base):
    """A compound or company over all documents (derived)."""

    __tablename__ = "entities"
    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(8), index=True)
    name: Mapped[str]
    registry_id: Mapped[str | None]
    not_same_as: Mapped[dict[str, Any]]  # a list of ids and keys


class AliasRow(Base):
    """A name of an entity: its kind, who gives it, and from when to when releases use it (derived)."""

    __tablename__ = "aliases"
    entity: Mapped[str] = mapped_column(ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    source: Mapped[str]
    first_said: Mapped[date | None]
    last_said: Mapped[date | None]


class FactRow(Base):
    """What one or more documents say of one thing (derived)."""

    __tablename__ = "facts"
    id: Mapped[str] = mapped_column(primary_key=True)
    anchor: Mapped[str] = mapped_column(index=True)
    type: Mapped[str] = mapped_column(index=True)
    realis: Mapped[str]
    publisher: Mapped[str | None] = mapped_column(index=True)
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    first_said: Mapped[date | None]
    last_said: Mapped[date | None]
    belief: Mapped[float]
    state: Mapped[str]
    superseded_by: Mapped[str | None]
    contradicts: Mapped[dict[str, Any]]  # a list of fact ids
    slots: Mapped[dict[str, Any]]


class FactEntityRow(Base):
    """Which entities a fact is about (derived)."""

    __tablename__ = "fact_entities"
    fact: Mapped[str] = mapped_column(ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True, index=True)


class EvidenceRow(Base):
    """Which event of which document tells a fact (derived). `rule` says where it is only a figure for comparison."""

    __tablename__ = "evidence"
    fact: Mapped[str] = mapped_column(ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str]
    slots: Mapped[dict[str, Any]]


class StaleRow(Base):
    """What has to be derived anew: a `COMPOUND` or `COMPANY` key, a `document` id or an `anchor`."""

    __tablename__ = "stale"
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class SettingRow(Base):
    """What the base was made with: the hash of the registry by which names were told apart."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
