"""Companies: by legal form, by the trade's words, by ticker brackets, by the words around a partner, and their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.pipes.found import Found

LEGAL = (r"Inc\.?|Incorporated|Corp\.?|Corporation|Ltd\.?|Limited|LLC|L\.L\.C\.|plc|PLC|Plc|AG|S\.A\.S?\.?|SA|SAS|N\.V\.|NV|B\.V\.|BV|AB|A/S|ASA|GmbH(?: & Co\. KG(?:aA)?)?|Co\., ?Ltd\.?|Co\. Ltd\.?|"
         r"Co\.|KGaA|SE|S\.p\.A\.|S\.r\.l\.|Oyj?|K\.K\.|L\.P\.|LP|Pty\.? Ltd\.?|Sdn\.? Bhd\.?|Holdings?(?: Limited| AG| Corp\.?| Inc\.?| Company)?|Company")
TRADE = (r"Therapeutics|Pharmaceuticals?|Pharma|Biopharma|BioPharma|Biopharmaceuticals?|BioPharmaceuticals?|Biosciences?|BioSciences?|Bioscience|Biotherapeutics|BioTherapeutics|Biotech|BioTech|Biotechnology|Biotechnologies|Biologics|Biomedical|"
         r"BioMed|Biomed|Bio|Oncology|Medicines?|Genetics|Genomics|Laboratories|Labs|Life Sciences|LifeSciences|Lifesciences|Sciences|Healthcare|HealthCare|Medical|Vaccines|Immunotherapeutics|Immunotherapies|ImmunoTherapeutics|"
         r"Neurosciences?|NeuroSciences?|Neurotherapeutics|Ophthalmics|Dermatology|Diagnostics|Health|Technologies|Ventures|Holdings|Group|Partners|Capital|Biosystems|BioSystems|BioSolutions|Biopharm|BioPharm|Nutrition|Systems")
_WORD = r"(?:[A-Z0-9][\w'’+-]*(?:\.[A-Za-z]\w*)?|[a-z]{1,6}[A-Z]\w*)"
_LEGAL_FORM = re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?: (?:&|of|and|de|the)? ?{_WORD}){{0,4}}),? (?:{LEGAL})(?![\w])")
_TRADE_FORM = re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?: (?:& )?{_WORD}){{0,2}} (?:{TRADE}))(?![\w-])")
_TICKER = re.compile(r"(?P<name>" + _WORD + r"(?: (?:& )?" + _WORD + r"){0,4}) ?\((?:[A-Za-z& ]*(?:NASDAQ|Nasdaq|NYSE|OTC\w*|LSE|AIM|ASX|TSX|HKEX|SEHK|KOSDAQ|Euronext|SIX|TSE|STAR)[^)]{0,60})\)")
_DEFINED = re.compile(r"(?: \([^()]{0,60}\),?)? ?\((?:hereinafter |together, |collectively, )?[\"'](?P<short>[A-Z][\w& .'-]{1,30}?),?[\"'](?:,? (?:or|and) (?:the )?[\"'][^\"']{2,30}[\"'])?\)")
_DEFINED_LATER = re.compile(r" ?\((?:[^()]{3,60}[;,] )?[\"'](?P<short>[A-Z][\w&.'-]{1,25})[\"'](?:,? (?:or|and)[^()]{0,40})?\)")
_NAME = r"(?P<name>(?:[A-Z][\w'-]*[a-z0-9][\w-]*|[A-Z]{2,6})(?: (?:& )?(?:[A-Z][\w-]+)){0,3})"
_PARTNER = re.compile(
    r"(?:\b(?:[Cc]ollaborat\w*|[Pp]artner(?:ed|ing|ships?|s)?|[Aa]greements?|[Aa]lliances?|[Ll]icen[sc]\w*|[Mm]erge[rd]?|[Mm]emorandum of [Uu]nderstanding|[Jj]oint [Vv]enture|[Cc]o-develop\w*|[Tt]ransaction|[Dd]eal|[Tt]erm [Ss]heet|[Cc]ontract)"
    r"(?: \(?[\w-]+\)?,?){0,8}? (?:[Ww]ith|[Tt]o|[Ff]rom|[Bb]etween)|\b(?:[Aa]cquir(?:e|es|ed|ing)|[Aa]cquisition of|[Aa]cquired by|[Mm]erger with|[Rr]ights from|[Pp]ayments? from|[Mm]ilestone from|[Ll]icensed (?:from|to|by)|[Ss]old to|[Pp]urchased from|[Dd]eveloped by|[Mm]arketed by|[Rr]oyalt\w+ from|[Ss]ubsidiary of|[Pp]artner,?|[Cc]ollaborator,?|[Ll]icensee,?|[Ll]icensor,?))"
    r" " + _NAME + r"(?![\w])")
_AGENT = re.compile(r"(?<![\w.-])" + _NAME + r"(?: (?:has |have |will |also |today |recently |jointly ){0,2}(?:announced|licensed|acquired|granted|entered into|signed|agreed|receives?|received|obtained|holds|initiated|sold)\b|(?:'s|') (?:collaboration|partner|proprietary|subsidiary))")
_LEADING = frozenset("""the in with and of for by from to at on as an a its our this that these under through between both while when where after before since during about via per plus including announces announced new
    chief executive officer president chairman director vice senior board dr mr ms mrs prof item exhibit form press release contact source investors media copyright following today pursuant upon if whereas nasdaq nyse
    us u.s united states european phase study trial patients first second third fourth fiscal year quarter""".split())
_NOT_NAMES = frozenset("""the company companies company inc corporation fda ema phase study trial patients board group university hospital institute foundation center centre college society association department ministry school academy council committee
    agency national food drug administration health sciences research clinical medical new exclusive global worldwide europe china japan canada united states international public private company's january february march april may june july august
    september october november december monday tuesday wednesday thursday friday ceo cfo chairman president dr mr ms first second third fourth all any each this that these those certain other our its their two three four both it he she we they i nasdaq nyse sec
    form security securities exchange act investor relations media contact covid hiv cancer""".split())


def find_companies(flat: str, publisher: Iterable[str], english: frozenset[str]) -> list[Found]:
    """Company names, full forms first and then every place of their short forms. Strength 4: sure, 2: by its surroundings."""
    found: dict[tuple[int, int], Found] = {}

    def add(start: int, end: int, source: str, strength: int) -> None:
        found.setdefault((start, end), Found(start, end, "COMPANY", source=source, strength=strength))

    shorts: dict[str, int] = {}
    for name in publisher:
        shorts[name] = 5
    for pattern, source in ((_LEGAL_FORM, "legal form"), (_TRADE_FORM, "trade word"), (_TICKER, "ticker")):
        for match in pattern.finditer(flat):
            start = _trim(flat, match.start("name"), match.end("name"))
            if start is None:
                continue
            end = match.end("name") if source == "ticker" else match.end()
            if source == "legal form" and flat[end - 1] == "." and re.match(r" [A-Z]", flat[end:end + 2]) and not re.search(r"(?:Inc|Ltd|Co|Corp|L\.P|S\.A|N\.V|B\.V)\.$", flat[start:end]):
                end -= 1
            add(start, end, source, 4)
            full = flat[start:end]
            shorts[full] = 4
            for short in short_forms(flat[start:match.end("name")], english):
                shorts.setdefault(short, 3)
            for pattern2 in (_DEFINED, _DEFINED_LATER):
                defined = pattern2.match(flat, end)
                if defined and defined["short"].lower() not in ("company", "the company", "corporation", "registrant", "group"):
                    shorts[defined["short"]] = 4
    for pattern in (_PARTNER, _AGENT):
        for match in pattern.finditer(flat):
            name = match["name"]
            words = name.split()
            if words[0].lower() in _NOT_NAMES or _all_plain(words, english) or any(c.isdigit() for c in name):
                continue
            shorts.setdefault(name, 2)
    for short, strength in shorts.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w])", flat):
            add(match.start(), match.end(), "short form", strength)
    return list(found.values())


def _all_plain(words: list[str], english: frozenset[str]) -> bool:
    return all(word.lower().strip("'") in english or word.lower() in _NOT_NAMES for word in words)


def _trim(flat: str, start: int, end: int) -> int | None:
    """The start of the name without the words of the sentence before it; None when nothing is left."""
    words = list(re.finditer(r"\S+", flat[start:end]))
    for word in words:
        if word.group().lower().strip(".,") not in _LEADING:
            return start + word.start()
    return None


def short_forms(name: str, english: frozenset[str]) -> Iterator[str]:
    """How a release goes on to call a company: the name without its legal form, and its first word when that is a name."""
    bare = re.sub(rf",? (?:{LEGAL})$", "", name)
    words = bare.split()
    if len(bare) > 2 and not _all_plain(words, english):
        yield bare
    first = words[0]
    if len(words) > 1 and len(first) >= 4 and first.lower() not in english and first.lower() not in _NOT_NAMES:
        yield first
    if len(words) > 2 and words[0].lower() in english and not _all_plain(words[:2], english):
        yield " ".join(words[:2])
