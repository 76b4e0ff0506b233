"""What must not wait too long here. A run that is alive marks its row every few seconds."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from listings.exchange.models import Import
from listings.exchange.states import RUNNING
from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of

declare_delay_limit(
    DelayLimit(
        "import_without_life",
        _("Imports that stand still"),
        timedelta(minutes=2),
        oldest_of(lambda: Import.objects.filter(state__in=RUNNING), "beat_at"),
    )
)
