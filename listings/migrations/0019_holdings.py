"""What a line of a deal takes points to it by a key of its own, not by a word with the offer's number in it.

Holdings of deals that are there get their offers' numbers, by which contracts' migration finds them.
"""

import django.utils.timezone
from django.db import migrations, models

VIEW = """
create view listings_taken_elsewhere as
select l.id as listing_id, o.id as right_id, o.lock_id, o.programme_id, o.purpose, o.licensee_id, o.{key}, o.territories, o.media,
  o.languages, o.uses, o.period, o.expires_at,
  case when o.grade = 'O' and not o.owners <@ listings_owners(l.id, 'E') then 'N' else o.grade end as grade
from listings_programme l
join listings_work w on w.id = l.work_id
join listings_rightout o on o.lock_id = w.lock_id and o.parts && w.parts and o.programme_id <> l.id
where o.active and o.grade <> 'L' and o.desks @> 0::bigint;
"""
# A record of the seller's own is its own holding.
LOCK = """
set constraints all immediate;
set constraints all deferred;
drop view listings_taken_elsewhere;
alter table listings_rightout drop constraint no_double_sale,
  add constraint no_double_sale exclude using gist (
    lock_id with =, period with &&, territories with &&, media with &&, languages with &&, uses with &&, parts with &&,
    cuts with &&, desks with &&, lane_x with &&, lane_y with &&, ({key}) with <>) where (active);
"""
# Nothing that was agreed changes, so neither its history nor its guards are asked.
FILL = """
alter table listings_rightout disable trigger user;
insert into listings_holding (id, made_at)
  select split_part(held_for, ':', 2)::bigint, min(created_at) from listings_rightout where held_for ~ '^offer:[0-9]+$' group by 1;
select setval(pg_get_serial_sequence('listings_holding', 'id'), coalesce(max(id), 1), count(*) > 0) from listings_holding;
update listings_rightout set holding_id = split_part(held_for, ':', 2)::bigint where held_for ~ '^offer:[0-9]+$';
set constraints all immediate;
set constraints all deferred;
alter table listings_rightout enable trigger user;
"""
FILL_BACK = """
alter table listings_rightout disable trigger user;
update listings_rightout set held_for = case when holding_id is null then 'record:' || id else 'offer:' || holding_id end;
set constraints all immediate;
set constraints all deferred;
alter table listings_rightout enable trigger user;
"""
BY_HOLDING = LOCK.format(key="coalesce(holding_id, -id)") + VIEW.format(key="holding_id")
BY_WORD = LOCK.format(key="held_for") + VIEW.format(key="held_for")
NUMBERS = "create sequence listings_record_number start 1000000;"


class Migration(migrations.Migration):
    dependencies = [("listings", "0018_reviewed_before_published")]
    operations = [
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            "rightout",
            "holding",
            models.ForeignKey(
                "listings.Holding",
                models.PROTECT,
                null=True,
                blank=True,
                related_name="rights",
                help_text="none for the seller's own records",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(BY_HOLDING, BY_WORD),
        migrations.RemoveIndex("rightout", "rights_out_by_deal"),
        migrations.AlterField("rightout", "held_for", models.CharField(max_length=60, null=True)),
        migrations.RunSQL(migrations.RunSQL.noop, FILL_BACK),
        migrations.RemoveField("rightout", "held_for"),
        migrations.RunSQL("drop sequence listings_record_number;", NUMBERS),
    ]
