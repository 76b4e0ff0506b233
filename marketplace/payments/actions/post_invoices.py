"""Write what the buyer owes into the books."""

from datetime import datetime

from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.payments import ledger, postings
from marketplace.payments.chart import Line
from marketplace.payments.postings import Parties, Shares


def post_invoices(*, contract: Contract, at: datetime) -> int:
    """Post each invoiced instalment once (P1); returns how many were new."""
    rows = contract.instalments.exclude(state=InstalmentState.PLANNED).order_by("number")
    return sum(post_invoice(row, at=at) for row in rows)


def post_invoice(instalment: Instalment, *, at: datetime) -> bool:
    """Post one instalment; False when it stands in the books already."""
    posted = ledger.post_journal(
        event_key=invoice_key(instalment),
        kind="invoice_issued",
        at=at,
        entries=invoice_lines(instalment),
        reference={"instalment": instalment.pk, "invoice": instalment.invoice_number},
    )
    return posted.new


def invoice_lines(instalment: Instalment) -> list[Line]:
    """What the buyer owes and how it will be divided (P1)."""
    return postings.invoice_issued(parties_of(instalment), shares_of(instalment))


def invoice_key(instalment: Instalment) -> str:
    """The name of this event in the books."""
    return f"invoice:{instalment.pk}"


def parties_of(instalment: Instalment) -> Parties:
    """Whose money it is."""
    contract = instalment.contract
    return Parties(deal=contract.deal.public_id, buyer=contract.buyer.pk, producer=contract.seller.pk)


def shares_of(instalment: Instalment) -> Shares:
    """The instalment divided between seller and platform, as the contract's plan fixed it."""
    net, commission = instalment.net_minor, instalment.commission_minor
    return Shares(Money(net, instalment.currency), Money(commission, instalment.currency))
