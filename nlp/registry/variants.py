"""Ways of writing one compound's name that its key does not fold, and endings that make another molecule of it.

Same molecule: a salt word ("lapatinib tosylate"), a dosage form ("X for injection"), the FDA's prefix ("ado-", "fam-",
"ziv-") and the FDA's four-letter suffix of the product itself.
Another molecule: a payload ("huN901-DM1", "trastuzumab emtansine"), another suffix (a biosimilar).
"""

from __future__ import annotations

import re

from nlp.registry.dosage_forms import BARE_FORMS, FORMS, ROUTES, STRENGTH
from nlp.registry.keys import name_key, word_set, words

SALTS = word_set(
    "acetate besylate bromide calcium chloride citrate dihydrochloride dimesylate disodium ditosylate esylate "
    "fumarate hcl hydrobromide hydrochloride maleate mesilate mesylate monohydrate hydrate magnesium nitrate oxalate "
    "pamoate phosphate propionate potassium sodium succinate sulfate sulphate tartrate tosylate"
)
_FORM = re.compile(
    rf"\s+(?:for\s+(?:injection|infusion|inhalation)|injection|tablets?|capsules?|microspheres|IV|SC|"
    rf"(?:{ROUTES}\s+)+{FORMS}(?:\s+{FORMS})?|{BARE_FORMS}(?=,?\s+{STRENGTH}$))(?:,?\s+{STRENGTH})?$",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?:reference|oral|intravenous|intranasal|nasal|inhaled|subcutaneous|sublingual|topical|liquid|nebuli[sz]ed|"
    r"transdermal|intrathecal|intravitreal|synthetic|generic|branded)\s+",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?:ado|fam|ziv)-(?=[a-z]{5})", re.IGNORECASE)
_JOINT = re.compile(r"\s*[/+–—]\s*|\s+and\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(.*[a-z]{5})-([a-z]{4})")
# English words that follow a name with a hyphen and look like the FDA's four letters.
_NO_SUFFIX = word_set("arms based dose fold free high like line mono naive only over plus post rich type void with")

# Payload words of conjugates and the code of what they carry; words with one code carry the same poison.
_PAYLOAD_WORDS = {
    "mertansine": "dm1", "emtansine": "dm1", "ravtansine": "dm4", "soravtansine": "dm4", "vedotin": "mmae",
    "mafodotin": "mmaf", "deruxtecan": "dxd", "govitecan": "sn38", "ozogamicin": "calicheamicin", "tesirine": "pbd",
    "talirine": "pbd", "pasudotox": "pe38", "sudotox": "pe38",
}  # fmt: skip
_PAYLOAD_WORD = re.compile(r"[a-z]{3,}(?:tansine|dotin|tecan|irine|tox|carmazine|tiuxetan)")
_PAYLOAD_CODE = re.compile(
    r"(?P<base>.+?)[-\s]?(?:\b|(?<=[-\s]))(?:(?:smcc|mcc|spp|spdb|vc|mc)[-\s]?)*"
    r"(?P<code>DM1|DM4|DM21|MMAE|MMAF|DXd|SN-?38|DGN462)",
    re.IGNORECASE,
)

_STEMS = words(
    "mab nib parib ciclib lisib rafenib zomib limus mus statin stat vir siran rsen cept leucel parvovec cel vec tide "
    "gliptin gliflozin glitazone sartan pril prazole taxel platin rubicin tecan degib clax rasib tug bart mig fusp "
    "xaban gatran azole mycin cillin cycline olol dipine triptan setron lukast grastim poetin kinra ast ine ide one "
    "ol in um il en et"
)
_ANTIBODY_STEMS = ("mab", "tug", "bart", "mig")
_LONGEST_FIRST = tuple(sorted(_STEMS, key=lambda stem: (-len(stem), stem)))
_STRONG_STEM = 3  # letters: shorter stems are too common in English to show an INN by themselves
_LOWER_WORD = re.compile(r"[a-z]{3,}")
_COMMON_WORDS = word_set(
    "adc agent agonist analog analogue antagonist antibody biosimilar bispecific candidate capsule cell cells "
    "combination compound conjugate degrader drug engager extract formulation gel gene immunotherapy implant inhibitor "
    "injection mab modulator oral patch pellet placebo product radioligand salts tablet therapy treatment vaccine anti "
    "and or the for of with its our this"
)


