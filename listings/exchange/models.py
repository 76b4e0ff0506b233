"""An import is a row before it is a job: what was read, how far it came, and every row with what is wrong in it."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models import Organisation, User
from listings.exchange.states import RUNNING, ImportState, Kind, RowState, Verdict
from listings.models import Programme
from marketplace.files.models import StoredFile

if TYPE_CHECKING:
    from accounts.actors import Actor


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: "Actor") -> Self:
        """Imports belong to the organisation that made them."""
        return self.filter(organisation=actor.organisation)


class Import(models.Model):
    """One file on its way in. `beat_at` is when its worker last showed signs of life."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="imports")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.READING)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, to_field="place", db_column="file", db_index=False, related_name="+"
    )
    version = models.CharField(max_length=8, blank=True, help_text="of the template or schema, as recognised or chosen")
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict, help_text="{column of ours: column of the file}, for lists of titles")
    place = models.JSONField(
        default=dict, help_text="of a list of titles: {encoding, sheet, header row}, as guessed or chosen"
    )
    findings = models.JSONField(default=list, help_text="about the whole file")
    rows_read = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0, help_text="of those being taken over")
    rows_to_do = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="import_kind_known"),
        ]
        indexes = [
            models.Index(fields=["beat_at"], condition=models.Q(state__in=list(RUNNING)), name="imports_running")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def name(self) -> str:
        """The file's, as it was sent."""
        return self.file.name

    @property
    def running(self) -> bool:
        return self.state in RUNNING

    @property
    def percent(self) -> int | None:
        """How far the taking over is; None while the number of rows is not known."""
        return (
            self.rows_done * 100 // self.rows_to_do
            if self.state == ImportState.PUBLISHING and self.rows_to_do
            else None
        )


class ImportRow(models.Model):
    """One data row of the file. `group` joins the rows that stand or fall together (an ALID)."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="as the user's program shows it")
    group = models.CharField(max_length=300, blank=True)
    cells = models.JSONField()
    findings = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, choices=Verdict)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_row_per_number"),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="verdict_known"),
            models.CheckConstraint(condition=models.Q(state__in=RowState.values), name="row_state_known"),
        ]
        indexes = [models.Index(fields=["batch", "group"], name="rows_of_a_group")]

    def __str__(self) -> str:
        return f"{self.batch_id}: row {self.number}"
