"""A second factor that is lost with its recovery codes: no dead end for its owner, and no door for whoever has the
password."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, FactorReset, FactorResetOutcome, Membership, User
from accounts.tasks import send_notices
from marketplace.kit.problems import Invalid
from tests.factories import PASSWORD
from tests.signing_in import code_of, enrol

pytestmark = pytest.mark.django_db
NOTE = "Called Yunfan's office; the line manager described her."


def password_given(who: Actor | Staff) -> Client:
    """In the middle of signing in: the password was right, the second step is asked for."""
    enrol(who.user)
    client = Client()
    answer = client.post(reverse("account_login"), {"login": who.user.email, "password": PASSWORD})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    return client


def asked(who: Actor | Staff) -> FactorReset:
    client = password_given(who)
    assert reverse("accounts:factor-reset") in client.get(reverse("mfa_authenticate")).content.decode()
    for _twice in range(2):
        assert client.post(reverse("accounts:factor-reset")).status_code == 302
    return FactorReset.objects.get()


def later(row: FactorReset) -> datetime:
    return row.free_at + timedelta(seconds=1)


def decide(who: Staff, row: FactorReset, decision: str, note: str = NOTE) -> int:
    client = Client()
    client.force_login(who.user)
    return client.post(reverse("staff:factor-reset", args=[row.pk]), {"decision": decision, "note": note}).status_code


def factors(who: Actor | Staff) -> int:
    return int(Authenticator.objects.filter(user=who.user).count())


def test_who_has_not_given_the_password_asks_for_nothing(bo: Actor) -> None:
    enrol(bo.user)
    for method in (Client().get, Client().post):
        assert method(reverse("accounts:factor-reset"))["Location"] == reverse("account_login")
    assert FactorReset.objects.count() == 0


def test_asked_once_told_to_the_address_and_to_staff_and_nothing_removed(bo: Actor, sam: Staff) -> None:
    row = asked(bo)
    send_notices()
    assert row.free_at - row.asked_at == timedelta(hours=72)
    letters = {one.to[0]: str(one.body) for one in mail.outbox}
    assert re.search(r"/lost-second-step/\S+/", letters[bo.user.email])
    assert f"/staff/lost-second-step/{row.pk}/" in letters[sam.user.email]
    with pytest.raises(actions.TimeToObject):
        actions.reset_factor(row=row, note=NOTE, by=sam, at=row.free_at - timedelta(seconds=1))
    assert (factors(bo), FactorReset.objects.get().outcome) == (1, "")


def test_the_owner_objects_by_the_letter_and_the_password_is_void(bo: Actor, sam: Staff) -> None:
    row = asked(bo)
    send_notices()
    letter = next(one for one in mail.outbox if one.to == [bo.user.email])
    link = re.search(r"/lost-second-step/\S+/", str(letter.body))
    assert link
    assert Client().get(link[0]).status_code == 200
    assert FactorReset.objects.get().outcome == ""
    assert Client().post(link[0]).status_code == 200
    assert (FactorReset.objects.get().outcome, factors(bo)) == (FactorResetOutcome.OBJECTED, 1)
    assert not User.objects.get(pk=bo.user.pk).has_usable_password()
    assert (Client().post(link[0]).status_code, Client().get("/lost-second-step/1:forged/").status_code) == (410, 404)
    with pytest.raises(actions.FactorResetOver):
        actions.reset_factor(row=row, note=NOTE, by=sam, at=later(row))


def test_staff_remove_it_after_72_hours_and_the_person_signs_in_with_the_password(bo: Actor, sam: Staff) -> None:
    row = asked(bo)
    actions.reset_factor(row=row, note=NOTE, by=sam, at=later(row))
    row.refresh_from_db()
    assert (row.outcome, row.decided_by, row.note, factors(bo)) == (FactorResetOutcome.RESET, sam.user, NOTE, 0)
    entry = AuditEntry.objects.get(action="accounts.reset_factor")
    assert (entry.user, entry.after) == (sam.user, {"note": NOTE})
    answer = Client().post(reverse("account_login"), {"login": bo.user.email, "password": PASSWORD})
    assert not answer["Location"].startswith("/account/2fa")


def test_who_finds_it_again_ends_the_request_by_signing_in(bo: Actor) -> None:
    asked(bo)
    client = Client()
    client.post(reverse("account_login"), {"login": bo.user.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code_of(bo.user)})
    assert FactorReset.objects.get().outcome == FactorResetOutcome.WITHDRAWN


def test_staff_refuse_with_a_reason_that_the_person_reads(bo: Actor, sam: Staff) -> None:
    row = asked(bo)
    assert decide(sam, row, "refuse", note=" ") == 422
    assert decide(sam, row, "reset") == 409
    assert FactorReset.objects.get().outcome == ""
    assert decide(sam, row, "refuse") == 302
    assert (FactorReset.objects.get().outcome, factors(bo)) == (FactorResetOutcome.REFUSED, 1)
    assert decide(sam, row, "refuse") == 410
    send_notices()
    assert NOTE in "".join(str(one.body) for one in mail.outbox if one.to == [bo.user.email])


def test_nobody_decides_about_his_own_second_step(sam: Staff) -> None:
    row = asked(sam)
    for act in (actions.reset_factor, actions.refuse_factor_reset):
        with pytest.raises(actions.OwnFactor):
            act(row=row, note=NOTE, by=sam, at=later(row))
    assert factors(sam) == 1


def test_h5_nobody_decides_about_a_member_of_his_own_organisation(bo: Actor, sam: Staff) -> None:
    row = asked(bo)
    Membership.objects.create(user=sam.user, organisation=bo.organisation, roles=["viewer"])
    for act in (actions.reset_factor, actions.refuse_factor_reset):
        with pytest.raises(actions.OwnOrganisation):
            act(row=row, note=NOTE, by=sam, at=later(row))
    assert (FactorReset.objects.get().outcome, factors(bo)) == ("", 1)


def test_a_decision_needs_its_reason(bo: Actor, sam: Staff) -> None:
    row = asked(bo)
    with pytest.raises(Invalid):
        actions.reset_factor(row=row, note=" ", by=sam, at=later(row))
    assert factors(bo) == 1


@pytest.mark.parametrize("changes", [{"free_at": timezone.now()}, {"outcome": "reset"}])
def test_the_database_refuses_what_the_rule_does(bo: Actor, changes: dict[str, object]) -> None:
    """Neither a shorter time nor a decision of nobody."""
    values = {"asked_at": timezone.now(), "free_at": timezone.now() + timedelta(hours=73), "decided_at": None} | changes
    if "outcome" in changes:
        values["decided_at"] = timezone.now() + timedelta(hours=80)
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(user=bo.user, **values)
