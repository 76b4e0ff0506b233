"""Payment plans: the schedules that a form offers by name. What is stored is the schedule, not the name."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from marketplace.offers.terms.amounts import Share
from marketplace.offers.terms.faults import BadTerms
from marketplace.offers.terms.schedule import DUE_RULES, Due, Schedule


def make_plan(parts: Iterable[tuple[int, str]]) -> Schedule:
    """A schedule from pairs of percent and a key of DUE_RULES."""
    return tuple(Due(Share(percent * 100), DUE_RULES[rule]) for percent, rule in parts)


PLANS: dict[str, Schedule] = {
    "full": make_plan([(100, "signature")]),
    "30_70": make_plan([(30, "signature"), (70, "days60")]),
    "50_50": make_plan([(50, "signature"), (50, "days60")]),
    "thirds": make_plan([(34, "signature"), (33, "days30"), (33, "days90")]),
}
PLAN_NAMES = {
    "full": _("All on signature"),
    "30_70": _("30/70: on signature, after 60 days"),
    "50_50": _("50/50: on signature, after 60 days"),
    "thirds": _("34/33/33: on signature, after 30 and 90 days"),
}


def plan_of(schedule: Schedule) -> str:
    """The key of the plan that is this schedule. Raises BadTerms for one that was made by hand."""
    for key, plan in PLANS.items():
        if plan == schedule:
            return key
    raise BadTerms("this schedule is none of the plans")
