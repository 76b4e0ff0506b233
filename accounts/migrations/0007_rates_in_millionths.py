from django.db import migrations, models

FORWARD = """
alter table accounts_exchangerate drop constraint rate_is_positive;
alter table accounts_exchangerate alter column per_usd type bigint using (per_usd * 1000000)::bigint;
alter table accounts_exchangerate rename column per_usd to millionths_per_usd;
alter table accounts_exchangerate add constraint rate_is_positive check (millionths_per_usd > 0);
"""
BACK = """
alter table accounts_exchangerate drop constraint rate_is_positive;
alter table accounts_exchangerate rename column millionths_per_usd to per_usd;
alter table accounts_exchangerate alter column per_usd type numeric(18, 6) using per_usd / 1000000.0;
alter table accounts_exchangerate add constraint rate_is_positive check (per_usd > 0);
"""


class Migration(migrations.Migration):
    """Rates are whole numbers too: millionths of what one US dollar costs."""

    dependencies = [("accounts", "0006_exchange_rates")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(FORWARD, BACK)],
            state_operations=[
                migrations.RemoveConstraint("exchangerate", "rate_is_positive"),
                migrations.RenameField("exchangerate", "per_usd", "millionths_per_usd"),
                migrations.AlterField(
                    "exchangerate",
                    "millionths_per_usd",
                    models.BigIntegerField(verbose_name="for one US dollar, in millionths"),
                ),
                migrations.AddConstraint(
                    "exchangerate",
                    models.CheckConstraint(condition=models.Q(millionths_per_usd__gt=0), name="rate_is_positive"),
                ),
            ],
        )
    ]
