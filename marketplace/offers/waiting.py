"""What must not wait too long here."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from marketplace.kit.waiting import Queue, oldest_of, register_waiting
from marketplace.offers.models import Round
from marketplace.offers.states import RoundState

register_waiting(
    Queue(
        "round_to_expire",
        _("Offers whose time is over"),
        timedelta(minutes=2),
        oldest_of(lambda: Round.objects.filter(state=RoundState.OPEN), "expires_at"),
    )
)
