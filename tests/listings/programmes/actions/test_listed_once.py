"""A seller lists a work once: by hand, over the API, from a file and at publication."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.actors import Actor
from listings import actions
from listings.exchange.titles import read_titles
from listings.exchange.write_titles import import_titles
from listings.models import Programme, WorkCase
from listings.states import ListingState
from tests import factories
from tests.api.test_two_doors import caller
from tests.factories import NOW
from tests.listings.programmes.actions.pee_mak import ABROAD, IMDB, PEE_MAK, draft
from tests.listings.rights.web.ledger_pages import client


@pytest.mark.parametrize("changes", [{}, ABROAD, IMDB | {"original_title": "Phi Mak", "texts": [], "year": 1999}])
def test_a_seller_is_led_to_the_listing_it_has(ana: Actor, changes: dict[str, Any]) -> None:
    first = draft(ana, **IMDB)
    with pytest.raises(actions.AlreadyListed) as refusal:
        draft(ana, **changes)
    assert (refusal.value.field, refusal.value.detail()["programme"]) == ("original_title", first.public_id)
    assert Programme.objects.get() == first


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 2019},
        {"minutes": 45},
        {"production_territories": ["VN"]},
        {"kind": "series"},
        {"original_title": "X", "texts": []},
    ],
)
def test_what_differs_is_another_work(ana: Actor, rival: Actor, changes: dict[str, Any]) -> None:
    first = draft(ana)
    assert len({first.work_id, draft(ana, **changes).work_id, draft(rival, **changes).work_id}) >= 2
    assert Programme.objects.count() == 3
    assert not WorkCase.objects.filter(work=first.work).exists()


def test_the_api_and_the_page_lead_to_it_too(ana: Actor) -> None:
    first = draft(ana)
    answer = caller(ana)("post", "programmes/", PEE_MAK)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "listed_already")
    assert first.public_id in answer.content.decode()
    page = client(ana).post(
        reverse("listings:new"),
        {
            "kind": "film",
            "original_title": "Pee Mak",
            "original_language": "th",
            "production_territories": "TH",
            "year": "2013",
        },
    )
    assert (page.status_code, first.public_id in page.content.decode()) == (422, True)
    assert Programme.objects.count() == 1


def test_an_import_of_a_title_that_the_seller_has_leads_to_its_listing(ana: Actor, rival: Actor) -> None:
    """A row under a name of its own, and a second row of the same film, made nothing but a second listing."""
    first = draft(ana)
    heads = Path("marketplace/tools/demo/titles.csv").read_text(encoding="utf-8").splitlines()[0]
    rows = (
        "cc0,1,,,Pee Mak,Movie,2013,,TH,,112,,,,,,,",
        "cc0,2,,,Nang Nak,Movie,1999,,TH,,100,,,,,,,",
        "cc0,3,,,Nang-Nak,Movie,2000,,TH,,,,,,,,,",
        "cc0,4,,,Nang Nak,Series,1999,,TH,,100,,,,,,,",
    )
    titles, errors = read_titles(StringIO("\n".join([heads, *rows])))
    assert not errors
    for new in (2, 0):
        done = import_titles(titles=titles, by=ana, at=NOW)
        assert (done.new, done.updated, done.unchanged) == (new, 0, 4 - new)
        assert {key: row.original_title for key, row in done.listed.items()} == {
            "cc0:1": first.original_title,
            "cc0:3": "Nang Nak",
        }
    others = Programme.objects.exclude(pk=first.pk).order_by("source_key")
    assert list(others.values_list("source_key", flat=True)) == ["cc0:2", "cc0:4"]
    first.refresh_from_db()
    assert (first.revision, first.original_title, first.year) == (1, PEE_MAK["original_title"], 2013)
    assert import_titles(titles=titles, by=rival, at=NOW).new == 3  # another seller lists its own; staff compare them


def test_a_draft_that_turns_out_to_be_listed_already_is_not_published_beside_it(ana: Actor) -> None:
    """What makes it the same work was said later. Of two drafts, the first that is sent to review is the listing."""
    first, second = draft(ana), draft(ana, year=2001)
    for row in (first, second):
        factories.right_in(row)
        Programme.objects.filter(pk=row.pk).update(year=2013, genres=["horror"])
        row.texts.update(logline="A ghost.")
        row.refresh_from_db()
    actions.submit_for_review(programme=second, by=ana, at=NOW)
    with pytest.raises(actions.AlreadyListed) as refusal:
        actions.submit_for_review(programme=first, by=ana, at=NOW)
    assert refusal.value.detail()["programme"] == second.public_id
    page = client(ana).post(reverse("listings:edit", args=[first.public_id, "preview"]), {})
    assert (page.status_code, second.public_id in page.content.decode()) == (422, True)
    first.refresh_from_db()
    assert first.state == ListingState.DRAFT
