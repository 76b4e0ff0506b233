import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A dated table of exchange rates for reading amounts, and each member's own display currency."""

    dependencies = [("accounts", "0005_member_default_request")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="display_currency",
            field=models.CharField(blank=True, max_length=3, verbose_name="display currency"),
            preserve_default=True,
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("day", models.DateField(verbose_name="day")),
                ("per_usd", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="for one US dollar")),
                ("source", models.CharField(max_length=120, verbose_name="source")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("currency", "day"), name="one_rate_per_currency_and_day"),
                    models.CheckConstraint(condition=models.Q(("per_usd__gt", 0)), name="rate_is_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("currency", "USD"), _negated=True), name="the_dollar_is_the_measure"
                    ),
                ],
            },
        ),
    ]  # fmt: skip
