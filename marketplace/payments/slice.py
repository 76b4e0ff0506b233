"""What payments add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.places import OutageNotice
from accounts.staff_queue import StaffQueue
from marketplace.kit.slices import Slice
from marketplace.payments.stripe import client
from marketplace.payments.waiting_for_staff import list_money, list_transfers


def is_stripe_out(away: frozenset[str]) -> bool:
    """Has Stripe been silent, or is its stand-in not running?"""
    return client.limited.breaker.is_open or "stripe" in away


SLICE = Slice(
    pages="marketplace.payments.web.urls",
    under="payments/",
    api="marketplace.payments.api.urls",
    entries=(
        StaffQueue("transfer", 40, _("Bank transfers"), list_transfers),
        StaffQueue("money", 60, _("Money"), list_money),
        OutageNotice(10, _("Card payments are slow at the moment. Bank transfers go on as usual."), is_stripe_out),
    ),
)
