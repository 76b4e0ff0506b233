"""Can a fee be paid as its plan says? Asked before it is offered, and again before it is accepted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.kit.problems import Problem
from marketplace.offers.terms import Terms


class FeeNotPayable(Problem):
    """`part`: the smallest instalment that the plan makes; `least`: what it must be."""

    code = "fee_not_payable"
    status = 422
    text = _("This fee makes an instalment of %(part)s; the smallest that can be paid is %(least)s.")
    hint = _("Offer a higher fee, or a plan with fewer parts.")
    field = "fee"

    def detail(self) -> dict[str, Any]:
        return {"part_minor": self.context["part"].minor, "least_minor": self.context["least"].minor}


def refuse_unpayable(terms: Terms) -> None:
    """Raise FeeNotPayable, if the plan divides the fee into an instalment that nobody can pay."""
    for group in terms.groups:
        part = min(group.parts(), key=lambda one: one.minor)
        least = Money(limits_of(group.currency).part, group.currency)
        if part < least:
            raise FeeNotPayable(part=part, least=least)
