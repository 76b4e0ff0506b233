"""What must not wait too long here. An open card page waits for its payer, not for us: it counts from its end on."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from marketplace.kit.waiting import Queue, oldest_of, register
from marketplace.payments.models import BankTransfer, Charge, StripeEvent
from marketplace.payments.states import ChargeState, TransferState
from marketplace.payments.tasks import unposted

register(
    Queue(
        "stripe_event_to_handle", _("Messages of Stripe to handle"), timedelta(minutes=2),
        oldest_of(lambda: StripeEvent.objects.filter(handled_at=None), "received_at"),
    )
)  # fmt: skip
register(
    Queue(
        "charge_not_opened", _("Card payments that Stripe has not answered"), timedelta(minutes=10),
        oldest_of(lambda: Charge.objects.filter(state=ChargeState.INTENDED), "opened_at"),
    )
)  # fmt: skip
register(
    Queue(
        "charge_without_end", _("Card payments without an outcome"), timedelta(hours=25),
        oldest_of(lambda: Charge.objects.filter(state=ChargeState.OPEN), "opened_at"),
    )
)  # fmt: skip
register(
    Queue(
        "invoice_to_book", _("Invoices that are not in the books"), timedelta(minutes=5),
        oldest_of(unposted, "invoiced_at"),
    )
)  # fmt: skip
register(
    Queue(
        "transfer_to_match", _("Bank transfers that were seen and not matched"), timedelta(days=3),
        oldest_of(lambda: BankTransfer.objects.filter(state=TransferState.SEEN), "seen_at"),
    )
)  # fmt: skip
