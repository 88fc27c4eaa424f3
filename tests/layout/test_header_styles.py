"""Headers of many house styles: newswires, places, exchanges and dates as companies in many countries write them."""

from __future__ import annotations

import datetime

import pytest
from spacy.language import Language

from nlp.records import Document

ABOUT = "\n\nAbout the company\nIt develops medicines for patients.\n"
HEADERS = [
    (
        "# Ferrovax Bio A/S: Interim Report for the First Half of 2019\n"
        "\n"
        "Copenhagen, 21 August 2019\n"
        "\n"
        "The Board of Directors of Ferrovax Bio A/S (Nasdaq Copenhagen: FVX) has today approved the interim report.",
        "Ferrovax Bio A/S",
        "FVX",
        "2019-08-21",
    ),
    (
        "**ASX ANNOUNCEMENT**\n"
        "\n"
        "**12 March 2024**\n"
        "\n"
        "# Ferrovax receives clearance for a Phase 2 trial of FVX-12\n"
        "\n"
        "**MELBOURNE, Australia:** Ferrovax Bio Limited (ASX: FVX) is pleased to advise that the trial of FVX-12 may "
        "begin.",
        "Ferrovax Bio Limited",
        "FVX",
        "2024-03-12",
    ),
    (
        "# Ferrovax Bio Announces Positive Phase 2 Data\n"
        "\n"
        "**ZURICH, Switzerland and BOSTON, Mass., March 4, 2025** — **Ferrovax Bio AG** (SIX: FVX; "
        "Nasdaq: FRVX), a clinical-stage company, today announced data of FVX-12.",
        "Ferrovax Bio AG",
        "FVX",
        "2025-03-04",
    ),
    (
        "Ferrovax Bio Announces Positive Phase 2 Data\n"
        "\n"
        "March 04, 2025 07:00 ET | Source: Ferrovax Bio AG\n"
        "\n"
        "ZURICH, March 04, 2025 (GLOBE NEWSWIRE) -- Ferrovax Bio AG (NASDAQ: FRVX) today announced data "
        "of FVX-12.",
        "Ferrovax Bio AG",
        "FRVX",
        "2025-03-04",
    ),
    (
        "News Release\n"
        "\n"
        "FOR IMMEDIATE RELEASE\n"
        "\n"
        "Contact: Jane Roe, +1 617 555 1212\n"
        "\n"
        "Ferrovax and Genmar Enter Licence Agreement for FVX-12\n"
        "\n"
        "SAN DIEGO--(BUSINESS WIRE)--March 4, 2025--Ferrovax Bio, Inc. (NASDAQ:FRVX) and Genmar Pharma "
        "today announced an agreement.",
        "Ferrovax Bio, Inc.",
        "FRVX",
        "2025-03-04",
    ),
    (
        "Company Announcement no. 12/2025\n"
        "\n"
        "Nordvik Pharma reports interim results for the first half of 2025\n"
        "\n"
        "Copenhagen, Denmark; August 12, 2025: Nordvik Pharma A/S (Nasdaq Copenhagen: NORDV) today "
        "announced results.",
        "Nordvik Pharma A/S",
        "NORDV",
        "2025-08-12",
    ),
    (
        "Lyon (France), September 8, 2025 – 6:00 pm CEST – Sanovix (Euronext Paris: SNVX), a biotech, "
        "announces data on SNV-3.",
        "Sanovix",
        "SNVX",
        "2025-09-08",
    ),
    (
        "Tokyo, Japan – October 3, 2025 – Kitahara Pharmaceutical Co., Ltd. (TSE: 4599; President: T. "
        "Ito) announced today that KTP-101 was approved in Japan.",
        "Kitahara Pharmaceutical Co., Ltd.",
        "4599",
        "2025-10-03",
    ),
    (
        "Basel, October 2, 2024 – Novarex today announced that the European Commission approved Zelvanta® (nordimab).",
        "Novarex",
        None,
        "2024-10-02",
    ),
    (
        "Toronto, Ontario--(Newsfile Corp. - April 2, 2024) - Maplegen Therapeutics Inc. (TSXV: MPL) "
        '(OTCQB: MPLTF) ("Maplegen") is pleased to announce dosing with MPL-22.',
        "Maplegen Therapeutics Inc.",
        "MPL",
        "2024-04-02",
    ),
    (
        "Stockholm, Sweden, August 20, 2025. Vikabio AB (publ) (STO: VIKA) today announces that the "
        "first patient was dosed with VB-77.",
        "Vikabio AB",
        "VIKA",
        "2025-08-20",
    ),
    (
        "MUNICH, GERMANY / ACCESSWIRE / May 1, 2024 / Isarvax SE (FSE: ISX) has started a Phase 1 trial of ISX-9.",
        "Isarvax SE",
        "ISX",
        "2024-05-01",
    ),
    (
        "Ferrovax Announces Third Quarter Results\n"
        "\n"
        "November 5, 2025\n"
        "\n"
        "-- Revenue of $12 million --\n"
        "\n"
        "BOSTON -- Ferrovax Bio, Inc. (Nasdaq: FRVX) today reported results.",
        "Ferrovax Bio, Inc.",
        "FRVX",
        "2025-11-05",
    ),
    (
        "[Home](/) > [News](/news)\n"
        "\n"
        "Press Releases\n"
        "\n"
        "Ferrovax Doses First Patient in Trial of FVX-12\n"
        "\n"
        "Nov 5, 2025 | 4:05 PM EST\n"
        "\n"
        'BOSTON, MA, Nov 5, 2025 — Ferrovax Bio, Inc. ("Ferrovax" or "the Company") today announced '
        "dosing.",
        "Ferrovax Bio, Inc.",
        None,
        "2025-11-05",
    ),
    (
        "SHANGHAI and SUZHOU, China, Jan. 5, 2025 /PRNewswire/ -- Huaxin Biologics (HKEX: 2599), a "
        "company, announced that NMPA approved HX008.",
        "Huaxin Biologics",
        "2599",
        "2025-01-05",
    ),
    (
        'Mainz, Germany, 10 March 2025 — Rheinvax SE (Nasdaq: RHNX, "Rheinvax" or "the Company") '
        "reported results for 2024.",
        "Rheinvax SE",
        "RHNX",
        "2025-03-10",
    ),
    (
        "New York, NY – January 21, 2025 – Hoyt Royalty plc (NYSE American: HRY), the royalty company, "
        "acquired a royalty on Ostrelin.",
        "Hoyt Royalty plc",
        "HRY",
        "2025-01-21",
    ),
    (
        "EX-99.1\n"
        "2\n"
        "exhibit991.htm\n"
        "PRESS RELEASE\n"
        "\n"
        "Exhibit 99.1\n"
        "\n"
        "Ferrovax Bio Reports Second Quarter 2025 Results\n"
        "\n"
        "CAMBRIDGE, Mass. (August 7, 2025) – Ferrovax Bio, Inc. (Nasdaq: FRVX) reported results.",
        "Ferrovax Bio, Inc.",
        "FRVX",
        "2025-08-07",
    ),
    (
        "Seoul, South Korea, July 1, 2025 - Hanmaru Biopharm (KOSDAQ: 298380) announced that HMB-200 began Phase 1.",
        "Hanmaru Biopharm",
        "298380",
        "2025-07-01",
    ),
    (
        "Paris, 8 September 2025, 7 a.m. CEST: Sanovix SA (Euronext: SNVX - ISIN: FR0012345678) "
        "announces the dosing of SNV-3.",
        "Sanovix SA",
        "SNVX",
        "2025-09-08",
    ),
    (
        "Leiden, The Netherlands, June 12, 2025 - Lumgen N.V. (Euronext Amsterdam: LUMG) announces FDA "
        "clearance of its IND for LG-5.",
        "Lumgen N.V.",
        "LUMG",
        "2025-06-12",
    ),
    (
        "INDIANAPOLIS, Nov. 4, 2025 /PRNewswire/ -- Halvorsen and Company (NYSE: HLV) announced results.",
        "Halvorsen and Company",
        "HLV",
        "2025-11-04",
    ),
    (
        "A new antibody slows ALS, researchers report\n"
        "\n"
        "Date: 12 May 2024\n"
        "Source: University of Lund\n"
        "\n"
        "Researchers at Lund University and Vikabio AB report that VB-77 slowed ALS in a Phase 2 trial.",
        None,
        None,
        "2024-05-12",
    ),
    (
        "Ferrovax Bio to Present at Conference\n"
        "Ferrovax Bio, Inc.\n"
        "Tue, May 6, 2025 at 8:00 AM EDT 3 min read\n"
        "\n"
        "In this article:\n"
        "FRVX -1.2%\n"
        "\n"
        "BOSTON, May 06, 2025 (GLOBE NEWSWIRE) -- Ferrovax Bio, Inc. (Nasdaq: FRVX) will present.",
        "Ferrovax Bio, Inc.",
        "FRVX",
        "2025-05-06",
    ),
    # the London exchange's news service writes its number over the issuer's name
    (
        "RNS Number : 4418Q\n"
        "Halden Medical PLC\n"
        "12 September 2017\n"
        "\n"
        "HLD500: Notice of Termination of Licensing Agreement\n"
        "\n"
        "The partner has given notice that it will return the rights to HLD500.",
        "Halden Medical PLC",
        None,
        "2017-09-12",
    ),
    # a place without a day before the issuer
    (
        "Halden Reports Second Quarter 2004 Results\n"
        "\n"
        "August 4, 2004\n"
        "San Diego, California USA - Halden Biotechnologies (TSX: HLD) announced today financial results.",
        "Halden Biotechnologies",
        "HLD",
        "2004-08-04",
    ),
    # a headline that names what happened, and a first sentence that informs
    (
        "Conclusion of Licensing Contract for a Novel Agent\n"
        "\n"
        "April 24, 2019\n"
        "Halden Pharma Co., Ltd.\n"
        "\n"
        "We are pleased to inform you that Halden Pharma Co., Ltd. concluded a licensing contract for HLD118.",
        "Halden Pharma",
        None,
        "2019-04-24",
    ),
    # a ministry that approves a drug issues no release about it
    (
        "Halden Reports HALDIA Granted Marketing Authorization in Germany\n"
        "\n"
        "WALTHAM, Mass., Aug. 14, 2012 -- The Federal Ministry of Health of Germany (BfArM) has granted marketing "
        "authorization to Halden's (NASDAQ: HLDN) HALDIA.",
        "Halden",
        "HLDN",
        "2012-08-14",
    ),
]


