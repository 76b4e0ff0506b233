"""A deal stands above its negotiations, and a negotiation is about lines. Until now an offer was both, about one listing.

It can be taken back while every deal has one offer of one line, as those have that are there.
"""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

PARTY = {"on_delete": models.PROTECT, "to": "accounts.organisation"}
FILL = """
insert into offers_deal (id, public_id, buyer_id, seller_id, opened_by_id, opened_at, client_key)
  select id, public_id, buyer_id, seller_id, opened_by_id, opened_at, client_key from offers_offer;
select setval(pg_get_serial_sequence('offers_deal', 'id'), coalesce(max(id), 1), count(*) > 0) from offers_deal;
insert into offers_offerline (offer_id, number, programme_id) select id, 1, programme_id from offers_offer;
update offers_offer set deal_id = id;
update offers_message m set deal_id = o.deal_id from offers_offer o where o.id = m.offer_id;
set constraints all immediate;
set constraints all deferred;
"""
FILL_BACK = """
update offers_offer o set public_id = d.public_id, buyer_id = d.buyer_id, seller_id = d.seller_id, client_key = d.client_key
  from offers_deal d where d.id = o.deal_id;
update offers_offer o set programme_id = l.programme_id from offers_offerline l where l.offer_id = o.id;
update offers_message m set offer_id = o.id from offers_offer o where o.deal_id = m.deal_id;
set constraints all immediate;
set constraints all deferred;
"""
STANDS = """
create function offers_deal_stands() returns trigger language plpgsql as $$
begin
  raise exception 'who deals with whom is never changed' using errcode = '23514', constraint = 'deal_stands';
end $$;
create trigger deal_stands before update or delete on offers_deal for each row execute function offers_deal_stands();
create function offers_line_stands() returns trigger language plpgsql as $$
begin
  raise exception 'a line is only ever added' using errcode = '23514', constraint = 'line_stands';
end $$;
create trigger line_stands before update or delete on offers_offerline for each row execute function offers_line_stands();
"""
STANDS_BACK = """
drop trigger line_stands on offers_offerline;
drop function offers_line_stands();
drop trigger deal_stands on offers_deal;
drop function offers_deal_stands();
"""


def key(to: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0003_message_said_once"),
        # Older moves of data read an offer as it was.
        ("contracts", "0008_one_side_per_person"),
        ("payments", "0007_events_are_jobs"),
        ("listings", "0019_holdings"),
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        # Their names are the deal's now.
        migrations.RemoveConstraint("offer", "buyer_is_not_seller"),
        migrations.RemoveConstraint("offer", "one_offer_per_submission"),
        migrations.RemoveConstraint("message", "one_message_per_submission"),
        migrations.RemoveIndex("message", "conversation_in_order"),
        migrations.CreateModel(
            name="Deal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(max_length=16, unique=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "client_key",
                    models.CharField(
                        max_length=64, null=True, help_text="names one submission: a double click opens one deal"
                    ),
                ),
                ("buyer", models.ForeignKey(related_name="deals_as_buyer", **PARTY)),
                ("seller", models.ForeignKey(related_name="deals_as_seller", **PARTY)),
                ("opened_by", key(settings.AUTH_USER_MODEL, related_name="+")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(buyer=models.F("seller")), name="buyer_is_not_seller"),
                    models.UniqueConstraint(fields=["buyer", "client_key"], name="one_deal_per_submission"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("offer", key("offers.offer", related_name="lines")),
                ("programme", key("listings.programme", related_name="%(class)ss")),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=["offer", "number"], name="offer_lines_are_numbered")],
            },
        ),
        migrations.AddField("offer", "deal", key("offers.deal", related_name="offers", null=True)),
        migrations.AddField("offer", "number", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("message", "deal", key("offers.deal", related_name="messages", null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("offer", "deal", key("offers.deal", related_name="offers")),
        migrations.AlterField("message", "deal", key("offers.deal", related_name="messages")),
        migrations.AlterField("offer", "public_id", models.CharField(max_length=16, unique=True, null=True)),
        migrations.AlterField("offer", "buyer", models.ForeignKey(related_name="offers_made", null=True, **PARTY)),
        migrations.AlterField("offer", "seller", models.ForeignKey(related_name="offers_received", null=True, **PARTY)),
        migrations.AlterField("offer", "programme", key("listings.programme", related_name="offers", null=True)),
        migrations.AlterField("message", "offer", key("offers.offer", related_name="messages", null=True)),
        migrations.RunSQL(migrations.RunSQL.noop, FILL_BACK),
        migrations.RemoveField("offer", "public_id"),
        migrations.RemoveField("offer", "buyer"),
        migrations.RemoveField("offer", "seller"),
        migrations.RemoveField("offer", "programme"),
        migrations.RemoveField("offer", "client_key"),
        migrations.RemoveField("message", "offer"),
        migrations.AddConstraint(
            "offer", models.UniqueConstraint(fields=["deal", "number"], name="offers_are_numbered")
        ),
        migrations.AddConstraint(
            "offer",
            models.UniqueConstraint(fields=["deal"], condition=models.Q(state="open"), name="one_open_offer_per_deal"),
        ),
        migrations.AddConstraint(
            "message", models.UniqueConstraint(fields=["deal", "client_key"], name="one_message_per_submission")
        ),
        migrations.AddIndex("message", models.Index(fields=["deal", "at"], name="conversation_in_order")),
        migrations.RunSQL(STANDS, STANDS_BACK),
    ]
