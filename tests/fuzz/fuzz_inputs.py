"""Bytes in every form that the program reads, whole and damaged, for the fuzzing tests."""

from __future__ import annotations

import gzip

import orjson
from hypothesis import strategies as st

WORDS = [
    "Norvane Therapeutics", "Toral Pharma", "NRV-210", "NRV-310", "ALDORIQ", "Phase 2", "Phase 1/2", "FDA",
    "$12 million", "up to $3.5 billion", "in the second half of 2025", "today announced", "dosed the first patient",
    "trial", "will", "may", "not", "approved", "license agreement", "milestone payment", "(", ")", "“", "”", "®", "—",
    "\n",
    "\n\n", "\t", "·", "1,234", "%", "p<0.05", "About", "BOSTON, March 4, 2024 --", "Table", "$", "<", ">",
    "&amp;", "\r\n",
    "\u202e", "\ud7ff", "\u200b", "\xa0", "\x00", "\x1b[0m", "=1+1", "\U0001f9ec", "e\u0301", "I\u0307", "ß", "ﬁ",
]  # fmt: skip
TAGS = ["p", "div", "table", "tr", "td", "ul", "li", "br", "b", "script", "style", "title", "pre", "ix:header", "!--"]
HEADS = ["<SEC-DOCUMENT>x", "<DOCUMENT>", "</DOCUMENT>", "<TYPE>8-K", "<TYPE>EX-99.1", "<TEXT>", "</TEXT>", "<PAGE> 2",
    "CONFORMED PERIOD OF REPORT: 20240304", "begin 644 a", "-----BEGIN PRIVACY-ENHANCED MESSAGE-----"]  # fmt: skip

pieces = st.one_of(st.sampled_from(WORDS), st.text(max_size=8), st.integers(-(10**20), 10**20).map(str))
texts = st.lists(pieces, max_size=60).map(" ".join)
plain = texts.flatmap(
    lambda text: st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1"]).map(
        lambda codec: text.encode(codec, "replace")
    )
)
tags = st.builds(
    lambda end, name, rest: f"<{end}{name}{rest}>",
    st.sampled_from(["", "/"]),
    st.sampled_from(TAGS),
    st.sampled_from(["", " hidden", " style='display:none'", "/", " x="]),
)
markup = st.lists(st.one_of(tags, pieces), max_size=60).map(
    lambda parts: ("<html>" + " ".join(parts)).encode("utf-8", "replace")
)
submissions = st.lists(st.one_of(st.sampled_from(HEADS), pieces, tags), max_size=60).map(
    lambda parts: ("<SEC-DOCUMENT>\n" + "\n".join(parts)).encode("utf-8", "replace")
)
values = st.one_of(st.none(), st.integers(), st.booleans(), texts, st.lists(st.integers(), max_size=3))
records = st.fixed_dictionaries(
    {"text": st.one_of(texts, values)},
    optional={"id": values, "date": values, "meta": st.dictionaries(texts, values, max_size=2)},
)
jsonl = st.lists(
    st.one_of(
        records.map(
            lambda record: orjson.dumps(record, option=orjson.OPT_NON_STR_KEYS) if _is_small(record) else b"{}"
        ),
        st.binary(max_size=20),
    ),
    max_size=5,
).map(b"\n".join)
pdf = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"1 0 obj",
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"endobj",
                b"stream\n",
                b"endstream",
                b"xref",
                b"trailer << /Root 1 0 R >>",
                b"startxref\n9",
                b"%%EOF",
                b"BT (NRV-210) Tj ET",
            ]
        ),
        st.binary(max_size=12),
    ),
    max_size=20,
).map(lambda parts: b"%PDF-1.4\n" + b"\n".join(parts))
raw = st.binary(max_size=300)


def _is_small(record: object) -> bool:
    try:
        orjson.dumps(record)
    except TypeError:  # an integer of more than 64 bits
        return False
    return True


def _damaged(data: bytes, at: int, new: bytes, cut: bool) -> bytes:
    at %= len(data) + 1
    return data[:at] + new + (b"" if cut else data[at + len(new) :])


whole = st.one_of(plain, markup, submissions, jsonl, pdf, raw)
damaged = st.builds(_damaged, whole, st.integers(0, 10_000), st.binary(max_size=4), st.booleans())
unpacked = st.one_of(whole, damaged)
packed = unpacked.map(lambda data: gzip.compress(data, mtime=0))
files = st.one_of(
    unpacked, unpacked, packed, st.builds(_damaged, packed, st.integers(0, 300), st.binary(max_size=2), st.booleans())
)
endings = st.sampled_from([".txt", ".md", ".html", ".htm", ".jsonl", ".pdf", ".gz", ".txt.gz", ".jsonl.gz", ""])
inputs = st.tuples(endings, files)
