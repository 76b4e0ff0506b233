"""Write to the ledger and read it. Rails and pages come and go; what is written here stays.

Write in the same transaction as the change of state it belongs to. Reads need no lock.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext_lazy as _

from marketplace.kit.constraints import violated_constraint
from marketplace.kit.money import Money
from marketplace.kit.problems import Problem
from marketplace.payments.chart import Account, Line, Side, account_of
from marketplace.payments.ledger_checks import Discrepancy, check_books
from marketplace.payments.models.ledger import FLOOR, Entry, Journal, LedgerAccount, LedgerBalance

__all__ = [
    "Discrepancy",
    "InsufficientFunds",
    "LedgerConflict",
    "OnePersonOnly",
    "Posted",
    "Unbalanced",
    "check_books",
    "lock_balances",
    "post_journal",
    "read_balance",
    "reverse_journal",
]


class InsufficientFunds(Problem):
    """The posting would take money that is not there: it was released, refunded or never came."""

    code = "insufficient_funds"
    text = _("This money is not available. It may have been released or refunded already.")
    hint = _("Reload the page to see what is held now.")


class LedgerConflict(Problem):
    """The event was posted before, with other amounts or accounts. Somebody must look; nothing was written."""

    code = "ledger_conflict"
    text = _("This event is in the books already, with other amounts. Nothing was changed.")
    hint = _("Ask Monsoon's staff to compare the two.")


class OnePersonOnly(Problem):
    """A reversal needs two different people."""

    code = "one_person_only"
    text = _("A second person has to approve this.")


class Unbalanced(ValueError):
    """The lines do not balance, or there are fewer than two, or an amount is not positive: a mistake in the code."""


class _HasKey(Protocol):
    @property
    def pk(self) -> Any: ...


class Person(Protocol):
    """Who acts: `accounts.actors.Actor` or `Staff`."""

    @property
    def user(self) -> _HasKey: ...


@dataclass(frozen=True)
class Posted:
    """`new` is False when the event had been posted before; then nothing was written."""

    journal: Journal
    new: bool


def post_journal(
    *,
    event_key: str,
    kind: str,
    entries: Sequence[Line],
    at: datetime,
    reference: Mapping[str, Any] | None = None,
    actor: str = "",
    description: str = "",
) -> Posted:
    """Write one event's journal, once: the same `event_key` again returns the first journal and writes nothing.

    `kind` names the rule (e.g. `released`); `reference` holds JSON values. Raises InsufficientFunds where an account
    would go below its floor, LedgerConflict where the key was used with other lines, Unbalanced for lines that are
    wrong in themselves. Balances stay locked until the surrounding transaction ends: who posts twice in one transaction
    calls `lock_balances` with all the lines first.
    """
    facts = {"description": description, "actor": actor, "reference": dict(reference or {})}
    return _post_lines(event_key, kind, entries, {"made_at": at, **facts})


def lock_balances(lines: Sequence[Line]) -> None:
    """Lock the balances of several postings at once, in the ledger's order: in the transaction, before the first one.

    Each posting takes its own balances in order; two postings one after the other do not, and could deadlock.
    """
    accounts = [row.pk for row in _ledger_accounts(lines).values()]
    balances = LedgerBalance.objects.select_for_update(no_key=True).filter(account__in=accounts).order_by("account")
    list(balances.values_list("account"))


def reverse_journal(journal: Journal, *, by: Person, second: Person, reason: str, at: datetime) -> Posted:
    """Undo a journal by its mirror image, which names it. `by` asks, `second` approves; they are two people.

    A journal is reversed once; asking again returns the reversal. Raises OnePersonOnly, and InsufficientFunds where the
    money has moved on.
    """
    if by.user.pk == second.user.pk:
        raise OnePersonOnly
    facts = {
        "made_at": at,
        "description": reason,
        "actor": _person_key(by),
        "approved_by": _person_key(second),
        "reverses": journal,
        "reference": {"reverses": journal.event_key},
    }
    mirrored = [Line(line.account, line.side.other, line.amount) for line in lines_of(journal)]
    return _post_lines(f"reverse:{journal.event_key}", f"reverse:{journal.kind}", mirrored, facts)


def read_balance(code: str | Account, currency: str, at: datetime | None = None) -> Money:
    """What an account holds, positive on the side it grows by; nothing for an account never used.

    With `at`: what it held just before that moment, so a statement for [from, to) opens with `at=from` and closes with
    `at=to`.
    """
    account = account_of(code) if isinstance(code, str) else code
    if at is None:
        row = LedgerBalance.objects.filter(account__code=account.code, account__currency=currency).first()
        return Money(row.net if row else 0, currency)
    entries = Entry.objects.filter(account__code=account.code, account__currency=currency, journal__made_at__lt=at)
    growing = Side.DEBIT if account.grows_by(Side.DEBIT) else Side.CREDIT
    total = entries.aggregate(net=Sum(Case(When(side=growing, then=F("amount")), default=-F("amount"))))
    return Money(int(total["net"] or 0), currency)


def lines_of(journal: Journal) -> list[Line]:
    """The lines of a stored journal, in the order they were written."""
    rows = Entry.objects.filter(journal=journal).select_related("account").order_by("id")
    return [Line(account_of(r.account.code), Side(r.side), Money(r.amount, r.currency)) for r in rows]


def _post_lines(event_key: str, kind: str, lines: Sequence[Line], facts: dict[str, Any]) -> Posted:
    _refuse_unbalanced(lines)
    try:
        with transaction.atomic():
            # The key is taken first: a second poster of the same event waits here, holding no balance.
            journal, new = Journal.objects.get_or_create(event_key=event_key, defaults={"kind": kind, **facts})
            if new:
                _write_entries(journal, lines)
    except IntegrityError as error:
        if violated_constraint(error) != FLOOR:
            raise
        raise InsufficientFunds(event_key=event_key, kind=kind) from error
    if not new and (journal.kind != kind or Counter(lines_of(journal)) != Counter(lines)):
        raise LedgerConflict(event_key=event_key, kind=kind)
    return Posted(journal, new)


def _refuse_unbalanced(lines: Sequence[Line]) -> None:
    sums: Counter[str] = Counter()
    for line in lines:
        if line.amount.minor <= 0:
            raise Unbalanced(f"an amount of {line.amount.minor} on {line.account.code}")
        sums[line.amount.currency] += line.amount.minor if line.side is Side.DEBIT else -line.amount.minor
    if len(lines) < 2 or any(sums.values()):
        raise Unbalanced(f"{len(lines)} lines, debits minus credits {dict(sums)}")


def _write_entries(journal: Journal, lines: Sequence[Line]) -> None:
    """Insert the entries so that balances are locked in the order of their accounts, each raised before lowered."""
    rows = _ledger_accounts(lines)
    ordered = sorted(lines, key=lambda line: (_account_row(rows, line).pk, not line.account.grows_by(line.side)))
    Entry.objects.bulk_create(
        Entry(
            journal=journal,
            account=_account_row(rows, line),
            side=line.side,
            amount=line.amount.minor,
            currency=line.amount.currency,
        )
        for line in ordered
    )


def _ledger_accounts(lines: Sequence[Line]) -> dict[tuple[str, str], LedgerAccount]:
    """The rows of the lines' accounts by code and currency; missing ones are opened."""
    wanted = {(line.account.code, line.amount.currency): line.account for line in lines}
    found = _stored_accounts(wanted)
    missing = sorted(wanted.keys() - found.keys())  # sorted, so that two openers of the same accounts cannot deadlock
    if missing:
        LedgerAccount.objects.bulk_create(
            (
                LedgerAccount(code=code, currency=currency, kind=account.kind, floor_zero=account.floor_zero)
                for code, currency in missing
                for account in [wanted[code, currency]]
            ),
            ignore_conflicts=True,
        )
        found = _stored_accounts(wanted)
    for key, account in wanted.items():
        if (found[key].kind, found[key].floor_zero) != (account.kind, account.floor_zero):
            raise ValueError(f"account {key} was opened under another chart")
    return found


def _stored_accounts(wanted: Mapping[tuple[str, str], Account]) -> dict[tuple[str, str], LedgerAccount]:
    rows = LedgerAccount.objects.filter(code__in={code for code, _currency in wanted})
    return {(row.code, row.currency): row for row in rows if (row.code, row.currency) in wanted}


def _account_row(rows: Mapping[tuple[str, str], LedgerAccount], line: Line) -> LedgerAccount:
    return rows[line.account.code, line.amount.currency]


def _person_key(person: Person) -> str:
    return f"user:{person.user.pk}"
