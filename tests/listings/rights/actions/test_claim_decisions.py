"""What two organisations hold of one work: staff hear both and decide, and what rests on the decision stands."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.moves import OwnOrganisation
from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Membership, Organisation
from accounts.roles import Role
from listings import actions
from listings.models import Programme, RightIn, RightsClaim
from listings.states import ListingState
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW
from tests.listings.rights.actions.claiming import agent, hold, is_free, other, refused, rival, sell

__all__ = ["agent", "other", "rival"]  # fixtures


def test_a_contested_listing_is_not_published(other: Programme, rival: Actor, sam: Staff) -> None:
    Programme.objects.filter(pk=other.pk).update(state=ListingState.IN_REVIEW, published_at=None)
    hold(other, rival)
    other.refresh_from_db()
    with pytest.raises(actions.RightsContested):
        actions.approve_listing(programme=other, by=sam, at=NOW)
    refused(
        partial(Programme.objects.filter(pk=other.pk).update, state="published"), "rights of this listing are contested"
    )
    other.refresh_from_db()
    assert other.state == ListingState.IN_REVIEW


def test_the_later_record_may_be_right(
    programme: Programme, other: Programme, rival: Actor, ana: Actor, sam: Staff
) -> None:
    theirs = hold(other, rival)
    sold = sell(programme, ana)
    claim = RightsClaim.objects.get()
    with pytest.raises(actions.LicenceRests):
        actions.decide_claim(claim=claim, outcome="later", reason="Bought from the heirs.", by=sam, at=NOW)
    assert RightsClaim.objects.get().outcome == ""
    actions.end_record(row=sold, by=ana, at=NOW)
    actions.decide_claim(claim=claim, outcome="later", reason="Bought from the heirs.", by=sam, at=NOW)
    assert (is_free(programme), is_free(other)) == (False, True)
    assert [row.contested for row in RightIn.objects.order_by("pk")] == [True, False]
    assert RightIn.objects.get(pk=theirs.pk).exclusive is True


def test_a_claim_ends_with_either_record(programme: Programme, other: Programme, rival: Actor, ana: Actor) -> None:
    theirs = hold(other, rival)
    actions.end_record(row=programme.rights_in.get(), by=ana, at=NOW)
    claim = RightsClaim.objects.get()
    assert (claim.outcome, RightIn.objects.get(pk=theirs.pk).contested, is_free(other)) == ("moot", False, True)


def test_a_decided_record_stays_what_it_was_decided_to_be(
    other: Programme, rival: Actor, sam: Staff, ana: Actor
) -> None:
    theirs = hold(other, rival)
    claim = RightsClaim.objects.get()
    for bad in ({"outcome": "moot"}, {"reason": " "}):
        values = {"outcome": "earlier", "reason": "The contract names Saphan."} | bad
        with pytest.raises(Invalid):
            actions.decide_claim(claim=claim, by=sam, at=NOW, **values)
    actions.decide_claim(claim=claim, outcome="earlier", reason="The contract names Saphan.", by=sam, at=NOW)
    with pytest.raises(actions.ClaimMovedOn):
        actions.decide_claim(claim=claim, outcome="later", reason="Changed my mind.", by=sam, at=NOW)
    with pytest.raises(actions.ClaimMovedOn):
        actions.add_evidence(claim=claim, note="But", by=rival, at=NOW)
    assert (RightIn.objects.get(pk=theirs.pk).contested, is_free(other)) == (True, False)
    entry = AuditEntry.objects.get(action="listings.decide_claim")
    assert (entry.user, entry.after["outcome"], entry.after["reason"]) == (
        sam.user,
        "earlier",
        "The contract names Saphan.",
    )


def test_staff_who_belong_to_a_side_do_not_decide(
    other: Programme, rival: Actor, saphan: Organisation, sam: Staff
) -> None:
    hold(other, rival)
    Membership.objects.create(user=sam.user, organisation=saphan, roles=[Role.VIEWER])
    with pytest.raises(OwnOrganisation):
        actions.decide_claim(claim=RightsClaim.objects.get(), outcome="both", reason="Mine", by=sam, at=NOW)
    assert RightsClaim.objects.get().outcome == ""


def test_each_side_gives_its_own_evidence(
    other: Programme, rival: Actor, ana: Actor, di: Actor, bo: Actor, cy: Actor
) -> None:
    hold(other, rival)
    claim = RightsClaim.objects.get()
    actions.add_evidence(claim=claim, note="Contract of 2025", by=rival, at=NOW)
    actions.add_evidence(claim=claim, note="We made it", by=ana, at=NOW)
    for nobody in (di, bo, cy):
        with pytest.raises(actions.MayNotList):
            actions.add_evidence(claim=claim, note="Me too", by=nobody, at=NOW)
    claim.refresh_from_db()
    assert (claim.later_note, claim.earlier_note) == ("Contract of 2025", "We made it")


def test_staff_see_both_sides_and_decide(
    programme: Programme, other: Programme, rival: Actor, sam: Staff, client: Client
) -> None:
    theirs = hold(other, rival)
    RightIn.objects.filter(pk=theirs.pk).update(document=factories.stored_file(b"%PDF-1.7", "c.pdf"))
    claim = RightsClaim.objects.get()
    client.force_login(rival.user)
    url = reverse("staff:claim", args=[claim.pk])
    assert client.get(url).status_code == 404
    client.force_login(sam.user)
    assert programme.original_title in client.get(reverse("staff:claims")).content.decode()
    assert reverse("staff:claim", args=[claim.pk]) in client.get(reverse("staff:queue")).content.decode()
    page = client.get(url).content.decode()
    assert "Saphan Pictures" in page
    assert "Rival Films" in page
    assert client.get(reverse("staff:claim-document", args=[claim.pk, theirs.pk])).status_code == 200
    assert client.get(reverse("staff:claim-document", args=[claim.pk, programme.rights_in.get().pk])).status_code == 404
    wrong = client.post(url, {"outcome": "earlier", "reason": ""})
    assert (wrong.status_code, RightsClaim.objects.get().outcome) == (422, "")
    assert client.post(url, {"outcome": "earlier", "reason": "It is theirs"}).status_code == 302
    assert (RightsClaim.objects.get().outcome, RightsClaim.objects.get().decided_by) == ("earlier", sam.user)


def test_the_sellers_ledger_says_contested_and_takes_evidence_without_naming_the_other(
    other: Programme, rival: Actor, client: Client
) -> None:
    theirs = hold(other, rival)
    client.force_login(rival.user)
    assert "contested" in client.get(reverse("listings:ledger", args=[other.public_id])).content.decode()
    url = reverse("listings:ledger-record", args=[other.public_id, "in", theirs.pk])
    page = client.get(url).content.decode()
    assert "Another organisation recorded before" in page
    assert "Saphan" not in page
    assert client.post(url, {"do": "evidence", "note": ""}).status_code == 422
    assert client.post(url, {"do": "evidence", "note": "Contract of 2025"}).status_code == 302
    assert RightsClaim.objects.get().later_note == "Contract of 2025"
