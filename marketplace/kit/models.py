from django.db import models


class Job(models.Model):
    """Work that was begun and is not done: how often it was tried, when the next try may be, and whether it was given up.

    No row means: nothing was tried yet, or all is done. What is to be done is read off the thing itself (`row`), never here.
    """

    kind = models.CharField(max_length=60, help_text="key of marketplace.kit.work.KINDS")
    row = models.BigIntegerField(help_text="number of the thing that the work is done to")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    begun_at = models.DateTimeField()
    last_error = models.TextField(blank=True)
    dead_at = models.DateTimeField(null=True, blank=True, help_text="given up: a person decides how to go on")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "row"], name="one_job_per_kind_and_row"),
            models.CheckConstraint(
                condition=models.Q(set_aside_at=None)
                | (models.Q(dead_at__isnull=False) & ~models.Q(set_aside_because="")),
                name="set_aside_is_dead_and_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["dead_at"],
                condition=models.Q(dead_at__isnull=False, set_aside_at=None),
                name="jobs_that_failed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"
