"""The staff's pages: one queue in order of waiting, words instead of keys, and suspensions that take two people."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import propose_suspension
from accounts.actors import Actor, Staff
from accounts.models import Organisation
from accounts.staff_queue import Waiting
from accounts.states import OrganisationState
from listings.models import Programme
from listings.states import ListingState
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable


def client(who: Staff | Actor) -> Client:
    made = Client()
    made.force_login(who.user)
    return made


@pytest.fixture
@shareable
def mei(db: None) -> Staff:
    """A second member of staff."""
    return factories.staff("Mei Staff")


def address(organisation: Organisation) -> str:
    return reverse("staff:organisation", args=[organisation.pk])


def state_of(organisation: Organisation) -> str:
    organisation.refresh_from_db()
    return organisation.state


def test_a_suspension_takes_two_people_in_the_page(saphan: Organisation, sam: Staff, mei: Staff) -> None:
    first, second = client(sam), client(mei)
    assert "Propose to suspend" in first.get(address(saphan)).content.decode()
    assert first.post(address(saphan), {"decision": "propose", "reason": "Sold a title twice"}).status_code == 302
    own = first.get(address(saphan)).content.decode()
    assert "You proposed it: a colleague confirms it." in own
    refused = first.post(address(saphan), {"decision": "suspend"})
    assert (refused.status_code, refused.context["problem"].code, state_of(saphan)) == (
        403,
        "suspension_takes_two",
        "verified",
    )
    assert "Sold a title twice" in second.get(reverse("staff:organisation", args=[saphan.pk])).content.decode()
    assert second.post(address(saphan), {"decision": "suspend"}).status_code == 302
    assert state_of(saphan) == "suspended"
    lifted = second.post(address(saphan), {"decision": "reinstate", "reason": ""})
    assert (lifted.status_code, list(lifted.context["form"].messages())) == (422, ["reason"])
    assert second.post(address(saphan), {"decision": "reinstate", "reason": "Settled"}).status_code == 302
    assert state_of(saphan) == "verified"


def test_a_proposal_without_a_reason_is_refused_at_the_field_and_one_may_be_dropped(
    saphan: Organisation, sam: Staff, mei: Staff
) -> None:
    answer = client(sam).post(address(saphan), {"decision": "propose", "reason": " "})
    assert (answer.status_code, list(answer.context["form"].messages())) == (422, ["reason"])
    client(sam).post(address(saphan), {"decision": "propose", "reason": "Doubts"})
    assert client(mei).post(address(saphan), {"decision": "drop"}).status_code == 302
    saphan.refresh_from_db()
    assert (saphan.state, saphan.suspension_proposed_by, saphan.suspension_reason) == ("verified", None, "")


def test_the_queue_has_everything_in_the_order_of_waiting(
    programme: Programme, bo: Actor, cy: Actor, sam: Staff, mei: Staff
) -> None:
    def ago(hours: int) -> datetime:
        return NOW - timedelta(hours=hours)

    Programme.objects.filter(pk=programme.pk).update(state=ListingState.IN_REVIEW, changed_at=NOW)
    programme.reviews.create(submitted_by=programme.created_by, submitted_at=ago(40))
    Organisation.objects.filter(pk=cy.organisation.pk).update(
        state=OrganisationState.SUBMITTED, submitted_at=ago(20), verified_at=None
    )
    propose_suspension(organisation=bo.organisation, reason="Doubts", by=mei, at=ago(30))
    page = client(sam).get(reverse("staff:queue")).context
    assert [(row.name, row.since) for row in page["rows"]] == [
        ("The Shophouse by the River", ago(40)),
        ("Yunfan Video", ago(30)),
        ("NusaPlay", ago(20)),
    ]
    assert [(str(one["label"]), one["count"]) for one in page["seg"]] == [
        ("All", 3),
        ("Organisations", 1),
        ("Listings", 1),
        ("Changes to listings", 0),
        ("Bank transfers", 0),
        ("Suspensions", 1),
        ("Money", 0),
        ("Contested rights", 0),
        ("Works to compare", 0),
        ("Lost second steps", 0),
    ]
    only = client(sam).get(reverse("staff:queue") + "?kind=organisation").context["rows"]
    assert [row.name for row in only] == ["NusaPlay"]


def test_a_promise_counts_working_days() -> None:
    friday = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert Waiting("", "", "", "", friday).due == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert Waiting("", "", "", "", friday - timedelta(days=1)).due == friday


def test_fields_are_named_in_words_and_reasons_stay_when_something_is_refused(programme: Programme, sam: Staff) -> None:
    Programme.objects.filter(pk=programme.pk).update(state=ListingState.IN_REVIEW)
    programme.reviews.create(submitted_by=programme.created_by, submitted_at=NOW)
    page = reverse("staff:listing", args=[programme.public_id])
    shown = client(sam).get(page).content.decode()
    assert "Minutes of one episode" in shown
    assert ">original_title<" not in shown
    refused = client(sam).post(page, {"decision": "return", "message": "", "unknown": "x"})
    assert (refused.status_code, refused.context["form"].messages()) == (
        422,
        {"message": ["Say what to change: the seller reads it."]},
    )
    long = client(sam).post(
        page, {"decision": "return", "message": "Look", "year": "x" * 1001, "synopsis": "Too short"}
    )
    assert long.context["form"].messages() == {"year": ["Up to 1000 characters fit; these are 1001."]}
    kept = long.content.decode()
    assert ('value="Too short"' in kept, 'aria-describedby="id_year-error"' in kept) == (True, True)
    client(sam).post(page, {"decision": "return", "message": "", "synopsis": "Too short"})
    programme.refresh_from_db()
    assert (programme.state, programme.reviews.get().reasons) == (ListingState.RETURNED, {"synopsis": "Too short"})


def test_organisations_are_found_by_name_and_state(saphan: Organisation, bo: Actor, sam: Staff) -> None:
    def names(query: str) -> list[str]:
        return [o.name_en for o in client(sam).get(reverse("staff:organisations") + query).context["page"]]

    assert names("?q=云帆") == ["Yunfan Video"]
    assert names("?show=suspended") == []
    assert names("?show=verified") == ["Saphan Pictures", "Yunfan Video"]
