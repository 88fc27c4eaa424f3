"""Names of compounds that nobody has told us, and what has their shape and is none."""

from __future__ import annotations

import pytest
from spacy.language import Language


def compounds(pipeline: Language, text: str) -> list[str]:
    """The compounds named in a text, by their words, in the order of first use."""
    found = [f for f in pipeline(text)._.found if f.label == "COMPOUND"]
    return list(dict.fromkeys(text[f.start : f.end] for f in found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvane doses first patient in a Phase 2 trial of NRV-210 in asthma.", ["NRV-210"]),
        ("The Phase 3 trial of norvaxermin (NVX) met its endpoint; NVX was well tolerated.", ["norvaxermin", "NVX"]),
        ("First patient begins novel Norvix Therapy in a Phase 2 arthritis trial.", ["Norvix"]),
        ("Patients on exa-cel had durable responses in the trial.", ["exa-cel"]),
        ("The programs are NRX005 for asthma and NRX007 for thyroid cancer.", ["NRX005", "NRX007"]),
        ("The Phase 3 trial of 90Y-norvatuzumab in lymphoma is underway.", ["90Y-norvatuzumab"]),
        ("ALDORIQ is approved in more than 40 countries for patients with asthma.", ["ALDORIQ"]),
        ("In the trial, net sales of ALDORIQ in Japan were not studied.", ["ALDORIQ"]),
        ("In asthma patients ALDORIQ was approved by the MHRA.", ["ALDORIQ"]),
        (
            "Norvane Receives Clearance for Phase 1 Study of First-in-Class LAG-3 Agonist Antibody",
            ["LAG-3 Agonist Antibody"],
        ),
    ],
)
def test_a_compound_is_found_by_its_shape_or_its_surroundings(
    pipeline: Language, text: str, expected: list[str]
) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210 was studied in SCN9A1-positive patients and in those with SCN9A1 mutations.",  # a gene
        "NRV-210 silences norvalate synthase 1 (NVAS1) in a Phase 1 trial for porphyria.",  # initials with their number
        "NRV-210 blocks IL-31RA in a Phase 1 trial in dermatitis.",  # a receptor
        "In the trial of NRV-210 the mean change in GMFN-88 of 21 points was significant.",  # a score
        "NRV-210 (NRV-104, DLL7) is in a Phase 1 trial; its CDH16 ADC is not.".replace("NRV-104, ", ""),  # targets
        "NRV-210 is tested in patients after a placement of MSEK 212.",  # an amount
        "Patients on NRV-210 achieved an SVR12 rate of 98% in the trial.",  # an endpoint
        "Norvane pays for NRV-210 and an LPX gene therapy trial of somebody else.",  # a gene
        "The trial of NRV-210 used the PET tracer NVT-2620 in patients.",  # a diagnostic
        "Data on NRV-210 from a Phase 2 trial will be shown at VASC24, the meeting of the society.",  # a congress
        "In the NRV-210-303 (BREEZE) Study patients were given NRV-210.",  # a study by its number
        "Results of a Phase 3 study (BREEZE-70) of NRV-210 agree with those of the BREEZE-50 trial.",  # its sister
        "Enrollment in the BREEZE-OL Clinical Trial of NRV-210 goes on; BREEZE-OL is an open-label trial.",
        "The FDA 510(k) clearance has no bearing on the Phase 2 trial of NRV-210.",
    ],
)
def test_what_has_a_compound_s_shape_and_is_none(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == ["NRV-210"]


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210 was tested with NorvaScan®, a handheld scanner, in a Phase 2 trial in patients.",
        "NRV-210 is made with PAIRBODY®-X1x2 in a Phase 1 trial for patients with lymphoma.",
        "Norvane co-promotes CADENT® and QUARRY® pathology services beside NRV-210, a drug in Phase 2 trials.",
        "Patients for the Phase 2 trial of NRV-210 are chosen with NorvaOne®CDx.",
        "NRV-210 was given with one medical device (NVD-1701/Norvagel®) in a Phase 2 trial in patients.",
        "NRV-210 (EGFR-CD3 PAIRBODY® T-cell engager) is in a Phase 1a trial in patients with cancer.",
        "Liver stiffness by NorvaScan® (imaging biomarker) fell in the Phase 2 trial of NRV-210 in patients.",
        "NRV-210 acts on cancers driven by both estrogen and norvasterone receptors; a Phase 2 trial enrolls patients.",
        "Norvane may receive milestones and tiered royalties on NRV-210, now in a Phase 2 trial in patients.",
        "The Phase 2 trial of NRV-210 in patients is told of under PIN 903114 of the line.",
        "Data on the role of NVLT3 in T cells and on NRV-210, a drug in a Phase 1 trial, will be shown.",
        "Dr. Anna Melstat of the clinic leads the Phase 2 trial of NRV-210 in patients with asthma.",
    ],
)
def test_devices_technologies_receptors_and_people_are_no_compounds(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == ["NRV-210"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NRV-210 (sublingual norvamidine) met its endpoint in Phase 3.", ["NRV-210", "sublingual norvamidine"]),
        ("Phase 3 Trial of Norvatinib Meets Primary Endpoint in Asthma.", ["Norvatinib"]),
        ("NRV-7 Enters the Clinic as Norvane Doses First Patients.", ["NRV-7"]),
        ("Norvane doses first healthy volunteers with NRV-8 in the trial.", ["NRV-8"]),
        ("Norvane said KVax(R)-Lung met the endpoint of the Phase 3 trial.", ["KVax(R)-Lung"]),
        ("Norvane said KVax®-B met the endpoint of the Phase 3 trial.", ["KVax®-B"]),
        ("The treatment of the disease, NL161 (INN: norvaclimab), is in Phase 2.", ["NL161", "norvaclimab"]),
        ("Norvane received a designation from the FDA for NORVA-102 and runs the NORVA-102 trial.", ["NORVA-102"]),
        ("Enrollment was completed for Norvasone(TM), dapsone gel, in a Phase 2 trial.", ["Norvasone", "dapsone"]),
        ("In the Phase 3 trial KELDORA®-treated patients did better.", ["KELDORA"]),
        ("In asthma ALDORIQ® (norvalimab) tablets were approved by the FDA.", ["ALDORIQ", "norvalimab"]),
        ("Norvane has news. NVX-21, our grant-backed Zika vaccine, is dosing in a Phase 2 trial.", ["NVX-21"]),
    ],
)
def test_forms_brands_and_headlines_name_compounds(pipeline: Language, text: str, expected: list[str]) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNX012 (also known as QNB101) has entered Phase 2 development in alopecia areata.", ["LNX012", "QNB101"]),
        ("KRV2016 (Talisogiline), a new reversible inhibitor, was given in a trial.", ["KRV2016", "Talisogiline"]),
        ("The clinical pipeline includes larvodepimut-S (LVP-S), in Phase 2 for lymphoma.",
            ["larvodepimut-S", "LVP-S"]),
        ("Patients in the trial received QuadBody-CD3xCD19 or QuadBody CD40x4-1BB.",
            ["QuadBody-CD3xCD19", "QuadBody CD40x4-1BB"]),
        ("Our product candidates include Envoria and Probudol, in clinical trials.", ["Envoria", "Probudol"]),
        ("Net sales of QTnorva® (norvacaine topical system) grew; patients pay less.",
            ["QTnorva", "norvacaine topical system"]),
        ("V118, its 20-valent pneumococcal vaccine, was given to patients in a trial of V118.", ["V118"]),
        ("The trial of NRX-102 SL in patients was stopped.", ["NRX-102 SL"]),
        ("The FDA approved Norvem (sodium oxybate) for patients; sodium chloride was the placebo.",
            ["Norvem", "sodium oxybate"]),
        ("Patients in the trial were given calcipotriene/betamethasone dipropionate.",
            ["calcipotriene/betamethasone dipropionate"]),
        ("Patients in the trial were given carboplatin/paclitaxel.", ["carboplatin"]),
        ("Norvane Inc. filed the NDA for the Norvaglutide HypoNor® Rescue Pen after three trials.", ["Norvaglutide"]),
        ("Norvane Inc. began a trial of Liposome Entrapped Norvataxel (LEN) in patients; LEN was safe.",
            ["Liposome Entrapped Norvataxel", "LEN"]),
        ("The trial gave testosterone to patients; testosterone replacement is common.", ["testosterone"]),
        ("The Phase 2 trials of LNP-Tacro, NDP-A2M4 and NR-MD-02 in patients were completed.",
            ["LNP-Tacro", "NDP-A2M4", "NR-MD-02"]),
        ("A new clinical development plan for Betanorvin in follicular lymphoma was made.", ["Betanorvin"]),
        ("Norvane Inc. said: RetinoNorv and StarNor on track to enter clinical development for patients.",
            ["RetinoNorv", "StarNor"]),
        ("The committee voted in favor of NORVISAV-B for hepatitis B in a trial of patients.", ["NORVISAV-B"]),
        ("An NDA for accelerated approval of norflufen was submitted after the trial.", ["norflufen"]),
    ],
)  # fmt: skip
def test_names_by_their_places_and_by_what_is_beside_them(pipeline: Language, text: str, expected: list[str]) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The trial of Dr. Nortown in patients was approved; the approval of Nortown was needed.",
        "The development of the Norscan Platform and the launch of Norscan technology help patients in trials.",
        "The approval of the LeukoNorm CDx Mutation Assay helps patients; LeukoNorm was used in trials.",
        "Patients of the ARCANOR trial had data on ARCANOR and results of ARCANOR.",
        "The treatment of Alzheimer patients and the study of Alzheimer were discussed.",
        "The study with John Nortown and the trial with Mary Nortown treated patients.",
        "Data on ASCO2023 were shown to patients at ASCO2023.",
    ],
)
def test_people_platforms_tests_and_trials_are_told_by_their_places_too(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lumrotatug vedotin (lumro-V; KSN-101) is in Phase 2.", ["KSN-101", "Lumrotatug vedotin", "lumro-V"]),
        ("Velotramine met its primary endpoint in a Phase 2 trial.", ["Velotramine"]),
        ("Norvane reported that tamifosine achieved responses in a Phase 2 trial.", ["tamifosine"]),
        # substances of the body are targets and measures
        ("NRV-21, a ghrelin agonist, lowered androstenedione in a Phase 2 trial.", ["NRV-21"]),
        ("NRV-21 raised elafin and homocysteine in a Phase 2 trial of patients.", ["NRV-21"]),
        ("In the Phase 2 trial of NRV-21 H5N1 antibodies rose.", ["NRV-21"]),
        ("NRV-21 is a masked NORBODY® antibody drug conjugate in Phase 1.", ["NRV-21"]),
    ],
)
def test_names_by_their_endings_and_their_brackets(pipeline: Language, text: str, expected: list[str]) -> None:
    head = "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
    doc = pipeline(head + text)
    assert sorted(t for c in doc._.clusters if c.label == "COMPOUND" for t in c.texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one of a list is what the others are
        ("Norvane sold ALDORIQ® (norvamab), Envorix® and Probudex® with a plant; patients get them in trials.",
            ["ALDORIQ", "norvamab", "Envorix", "Probudex"]),
        ("In the trial patients were given Envorix™ (NRV-210) for a year.", ["Envorix", "NRV-210"]),
        # a company's acts are enough for a code
        ("Norvane Drops NRX90\n\nNorvane halted NRX90 in the clinic; patients were told.", ["NRX90"]),
        ("IC47 for psoriasis is in clinical trials of patients.", ["IC47"]),
        ("Norvane stopped work on NRV2016 in its trials of patients with gout.", ["NRV2016"]),
        # what stands in the bracket of a brand, with its form
        ("The FDA approved Norlintra(R) (levonorvafen hydrochloride nasal spray) for patients with migraine.",
            ["Norlintra", "levonorvafen hydrochloride nasal spray"]),
        ("Patients buy it: net sales of Norcolap(R) (norcaluzid) Tablets grew after the trial.",
            ["Norcolap", "norcaluzid"]),
        # products by their line
        ("The EC approved ALDORIQ® SC (CT-X19 SC) for patients after two trials.", ["ALDORIQ® SC", "CT-X19 SC"]),
        ("In the trial 60 mg norvatide LAR was the control of NRV-210 in patients.", ["norvatide LAR", "NRV-210"]),
        ("Merck's Keytruda Plus Norvatinib is tested in patients in a Phase 2 trial.", ["Keytruda", "Norvatinib"]),
        ("Norvane began the trial of Norvaprazole magnesium in patients.", ["Norvaprazole magnesium"]),
        ("Patients had a dose of MG-101 in the trial.", ["MG-101"]),
    ],
)  # fmt: skip
def test_brands_codes_and_products_of_a_line(pipeline: Language, text: str, expected: list[str]) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Patients in the trial of NRV-210 got a cream that is made with our NorvaLattice®, a vehicle of water.",
        "NRV-210 is made by means of its Norvatherin™, and patients were treated in a Phase 2 trial.",
        "NRV-210 comes in the unit-dose NorFold™ pouch; a study with the NorFold-2 pouch in patients is to start.",
        "NRV-210 is for norvane antibody-associated disease (NAAD); NAAD is in need of treatment, as trials show.",
        "In the trial patients got NRV-210; NRX-304 and NRX-305, the two head-to-head studies, are done.",
        "Patients were given NRV-210 in the Phase 2b trial TB-018 (NCT01234567).",
        "Patients were given NRV-210 with ENHANZE™ in a trial of patients.",
        "NRV-210 with Norvanor is in Phase 1, a trial in patients.",
        "NRV-210 was given to patients in a trial; a virus-like particle (NLP) is in the NLP vaccine of others.",
        "Corneal fluorescein staining fell in patients on NRV-210 in the trial.",
        "Patients got NRV-210 in a trial; titanium and gadolinium were not used.",
    ],
)
def test_what_is_made_with_a_mark_and_what_is_a_study_is_no_compound(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == ["NRV-210"]


@pytest.mark.parametrize(
    "text",
    [
        "What we see in NORSTONE, a randomized, observer-blind trial of NRV-210, is a response. NORSTONE is an "
        "antibody response trial.",
        "NRV-210 did well in patients. What we see in NORSTONE is an antibody response to the vaccine.",
        "NORPHYR-2 (N=658), a double-dummy trial against norvatan tablets, gave a mixed picture for NRV-210.",
        "NRV3 (N=658), a double-blind trial, told nothing new of NRV-210 in patients.",
    ],
)
def test_trials_are_no_compounds(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == ["NRV-210"]


@pytest.mark.parametrize(
    "text",
    [
        "Approval was based on the Norvix® Phase 3 program.",
        "Growth relies on our Norvix® sales force.",
        "Norvane offers a Norvix® co-pay card.",
        "Patients may join the Norvix® registry.",
        "Norvix® was superior to Norvix® vehicle.",
        "Norvix®, an ophthalmic emulsion, is given twice a day.",
        "The Norvix® adjuvant trial in melanoma goes on.",
        "Norvane explained the Norvix® review process.",
    ],
)
def test_a_brand_keeps_its_own_matters(pipeline: Language, text: str) -> None:
    before = "The FDA approved Norvix® injection for patients with gout. Patients treated with Norvix® did well. "
    assert compounds(pipeline, before + text) == ["Norvix"]


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210, the subject of a Phase 2 trial, was given to patients.",
        "NRV-210, a drug in Phase 2 trials, was given to patients.",
        "NRV-210, our lead candidate in two Phase 2 studies, was given to patients.",
        "NRV-210 is the focus of a Phase 2 trial in patients.",
        "NRV-210 was a success in both studies of patients.",
        "The FDA grants NRV-210 a priority review; patients on NRV-210 improved.",
        "The licence grants NRV-210 rights in Japan; trials of NRV-210 in patients begin.",
    ],
)
def test_a_code_beside_another_is_no_trial_and_no_grant(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, "ABX-101 is in Phase 2 for lupus. " + text) == ["ABX-101", "NRV-210"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BXRX104, a small depot, is in development.", "BXRX104"),
        ("OVX329 leaves the blood within a day.", "OVX329"),
        ("The board has high hopes of QRXL501.", "QRXL501"),
    ],
)
def test_a_code_with_three_figures_is_no_gene(pipeline: Language, text: str, name: str) -> None:
    assert compounds(pipeline, "Some patients had been treated with durvalumab. " + text) == ["durvalumab", name]


