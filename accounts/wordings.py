"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word

word(
    "accounts.verified",
    _("%(name)s is verified"),
    _("Your organisation is verified: you see asks, send offers and publish from now on."),
)
word(
    "accounts.returned",
    _("%(name)s: something has to change"),
    _("Our staff looked at your organisation and ask: %(reasons)s"),
    your_turn=True,
)
word("accounts.suspended", _("%(name)s is suspended"), _("Your organisation cannot trade for now. Reason: %(reason)s"))
word("accounts.reinstated", _("%(name)s may trade again"), _("The suspension has ended. %(reason)s"))
word(
    "accounts.suspension_proposed",
    _("Suspension to confirm: %(name)s"),
    _("%(proposer)s proposes to suspend %(name)s: %(reason)s"),
    your_turn=True,
)
word("accounts.joined", _("%(person)s joined your team"), _("%(person)s (%(email)s) accepted the invitation."))
word(
    "accounts.roles_changed", _("Your roles changed"), _("%(changed_by)s changed what you may do for %(organisation)s.")
)
word(
    "accounts.removed",
    _("You are no longer a member of %(organisation)s"),
    _("%(changed_by)s ended your membership of %(organisation)s."),
)
word(
    "accounts.token_created",
    _("New API token: %(name)s"),
    _("%(person)s made the token “%(name)s”. Revoke it if nobody needs it."),
)
