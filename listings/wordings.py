"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word_notice
from accounts.states import NoticeClass

word_notice("listings.published", _("Published: %(programme)s"), _("Your listing is in the catalogue."))
word_notice(
    "listings.returned",
    _("Please change: %(programme)s"),
    _("Our staff returned the listing with reasons at the fields."),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.changes_accepted",
    _("Changes accepted: %(programme)s"),
    _("Your changes are in the catalogue."),
)
word_notice(
    "listings.changes_returned",
    _("Please change: %(programme)s"),
    _("Our staff returned your changes; buyers see the listing as it was. %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.mandate",
    _("Mandate for %(programme)s"),
    _("%(producer)s lets you sell it. Your listing is a draft: complete it and publish."),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.conflict",
    _("Conflict about %(programme)s"),
    _("A right that a licence rests on has ended: %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.claim_later",
    _("Contested rights: %(programme)s"),
    _(
        "Another organisation recorded before that it holds some of what you recorded. Add your evidence; until our staff have decided, nothing is sold under your record."
    ),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.claim_earlier",
    _("Contested rights: %(programme)s"),
    _(
        "Another organisation recorded rights that you hold exclusively. You go on as before; add your evidence for our staff."
    ),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.work_changed",
    _("Compared: %(programme)s"),
    _("Our staff decided which listings are of one work; the rights of yours were looked at again: %(reason)s"),
)
word_notice(
    "listings.claim_decided", _("Decided: rights in %(programme)s"), _("Our staff decided the claim: %(reason)s")
)
word_notice(
    "listings.taken_down",
    _("Taken down: %(programme)s"),
    _("The listing was taken out of the catalogue: %(reason)s"),
    notice_class=NoticeClass.ASKS,
)
word_notice(
    "listings.free_again",
    _("Free now: %(programme)s"),
    _("All of the request that you wait for is free at %(seller)s."),
)
word_notice(
    "listings.dates_asked",
    _("%(buyer)s asks for dates: %(programme)s"),
    _("%(person)s would like to know until when rights are taken. Answer to %(email)s."),
    notice_class=NoticeClass.ASKS,
)
