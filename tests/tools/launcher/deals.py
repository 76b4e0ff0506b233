"""`python -m tests.tools.launcher.deals`: makes deals through the actions, beside a launcher, one line of input at a time.

Each answer is one line of JSON. A command that the database did not answer is answered with {"away": true}.
"""

import json
import os
import sys
from collections import Counter
from datetime import date
from typing import Any

import django

from tests.tools.launcher.people import fill_in, owner_of, token_of


def terms(number: int) -> Any:
    """One month of non-exclusive SVOD in Malaysia, in the next year: each number is a month of its own."""
    from listings.states import Grade
    from marketplace.kit.money import Money
    from marketplace.kit.periods import Period
    from marketplace.offers.terms import make_flat_fee_terms

    year, month = date.today().year + 1 + number // 11, number % 11 + 1
    window = Period(date(year, month, 1), date(year, month + 1, 1))
    return make_flat_fee_terms(
        cells=frozenset({("SVOD", "MY")}),
        window=window,
        grade=Grade.NON_EXCLUSIVE,
        languages=frozenset({"ms"}),
        fee=Money(900_000, "USD"),
        plan="full",
    )


class Deals:
    """Offers by Pelita for Kawan Bakau, which its seller accepts one by one; both sign them, and Pelita pays by card."""

    def __init__(self) -> None:
        from accounts.models import Organisation
        from listings.models import Programme

        self.programme = Programme.objects.get(original_title="Kawan Bakau")
        self.seller = owner_of(self.programme.organisation)
        self.buyer = owner_of(Organisation.objects.get(name_en__startswith="Pelita"))
        self.offers: list[Any] = []

    def offer(self, count: str) -> dict[str, Any]:
        from django.utils import timezone

        from marketplace.offers.actions import submit_offer

        for number in range(int(count)):
            self.offers.append(
                submit_offer(
                    programme=self.programme, terms=terms(number), message="", by=self.buyer, at=timezone.now()
                )
            )
        return self.all_offers()

    def all_offers(self) -> dict[str, Any]:
        return {"offers": [offer.public_id for offer in self.offers]}

    def token(self) -> dict[str, Any]:
        return {"token": token_of(self.seller)}

    def due(self) -> dict[str, Any]:
        """An instalment that is to be paid, and a token of its buyer."""
        from marketplace.contracts.models import Instalment
        from marketplace.contracts.states import InstalmentState

        first = Instalment.objects.filter(state=InstalmentState.INVOICED, charges=None, transfers=None)[0]
        return {"instalment": first.pk, "token": token_of(owner_of(first.contract.buyer))}

    def accept(self, number: str) -> dict[str, Any]:
        from django.conf import settings
        from django.utils import timezone

        from marketplace.contracts.actions import accept_offer

        accept_offer(
            offer=self.offers[int(number)],
            number=1,
            by=self.seller,
            at=timezone.now(),
            commission_basis_points=settings.COMMISSION_BASIS_POINTS,
        )
        return {"accepted": self.offers[int(number)].public_id}

    def contracts(self) -> Any:
        from marketplace.contracts.models import Contract

        return Contract.objects.filter(offer__in=self.offers).order_by("pk")

    def to_sign(self) -> Any:
        return self.contracts().filter(state="to_sign")

    def to_pay(self) -> Any:
        """Sealed, and nobody has begun to pay."""
        return self.contracts().filter(state="signed", instalments__charges=None).exclude(signatures__sealed_at=None)

    def ready(self) -> dict[str, Any]:
        return {"to_sign": self.to_sign().count(), "to_pay": self.to_pay().count()}

    def in_flight(self) -> dict[str, Any]:
        """How many wait to be drawn up, sealed, booked as paid."""
        deals = self.contracts()
        return {
            "drawing_up": deals.filter(state="drawing_up").count(),
            "sealing": deals.filter(signatures__isnull=False, signatures__sealed_at=None).distinct().count(),
            "paying": deals.filter(state="signed", instalments__charges__isnull=False).count(),
        }

    def send_on(self, number: str) -> dict[str, Any]:
        """Pay one deal, sign another, accept a third: all of them are in flight then."""
        self.pay(self.to_pay()[0])
        self.sign()
        return self.accept(number)

    def sign(self) -> dict[str, Any]:
        """Both sides sign the oldest contract that waits for it."""
        from django.utils import timezone

        from accounts.demo import PASSWORD
        from marketplace.contracts.actions import sign_contract

        contract = self.to_sign()[0]
        for by in (self.buyer, self.seller):
            by.user.check_password = PASSWORD.__eq__  # hashing takes a second
            sign_contract(
                contract=contract,
                password=PASSWORD,
                typed_name=by.user.display_name,
                show_factor=lambda: "totp",
                document_sha256=contract.document_sha256,
                consent="I sign.",
                by=by,
                at=timezone.now(),
            )
        return {"signed": contract.number}

    def pay(self, contract: Any) -> None:
        from django.utils import timezone

        from marketplace.payments.actions import open_charge

        charge = open_charge(instalment=contract.instalments.get(), by=self.buyer, at=timezone.now())
        assert fill_in(charge.session_url) == 303

    def state(self) -> dict[str, Any]:
        """The contracts of our offers, their states, their different documents, what was booked; faults in the books."""
        from django.utils import timezone

        from marketplace.payments import ledger_checks
        from marketplace.payments.models import Journal

        contracts = self.contracts()
        rows = contracts.values_list("instalments", flat=True)
        return {
            "contracts": contracts.count(),
            "states": Counter(contracts.values_list("state", flat=True)),
            "documents": len(set(contracts.values_list("document_sha256", flat=True))),
            "sealed": len(set(contracts.exclude(sealed_sha256="").values_list("sealed_sha256", flat=True))),
            "paid": Journal.objects.filter(kind="paid_by_card", reference__instalment__in=list(rows)).count(),
            "books": [str(fault) for fault in ledger_checks.check_books(at=timezone.now())],
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
