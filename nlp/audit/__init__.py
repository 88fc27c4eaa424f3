"""The coverage audit: every word that could tell an event, and what explains it where it tells none."""

from nlp.audit.explain import Finding, explain
from nlp.audit.reasons import Reasons, read_reasons
from nlp.audit.report import Group, Share, groups, shares

__all__ = ["Finding", "Group", "Reasons", "Share", "explain", "groups", "read_reasons", "shares"]
