"""An organisation from its making to its verification, and back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.actors import Actor, Person, Staff
from accounts.models import AuditEntry, Membership, Notice, Organisation
from accounts.queries.duplicates import Sign
from accounts.roles import Role
from accounts.states import OrganisationState
from marketplace.kit.problems import Invalid, Problem
from tests import factories
from tests.accounts.papers import pdf
from tests.factories import NOW

pytestmark = pytest.mark.django_db

FACTS: dict[str, Any] = {
    "kinds": ["producer"],
    "name_en": "Mekong Lantern Films Co., Ltd.",
    "name_local": "แม่โขงแลนเทิร์นฟิล์ม",
    "name_language": "th",
    "territory": "TH",
    "registration_number": "0105561012346",
    "tax_number": "0105561012346",
    "address": "12 Charoen Krung Road, Bangkok",
}


@pytest.fixture
def nok() -> Person:
    return Person(factories.user("Nok Wongsa"), "request-1", "192.0.2.7")


@pytest.fixture
def complete(nok: Person) -> Actor:
    """Nok acting for an organisation in which nothing is missing."""
    made = actions.create_organisation(by=nok, at=NOW, **FACTS)
    actor = Actor(nok.user, made, frozenset({Role.OWNER}))
    actions.add_document(organisation=made, kind="registration", file=pdf(), by=actor, at=NOW)
    return actor


def state(organisation: Organisation) -> str:
    return Organisation.objects.get(pk=organisation.pk).state


def refused(expected: type[Problem], organisation: Organisation, action: Any, **arguments: Any) -> Problem:
    """The action refuses, and neither the organisation nor the audit trail nor the notices change."""
    before = (
        Organisation.objects.filter(pk=organisation.pk).values().get(),
        AuditEntry.objects.count(),
        Notice.objects.count(),
    )
    with pytest.raises(expected) as caught:
        action(organisation=organisation, at=NOW, **arguments)
    after = (
        Organisation.objects.filter(pk=organisation.pk).values().get(),
        AuditEntry.objects.count(),
        Notice.objects.count(),
    )
    assert after == before
    return caught.value


def test_who_makes_an_organisation_owns_it(nok: Person) -> None:
    made = actions.create_organisation(by=nok, at=NOW, **FACTS)
    member = Membership.objects.get(organisation=made)
    assert (made.state, member.user, member.roles) == ("draft", nok.user, ["owner"])
    nok.user.refresh_from_db()
    assert nok.user.time_zone == "Asia/Bangkok"
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.user, entry.object_id, entry.request_id) == (
        "accounts.create_organisation",
        nok.user,
        str(made.pk),
        "request-1",
    )
    assert entry.after["name_en"] == FACTS["name_en"]


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ({"name_en": "MEKONG LANTERN FILMS", "registration_number": "0105561012354", "name_local": ""}, Sign.NAME),
        ({"name_en": "Another", "name_local": "", "registration_number": "0-1055-61012-34-6"}, Sign.NUMBER),
    ],
)
def test_an_organisation_that_is_here_already_is_recognised(changes: dict[str, str], sign: Sign, nok: Person) -> None:
    first = actions.create_organisation(by=nok, at=NOW, **FACTS)
    other = Person(
        factories.user(
            "Ploy Chai",
        )
    )
    other.user.email = "ploy@gmail.com"
    with pytest.raises(actions.LooksLikeDuplicate) as caught:
        actions.create_organisation(by=other, at=NOW, **(FACTS | changes))
    assert [(one.organisation, one.sign) for one in caught.value.found] == [(first, sign)]
    assert Organisation.objects.count() == 1


def test_a_colleagues_e_mail_domain_is_recognised_and_a_public_one_is_not(nok: Person) -> None:
    nok.user.email = "nok@lantern.example"
    nok.user.save()
    actions.create_organisation(by=nok, at=NOW, **FACTS)
    facts = FACTS | {"name_en": "Lantern Post", "name_local": "", "registration_number": ""}
    colleague = Person(factories.user("Ton"))
    colleague.user.email = "ton@lantern.example"
    with pytest.raises(actions.LooksLikeDuplicate) as caught:
        actions.create_organisation(by=colleague, at=NOW, **facts)
    assert [one.sign for one in caught.value.found] == [Sign.DOMAIN]
    assert actions.create_organisation(by=colleague, at=NOW, another_one=True, **facts).pk
    stranger = Person(factories.user("Mai"))
    stranger.user.email = "mai@163.com"
    assert actions.create_organisation(by=stranger, at=NOW, **(facts | {"name_en": "Baan Media"})).pk


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("registration_number", "12345", "0105555001231"),
        ("territory", "THA", "TH"),
        ("kinds", ["cinema"], ""),
        ("kinds", [], ""),
        ("name_en", "", ""),
        ("website", "javascript:alert(1)", ""),
        ("name_language", "thai", ""),
    ],
)
def test_wrong_facts_are_refused_at_their_field(field: str, value: Any, word: str, nok: Person) -> None:
    with pytest.raises(Invalid) as caught:
        actions.create_organisation(by=nok, at=NOW, **(FACTS | {field: value}))
    assert list(caught.value.errors) == [field]
    assert word in " ".join(caught.value.errors[field])
    assert (Organisation.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_change_is_audited_with_what_it_was_before(complete: Actor) -> None:
    actions.update_organisation(
        organisation=complete.organisation, by=complete, at=NOW, about="Slow cinema.", tax_number=""
    )
    entry = AuditEntry.objects.latest("pk")
    assert (entry.before, entry.after) == (
        {"about": "", "tax_number": "0105561012346"},
        {"about": "Slow cinema.", "tax_number": ""},
    )


def test_saving_what_is_there_already_leaves_no_trace(complete: Actor) -> None:
    before = AuditEntry.objects.count()
    actions.update_organisation(organisation=complete.organisation, by=complete, at=NOW, **FACTS)
    assert AuditEntry.objects.count() == before


def test_only_an_owner_changes_the_organisation_and_the_refusal_names_her(ana: Actor, di: Actor) -> None:
    problem = refused(actions.MayNotManage, ana.organisation, actions.update_organisation, by=di, about="Ours")
    assert "Ana Srisai" in problem.message()
    refused(actions.MayNotManage, ana.organisation, actions.submit_organisation, by=di)
    refused(actions.MayNotManage, ana.organisation, actions.add_document, by=di, kind="registration", file=pdf())


def test_verified_facts_stand_and_the_introduction_does_not(ana: Actor) -> None:
    problem = refused(
        actions.FactsAreVerified, ana.organisation, actions.update_organisation, by=ana, name_en="Saphan Pictures II"
    )
    assert "Verified" in problem.message()
    changed = actions.update_organisation(organisation=ana.organisation, by=ana, at=NOW, about="River stories.")
    assert changed.about == "River stories."


def test_sending_needs_every_fact_and_the_registration(nok: Person) -> None:
    made = actions.create_organisation(by=nok, at=NOW, **(FACTS | {"address": "", "name_local": ""}))
    actor = Actor(nok.user, made, frozenset({Role.OWNER}))
    problem = refused(actions.NotComplete, made, actions.submit_organisation, by=actor)
    assert isinstance(problem, Invalid)
    assert set(problem.errors) == {"address", "name_local", "documents"}


def test_a_name_in_latin_script_is_enough_where_the_register_is_kept_in_it(nok: Person) -> None:
    facts = FACTS | {
        "territory": "SG",
        "name_local": "",
        "registration_number": "201812345M",
        "tax_number": "201812345M",
    }
    made = actions.create_organisation(by=nok, at=NOW, **facts)
    actor = Actor(nok.user, made, frozenset({Role.OWNER}))
    actions.add_document(organisation=made, kind="registration", file=pdf(), by=actor, at=NOW)
    actions.submit_organisation(organisation=made, by=actor, at=NOW)
    assert state(made) == OrganisationState.SUBMITTED


def test_staff_verify_what_was_sent_and_the_members_are_told(complete: Actor, sam: Staff) -> None:
    organisation = complete.organisation
    refused(actions.OrganisationMovedOn, organisation, actions.verify_organisation, by=sam)
    actions.submit_organisation(organisation=organisation, by=complete, at=NOW)
    actions.verify_organisation(organisation=organisation, by=sam, at=NOW, note="register looked up")
    organisation.refresh_from_db()
    assert (organisation.state, organisation.verified_by, organisation.verified_at) == ("verified", sam.user, NOW)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.as_staff, entry.before, entry.after) == (
        "accounts.verify_organisation",
        True,
        {"state": "submitted"},
        {"state": "verified", "note": "register looked up"},
    )
    assert [(n.kind, n.user) for n in Notice.objects.all()] == [("accounts.verified", complete.user)]
    refused(actions.OrganisationMovedOn, organisation, actions.verify_organisation, by=sam)


def test_reasons_become_the_message_and_go_when_the_field_is_corrected(complete: Actor, sam: Staff) -> None:
    organisation = complete.organisation
    actions.submit_organisation(organisation=organisation, by=complete, at=NOW)
    reasons = {"address": "The street is missing.", "documents": "Page 2 cannot be read.", "about": " "}
    actions.return_organisation(organisation=organisation, reasons=reasons, by=sam, at=NOW)
    kept = {"address": "The street is missing.", "documents": "Page 2 cannot be read."}
    assert Organisation.objects.get(pk=organisation.pk).returned_reasons == kept
    assert Notice.objects.get().values["reasons"] == "The street is missing. Page 2 cannot be read."
    actions.update_organisation(organisation=organisation, by=complete, at=NOW, address="99 Rama IV Road, Bangkok")
    assert list(Organisation.objects.get(pk=organisation.pk).returned_reasons) == ["documents"]
    actions.add_document(organisation=organisation, kind="registration", file=pdf(), by=complete, at=NOW)
    assert Organisation.objects.get(pk=organisation.pk).returned_reasons == {}


@pytest.mark.parametrize("reasons", [{}, {"address": "  "}, {"shoe_size": "too big"}])
def test_returning_needs_a_reason_at_a_place_that_exists(reasons: dict[str, str], complete: Actor, sam: Staff) -> None:
    actions.submit_organisation(organisation=complete.organisation, by=complete, at=NOW)
    refused(Invalid, complete.organisation, actions.return_organisation, by=sam, reasons=reasons)


def test_two_organisations_with_one_registration_are_not_both_verified(complete: Actor, sam: Staff) -> None:
    factories.organisation("The First", registration_number=FACTS["registration_number"])
    actions.submit_organisation(organisation=complete.organisation, by=complete, at=NOW)
    problem = refused(actions.RegistrationTaken, complete.organisation, actions.verify_organisation, by=sam)
    assert "0105561012346" in problem.message()


def test_staff_do_not_decide_about_their_own_organisation(complete: Actor) -> None:
    factories.put_on_staff(complete.user)
    actions.submit_organisation(organisation=complete.organisation, by=complete, at=NOW)
    own = Staff(complete.user)
    refused(actions.OwnOrganisation, complete.organisation, actions.verify_organisation, by=own)
    refused(
        actions.OwnOrganisation, complete.organisation, actions.return_organisation, by=own, reasons={"address": "x"}
    )


def test_a_suspension_takes_two_people(ana: Actor, sam: Staff) -> None:
    organisation = ana.organisation
    kim = factories.staff("Kim Staff")
    refused(actions.NotProposed, organisation, actions.suspend_organisation, by=kim)
    refused(Invalid, organisation, actions.propose_suspension, by=sam, reason=" ")
    actions.propose_suspension(organisation=organisation, reason="Forged register extract.", by=sam, at=NOW)
    assert (state(organisation), organisation.suspension_proposed_by) == ("verified", sam.user)
    assert [n.user for n in Notice.objects.filter(kind="accounts.suspension_proposed")] == [kim.user]
    refused(actions.OrganisationMovedOn, organisation, actions.propose_suspension, by=kim, reason="Me too.")
    refused(actions.SuspensionTakesTwo, organisation, actions.suspend_organisation, by=sam)
    actions.suspend_organisation(organisation=organisation, by=kim, at=NOW)
    assert (state(organisation), organisation.suspended_by) == ("suspended", kim.user)
    told = Notice.objects.get(kind="accounts.suspended")
    assert (told.user, told.values["reason"]) == (ana.user, "Forged register extract.")
    actions.reinstate_organisation(organisation=organisation, reason="The extract was real.", by=sam, at=NOW)
    organisation.refresh_from_db()
    assert (organisation.state, organisation.suspension_proposed_by, organisation.suspension_reason) == (
        "verified",
        None,
        "",
    )


def test_a_proposal_can_be_dropped(ana: Actor, sam: Staff) -> None:
    refused(actions.NotProposed, ana.organisation, actions.drop_suspension, by=sam)
    actions.propose_suspension(organisation=ana.organisation, reason="Perhaps forged.", by=sam, at=NOW)
    actions.drop_suspension(organisation=ana.organisation, by=sam, at=NOW)
    refused(actions.NotProposed, ana.organisation, actions.suspend_organisation, by=factories.staff("Kim Staff"))


def test_the_page_sends_it_for_verification(complete: Actor) -> None:
    client = Client()
    client.force_login(complete.user)
    assert client.post(reverse("accounts:organisation-submit"))["Location"] == reverse("accounts:organisation")
    assert state(complete.organisation) == OrganisationState.SUBMITTED
