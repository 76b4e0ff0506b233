from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.models.programme import Programme
from listings.models.work import Work


class WorkCase(models.Model):
    """Are two works one? Opened when listings look alike; one of staff proposes, another confirms.

    `other` is to become `work`, or to stay apart. Without `other`: `listing` is to leave `work`. `signs` say by what they
    look alike; `clash` names the two records that cannot both stand when the works become one.
    """

    class Answer(models.TextChoices):
        MERGE = "merge", _("One work")
        APART = "apart", _("Two works")
        PART = "part", _("The listing is of another work")

    work = models.ForeignKey(Work, models.PROTECT, related_name="cases")
    other = models.ForeignKey(Work, models.PROTECT, null=True, blank=True, related_name="cases_as_other")
    listing = models.ForeignKey(Programme, models.PROTECT, related_name="work_cases")
    signs = models.JSONField(default=list, help_text="[[sign, value], …]")
    clash = models.JSONField(default=list, help_text="[right out, right out]: both cannot stand in one work")
    opened_at = models.DateTimeField(default=timezone.now)
    proposal = models.CharField(max_length=8, choices=Answer, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["work", "other"], condition=models.Q(other__isnull=False), name="works_compared_once"
            ),
            models.UniqueConstraint(
                fields=["listing"], condition=models.Q(other=None, closed_at=None), name="one_parting_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(work=models.F("other")), name="a_work_is_itself"),
            models.CheckConstraint(
                condition=models.Q(proposal="") | (models.Q(proposed_by__isnull=False) & ~models.Q(reason="")),
                name="proposal_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | (
                    ~models.Q(proposal="")
                    & models.Q(confirmed_by__isnull=False)
                    & ~models.Q(confirmed_by=models.F("proposed_by"))
                ),
                name="two_people_decide_on_works",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work} / {self.other or self.listing}"
