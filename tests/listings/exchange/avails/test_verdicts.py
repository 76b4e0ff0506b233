"""Every file that another validator judged gets the same verdict from us, or a stricter one for a reason."""

import csv

import pytest

from listings.exchange.avails import Severity, read_avails
from tests.listings.exchange.avails.oracle import SHARED

pytestmark = pytest.mark.shared_data

# Files that MovieLabs' validator passes and we do not, each with our rule's code and why.
STRICTER = {
    "probes-xlsx/x_baddate_v1.9.xlsx": ("date-form", "01/31/2026 is no condition, but a date nobody can be sure of"),
    "probes-xlsx/x_missterr_v1.9.xlsx": ("required", "rights without a territory cannot be offered to anybody"),
    "probes-xlsx/x_tv_noseasonnum_v1.9.xlsx": ("required-for", "a season without its number cannot be found again"),
    "probes-xml/endbeforestart.xml": ("end-before-start", "a window that ends before it begins offers nothing"),
}
# Files that its validator cannot judge, because its own tables for the version are missing.
BEYOND_IT = {"probes-xml/ver_2.5.2.xml", "probes-xml/ver_2.6.1.xml", "probes-xml/ver_2.7.xml"}
# For each file it refuses: the rule that refuses it here.
REFUSED_BY = {
    "probes-xlsx/x_badcur_v1.9.xlsx": "currency-code",
    "probes-xlsx/x_badet_v1.9.xlsx": "not-listed",
    "probes-xlsx/x_badlang_v1.9.xlsx": "language-form",
    "probes-xlsx/x_incons_v1.9.xlsx": "differs",
    "probes-xlsx/x_incwt_v1.9.xlsx": "type-differs",
    "probes-xlsx/x_missalid_v1.9.xlsx": "required",
    "probes-xlsx/x_misset_v1.9.xlsx": "required",
    "probes-xlsx/x_missfp_v1.9.xlsx": "required",
    "probes-xlsx/x_misslt_v1.9.xlsx": "required",
    "probes-xlsx/x_tv_noepcid_v1.9.xlsx": "required-for",
    "probes-xlsx/x_tv_noepnum_v1.9.xlsx": "required-for",
    "probes-xlsx/x_tv_noseasoncid_v1.9.xlsx": "required-for",
    "probes-xlsx/x_tv_noseriestitle_v1.9.xlsx": "required-for",
    "xlsx-bad/Bonus_v1.9.xlsx": "template-bonus",
    "xlsx-bad/Movies_v1.8.xlsx": "required-for",
    "probes-xml/dateonly.xml": "element-value",
    "probes-xml/fp_bad.xml": "not-listed",
    "probes-xml/holdback_badasset.xml": "language-asset",
    "probes-xml/lang_zh-yue.xml": "language-form",
    "probes-xml/lt_POEST.xml": "poest-lift",
    "probes-xml/money_bad.xml": "currency-code",
    "probes-xml/region_ASEAN.xml": "territory-group",
    "probes-xml/terr_419.xml": "element-value",
    "probes-xml/terr_UK.xml": "territory-code",
    "probes-xml/terr_WW.xml": "territory-code",
    "probes-xml/terr_cn.xml": "territory-code",
    "xml-bad/Avails_Structure_Tests_v2.3_errors.xml": "element-missing",
    "xml-bad/Avails_Volume_error_v2.5.xml": "volume-overlap",
    "xml-bad/Avails_withErrors.xml": "rating-reason",
}


def judged() -> dict[str, bool]:
    """{file: whether MovieLabs' validator passes it, with one of its two readers}; title metadata is not for us."""
    if not SHARED.exists():
        return {}
    with (SHARED / "EXPECTED.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["file"].startswith("mec/")]
    return {row["file"]: "PASS" in (row["movielabs_stream"], row["movielabs_dom"]) for row in rows}


JUDGED = judged()


def errors(name: str) -> set[str]:
    return {found.rule for found in read_avails(SHARED / name).findings if found.severity is Severity.ERROR}


@pytest.mark.parametrize("name", [name for name, good in JUDGED.items() if good and name not in STRICTER])
def test_a_file_that_others_accept_is_read_without_an_error(name: str) -> None:
    document = read_avails(SHARED / name)

    assert [found for found in document.findings if found.severity is Severity.ERROR] == []
    assert len(document.rows) == len(document.cells) > 0


@pytest.mark.parametrize("name", sorted(BEYOND_IT))
def test_newer_versions_than_the_validator_knows_are_read(name: str) -> None:
    assert errors(name) == set()


@pytest.mark.parametrize("name", [name for name, good in JUDGED.items() if not good and name not in BEYOND_IT])
def test_a_file_that_others_refuse_is_refused_for_its_reason(name: str) -> None:
    assert REFUSED_BY[name] in errors(name)


@pytest.mark.parametrize("name", sorted(STRICTER))
def test_where_we_are_stricter_we_have_a_reason(name: str) -> None:
    rule, _reason = STRICTER[name]

    assert JUDGED[name]
    assert errors(name) == {rule}


def test_all_errors_of_the_file_full_of_errors_are_named() -> None:
    found = [
        (one.rule, one.value)
        for one in read_avails(SHARED / "xml-bad/Avails_withErrors.xml").findings
        if one.severity is Severity.ERROR and one.rule != "avail-broken"
    ]

    assert found == [
        ("territory-code", "JJ"),
        ("language-form", "XYZ"),
        ("rating-value", "6"),
        ("language-part", "fr-xx"),
        ("language-form", "ENg"),
        ("rating-value", "6"),
        ("rating-reason", "Sex"),
    ]


def test_the_template_of_each_good_workbook_is_recognised() -> None:
    found = {path.name: read_avails(path).version for path in sorted((SHARED / "xlsx-good").glob("*.xlsx"))}

    assert found == {
        "Avails_Volume_no-err_v2.4_v1.8.xlsx": "1.8",
        "Avails_noErrors_v2.3_v1.8.xlsx": "1.8",
        "Movies_v1.7.2.xlsx": "1.7.2",
        "Movies_v1.7.2_Bundle.xlsx": "1.7.2",
        "Movies_v1.7.3.xlsx": "1.7.3",
        "Movies_v1.9.xlsx": "1.9",
        "TPT-test_v1.9.xlsx": "1.9",
        "TV_v1.7.3.xlsx": "1.7.3",
    }
