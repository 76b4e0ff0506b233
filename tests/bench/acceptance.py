"""Taking rights, commit included and waited for: through every guard against a plain insert of the same row."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from accounts.actors import Actor
from listings.models import Programme, RightOut
from listings.rights.actions.hold_rights import hold_rights
from listings.states import Grade, Purpose
from marketplace.contracts.actions import accept_offer
from marketplace.kit.periods import Period
from marketplace.offers.models import Offer
from marketplace.vocabularies import languages
from tests import factories
from tests.bench.reservations import INSERT, programmes, without_triggers
from tests.bench.rows import Row, milliseconds, p50, p95
from tests.bench.stage import Stage
from tests.cast import make_ana, make_bo, make_saphan

GROUP = "Acceptance"
HOLD_GOAL, ACCEPT_GOAL, ROUNDS, PLAIN = 4.0, 8.0, 150, "bench_unguarded"


# Why these may miss their goals.
HOLD_WHY = "the guards are the line above; the rest is the work's lock, what expired, and the model's way to the insert"
ACCEPT_WHY = (
    "22 statements in one transaction and two wake-ups after it: who may (4), the rights (6), the round, its notices and the offer (3), "
    "what the contract says (2), the contract with parties, lines and instalments (4), readers, trail and notices (3); half the time "
    "is Django's making of the statements and the broker's of the wake-ups"
)


def rows(stage: Stage) -> Iterator[Row]:
    """In turns, so that all meet the same disk. `accept_offer` is all that a click on "Accept" waits for: its rights taken by
    `hold_rights`, the contract with parties, lines and instalments, the trail, the notices and the job."""
    offers = open_offers()
    with programmes(ROUNDS) as (ids, author), connection.cursor() as cursor:
        without_triggers(cursor, PLAIN)
        found = Programme.objects.select_related("created_by").in_bulk(ids)
        plain, guarded, held, accepted = [], [], [], []
        for number, (offer, seller) in zip(ids, offers, strict=True):
            plain.append(milliseconds(partial(insert, PLAIN, number, author)))
            guarded.append(milliseconds(partial(insert, RightOut._meta.db_table, number, author)))
            held.append(milliseconds(partial(hold, found[number])))
            accepted.append(milliseconds(partial(accept, offer, seller)))
        cursor.execute(f"drop table {PLAIN}")
    yield Row("plain insert, commit waited for: p50", stage.size, p50(plain), "ms", group=GROUP)
    yield Row("insert through all guards: p50", stage.size, p50(guarded), "ms", group=GROUP)
    yield Row("insert through all guards: p95", stage.size, p95(guarded), "ms", group=GROUP)
    yield Row(
        "insert through all guards / plain insert", stage.size, p50(guarded) / p50(plain), "x", HOLD_GOAL, group=GROUP
    )
    yield Row(
        "hold_rights / plain insert", stage.size, p50(held) / p50(plain), "x", HOLD_GOAL, group=GROUP, why=HOLD_WHY
    )
    yield Row(
        "accept_offer / plain insert",
        stage.size,
        p50(accepted) / p50(plain),
        "x",
        ACCEPT_GOAL,
        group=GROUP,
        why=ACCEPT_WHY,
    )
    yield Row("accept_offer: p95", stage.size, p95(accepted), "ms", group=GROUP)


def open_offers() -> list[tuple[Offer, Actor]]:
    """Offers that wait for their seller's answer, each of a programme of its own, with who may accept them."""
    seller, buyer, made = make_ana(make_saphan()), make_bo(), []
    for number in range(ROUNDS):
        of = factories.programme(seller.organisation, seller.user, public_id=f"MN-BENCH-A{number}", state="draft")
        factories.right_in(of)
        factories.put(of, "published")
        made.append((factories.offer(of, buyer), seller))
    return made


def accept(offer: Offer, by: Actor) -> None:
    """The seller accepts the only version."""
    accept_offer(offer=offer, number=1, by=by, at=factories.NOW, commission_basis_points=1000)


def insert(table: str, programme: int, author: int) -> None:
    """One exclusive licence in one territory and medium, committed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT.format(table=table), [
            programme, "external", "E", "{[9,10)}", "{[1,2)}", "{[1,67)}", "[2027-01-01,2028-01-01)", author,
        ])  # fmt: skip


def hold(programme: Programme) -> None:
    """The same right a year later, by the action."""
    hold_rights(
        programme=programme,
        purpose=Purpose.EXTERNAL,
        grade=Grade.SOLE,
        grants=[(frozenset({"SVOD"}), frozenset({"PH"}))],
        languages=frozenset(languages.codes),
        window=Period(date(2028, 1, 1), date(2029, 1, 1)),
        licensee=None,
        by=programme.created_by,
        at=timezone.now(),
    )
