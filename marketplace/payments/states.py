"""States of a charge (card) and of a bank transfer, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChargeState(models.TextChoices):
    INTENDED = "intended", _("Being opened")
    OPEN = "open", _("Waiting for the payer")
    PAID = "paid", _("Paid")
    EXPIRED = "expired", _("Expired")
    FAILED = "failed", _("Failed")


_S = ChargeState
CHARGE_MOVES: dict[ChargeState, frozenset[ChargeState]] = {
    # Stripe may say "paid" before our own call has answered: the webhook can overtake it.
    _S.INTENDED: frozenset({_S.OPEN, _S.PAID, _S.FAILED}),
    _S.OPEN: frozenset({_S.PAID, _S.EXPIRED, _S.FAILED}),
}


class TransferState(models.TextChoices):
    CLAIMED = "claimed", _("Reported by the buyer")
    SEEN = "seen", _("Seen on the statement")
    MATCHED = "matched", _("Matched")
    REFUSED = "refused", _("Refused")


_T = TransferState
TRANSFER_MOVES: dict[TransferState, frozenset[TransferState]] = {
    _T.CLAIMED: frozenset({_T.SEEN, _T.REFUSED}),
    _T.SEEN: frozenset({_T.MATCHED, _T.REFUSED}),
}
