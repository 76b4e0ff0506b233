"""A file that arrives in pieces."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from marketplace.files.models.stored_file import StoredFile
from marketplace.files.states import Purpose


class Upload(models.Model):
    """What a member sends in pieces, one after the other, until it is whole; then it is a stored file that one form names.

    `offset` only grows, by compare-and-set: whoever brings a piece names the offset that it begins at.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, help_text="the policy that takes it: marketplace.files.policies.POLICIES")
    name = models.CharField(max_length=200, help_text="as its sender called it, fit to be shown")
    size = models.PositiveBigIntegerField(help_text="announced, in bytes")
    sha256 = models.CharField(max_length=64, blank=True, help_text="announced; empty = it was not")
    offset = models.PositiveBigIntegerField(default=0, help_text="how many bytes have arrived")
    pieces = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="their names in the store, in order"
    )
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="then it is forgotten, unless a form has named it")
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True, help_text="when a form named it")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="upload_purpose_known"),
            models.CheckConstraint(condition=Q(size__gt=0, offset__lte=F("size")), name="upload_within_its_size"),
            models.CheckConstraint(
                condition=Q(file=None) | Q(offset=F("size")), name="upload_whole_before_it_is_a_file"
            ),
            models.CheckConstraint(condition=Q(used_at=None) | Q(file__isnull=False), name="upload_used_as_a_file"),
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="uploads_to_forget"),
            models.Index(fields=["owner", "expires_at"], name="uploads_of_an_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.offset} of {self.size}"
