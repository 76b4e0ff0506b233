"""Who came later is who was recorded or changed last, whatever number a row has; a right that is split keeps its claims.

Numbers are drawn before the lock on the work is got, so that they do not tell who came first; and a right that grows
over another's is the newcomer there, however old it is.
"""

# ruff: noqa: ANN001, ANN201 -- models as they were have no types
from importlib import import_module

from django.db import migrations, models

RIVALS = """
create function listings_clash(one listings_rightin, other listings_rightin) returns boolean language sql immutable as $$
  select (one.exclusive or other.exclusive)
    and one.territories && other.territories and one.media && other.media and one.languages && other.languages
    and one.uses && other.uses and one.licensable && other.licensable
$$;
create function listings_clashing(held listings_rightin) returns setof bigint language plpgsql stable as $$
declare
  mine record;
  seen record;
begin
  select p.work_id, p.organisation_id into mine from listings_programme p where p.id = held.programme_id;
  select w.lock_id, w.parts into seen from listings_work w where w.id = mine.work_id;
  return query select i.id from listings_rightin i
    where i.programme_id = any(array(
        select q.id from listings_programme q where q.organisation_id <> mine.organisation_id and q.work_id = any(array(
          select v.id from listings_work v where v.lock_id = seen.lock_id and v.parts && seen.parts))))
      and i.mandate_id is null and listings_clash(i, held);
end $$;
create or replace function listings_rivals(held listings_rightin) returns setof bigint language sql stable as $$
  select i.id from listings_rightin i where i.id = any(array(select listings_clashing(held))) and not i.contested
$$;

-- Where nothing of the row has changed (it is only looked at again), the older of two is the earlier one.
create or replace function listings_claim_right() returns trigger language plpgsql as $$
declare
  newcomer boolean := true;
begin
  if new.mandate_id is not null then return null; end if;
  if tg_op = 'UPDATE' then
    newcomer := (old.programme_id, old.territories, old.media, old.languages, old.uses, old.licensable, old.exclusive)
      is distinct from (new.programme_id, new.territories, new.media, new.languages, new.uses, new.licensable, new.exclusive);
  end if;
  if newcomer or not new.contested then
    insert into listings_rightsclaim (later, later_listing_id, earlier, earlier_listing_id, opened_at, outcome, reason,
                                      later_note, earlier_note)
      select l.id, l.programme_id, e.id, e.programme_id, now(), '', '', '', ''
      from listings_rightin i
      join listings_rightin l on l.id = case
        when newcomer or coalesce(i.split_from, i.id) < coalesce(new.split_from, new.id) then new.id else i.id end
      join listings_rightin e on e.id in (i.id, new.id) and e.id <> l.id
      where i.id = any(array(select listings_rivals(new))) and not exists (
        select 1 from listings_rightsclaim c where c.later = e.id and c.earlier = l.id and c.outcome <> 'moot')
      on conflict (later, earlier) do update
        set opened_at = now(), closed_at = null, outcome = '', reason = '', decided_by_id = null, told_at = null
        where listings_rightsclaim.outcome = 'moot';
  end if;
  update listings_rightsclaim c set closed_at = now(), outcome = 'moot'
    where c.closed_at is null and new.id in (c.later, c.earlier)
      and not array[c.later, c.earlier] && array(select listings_clashing(new));
  return null;
end $$;
drop trigger claim_right on listings_rightin;
create trigger claim_right after insert or update of programme_id, territories, media, languages, uses, period, latest_end,
  underlying_end, exclusive, contested on listings_rightin for each row execute function listings_claim_right();

-- By its name it runs before `claim_right`, which opens a claim only where there is none.
create function listings_carry_claims() returns trigger language plpgsql as $$
begin
  insert into listings_rightsclaim (later, later_listing_id, earlier, earlier_listing_id, opened_at, told_at, closed_at,
                                    outcome, reason, decided_by_id, later_note, earlier_note)
    select case c.later when new.split_from then new.id else c.later end, c.later_listing_id,
           case c.earlier when new.split_from then new.id else c.earlier end, c.earlier_listing_id,
           c.opened_at, c.told_at, c.closed_at, c.outcome, c.reason, c.decided_by_id, c.later_note, c.earlier_note
    from listings_rightsclaim c
    join listings_rightin i on i.id in (c.later, c.earlier) and i.id <> new.split_from
    where new.split_from in (c.later, c.earlier) and c.outcome <> 'moot' and listings_clash(i, new);
  return null;
end $$;
create trigger carry_claims after insert on listings_rightin for each row when (new.split_from is not null)
  execute function listings_carry_claims();
"""
CLAIMS = import_module("listings.migrations.0011_claims")
BACK = f"""
drop trigger carry_claims on listings_rightin;
drop function listings_carry_claims();
{CLAIMS.CLAIMS_BACK}
drop function listings_clashing(listings_rightin);
drop function listings_clash(listings_rightin, listings_rightin);
{CLAIMS.CLAIMS}
"""


def look_at_rights(apps, schema_editor):
    """As the first time, now by the new rule."""
    import_module("listings.migrations.0012_claims_there_are").look_at_rights(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("listings", "0013_work_cases")]
    operations = [
        migrations.AddField(
            "rightin",
            "split_from",
            models.BigIntegerField(
                null=True, blank=True, editable=False, help_text="the right in whose later part this is"
            ),
        ),
        migrations.RunSQL(RIVALS, BACK),
        migrations.RunPython(look_at_rights, migrations.RunPython.noop),
    ]
