"""What stood on the statement becomes receipts, and what settled an instalment becomes allocations."""

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from django.db import migrations


def used(lines: set[str], line: str) -> str:
    """The line, marked where the same one (but for case and spaces) was booked before: both receipts are in the books."""
    key, number = "".join(normalize("NFKC", line).split()).lower(), 1
    while (key if number == 1 else f"{key}({number})") in lines:
        number += 1
    lines.add(key if number == 1 else f"{key}({number})")
    return line if number == 1 else f"{line} ({number})"


def move(apps: Any, schema_editor: Any) -> None:
    """Receipts from transfers that were seen, allocations from matched ones and from paid charges."""
    model: Callable[[str], Any] = lambda name: apps.get_model("payments", name)  # noqa: E731 -- short for four models
    for charge in model("Charge").objects.select_related("instalment"):
        charge.amount_minor = charge.instalment.gross_minor
        charge.save(update_fields=["amount_minor"])
    lines: set[str] = set()
    transfers = model("BankTransfer").objects.exclude(seen_by=None).order_by("seen_at", "pk")
    for row in transfers.select_related("instalment__contract__offer__buyer"):
        receipt = model("Receipt").objects.create(
            line=used(lines, row.statement_line), payer=row.instalment.contract.offer.buyer.name_en[:200],
            reference=row.instalment.reference, amount_minor=row.received_minor, currency=row.instalment.currency,
            received_on=row.seen_at.date(), journal=f"wire:{row.pk}:seen", entered_by_id=row.seen_by_id,
            entered_at=row.seen_at,
        )  # fmt: skip
        if row.state in {"seen", "matched"}:
            row.receipt = receipt
            row.save(update_fields=["receipt"])
        if row.state == "matched":
            settle(
                model, row.instalment, receipt.amount_minor, row.matched_at, receipt=receipt, by_id=row.matched_by_id
            )
    for charge in model("Charge").objects.filter(state="paid").select_related("instalment").order_by("paid_at", "pk"):
        settle(model, charge.instalment, charge.amount_minor, charge.paid_at, charge=charge)


def settle(
    model: Callable[[str], Any], instalment: Any, minor: int, at: Any, *, by_id: int | None = None, **source: Any
) -> None:
    """What came settles the instalment once; a surplus, or a second payment, is the buyer's credit."""
    first = not model("Allocation").objects.filter(instalment=instalment).exists()
    due = instalment.gross_minor if first else 0
    if due:
        model("Allocation").objects.create(
            instalment=instalment, amount_minor=min(minor, due), charges_minor=max(due - minor, 0), at=at, by_id=by_id,
            **source,
        )  # fmt: skip
    if minor > due:
        model("Credit").objects.create(
            buyer_id=instalment.contract.offer.buyer_id, amount_minor=minor - due, currency=instalment.currency,
            reason="too_much" if due else "paid_twice", instalment=instalment, made_at=at, **source,
        )  # fmt: skip


def back(apps: Any, schema_editor: Any) -> None:
    """The transfers carry their receipt's amount and line again."""
    for row in apps.get_model("payments", "BankTransfer").objects.exclude(receipt=None).select_related("receipt"):
        row.received_minor, row.statement_line = row.receipt.amount_minor, row.receipt.line
        row.save(update_fields=["received_minor", "statement_line"])


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_receipts")]

    operations = [migrations.RunPython(move, back)]
