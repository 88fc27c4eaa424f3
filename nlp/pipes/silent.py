"""Which zones of a release tell no events."""

SILENT = frozenset(
    {
        "safe_harbour",
        "contacts",
        "legal",
        "links",
        "references",
        "webcast",
        "cover",
        "table",
        "front_matter",
        "safety_information",
    }
)
NAMELESS = frozenset({"contacts", "links", "webcast", "cover", "table", "front_matter"})  # not even searched for names
TITLES = frozenset({"headline", "subheadline"})
