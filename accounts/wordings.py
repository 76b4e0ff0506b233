"""The words of this slice's notices."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.notices import word_notice
from accounts.states import NoticeClass

word_notice(
    "accounts.verified",
    _("%(name)s is verified"),
    _("Your organisation is verified: you see asks, send offers and publish from now on."),
)
word_notice(
    "accounts.returned",
    _("%(name)s: something has to change"),
    _("Our staff looked at your organisation and ask: %(reasons)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "accounts.suspended", _("%(name)s is suspended"), _("Your organisation cannot trade for now. Reason: %(reason)s")
)
word_notice("accounts.reinstated", _("%(name)s may trade again"), _("The suspension has ended. %(reason)s"))
word_notice(
    "accounts.suspension_proposed",
    _("Suspension to confirm: %(name)s"),
    _("%(proposer)s proposes to suspend %(name)s: %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "accounts.joined",
    _("%(person)s joined your team"),
    _("%(person)s (%(email)s) accepted the invitation."),
    notice_class=NoticeClass.NEWS,
)
word_notice(
    "accounts.roles_changed",
    _("Your roles changed"),
    _("%(changed_by)s changed what you may do for %(organisation)s."),
    notice_class=NoticeClass.NEWS,
)
word_notice(
    "accounts.removed",
    _("You are no longer a member of %(organisation)s"),
    _("%(changed_by)s ended your membership of %(organisation)s."),
)
word_notice(
    "accounts.token_created",
    _("New API token: %(name)s"),
    _("%(person)s made the token “%(name)s”. Revoke it if nobody needs it."),
    notice_class=NoticeClass.NEWS,
)

# What changed about signing in; %(address)s and %(browser)s say from where.
FROM = _("It was done from %(address)s with %(browser)s. If it was not you, set a new password now and tell us.")


def word_security(kind: str, heading: str | Promise, sentence: str | Promise) -> None:
    """The sentence, and from where it was done."""
    word_notice(kind, heading, format_lazy("{} {}", sentence, FROM), notice_class=NoticeClass.SECURITY)


word_notice(
    "accounts.address_added",
    _("A new address for your account"),
    _(
        "%(email)s was added to your account. For 72 hours it can neither reset your password nor replace this address. If it was not you, open the link and undo it."
    ),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "accounts.address_refused",
    _("The new address is removed"),
    _(
        "%(email)s is removed from your account, everybody is signed out, and your password is void. Set a new one on the sign-in page, under “Forgotten?”."
    ),
    notice_class=NoticeClass.SECURITY,
)
word_security(
    "accounts.password_changed", _("Your password was changed"), _("The password of your account was changed.")
)
word_security(
    "accounts.password_reset",
    _("Your password was reset"),
    _("The password of your account was reset by mail, and everybody was signed out."),
)
word_security("accounts.password_set", _("A password was set"), _("Your account has a password now."))
word_security(
    "accounts.address_changed",
    _("Your address was changed"),
    _("Mail about your account goes to %(to_email)s from now on, no longer to %(from_email)s."),
)
word_security(
    "accounts.address_removed", _("An address was removed"), _("%(deleted_email)s no longer belongs to your account.")
)
word_security(
    "accounts.app_on", _("Authenticator app switched on"), _("An authenticator app was added to your account.")
)
word_security(
    "accounts.app_off", _("Authenticator app switched off"), _("The authenticator app was taken off your account.")
)
word_security("accounts.passkey_on", _("Passkey added"), _("A passkey was added to your account."))
word_security("accounts.passkey_off", _("Passkey removed"), _("A passkey was taken off your account."))
word_security(
    "accounts.recovery_codes",
    _("New recovery codes"),
    _("New recovery codes were made for your account; the old ones are void."),
)
word_security(
    "accounts.factor_reset_asked",
    _("Somebody asks to remove your second step"),
    _(
        "Somebody who knows your password says that your second step is lost. If it was not you, open the link within 72 hours and undo it."
    ),
)
word_notice(
    "accounts.factor_reset_waits",
    _("Lost second step: %(person)s"),
    _(
        "%(person)s asks to be let in without the second step. The owner may object for 72 hours; then make sure who it is and decide."
    ),
    notice_class=NoticeClass.SECURITY,
)
word_notice(
    "accounts.factor_reset_objected",
    _("Your second step stays"),
    _(
        "You objected: the second step stays, everybody is signed out, and your password is void. Set a new one on the sign-in page, under “Forgotten?”."
    ),
    notice_class=NoticeClass.SECURITY,
)
word_notice(
    "accounts.factor_reset_done",
    _("Your second step is removed"),
    _("Sign in with your password and set up a new second step before you sign, pay or make tokens."),
    notice_class=NoticeClass.SECURITY,
)
word_notice(
    "accounts.factor_reset_refused",
    _("Your second step was not removed"),
    _("Our staff refused: %(reason)s"),
    notice_class=NoticeClass.SECURITY,
)
word_notice(
    "accounts.work_failed",
    _("Work failed: %(what)s"),
    _("“%(work)s” has failed for good: %(what)s. Try it again once the cause is mended, or set it aside."),
    notice_class=NoticeClass.ASKS,
)
