"""How company names look: legal forms, trade words, brackets, contexts, and words that are no part of a name."""

from __future__ import annotations

import re

LEGAL = (
    r"Inc\.?|Incorporated|Corp\.?|Corporation|Ltd\.?|Limited|LLC|L\.L\.C\.|plc|PLC|Plc|AG|S\.A\.S?\.?|SA|SAS"
    r"|N\.V\.|NV|B\.V\.|BV|AB|A/S|ApS|AS|ASA|GmbH(?: & Co\. KG(?:aA)?)?|"
    r"Co\.,? (?:Ltd|Inc)\.?|Co\., Limited|Co\.|KGaA|SE|S\.p\.A\.|SpA|S\.r\.l\.|Oyj?|K\.K\.|L\.P\.|LP|LLP"
    r"|Pty\.? (?:Ltd\.?|Limited)|(?:Pvt\.?|Private|Pte\.?) (?:Ltd\.?|Limited)|Sdn\.? Bhd\.?|Aktiengesellschaft|"
    r"Holdings?(?: Limited| AG| Corp\.?| Inc\.?| Company| plc)?|Company"
)
_TRADE_STRONG = (
    r"Therapeutics|Pharmaceuticals?|Pharma|Biopharma|BioPharma|Biopharmaceuticals?|BioPharmaceuticals?"
    r"|Biosciences?|BioSciences?|Biotherapeutics|BioTherapeutics|Biotech|BioTech|Biotechnology|Biotechnologies"
    r"|Biologics|"
    r"Biomedical|BioMed|Biomed|Bio|Laboratories|LifeSciences|Lifesciences|Immunotherapeutics|Immunotherapies"
    r"|ImmunoTherapeutics|Neurosciences?|NeuroSciences?|Neurotherapeutics|Ophthalmics|Biosystems|BioSystems|"
    r"BioSolutions|Biopharm|BioPharm|Genomics|Genetics|Diagnostics"
)
_TRADE_WEAK = (
    r"Oncology|Medicines?|Labs|Life Sciences|Sciences|Healthcare|HealthCare|Medical|Vaccines|Dermatology|Health"
    r"|Technologies|Ventures|Holdings|Group|Partners|Capital|Nutrition|Systems"
)
TRADE = rf"{_TRADE_STRONG}|{_TRADE_WEAK}"
STRONG_END = re.compile(rf"(?:{_TRADE_STRONG})$")
# "P&D Pharmaceuticals"; "R&D Holdings" stays two plain words with a sign between them.
WORD = (
    r"(?:(?!R&D|M&A|S&P|G&A)[A-ZÀ-ÖØ-Þ]&[A-ZÀ-ÖØ-Þ]\w*"
    r"|[A-ZÀ-ÖØ-Þ0-9][\w+-]*(?:'[A-ZÀ-ÖØ-Þ]\w+)?(?:\.[A-Za-z]\w*)?|[a-z]{1,6}[A-Z]\w*|Reddy's)[®™]?"
)
_INSTITUTION = (
    r"(?! [Ww]ith\b)(?! (?:(?:&|and) \w+ )?(?:\d{4} )?(?:Conference|Summit|Symposium|Forum|Congress|Meeting|Day"
    r"|School|Center|Centre|University|Association|Society|Agency|Administration|Journal|Organi[sz]ation|College"
    r"|Foundation|Products|Advanced Therapy))"
)
LEGAL_FORM = re.compile(
    rf"(?<![\w-])(?P<name>{WORD}(?: (?:(?:&|of|and|de|the) )?{WORD}){{0,4}}),?(?: &)? (?:{LEGAL})(?![\w])"
)
TRADE_FORM = re.compile(rf"(?<![\w-])(?P<name>{WORD}(?: (?:& )?{WORD}){{0,2}} (?:{TRADE}))(?![\w-]){_INSTITUTION}")
TICKER = re.compile(
    rf"(?<![\w/-])(?P<name>{WORD}(?: (?:& )?{WORD}){{0,4}}) ?\((?:[A-Za-z& ]*(?:NASDAQ|Nasdaq|NYSE|OTC\w*|LSE|AIM"
    rf"|ASX|TSX|HKEX|SEHK|KOSDAQ|Euronext|SIX|TSE|STAR)[^)]{{0,60}})\)"
)
DEFINED = re.compile(
    r"(?: \([^()]{0,60}\),?)? ?\((?:hereinafter |together, |collectively, )?[\"'](?P<short>[A-ZÀ-ÖØ-Þ][\w&"
    r" .'-]{1,30}?),?[\"'](?:,? (?:or|and) (?:the )?[\"'][^\"']{2,30}[\"'])?\)"
)
DEFINED_LATER = re.compile(
    r" ?\((?:[^()]{3,60}[;,] )?[\"'](?P<short>[A-ZÀ-ÖØ-Þ][\w&.'-]{1,25})[\"'](?:,? (?:or|and)[^()]{0,40})?\)"
)
_NAME = (
    r"(?P<name>(?:[A-ZÀ-ÖØ-Þ][\w-]*[a-z0-9][\w-]*|[A-Z]{2,6}|[a-z]{1,3}[A-Z]\w+)(?:/[A-ZÀ-ÖØ-Þ][\w-]+)?(?: (?:&"
    r" )?(?:[A-ZÀ-ÖØ-Þ][\w-]+)){0,3})"
)
BASED = re.compile(r"[A-Z][\w.]*-based ")  # "Helvia and U.S.-based Norvane"
PARTNER = re.compile(
    r"(?:\b(?:[Cc]ollaborat\w*|[Pp]artner(?:ed|ing|ships?|s)?|[Aa]greements?|[Aa]lliances?|[Ll]icen[sc]\w*"
    r"|[Mm]erge[rd]?|[Mm]emorandum of [Uu]nderstanding|[Jj]oint [Vv]enture|[Cc]o-develop\w*|[Tt]ransaction|[Dd]eal"
    r"|[Tt]erm [Ss]heet|[Cc]ontract|[Cc]ombination)"
    r"(?: \(?[\w-]+\)?,?){0,8}? (?:[Ww]ith|[Tt]o|[Ff]rom|[Bb]etween)(?: its partner)?|\b(?:[Aa]cquir(?:e|es|ed|ing)"
    r"|[Aa]cquisition (?:of|by)|[Aa]cquired [Bb]y|[Mm]erger with|[Rr]ights from|[Pp]ayments? from|[Mm]ilestone from"
    r"|[Ll]icensed (?:from|to|by)|[Aa]cquired (?:with|from|through)|[Tt]ransferred from|[Oo]btained from|[Bb]ought "
    r"(?:by|from)"
    r"|[Ss]pin-?(?:off|out)(?: company)?|[Ss]pun (?:out|off) (?:of|from)|[Dd]eveloped (?:together |jointly )?with"
    r"|(?:[Dd]istributed|[Cc]ommerciali[sz]ed|[Oo]wned|[Mm]anufactured|[Ss]upplied|[Oo]riginated) by|[Ss]old to|"
    r"[Pp]urchased from|[Dd]eveloped by|[Mm]arketed by|[Rr]oyalt\w+ from|"
    r"[Ss]ubsidiary of|[Pp]artners?,?|[Cc]ollaborator,?|[Ll]icensee,?|[Ll]icensor,?|(?:[Ss]old|[Ss]ells?|[Dd]ivest\w*"
    r"|[Ll]icen[sc]ed|[Oo]ut-licensed|[Gg]ranted|[Tt]ransferred|[Aa]ssigned)(?: "
    r"[\w-]+,?){1,8}?(?<![Dd]esignation)(?<![Ss]tatus) to|[Aa]greed with"
    r"|[Ff]orces with|[Tt]eam(?:s|ed)? [Uu]p with|[Dd]iscovered (?:by|at)|[Oo]riginated (?:by|at)|[Ss]cientists at"
    r"|(?:[Ss]elect(?:s|ed)?|[Aa]ppoint(?:s|ed)?|[Cc]hose)(?= [A-Z][\w-]+(?: [A-Z][\w-]+)? (?:as|to) (?:[Ii]ts |the "
    r"|an? |[Ee]xclusive )*(?:[Mm]anufactur|[Dd]istribut|[Ss]upplier|[Cc]ommercial|[Ll]icensee))|[Gg]rant(?:s"
    r"|ed)?(?= [A-Z]\w+(?: [A-Z]\w+)? (?:an? )?(?:[Ee]xclusive|[Oo]ption|[Ll]icen[sc]e|[Rr]ights|[Ww]orldwide))))"
    r" " + _NAME + r"(?![\w])"
)
AGENT = re.compile(
    r"(?<![\w.-])"
    + _NAME
    + r"(?: (?:has |have |will |also |today |recently |jointly ){0,2}(?:announced|licensed|acquired|granted"
    r"|entered into|signed|agreed|returned (?:the |all |its )?(?:\w+ )?rights|launched|bought|was appointed|bears?|"
    r"will bear|receives?|received|obtained|holds|"
    r"initiated|sold|exercised|paid|notified"
    r"|terminated|retains|owns|markets|commercializes|distributes|will (?:manufacture|receive|pay|acquire|make"
    r"|be responsible)|(?:has|have) (?:the "
    r"|exclusive |commercial |marketing |full |worldwide )*(?:rights?|option|licen[sc]e))\b|(?:'s"
    r"|') (?:collaboration|partner|proprietary|subsidiary)|-partnered\b)"
)
COLLABORATION = re.compile(
    r"\b(?:[Uu]nder|[Ff]rom|[Tt]hrough|[Oo]f|[Ii]n) (?:the |its |our |their )?"
    + _NAME
    + r"(?:'s?)? (?:[Rr]esearch |[Ll]icense |[Ss]trategic |[Dd]iscovery )?(?:[Cc]ollaboration|[Pp]artnership"
    r"|[Ll]icens(?:e|ing) [Aa]greement)\b"
)
JOINT = re.compile(
    r"(?<![\w.-])"
    + _NAME.replace("name", "first")
    + r"(?:,? (?:and|&) )"
    + _NAME.replace("name", "second")
    + r" (?:(?:have |today |jointly |also )*(?:[Aa]nnounced?|[Ee]nter(?:ed)?|[Ss]ign(?:ed)?|[Ee]xpand(?:ed)?"
    r"|[Ff]orm(?:ed)?|[Cc]ollaborate|[Pp]artner|[Ee]stablish(?:ed)?|[Ll]aunch|[Cc]omplete|[Jj]oin|[Aa]gree"
    r"|[Tt]eam|[Ee]xecute|[Ii]nitiate|[Ss]elect|[Cc]o-develop|[Uu]nveil|[Aa]mend(?:ed)?|[Ee]xtend(?:ed)?"
    r"|are (?:jointly |also )*(?:[Cc]o-?)?(?:[Dd]evelop|[Cc]ollaborat|[Pp]artner|[Mm]arket)(?:ing|ed)|to (?:[Mm]erge|"
    r"[Cc]ombine|[Cc]ollaborate|[Pp]artner|[Dd]evelop|[Jj]oin|[Cc]o-))\b|,? (?:together"
    r"|jointly) )"
)

