"""What can be done in this slice, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from marketplace.kit.activity import declare_verbs
from marketplace.offers.models import Offer

declare_verbs(
    Offer,
    {
        "offers.submit": _("Offer made"),
        "offers.counter": _("Counter-offer made"),
        "offers.decline": _("Offer declined"),
        "offers.withdraw": _("Offer withdrawn"),
        "offers.expire": _("Offer expired"),
        "offers.message": _("Message sent"),
    },
    stream=True,
)
