"""How somebody's account is protected."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from accounts.models import User


@dataclass(frozen=True)
class Security:
    """What the profile says about signing in."""

    authenticator_app: bool
    passkeys: int
    recovery_codes: bool


def security_of(user: User) -> Security:
    """Which second factors the person has set up."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return Security(
        authenticator_app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=Authenticator.Type.RECOVERY_CODES in kinds,
    )
