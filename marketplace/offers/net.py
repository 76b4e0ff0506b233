"""What a fee leaves its seller: the commission of each instalment as the contract will divide it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from accounts.actors import Actor
from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money, sum_amounts
from marketplace.offers.models import Offer
from marketplace.offers.policies import side_of
from marketplace.offers.states import Side
from marketplace.offers.terms import Terms


@dataclass(frozen=True)
class Net:
    """`commission` of Monsoon and what is left; both sum to the fee. `percent`: the commission's rate."""

    commission: Money
    net: Money
    percent: str


def net_of(terms: Terms) -> Net:
    """Commission and net of these terms, at the rate that is in force. Raises CurrencyMismatch."""
    commission = sum_amounts([commission_on(part, settings.COMMISSION_BASIS_POINTS) for part in terms.parts()])
    return Net(commission, terms.fee - commission, commission_percent())


def commission_on(instalment: Money, basis_points: int) -> Money:
    """The commission that an instalment carries: each is rounded by itself, to what can be paid in its currency."""
    return instalment.percent(basis_points, limits_of(instalment.currency).step)


def commission_percent() -> str:
    """The rate as people say it: 10, or 7.5."""
    whole, rest = divmod(settings.COMMISSION_BASIS_POINTS, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def net_for(actor: Actor | None, offer: Offer, terms: Terms) -> Net | None:
    """The same for the seller's members; nobody else is told."""
    return net_of(terms) if actor and side_of(actor, offer) == Side.SELLER else None


def net_json(actor: Actor | None, offer: Offer, terms: Terms) -> dict[str, Any] | None:
    """For the API, in minor units."""
    net = net_for(actor, offer, terms)
    return {"commission_minor": net.commission.minor, "net_minor": net.net.minor} if net else None
