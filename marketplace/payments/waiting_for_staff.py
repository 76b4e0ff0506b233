"""What waits for staff here: bank transfers, money that belongs to nothing yet, credits, cases, the nightly check's findings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.staff_queue import Waiting
from marketplace.kit.formats import format_money
from marketplace.kit.pages import url_of
from marketplace.payments.models import BankTransfer, MoneyCase
from marketplace.payments.queries import newest_run, open_credits, unallocated_receipts
from marketplace.payments.states import TransferState


def list_transfers(language: str) -> Iterator[Waiting]:
    """Bank transfers to be seen or matched."""
    rows = BankTransfer.objects.filter(state__in=[TransferState.CLAIMED, TransferState.SEEN])
    for t in rows.select_related("instalment__contract__deal"):
        about = f"{t.get_state_display()} · {t.instalment.contract.buyer.name_en}"
        url = url_of(t, "staff")
        yield Waiting("landmark", t.instalment.reference, about, url, t.claimed_at)


def list_money(language: str) -> Iterator[Waiting]:
    """Receipts that belong to nothing yet, credits to use or send back, cases, and what the nightly check has found."""
    yield from list_receipts(language)
    yield from list_credits(language)
    yield from list_cases(language)
    yield from list_findings()


def list_receipts(language: str) -> Iterator[Waiting]:
    for one in unallocated_receipts():
        if getattr(one.receipt, "transfer", None) is None:
            name = format_money(one.left.minor, one.left.currency, language)
            about = _("not allocated · %(payer)s") % {"payer": one.receipt.payer or one.receipt.line}
            yield Waiting("wallet", name, about, url_of(one.receipt, "staff"), one.since)


def list_credits(language: str) -> Iterator[Waiting]:
    for credit in open_credits():
        name = format_money(credit.left.minor, credit.currency, language)
        about = _("credit · %(buyer)s") % {"buyer": credit.buyer.name_en}
        yield Waiting("coins", name, about, url_of(credit, "staff"), credit.made_at)


def list_cases(language: str) -> Iterator[Waiting]:
    for case in MoneyCase.objects.filter(closed_at=None).select_related("charge__instalment"):
        name = format_money(case.amount_minor, case.currency, language)
        about = f"{case.get_kind_display()} · {case.charge.instalment.reference}"
        yield Waiting("octagon-alert", name, about, url_of(case, "staff"), case.opened_at)


def list_findings() -> Iterator[Waiting]:
    run = newest_run().first()
    if run and run.findings and not run.seen_at:
        about = _("findings: %(n)s") % {"n": len(run.findings)}
        url = url_of(run, "staff")
        yield Waiting("octagon-alert", _("Nightly check"), about, url, run.started_at)
