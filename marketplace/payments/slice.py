"""What payments add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.places import Group, HomeArea, HomeCard, NavigationItem, NumberLookup, OutageNotice
from accounts.staff_queue import StaffQueue
from marketplace.contracts.web.progress import is_active
from marketplace.kit.slices import Slice
from marketplace.offers.web.deal_entries import DealStage, DealSubjects, DealTab, NextStep
from marketplace.payments.stripe import client
from marketplace.payments.waiting_for_staff import list_money, list_transfers
from marketplace.payments.web import progress
from marketplace.payments.web.home import read_receipts
from marketplace.payments.web.numbers import find_invoice_page


def is_stripe_out(away: frozenset[str]) -> bool:
    """Has Stripe been silent, or is its stand-in not running?"""
    return client.limited.breaker.is_open or "stripe" in away


SLICE = Slice(
    pages="marketplace.payments.web.urls",
    api="marketplace.payments.api.urls",
    entries=(
        NavigationItem(Group.DEALS, 30, _("Payments"), "payments:payments", "credit-card", phone=60),
        NumberLookup(40, find_invoice_page),
        DealTab("payments", 30, _("Payments"), "payments:instalments"),
        DealStage(50, _("Payment"), is_active, act="open_charge"),
        DealSubjects(20, progress.find_subjects),
        NextStep(30, progress.find_first_payment),
        NextStep(40, progress.find_next_payment),
        NextStep(60, progress.find_nothing_more),
        HomeCard(HomeArea.FIGURES, 30, "payments/home/receivable_figure.html", read_receipts),
        HomeCard(HomeArea.ASIDE, 20, "payments/home/receipts.html", read_receipts),
        StaffQueue("transfer", 40, _("Bank transfers"), list_transfers),
        StaffQueue("money", 60, _("Money"), list_money),
        OutageNotice(10, _("Card payments are slow at the moment. Bank transfers go on as usual."), is_stripe_out),
    ),
)
