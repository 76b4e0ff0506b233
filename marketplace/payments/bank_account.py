"""Where buyers send the money: our account as banks' forms ask for it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In this order, parted by " · ", they stand in the setting BANK_ACCOUNT.
FIELDS: tuple[str | Promise, ...] = (
    _("Beneficiary's bank"),
    _("Account number"),
    _("SWIFT code (BIC)"),
    _("Bank's address"),
    _("Beneficiary"),
    _("Beneficiary's address"),
)


@dataclass(frozen=True)
class Fact:
    """One field of a transfer form."""

    label: str
    value: str


def account_facts() -> list[Fact]:
    """The fields that are known, labelled; none where no account is set up."""
    values = [part.strip() for part in settings.BANK_ACCOUNT.split(" · ")]
    return [Fact(str(label), value) for label, value in zip(FIELDS, values, strict=False) if value]
