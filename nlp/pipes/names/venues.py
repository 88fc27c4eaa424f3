"""Congresses and journals that no list knows, by their noun: "the 2024 Tandem Meetings", "Journal of Sleep"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.words import Words, around, whole

_NOUN = re.compile(
    r"(?:Annual )?(?:Scientific )?(?:Meetings?|Congress|Conference|Symposium|Convention|Summit|Sessions|Expo)(?! "
    r"[Cc]all)(?! of (?:[Ss]tock|[Ss]hare)holders)(?! Cent(?:er|re)\b)(?![\w-])"
)
_WORDS = re.compile(
    r"(?:(?:[A-Z][\w'&.+-]*|\([A-Z][\w&-]{1,8}\)|of|and|for|the|on|in|&|virtual|annual|biennial|joint|\d{4}|"
    r"\d{1,3}(?:st|nd|rd|th)),? )+$"
)
# What a headline tells behind the name of a congress or a journal.
_NO_NEWS = (
    r"(?!(?:Data|Results?|Highlight\w*|Show\w*|Demonstrat\w*|Evaluat\w*|Report\w*|Describ\w*|Featur\w*|Confirm\w*|"
    r"Support\w*|Detail\w*|Positive|Phase|Top-?line|Clinical Data|Pivotal)\b)"
)
_AFTER = re.compile(
    r" (?:of|on|for) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|"
    rf"Sun)[a-z]*\b)[A-Z][\w'&-]*(?: (?:(?:of|and|for|the|on|in|&) )*{_NO_NEWS}[A-Z][\w'&-]*){{0,6}}"
)
_OPENS = re.compile(r"(?:(?:of|and|for|the|on|in|&|virtual|annual|biennial|joint|\d{4}|\d{1,3}(?:st|nd|rd|th)),? )+")
_OTHER_MEETING = re.compile(
    r"(?:Meetings?|Congress|Conference|Symposium|Convention|Summit|Sessions)(?:,? and| &|,)(?: the)? "
)
_NONE = re.compile(
    r"(?:special|extraordinary|general|type [a-d]|pre-?\w*|end[- ]of[- ]phase|investor|healthcare|health care|"
    r"growth|"
    r"capital|board|advisory|town hall|earnings|teleconference|press|virtual|analyst|fireside|fda|"
    r"scientific advice|kol|webcast|microcap|small[- ]cap|biotech\w*|shareholder|stockholder|investors?['’]?|"
    r"investment|"
    r"institutional|securities|bank|partnering|equity|technology|corporate|ceo|stifel|cowen|jefferies|piper|wainwright|"
    r"canaccord|oppenheimer|leerink|cantor|needham|baird|goldman|morgan|barclays|citi\w*|ubs|evercore|guggenheim|btig|"
    r"ladenburg|roth|maxim|lifesci|chardan|mizuho|rbc|truist|wedbush|bmo|jmp|sidoti|aegis)\b",
    re.IGNORECASE,
)
# What every meeting may be called.
_ANY = re.compile(
    r"annual|the|global|virtual|leading|major|prestigious|premier|renowned|upcoming|world|international|\d{4}|"
    r"\d{1,3}(?:st|nd|rd|th)|of|and|for|on|in|&",
    re.IGNORECASE,
)


# "the annual meeting of the European Society for Gene Research (ESGR)": the society's name says which
_SOCIETY = re.compile(
    r"(?:[Mm]eeting|[Cc]ongress|[Cc]onference|[Ss]ymposium|[Ss]essions?) of the "
    r"(?P<name>(?:[A-Z][\w-]+ ){1,3}(?:Society|Association|College|Academy|Federation|League|Organi[sz]ation|Union)"
    r"(?: (?:of|for|on) (?:(?:the|and|of|for|in|&) )*[A-Z][\w-]+(?: (?:(?:and|of|for|in|the|&) )*[A-Z][\w-]+){0,4})?"
    r"(?: \([A-Z][A-Za-z]{1,8}\))?)"
)
_GATHERED = whole(r"[Mm]eeting|[Cc]ongress|[Cc]onference|[Ss]ymposium|[Ss]essions?")
# "the American Journal of Hematology", "Journal for ImmunoTherapy of Cancer", "European Heart Journal"
_JOURNAL = re.compile(
    r"(?:(?:[A-Z][\w-]+ ){0,4}(?:International )?Journal (?:of|for)(?: the)?"
    rf"(?: (?:(?:of|for|and|in|the|&) )*{_NO_NEWS}[A-Z][\w-]*(?:['’]s(?= and | & | [A-Z]))?){{1,6}}|"
    rf"(?:[A-Z][\w-]+ ){{2}}Journal)"
    r"(?! Club)(?![\w-])"
)
# "Frontiers in Immunology", "npj Vaccines", "BMC Cancer", "JAMA Neurology", "The Lancet Oncology"
_FAMILY = re.compile(
    r"(?:Frontiers in|Annals of(?: the)?|Archives of(?: the)?|Advances in|npj|NPJ|BMC|(?:The )?Lancet|JAMA|PL[Oo]S)"
    r"(?: [A-Z][\w-]+)(?: (?:and|&) [A-Z][\w-]+| [A-Z][a-z]+)?(?![\w-])"
)
_FAMILIES = whole(r"Frontiers|Annals|Archives|Advances|npj|NPJ|BMC|Lancet|JAMA|PL[Oo]S")
# A journal that is called by a plain word is one only behind words of publishing; one that is called by a disease only
# right behind them ("Publication of Data in Stroke" names none).
_PLAIN = (
    r"Blood|Brain|Brain Communications|Cancer Research|Cell|Chest|CHEST|Circulation|Cornea|Cureus|Cytotherapy|Drugs|"
    r"Eye|Gastroenterology|Gene Therapy|Gut|Heart|Hepatology|Immunity|Immunotherapy|Nature|Neurology|Neuron|"
    r"Neurotherapeutics|Nutrients|Oncogene|Ophthalmology|Pediatrics|Pharmaceutics|Radiology|Retina|Rheumatology|"
    r"Biological Psychiatry|Breast Cancer Research|Clinical Immunology|European Urology|Gynecologic Oncology|"
    r"Human Reproduction|Neuro-Oncology|Pediatric Neurology|RMD Open|Science|Stem Cells|Thorax|Transplantation|"
    r"Urology|Vaccines?|Viruses"
)
_ILLNESS = (
    r"Allergy|Arthritis|Bone|Cancers?|Diabetes|Epilepsy|Haemophilia|Hypertension|Leukemia(?: & Lymphoma)?|Lung Cancer|"
    r"Lupus|Menopause|Metabolism|Movement Disorders|Obesity|Pain|Sleep|Stroke"
)
_OPENS_TITLE = (
    r"[Pp]ublished|[Pp]ublishes|[Pp]ublication|[Aa]ppear(?:s|ed|ing)?|[Aa]ccepted|[Pp]aper|[Aa]rticle|[Mm]anuscript|"
    r"[Jj]ournal|[Ii]ssue|PUBLISHED"
)
_CALLED_PLAINLY = re.compile(
    rf"\b(?:(?:{_OPENS_TITLE})\b(?:,? [\w’'-]+){{0,8}}?,? in|published(?: online)? by|[Ii]ssue of|[Jj]ournal,?)"
    rf" [*_“\"]{{0,2}}(?:(?P<name>{_PLAIN})|(?<=journal )(?P<told>{_ILLNESS})|(?<=ublished in )(?P<ill>{_ILLNESS}))"
    rf"(?=[*_”\"]{{0,2}}(?:[.,;:)\n]| (?:in|on|and|this|last|earlier|today|with|show|demonstrat|describ|report|"
    rf"followed|came|that)| *$))"
)
_TITLE_WORDS = whole(_OPENS_TITLE)
_JOURNALS = whole("Journal")
_NO_JOURNAL = re.compile(
    r"(?:The )?(?:Wall Street|Business|Legal|Official|Leading|Major|Top|Prestigious|Premier|Renowned|Peer-Reviewed)\b"
)
_NOUNS = whole(r"Meetings?|Congress|Conference|Symposium|Convention|Summit|Sessions|Expo")


def find_venues(words: Words) -> Iterator[Found]:
    """Congresses and journals that no list knows."""
    yield from _congresses(words)
    for match in around(_SOCIETY, words.flat, words.where(_GATHERED), 2, 160):
        yield Found(match.start("name"), match.end("name"), "VENUE", source="shape", strength=2)
    for match in around(_JOURNAL, words.flat, words.where(_JOURNALS), 60, 100):
        if not _NO_JOURNAL.match(match.group()):
            yield Found(match.start(), match.end(), "VENUE", source="shape", strength=3)
    for match in around(_FAMILY, words.flat, words.where(_FAMILIES), 4, 100):
        yield Found(match.start(), match.end(), "VENUE", source="shape", strength=3)
    for match in around(_CALLED_PLAINLY, words.flat, words.where(_TITLE_WORDS), 4, 160):
        start, end = match.span(match.lastgroup or 0)
        yield Found(start, end, "VENUE", source="shape", strength=4)


def _congresses(words: Words) -> Iterator[Found]:
    """Congress names with at least one word that says which; investor conferences and meetings with agencies are
    none.
    """
    flat = words.flat
    for noun in around(_NOUN, flat, words.where(_NOUNS), 20, 40):
        before = _WORDS.search(flat, max(0, noun.start() - 130), noun.start())
        if not before:
            continue
        start = before.start()
        opening = _OPENS.match(flat, start, noun.start())
        start = opening.end() if opening else start
        for other in _OTHER_MEETING.finditer(flat, start, noun.start()):
            start = other.end()  # "the Retina Society Annual Meeting and the 24th Euretina Congress"
        name = flat[start : noun.start()].strip()
        after = _AFTER.match(flat, noun.end())
        told = [word for word in name.split() if not word.islower()]
        which = [word for word in told if not _ANY.fullmatch(word.strip(","))]
        if not which and not after or any(_NONE.fullmatch(word.strip(",")) for word in which):
            continue
        yield Found(
            start, after.end() if after and len(name.split()) < 2 else noun.end(), "VENUE", source="shape", strength=2
        )
