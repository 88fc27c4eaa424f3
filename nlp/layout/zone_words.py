"""The words that tell a zone: headings of zones, and what a zone's first sentence says where no heading stands."""

from __future__ import annotations

import re

SKIPPED = frozenset({"safe_harbour", "contacts", "webcast", "references", "legal", "links", "safety_information"})
_I = re.IGNORECASE

# The whole heading is looked at, or what stands before a colon that begins a paragraph.
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("safe_harbour", re.compile(
        r".{0,60}\b(?:forward[- ‐‑]?looking|safe[- ]harbou?r)\b.{0,60}|(?:cautionary|disclosure)\s+(?:note|notice"
        r"|statement|language|factors?)s?\b.{0,60}"
        r"|disclaimers?|(?:important\s+)?risk\s+(?:factors?|statement)s?|.{0,20}\bprivate securities litigation reform"
        r" act\b.{0,40}", _I)),
    ("safety_information", re.compile(
        r"(?:.{0,30}\b)?important\s+safety\s+information\b.{0,60}|(?:boxed\s+)?warnings?(?::.{0,60}"
        r"|\s+and\s+precautions?)?|contra-?indications?"
        r"|(?:select(?:ed)?\s+)?safety\s+information\b.{0,40}|adverse\s+reactions|drug\s+interactions"
        r"|use\s+in\s+specific\s+populations"
        r"|(?:.{0,40}\b)?(?:u\.?s\.?|eu|us)?\s*prescribing\s+information\b.{0,30}", _I)),
    ("webcast", re.compile(
        r"(?:.{0,50}\b)?(?:conference[- ]call|web\s?cast|investor\s+call|earnings\s+call|dial[- ]in)s?\b.{0,60}", _I)),
    ("contacts", re.compile(
        r"(?:.{0,45}\b)?(?:contacts?|enquiries|inquiries)(?:\s+(?:details|information|us|person)s?)?|(?:investors?"
        r"|media|press)(?:\s*(?:&|and|/)\s*"
        r"(?:investors?|media|press))?(?:\s+relations)?|for\s+(?:investors|media)|(?:for\s+)?(?:more|further"
        r"|additional)\s+information\b.{0,30}", _I)),
    ("references", re.compile(r"(?:\d\s*)?(?:references?|footnotes?|sources?|bibliography"
        r"|literature)(?:\s+cited)?", _I)),
    ("legal", re.compile(r"(?:.{0,20}\b)?trademarks?\b.{0,30}|copyright\b.{0,30}|legal\s+(?:notice|disclaimer"
        r"|information)s?", _I)),
    ("links", re.compile(r"related\s+(?:links?|information|documents?)|(?:multimedia|attachments?|view"
        r" source)\b.{0,20}", _I)),
    ("about", re.compile(r"(?:more\s+)?about\s+\S.{0,120}|what\s+is\s+\S.{0,60}\?|notes?\s+(?:to|for)\s+editors?"
        r"|company\s+(?:profile|overview)", _I)),
)  # fmt: skip
_NOT_A_ZONE = re.compile(r".*\b(?:announces?|reports?|results|highlights|to (?:host|hold|present))\b", _I)

