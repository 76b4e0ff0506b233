"""What a deal holds stays in its cut: a licence of every cut that became one of a single cut freed the others for sale.

Two cuts of one name are one where their works are joined.
"""

from django.db import migrations

STANDS = """
create function listings_held_cut_stands() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from listings_cut was, listings_cut is_now
      where was.id = old.cut_id and is_now.id = new.cut_id and lower(was.name) = lower(is_now.name)) then
    raise exception 'what a deal holds is never changed' using errcode = '23514', constraint = 'held_stands';
  end if;
  return new;
end $$;
create trigger held_cut_stands before update on listings_rightout for each row
  when (old.holding_id is not null and old.cut_id is distinct from new.cut_id)
  execute function listings_held_cut_stands();
"""
FALLS = """
drop trigger held_cut_stands on listings_rightout;
drop function listings_held_cut_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0020_holdings_stand")]
    operations = [migrations.RunSQL(STANDS, FALLS)]
