"""Mandates give what an agent's listing holds (A1); what two organisations hold of one work is contested."""

from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings import actions
from listings.engine.sets import open_sets
from listings.engine.source import rights
from listings.models import Programme, RightIn, RightOut, RightsClaim
from listings.states import ListingState, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.api.test_two_doors import caller
from tests.database import as_owner
from tests.factories import NOW, WINDOW
from tests.listings.rights.actions.claiming import (
    RIGHT,
    SVOD,
    TH,
    agent,
    hold,
    is_free,
    listing,
    other,
    refused,
    rival,
    sell,
)
from tests.listings.rights.web.test_ledger_records import IN

__all__ = ["agent", "other", "rival"]  # fixtures


@pytest.mark.parametrize("field", ["territories", "both"])
def test_a1_an_agent_adds_no_right_that_its_mandate_does_not_give(agent: Actor, field: str) -> None:
    """By the API; the listing holds what it held."""
    body = RIGHT | ({} if field == "territories" else {"territories": ["TH"]})
    answer = caller(agent)("post", f"programmes/{listing(agent).public_id}/rights-in/", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "mandate_only")
    assert ("does not hold CN" in answer.json()["error"]["fields"]["territories"][0]) is (field == "territories")
    assert [row.territories for row in listing(agent).rights_in.all()] == [TH]


def test_a1_the_page_refuses_it_too_and_keeps_what_was_typed(agent: Actor, client: Client) -> None:
    client.force_login(agent.user)
    url = reverse("listings:ledger-add", args=[listing(agent).public_id])
    typed = IN | {"territories": ["CN"], "source": "Not a mandate"}
    page = client.post(url, typed)
    assert page.status_code == 422
    assert "does not hold CN" in page.content.decode()
    assert "Not a mandate" in page.content.decode()
    assert listing(agent).rights_in.count() == 1


def test_the_database_lets_an_agents_listing_hold_nothing_else(agent: Actor) -> None:
    made = listing(agent)
    held = made.rights_in.get()
    refused(partial(factories.right_in, made), "an agent's listing holds what its mandate gives")
    refused(partial(RightIn.objects.filter(pk=held.pk).update, mandate=None), "an agent's listing holds")
    refused(partial(Programme.objects.filter(pk=made.pk).update, mandated=False), "a listing is made by a mandate")
    assert listing(agent).rights_in.get().mandate == held.mandate