_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("links", re.compile(
        r"(?:https?://|www\.)\S+$|SOURCE:?\s+\S.{0,120}$|(?:logo|photo|video|infographic)\s*[-–—:]\s*(?:https?|\()"
        r"|view\s+(?:the\s+)?(?:original|source)\b"
        r"|!?\[[^\]]{0,160}\]?\(?https?:|!?\(https?:|cision view|this (?:press|news) release features multimedia|click"
        r" (?:here )?to (?:tweet|view|see|take|get)"
        r"|\[?(?:original/source|newsramp|reddit|reuters|dow jones|morningstar)|pickup\s+-|a photo accompanying|to"
        r" view the (?:original|full)|attachments?$"
        r"|blockchain registration|###$|# # #$|- ?end ?-$", _I)),
    ("safe_harbour", re.compile(
        r"(?=.{0,330}?forward[- ‐‑]?looking)(?:(?:this|these|the|certain|some|any|all|various|except|statements?"
        r"|matters|information|certain of|in addition"
        r"|as used|any statement|words|cautionary|in this|forward|to the extent|our|we|it|[\w’'."
        r" ,-]{1,60}?\b(?:cautions|wishes|claims|intends))\b)"
        r"(?=.{0,330}?(?:contains?|includes?|including|constitut|may be|are|consist|made|within the meaning|identif"
        r"|relat|reflect|subject|historical|involve))"
        r"|(?:these|such|the|all|any)\s+forward[- ‐‑]?looking|forward[- ‐‑]?looking\s+(?:statements?|information)\b"
        r"|(?:statements?|information)\s+(?:made\s+|contained\s+)?in\s+this\s+(?:press|news|release|announcement"
        r"|document)"
        r"|except\s+for\s+(?:the\s+)?historical|all\s+statements.{0,60}\b(?:historical|other than)|any statements?"
        r" (?:contained|made|in this|that)"
        r"|(?:factors|risks|important factors)\s+(?:and uncertainties\s+)?that\s+(?:could|may|might)\s+cause"
        r"|actual\s+(?:results|events)\b.{0,60}\b(?:differ|vary)"
        r"|(?:these|such|the following) (?:risks|statements|factors|and other)\b.{0,80}\b(?:risks?|uncertaint|include"
        r"|expectations)"
        r"|you (?:should not|are cautioned)|(?:readers|investors) (?:are|should)\b.{0,30}(?:caution|undue)"
        r"|.{0,60}\bundertakes?\s+no\s+(?:obligation|duty)|.{0,40}\bdisclaims?\s+any\s+(?:obligation|intent)"
        r"|.{0,90}\bsafe harbou?r\b.{0,120}\b(?:provisions|private securities|act of 1995)", _I)),
    ("legal", re.compile(
        r".{0,160}(?<!®)(?:\b(?:is|are)\s+(?:an?\s+)?(?:registered\s+|the\s+|unregistered\s+)?(?:trade"
        r"|service)\s?marks?\b|\btrademarks?\s+of\b|\ball rights reserved\b)"
        r"|(?:©|\(c\)|copyright)\s*\(?(?:19|20)\d\d|this (?:announcement|press release|release|communication) (?:is"
        r" not|does not|shall not)\b.{0,60}\b(?:offer|solicit|advice)"
        r"|.{0,60}\b(?:class action|law (?:firm|offices?) of)\b|registered (?:office|in england)"
        r"|neither\b.{0,80}\b(?:exchange|regulation services)"
        # what stands over or under every announcement to these exchanges
        r"|(?:(?:hong kong exchanges? and clearing limited|the (?:stock exchange of hong kong|tsx venture exchange"
        r"|toronto stock exchange|canadian securities exchange))\b.{0,140}?\b(?:takes?|accepts?|has|have) (?:no|not)\b)"
        r"|otc markets has not reviewed|this (?:post|article|content) (?:contains|was|is)\b.{0,40}\b(?:sponsored"
        r"|originally|informational)"
        r"|(?:the )?disclaimer:|ad[- ]?hoc announcement pursuant", _I)),
    ("references", re.compile(
        r"\(?\d{1,2}[.)\]]?\s?[A-Z“\"h].{0,200}\b(?:et al\b|doi\b|available (?:at|from|on)|accessed|N Engl J|J Clin"
        r"|Lancet|;\s?\d+\(|published online|https?://)", _I)),
    ("contacts", re.compile(
        r"(?:(?:media|investor|press|company|corporate|ir|us|uk|analyst|for (?:further|more|additional) information,?"
        r" (?:please )?contact|for (?:investors|media))\b"
        r"[^.]{0,40}\b)?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|tel(?:ephone)?|phone|fax|e-?mail|e-post|for"
        r" (?:investors|media))\s*(?:details|person|information)?[:.]", _I)),
)  # fmt: skip
# What every pattern above needs somewhere in the head: a cheap test before a dear one.
_NEEDED: dict[str, tuple[str, ...]] = {
    "links": (
        "http", "www.", "source", "view", "click", "multimedia", "[", "pickup", "photo", "attachment", "###", "# #",
        "blockchain", "cision", "end",
    ),
    "safe_harbour": (
        "forward", "statement", "factor", "risk", "actual", "undertake", "disclaim", "harbo", "caution", "readers",
        "investors", "litigation",
    ),
    "legal": (
        "mark", "reserved", "©", "(c)", "copyright", "offer", "solicit", "advice", "class action", "law ", "registered",
        "neither", "otc markets", "sponsored", "original", "informational", "disclaimer", "ad hoc", "ad-hoc",
        "exchange",
    ),
    "references": ("et al", "doi", "available", "accessed", "engl", "clin", "lancet", ";", "published", "http"),
    "contacts": ("contact", "enquir", "inquir", "tel", "phone", "fax", "mail", "e-post", "for investors", "for media"),
}  # fmt: skip
_CALL = re.compile(r"\b(?:conference call|webcast|dial[- ]?in|replay|passcode|conference id|playback)\b", _I)
_CALL_DETAIL = re.compile(
    r"\b(?:dial(?:ing|ed)?|passcode|replay|access(?:ed|ible)?|[ap]\.?m\.?(?=\W)|toll[- ]free"
    r"|conference id|archived?|register)\b",
    _I,
)
EMAIL_OR_PHONE = re.compile(
    r"\b[\w.+-]{1,40}@[\w-]{1,40}\.\w{2}|\+?\(?\d{2,4}\)?[-. ]{1,3}\d{3}[-. ]{1,3}\d{3,4}\b"
    r"|\+\d{2}[\d() ]{7,}"
)
_INLINE = re.compile(r"([^.:]{4,80}):\s")


def zone_of_heading(words: str) -> str | None:
    """The zone that a heading opens, None for a heading of the release's own matter."""
    title = words.strip(" :.-–—")
    for zone, pattern in _HEADINGS:
        if pattern.fullmatch(title):
            return None if zone in {"webcast", "contacts"} and _NOT_A_ZONE.match(title) else zone
    return None


def zone_of_opening(head: str) -> str | None:
    """The zone that a paragraph opens with its own words, as "Forward-looking statements: This ..."."""
    inline = _INLINE.match(head)
    if inline and (zone := zone_of_heading(inline[1])) is not None and zone not in {"about", "references", "links"}:
        return zone
    low = head.lower()
    for zone, pattern in _CUES:
        if any(needed in low for needed in _NEEDED[zone]) and pattern.match(head):
            return zone
    return None


def tells_call(head: str) -> bool:
    """Whether a paragraph gives a conference call's hour, number or address."""
    return len(_CALL.findall(head)) >= 1 and len(_CALL_DETAIL.findall(head)) >= 2
