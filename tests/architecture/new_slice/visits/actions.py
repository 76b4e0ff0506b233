"""Everything that can be done to a visit."""

from datetime import datetime

from django.db import transaction
from visits.models import Visit

from accounts.actors import Actor
from accounts.audit import record_entry
from marketplace.kit.problems import Problem
from marketplace.offers.models import Offer
from marketplace.offers.policies import allows_in


class MayNotPlan(Problem):
    """Only buyers plan visits."""

    code = "may_not_plan_visit"
    status = 403


def plan_visit(*, offer: Offer, by: Actor, at: datetime) -> Visit:
    """Plan the deal's next visit. Raises MayNotPlan."""
    if not allows_in("plan_visit", by, offer):
        raise MayNotPlan
    with transaction.atomic():
        number = f"MN-V-{offer.deal_id:04}{Visit.objects.filter(deal=offer.deal).count() + 1}"
        visit = Visit.objects.create(deal=offer.deal, number=number, planned_at=at)
        record_entry(by=by, did="visits.plan", what=visit, at=at)
    return visit
