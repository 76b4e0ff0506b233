"""What must not wait too long here."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit


def oldest_change(_known: datetime | None) -> datetime | None:
    """Since when the engine is behind: it catches up by itself or is rebuilt, so nobody needs to know of it."""
    from listings.engine.folder import seconds_behind  # noqa: PLC0415 -- numpy is for those that search or look

    behind = seconds_behind(settings.ENGINE_FOLDER)
    return None if behind is None else timezone.now() - timedelta(seconds=behind)


declare_delay_limit(
    DelayLimit("change_for_the_engine", _("Changes of rights for the search"), timedelta(seconds=10), oldest_change)
)
