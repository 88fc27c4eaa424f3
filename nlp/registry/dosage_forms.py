"""Dosage forms and routes as they stand in the names of products: one list for what finds a name and what folds it.

The words are those of the FDA's structured product labelling ("EXTENDED RELEASE" and "OPHTHALMIC" beside "TABLET"),
in the spellings of press releases.
"""

from __future__ import annotations

_MONTHS = r"(?:one|two|three|four|six|twelve|\d{1,2})-(?:month|week|monthly|weekly)"
# Alternatives of regular expressions over small letters, spaces single.
ROUTES = (
    r"(?:ophthalmic|topical|nasal|inhalation|intranasal|liposom(?:e|al)|injectable|sublingual|buccal|transdermal|rectal|"
    r"vaginal|intravesical|otic|(?:extended|delayed|controlled|sustained|modified|immediate)[- ]release|enteric-coated|"
    rf"orally disintegrating|gastro-?retentive|effervescent|long-acting|{_MONTHS}|once-(?:daily|weekly|monthly)|"
    rf"chewable|oral)"
)
FORMS = (
    r"(?:suspension|solution|spray|cream|gel|ointment|foam|lotion|injection|system|patch|film|tablets?|capsules?|powder|"
    r"granules|emulsion|implant|insert|ring|drops|depot|syrup|lozenges?|microspheres|shampoo)"
)
# Forms that, with a strength behind them and no route before them, belong to the name ("clobasone foam 4%").
BARE_FORMS = r"(?:patch|gel|cream|ointment|lotion|foam|solution|spray|shampoo)"
STRENGTH = r"\d+(?:\.\d+)?%"
