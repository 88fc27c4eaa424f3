"""The registry of compounds and companies, and the linker: which names of a document stand for which entity."""

from nlp.registry.aliases import find_alias_statements
from nlp.registry.candidates import Candidate, candidates
from nlp.registry.cluster import resolve_names
from nlp.registry.entities import COMPANY, COMPOUND, Alias, Company, Compound, Entity, Tie
from nlp.registry.store import Registry
from nlp.registry.uses import AliasStatement, Cluster, NameSpan, NameUse

__all__ = [
    "COMPANY",
    "COMPOUND",
    "Alias",
    "AliasStatement",
    "Candidate",
    "Cluster",
    "Company",
    "Compound",
    "Entity",
    "NameSpan",
    "NameUse",
    "Registry",
    "Tie",
    "candidates",
    "find_alias_statements",
    "resolve_names",
]
