"""Places of a name that show it to be another thing than a drug: a platform, a device, a test, a target, a measure, a
disease.
"""

from __future__ import annotations

import re

# "the NVX-11 platform", "its NVX-11 glucose monitor", "NVX-11 co-pay card". A pen, an inhaler, a patch or a kit may be
# what a drug comes in.
_SIGN = r"[\"']?(?: ?[®™℠]|TM(?!\w))?[\"']?"
_REACH = 50  # characters before a name in which a word for what it is stands
_LINK = (
    r"(?!(?:and|or|in|on|for|with|of|to|at|by|from|as|into|is|are|was|were|has|had|have|will|may|can|that|which|than|"
    r"plus|versus|vs|an?|the|its|our|phase|trials?|study|studies|oral|nasal|ophthalmic|topical|shows?|showed|demonstrat\w*|targets?|binds|uses|vaccine|antibody|injection)\b)"
)
_THING_AFTER = re.compile(
    rf"{_SIGN}(?: {_LINK}[\w-]+)?[ -]"
    r"(?:platforms?|technolog(?:y|ies)|(?:(?:antibody|bispecific) )?format|adjuvants?|"
    r"catheters?|stents?|cage|monitors?|sensors?|scanner|"
    r"assays?|questionnaires?|software|algorithm|engine|apps?|databases?|registry|"
    r"co-?pay (?:card|programs?|assistance)|savings card|"
    r"(?:patient )?(?:support|assistance|services) program(?:me)?s?|"
    r"consorti(?:um|a)|library|instruments?|skin ?care|"
    r"(?:repair|replacement|imaging|navigation|monitoring|ablation|stimulation) system)\b(?![-/]| (?:\(|stud|"
    r"trial|therap))"
    rf"|{_SIGN}[ -](?:(?:receptors|channels?|genes|proteins|kinases|capsids?|promoter|serotypes?)\b|"
    r"xenografts?\b|(?:tumou?r )?(?:xenograft|mouse|animal) models?\b)(?![-/])",
    re.IGNORECASE,
)
# "the antibody library NovaLock", "a cleavable linker and the payload NVX-11", "under protocol NVX-11"
_THING_BEFORE = re.compile(
    r"\b(?:library|payload|linker|adjuvant|serotype|capsid|protocol|patents?|cell line|strain|clone|plasmid|consortium|"
    r"assay|diagnostic|questionnaire|software|platform|technology|grant from|award from|"
    r"(?:members?|investigators) of|prevalence of|incidence of|diagnosed with|suffer(?:s|ing)? from|"
    r"no (?:\w+ )?(?:therap(?:y|ies)|treatments?|cure) (?:exists? |available )?for)"
    r"(?: (?:called|named|known as|[Nn]o\.|number))? (?:the )?[\"']?$|"
    r"\b(?:tests?|devices?|apps?|instrument|sensor|scanner|monitor|scale|questionnaire), (?:the |called |"
    r"named )?[\"']?$",
    re.IGNORECASE,
)
# "a Phase 2 trial of the oncolytic strain NRV-210": what is given in a trial is a drug, whatever it is called
_GIVEN_AS = re.compile(
    r"\b(?:(?:trials?|study|studies|dosing|doses?|administration|treatment|approval|designation) (?:of|with|for)|"
    r"(?:dosed|treated|vaccinated|injected) with|receiv\w+|(?:start|began|begin|initiat|develop|evaluat|test)\w*) "
    r"(?:the |its |an? )?(?:[\w-]+ ){0,2}$"
)
# "ZTK4 is a protein that drives inflammation", "Norvitis, a progressive disease of the lung"; an apposition that goes
# on ("a T cell receptor (TCR) therapy", "a rare disease asset") may be a drug's.
_IS_OTHER = re.compile(
    r"[\"']?(?: ?[®™℠])?(?: \([^()]{2,40}\))?(?:,| is| was| are) (?:an?|the|one of the) "
    r"(?:(?!novel|investigational|recombinant|engineered|fusion|synthetic|modified|humani[sz]ed|therapeutic|"
    r"replacement|oncolytic|for |of |with |in |to |that )[\w-]+ ){0,4}?"
    r"(?:(?:diseases?|disorders?|syndromes?|illness(?:es)?|compan(?:y|ies)|foundation|charity|consortium|registry|"
    r"gene|receptors?|kinase|transporter|cytokine|chemokine|bio-?marker)"
    r"(?=[.,;]|$| (?:that|which|of|in|on|affecting|caused|marked|characteri[sz]ed|based|founded|found|and)\b)|"
    r"(?:proteins?|enzymes?|hormones?|peptides?|toxins?|virus(?:es)?|bacterium)"
    r"(?= (?:(?:that|which) (?:plays?|drives?|causes?|regulates?|breaks?|is (?:found|made|produced|expressed|"
    r"involved))|found in|expressed|involved|secreted|encoded|present in)\b))",
    re.IGNORECASE,
)
# No place of a drug's name goes on like this, whatever the other places say.
MARKER_AFTER = re.compile(
    r"(?:,? (?:and|or) (?!Placebo)[A-Z][\w-]+)? (?:expression|positivity|staining)\b|"
    r"-(?:[Tt]arget(?:ed|ing)|positive|negative|expressing|directed|mutant|mutated|specific|binding|driven|"
    r"amplified)\b|"
    r" (?:strains?|cell lines?|mice|receptor|pathway|signal+ing|gene|protein|expression|"
    r"mutations?|blockade|ligand|adjuvant)\b(?! (?:therapy|"
    r"transfer))"
)
MEASURE_BEFORE = re.compile(
    r"\b(?:changes?|improvements?|increases?|decreases?|reductions?|declines?|differences?|"
    r"gains?) (?:from baseline )?(?:in|on|of)"
    r" (?:the )?(?:mean |median |total )?$|\b(?:scores?|points?|measured|assessed|scale|endpoint)(?: (?:of|on|"
    r"by|with|using|was))?"
    r" (?:the )?$|\bachiev(?:e|ed|ing|es) (?:an? )?$"
)
MEASURE_AFTER = re.compile(
    r" (?:total )?(?:scores?|scale|responses?|responders?|points?|index|subscale|rate|questionnaire|"
    r"at [Ww]eek|of [+–-]?\d)"
)
TARGET_BEFORE = re.compile(
    r"\b(?:target(?:s|ed|ing)|directed (?:at|against|to)|binds(?: to)?|inhibit(?:s|ing)|block(?:s|ing)|"
    r"express(?:es|"
    r"ing|ion of)|"
    r"(?:auto)?antibod(?:y|ies) (?:to|against|for)|mutations? (?:in|of)|variants? (?:in|of)|levels of|loss of|"
    r"encod(?:es|ing)|"
    r"deficiency (?:in|of)|knockdown of|silenc(?:es|ing)|antigens?|biomarkers?|receptors?|genes?|proteins?|"
    r"agonists? "
    r"of|inhibitors? of|(?:functions?|role) of|oligonucleotides? (?:for|against)) (?:the )?$|\banti-$"
)
# "paid by CIRM grant CLIN2-08281"; an agency that "grants NRV-210 ..." acts
FUNDED_BEFORE = re.compile(
    r"\b(?:[A-Z]{2,6}|the|an?|under|by|of|[Rr]esearch) (?:grant|award|contract)(?:,? (?:[Nn]o\.|[Nn]umber))? $"
)
TARGET_AFTER = re.compile(
    r"[+®™\"']?(?:[- ](?:CAR|targeted|targeting|positive|negative|expressi\w+|directed|mutat\w+|mutant|inhibit\w*|"
    r"antibod\w+|receptors?|agonists?|antagonists?|blockers?|pathway|gene|protein|cells?|levels?|"
    r"antigen|signal\w+|biospecific|bispecific|x|variants?|amplifi\w+|status|loss|driven|binding|monoclonal|"
    r"degrader|"
    r"ligand|channel|kinase)|x[A-Z])"
)


def other_thing(flat: str, start: int, end: int) -> bool:
    """Whether the words around a name call it something that no drug is."""
    if _THING_AFTER.match(flat, end) or _IS_OTHER.match(flat, end):
        return True
    before = _THING_BEFORE.search(flat, max(0, start - _REACH), start)
    return before is not None and _GIVEN_AS.search(flat, max(0, before.start() - _REACH), before.start()) is None
