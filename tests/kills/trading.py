"""`python -m tests.kills.trading SITE`: makes deals over HTTP and signs them, several at a time, until told to finish.

Whoever gets no clear answer asks again, as people and programs do; everything else that is not the wanted answer is a fault.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import django

from tests.tools.launcher.people import fill_in, owner_of, token_of

AT_A_TIME = 4
PATIENCE_SECONDS = 180.0
# Nobody there, or somebody who says that he cannot now.
UNCLEAR = {0, 503}
CELLS = [f"{medium}:{territory}" for medium in ("SVOD", "AVOD") for territory in ("MY", "SG", "BN", "TH", "ID", "PH")]


class Stuck(Exception):
    """It did not happen in time; the text says what."""


class Trader:
    """Pelita buys months of Kawan Bakau from its seller."""

    def __init__(self, site: str) -> None:
        from accounts.models import Organisation
        from listings.models import Programme

        self.site = urlsplit(site).netloc
        self.programme = Programme.objects.get(original_title="Kawan Bakau")
        self.seller = owner_of(self.programme.organisation)
        self.buyer = owner_of(Organisation.objects.get(name_en__startswith="Pelita"))
        self.tokens = {"buyer": token_of(self.buyer), "seller": token_of(self.seller)}
        self.answers: Counter[str] = Counter()
        self.faults: list[str] = []
        self.deals: list[str] = []
        self._numbers = count()
        self.finishing = threading.Event()

    def trade(self) -> None:
        """Deal after deal, until told to finish."""
        from django.db import connection

        while not self.finishing.is_set() and (number := next(self._numbers)) < len(CELLS) * 12:
            try:
                self.make_deal(number)
            except Stuck as stuck:
                self.faults.append(f"deal {number}: {stuck}")
            except Exception as error:  # noqa: BLE001 -- every surprise is a fault
                self.faults.append(f"deal {number}: {type(error).__name__}: {error}")
        connection.close()

    def make_deal(self, number: int) -> None:
        """From the offer to the paid instalment. Raises Stuck."""
        offer = self.call("buyer", "offers/", self.offered(number), key=f"kills-{number}")["id"]
        self.deals.append(offer)
        self.call("seller", f"offers/{offer}/accept/", {"round": 1}, repeated={409})
        self.wait_for(offer, "to_sign")
        for signatory in (self.buyer, self.seller):
            self.sign(offer, signatory)
        page = self.call("buyer", f"instalments/{instalment_of(offer)}/card/", {})["url"]
        self.pay(page)
        self.wait_for(offer, "active")

    def offered(self, number: int) -> dict[str, Any]:
        month = f"{datetime.now(UTC).year + 1}-{number % 12 + 1:02d}"
        terms = {
            "cells": [CELLS[number // 12]],
            "from": month,
            "to": month,
            "grade": "N",
            "languages": ["ms"],
            "fee": "9000",
            "currency": "USD",
            "plan": "full",
        }
        return {"programme": self.programme.public_id, "terms": terms}

    def call(
        self, who: str, path: str, body: dict[str, Any], key: str = "", repeated: Collection[int] = frozenset()
    ) -> Any:
        """Post until there is a clear answer. After an unclear one, those of `repeated` mean that it was done."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        clear = {200, 201}

        def ask() -> tuple[int, bytes] | None:
            nonlocal clear
            status, answer = self.ask(f"/api/v1/{path}", json.dumps(body), headers)
            if status in UNCLEAR:
                clear = clear.union(repeated)
                return None
            if status not in clear:
                raise AssertionError(f"{path} answered {status}: {answer[:500]!r}")
            return status, answer

        return json.loads(until(ask, path)[1])

    def ask(self, path: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """Status and body; 0 where the line broke."""
        connection = HTTPConnection(self.site, timeout=60)
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            status, answer = response.status, response.read()
        except (OSError, HTTPException):
            status, answer = 0, b""
        finally:
            connection.close()
        self.answers[f"{path.strip('/').split('/')[-1]} {status}"] += 1
        return status, answer

    def sign(self, offer: str, signatory: Any) -> None:
        """Sign with the password and the name; a signature that is there already is fine after an unclear answer."""
        from django.utils import timezone

        from accounts.demo import PASSWORD
        from marketplace.contracts.actions import AlreadySigned, sign_contract
        from marketplace.contracts.models import Contract

        unclear = False

        def try_to_sign() -> bool:
            nonlocal unclear
            contract = Contract.objects.get(deal__public_id=offer)
            try:
                sign_contract(
                    contract=contract,
                    password=PASSWORD,
                    typed_name=signatory.user.display_name,
                    show_factor=lambda: "totp",
                    document_sha256=contract.document_sha256,
                    consent="I sign.",
                    by=signatory,
                    at=timezone.now(),
                )
            except AlreadySigned:
                if not unclear:
                    raise
            except OUTAGES:
                unclear = True
                raise
            return True

        until(try_to_sign, f"{offer} is signed")

    def pay(self, page: str) -> None:
        """Fill in the hosted page; whoever breaks off does it again."""

        def is_paid() -> bool:
            try:
                return fill_in(page) == 303
            except (OSError, HTTPException):
                return False

        until(is_paid, "the card is charged")

    def wait_for(self, offer: str, state: str) -> None:
        from marketplace.contracts.models import Contract

        until(Contract.objects.filter(deal__public_id=offer, state=state).exists, f"{offer} is {state}")


OUTAGES: tuple[type[Exception], ...] = ()


def until(happens: Callable[[], Any], what: str) -> Any:
    """Ask again until there is something, through every outage. Raises Stuck."""
    from django.db import close_old_connections

    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            close_old_connections()
            if found := happens():
                return found
        except OUTAGES:
            pass
        time.sleep(0.1)
    raise Stuck(f"never: {what}")


def instalment_of(offer: str) -> int:
    from marketplace.contracts.models import Instalment

    found: Instalment = until(
        lambda: Instalment.objects.filter(contract__deal__public_id=offer).first(), "the instalment"
    )
    return found.pk


def main(site: str) -> None:
    global OUTAGES
    os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
    django.setup()
    from django.db import InterfaceError, OperationalError

    from tests.kills.outcome import faults_in

    OUTAGES = (InterfaceError, OperationalError)
    trader = Trader(site)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        print("trading", flush=True)
        traders = [pool.submit(trader.trade) for _ in range(AT_A_TIME)]
        sys.stdin.readline()
        trader.finishing.set()
    for done in traders:
        done.result()
    faults = trader.faults + until(lambda: [faults_in(trader.deals)], "the outcome is read")[0]
    print(json.dumps({"deals": len(trader.deals), "answers": dict(trader.answers), "faults": faults}))


if __name__ == "__main__":
    main(sys.argv[1])
