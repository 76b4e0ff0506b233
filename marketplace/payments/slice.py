"""What payments add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.staff_queue import StaffQueue
from marketplace.kit.slices import Slice
from marketplace.payments.waiting_for_staff import list_money, list_transfers

SLICE = Slice(
    pages="marketplace.payments.web.urls",
    under="payments/",
    api="marketplace.payments.api.urls",
    entries=(
        StaffQueue("transfer", 40, _("Bank transfers"), list_transfers),
        StaffQueue("money", 60, _("Money"), list_money),
    ),
)
