"""Render the contract's document from the agreed data."""

from datetime import datetime

from django.db import transaction

from accounts.audit import record_entry
from accounts.days import moment_in_zones
from accounts.roles import Permission
from marketplace.contracts.actions.moves import move_contract
from marketplace.contracts.agreement import render_agreement
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.files.keep import keep_bytes
from marketplace.files.kinds import PDF
from marketplace.offers.actions.draft_notices import draft_for_parties


def draw_up(*, contract: Contract, at: datetime) -> bool:
    """Render, store and open for signatures. Twice is harmless: False when it was drawn up already.

    The same data gives the same bytes, so a run that was killed half way leaves at most an unused file.
    """
    if contract.state != ContractState.DRAWING_UP:
        return False
    pdf = render_agreement(contract.agreed)
    with transaction.atomic():
        locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
        if locked.state != ContractState.DRAWING_UP:
            return False
        stored = keep_bytes(pdf, PDF, f"{contract.number}.pdf", "contracts", owner=None, at=at)
        move_contract(locked, ContractState.TO_SIGN, document=stored, document_sha256=stored.sha256, drawn_up_at=at)
        told = draft_for_parties(
            locked,
            "contracts.to_sign",
            "contract",
            may=Permission.SIGN,
            contract=locked.number,
            deadline=moment_in_zones(locked.sign_by, (locked.seller, locked.buyer)),
        )
        record_entry(by=None, did="contracts.draw_up", what=locked, at=at, after={"sha256": stored.sha256}, tell=told)
    return True
