"""What is delivered under a contract; every move stands. And the position of who signs."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create function contracts_delivery_stands() returns trigger language plpgsql as $$
begin
  raise exception 'a delivery is only ever added to' using errcode = '23514', constraint = 'delivery_stands';
end $$;
create trigger delivery_stands before update or delete on contracts_deliveryevent
  for each row execute function contracts_delivery_stands();
"""
BACK = """
drop trigger delivery_stands on contracts_deliveryevent;
drop function contracts_delivery_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_exchange_rates"),
        ("contracts", "0002_signatures_stand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="job_title",
            field=models.CharField(blank=True, help_text="the signatory's position on that day", max_length=120),
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("programme", "Programme, original version"),
                            ("sub", "Subtitles"),
                            ("dub", "Dub"),
                            ("vo", "Voice-over"),
                            ("me", "Music and effects track"),
                            ("script", "Dialogue list"),
                            ("pictures", "Poster and stills"),
                        ],
                        max_length=12,
                        verbose_name="material",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12, verbose_name="language")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "To be delivered"),
                            ("delivered", "To be checked"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused: to be delivered again"),
                        ],
                        default="due",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="materials", to="contracts.contract"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeliveryEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "move",
                    models.CharField(
                        choices=[("delivered", "Delivered"), ("accepted", "Accepted"), ("refused", "Refused")],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("link", models.URLField(blank=True, max_length=500)),
                ("file", models.FileField(blank=True, upload_to="deliveries/")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="contracts.material"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("contract", "number"), name="materials_are_numbered"),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["due", "delivered", "accepted", "refused"])),
                name="material_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["programme", "sub", "dub", "vo", "me", "script", "pictures"])),
                name="material_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("move__in", ["delivered", "accepted", "refused"])), name="delivery_move_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("move", "refused"), _negated=True), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="a_refused_delivery_has_a_reason",
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
