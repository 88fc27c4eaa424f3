"""The words between two names that say how they belong together; each pattern covers the whole gap.

A gap is at most `LONGEST_GAP` characters and no pattern has nested repeats, so the search stays linear.
"""

from __future__ import annotations

import re

LONGEST_GAP = 120

_MARKS = r"(?:[®™℠*†‡]|\((?:R|TM|SM)\)|TM(?=[\s(),;]))*"
_FORM = (
    r"(?:\s+(?:for\s+)?(?:(?:[Ii]ntravenous|[Ss]ubcutaneous|[Oo]ral|[Oo]phthalmic|[Tt]opical|[Nn]asal)\s+)?"
    r"(?:[Ii]njection|[Ii]nfusion|[Tt]ablets?|[Cc]apsules?|[Cc]ream|HD|XR|IV|SC|[Ss]uspension|[Ss]olution|[Gg]el|[Ss]pray|[Ff]oam|"
    r"[Ll]otion|[Oo]intment|[Pp]atch|[Pp]owder|[Ff]ilm)"
    r"(?:\s+\d+(?:\.\d+)?\s?(?:mg|mcg|µg|g|%)(?:/\w+)?)?,?)?"
)
_QUOTE = r"[\"“”'‘’]?"
_HIS = r"(?:[Ii]ts|[Tt]heir|[Oo]ur)"
# Up to five plain words: "wholly-owned, indirect U.S."
_ADJECTIVES = r"(?:[\w.’'-]+,?\s+){0,5}"


_OPENING_WORDS = (
    r"(?:INN:?|(?:planned|proposed|intended|provisional|proprietary)\s+(?:(?:brand|trade|proprietary)(?:\s+name)?|name)"
    r"(?:\s*:)?|(?:the\s+)?(?:generic|non-?proprietary|product|brand|trade|international\s+nonproprietary|proper)\s+name(?:\s+is)?(?:\s*:)?|"
    r"(?:also\s+)?(?:known|referred\s+to|designated|marketed|sold|approved)\s+(?:in\s+[A-Z][\w. ]{0,20}\s)?as|"
    r"a\.?k\.?a\.?|i\.e\.,?)"
)
_FORMER_WORDS = (
    r"(?:formerly|previously|originally|earlier|once)(?:\s+(?:known|called|named|referred\s+to|designated|developed))?"
    r"(?:\s+as)?"
)
_NOW_WORDS = (
    r"(?:now|(?:has|have)\s+(?:since\s+)?been|was|were|is|has\s+been)\s+(?:subsequently\s+|since\s+|later\s+)?"
    r"(?:called|known\s+as|named|renamed(?:\s+as)?|designated|referred\s+to\s+as)|renamed(?:\s+as)?"
)

