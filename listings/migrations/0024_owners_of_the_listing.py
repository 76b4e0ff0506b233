"""The owners of a right out are looked up by its own grade and listing.

`grade` in the query was the column of `listings_rightout`, not the parameter: every record read all rights out there are, and
an agent's own use was put where its principal's is. Own use that clashes where it belongs stays where it was.
"""

from django.db import migrations

OWNERS = """
-- The seller and, for an agent, those who gave it the mandates that it holds rights under; of own use the seller alone.
create or replace function listings_owners(listing bigint, grade text) returns int8multirange language plpgsql stable as $$
declare
  seller int8multirange := (select listings_own_stretch(p.organisation_id) from listings_programme p where p.id = listing);
  mandates bigint[] := array(select i.mandate_id from listings_rightin i where i.programme_id = listing and i.mandate_id is not null);
begin
  if grade = 'O' or mandates = '{}' then return seller; end if;
  return seller + (
    select range_agg(listings_own_stretch(p.organisation_id)) from listings_programme p where p.id = any(array(
      select m.programme_id from listings_rightout m where m.id = any(mandates))));
end $$;
"""
OWNERS_BACK = """
create or replace function listings_owners(listing bigint, grade text) returns int8multirange language sql stable as $$
  select range_agg(listings_own_stretch(p.organisation_id)) from listings_programme p where p.id = listing or p.id = any(array(
    select m.programme_id from listings_rightout m where m.id = any(array(
      select i.mandate_id from listings_rightin i where i.programme_id = listing and i.mandate_id is not null and grade <> 'O'))))
$$;
"""
# The trigger computes them again.
AGENTS_OWN_USE = """
do $$
declare
  own bigint;
begin
  for own in select o.id from listings_rightout o where o.grade = 'O' and o.active and o.programme_id = any(array(
      select i.programme_id from listings_rightin i where i.mandate_id is not null)) loop
    begin
      update listings_rightout set owners = owners where id = own;
    exception when exclusion_violation then
      raise warning 'own use % stands beside a sole licence', own;
    end;
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0023_files")]
    operations = [
        migrations.RunSQL(OWNERS, OWNERS_BACK),
        migrations.RunSQL(AGENTS_OWN_USE, migrations.RunSQL.noop),
    ]
