"""Jobs of payments: each finds its row and makes one call. Rows whose wake-up was lost are found by `sweep`."""

import logging
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.contracts.filed import describe_contract
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit import work
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.problems import Problem
from marketplace.payments import actions
from marketplace.payments.models import Charge, Journal, StripeEvent
from marketplace.payments.states import OPEN_CHARGES

log = logging.getLogger(__name__)
ASK_AGAIN_AFTER = timedelta(minutes=2)


def unposted_instalments() -> QuerySet[Instalment]:
    """Invoiced instalments that are not in the books."""
    key = Concat(Value("invoice:"), Cast(OuterRef("pk"), CharField()))
    posted = Journal.objects.filter(event_key=key)
    return Instalment.objects.filter(~Q(state=InstalmentState.PLANNED) & ~Exists(posted))


def to_post() -> QuerySet[Contract]:
    """Contracts with such instalments."""
    return Contract.objects.filter(pk__in=unposted_instalments().values("contract")).with_parties()


POST_INVOICES = work.register_kind(
    work.Kind(
        "payments.post_invoices",
        _("Invoices to book"),
        "payments.post_invoices",
        "contract_id",
        to_post,
        describe_contract,
    )
)


def to_handle() -> QuerySet[StripeEvent]:
    """Stored events that were not handled."""
    return StripeEvent.objects.filter(handled_at=None)


def describe_event(event: StripeEvent) -> tuple[str, str]:
    """For staff: Stripe's number and what it is about."""
    return f"{event.stripe_id} · {event.kind}", ""


HANDLE_EVENT = work.register_kind(
    work.Kind(
        "payments.handle_event",
        _("Message of Stripe to handle"),
        "payments.handle_event",
        "event_id",
        to_handle,
        describe_event,
    )
)


@shared_task(name="payments.handle_event")
def handle_event(*, event_id: int, **_later: Any) -> None:
    """Stripe's silence is no fault of the event: it is asked again later."""
    try:
        work.attempt_work(HANDLE_EVENT, event_id, lambda event: actions.handle_event(event=event, at=timezone.now()))
    except Problem as problem:
        log.warning("event %s: %s", event_id, problem)


@shared_task(name="payments.check_charge")
def check_charge(*, charge_id: int, **_later: Any) -> None:
    """Finish what was begun with Stripe, whatever got lost on the way. What was refused clearly is not asked again."""
    charge, now = Charge.objects.select_related("instalment").get(pk=charge_id), timezone.now()
    try:
        actions.finish_charge(charge=charge, at=now)
    except Problem as problem:
        log.warning("charge %s: %s", charge_id, problem)
        Charge.objects.filter(pk=charge_id).update(checked_at=now, last_error=str(problem)[:1000])


@shared_task(name="payments.post_invoices")
def post_invoices(*, contract_id: int, **_later: Any) -> None:
    work.attempt_work(
        POST_INVOICES, contract_id, lambda found: actions.post_invoices(contract=found, at=timezone.now())
    )


@shared_task(name="payments.verify")
def run_verification(**_later: Any) -> None:
    """The nightly run of all checks: the result is stored and alarms."""
    actions.run_nightly_verification(at=timezone.now())


@shared_task(name="payments.sweep")
def sweep(**_later: Any) -> None:
    """Wake up what nobody woke: events, charges whose outcome is open, invoices not in the books, a killed nightly run."""
    now = timezone.now()
    work.sweep_kind(HANDLE_EVENT, at=now)
    open_charges = Charge.objects.filter(state__in=OPEN_CHARGES)
    for charge_id in open_charges.filter(checked_at__lt=now - ASK_AGAIN_AFTER).values_list("pk", flat=True):
        enqueue_task("payments.check_charge", charge_id=charge_id)
    work.sweep_kind(POST_INVOICES, at=now)
    if actions.is_run_missing(at=now):
        enqueue_task("payments.verify")
