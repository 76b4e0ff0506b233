"""One holding is one buyer's and of one listing, and what it holds stands.

Rights of one holding never clash with each other, so whoever could join two of them would have sold one right twice. A
reservation becomes a licence or is given back; neither is undone.
"""

from django.db import migrations, models

STANDS = """
alter table listings_rightout
  add constraint one_licensee_per_holding
    exclude using gist (holding_id with =, coalesce(licensee_id, 0) with <>) where (holding_id is not null),
  add constraint one_programme_per_holding
    exclude using gist (holding_id with =, programme_id with <>) where (holding_id is not null);
create function listings_held_stands() returns trigger language plpgsql as $$
begin
  raise exception 'what a deal holds is never changed' using errcode = '23514', constraint = 'held_stands';
end $$;
create trigger held_stands before update on listings_rightout for each row
  when (old.holding_id is distinct from new.holding_id or (old.holding_id is not null and (
    row(old.id, old.programme_id, old.licensee_id, old.grade, old.territories, old.media, old.languages, old.uses, old.period)
    is distinct from
    row(new.id, new.programme_id, new.licensee_id, new.grade, new.territories, new.media, new.languages, new.uses, new.period)
    or (new.active and not old.active)
    or (new.purpose <> old.purpose and (old.purpose, new.purpose) <> ('reservation', 'licence'))
    or (old.purpose = 'licence' and (new.active <> old.active or new.expires_at is distinct from old.expires_at)))))
  execute function listings_held_stands();
"""
FALLS = """
drop trigger held_stands on listings_rightout;
drop function listings_held_stands();
alter table listings_rightout drop constraint one_licensee_per_holding, drop constraint one_programme_per_holding;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0019_holdings")]
    operations = [
        # A record without a holding stands in `no_double_sale` with its negative number.
        migrations.AddConstraint(
            "holding", models.CheckConstraint(condition=models.Q(id__gt=0), name="holding_has_a_positive_number")
        ),
        migrations.AddConstraint(
            "rightout", models.CheckConstraint(condition=models.Q(id__gt=0), name="right_out_has_a_positive_number")
        ),
        migrations.RunSQL(STANDS, FALLS),
    ]
