"""What must not wait too long here."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.states import ContractState
from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of
from marketplace.kit.work import not_given_up

declare_delay_limit(
    DelayLimit(
        "contract_to_draw_up",
        _("Contracts to draw up"),
        timedelta(minutes=2),
        oldest_of(
            lambda: not_given_up("contracts.draw_up", Contract.objects.filter(state=ContractState.DRAWING_UP)),
            "made_at",
        ),
    )
)
declare_delay_limit(
    DelayLimit(
        "signature_to_seal",
        _("Signatures to seal"),
        timedelta(minutes=2),
        oldest_of(
            lambda: not_given_up("contracts.seal", Signature.objects.filter(sealed_at=None), "contract"), "signed_at"
        ),
    )
)
