# ruff: noqa: ANN001, ANN003, ANN201 -- models as they were have no types
"""Works that look alike wait for two people of staff; titles get keys by which they are found again."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from listings.text.keys import title_keys

KEYS = "alter table listings_searchentry add column keys text[] not null default '{}'"


def user(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, null=True, blank=True, related_name="+", **options
    )


def write_keys(apps, schema_editor):
    """The keys of every title; generated catalogues are nobody's works."""
    Programme = apps.get_model("listings", "Programme")
    rows = Programme.objects.exclude(source__startswith="generated").prefetch_related("texts")
    with schema_editor.connection.cursor() as cursor:
        for row in rows.iterator(chunk_size=2000):
            keys = title_keys([row.original_title, *(text.title for text in row.texts.all() if text.title)])
            cursor.execute("update listings_searchentry set keys = %s where programme_id = %s", [keys, row.pk])


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0012_claims_there_are"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(KEYS, "alter table listings_searchentry drop column keys")],
            [
                migrations.AddField(
                    "searchentry",
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="the titles as keys (listings.text.keys)",
                        size=None,
                    ),
                )
            ],
        ),
        migrations.CreateModel(
            name="WorkCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signs", models.JSONField(default=list, help_text="[[sign, value], …]")),
                (
                    "clash",
                    models.JSONField(default=list, help_text="[right out, right out]: both cannot stand in one work"),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merge", "One work"),
                            ("apart", "Two works"),
                            ("part", "The listing is of another work"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_by", user()),
                ("proposed_by", user()),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="work_cases", to="listings.programme"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_as_other",
                        to="listings.work",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="listings.work"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("other__isnull", False)),
                        fields=("work", "other"),
                        name="works_compared_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None), ("other", None)),
                        fields=("listing",),
                        name="one_parting_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("work", models.F("other")), _negated=True), name="a_work_is_itself"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposal", ""),
                            models.Q(("proposed_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="proposal_says_who_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            models.Q(
                                models.Q(("proposal", ""), _negated=True),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_people_decide_on_works",
                    ),
                ],
            },
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            "searchentry", django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="search_by_title_key")
        ),
    ]
