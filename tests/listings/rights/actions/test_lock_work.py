"""Whoever takes rights holds the work still that the listing is of now, not the one that it was of when the wait began."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connections, transaction

from accounts.actors import Actor
from listings.models import Programme, RightOut, Work
from listings.programmes.actions.match_works import move_listing_to
from listings.rights.actions.lock_work import lock_work
from listings.states import Purpose
from tests import factories
from tests.database import fetch_rows, wait_until_somebody_waits
from tests.factories import NOW

UNLOCKED = "select id from listings_work where id = any(%s) order by id for no key update skip locked"


def in_a_thread(work: Callable[[], None]) -> None:
    """Do it in a session of its own, which is closed."""
    try:
        work()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_the_work_that_a_listing_came_to_while_we_waited_is_held(programme: Programme, ana: Actor) -> None:
    """It went from a work that is no more to one in which an option of another listing has expired."""
    other = factories.programme(ana.organisation, ana.user, "Beside it")
    factories.right_in(other)
    over = factories.right_out(other, purpose=Purpose.OPTION, grade="N", expires_at=NOW - timedelta(days=1))
    held, seen, found = Event(), Event(), list[int]()

    def take() -> None:
        with transaction.atomic():
            found.extend(lock_work(programme, at=NOW))
            held.set()
            seen.wait(timeout=30)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert move_listing_to(programme, other.work, by=ana, at=NOW)
            done = pool.submit(in_a_thread, take)
            wait_until_somebody_waits()
        assert held.wait(timeout=30)
        with transaction.atomic():
            free = fetch_rows(UNLOCKED, list(Work.objects.values_list("pk", flat=True)))
        seen.set()
        done.result(timeout=30)
    assert (found, free, list(Work.objects.all())) == ([over.pk], [], [other.work])
    assert RightOut.objects.get().active
