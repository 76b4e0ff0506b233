"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word_notice
from accounts.states import NoticeClass

word_notice(
    "contracts.agreed",
    _("Agreed: %(programme)s"),
    _("All terms are agreed. Contract %(contract)s is being drawn up; the rights are reserved."),
)
word_notice(
    "contracts.to_sign",
    _("Contract to sign: %(programme)s"),
    _("Contract %(contract)s is ready for your signature. Sign by %(deadline)s."),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "contracts.signed",
    _("Signed by both: %(programme)s"),
    _("Contract %(contract)s is signed by both sides. The licence is granted and the instalments are invoiced."),
)
word_notice(
    "contracts.active",
    _("Licence active: %(programme)s"),
    _("The first instalment of %(contract)s has arrived. The licence is active."),
)
word_notice(
    "contracts.lapsed",
    _("Contract lapsed: %(programme)s"),
    _("Contract %(contract)s was not signed in time. The rights are free again."),
)
word_notice(
    "contracts.delivered",
    _("Delivered: %(programme)s"),
    _("%(seller)s delivered material %(number)s of contract %(contract)s. Check it and accept or refuse."),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "contracts.delivery_accepted",
    _("Accepted: %(programme)s"),
    _("%(buyer)s accepted material %(number)s of contract %(contract)s."),
)
word_notice(
    "contracts.delivery_refused",
    _("Refused: %(programme)s"),
    _("%(buyer)s refused material %(number)s of contract %(contract)s: %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "contracts.held_up",
    _("Contract held up: %(programme)s"),
    _(
        "Contract %(contract)s could not be written yet. Our staff have been told and see to it. The rights stay reserved "
        "until the day to sign by, and nothing that was signed is lost."
    ),
)
