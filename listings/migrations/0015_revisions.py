"""Changes to published listings wait as revisions; pictures may wait with them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0014_split_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="artwork",
            name="waiting",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="ListingRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(default=1)),
                ("proposed", models.JSONField()),
                ("before", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for review"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                            ("accepted", "Accepted"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(default=django.utils.timezone.now, help_text="since when it waits"),
                ),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reasons", models.JSONField(default=dict, help_text="field -> what to change")),
                ("message", models.TextField(blank=True, max_length=2000)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="listings.programme"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["submitted_at"], name="revisions_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "returned"))),
                        fields=("programme",),
                        name="one_open_revision_per_listing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "returned", "withdrawn", "accepted"])),
                        name="revision_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed", {}), _negated=True), name="revision_changes_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("accepted", "returned")), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("author")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="revision_is_decided_by_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("message", ""), ("reasons", {}), _negated=True),
                            _connector="OR",
                        ),
                        name="returned_revision_says_why",
                    ),
                ],
            },
        ),
    ]
