from django.db import models
from django.utils import timezone

from accounts.models.organisation import Organisation
from accounts.models.user import User
from marketplace.kit.activity import label_verb


class AuditEntry(models.Model):
    """What was done, by whom, for which organisation, with the values before and after. The table only grows."""

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    as_staff = models.BooleanField(default=False)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    request_id = models.CharField(max_length=32, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "at"], name="audit_by_object"),
            models.Index(fields=["organisation", "at"], name="audit_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{label_verb(self.action)}: {self.object_kind} {self.object_id}"
