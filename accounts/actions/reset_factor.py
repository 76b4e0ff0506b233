"""A second factor that is lost with all recovery codes: asked, objected to for 72 hours, then decided by staff."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Person, Staff
from accounts.audit import record_entry
from accounts.factor_resets import objection_token, organisations_of
from accounts.models import FactorReset, FactorResetOutcome, User
from accounts.models.factor_reset import TIME_TO_OBJECT
from accounts.notices import draft_for_person, draft_for_staff
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Invalid, Problem


class FactorResetOver(Problem):
    code = "factor_reset_over"
    status = 410
    text = _("This request has ended.")
    hint = _("Reload the page to see how.")


class TimeToObject(Problem):
    code = "time_to_object"
    text = _("The account's owner may still object: nothing is removed before 72 hours have passed.")
    hint = _("The page says when the time is over.")


class OwnFactor(Problem):
    code = "own_factor"
    status = 403
    text = _("Nobody removes his own second step.")
    hint = _("A colleague decides.")


@transaction.atomic
def ask_factor_reset(*, user: User, at: datetime) -> FactorReset:
    """Note the request and tell every address of the account, with a link to object; staff too. Once while it is open."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if found := FactorReset.objects.filter(user=user, outcome="").first():
        return found
    row = FactorReset.objects.create(user=user, asked_at=at, free_at=at + TIME_TO_OBJECT)
    url = reverse("accounts:factor-reset-objection", args=[objection_token(row)])
    told = [
        draft_for_person(user, "accounts.factor_reset_asked", url=url, mail_to=address.email)
        for address in EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    ]
    ours = draft_for_staff("accounts.factor_reset_waits", url=url_of(row, "staff"), person=user.display_name)
    record_entry(by=Person(user), did="accounts.ask_factor_reset", what=user, at=at, tell=[*told, ours])
    return row


@transaction.atomic
def object_to_factor_reset(*, row: FactorReset, at: datetime) -> None:
    """The owner did not ask: whoever did knows the password, so it is void, and everybody is signed out.

    Raises FactorResetOver.
    """
    end_reset(row, FactorResetOutcome.OBJECTED, at)
    user = User.objects.select_for_update(no_key=True).get(pk=row.user_id)
    # A session is bound to the password: with it, all of them end.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    told = draft_for_person(user, "accounts.factor_reset_objected")
    record_entry(by=Person(user), did="accounts.object_to_factor_reset", what=user, at=at, tell=[told])


def withdraw_factor_reset(*, user: User, at: datetime) -> None:
    """The factor was found and shown again: an open request has no reason any more."""
    FactorReset.objects.filter(user=user, outcome="").update(outcome=FactorResetOutcome.WITHDRAWN, decided_at=at)


@transaction.atomic
def reset_factor(*, row: FactorReset, note: str, by: Staff, at: datetime) -> None:
    """Remove the account's factors and recovery codes. `note`: how staff made sure who it is.

    Raises OwnFactor, OwnOrganisation, TimeToObject, Invalid (note), FactorResetOver.
    """
    must_be_staff("reset_factor", by)
    must_decide(row, note, by)
    if at < row.free_at:
        raise TimeToObject
    end_reset(row, FactorResetOutcome.RESET, at, by, note)
    Authenticator.objects.filter(user=row.user_id).delete()
    told = draft_for_person(row.user, "accounts.factor_reset_done")
    record_entry(by=by, did="accounts.reset_factor", what=row.user, at=at, after={"note": note}, tell=[told])


@transaction.atomic
def refuse_factor_reset(*, row: FactorReset, note: str, by: Staff, at: datetime) -> None:
    """Leave the factors as they are; the person reads why. Raises OwnFactor, OwnOrganisation, Invalid, FactorResetOver."""
    must_be_staff("refuse_factor_reset", by)
    must_decide(row, note, by)
    end_reset(row, FactorResetOutcome.REFUSED, at, by, note)
    told = draft_for_person(row.user, "accounts.factor_reset_refused", reason=note)
    record_entry(by=by, did="accounts.refuse_factor_reset", what=row.user, at=at, after={"note": note}, tell=[told])


def must_decide(row: FactorReset, note: str, by: Staff) -> None:
    """Raise what keeps this member of staff from deciding."""
    if by.user.pk == row.user_id:
        raise OwnFactor
    must_judge(by, *organisations_of(row.user))
    if not note.strip():
        raise Invalid({"note": [str(_("Say how you made sure who it is, or why it is refused."))]})


def end_reset(
    row: FactorReset, outcome: FactorResetOutcome, at: datetime, by: Staff | None = None, note: str = ""
) -> None:
    """Close an open request, unless somebody was faster (FactorResetOver)."""
    changes = {"outcome": outcome, "decided_at": at, "decided_by": by.user if by else None, "note": note.strip()}
    if not FactorReset.objects.filter(pk=row.pk, outcome="").update(**changes):
        raise FactorResetOver
