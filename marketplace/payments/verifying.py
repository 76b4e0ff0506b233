"""The money's checks: the ledger in itself, against our bank's lines and against Stripe's balance."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Sum

from marketplace.kit.checks import Finding, register_check
from marketplace.kit.formats import format_money
from marketplace.payments import chart, ledger
from marketplace.payments.models import Entry, Journal, LedgerBalance, Receipt
from marketplace.payments.stripe import account
from marketplace.payments.stripe.account import Movement

LANGUAGE = "en"
STRIPE, BANK = "stripe_balance", "bank:operating"


def describe_discrepancy(minor: int, currency: str) -> str:
    return format_money(minor, currency, LANGUAGE)


def check_ledger(at: datetime) -> Iterator[Finding]:
    """I1, I6, I7, I8: see `ledger_checks`."""
    for one in ledger.check_books(at=at):
        currency = one.expected.currency
        expected, found = (
            (one.expected.minor, one.found.minor)
            if currency == "XXX"
            else (describe_discrepancy(one.expected.minor, currency), describe_discrepancy(one.found.minor, currency))
        )
        item = first_entry(one.subject, currency) if one.rule == "I6" else ""
        yield Finding("ledger", f"{one.rule} {one.subject} {currency}", str(expected), str(found), item)


def first_entry(code: str, currency: str) -> str:
    """The first journal on an account that does not balance in itself: where an entry was altered."""
    keys = Journal.objects.filter(entries__account__code=code, entries__currency=currency).order_by("pk").distinct()
    for journal in keys.iterator():
        sides = dict(journal.entries.order_by().values_list("side").annotate(sum=Sum("amount")))
        if sides.get("D") != sides.get("C"):
            return journal.event_key
    return ""


def check_bank(at: datetime) -> Iterator[Finding]:
    """Each receipt is in the books with its amount, and the bank account holds their sum less what was sent back."""
    for currency in held_in(BANK):
        lines = amounts_by_journal(BANK, currency, "D")
        rows = Receipt.objects.filter(currency=currency).order_by("pk")
        whole = sum(rows.values_list("amount_minor", flat=True))
        booked = sum(lines.values())
        if whole != booked:
            wrong = next((row for row in rows if lines.get(row.journal) != row.amount_minor), None)
            item = f"{wrong.journal} ({wrong.line})" if wrong else ""
            yield Finding(
                "bank",
                f"{BANK} {currency}",
                describe_discrepancy(whole, currency),
                describe_discrepancy(booked, currency),
                item,
            )


def check_stripe(at: datetime) -> Iterator[Finding]:
    """The books' balance at Stripe is Stripe's own, per currency; else the first line that differs is named."""
    if not settings.STRIPE_API_KEY:
        return
    theirs = account.read_balances()
    for currency in sorted({*theirs, *held_in(STRIPE)}):
        ours = ledger.read_balance(STRIPE, currency).minor
        if ours != theirs.get(currency, 0):
            item = first_difference(currency)
            yield Finding(
                "stripe",
                f"{STRIPE} {currency}",
                describe_discrepancy(theirs.get(currency, 0), currency),
                describe_discrepancy(ours, currency),
                item,
            )


def first_difference(currency: str) -> str:
    """The oldest line of Stripe's balance that the books hold otherwise or not at all, or the first journal Stripe lacks."""
    booked = net_by_journal(STRIPE, currency)
    movements = account.read_movements(currency)[::-1]
    for movement in movements:
        key = next((key for key in keys_of(movement) if key in booked), None)
        if key is None or booked.pop(key) != movement.net_minor:
            return f"{movement.id} ({movement.kind} {movement.source}, {describe_discrepancy(movement.net_minor, currency)})"
    return next(iter(booked), "the sum of Stripe's lines is not Stripe's balance")


def keys_of(movement: Movement) -> tuple[str, ...]:
    """The event keys under which a line of Stripe's balance may stand in the books."""
    return (
        f"stripe:{movement.payment_intent_id}:charge" if movement.kind in {"charge", "payment"} else "",
        f"stripe:{movement.source}:refund",
        f"stripe:{movement.id}:dispute",
    )


def held_in(code: str) -> list[str]:
    """The currencies of an account."""
    rows = LedgerBalance.objects.filter(account__code=code).order_by("account__currency")
    return list(rows.values_list("account__currency", flat=True))


def amounts_by_journal(code: str, currency: str, side: str) -> dict[str, int]:
    """Event key -> what it wrote on one side of an account, in order."""
    rows = Entry.objects.filter(account__code=code, currency=currency, side=side).order_by("pk")
    return dict(rows.values_list("journal__event_key", "amount"))


def net_by_journal(code: str, currency: str) -> dict[str, int]:
    """Event key -> how much it raised an asset's balance, in order."""
    net: dict[str, int] = {}
    rows = Entry.objects.filter(account__code=code, currency=currency).order_by("pk")
    for key, side, amount in rows.values_list("journal__event_key", "side", "amount"):
        net[key] = net.get(key, 0) + (amount if side == chart.Side.DEBIT else -amount)
    return net


register_check("ledger", check_ledger)
register_check("bank", check_bank)
register_check("stripe", check_stripe)
