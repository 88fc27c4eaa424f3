"""The look of the pages: displaCy's, with a colour for every event type."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "trial_status": "#7aecec",
        "readout": "#bfeeb7",
        "regulatory": "#feca74",
        "deal": "#ff9561",
        "payment": "#c4b5fd",
        "guidance": "#9cc9cc",
        "financial_result": "#e4e7d2",
    }
)
OTHER = "#dddddd"
SEVERAL = "#f0f0f0"

STYLE = """
body { font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", Helvetica, Arial, sans-serif; font-size: 16px;
  line-height: 1.6; max-width: 60rem; margin: 0 auto; padding: 2rem; color: #222; background: #fff }
h1 { font-size: 1.3rem; overflow-wrap: anywhere }
.entities { line-height: 2; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #ddd; padding: 1rem }
mark.entity { padding: 0.2em 0.3em; border-radius: 0.35em; color: inherit; -webkit-box-decoration-break: clone;
  box-decoration-break: clone }
a.label { font-size: 0.75em; font-weight: bold; text-decoration: none; color: #222; border-radius: 0.35em;
  padding: 0.15em 0.35em; margin-left: 0.35em; vertical-align: middle; white-space: nowrap; border: 1px solid #fff;
  unicode-bidi: isolate }
table { border-collapse: collapse } th, td { text-align: left; vertical-align: top; padding: 0.3em 0.8em 0.3em 0 }
td { overflow-wrap: anywhere } .failed { color: #a00 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0.2em 0 1em }
dt { color: #666 } dd { margin: 0 }
li:target { background: #fff7d6 }
"""
