"""`python -m tests.launcher.deals`: makes deals through the actions, beside a launcher, one line of input at a time.

Each answer is one line of JSON. A command that the database did not answer is answered with {"away": true}.
"""

import json
import os
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import django


def terms(number: int) -> Any:
    """One month of non-exclusive SVOD in Malaysia, in the next year: each number is a month of its own."""
    from listings.states import Grade
    from marketplace.kit.money import Money
    from marketplace.kit.periods import Period
    from marketplace.offers.terms import Terms

    year, month = date.today().year + 1 + number // 11, number % 11 + 1
    window = Period(date(year, month, 1), date(year, month + 1, 1))
    return Terms(
        frozenset({("SVOD", "MY")}), window, Grade.NON_EXCLUSIVE, frozenset({"ms"}), Money(900_000, "USD"), "full"
    )


def owner_of(organisation: Any) -> Any:
    """The organisation's owner, acting for it with a second factor."""
    from accounts.models import Membership
    from accounts.queries.acting import acting

    member = Membership.objects.filter(organisation=organisation, roles__contains=["owner"], ended_at=None).first()
    return replace(acting(member.user, organisation), factor="totp")


class Deals:
    """Offers by Pelita for Kawan Bakau, which its seller accepts one by one."""

    def __init__(self) -> None:
        from listings.models import Programme

        self.programme = Programme.objects.get(original_title="Kawan Bakau")
        self.seller = owner_of(self.programme.organisation)
        self.offers: list[Any] = []

    def offer(self, count: str) -> dict[str, Any]:
        from django.utils import timezone

        from accounts.models import Organisation
        from marketplace.offers.actions import submit_offer

        buyer = owner_of(Organisation.objects.get(name_en__startswith="Pelita"))
        for number in range(int(count)):
            self.offers.append(
                submit_offer(
                    programme=self.programme, terms=terms(number), message="", by=buyer, at=timezone.now()
                )
            )  # fmt: skip
        return self.all_offers()

    def all_offers(self) -> dict[str, Any]:
        return {"offers": [offer.public_id for offer in self.offers]}

    def token(self) -> dict[str, Any]:
        from django.utils import timezone

        from accounts.actions import create_token
        from accounts.roles import Scope

        made = create_token(name="kills", scopes=Scope.values, expires_at=None, by=self.seller, at=timezone.now())
        return {"token": made[1]}

    def due(self) -> dict[str, Any]:
        """An instalment that is to be paid, and a token of its buyer."""
        from django.utils import timezone

        from accounts.actions import create_token
        from accounts.roles import Scope
        from marketplace.contracts.models import Instalment
        from marketplace.contracts.states import InstalmentState

        first = Instalment.objects.filter(state=InstalmentState.INVOICED, charges=None, transfers=None).first()
        buyer = owner_of(first.contract.offer.buyer)
        made = create_token(name="pays", scopes=Scope.values, expires_at=None, by=buyer, at=timezone.now())
        return {"instalment": first.pk, "token": made[1]}

    def accept(self, number: str) -> dict[str, Any]:
        from django.conf import settings
        from django.utils import timezone

        from marketplace.contracts.actions import accept_offer

        accept_offer(
            offer=self.offers[int(number)], number=1, by=self.seller, at=timezone.now(),
            commission_basis_points=settings.COMMISSION_BASIS_POINTS,
        )  # fmt: skip
        return {"accepted": self.offers[int(number)].public_id}

    def state(self) -> dict[str, Any]:
        """The contracts of our offers, their states, their different documents; faults in the books."""
        from django.utils import timezone

        from marketplace.contracts.models import Contract
        from marketplace.payments import ledger_checks

        contracts = Contract.objects.filter(offer__in=self.offers)
        return {
            "contracts": contracts.count(),
            "states": sorted(contracts.values_list("state", flat=True)),
            "documents": len(set(contracts.values_list("document_sha256", flat=True))),
            "books": [str(fault) for fault in ledger_checks.verify(at=timezone.now())],
        }


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
    django.setup()
    from django.db import InterfaceError, OperationalError, close_old_connections

    deals = Deals()
    for line in sys.stdin:
        command, *arguments = line.split()
        close_old_connections()
        try:
            answer = getattr(deals, command)(*arguments)
        except (OperationalError, InterfaceError):
            answer = {"away": True}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
