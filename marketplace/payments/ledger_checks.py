"""The nightly look at the whole ledger: what PostgreSQL's triggers promise is counted again, what no trigger can see is
looked for. It reads only; a difference opens a case, it is never corrected silently."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from marketplace.kit.money import Money
from marketplace.payments.chart import COVER, COVERED, PASSING_THROUGH, Heading

TRANSIT_LIMIT = timedelta(days=5)


@dataclass(frozen=True)
class Discrepancy:
    """Something that does not add up.

    `rule` is the invariant's number; `subject` an account's code (I6, I8), a journal's event key (I1) or a
    currency (I7). `since`: for I8, when the oldest item arrived.
    """

    rule: str
    subject: str
    expected: Money
    found: Money
    since: datetime | None = None


# One statement, hence one snapshot: entries and balances change together, so a running posting is never half seen.
RUNNING = """
select a.code, a.currency, coalesce(e.net, 0), coalesce(b.net, 0)
from payments_ledgeraccount a
left join payments_ledgerbalance b on b.account_id = a.id
left join (
  select e.account_id,
    sum(case when (k.kind in ('asset', 'expense')) = (e.side = 'D') then e.amount else -e.amount end) as net
  from payments_entry e join payments_ledgeraccount k on k.id = e.account_id group by e.account_id
) e on e.account_id = a.id
where b.account_id is null or b.net <> coalesce(e.net, 0)
order by a.code, a.currency
"""

LOPSIDED = """
select j.event_key, coalesce(e.currency, 'XXX'),
  coalesce(sum(case e.side when 'D' then e.amount else -e.amount end), 0)
from payments_journal j left join payments_entry e on e.journal_id = j.id
group by j.id, j.event_key, e.currency
having coalesce(sum(case e.side when 'D' then e.amount else -e.amount end), 0) <> 0 or count(e.id) = 0
order by j.event_key
"""

COVERAGE = """
select a.currency,
  coalesce(sum(b.net) filter (where split_part(a.code, ':', 1) = any(%(covered)s)), 0),
  coalesce(sum(b.net) filter (where split_part(a.code, ':', 1) = any(%(cover)s)), 0)
from payments_ledgeraccount a join payments_ledgerbalance b on b.account_id = a.id
group by a.currency order by a.currency
"""

# First in, first out: what is still there are the newest items. Walk back from the newest until they add up to the
# balance; the last one needed is the oldest that is left.
STALE = """
with moves as (
  select a.id, a.code, a.currency, b.net, j.made_at, e.amount,
    sum(e.amount) over (partition by a.id order by j.made_at desc, e.id desc) as running
  from payments_ledgeraccount a
  join payments_ledgerbalance b on b.account_id = a.id and b.net <> 0
  join payments_entry e on e.account_id = a.id
    and ((a.kind in ('asset', 'expense')) = (e.side = 'D')) = (b.net > 0)
  join payments_journal j on j.id = e.journal_id
  where split_part(a.code, ':', 1) = any(%(passing)s)
)
select code, currency, net, min(made_at) from moves where running - amount < abs(net)
group by id, code, currency, net having min(made_at) < %(limit)s
order by code, currency
"""


def check_books(*, at: datetime, transit_limit: timedelta = TRANSIT_LIMIT) -> list[Discrepancy]:
    """Everything that does not add up: nothing when the books are whole.

    I1: a journal that does not balance, or has no entry (currency XXX: none). I6: a running balance that is not the sum
    of its entries. I7: clients' money that is not covered, per currency. I8: money on its way, or not matched, for
    longer than `transit_limit` at `at`.
    """
    return [*_find_lopsided(), *_find_drifted(), *_find_uncovered(), *_find_stale(at - transit_limit)]


def _find_lopsided() -> list[Discrepancy]:
    return [Discrepancy("I1", key, Money(0, cur), Money(int(net), cur)) for key, cur, net in _fetch_rows(LOPSIDED)]


def _find_drifted() -> list[Discrepancy]:
    return [
        Discrepancy("I6", code, Money(int(entries), cur), Money(int(running), cur))
        for code, cur, entries, running in _fetch_rows(RUNNING)
    ]


def _find_uncovered() -> list[Discrepancy]:
    names = {"covered": _heading_names(COVERED), "cover": _heading_names(COVER)}
    return [
        Discrepancy("I7", cur, Money(int(owed), cur), Money(int(cover), cur))
        for cur, owed, cover in _fetch_rows(COVERAGE, names)
        if cover < owed
    ]


def _find_stale(limit: datetime) -> list[Discrepancy]:
    return [
        Discrepancy("I8", code, Money(0, cur), Money(int(net), cur), since)
        for code, cur, net, since in _fetch_rows(STALE, {"passing": _heading_names(PASSING_THROUGH), "limit": limit})
    ]


def _heading_names(headings: Iterable[Heading]) -> list[str]:
    return [heading.name for heading in headings]


def _fetch_rows(sql: str, names: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, names)
        return list(cursor.fetchall())
