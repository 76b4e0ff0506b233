"""Invite a colleague by e-mail."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_manage
from accounts.actions.team import changing_team, known_roles
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Invitation
from accounts.queries import members_of, open_invitations
from accounts.tokens import digest_secret, invitation_token
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.problems import Invalid, Problem

LIFE = timedelta(days=14)
MAX_OPEN = 20


class AlreadyMember(Problem):
    code = "already_member"
    text = _("%(email)s is a member already.")
    field = "email"


class AlreadyInvited(Problem):
    code = "already_invited"
    text = _("%(email)s has an open invitation already.")
    hint = _("Take it back first if you want to send another one.")
    field = "email"


class TooManyInvitations(Problem):
    """Keeps an organisation from sending mail to strangers by the hundred."""

    code = "too_many_invitations"
    status = 429
    text = _("%(most)s invitations are open. Take back those that nobody will answer.")
    field = "email"


def invite_member(*, email: str, roles: Iterable[str], by: Actor, at: datetime, language: str = "en") -> Invitation:
    """Invite `email` to the actor's organisation, for 14 days; the mail follows after the commit.

    An invitation of this address that has expired is replaced. Raises MayNotManage, NotAllowedNow, Invalid, AlreadyMember,
    AlreadyInvited, TooManyInvitations.
    """
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with changing_team(by.organisation), transaction.atomic():
        must_manage("invite_member", by)
        address, wanted = clean_address(email), known_roles(roles)
        make_room(address, by, at)
        invitation = Invitation.objects.create(
            organisation=by.organisation,
            email=address,
            roles=wanted,
            invited_by=by.user,
            language=language,
            token_sha256=digest_secret(invitation_token(by.organisation.pk, address, at)),
            created_at=at,
            expires_at=at + LIFE,
        )
        record_entry(
            by=by, did="accounts.invite_member", what=invitation, at=at, after={"email": address, "roles": wanted}
        )
        enqueue_task("accounts.send_notices")
    return invitation


def clean_address(email: str) -> str:
    """The address in lower case. Raises Invalid."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid({"email": list(error.messages)}) from error
    return address


def make_room(address: str, by: Actor, at: datetime) -> None:
    """Refuse members and open invitations; take back an expired one."""
    if members_of(by.organisation).filter(user__email=address).exists():
        raise AlreadyMember(email=address)
    waiting = open_invitations(by.organisation)
    waiting.filter(email=address, expires_at__lte=at).update(revoked_at=at)
    if waiting.filter(email=address).exists():
        raise AlreadyInvited(email=address)
    if waiting.filter(expires_at__gt=at).count() >= MAX_OPEN:
        raise TooManyInvitations(most=MAX_OPEN)
