"""Requests to be let in without a lost second factor: their links, and whose they are."""

from django.core import signing

from accounts.models import FactorReset, Organisation, User

SALT = "accounts.factor_reset"


def objection_token(row: FactorReset) -> str:
    """The secret of the link by which the account's owner objects. It opens nothing else."""
    return signing.Signer(salt=SALT).sign(str(row.pk))


def reset_of(token: str) -> FactorReset | None:
    """The request that the link was made for, whatever became of it; None for a link that we did not make."""
    try:
        number = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return FactorReset.objects.select_related("user").filter(pk=number).first()


def organisations_of(user: User) -> list[Organisation]:
    """The organisations to which the person belongs now."""
    memberships = user.memberships.filter(ended_at=None).select_related("organisation")
    return [membership.organisation for membership in memberships]