@pytest.mark.parametrize(
    "text",
    [
        "The pivotal ABC301 and ABC302 studies met their primary endpoints.",
        "The drug was tested in HCC827 and SW480 models.",
        "The work was paid by grant ABC123.",
    ],
)
def test_studies_cell_lines_and_grants_with_three_figures_are_no_compounds(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, "Some patients had been treated with durvalumab. " + text) == ["durvalumab"]


@pytest.mark.parametrize("text", ["Tumors with ZNF217 or GPR119 grew.", "CD137 and ALAS1 were measured in patients."])
def test_genes_of_large_families_are_no_codes(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, "Some patients had been treated with durvalumab. " + text) == ["durvalumab"]


@pytest.mark.parametrize(
    "text",
    [
        "Patients got NRV-210 in a trial. It is made with the NVX-11 platform of Toral.",
        "Patients on NRV-210 wore the NVX-11 glucose monitor.",
        "Patients got NRV-210 with the ZALVIX® saponin adjuvant in a trial.",
        "Sales of NRV-210 to patients were helped by the NovaLock™ co-pay card.",
        "NRV-210, which patients get, was selected from the antibody library ZALVIX®.",
        "NRV-210 joins an antibody with the payload NVX-11 and was given to patients.",
        "In the trial patients on NRV-210 used a memory test, the NovaTrail® tablet.",
        "NRV-210 was given to patients. NVX-11 is an enzyme that breaks down collagen.",
        "NRV-210 is for patients with norvelin disease; ZALVIX, a rare disease of the lung, is not treated.",
        "Patients in the trial of NRV-210 had CD163 and HLA-G expression in their tumors.",
        "NRV-210 shrank tumors in the NVX-11 xenograft model and in patients.",
    ],
)
def test_what_is_called_a_platform_a_device_or_a_disease_is_no_compound(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == ["NRV-210"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is said of biology in general is said of drugs too
        ("NVX-21 (norvaglutide) is a once-weekly peptide that activates the amylin receptor.", "NVX-21"),
        ("A Phase 1 study shows an effect of NVX-21 on proteins of the synapse in patients.", "NVX-21"),
        ("Patients in the Phase 2 trial of NVX-21 as an adjuvant therapy did well.", "NVX-21"),
        ("NVX-21, an estrogen receptor (ER) degrader, entered a Phase 2 trial in patients.", "NVX-21"),
        ("NVX-21, a rare disease asset, was given to patients in a trial.", "NVX-21"),
        ("NVX-21, an oral kinase covalent inhibitor, was given to patients in a trial.", "NVX-21"),
        ("Norvane began a Phase 2 trial of the oncolytic strain NVX-21 in patients.", "NVX-21"),
        ("Patients entered the Phase 3 trial of NVX-21 nasal emulsion.", "NVX-21"),
        # a name of no known ending that the text calls a peptide
        ("Our other project, norvelide, is a cyclic peptide that is meant for children.", "norvelide"),
    ],
)
def test_a_drug_stays_one_beside_such_words(pipeline: Language, text: str, expected: str) -> None:
    assert expected in compounds(pipeline, text)
