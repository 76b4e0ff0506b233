"""Whatever stands in the cells, reading ends with findings, never with an exception; findings can be shown again."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from listings.exchange.avails import recheck_rows
from listings.exchange.avails.columns import KEYS, NEEDED, SINCE
from listings.exchange.avails.rules import RULES, finding_sentence
from listings.exchange.avails.values import column_readers
from tests import fuzz
from tests.listings.exchange.avails.making import FILM, changed

TODAY = date(2026, 6, 1)
ODD = """
Open open TBD NA N/A ZZ CN,HK zh-Hans -1 1e400 NaN Infinity 0 9999-12-31 0000-00-00 0001-01-01 24:00 P1D PT {value} , ; : // %s
10.5240/ 0001-01-01T00:00:00+23:59 9999-12-31T23:59:59-23:59 99999999999 ٣ ² Movie Season Volume Collection POEST EST TPR-WSP WSP
"""
WORDS = st.sampled_from(ODD.split())
TEXTS = st.one_of(WORDS, st.text(max_size=30), st.integers().map(str), st.dates().map(str), st.datetimes().map(str))
COLUMNS = sorted(KEYS | column_readers().keys())
ROWS = st.dictionaries(st.sampled_from(COLUMNS), TEXTS, max_size=25)


@given(rows=st.lists(ROWS, min_size=1, max_size=4), version=st.sampled_from(["1.9", "2.6"]), whole=st.booleans())
@settings(max_examples=300 * fuzz.TIMES, deadline=None)
def test_any_cells_can_be_read(rows: list[dict[str, str]], version: str, whole: bool) -> None:
    cells = {number: (FILM | row if whole else row) for number, row in enumerate(rows, start=4)}

    document = recheck_rows(cells, version, today=TODAY)

    wrong = {one.row for one in document.findings if one.severity == "error"}
    assert {row.row for row in document.rows} == {number for number, texts in document.cells.items() if texts} - wrong
    for one in document.findings:
        assert str(one.message)
        assert "{list}" not in str(one.fix)


@given(key=st.sampled_from(sorted(column_readers())), text=TEXTS)
@settings(max_examples=300 * fuzz.TIMES, deadline=None)
def test_any_value_of_any_column_can_be_read(key: str, text: str) -> None:
    reader = column_readers()[key]

    for problem in reader(text.strip() or "x").problems:
        assert problem.rule in RULES


def test_a_stored_finding_can_be_shown_again() -> None:
    (found,) = recheck_rows({4: changed(FILM, Territory="UK")}, "1.9", today=TODAY).findings
    stored = json.loads(json.dumps({"rule": found.rule, "params": found.params}))

    message, fix = finding_sentence(stored["rule"], stored["params"])

    assert (str(message), str(fix)) == ("“UK” is not a territory.", "Write “GB”.")


def test_the_table_of_columns_is_whole() -> None:
    assert len(SINCE) == 115
    assert set(NEEDED) <= KEYS
    assert {key.partition("/")[0] for key in KEYS} == {
        "Avail",
        "AvailTrans",
        "AvailAsset",
        "AvailMetadata",
        "Disposition",
    }
