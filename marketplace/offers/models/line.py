"""What a deal is about, line by line: shared by offers and contracts."""

from typing import Any, TypeVar

from django.db import models
from django.utils.functional import cached_property

from listings.models import Programme

L = TypeVar("L", bound="Line")


class LineManager(models.Manager[L]):
    def get_queryset(self) -> models.QuerySet[L]:
        """Nobody reads a line without its programme."""
        return super().get_queryset().select_related("programme")


class Line(models.Model):
    """One listing of an offer or a contract. Its `number` names it in the terms of every round."""

    number = models.PositiveSmallIntegerField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.programme}"


class AboutProgrammes(models.Model):
    """What has `lines`: the model of its lines names it."""

    lines: Any  # their manager, which the foreign key of the lines gives

    class Meta:
        abstract = True

    @cached_property
    def listings(self) -> dict[int, Programme]:
        """What it is about: by the number of the line, in their order."""
        return {line.number: line.programme for line in self.lines.all()}

    @property
    def programmes(self) -> list[Programme]:
        """The same without the numbers."""
        return list(self.listings.values())

    @property
    def programme(self) -> Programme:
        """The first of them: whose picture a list shows."""
        return self.programmes[0]

    @property
    def title(self) -> str:
        """The first one's original title, and how many more there are."""
        more = len(self.programmes) - 1
        return f"{self.programme.original_title} (+{more})" if more else self.programme.original_title
