"""What a trial's acronym looks like, and what it is not."""

from __future__ import annotations

import re

STUDY_WORD = re.compile(r"\b(?:trials?|study|studies)\b", re.IGNORECASE)
_NOT = re.compile(
    # what drugs bind to: "the JAK program", "the TL1A study"
    r"(?:JAK\d?|TYK\d|CDK\d*(?:/\d)?|MEK|ERK|FGFR\d?|PARP\d?|VEGF|SGLT\d?|TNF|HDAC\d*|BTK|BCL-?2|MDM2|PRMT\d|FLT3|SHP2|PI3K|AKT|"
    r"TIGIT|CTLA-?4|LAG-?3|TSLP|OX40L?|TL1A|GIPR?|GLP-1R?|STAT\d|IRAK\d|NLRP3|DLL3|TROP-?2|B7-H3|CLDN18(?:\.2)?|PSMA|"
    r"GPRC5D|APOC3|PCSK9|ANGPTL3|LRRK2|WRN|"
    r"FSGS|IgAN|N?MIBC|PTCL|CTCL|ATTR(?:-CM)?|ARDS|AKI|PAD|CLI|DFU|VLU|BPD|ROP|XLRP|LCA|DED|MGD|NAFLD|PBC|PSC|SBS|"
    r"GPP|R?DEB|EB|CSU|CIU|o?HCM|VTE|DVT|AFib|ITP|wAIHA|a?TTP|BPDCN|P?NETs?|GEP-NETs?|m?CRC|NPC|ESCC|CCA|BTC|PROC|"
    r"c?UTI|cIAI|HAP|VAP|ABSSSI|CDI|PTLD|[ac]?GVHD|HSCT|nAMD|RVO|TRD|PPD|AUD|PWS|MMA|GSD|MPS|MLD|C?ALD|BMD|LGMD|FSHD|"
    r"CMT|MSA|PSP|FTD|MCI|AATD|HSV|VZV|RSV|RTTNews|BRIEF-\w+|[A-Z]\w*(?:News|Newswire|Wire)|(?:COHORT|GROUP|PART|ARM|"
    r"PANEL|STAGE)(?: \d)?|"
    r"FDA|EMA|(?:SAD|MAD)/(?:SAD|MAD)|IND|NDA|BLA|US|USA|EU|UK|"
    r"IV|III?|NASDAQ|NYSE|CEO|DSMB|DMC|IDMC|IRB|SRC|"
    r"RCT|"
    r"MAD|SAD|PK|PD|POC|FIH|"
    r"NIH|NCI|CAR-?T?|TCR-?T?|mRNA|RNA|DNA|COVID-19|HIV(?:-1)?|RSV|CNS|ALS|AML|NSCLC|SCLC|ADHD|NASH|MASH|AMD|wAMD|"
    r"DME|"
    r"MDD|PTSD|COPD|IPF|UC|CD\d*|PD-?L?1|HER2\+?|EGFR|KRAS|BRAF|IL-\d+|GLP-\d|Phase|PHASE|OLE|ASCO|ASH|ESMO|AACR|"
    r"EHA|"
    r"ADC|BE|QT|DDI|IIT|IST|PoC|CRO|GCP|ICH|CMC|WHO|CDC|BARDA|SOC|SoC|1L|2L|NMPA|PMDA|"
    r"Q[1-4]|H[12]|[12]H|[1-4]Q|FY\d*|CBD|MDMA|LSD|R&D|SLE|MS|DMD|T[12]D|GBM|HCC|RCC|TNBC|HNSCC|DLBCL|CLL|MM|MDS|"
    r"PDAC|CKD|HF[rmp]+EF|CRSwNP|n?mCRPC|mHSPC|CRPC|TED|HoFH|HeFH|PNH|aHUS|LHON|SMA|PPMS|RRMS|SPMS|HF|PAH|AF|OUD|OA|RA|PsA|AD|HS|GA|LN|MG|gMG|CIDP|NMOSD|HAE|SCD|TDT|PKU|AATD|CF|EoE|IBS|IBD|AI|II/III|"
    r"I/II|A|I|iPSCs?|PET(?:[ -]\w+)?|CTAD\d\d|HPV\d*|HBV|HCV|CMV|EBV|AAV\d*|BCMA|CD\d+|NK|TIL|EASL|AASLD|EASD|"
    r"SITC|"
    r"CTAD|CTOS|AAN|ADA|ATS|ERS|"
    r"EULAR|"
    r"EAP|IDE|MSI(?:-[LH])?|MSS|CAR[- ]T|CD\d+ CAR-?T|TCAR|CEPI|DARPA|CIRM|NIDA|NIAID|"
    r"SBIR(?:/STTR)?|NIH SBIR|JAAD|UCSF|COE|[pe]QTL|HLA-\w+|"
    r"ACR|EAN|ISTH|ECTRIMS|ACTRIMS|VEITH|SABCS|EADV|IDWeek|DDW|ECCO|AAO|ARVO|SNO|ASGCT|ESGCT|ASTRO|AUA|AHA|ACC|ESC)"
)


def good_name(name: str) -> bool:
    """Whether a name has the shape of a trial's acronym."""
    letters = re.sub(r"[^A-Za-zÀ-ÖØ-Þà-öø-ÿ]", "", name)
    capitals = sum(c.isupper() for c in letters)
    if re.fullmatch(r"[A-Z]\d{3}", name):
        return True  # "the V005 trial" is told by its number
    return (
        len(letters) >= 3
        and not re.search(r" (?:19|20)\d\d$", name)
        and capitals >= 2
        and (
            capitals * 2 >= len(letters) or not re.search(r"[- ]", name) and sum(c.isupper() for c in letters[1:]) >= 3
        )
        and not _NOT.fullmatch(name)
    )


def abbreviates(short: str, long: str) -> bool:
    """Whether the capitals are the initials of the words right before the bracket."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long)).lower()
    letters = "".join(c for c in short if c.isalpha()).lower().rstrip("s")
    return initials.endswith(letters) or letters[:3] in initials[-6:]
