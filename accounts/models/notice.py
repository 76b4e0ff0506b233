from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models.organisation import Organisation
from accounts.models.user import User
from accounts.states import NoticeChannel

if TYPE_CHECKING:
    from accounts.actors import Actor


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: "Actor") -> Self:
        return self.filter(user=actor.user, organisation=actor.organisation)


class Notice(models.Model):
    """Something a member should know. Kept as kind and values; worded in the reader's language when shown or mailed."""

    user = models.ForeignKey(User, models.PROTECT, related_name="notices")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="notices")
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_to = models.EmailField(blank=True, help_text="where not to the person's address: the one that was")
    channel = models.CharField(max_length=6, choices=NoticeChannel.choices, default=NoticeChannel.MAIL)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "organisation", "-created_at"], name="notices_of_a_member"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(mailed_at=None, channel=NoticeChannel.MAIL),
                name="notices_to_mail",
            ),
            models.Index(
                fields=["user", "created_at"],
                condition=models.Q(mailed_at=None, channel=NoticeChannel.DIGEST),
                name="notices_of_a_digest",
            ),
            # What asks for an act is found by its page once the act is done.
            models.Index(fields=["url"], condition=models.Q(read_at=None), name="unread_notices_of_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} to {self.user}"
