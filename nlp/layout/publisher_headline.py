"""Who a headline says issues the release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.layout import names
from nlp.records import Sentence

COMPANY_WORD = re.compile(
    r"\b(?:Therapeutics|Pharma\w*|Bio\w*|Biosciences?|Sciences?|Medical|Medicines?|Genetics|Genomics|Oncology|Immun\w+"
    r"|Labs?|Laboratories|Health\w*|Technologies"
    r"|Holdings?|Group|Systems|Diagnostics|Vaccines|International|Corporation|Corp|Inc|Ltd|plc|AG|NV|SA)\b"
)


# Who is elected to a board, and what agencies and hospitals do, are told by the company's release.
_BOARD = re.compile(
    r"\b(?:[Ee]lected|[Aa]ppointed|[Nn]amed|[Jj]oins)\b[^.;:]{0,40}?\b(?:to|of)? ?(?:the )?"
    r"((?:[A-Z0-9][\w.&-]*[®™]? ){1,3}?)(?:(?:Scientific|Strategic|Clinical|Medical|Business) )*"
    r"(?:Advisory )?Board\b"
)
NO_ISSUER = re.compile(
    r"\b(?:Administration|Authority|Agency|Commission|Committee|Cent(?:er|re)s? for|Ministry|Department of|Society of|"
    r"Stock Exchange|Exchanges and Clearing|University|Hospital|Memorial Sloan|Cancer Cent(?:er|re))\b|^(?:The "
    r")?(?:U\.?S\.? )?"
    r"(?:FDA|SFDA|EMA|CHMP|USDA[\w-]*|CMS|NMPA|MHRA|WHO|NIH|NICE|PMDA|TGA)\b|^[A-Z]\.[A-Z]\.$"
)


_OFFICES = frozenset({"management", "board", "directors", "shareholders", "stockholders", "auditor", "auditors"})
_NOMINAL = re.compile(
    r"(?:Conclusion|Notice|Announcement|Completion|Initiation|Commencement|Publication|Start|Submission|Receipt|"
    r"Terminations?|Execution|Presentation|Approval|Acquisition|Launch|Expansion) (?:of|regarding|concerning|on) "
)
# What a drug does in a headline, where no other drug is named behind it.
_DRUG_DOES = re.compile(
    r"[®™]?(?: \([a-z][\w -]{3,40}\))? (?:(?:[Mm]eets|[Mm]et|[Mm]issed|"
    r"[Ff]ails) (?:[\w-]+ ){0,3}?[Ee]nd ?-?[Pp]oints?|[Ss]ignificantly "
    r"(?:[Ii]mprove|[Rr]educe|[Pp]rolong|[Ee]xtend|[Ll]ower)\w*|(?:[Dd]emonstrate[sd]|[Ss]how(?:s|"
    r"ed)) (?:[\w-]+ ){0,4}?"
    r"(?:[Ee]fficacy|[Ss]afety|[Rr]eductions?|[Ii]mprovements?|[Bb]enefits?|[Ss]urvival|[Rr]esponses?|[Aa]ctivity)|"
    r"[Ii]s (?:[Aa]pproved|[Ii]ndicated)|[Ww]as (?:[Aa]pproved|[Gg]ranted))\b"
)
_OTHER_DRUG = re.compile(r"\b(?:of|for|with|from|its) (?:[A-Z]{2,6}-?\d{2,}|[A-Z][\w-]+[®™])|\b[A-Z]{2,5}-\d{2,}")


def headline_names(text: str, headline: Sentence) -> Iterator[str]:
    """The company of a headline: whose board somebody joins, else its subject, else who stands in the possessive."""
    line = text[headline.start : headline.end]
    if board := _BOARD.search(line):
        yield board[1].strip(" ®™").removesuffix("'s").removesuffix("’s")
    begin = _headline_start(text, headline)
    late: list[str] = []
    if span := names.subject(text, begin, headline.end, headline=True):
        name = names.split_joint(
            text[slice(*span)], headline=True, plural=_PLURAL_VERB.match(text, span[1]) is not None
        )
        if _DRUG_DOES.match(line, span[1] - headline.start) and not _OTHER_DRUG.search(line, span[1] - headline.start):
            return  # "ALDORIQ Meets Primary Endpoint": the subject is a drug
        if _MARKED.match(line, span[1] - headline.start):
            late.append(name)  # "NORVIA(R) Produces Responses": a drug's mark
            yield from _possessives(text, headline)
            return
        if _NOMINAL.match(line, span[0] - headline.start):
            return  # "Conclusion of a Licensing Contract": the subject is what happened
        if NO_ISSUER.search(line[span[0] - headline.start : span[1] - headline.start + 24]):
            late.append(name)
        else:
            yield name
    yield from _possessives(text, headline)
    yield from late


_MARKED = re.compile(
    r" ?(?:®|™|\((?:R|TM)\)) (?:[Pp]roduces|[Ss]hows|[Dd]emonstrates|[Ii]mproves|[Rr]educes|[Ss]ignificantly|[Mm]eets|"
    r"[Aa]chieves|[Ii]n|[Ff]or|[Ii]s|[Ww]as|[Dd]ata|[Aa]pproved|[Gg]ranted|[Pp]hase)\b"
)
_PLURAL_VERB = re.compile(
    r"\s+(?:(?:jointly|today|to)\s+)?(?:announce|enter|sign|report|collaborate|partner|agree|join|team|form|launch|expand"
    r"|complete|present|initiate|receive|publish|extend|establish)\b",
    re.IGNORECASE,
)
_HEADLINE_PREFIX = re.compile(
    r"\W*(?:/?C ?O ?R ?R ?E ?C ?T ?I ?O ?N|correct(?:ed|ion)|update[d]?|replac\w+|media release|press release|[A-Z][\w"
    r" ]{1,24})\b\s*(?:--|[–—:]|-\s)\s*/?",
    re.IGNORECASE,
)


def _headline_start(text: str, headline: Sentence) -> int:
    """Behind "CORRECTION –", "EASD 2025:" and the like."""
    prefix = _HEADLINE_PREFIX.match(text, headline.start, min(headline.end, headline.start + 60))
    return prefix.end() if prefix else headline.start


def _possessives(text: str, headline: Sentence) -> Iterator[str]:
    """Names in the possessive that look like a company's."""
    for match in re.finditer(r"(?P<n>(?:[A-Z][\w-]*\s+){0,3}[A-Z][\w-]*)[’']s\b", text[headline.start : headline.end]):
        words = match["n"].split()
        if words[-1].lower() in _OFFICES:
            continue  # "Management's Discussion and Analysis"
        yield " ".join(words[-3:]) if COMPANY_WORD.search(match["n"]) else words[-1]
