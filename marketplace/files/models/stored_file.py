"""The files of all slices: what lies where in the store, whose it is, and how long it is kept."""

from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from marketplace.files.copies import copy_of
from marketplace.files.kinds import BINARY, KINDS, Kind
from marketplace.files.states import Fault


class StoredFile(models.Model):
    """One file, written once and never changed. Rows refer to its `place`: what they name is what lies in the store."""

    place = models.CharField(max_length=100, unique=True, help_text="its name in the store, ours")
    owner = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="whose it is; none = the market's",
    )
    name = models.CharField(max_length=200, help_text="as its sender called it, fit to be shown")
    kind = models.CharField(max_length=8, help_text="key of marketplace.files.kinds.KINDS, told from its bytes")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True, help_text="empty = it was not there when this table came")
    stored_at = models.DateTimeField(default=timezone.now)
    keep_until = models.DateTimeField(
        null=True, blank=True, help_text="then nobody gets it any more, and its bytes go a day later; none = kept"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text="when its bytes were last compared with its hash")
    fault = models.CharField(
        max_length=8, blank=True, choices=Fault.choices, help_text="what that reading found wrong; empty = nothing"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[*KINDS]), name="file_kind_known"),
            models.CheckConstraint(
                condition=models.Q(erased_at=None)
                | models.Q(keep_until__isnull=False, keep_until__lte=models.F("erased_at")),
                name="no_file_is_erased_before_its_time",
            ),
            models.CheckConstraint(condition=models.Q(fault__in=["", *Fault.values]), name="file_fault_known"),
        ]
        indexes = [
            models.Index(
                fields=["keep_until"],
                condition=models.Q(keep_until__isnull=False, erased_at=None),
                name="files_to_erase",
            ),
            models.Index(fields=["read_at"], condition=models.Q(erased_at=None), name="files_to_read_again"),
            models.Index(fields=["id"], condition=~models.Q(fault=""), name="files_with_a_fault"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> Kind:
        """Its kind."""
        return KINDS.get(self.kind, BINARY)

    def is_kept_at(self, at: datetime) -> bool:
        """Is its time not over?"""
        return self.keep_until is None or at < self.keep_until

    def open(self) -> "File[Any]":
        """To be read from its beginning. Raises OSError where the store has it not."""
        return default_storage.open(self.place, "rb")

    @property
    def path(self) -> str:
        """Where programs that take no open file find it on this machine: in the store, or a copy of it. Raises OSError."""
        try:
            return default_storage.path(self.place)
        except NotImplementedError:  # the store is elsewhere
            return str(copy_of(self.place, self.sha256, self.open))

    def read(self) -> bytes:
        """All of it. Raises OSError."""
        with self.open() as file:
            return bytes(file.read())

    def limit_keeping(self, until: datetime | None) -> None:
        """Then nobody gets it any more; None: it is kept."""
        self.keep_until = until
        self.save(update_fields=["keep_until"])
