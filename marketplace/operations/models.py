"""Which market this database holds."""

import uuid

from django.db import models


class Installation(models.Model):
    """The one row that names the market. The same name stands in the home of its files (`pairing`)."""

    only = models.BooleanField(primary_key=True, default=True)
    name = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_installation")]

    def __str__(self) -> str:
        return str(self.name)
