"""Names of companies at the beginning of a sentence or headline, by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.layout.word_sets import word_set

_LEGAL = (
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|L\.L\.C|PLC|plc|Plc|AG|A\.G|SA|S\.A|NV|N\.V|BV"
    r"|B\.V|AB|ASA|A/S|Oyj|SE"
    r"|GmbH|KGaA|KG|S\.p\.A|SpA|L\.P|LP|KK|K\.K|Pte|Pty|SAS|Holding|Holdings)"
)
LEGAL_END = re.compile(rf"(?:\s*,?\s+(?:&\s+)?{_LEGAL}\b\.?|\s+\(publ\))+$")
_TOKEN = re.compile(r"[^\s,;:()\[\]“”\"<>|]+|[,;:()\[\]“”\"<>|]")
_LEGAL_TOKEN = re.compile(rf"{_LEGAL}\.?")
_CONNECTORS = word_set("of and & de for the du del di + et von van")
_PLURALS = re.compile(  # words of company names that end in s without being verbs
    r"(?:tics|ics|ticals|icals|ences|ogies|ories|oldings|ustries|stems|lutions|vations|icines|rands|artners|ntures|abs"
    r"|vices|roducts|ompanies"
    r"|uments|etworks|accines|rothers|rprises|ources|oods|ons|ciates|terials|works|nosomes|apies|antibodies|peptides"
    r"|us|is|os|as|ss|ys|ux|ies\b)$"
)
_VERBS = re.compile(
    r"(?:announce|report|present|provide|receive|complete|initiate|enter|dose|sign|submit|acquire|achieve|grant|select"
    r"|demonstrate|show|launche?|expand"
    r"|advance|name|appoint|close|commence|begin|start|file|win|update|share|highlight|host|declare|publishe?"
    r"|introduce|secure|outline|price|regain|join"
    r"|strengthen|unveil|raise|set|issue|get|make|add|sell|buy|earn|hold|plan|continue|extend|award|reache?|release"
    r"|treat|enroll?|discontinue|reiterate"
    r"|confirm|reaffirm|elect|hire|promote|obtain|gain|support|collaborate|partner|establishe?|execute|licenses?"
    r"|terminate|deliver|identifie|amend|detail"
    r"|discusse?|featur|mark|celebrate|schedule|attend|exercise|screen|choose|chosen|evaluate|file|note|recognize"
    r"|discover|open|move|drive|target|stop"
    r"|provisional|interview|in-license|out-license|randomize|describe|activate|successfully|hosts|posts?|sets|meets?"
    r"|met|signs|to|also|now|will|and its|today)"
    r"(?:s|d|ed|es|ing)?",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"(?:event|kol|quarterly|annual|activities|activity|report|first|second|third|fourth|provisional|phase|data"
    r"|results|study|trial|program|patient|pipeline"
    r"|reaches|new|interim|ceo|cfo|chief|board|management|platform|positive|shareholders?|stockholders?|quarter|fiscal"
    r"|full|year|half|nine-month|q[1-4]|fda|ind|nda|bla"
    r"|cso|cmo|coo|founder|co-founder|co-founders|president|chairman|director|presentations?|abstracts?|poster|oral|webcast|conference|webinar|investor|20\d\d|and/or|with|for|in|on|at|by"
    r"|from|into|given|its|their|up|set|due)|[A-Z]{2,}[-‐‑]?\d[\w-]*|\d+[\w-]*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:Clinical|Preclinical|Positive|New|Successful|Progress|Further|Chief|Board|Scientific"
    r"|Investigational)\Z"
)
_STOP = word_set(
    "today has have had is are was were will a an in on at with from by as to that which who whose its"
    " an's announced announces"
    " reported reports said says now also late-stage clinical-stage hereby"
)
_NO_NAME = word_set(
    "hits cuts wins partnerschaft neue vereinbarung zusammenarbeit information transactions completion constitution "
    "capital grant major attached attributes"
    " pre-specified passing independent investigational not"
    " preliminary notification participation bilan half-year quarterly annual dr mr ms prof dubai invitation articles"
    " resolutions correction voting board"
    " the this these that we our it in on at for first new positive data phase results study fda positive long-term"
    " press news company update patient"
    " patients clinical trial interim final topline top-line early novel global annual u.s. us eu european oral poster"
    " following after with published"
    " today investors key late-breaking preclinical enrollment abstract abstracts conference additional successful all"
    " statements study's"
)


def subject(text: str, start: int, end: int, *, headline: bool = False) -> tuple[int, int] | None:
    """The name that a sentence (or headline, where verbs are capitalised too) begins with."""
    first = last = -1
    articled = False
    pending = False  # a connector waits for a name behind it
    for match in _TOKEN.finditer(text, start, min(end, start + 160)):
        token = match.group()
        if token == ",":
            following = _TOKEN.search(text, match.end(), min(match.end() + 20, end))
            if last < 0 or following is None or not _LEGAL_TOKEN.fullmatch(following.group()):
                break
            continue
        bare = token.strip("*_®™").rstrip(".") if not _LEGAL_TOKEN.fullmatch(token) else token
        # "Tokyo I May 3, 2016 I Norvane": bars read as letters
        if first < 0 and (bare.lower() == "the" or token == "I"):
            articled = bare.lower() == "the"
            continue
        if first < 0 and articled and bare.islower():
            return None  # "The discussion below supplements ..."
        if _stops(bare, token, first < 0, headline):
            break
        if bare.lower() in _CONNECTORS and first >= 0:
            pending = True
            continue
        possessive = bare.endswith(("'s", "’s", "s'", "s’"))
        if first < 0:
            first = match.start() + (len(token) - len(token.lstrip("*_")))
        end_here = match.start() + len(token.rstrip("*_®™"))
        if possessive:
            return first, end_here - (2 if bare.endswith(("'s", "’s")) else 1)
        last, pending = end_here, False
        if token.endswith(".") and not _LEGAL_TOKEN.fullmatch(token) and len(token) > 3 and "." not in token[:-1]:
            last -= 1
            break
    if first < 0 or last <= first or pending and last <= first:
        return None
    while (trimmed := _TRAILING.search(text, first, last)) is not None:
        last = trimmed.start()
    name = text[first:last]
    return None if name.lower() in _NO_NAME or name.split()[0].lower() in _NO_NAME else (first, last)


def _stops(bare: str, token: str, first: bool, headline: bool) -> bool:
    """Whether the name ends before this token."""
    if not bare or token in ';:()[]“”"<>|' or bare[0] in "-–—":
        return True
    low = bare.lower()
    if not first and _LEGAL_TOKEN.fullmatch(token):
        return False
    if first:
        return not (bare[0].isalnum()) or low in _STOP
    if low in _CONNECTORS:
        return False
    if low in _STOP or (bare[0].islower() and not any(c.isupper() for c in bare)):
        return True
    if not headline:
        return not (bare[0].isupper() or bare[0].isdigit() or any(c.isupper() for c in bare))
    if _VERBS.fullmatch(bare) or _NOUNS.fullmatch(bare) or "™" in token or "®" in token:
        return True
    if bare.endswith("ing") and not bare.endswith(("eering", "olding", "facturing")):
        return True
    return bare.endswith("s") and not _PLURALS.search(bare) and not bare.endswith(("'s", "’s")) and len(bare) > 4


def without_legal_form(name: str) -> str:
    """`ImmunoGen, Inc.` to `ImmunoGen`."""
    short = LEGAL_END.sub("", name).rstrip(" ,")
    return short or name


# "Norvane Pharma & Toral Bio" are two, "Norvane Gene & Cell Therapies plc" is one.
_TRADE_END = re.compile(r"(?:[Pp]harma\w*|Therapeutics|Bio\w*|[Mm]edical|Laboratories|Oncology|Genetics|Vaccines)$")


def split_joint(name: str, *, headline: bool = False, plural: bool = False) -> str:
    """The first of two companies joined by "and"; `Eli Lilly and Company` is one. A headline uses short names, and a
    `plural` verb behind them shows that "&" joins two.
    """
    for mark in (" and ", " & "):
        left, found, right = name.partition(mark)
        if (
            found
            and right
            and right.split()[0].rstrip(".,")
            not in {"Company", "Co", "Sons", "Drug", "Technology", "Johnson", "Research"}
        ):
            two = (
                headline
                and (mark == " and " or plural)
                or len(left.split()) >= 2
                and len(right.split()) >= 2
                and (mark == " and " or _TRADE_END.search(left) is not None)
                or LEGAL_END.search(left) is not None
            )
            if two and not re.search(r"Administration|Agency|Institute|University", right):
                return left.strip(" ,")
    return name


_MOST_INITIALS = 5


def short_forms(text: str, name: str) -> Iterator[str]:
    """Shorter forms that the text uses by themselves: without the legal form, then the leading words, then initials."""
    bare = without_legal_form(name)
    if bare != name:
        yield bare
    words = bare.split()[:8]
    for count in range(len(words) - 1, 0, -1):
        short = " ".join(words[:count]).rstrip(",")
        if (
            count == 1
            and (len(short) < 3 or short.lower() in _NO_NAME or short.islower())
            or short.split()[-1].lower() in _CONNECTORS | {"and", "&", "of", "the"}
        ):
            continue
        alone = re.compile(
            rf"(?<![\w-]){re.escape(short)}(?:['’]s?)?(?=[\s,.;)”\"])(?!,?\s+{re.escape(words[count])})(?!\s+[A-Z])"
        )
        if sum(1 for _, _ in zip(alone.finditer(text), range(2), strict=False)) >= 2:
            yield short
    initials = "".join(filter(str.isupper, bare))
    if 3 <= len(initials) <= _MOST_INITIALS and initials != bare:
        acts = rf"(?<![\w-]){initials}(?:['’]s|\s+(?:is|has|will|may|announced|agreed|granted|received|retains))(?!\w)"
        if re.search(acts, text):  # a disease's or a trial's initials own and grant nothing
            yield initials


def pattern(name: str) -> re.Pattern[str]:
    """Finds a name in a text whose lines are wrapped or justified."""
    return re.compile(r"(?<![A-Za-z])" + r"\s+".join(re.escape(word) for word in name.split()))