# "X (Y", "X® [Y", "X (also known as Y"
# A cue word may follow a description: "X (an oral PARP inhibitor, trade name: Y".
OPEN_BRACKET = re.compile(
    rf"{_MARKS}{_FORM}{_MARKS}\s*[(\[]\s*(?:(?:[^()\[\];]{{3,60}},\s*)?(?P<cue>{_OPENING_WORDS})\s+)?{_QUOTE}\s*"
)
# "code/brand" without blanks, which is one thing when neither is a generic name (`aliases.py`).
SLASH = re.compile(rf"{_MARKS}/")
# "X (formerly Y", "X, formerly known as Y"
FORMERLY = re.compile(
    rf"{_MARKS}{_FORM}(?:\s+\d[\d.]*%)?(?:\s*[)\]](?=\s*,))?(?:\s*,\s*|\s*[(\[]\s*(?:[^()\[\];]{{3,60}},\s*)?|\s+)(?:which\s+was\s+)?{_FORMER_WORDS}\s+{_QUOTE}\s*"
)
# "X, also known as Y", "X, marketed as Y"
ALSO = re.compile(
    rf"{_MARKS}{_FORM}\s*[)\]]?(?:,\s+an?\s+[^.,;()]{{3,70}})?(?:\s*,\s*|\s+)(?:(?:which\s+)?(?:is|was|are)\s+)?(?:also\s+(?:known|called|named|referred\s+to)(?:\s+as)?|"
    rf"(?:and\s+)?(?:known|referred\s+to|designated|marketed|sold)\s+(?:(?:in|throughout|during)\s+[\w. ]{{1,20}}\s)?"
    rf"(?:as|under\s+the\s+(?:brand\s+|trade\s+)?names?)|a\.?k\.?a\.?)\s+{_QUOTE}\s*"
)
# "X, now called Y", "X has been renamed Y", "X changed its name to Y": Y is the newer name.
NOW_CALLED = re.compile(
    rf"{_MARKS}(?:\s*,\s*|\s*[(\[]\s*|\s+)(?:which\s+)?(?:{_NOW_WORDS}|(?:has\s+)?chang(?:ed|es|ing)\s+(?:its|the)\s+"
    rf"(?:corporate\s+)?name\s+to)\s+{_QUOTE}\s*|{_MARKS}\s*[(\[]\s*now\s+{_QUOTE}\s*|{_MARKS}\s*,\s*now\s+{_QUOTE}\s*"
)
# "Y changed its name from X"
NAME_FROM = re.compile(rf"\s+(?:has\s+)?changed\s+its\s+(?:corporate\s+)?name\s+from\s+{_QUOTE}\s*")
# "X (Y; Z", "X (Y, formerly Z": a further name within the bracket
NEXT_IN_BRACKET = re.compile(
    rf"{_MARKS}{_QUOTE}\s*(?:[;,/]|\s[-–—]\s)\s*(?:and\s+|or\s+)?(?P<cue>{_OPENING_WORDS}\s+|{_FORMER_WORDS}\s+)?{_QUOTE}\s*"
)

# How a medicine is given, and in what form.
_ROUTE = (
    r"(?:oral|inhaled|inhalable|inhalation|intranasal|nasal|buccal|sublingual|transdermal|topical|ophthalmic|subcutaneous|"
    r"intravenous|rectal|vaginal|intravesical|intrathecal|intravitreal|injectable|implantable|chewable)"
)
_DOSAGE_FORM = (
    r"(?:implants?|pellets?|granules|aerosol|kit|gels?|creams?|ointments?|foam|patch(?:es)?|films?|tablets?|capsules?|injections?|infusions?|"
    r"suspensions?|solutions?|sprays?|powder|inserts?|rings?|drops?|emulsion|lotion|syrup|lozenges?|depot|inhaler|"
    r"formulations?|product|system)"
)

# What may stand between a name and the end of its bracket: a sign, a dose, a dosage form, or after a comma anything
# that adds no further name.
CLOSING = re.compile(
    rf"(?:-[a-z]{{4}}\b)?{_MARKS}{_QUOTE}(?:\s+(?:for\s+)?(?:{_DOSAGE_FORM}|{_ROUTE}|[a-z]+-(?:release|acting|matrix|dose)|"
    r"mg|mL|\d[\d.,]*%?)(?:/\w+)?){0,5}\s*(?:[(\[][^()\[\]]{1,40}[)\]]\s*)?"
    r"(?:[)\]]|[,;]\s(?P<tail>[^()\[\]]{0,80})[)\]])"
)
JOINING_TAIL = re.compile(r"\b(?:and|or|plus|with|versus|vs|combined)\b|\+")

