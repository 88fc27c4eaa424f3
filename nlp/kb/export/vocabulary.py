"""The terms of the RDF export: schema.org, PROV-O, Web Annotation and SKOS-XL where they have one, else our own.

Nothing here needs rdflib. `vocabulary.ttl` says in words what our own terms mean, `shapes.ttl` what a valid export
holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

# No host: nobody has to keep a web address alive for the names to stay what they are.
BASE = "urn:extract-events:"
OWN = f"{BASE}term:"
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "ee": OWN,
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skosxl": "http://www.w3.org/2008/05/skos-xl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

Kind = Literal["id", "text", "date", "month_day", "decimal", "count", "integer"]
DATATYPES: Mapping[str, str] = MappingProxyType(
    {
        "date": "xsd:date",
        "month_day": "xsd:gMonthDay",
        "decimal": "xsd:decimal",
        "count": "xsd:nonNegativeInteger",
        "integer": "xsd:integer",
    }
)


@dataclass(frozen=True, slots=True)
class Term:
    """A property: its prefixed name, and what its values are (`id`: another node)."""

    name: str
    kind: Kind = "text"


def _terms(kind: Kind, names: Mapping[str, str]) -> dict[str, Term]:
    return {key: Term(name, kind) for key, name in names.items()}


# What each property of a node is called in JSON-LD, and which term that is.
TERMS: Mapping[str, Term] = MappingProxyType(
    {
        **_terms(
            "text",
            {
                "name": "schema:name",
                "alternateName": "schema:alternateName",
                "nonProprietaryName": "schema:nonProprietaryName",
                "proprietaryName": "schema:proprietaryName",
                "legalName": "schema:legalName",
                "identifier": "schema:identifier",
                "headline": "schema:headline",
                "currency": "schema:currency",
                "unitText": "schema:unitText",
                "description": "schema:description",
                "exact": "oa:exact",
                "literalForm": "skosxl:literalForm",
                "sha256": "ee:sha256",
                "form": "ee:form",
                "publisherName": "ee:publisherName",
                "registryId": "ee:registryId",
                "differentFromName": "ee:differentFromName",
                "nameKind": "ee:nameKind",
                "nameSource": "ee:nameSource",
                "realis": "ee:realis",
                "state": "ee:state",
                "event": "ee:event",
                "speaker": "ee:speaker",
                "section": "ee:section",
                "rule": "ee:rule",
                "says": "ee:says",
                "asTold": "ee:asTold",
                "verdict": "ee:verdict",
            },
        ),
        **_terms(
            "id",
            {
                "publisher": "schema:publisher",
                "parentOrganization": "schema:parentOrganization",
                "studySubject": "schema:studySubject",
                "differentFrom": "owl:differentFrom",
                "prefLabel": "skosxl:prefLabel",
                "altLabel": "skosxl:altLabel",
                "firstUsedIn": "ee:firstUsedIn",
                "entity": "ee:entity",
                "evidence": "ee:evidence",
                "supersededBy": "ee:supersededBy",
                "contradicts": "ee:contradicts",
                "promised": "ee:promised",
                "statement": "ee:statement",
                "outcomeEvidence": "ee:outcomeEvidence",
                "left": "ee:left",
                "right": "ee:right",
                "wasAttributedTo": "prov:wasAttributedTo",
                "wasDerivedFrom": "prov:wasDerivedFrom",
                "hadPrimarySource": "prov:hadPrimarySource",
                "wasRevisionOf": "prov:wasRevisionOf",
                "wasQuotedFrom": "prov:wasQuotedFrom",
                "hasBody": "oa:hasBody",
                "hasTarget": "oa:hasTarget",
                "hasSource": "oa:hasSource",
                "hasSelector": "oa:hasSelector",
                "alsoAt": "ee:alsoAt",
            },
        ),
        **_terms(
            "date",
            {
                "datePublished": "schema:datePublished",
                "asOf": "ee:asOf",
                "firstSaid": "ee:firstSaid",
                "lastSaid": "ee:lastSaid",
                "validEarliest": "ee:validEarliest",
                "validLatest": "ee:validLatest",
                "earliest": "ee:earliest",
                "latest": "ee:latest",
            },
        ),
        **_terms(
            "decimal",
            {
                "value": "schema:value",
                "minValue": "schema:minValue",
                "maxValue": "schema:maxValue",
                "belief": "ee:belief",
                "confidence": "ee:confidence",
            },
        ),
        **_terms("count", {"start": "oa:start", "end": "oa:end"}),
        **_terms("month_day", {"fiscalYearEnd": "ee:fiscalYearEnd"}),
        **_terms("integer", {"months": "ee:months"}),
    }
)

# A slot's property is our own term of the slot's name; these are called otherwise, for "date" and "value" mean other
# things elsewhere, and "trial" is a node of its own.
_SLOT_NAMES = {"date": "when", "value": "amount", "prior_value": "priorAmount", "trial": "inTrial"}


def slot_term(slot: str) -> str:
    """The name of a slot's property: `prior_period` is `priorPeriod`."""
    return _SLOT_NAMES.get(slot) or re.sub(r"_(\w)", lambda found: found[1].upper(), slot)


def fact_class(event_type: str) -> str:
    """The class of an event type's facts: `trial_status` is `ee:TrialStatus`."""
    return "ee:" + event_type.title().replace("_", "")


def iri(kind: str, *parts: str) -> str:
    """The IRI of a node; parts may hold any characters, and two lists of parts never give one IRI."""
    return BASE + ":".join((kind, *(quote(part, safe="") for part in parts)))


def expanded(name: str) -> str:
    """The full IRI of a prefixed name."""
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local
