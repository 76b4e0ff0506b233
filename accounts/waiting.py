"""What must not wait too long here."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Notice
from marketplace.kit.waiting import Queue, oldest_of, register

register(
    Queue(
        "notice_to_mail", _("Mail that has not left"), timedelta(minutes=5),
        oldest_of(lambda: Notice.objects.filter(mailed_at=None, mail_attempts__lt=5), "created_at"),
    )
)  # fmt: skip