# Words that end a name's reach to the left or to the right, also in a headline's capitals.
CUTS = frozenset(
    """
    cleared clears ends ended terminates inhibitor withdraws withdrawn posts delivers resubmits submits submit doses
    dosed
    with by from to for in on at into its our their his her your that this these those which who as between among
    amongst via through under per than then if when while where after before since during about against announce
    announces announced announcing report reports reported reporting acquire acquires acquired acquiring enter enters
    entered sign signs signed complete completes completed completing receive receives received provide provides
    provided present presents presented presenting launch launches launched expand expands expanded expanding
    leverage leveraging grant grants granted highlight highlights appoint appoints appointed names initiate initiates
    initiated close closes closed select selects selected license licenses licensed publish publishes join joins
    joined becomes become is are was were has have be been will to wins win congratulates extend extends strengthen
    strengthens gain gains gaining validates validate combines combine merge merges develop develops developing
    advance advances advancing form forms establish establishes collaborate collaborates participate participates
    host hosts hosting or nor but not no how why what next discuss determines outlining ranked allowing support
    supports supporting exploit purchase purchases buys buy sell sells divest divests agree agrees secures secure
    obtains obtain source contact contacts regarding following including plus versus manufacture commercialize
    distribute market evaluate explore enhance accelerate bring entwickeln und transforms relating related filing
    mailing proposed providing annual outlines results
""".split()
)
LEADING = frozenset(
    """
    the and of a an including new chief executive officer president chairman director vice senior board managing ceo
    cfo coo founder co-founder dr mr ms mrs prof phd md item exhibit form press release media copyright today
    pursuant upon whereas nasdaq nyse us u.s united states european phase study trial patients first second third
    fourth fiscal year quarter company companies subsidiary parent partner partners dear shareholders stockholders
    shares stock common wholly owned exclusive agreement unsecured leading am pm est et edt cet two three four five
    both all other strategic i
""".split()
)
ROLES_BEFORE_OF = frozenset(
    """
    subsidiary acquisition ceo officer founder cofounder president stock shares committee department unit division
    member chairman board director head behalf closing completion merger combination purchase shareholders
    stockholders sale use affiliate part announcement satisfaction pioneer company majority holder owner director
    tender counsel reorganization creditors debtors
""".split()
)
NOT_NAMES = frozenset(
    """
    the company companies company inc corporation fda ema phase study trial patients board group university hospital
    institute foundation center centre college society association department ministry school academy council
    committee agency national food drug administration health sciences research clinical medical new exclusive global
    worldwide europe china japan canada united states international public private company's january february march
    april may june july august september october november december monday tuesday wednesday thursday friday ceo cfo
    chairman president dr mr ms first second third fourth all any each this that these those certain other our its
    their two three four both it he she we they i nasdaq nyse sec form security securities exchange act investor
    relations media contact covid hiv cancer delaware nevada california swedish spanish combined market markets ltd
    limited llc plc ag nv sa se lp
""".split()
)
# Plain words before a trade word that describe, and do not name: "Novel Therapeutics", "Global Biotechnology".
DESCRIBES = frozenset(
    """
    novel new global innovative affordable growth next generation emerging advanced targeted gene cell rna dna mrna
    small large big specialty clinical digital other leading branded generic oral peptide biologic biologics biotech
    biotechnology pharmaceutical pharmaceuticals medical healthcare cancer oncology immune neuroscience regenerative
    molecular genetic precision personalized public international national american european chinese japanese
    canadian annual virtual healthcare disease diseases rare cardiovascular ophthalmic dermatology internal emergency
    nuclear translational investor media veteran experienced upcoming human animal veterinary vaccine protein
    antibody drug drugs life population infectious nasal topical injectable innovation our several many most major
    multiple various certain medicaid medicare commercial heart brain lung liver kidney failure antibody-based
    cell-based ai-driven botanical approved
""".split()
)
# First words that no company's name begins with, though a trade word may follow them.
ADJECTIVES = frozenset(
    """
    targeted novel new innovative affordable leading next emerging generic multiple various several two three our
    many most major potential potent upcoming undisclosed proprietary
""".split()
)
INSTITUTIONS = frozenset(
    """
    university institute hospital college school foundation center centre clinic society association agency
    administration
""".split()
)
