"""What must not wait too long here. An open card page waits for its payer, not for us: it counts from its end on."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of
from marketplace.kit.work import not_given_up
from marketplace.payments.actions import ONE_NIGHT
from marketplace.payments.models import BankTransfer, Charge, Credit, MoneyCase
from marketplace.payments.queries import newest_run, used_of
from marketplace.payments.states import ChargeState, CreditState, TransferState
from marketplace.payments.tasks import HANDLE_EVENT, POST_INVOICES, to_handle, unposted_instalments


def next_night(_known: datetime | None) -> datetime | None:
    """When the checks are due again: a night without them cannot be known of and left, only the next run ends the alarm."""
    last = newest_run().first()
    return last.started_at + ONE_NIGHT if last else None


declare_delay_limit(
    DelayLimit(
        "stripe_event_to_handle",
        _("Messages of Stripe to handle"),
        timedelta(minutes=2),
        oldest_of(lambda: not_given_up(HANDLE_EVENT.name, to_handle()), "received_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "charge_not_opened",
        _("Card payments that Stripe has not answered"),
        timedelta(minutes=10),
        oldest_of(lambda: Charge.objects.filter(state=ChargeState.INTENDED), "opened_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "charge_without_end",
        _("Card payments without an outcome"),
        timedelta(hours=25),
        oldest_of(lambda: Charge.objects.filter(state=ChargeState.OPEN), "opened_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "invoice_to_book",
        _("Invoices that are not in the books"),
        timedelta(minutes=5),
        oldest_of(lambda: not_given_up(POST_INVOICES.name, unposted_instalments(), "contract"), "invoiced_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "transfer_to_match",
        _("Bank transfers that were seen and not matched"),
        timedelta(days=3),
        oldest_of(lambda: BankTransfer.objects.filter(state=TransferState.SEEN), "seen_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "money_to_allocate",
        _("Money that came and is not allocated"),
        timedelta(days=3),
        oldest_of(lambda: used_of().filter(used__lt=F("amount_minor"), transfer=None), "entered_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "credit_to_settle",
        _("Credits to use or send back"),
        timedelta(days=5),
        oldest_of(lambda: Credit.objects.filter(state=CreditState.OPEN), "made_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "money_case",
        _("Refunds and disputes to look at"),
        timedelta(days=1),
        oldest_of(lambda: MoneyCase.objects.filter(closed_at=None), "opened_at"),
    )
)
declare_delay_limit(DelayLimit("check_to_run", _("Nightly check"), timedelta(hours=6), next_night))
declare_delay_limit(
    DelayLimit(
        "does_not_add_up",
        _("Findings of the nightly check"),
        timedelta(minutes=5),
        oldest_of(lambda: newest_run().filter(seen_at=None).exclude(findings=[]), "started_at"),
    )
)
