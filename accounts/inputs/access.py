"""Who may do what for an organisation: roles, invitations, API tokens."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.inputs.fields import LanguageField, MailField
from accounts.roles import Role, Scope
from marketplace.kit.inputs import ChoicesField, InputForm, OneOfField, TextField

LIVES = (("30", _("30 days")), ("90", _("90 days")), ("365", _("1 year")), ("", _("Until it is revoked")))


class RolesForm(InputForm):
    """A member's roles."""

    roles = ChoicesField(label=_("Roles"), choices=lambda: Role.choices, max_items=len(Role))


class InviteForm(RolesForm):
    """Whom to invite, as what."""

    email = MailField(label=_("Work e-mail"))
    language = LanguageField(label=_("Language of the mail"))
    field_order = ("email", "roles", "language")


class TokenForm(InputForm):
    """A token's name, scopes and life."""

    name = TextField(label=_("Name"), max_length=80, help_text=_("Which system uses it"))
    scopes = ChoicesField(label=_("The token may"), choices=lambda: Scope.choices, max_items=len(Scope))
    expires = OneOfField(label=_("Expires after"), choices=LIVES, required=False, initial="90")


def end_of_life(expires: str, now: datetime) -> datetime | None:
    """When a token ends that lives this many days; None for one that lives until it is revoked."""
    return now + timedelta(days=int(expires)) if expires else None
