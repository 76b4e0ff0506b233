"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word_notice
from accounts.states import NoticeClass

word_notice("payments.paid", _("Instalment paid: %(programme)s"), _("Invoice %(invoice)s is paid."))
word_notice(
    "payments.transfer_refused",
    _("Bank transfer not matched: %(programme)s"),
    _("We could not match your transfer for %(invoice)s: %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "payments.part_paid",
    _("Part of an instalment arrived: %(programme)s"),
    _(
        "%(came)s arrived for %(invoice)s; %(left)s is still due. Send the rest with the same reference, or pay it by card."
    ),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "payments.credit",
    _("You have a credit of %(amount)s"),
    _(
        "More came than was due (%(invoice)s). Our staff use it for another invoice of yours or send it back, and tell you."
    ),
)
word_notice(
    "payments.credit_used",
    _("Your credit of %(amount)s is used"),
    _("It was put to your invoice %(note)s."),
)
word_notice(
    "payments.credit_returned",
    _("Your credit of %(amount)s was sent back"),
    _("The bank's reference is %(note)s."),
)
word_notice(
    "payments.credit_to_settle",
    _("Credit to settle: %(buyer)s, %(amount)s"),
    _(
        "%(buyer)s paid %(amount)s more than was due (%(invoice)s). One person takes it, another uses it or sends it back."
    ),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "payments.charge_failed",
    _("A card payment needs staff: %(key)s"),
    _("The card service and we do not agree: %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "payments.money_left",
    _("Money left at Stripe: %(amount)s, %(reference)s"),
    _(
        "Stripe reports for %(reference)s: %(what)s, %(status)s, %(amount)s. The books follow it; say what is done about it."
    ),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "payments.does_not_add_up",
    _("The nightly check found something: %(first)s"),
    _("%(count)s findings, the first: %(first)s. They are listed under Money."),
    notice_class=NoticeClass.ASKS,
)
