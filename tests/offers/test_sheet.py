"""The offer sheet: conflicts as they are now, and what would work instead, one click away."""

import html
import re
from typing import Any

from django.test import Client

from accounts.actors import Actor
from listings.models import Programme, WaitingEntry
from listings.states import Grade
from marketplace.offers.models import Offer
from marketplace.vocabularies import media
from tests import factories

FORM = {
    "from": "2027-03",
    "to": "2029-02",
    "grade": Grade.SOLE,
    "languages": ["zh-Hans"],
    "fee": "165,000",
    "currency": "USD",
    "plan": "full",
    "message": "For our autumn line-up",
}
CELLS = {"cells": ["SVOD:CN", "SVOD:TH"]}


def sheet(programme: Programme, actor: Actor, part: str = "", **fields: Any) -> Any:
    client = Client(headers={"accept-language": "en"})
    client.force_login(actor.user)
    client.cookies["django_language"] = "en"
    return client.post(f"/title/{programme.public_id}/offer/{part}", FORM | CELLS | fields)


def values_of(page: Any, name: str) -> list[str]:
    """What the fields or buttons of this name would send."""
    found = re.findall(rf'name="{name}"\s+value="([^"]*)"', page.content.decode())
    return [html.unescape(one) for one in found]


def test_what_would_work_is_one_click_best_first_and_the_rest_of_the_form_stays(
    programme: Programme, bo: Actor
) -> None:
    factories.right_out(programme)
    checked = sheet(programme, bo, "check/")
    words = re.findall("<span>([^<]*)</span>", checked.content.decode())
    assert words == [
        "Start on 1 Jul 2027",
        "Move it to 1 Jul 2027, same length",
        "Leave out TH",
    ]
    mended = sheet(programme, bo, repair=values_of(checked, "repair")[0])
    assert mended.status_code == 200
    fields = mended.context["terms_form"].get_raw_values()
    assert (fields["from"], fields["to"], fields["fee"], fields["plan"]) == ("2027-07", "2029-02", "165,000", "full")
    assert mended.context["form"]["message"].value() == "For our autumn line-up"
    assert (mended.context["taken"], mended.context["cells"]) == ([], 2)
    assert Offer.objects.count() == 0


def test_a_sheet_sent_without_a_cell_keeps_its_table(programme: Programme, bo: Actor) -> None:
    first = sheet(programme, bo, fee="")
    table: dict[str, Any] = {name: values_of(first, name) for name in ("cells-rows", "cells-columns")}
    assert table == {"cells-rows": ["SVOD"], "cells-columns": ["CN", "TH"]}
    emptied = sheet(programme, bo, cells=[], **table)
    assert emptied.status_code == 422
    assert emptied.context["terms_form"].errors["cells"] == ["Choose at least one right in one territory."]
    boxes = re.findall(r'name="cells"\s+value="([^"]*)"\s+aria-label="[^"]*"\s+(checked)?', emptied.content.decode())
    assert boxes == [("SVOD:CN", ""), ("SVOD:TH", "")]
    again = sheet(programme, bo, cells=["SVOD:TH"], fee="", **table)
    boxes = re.findall(r'name="cells"\s+value="([^"]*)"\s+aria-label="[^"]*"\s+(checked)?', again.content.decode())
    assert boxes == [("SVOD:CN", ""), ("SVOD:TH", "checked")]
    assert Offer.objects.count() == 0


def test_every_repair_of_the_sheet_is_free(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    offered = values_of(sheet(programme, bo, "check/"), "repair")
    assert len(offered) == 3
    for query in offered:
        assert sheet(programme, bo, repair=query).context["taken"] == [], query


def test_a_repair_that_cannot_be_read_changes_nothing(programme: Programme, bo: Actor) -> None:
    mended = sheet(programme, bo, repair="r=\x00&t=MYS&from=x")
    assert mended.status_code == 200
    assert mended.context["terms_form"].get_raw_values()["cells"] == CELLS["cells"]


def test_one_waits_from_the_sheet(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    page = sheet(programme, bo, "check/")
    (wanted,) = values_of(page, "request")
    assert b'form="offer-wait"' in page.content
    client = Client()
    client.force_login(bo.user)
    client.post(f"/title/{programme.public_id}/wait/", {"request": wanted})
    assert WaitingEntry.objects.get().request == wanted


def test_what_is_free_offers_no_repairs(programme: Programme, bo: Actor) -> None:
    page = sheet(programme, bo, "check/")
    assert b"All 2 cells are free for the whole window." in page.content
    assert (values_of(page, "repair"), values_of(page, "request")) == ([], [])


def test_what_is_free_is_said_before_a_fee_is_named(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme)
    page = sheet(programme, bo, "check/", fee="")
    assert "Start on 1 Jul 2027" in page.content.decode()
    assert b"US$1" not in page.content


def test_who_asked_for_any_right_offers_for_the_usual_one(programme: Programme, bo: Actor) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(bo.user)
    page = client.get(f"/title/{programme.public_id}/offer/?t=TH&from=2027-03&to=2029-02&x=1")
    assert values_of(page, "cells") == ["SVOD:TH"]
    assert {*values_of(page, "from"), *values_of(page, "to")} == {"2027-03", "2029-02"}


def test_a_repair_of_any_right_is_offered_for_every_right_that_it_names(programme: Programme, bo: Actor) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(bo.user)
    page = client.get(f"/title/{programme.public_id}/offer/?r=all&t=TH&from=2027-03&to=2029-02&x=1&without=SVOD:TH")
    assert len(values_of(page, "cells")) == len(media.codes) - 1


def test_a_request_that_cannot_be_read_is_refused_and_not_replaced(programme: Programme, bo: Actor) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(bo.user)
    client.cookies["django_language"] = "en"
    wrong = "r=svod&t=TH&from=01/03/2027&to=2029-02&x=1"
    for path in ("offer/", "why/"):
        answer = client.get(f"/title/{programme.public_id}/{path}?{wrong}&cell=SVOD:TH")
        assert (answer.status_code, "can be read in two ways" in answer.content.decode()) == (422, True)
