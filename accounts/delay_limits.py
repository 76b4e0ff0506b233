"""What must not wait too long here."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Notice
from accounts.states import NoticeChannel
from accounts.tasks import notices_to_mail
from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of
from marketplace.kit.work import failed_jobs, not_given_up

declare_delay_limit(
    DelayLimit(
        "notice_to_mail",
        _("Mail that has not left"),
        timedelta(minutes=5),
        oldest_of(lambda: not_given_up("accounts.mail_notice", notices_to_mail()), "created_at"),
    )
)
declare_delay_limit(
    DelayLimit(
        "digest_to_mail",
        _("Daily mail of notices that has not left"),
        timedelta(hours=25),
        oldest_of(
            lambda: not_given_up(
                "accounts.mail_digest", Notice.objects.filter(channel=NoticeChannel.DIGEST, mailed_at=None), "user"
            ),
            "created_at",
        ),
    )
)
declare_delay_limit(
    DelayLimit("work_that_failed", _("Work that failed"), timedelta(0), oldest_of(failed_jobs, "dead_at"))
)