@pytest.mark.parametrize(("text", "publisher", "ticker", "day"), HEADERS)
def test_who_speaks_and_when(
    pipeline: Language, text: str, publisher: str | None, ticker: str | None, day: str
) -> None:
    header = pipeline(text + ABOUT)._.header
    assert publisher is None or publisher in header.publisher
    assert header.ticker == ticker
    assert str(header.release_date) == day


def read_named(pipeline: Language, name: str, text: str) -> datetime.date | None:
    doc = pipeline.make_doc(text)
    doc._.document = Document(name, text, "")
    day: datetime.date | None = pipeline(doc)._.header.release_date
    return day


def test_the_file_s_name_dates_a_release_that_does_not_date_itself(pipeline: Language) -> None:
    bare = (
        "Velmora Doses First Patient\n\nVelmora Bio, Inc. today announced that it has dosed a patient with VLM-101.\n"
    )
    assert read_named(pipeline, "velmora_20251106.md", bare) == datetime.date(2025, 11, 6)
    assert read_named(pipeline, "2025-11-06-velmora.txt", bare) == datetime.date(2025, 11, 6)
    assert read_named(pipeline, "velmora_12345678901.txt", bare) is None
    assert read_named(pipeline, "velmora_20251306.txt", bare) is None
    dated = "Velmora Doses First Patient\n\nBOSTON, May 2, 2024 -- Velmora Bio, Inc. today announced a dosing.\n"
    assert read_named(pipeline, "velmora_20251106.md", dated) == datetime.date(2024, 5, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Norvane AB (publ): Half-year report\n\nThe information was submitted for publication, through the agency of "
        "the contact person set out below, at 08.00 CEST on 21 August 2025.\n\nNet sales: MSEK 3.1 (0.0)\n",
        "NORVANE GROUP LIMITED\n(Stock Code: 2999)\n\nAPPROVAL OBTAINED FOR NRV-210\n\nThis announcement is made by "
        "Norvane Group Limited.\n\nBy order of the Board\nAnn Lee\nChairman\n\nHong Kong, 21 August 2025\n",
    ],
)
def test_the_day_of_a_release_without_a_dateline(pipeline: Language, text: str) -> None:
    assert pipeline(text)._.header.release_date == datetime.date(2025, 8, 21)
