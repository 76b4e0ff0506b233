"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word_notice
from accounts.states import NoticeClass

word_notice(
    "offers.received",
    _("New offer for %(programme)s"),
    _("%(buyer)s made an offer (%(deal)s). It is your turn to reply within 7 days."),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "offers.countered",
    _("Counter-offer for %(programme)s"),
    _("%(other)s sent version %(version)s. It is your turn to reply within 7 days."),
    notice_class=NoticeClass.ASKS,
)
word_notice("offers.declined", _("Offer declined: %(programme)s"), _("%(other)s declined: %(reason)s"))
word_notice("offers.withdrawn", _("Negotiation ended: %(programme)s"), _("%(other)s withdrew from the negotiation."))
word_notice("offers.expired", _("Offer expired: %(programme)s"), _("Nobody answered version %(version)s in time."))
word_notice(
    "offers.message",
    _("Message about %(programme)s"),
    _("%(author)s of %(other)s wrote to you."),
    notice_class=NoticeClass.NEWS,
)
