"""A seller's own titles as files over the API; a token for reading the catalogue, or of a rival, gets nothing of them."""

from io import BytesIO

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from accounts.actors import Actor
from accounts.roles import Scope
from listings.exchange import exporting
from listings.models import Programme
from tests import factories
from tests.api.test_two_doors import caller

LIST = frozenset({Scope.LIST})


def test_avails_come_as_xml_and_as_a_workbook_whatever_the_client_accepts(programme: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    root = etree.fromstring(b"".join(call("get", "exports/avails.xml").streaming_content))
    assert root.tag == "{http://www.movielabs.com/schema/avails/v2.6/avails}AvailList"
    book = call("get", f"exports/avails.xlsx?title={programme.public_id}&rows=territory")
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(book.streaming_content))).get_sheet_by_index(0).to_python()
    assert len(rows) == 3 + 15 * 20
    assert f"monsoon-avails-{programme.public_id}-" in book.headers["Content-Disposition"]


def test_the_own_sheet_comes_in_either_language(programme: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    for address, head in (("exports/rights.xlsx", "Title ID"), ("exports/rights-zh.xlsx", "节目编号")):
        answer = call("get", address)
        book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
        assert book.get_sheet_by_index(0).to_python()[0][0] == head


def test_losses_are_listed_by_record(programme: Programme, ana: Actor) -> None:
    sold = factories.right_out(programme, runs=3)
    found = caller(ana, LIST)("get", "exports/losses/").json()
    (one,) = [loss for loss in found if loss["code"] == "runs"]
    assert one == {
        "programme": programme.public_id,
        "record": f"out {sold.pk}",
        "code": "runs",
        "sentence": "The number of runs is not said (3).",
    }


@pytest.mark.parametrize(
    "address", ["exports/avails.xlsx", "exports/avails.xml", "exports/rights.xlsx", "exports/losses/"]
)
def test_a_rival_and_a_reading_token_get_nothing(address: str, programme: Programme, ana: Actor, cy: Actor) -> None:
    assert caller(ana, frozenset({Scope.CATALOGUE}))("get", address).status_code == 403
    answer = caller(cy, LIST)("get", f"{address}?title={programme.public_id}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "export_empty")


def test_more_titles_than_a_file_holds_are_refused(
    programme: Programme, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MAX_TITLES", 0)
    answer = caller(ana, LIST)("get", "exports/avails.xml")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "export_too_large")