def strip_form(name: str) -> str | None:
    """The name without salt words and dosage form; None without them, or when too little would be left."""
    bare = _FORM.sub("", name) if len(name) <= 200 else name
    parts = bare.split()
    while len(parts) > 1 and parts[-1].casefold() in SALTS:
        parts.pop()
    stripped = " ".join(parts)
    return stripped if len(stripped) >= 4 and stripped != " ".join(name.split()) else None


def strip_qualifier(name: str) -> str | None:
    """ "nimodipine" for "oral nimodipine" and "reference nimodipine"; None without such a word."""
    found = _QUALIFIER.match(name)
    return name[found.end() :] if found and len(name) - found.end() >= 4 else None


def strip_prefix(name: str) -> str | None:
    """ "trastuzumab emtansine" for "ado-trastuzumab emtansine"; None without such a prefix."""
    found = _PREFIX.match(name)
    return name[found.end() :] if found else None


def combined_names(name: str) -> tuple[str, ...]:
    """The sorted keys of the parts of a fixed combination ("aztreonam/avibactam"); empty for a single name."""
    if len(name) > 200:
        return ()
    parts = [part.strip() for part in _JOINT.split(name)]
    is_combination = len(parts) > 1 and all(len(part) > 4 and part.replace(" ", "").isalpha() for part in parts)
    return tuple(sorted(map(name_key, parts))) if is_combination else ()


def split_suffix(name: str) -> tuple[str, str] | None:
    """("dostarlimab", "gxly") for "dostarlimab-gxly"; None without the FDA's four letters."""
    found = _SUFFIX.fullmatch(name)
    if found is None or found.group(2) in _NO_SUFFIX:
        return None
    base = found.group(1)
    return (base, found.group(2)) if inn_stem(strip_prefix(base) or base) is not None else None


def split_payload(name: str) -> tuple[str, str] | None:
    """(key of the carrier, payload) for a conjugate's name: ("hun901", "dm1"); None for a name without payload.

    Payloads are compared by code where one is known ("emtansine" and "DM1" are both "dm1"), else by word.
    """
    if len(name) > 200:
        return None
    carrier, _, last = name.rpartition(" ")
    word = last.casefold().partition("-")[0]
    if carrier and (word in _PAYLOAD_WORDS or (_PAYLOAD_WORD.fullmatch(word) and inn_stem(carrier) in _ANTIBODY_STEMS)):
        return name_key(strip_prefix(carrier) or carrier), _PAYLOAD_WORDS.get(word, word)
    found = _PAYLOAD_CODE.fullmatch(name)
    if found is None:
        return None
    return name_key(found.group("base")), found.group("code").casefold().replace("-", "")


def inn_stem(name: str) -> str | None:
    """The INN stem that the first word of a name ends in ("mab", "nib"), the longest known; None without one."""
    word = re.split(r"[\s-]", name, maxsplit=1)[0].casefold()
    if len(word) < 6 or not word.isalpha():
        return None
    return next((stem for stem in _LONGEST_FIRST if word.endswith(stem)), None)


def is_antibody_name(name: str) -> bool:
    """Whether the whole name is one word of an antibody's INN, so that it carries no payload."""
    return " " not in name and "-" not in name and inn_stem(name) in _ANTIBODY_STEMS


def is_generic_name(name: str) -> bool:
    """Whether a name looks like an INN or generic name: lower-case words, or a capitalised one with a clear stem."""
    parts = (split_suffix(name) or (name, ""))[0].split()
    if not parts or len(parts[0]) < 6 or any(part.casefold() in _COMMON_WORDS for part in parts):
        return False
    if all(_LOWER_WORD.fullmatch(part) for part in parts):
        return True
    stem = inn_stem(name)
    return stem is not None and len(stem) >= _STRONG_STEM and parts[0][1:].islower() and parts[0].isalpha()


def is_descriptor(name: str) -> bool:
    """Whether a name describes ("anti-CD33 TAP compound") instead of naming; it is never the best name."""
    parts = name.casefold().split()
    return len(parts) > 1 and any(part in _COMMON_WORDS and part != "and" for part in parts)
