"""H3, H4, H5, G2: suspension, take-down and belonging to both sides, through the doors; and what goes on all the same."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from accounts.actions import accept_invitation, invite_member, propose_suspension, suspend_organisation
from accounts.actors import Actor, Person, Staff
from accounts.models import ApiToken, AuditEntry, Invitation, Membership
from accounts.refusals import BothSides, ListingStopped, OrganisationSuspended, OtherSideStopped
from accounts.roles import Role
from listings import actions as listing_actions
from listings.models import Programme, RightOut
from marketplace.contracts.models import Contract, Signature
from marketplace.payments import actions as payment_actions
from marketplace.payments.actions.settle import record_card_payment
from tests import factories
from tests.api.test_two_doors import caller
from tests.database import as_owner, wait_until_somebody_waits
from tests.factories import NOW, PASSWORD
from tests.payments.settling import charge, claim, session
from tests.worlds import shareable

LATER = NOW + timedelta(hours=1)


def suspend(actor: Actor) -> None:
    """Two members of staff suspend the organisation."""
    organisation = actor.organisation
    propose_suspension(organisation=organisation, reason="Sanctions check.", by=factories.staff("Hana"), at=NOW)
    suspend_organisation(organisation=organisation, by=factories.staff("Arun"), at=NOW)


def take_down(programme: Programme, by: Staff) -> None:
    listing_actions.take_down(programme=programme, message="A doubt about rights.", by=by, at=NOW)


def browser(actor: Actor | Staff) -> Client:
    made = Client()
    made.force_login(actor.user)
    return made


def signing(contract: Contract, actor: Actor) -> dict[str, str]:
    return {"password": PASSWORD, "typed_name": actor.user.full_name, "document": contract.document_sha256}


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    return factories.contract(factories.offer(programme, bo), ana)


@pytest.fixture
@shareable
def signed(contract: Contract, bo: Actor, ana: Actor) -> Contract:
    for by in (bo, ana):
        factories.sign(contract, by)
    contract.refresh_from_db()
    return contract


def test_h3_a_suspended_organisation_signs_invites_and_makes_tokens_no_more(contract: Contract, bo: Actor) -> None:
    page, deal = browser(bo), contract.deal.public_id
    suspend(bo)
    before = AuditEntry.objects.count()
    refused = page.post(f"/deal/{deal}/contract/sign/", signing(contract, bo))
    assert (refused.status_code, refused.context["problem"].code) == (403, "organisation_suspended")
    assert page.post("/organisation/tokens/", {"name": "x", "scopes": ["catalogue:read"]}).status_code == 403
    assert (
        page.post("/organisation/team/", {"email": "x@example.test", "roles": ["viewer"], "language": "en"}).status_code
        == 403
    )
    told = page.get(f"/deal/{deal}/contract/").content.decode()
    assert 'id="suspended"' in told
    assert 'id="sign-contract"' not in told
    counts = (Signature.objects.count(), ApiToken.objects.count(), Invitation.objects.count())
    assert (*counts, AuditEntry.objects.count()) == (0, 0, 0, before)


def test_h3_a04_tokens_of_a_suspended_organisation_are_refused_at_once(programme: Programme, bo: Actor) -> None:
    call = caller(bo)
    assert call("get", "programmes/").status_code == 200
    suspend(bo)
    answer = call("get", "programmes/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "organisation_suspended")


def test_h3_an_invitation_of_a_suspended_organisation_waits(ana: Actor, cy: Actor) -> None:
    invitation = invite_member(email=cy.user.email, roles=[Role.VIEWER], by=ana, at=NOW)
    suspend(ana)
    assert Membership.objects.filter(user=cy.user).count() == 1
    with pytest.raises(Exception, match="other_side_stopped"):
        accept_invitation(invitation=invitation, by=Person(cy.user), at=LATER)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_g2_a_suspended_buyer_stops_acceptance_signature_and_payment_of_the_deal(
    programme: Programme, bo: Actor, ana: Actor
) -> None:
    offer = factories.offer(programme, bo)
    suspend(bo)
    answer = caller(ana)("post", f"offers/{offer.public_id}/accept/", {"round": 1})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "other_side_stopped")
    assert "Signed contracts stay in force" in answer.json()["error"]["hint"]
    assert (Contract.objects.count(), RightOut.objects.count()) == (0, 0)
    page = browser(ana).get(f"/deal/{offer.public_id}/").content.decode()
    assert 'id="standstill"' in page
    assert 'id="accept"' not in page
    assert 'id="decline"' in page


def test_g2_a_title_taken_down_stops_acceptance_and_signature(
    programme: Programme, contract: Contract, bo: Actor, ana: Actor, sam: Staff
) -> None:
    offer = factories.offer(programme, bo, cells=frozenset({("TVOD", "TH")}))
    take_down(programme, sam)
    answer = caller(ana)("post", f"offers/{offer.public_id}/accept/", {"round": 1})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "listing_taken_down")
    with pytest.raises(ListingStopped):
        factories.sign(contract, bo)
    assert (Contract.objects.count(), Signature.objects.count()) == (1, 0)


def test_g2_what_was_signed_stands_and_money_that_arrives_is_booked(signed: Contract, bo: Actor, sam: Staff) -> None:
    first, second = signed.instalments.select_related("contract__offer").order_by("number")
    paying, reported = charge(first, bo), claim(second, bo)
    suspend(bo)
    take_down(signed.programme, sam)
    for act in (lambda: payment_actions.open_charge(instalment=second, by=bo, at=LATER), lambda: claim(second, bo)):
        with pytest.raises(OrganisationSuspended):
            act()
    assert record_card_payment(paying, session(first), at=LATER) is True
    payment_actions.see_transfer(
        transfer=reported, received_minor=second.gross_minor, statement_line="L1", by=sam, at=LATER
    )
    payment_actions.match_transfer(transfer=reported, by=factories.staff("Tam"), at=LATER)
    signed.refresh_from_db()
    assert signed.state == "active"
    assert set(signed.instalments.values_list("state", flat=True)) == {"paid"}
    assert RightOut.objects.filter(purpose="licence", active=True).exists()


def test_h3_staff_see_the_deals_that_a_suspension_stops(signed: Contract, bo: Actor, sam: Staff) -> None:
    later = NOW + timedelta(minutes=5)
    open_offer = factories.offer(signed.programme, bo, at=later, cells=frozenset({("TVOD", "TH")}))
    page = browser(sam).get(f"/staff/organisations/{bo.organisation.pk}/")
    assert [row.public_id for row in page.context["stops"]] == [open_offer.public_id, signed.deal.public_id]
    assert "Deals that a suspension stops" in page.content.decode()
    assert (page.content.decode().count("buys from Saphan Pictures"), "sells to" in page.content.decode()) == (2, False)


def test_h4_one_person_signs_for_one_side(contract: Contract, bo: Actor, ana: Actor) -> None:
    Membership.objects.create(user=bo.user, organisation=ana.organisation, roles=[Role.OWNER])
    page = browser(bo)
    refused = page.post(f"/deal/{contract.deal.public_id}/contract/sign/", signing(contract, bo))
    assert (refused.status_code, refused.context["problem"].code) == (403, "both_sides")
    assert Signature.objects.count() == 0
    factories.sign(contract, ana)
    assert Signature.objects.get().user == ana.user


def test_h4_who_leaves_one_side_during_the_deal_does_not_answer_for_the_other(
    programme: Programme, bo: Actor, ana: Actor
) -> None:
    offer = factories.offer(programme, bo)
    factories.actor("Fay", bo.organisation)
    Membership.objects.filter(user=bo.user).update(ended_at=LATER)
    Membership.objects.create(user=bo.user, organisation=ana.organisation, roles=[Role.OWNER])
    changed = Actor(bo.user, ana.organisation, frozenset({Role.OWNER}))
    with pytest.raises(BothSides):
        factories.contract(offer, changed)
    assert Contract.objects.count() == 0


def insert_signature(contract: Contract, by: Actor, side: str) -> None:
    Signature.objects.create(
        contract=contract,
        side=side,
        organisation=by.organisation,
        user=by.user,
        typed_name="x",
        consent="x",
        document_sha256=contract.document_sha256,
    )


def test_h4_the_database_refuses_a_second_signature_of_the_same_person(contract: Contract, bo: Actor) -> None:
    insert_signature(contract, bo, "buyer")
    with pytest.raises(IntegrityError, match="signs for one side"), transaction.atomic():
        insert_signature(contract, bo, "seller")
    assert Signature.objects.count() == 1


def test_h4_the_database_refuses_the_signature_of_a_member_of_the_other_side(contract: Contract, bo: Actor) -> None:
    with pytest.raises(IntegrityError, match="signs for one side"), transaction.atomic():
        insert_signature(contract, bo, "seller")
    assert Signature.objects.count() == 0


def test_h4_control_without_the_guard_one_person_signs_both_sides(contract: Contract, bo: Actor) -> None:
    with as_owner() as cursor:
        cursor.execute("drop trigger signs_for_one_side on contracts_signature")
    insert_signature(contract, bo, "buyer")
    insert_signature(contract, bo, "seller")
    assert set(Signature.objects.values_list("user", flat=True)) == {bo.user.pk}


def test_h5_staff_publish_nothing_of_their_own_organisation(programme: Programme, ana: Actor, sam: Staff) -> None:
    Programme.objects.update(state="in_review")
    Membership.objects.create(user=sam.user, organisation=ana.organisation, roles=[Role.VIEWER])
    page = browser(sam)
    address = f"/staff/listings/{programme.public_id}/"
    refused = page.post(address, {"decision": "publish"})
    assert (refused.status_code, refused.context["problem"].code) == (403, "own_organisation")
    assert 'id="publish"' not in page.get(address).content.decode()
    programme.refresh_from_db()
    assert programme.state == "in_review"


def test_h5_staff_see_no_transfer_that_they_reported_themselves(signed: Contract, bo: Actor) -> None:
    first = signed.instalments.select_related("contract__offer").get(number=1)
    reported = claim(first, bo)
    factories.actor("Fay", bo.organisation)
    factories.put_on_staff(bo.user)
    Membership.objects.filter(user=bo.user).update(ended_at=LATER)
    with pytest.raises(Exception, match="own_organisation"):
        payment_actions.see_transfer(
            transfer=reported, received_minor=first.gross_minor, statement_line="L", by=Staff(bo.user), at=LATER
        )
    reported.refresh_from_db()
    assert reported.state == "claimed"


@pytest.mark.django_db(transaction=True)
def test_g2_a_suspension_between_two_signatures_is_seen_by_the_second(
    contract: Contract, bo: Actor, ana: Actor
) -> None:
    """The suspension is not committed when the second signature begins: the signature waits for it and is refused."""
    factories.sign(contract, bo)
    propose_suspension(organisation=bo.organisation, reason="x", by=factories.staff("Hana"), at=NOW)
    said: list[Any] = []

    def sign() -> None:
        try:
            factories.sign(contract, ana)
        except OtherSideStopped as refusal:
            said.append(refusal.code)
        finally:
            connections.close_all()

    second = threading.Thread(target=sign)
    with transaction.atomic():
        suspend_organisation(organisation=bo.organisation, by=factories.staff("Arun"), at=NOW)
        second.start()
        wait_until_somebody_waits()
    second.join(timeout=60)
    assert (said, Signature.objects.count(), Contract.objects.get().state) == (["other_side_stopped"], 1, "to_sign")


@pytest.mark.django_db(transaction=True)
def test_g2_an_acceptance_waits_for_a_take_down_and_sees_it(
    programme: Programme, bo: Actor, ana: Actor, sam: Staff
) -> None:
    offer = factories.offer(programme, bo)
    said: list[Any] = []

    def accept() -> None:
        try:
            factories.contract(offer, ana)
        except ListingStopped as refusal:
            said.append(refusal.code)
        finally:
            connections.close_all()

    second = threading.Thread(target=accept)
    with transaction.atomic():
        take_down(programme, sam)
        second.start()
        wait_until_somebody_waits()
    second.join(timeout=60)
    assert (said, Contract.objects.count(), RightOut.objects.count()) == (["listing_taken_down"], 0, 0)
