"""What must be there exactly once when a deal is signed and paid, whoever was killed meanwhile."""

from collections import Counter

from django.db.models import Q

from accounts.models import AuditEntry, Notice
from marketplace.contracts.models import Contract
from marketplace.kit.models import Job
from marketplace.kit.work import not_given_up
from marketplace.payments.models import Charge, Journal
from marketplace.payments.tasks import HANDLE_EVENT, to_handle

# An audit entry of each, per contract; a seal may bear one signature or both.
ONCE = ("contracts.draw_up", "contracts.activate")


def faults_in(offers: list[str]) -> list[str]:
    """Sentences about what is lost or double; none where all is well. Waits for what is still being done."""
    from tests.kills.trading import until

    def settled() -> bool:
        sealed = not Contract.objects.filter(deal__public_id__in=offers, signatures__sealed_at=None).exists()
        return sealed and not not_given_up(HANDLE_EVENT.name, to_handle()).exists()

    until(settled, "everything is sealed and handled")
    contracts = Contract.objects.filter(deal__public_id__in=offers)
    found = [f"{len(offers)} deals, {contracts.count()} contracts"] if contracts.count() != len(offers) else []
    for contract in contracts.prefetch_related("signatures", "instalments__charges"):
        found += [f"{contract}: {fault}" for fault in faults_of(contract)]
    found += [f"dead: {job}, {job.last_error}" for job in Job.objects.filter(dead_at__isnull=False)]
    return found + doubled_notices(contracts)


def faults_of(contract: Contract) -> list[str]:
    """One contract: signed by two, sealed, each invoice and each payment booked once."""
    signatures, (instalment,) = list(contract.signatures.all()), list(contract.instalments.all())
    charges = Charge.objects.filter(instalment=instalment)
    booked = Journal.objects.filter(Q(reference__instalment=instalment.pk) | Q(event_key=f"invoice:{instalment.pk}"))
    kinds = Counter(booked.values_list("kind", flat=True))
    did = Counter(
        AuditEntry.objects.filter(object_id=str(contract.pk), object_kind="contract").values_list("action", flat=True)
    )
    right = {
        f"state {contract.state}": contract.state == "active",
        f"{len(signatures)} signatures": len(signatures) == 2,
        "a signature is not sealed": all(signature.sealed_at for signature in signatures),
        f"instalment {instalment.state}": instalment.state == "paid",
        f"charges {list(charges.values_list('state', flat=True))}": charges.filter(state="paid").count() == 1,
        f"books {dict(kinds)}": set(kinds.values()) == {1} and "paid_by_card" in kinds and len(kinds) == 2,
        f"did {dict(did)}": all(did[act] == 1 for act in ONCE) and did["contracts.sign"] == 2,
    }
    return [fault for fault, holds in right.items() if not holds]


def doubled_notices(contracts: object) -> list[str]:
    """The same news twice to one person."""
    numbers = list(contracts.values_list("number", flat=True))  # type: ignore[attr-defined]
    told = Counter(Notice.objects.filter(values__contract__in=numbers).values_list("user", "kind", "values__contract"))
    return [f"told {times} times: {what}" for what, times in told.items() if times > 1]
