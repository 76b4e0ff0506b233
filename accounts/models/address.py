from typing import Self

from django.db import models
from django.utils import timezone

from accounts.models.user import User


class NewAddressQuerySet(models.QuerySet["NewAddress"]):
    def waiting(self) -> Self:
        """Those to which the owner may still object: they open nothing yet."""
        return self.filter(objected_at=None, free_at__gt=timezone.now())


class NewAddress(models.Model):
    """An e-mail address added to an account that had one. For 72 hours the old one may object.

    Until then the new address resets no password, becomes neither the first nor the only one.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="new_addresses")
    email = models.EmailField()
    told = models.EmailField(help_text="the address that was told and may object")
    added_at = models.DateTimeField(default=timezone.now)
    free_at = models.DateTimeField()
    objected_at = models.DateTimeField(null=True, blank=True)

    objects = NewAddressQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email", "free_at"], name="new_addresses_by_email")]
        constraints = [
            models.CheckConstraint(condition=models.Q(free_at__gt=models.F("added_at")), name="new_address_waits")
        ]

    def __str__(self) -> str:
        return f"{self.email} for {self.user}"