# What only says how a substance is made up; any other word may make another molecule, or speak of two.
_MADE_UP = (
    rf"(?:(?:{_ROUTE}|biodegradable|liquid|novel|new|proprietary|investigational|approved|FDA-approved|sustained|extended|"
    r"controlled|delayed|immediate|long|short|slow|rapid|concentrated|dispersible|effervescent|micronized|nebulized|"
    r"liposomal|lyophilized|once|twice|a|high|low|eye|skin|concentration|"
    r"(?:[a-z]+-)+(?:release|acting|lasting|duration|daily|weekly|monthly|month|week|day|hour|hourly|free|strength|dose|"
    r"concentration|milligram|stable|soluble|encapsulation|loaded)|release|acting|duration|dose|strength),?\s+)"
)
_PLAIN_WORDS = rf"{_MADE_UP}{{0,7}}"
# "X, an implantable naltrexone pellet", "X, its formulation of naltrexone": the gap before the substance.
APPOSED_SUBSTANCE = re.compile(
    rf"{_MARKS},\s+(?:an?|the|our|its|the\s+[Cc]ompany's)\s+{_PLAIN_WORDS}"
    rf"(?P<formed>{_DOSAGE_FORM}\s+of\s+{_MADE_UP}{{0,3}})?"
)
FORM_BEHIND = re.compile(rf"\s+{_MADE_UP}{{0,3}}{_DOSAGE_FORM}\b")
FORM_INSIDE = re.compile(rf"\b{_DOSAGE_FORM}$")
# "its liquid colchicine product, X": what stands before the substance, and the gap behind it.
OWN_BEFORE = re.compile(rf"(?:\b(?:its|our|the\s+[Cc]ompany's)|['’]s)\s+{_PLAIN_WORDS}$")
PRODUCT_GAP = re.compile(rf"\s+{_MADE_UP}{{0,3}}{_DOSAGE_FORM}\s*,\s*(?:called\s+|named\s+)?")

_EARLIER = r"(?:earlier|previous|prior|older|first(?:-generation)?|predecessor)"
_PRODUCT = r"(?:compound|product|drug|candidate|molecule|antibody|agent|therapy|vaccine|conjugate|construct|treatment)"
# "An earlier version of this compound, Y": the compound is the topic before.
EARLIER_OF_TOPIC = re.compile(
    rf"\b[Aa]n?\s+{_EARLIER}[\s-]+(?:version|generation|form)\s+of\s+(?:this|the|that|our|its)\s+(?:same\s+)?"
    rf"(?:[\w-]+\s+){{0,2}}{_PRODUCT}s?(?:\s+candidate)?\s*(?:,|\(|was|is|called|named|known as)?\s*$"
)
# "Y, an earlier version of X"; "Y is the naked antibody component of X"; "Y, a biosimilar to X"
DIFFERENT_FROM = re.compile(
    rf"{_MARKS}\s*[)\]]?\s*,?\s*(?:which\s+)?(?:(?:is|was)\s+)?(?:an?|the|its)\s+(?:"
    rf"{_EARLIER}[\s-]+(?:version|generation|form)\s+(?:of|to)|predecessor\s+(?:of|to)|successor\s+(?:of|to)|"
    rf"(?:next|second|third)[\s-]generation\s+(?:version|form|successor)\s+(?:of|to)|"
    rf"(?:[\w-]+\s+){{0,2}}antibody\s+(?:component|portion|part|moiety|backbone)(?:\s+used)?\s+(?:of|in)|"
    rf"(?:[\w-]+\s+){{0,3}}biosimilar(?:\s+(?:version|candidate|product|medicine))?\s+(?:to|of|for|referencing))"
    rf"\s+(?:the\s+)?(?:reference\s+(?:product|medicine|biologic)s?,?\s+)?{_QUOTE}\s*"
)
# "An earlier version of X, Y" is met from its front: the words before X.
EARLIER_OF_NAME = re.compile(rf"\b[Aa]n?\s+{_EARLIER}[\s-]+(?:version|generation|form)\s+of\s+{_QUOTE}$")
COMMA = re.compile(rf"{_MARKS}\s*,\s*(?:called\s+|named\s+|known\s+as\s+)?")

