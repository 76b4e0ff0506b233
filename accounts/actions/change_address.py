"""A new e-mail address of an account, and the old one's objection."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Person
from accounts.addresses import TIME_TO_OBJECT, objection_token, others_of
from accounts.audit import record_entry
from accounts.models import ApiToken, NewAddress, User
from accounts.notices import draft_for_person
from marketplace.kit.problems import Problem


class AddressWaits(Problem):
    """The old address has not had its 72 hours yet."""

    code = "address_waits"
    text = _("%(email)s was added less than 72 hours ago: until then it does not replace your old address.")
    hint = _("We told the old address. Try again when the time is over.")


class ObjectionOver(Problem):
    code = "objection_over"
    status = 410
    text = _("The time to object is over, or you objected already.")
    hint = _("If your account is no longer yours, write to us.")


@transaction.atomic
def announce_address(*, user: User, email: str, at: datetime) -> NewAddress | None:
    """Tell every address that the account had of the new one, with a link to object. None for an account's first."""
    told = others_of(user, email)
    if not told:
        return None
    row = NewAddress.objects.create(
        user=user, email=email.lower(), told=told[0].email, added_at=at, free_at=at + TIME_TO_OBJECT
    )
    url = reverse("accounts:objection", args=[objection_token(row)])
    drafts = [
        draft_for_person(user, "accounts.address_added", url=url, mail_to=address.email, email=row.email)
        for address in told
    ]
    record_entry(by=Person(user), did="accounts.add_address", what=user, at=at, after={"email": row.email}, tell=drafts)
    return row


@transaction.atomic
def object_to_address(*, row: NewAddress, at: datetime) -> None:
    """Undo the new address and all that came with it: sessions, password, factors and tokens made since. Once.

    The password is void until its owner sets a new one by a mail to the old address. Raises ObjectionOver.
    """
    if not NewAddress.objects.filter(pk=row.pk, objected_at=None, free_at__gt=at).update(objected_at=at):
        raise ObjectionOver
    user = User.objects.select_for_update(no_key=True).get(pk=row.user_id)
    EmailAddress.objects.filter(user=user, email=row.email).delete()
    Authenticator.objects.filter(user=user, created_at__gte=row.added_at).delete()
    ApiToken.objects.filter(user=user, created_at__gte=row.added_at, revoked_at=None).update(revoked_at=at)
    # A session is bound to the password: with it, all of them end.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    told = draft_for_person(user, "accounts.address_refused", mail_to=row.told, email=row.email)
    record_entry(
        by=Person(user), did="accounts.object_to_address", what=user, at=at, after={"email": row.email}, tell=[told]
    )
