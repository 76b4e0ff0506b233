"""What we read from real workbooks is what MovieLabs' own converter read from them."""

from pathlib import Path

import pytest

from listings.exchange.avails import read_avails
from listings.exchange.avails.model import Edge, Transaction
from tests.listings.exchange.avails.oracle import SHARED, facts

pytestmark = pytest.mark.shared_data
WORKBOOKS = sorted((SHARED / "oracle-xml").glob("*.xml")) if SHARED.exists() else []
# Rows that we refuse and MovieLabs' converter passes on, by file (the reasons are in test_verdicts).
REFUSED = {"x_baddate_v1.9.xlsx", "x_missterr_v1.9.xlsx", "x_tv_noseasonnum_v1.9.xlsx"}


def written(edge: Edge) -> str:
    return edge.at.isoformat().replace("+00:00", "Z") if edge.at else edge.condition


def ours(row: Transaction) -> dict[str, object]:
    prices = [
        (term.name, term.text)
        for term in row.terms
        if term.kind == "Money" or term.name in ("Tier", "Category", "LicenseFee", "NA", "TPR-Tier", "TPR-Category")
    ]
    return {
        "alid": row.alid,
        "content_id": row.asset.content_id,
        "work_type": row.asset.work_type,
        "transaction": row.avail_id,
        "license_type": row.license_type,
        "format": row.format_profile,
        "territories": row.territories,
        "excluded": row.excluded,
        "start": written(row.start),
        "end": written(row.end),
        "allowed": tuple((language.tag, language.asset) for language in row.allowed),
        "asset_languages": tuple((language.tag, language.asset) for language in row.asset_languages),
        "held_back": tuple((language.tag, language.asset) for language in row.held_back),
        "prices": tuple(sorted(prices)),
    }


@pytest.mark.parametrize("oracle", WORKBOOKS, ids=lambda path: path.name)
def test_what_we_read_is_what_another_reader_reads(oracle: Path) -> None:
    name = oracle.name.removesuffix(".dom.xml").removesuffix(".stream.xml")
    folder = "probes-xlsx" if name.startswith("x_") else "xlsx-good"
    document = read_avails(SHARED / folder / name)

    if name in REFUSED:
        assert document.rows == ()
        return
    assert document.rows
    assert sorted(map(repr, map(ours, document.rows))) == sorted(map(repr, facts(oracle)))


@pytest.mark.parametrize("oracle", WORKBOOKS, ids=lambda path: path.name)
def test_its_xml_read_by_us_says_the_same(oracle: Path) -> None:
    name = oracle.name.removesuffix(".dom.xml").removesuffix(".stream.xml")
    document = read_avails(oracle)

    if name not in REFUSED:
        assert sorted(map(repr, map(ours, document.rows))) == sorted(map(repr, facts(oracle)))
