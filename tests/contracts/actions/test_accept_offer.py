"""What a click on "Accept" costs: counted, since times depend on the machine."""

from typing import Any

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions.accept_offer import accept_offer
from marketplace.offers.models import Offer
from tests import factories
from tests.factories import NOW

# The savepoint of the test's own transaction: 2. Organisations, roles, places, listings, round: 4.
# The holding, and `hold_rights` in it: 6. Round, its notices, offer: 3. Number, names: 2. Contract,
# instalments, parties, lines: 4. Readers, trail, notices: 3.
STATEMENTS = 24


def test_an_offer_is_accepted_by_few_statements(
    programme: Programme, ana: Actor, bo: Actor, django_assert_num_queries: Any
) -> None:
    offer = Offer.objects.with_deal().get(pk=factories.offer(programme, bo).pk)
    with django_assert_num_queries(STATEMENTS):
        contract = accept_offer(offer=offer, number=1, by=ana, at=NOW, commission_basis_points=1000)
    assert (contract.lines.count(), contract.parties.count()) == (1, 2)
