"""Invitations, roles, leaving: an organisation keeps an owner, and a link works once for one address."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from accounts import actions
from accounts.actions.team import MemberGone
from accounts.actors import Actor, Person
from accounts.models import ApiToken, AuditEntry, Invitation, Membership, Notice, User
from accounts.queries import invitation_for
from accounts.roles import Role
from accounts.tokens import digest_secret, invitation_token
from marketplace.kit.problems import Invalid, Problem
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable

pytestmark = pytest.mark.django_db

TO_POM = "pom@saphan.example"


def place_of(actor: Actor) -> Membership:
    return Membership.objects.get(user=actor.user, organisation=actor.organisation)


def rows() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values()) for model in (Membership, Invitation, ApiToken, AuditEntry, Notice)
    ]


def refused(expected: type[Problem], action: Callable[..., Any], **arguments: Any) -> Problem:
    """The action refuses and no row changes."""
    before = rows()
    with pytest.raises(expected) as caught:
        action(**({"at": NOW} | arguments))
    assert rows() == before
    return caught.value


def invited(by: Actor, **changes: Any) -> Invitation:
    values: dict[str, Any] = {"email": TO_POM, "roles": ["seller"], "by": by, "at": NOW}
    return actions.invite_member(**(values | changes))


@pytest.fixture
@shareable
def pom(db: None) -> Person:
    return Person(User.objects.create_user(TO_POM, factories.PASSWORD, full_name="Pom Siri"))


def test_an_invitation_is_kept_as_a_digest_and_joins_whom_it_names(ana: Actor, pom: Person) -> None:
    invitation = invited(ana, email="Pom@Saphan.example ", roles=["finance", "seller"])
    token = invitation_token(ana.organisation.pk, TO_POM, NOW)
    assert (invitation.email, invitation.roles, invitation.token_sha256) == (
        TO_POM,
        ["seller", "finance"],
        digest_secret(token),
    )
    assert invitation_for(token) == invitation
    member = actions.accept_invitation(invitation=invitation, by=pom, at=NOW)
    assert (member.user, member.organisation, member.roles) == (pom.user, ana.organisation, ["seller", "finance"])
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "accounts.invite_member",
        "accounts.accept_invitation",
    ]
    assert [(n.kind, n.user) for n in Notice.objects.all()] == [("accounts.joined", ana.user)]


def test_a_used_invitation_joins_nobody_again(ana: Actor, pom: Person) -> None:
    invitation = invited(ana)
    member = actions.accept_invitation(invitation=invitation, by=pom, at=NOW)
    actions.remove_member(member=member, by=ana, at=NOW)
    problem = refused(actions.InvitationGone, actions.accept_invitation, invitation=invitation, by=pom)
    assert problem.message() == "This invitation was used already."


def test_an_expired_invitation_says_so(ana: Actor, pom: Person) -> None:
    invitation, late = invited(ana), NOW + timedelta(days=14)
    problem = refused(actions.InvitationGone, actions.accept_invitation, invitation=invitation, by=pom, at=late)
    assert problem.message() == "This invitation expired after 14 days."


def test_an_invitation_taken_back_says_so(ana: Actor, pom: Person) -> None:
    invitation = invited(ana)
    actions.revoke_invitation(invitation=invitation, by=ana, at=NOW)
    actions.revoke_invitation(invitation=invitation, by=ana, at=NOW)
    assert AuditEntry.objects.filter(action="accounts.revoke_invitation").count() == 1
    problem = refused(actions.InvitationGone, actions.accept_invitation, invitation=invitation, by=pom)
    assert problem.message() == "This invitation was taken back."


def test_an_accepted_invitation_cannot_be_taken_back(ana: Actor, pom: Person) -> None:
    invitation = invited(ana)
    actions.accept_invitation(invitation=invitation, by=pom, at=NOW)
    refused(actions.InvitationGone, actions.revoke_invitation, invitation=invitation, by=ana)


def test_somebody_elses_invitation_joins_nobody(ana: Actor, cy: Actor) -> None:
    problem = refused(actions.WrongAddress, actions.accept_invitation, invitation=invited(ana), by=Person(cy.user))
    assert problem.message() == f"This invitation is for {TO_POM}; you are signed in as {cy.user.email}."


def test_who_is_a_member_already_keeps_his_roles(ana: Actor, pom: Person) -> None:
    invitation = invited(ana)
    Membership.objects.create(user=pom.user, organisation=ana.organisation, roles=[Role.VIEWER])
    assert actions.accept_invitation(invitation=invitation, by=pom, at=NOW).roles == ["viewer"]


def test_what_an_invitation_refuses(ana: Actor, di: Actor) -> None:
    refused(actions.MayNotManage, invited, by=di)
    refused(Invalid, invited, by=ana, email="not an address")
    refused(Invalid, invited, by=ana, roles=[])
    refused(Invalid, invited, by=ana, roles=["king"])
    refused(actions.AlreadyMember, invited, by=ana, email=di.user.email.upper())
    invited(ana)
    refused(actions.AlreadyInvited, invited, by=ana)


def test_an_expired_invitation_makes_room_for_a_new_one(ana: Actor) -> None:
    old = invited(ana)
    later = NOW + timedelta(days=15)
    new = invited(ana, at=later)
    old.refresh_from_db()
    assert (old.revoked_at, new.expires_at) == (later, later + timedelta(days=14))


def test_an_organisation_does_not_send_mail_by_the_hundred(ana: Actor) -> None:
    for number in range(20):
        invited(ana, email=f"p{number}@saphan.example")
    refused(actions.TooManyInvitations, invited, by=ana)


def test_roles_change_with_a_trace_and_a_notice(ana: Actor, di: Actor) -> None:
    member = actions.change_roles(member=place_of(di), roles=["signatory", "seller", "seller"], by=ana, at=NOW)
    assert member.roles == ["seller", "signatory"]
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"roles": ["viewer"]}, {"roles": ["seller", "signatory"]})
    assert [(n.kind, n.user) for n in Notice.objects.all()] == [("accounts.roles_changed", di.user)]


def test_what_a_change_of_roles_refuses(ana: Actor, di: Actor) -> None:
    refused(actions.MayNotManage, actions.change_roles, member=place_of(di), roles=["owner"], by=di)
    refused(Invalid, actions.change_roles, member=place_of(di), roles=[], by=ana)
    refused(Invalid, actions.change_roles, member=place_of(di), roles=["king"], by=ana)
    refused(actions.LastOwner, actions.change_roles, member=place_of(ana), roles=["seller"], by=ana)
    gone = place_of(di)
    actions.remove_member(member=gone, by=ana, at=NOW)
    refused(MemberGone, actions.change_roles, member=gone, roles=["seller"], by=ana)


def test_the_last_owner_stays_and_a_second_one_may_leave(ana: Actor, di: Actor) -> None:
    refused(actions.LastOwner, actions.remove_member, member=place_of(ana), by=ana)
    actions.change_roles(member=place_of(di), roles=["owner"], by=ana, at=NOW)
    actions.remove_member(member=place_of(ana), by=ana, at=NOW)
    assert [m.user for m in Membership.objects.filter(organisation=ana.organisation, ended_at=None)] == [di.user]


def test_a_viewer_leaves_but_removes_nobody(ana: Actor, di: Actor) -> None:
    refused(actions.MayNotManage, actions.remove_member, member=place_of(ana), by=di)
    actions.remove_member(member=place_of(di), by=di, at=NOW)
    assert (place_of(di).ended_at, Notice.objects.count()) == (NOW, 0)


def test_who_is_removed_is_told_and_loses_the_tokens_he_made(ana: Actor, saphan: Any) -> None:
    fern = factories.actor("Fern Kaew", saphan, Role.OWNER)
    token, _ = actions.create_token(name="nightly", scopes=["deals:read"], expires_at=None, by=fern, at=NOW)
    known = set(Notice.objects.values_list("pk", flat=True))
    actions.remove_member(member=place_of(fern), by=ana, at=NOW)
    token.refresh_from_db()
    assert token.revoked_at == NOW
    assert [(n.kind, n.user, n.organisation) for n in Notice.objects.exclude(pk__in=known)] == [
        ("accounts.removed", fern.user, None)
    ]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_remove_the_two_last_owners_and_one_is_refused(ana: Actor, saphan: Any) -> None:
    fern = factories.actor("Fern Kaew", saphan, Role.OWNER)
    places, start, outcomes = [place_of(ana), place_of(fern)], Barrier(2), []

    def leave(member: Membership, by: Actor) -> None:
        start.wait()
        try:
            actions.remove_member(member=member, by=by, at=NOW)
            outcomes.append("left")
        except actions.LastOwner:
            outcomes.append("refused")
        finally:
            connection.close()

    tabs = [Thread(target=leave, args=pair) for pair in zip(places, (ana, fern), strict=True)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(outcomes) == ["left", "refused"]
    assert Membership.objects.filter(organisation=saphan, ended_at=None).count() == 1