_OWNED = (
    r"(?:subsidiary|subsidiaries|division|unit|members?|part|portfolio\s+company|company\s+(?:wholly\s+)?owned\s+by|"
    r"business(?:\s+unit)?)"
)
# "X, a wholly owned subsidiary of Y"; a member or part must be one of a group, which `aliases.py` checks.
SUBSIDIARY_OF = re.compile(
    rf"{_MARKS}\s*[)\]]?(?:\s+(?:based\s+)?in\s+[A-Z][\w., ]{{2,40}})?\s*,?\s*(?:which\s+)?"
    rf"(?:(?:is|was|are|became|has\s+become)\s+)?(?:(?:now|today|also|both)\s+)?"
    rf"(?:(?:an?|the|one\s+of\s+the)\s+)?(?P<adjectives>{_ADJECTIVES})(?P<tie>{_OWNED})(?:\s+of|(?<=by))\s+(?:the\s+)?"
    rf"{_QUOTE}\s*"
)
NO_LONGER = re.compile(r"\b(?:former|formerly|not|once|then|previously|proposed)\b", re.IGNORECASE)
# "Y's subsidiary X"
POSSESSIVE = re.compile(rf"{_MARKS}\s*[’']s?\s+{_ADJECTIVES}(?:subsidiary|subsidiaries|unit|division)\s*,?\s*{_QUOTE}")
# "Y, through its wholly owned subsidiary, X"; "Y and its subsidiaries X"
ITS_SUBSIDIARY = re.compile(
    rf"{_MARKS}\s*,?\s*(?:(?:together\s+)?(?:through|via|and|with|by)\s+)?(?:one\s+of\s+)?{_HIS}\s+{_ADJECTIVES}"
    rf"(?:subsidiary|subsidiaries)\s*[,:]?\s*{_QUOTE}"
)
# The subject is further off: "X, which has 300 staff, is a subsidiary of Y"; "X said that one of its subsidiaries, Y".
IS_SUBSIDIARY = re.compile(
    rf"\b(?:is|are)\s+(?:now\s+|also\s+)?an?\s+(?P<adjectives>{_ADJECTIVES})subsidiary\s+of\s+(?:the\s+)?$"
)
OF_ITS_SUBSIDIARIES = re.compile(rf"\b[Ii]ts\s+{_ADJECTIVES}(?:subsidiary|subsidiaries)\s*,?\s*$")
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!Inc)(?<!Corp)(?<!Ltd)(?<!Co)[.!?][”\"]?\s+(?=[A-Z“\"])|\n\s*\n")
LIST_COMMA = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)")
# "X, a Y company"
A_Y = re.compile(rf"{_MARKS}\s*,?\s*(?:is\s+|now\s+)?an?\s+(?:member\s+of\s+the\s+)?")
COMPANY_WORD = re.compile(rf"{_MARKS}\s+(?:[Cc]ompany|[Ss]ubsidiary)\b")
COMPANIES_OF = re.compile(r"\s+(?:[A-Z]\w+\s+){0,2}Companies\s+of\s+(?:the\s+)?|\s+of\s+(?:the\s+)?")
COMPANIES_OF_INSIDE = re.compile(r"(?P<child>.{2,80}?\bCompanies)\s+of\s+(?P<parent>.{2,60})")

# "X (“Short” or the “Company”)": the bracket right after a name, and the quoted names in it.
DEFINED = re.compile(rf"\.?{_MARKS}(?:,\s+an?\s+[^().,“”\"]{{3,60}})?\s*\((?P<inside>[^()]{{1,160}})\)")
QUOTED = re.compile(r"[\"“”„]\s*(?P<name>[^\"“”„\\]{2,60}?)\s*,?\\?[\"“”„]")
NOT_A_SHORT_NAME = re.compile(
    r"(?:the\s+)?(?:company|companies|corporation|group|parent|purchaser|buyer|seller|acquirer|merger sub|issuer|"
    r"registrant|target|sponsor|licensee|licensor|partner|parties|party|agreement|license|merger|transaction|spac|fund|"
    r"board|bank|lender|manager|underwriters?|investors?|we|us|our|you|drug|product|compound|study|trial)s?",
    re.IGNORECASE,
)

# Targets and classes that shapes and brackets make look like names: "IMGN901 (CD56)", "X (an HER2 antibody)".
TARGET = re.compile(
    r"(?:anti-)?(?:CD\d{1,3}[a-z]?|HER[1-4]|EGFR\w{0,4}|PD-?L?-?[12]|CTLA-?4|VEGF(?:R?-?\d)?|BCMA|PSMA|TROP-?2|"
    r"IL-?\d{1,2}[A-Z]?|TNF(?:-?(?:α|alpha))?|KRAS(?: G12[CDV])?|FR(?:α|alpha)|GLP-?1R?|PARP|JAK\d?|BTK|mTOR|"
    r"DM[14]|MMAE|MMAF|ADCs?|TAP|CAR-?T|mAbs?|mRNA|siRNA|placebo)",
    re.IGNORECASE,
)
