"""What must not wait too long here."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of
from marketplace.offers.models import Round
from marketplace.offers.states import RoundState

declare_delay_limit(
    DelayLimit(
        "round_to_expire",
        _("Offers whose time is over"),
        timedelta(minutes=2),
        oldest_of(lambda: Round.objects.filter(state=RoundState.OPEN), "expires_at"),
    )
)
