"""What follows when allauth has changed how somebody signs in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_added, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions import AddressWaits, announce_address, withdraw_factor_reset
from accounts.addresses import may_be_objected
from accounts.factors import OWN_FACTORS, counter_of, factor_shown, secret_of, use_counter
from accounts.models import User


@receiver(authenticator_added)
def trust_only_this_session(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """A factor that was just set up counts as shown, its code as used; sessions elsewhere have not shown it and end."""
    if authenticator.type not in OWN_FACTORS:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    if authenticator.type == Authenticator.Type.TOTP:
        counter = counter_of(secret_of(authenticator), request.POST.get("code", ""))
        use_counter(authenticator, counter or 0)
    end_other_sessions(request, user)


@receiver(user_logged_in)
def end_request_without_reason(request: HttpRequest, user: User, **_: Any) -> None:
    """Who shows the second step has not lost it."""
    if factor_shown(request):
        withdraw_factor_reset(user=user, at=timezone.now())


@receiver(email_added)
def tell_the_old_address(user: User, email_address: EmailAddress, **_: Any) -> None:
    """Somebody gave the account another address: the one that it had may object."""
    announce_address(user=user, email=email_address.email, at=timezone.now())


@receiver(pre_save, sender=EmailAddress)
def keep_the_old_address_first(instance: EmailAddress, **_: Any) -> None:
    """No door makes an address the first one while the old one may object. Raises AddressWaits."""
    if instance.primary and may_be_objected(instance.email):
        raise AddressWaits(email=instance.email)


@receiver(pre_delete, sender=EmailAddress)
def keep_the_old_address(instance: EmailAddress, **_: Any) -> None:
    """Nor does any remove the last address that was there before. Raises AddressWaits."""
    others = [row.email for row in EmailAddress.objects.filter(user=instance.user_id).exclude(pk=instance.pk)]
    if others and all(may_be_objected(email) for email in others):
        raise AddressWaits(email=others[0])
