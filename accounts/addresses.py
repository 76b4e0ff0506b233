"""New e-mail addresses of an account: what they open while the old one may still object."""

from datetime import timedelta
from typing import Any

from django.core import signing

from accounts.models import NewAddress

TIME_TO_OBJECT = timedelta(hours=72)
SALT = "accounts.objection"


def may_be_objected(email: str) -> bool:
    """Was this address added so lately that the old one may still object?"""
    return NewAddress.objects.waiting().filter(email=email.lower()).exists()


def objection_token(row: NewAddress) -> str:
    """The secret of the link by which the old address objects. It opens nothing else."""
    return signing.Signer(salt=SALT).sign(str(row.pk))


def address_of(token: str) -> NewAddress | None:
    """The row that the link was made for, whatever became of it; None for a link that we did not make."""
    try:
        number = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return NewAddress.objects.select_related("user").filter(pk=number).first()


def others_of(user: Any, email: str) -> list[Any]:
    """The account's confirmed addresses besides `email`, the first one first."""
    return list(user.emailaddress_set.filter(verified=True).exclude(email=email).order_by("-primary", "pk"))
