"""What must not wait too long here."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.states import ContractState
from marketplace.kit.waiting import Queue, oldest_of, register_waiting
from marketplace.kit.work import not_given_up

register_waiting(
    Queue(
        "contract_to_draw_up",
        _("Contracts to draw up"),
        timedelta(minutes=2),
        oldest_of(
            lambda: not_given_up("contracts.draw_up", Contract.objects.filter(state=ContractState.DRAWING_UP)),
            "made_at",
        ),
    )
)
register_waiting(
    Queue(
        "signature_to_seal",
        _("Signatures to seal"),
        timedelta(minutes=2),
        oldest_of(
            lambda: not_given_up("contracts.seal", Signature.objects.filter(sealed_at=None), "contract"), "signed_at"
        ),
    )
)
