"""Works from before listings were compared are compared once, as jobs."""

from django.urls import reverse

from accounts.actors import Actor, Staff
from accounts.models import AuditEntry
from listings import tasks
from listings.models import Programme, WorkCase
from listings.programmes.queries.works import never_compared
from marketplace.kit import work as kit_work
from marketplace.kit.models import Job
from tests.factories import NOW
from tests.listings.programmes.actions.pee_mak import compare_all, draft, indexed
from tests.listings.rights.web.ledger_pages import client


def test_look_alikes_from_before_listings_were_compared_are_compared_once(ana: Actor, rival: Actor, sam: Staff) -> None:
    """The seller's own two are one work; the rival's waits for staff, who see it in their queue."""
    mine = [indexed(ana.organisation, ana.user) for _ in range(2)]
    other = indexed(rival.organisation, rival.user)
    assert WorkCase.objects.count() == 0
    assert compare_all() == 3
    case = WorkCase.objects.get()
    assert ({case.work, case.other}, case.signs) == ({Programme.objects.get(pk=mine[0].pk).work, other.work}, ["title"])
    assert len(set(Programme.objects.filter(pk__in=[row.pk for row in mine]).values_list("work", flat=True))) == 1
    assert AuditEntry.objects.get(action="listings.same_work").user is None
    assert other.public_id in client(sam).get(reverse("staff:work-case", args=[case.pk])).content.decode()
    assert (compare_all(), Job.objects.count(), WorkCase.objects.count()) == (0, 0, 1)


def test_a_listing_that_is_saved_needs_no_other_comparing(ana: Actor) -> None:
    draft(ana)
    assert compare_all() == 0


def test_a_comparison_that_failed_for_good_holds_up_nothing_and_is_tried_again(
    ana: Actor, rival: Actor, sam: Staff
) -> None:
    poisoned, good = indexed(ana.organisation, ana.user), indexed(rival.organisation, rival.user)
    kit_work.give_up(tasks.COMPARE, poisoned.work, "RuntimeError: poison", at=NOW)
    assert compare_all() == 1
    assert list(never_compared()) == [poisoned.work]
    assert f"{poisoned.original_title} ({poisoned.public_id})" in client(sam).get("/staff/work/").content.decode()
    assert client(sam).post("/staff/work/", {"job": Job.objects.get().pk, "do": "retry"}).status_code == 302
    assert compare_all() == 1
    assert {WorkCase.objects.get().work_id, WorkCase.objects.get().other_id} == {poisoned.work_id, good.work_id}
