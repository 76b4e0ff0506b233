"""How a person's notices reach her."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Person
from accounts.audit import record_entry
from accounts.models import User
from accounts.states import NoticeChannel
from marketplace.kit.problems import Invalid

FIELDS = ("changes_channel", "news_channel")


@transaction.atomic
def choose_notice_channels(*, changes_channel: str, news_channel: str, by: Person, at: datetime) -> User:
    """Mail at once, one mail a day, or none, of what asks for nothing. Raises Invalid.

    It counts for notices from now on: what waits for the daily mail goes with it.
    """
    values = {"changes_channel": changes_channel, "news_channel": news_channel}
    wrong = {field: [_("Choose one.")] for field, value in values.items() if value not in NoticeChannel.values}
    if wrong:
        raise Invalid(wrong)
    user = User.objects.select_for_update(no_key=True).get(pk=by.user.pk)
    before = {field: getattr(user, field) for field in FIELDS}
    if before != values:
        for field, value in values.items():
            setattr(user, field, value)
        user.save(update_fields=list(FIELDS))
        record_entry(by=by, did="accounts.choose_notice_channels", what=user, at=at, before=before, after=values)
    return user
