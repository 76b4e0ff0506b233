from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.models.programme import Programme
from listings.states import OPEN_REVISION, RevisionState


class ListingRevision(models.Model):
    """Changes to a published listing that wait for review; buyers see what was reviewed before.

    `proposed` and `before` are plain facts ({field: value}, `listings.programmes.queries.facts`) of the same fields. `number` grows with
    every save: staff decide about the one that they saw. The database lets what was reviewed of a published listing change
    only in the transaction that accepts a revision of it (a trigger; the column `accepted_in` is the trigger's own).
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    proposed = models.JSONField()
    before = models.JSONField()
    state = models.CharField(_("state"), max_length=10, choices=RevisionState, default=RevisionState.WAITING)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now, help_text="since when it waits")
    changed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.JSONField(default=dict, help_text="field -> what to change")
    message = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=models.Q(state__in=OPEN_REVISION), name="one_open_revision_per_listing"
            ),
            models.CheckConstraint(condition=models.Q(state__in=RevisionState.values), name="revision_state_known"),
            models.CheckConstraint(condition=~models.Q(proposed={}), name="revision_changes_something"),
            models.CheckConstraint(
                condition=~models.Q(state__in=(RevisionState.ACCEPTED, RevisionState.RETURNED))
                | (
                    models.Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~models.Q(decided_by=models.F("author"))
                ),
                name="revision_is_decided_by_another_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RevisionState.RETURNED) | ~models.Q(reasons={}, message=""),
                name="returned_revision_says_why",
            ),
        ]
        indexes = [models.Index(fields=["submitted_at"], condition=models.Q(state="waiting"), name="revisions_waiting")]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"

    @property
    def waiting(self) -> bool:
        return self.state == RevisionState.WAITING