def test_an_agents_listing_keeps_the_works_numbers(programme: Programme, ana: Actor, rival: Actor) -> None:
    with factories.before_review(programme):
        programme.identifiers.create(scheme="eidr", value="10.5240/CB93-339B-33EA-F532-9428-X")
        programme.identifiers.create(scheme="house", value="S-77")
    actions.grant_mandate(
        programme=programme,
        agent=rival.organisation,
        territories=TH,
        media=SVOD,
        languages=frozenset({"th"}),
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    made = listing(rival)
    assert (made.work, made.mandated) == (programme.work, True)
    assert list(made.identifiers.values_list("scheme", flat=True)) == ["eidr"]


def test_a_mandate_withdrawn_between_offer_and_acceptance(
    programme: Programme, agent: Actor, ana: Actor, bo: Actor
) -> None:
    made = listing(agent)
    factories.put(made, ListingState.PUBLISHED)
    deal = factories.offer(made, bo, cells=frozenset({("SVOD", "TH")}), languages=frozenset({"th"}))
    actions.end_mandate(mandate=RightOut.objects.get(purpose=Purpose.MANDATE), by=ana, at=NOW)
    with pytest.raises(actions.RightsNotHeld):
        factories.contract(deal, agent)
    deal.refresh_from_db()
    assert (deal.state, RightOut.objects.filter(active=True).count()) == ("open", 0)


def test_a_right_that_another_holds_exclusively_covers_no_sale_until_staff_decide(
    programme: Programme, other: Programme, rival: Actor, ana: Actor, sam: Staff
) -> None:
    mine, theirs = programme.rights_in.get(), hold(other, rival)
    assert (theirs.contested, is_free(programme), is_free(other)) == (True, True, False)
    with pytest.raises(actions.RightsContested):
        sell(other, rival)
    claim = RightsClaim.objects.get()
    assert (claim.later, claim.earlier, claim.outcome) == (theirs.pk, mine.pk, "")
    told = dict(Notice.objects.values_list("user", "kind"))
    assert told == {rival.user.pk: "listings.claim_later", ana.user.pk: "listings.claim_earlier"}
    assert not Notice.objects.filter(values__contains={"seller": "Rival Films"}).exists()
    actions.decide_claim(claim=claim, outcome="both", reason="They bought in 2025.", by=sam, at=NOW)
    assert (is_free(programme), is_free(other)) == (True, True)
    sell(other, rival)
    assert not is_free(programme)


def test_the_engine_knows_contested_rights(other: Programme, rival: Actor) -> None:
    theirs = hold(other, rival)
    with connection.cursor() as cursor:
        assert list(rights(cursor, open_sets(), NOW, [other.pk])) == []
        factories.both_hold()
        assert len(list(rights(cursor, open_sets(), NOW, [other.pk]))) == 1
    assert RightIn.objects.get(pk=theirs.pk).contested is False


def test_without_its_trigger_a_contested_right_is_sold(other: Programme, rival: Actor) -> None:
    """The control."""
    with as_owner() as cursor:
        cursor.execute("drop trigger claim_right on listings_rightin")
    hold(other, rival)
    sell(other, rival)


@pytest.mark.parametrize(
    "changes",
    [
        {"territories": frozenset({"US"})},
        {"media": SVOD, "territories": frozenset({"FR"})},
        {"period": Period(WINDOW.start.replace(year=2040), WINDOW.start.replace(year=2041))},
    ],
    ids=["another territory", "another country", "another time"],
)
def test_what_nobody_else_holds_is_not_contested(other: Programme, rival: Actor, changes: dict[str, object]) -> None:
    assert hold(other, rival, **changes).contested is False
    assert not RightsClaim.objects.exists()


@pytest.mark.parametrize("exclusive", [True, False])
def test_beside_a_right_that_is_not_exclusive_only_an_exclusive_one_is_contested(
    programme: Programme, other: Programme, rival: Actor, exclusive: bool
) -> None:
    programme.rights_in.update(exclusive=False)
    assert hold(other, rival, exclusive=exclusive).contested is exclusive
    assert not programme.rights_in.get().contested


def test_who_came_later_does_not_hang_on_the_number_of_the_row(programme: Programme, other: Programme) -> None:
    """Two record the same at once: whoever drew the lower number may get the lock on the work last."""
    made = factories.right_in(other, pk=programme.rights_in.get().pk - 1)
    made.refresh_from_db()
    assert made.contested


def test_an_old_right_that_grows_over_anothers_is_the_newcomer_there(
    programme: Programme, other: Programme, rival: Actor
) -> None:
    mine = programme.rights_in.get()
    programme.rights_in.update(territories=frozenset({"CN"}))
    theirs = hold(other, rival)
    programme.rights_in.update(territories=frozenset({"CN", "TH"}))
    claim = RightsClaim.objects.get()
    assert (claim.later, claim.earlier, claim.outcome) == (mine.pk, theirs.pk, "")
    assert [row.contested for row in RightIn.objects.order_by("pk")] == [True, False]


def test_a_claim_opens_again_when_the_rights_meet_again(programme: Programme, other: Programme, rival: Actor) -> None:
    theirs = hold(other, rival)
    outcomes = []
    for places in ("US", "TH"):
        RightIn.objects.filter(pk=theirs.pk).update(territories=frozenset({places}))
        theirs.refresh_from_db()
        outcomes.append((RightsClaim.objects.get().outcome, theirs.contested))
    assert outcomes == [("moot", False), ("", True)]


def test_two_whose_common_rival_goes_are_compared(
    programme: Programme, other: Programme, rival: Actor, ana: Actor
) -> None:
    third = factories.actor("Tid Third", factories.organisation("Third Films"))
    last = factories.programme(third.organisation, third.user, work=programme.work)
    second, latest = hold(other, rival), hold(last, third)
    actions.end_record(row=programme.rights_in.get(), by=ana, at=NOW)
    claim = RightsClaim.objects.get(outcome="")
    assert (claim.later, claim.earlier) == (latest.pk, second.pk)
    assert [row.contested for row in RightIn.objects.order_by("pk")] == [False, True]


def test_the_parts_of_a_split_right_keep_what_was_decided(
    programme: Programme, other: Programme, rival: Actor, ana: Actor, sam: Staff
) -> None:
    hold(other, rival)
    actions.decide_claim(claim=RightsClaim.objects.get(), outcome="both", reason="Both", by=sam, at=NOW)
    sell(programme, ana)
    middle = WINDOW.start.replace(month=WINDOW.start.month + 1)
    for row, by in ((programme.rights_in.get(), ana), (other.rights_in.get(), rival)):
        actions.split_right(row=row, day=middle, by=by, at=NOW)
    assert not RightIn.objects.filter(contested=True).exists()
    assert set(RightsClaim.objects.values_list("outcome", flat=True)) == {"both"}


def test_the_parts_of_a_contested_right_are_contested(
    programme: Programme, other: Programme, rival: Actor, ana: Actor
) -> None:
    theirs = hold(other, rival)
    actions.split_right(row=theirs, day=WINDOW.start.replace(month=WINDOW.start.month + 1), by=rival, at=NOW)
    actions.split_right(
        row=programme.rights_in.get(), day=WINDOW.start.replace(month=WINDOW.start.month + 2), by=ana, at=NOW
    )
    assert [row.contested for row in other.rights_in.all()] == [True, True]
    assert [row.contested for row in programme.rights_in.all()] == [False, False]
