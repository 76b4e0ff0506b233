"""Guards of the full model: five grades in two lanes, language uses, what may be licensed on, mandates, cases, history."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("listings.migrations.0002_rights_guards")

LANES = """
alter table listings_rightout drop constraint no_double_sale, drop constraint right_out_not_empty,
  drop column lane_x, drop column lane_y;
alter table listings_rightout
  add column lane_x int8range generated always as (case grade when 'E' then int8range(0, null)
    when 'N' then int8range(id, id, '[]') when 'O' then int8range(-id, -id, '[]') when 'L' then 'empty' else '(,)' end) stored,
  add column lane_y int8range generated always as
    (case grade when 'H' then int8range(id, id, '[]') when 'L' then 'empty' else '(,)' end) stored,
  -- A row is ignored by the constraint below when a column is null or a range is empty: these checks are part of it.
  add constraint right_out_not_empty check
    (not isempty(territories) and not isempty(media) and not isempty(languages) and not isempty(uses)),
  add constraint grade_fits_purpose check (case purpose
    when 'holdback' then grade = case binds when 'licensee' then 'L' else 'H' end
    when 'own_use' then grade = 'O' else grade in ('S', 'E', 'N') end),
  add constraint no_double_sale exclude using gist (
    programme_id with =, period with &&, territories with &&, media with &&, languages with &&, uses with &&,
    lane_x with &&, lane_y with &&, held_for with <>) where (active);
alter table listings_rightin drop constraint right_in_not_empty;
alter table listings_rightin add constraint right_in_not_empty check
  (not isempty(territories) and not isempty(media) and not isempty(languages) and not isempty(uses));
"""

# Rows that the lanes of before cannot tell apart keep the database from going back: nothing is lost then.
LANES_BACK = f"""
alter table listings_rightin drop constraint right_in_not_empty;
alter table listings_rightout drop constraint no_double_sale, drop constraint right_out_not_empty,
  drop constraint grade_fits_purpose, drop column lane_x, drop column lane_y;
{BEFORE.LANES}
"""

# A box is territories x media x languages x uses x dates. Subtracting a held right from a wanted box leaves at most five
# boxes, so "is it inside the union of what is held?" is exact without listing cells.
COVERAGE = """
drop trigger held_still_covers on listings_rightin;
drop trigger sale_is_covered on listings_rightout;
drop function listings_held_still_covers();
drop function listings_sale_is_covered();
drop function listings_uncovered(bigint, boolean, int4multirange, int4multirange, int4multirange, daterange);
drop type listings_box;
create type listings_box as (t int4multirange, m int4multirange, l int4multirange, u int4multirange, p datemultirange);

create function listings_uncovered(programme bigint, only_exclusive boolean, t int4multirange, m int4multirange,
                                   l int4multirange, u int4multirange, p daterange) returns setof listings_box
language plpgsql stable as $$
declare
  rest listings_box[] := array[row(t, m, l, u, datemultirange(p))::listings_box];
  next listings_box[];
  held record;
  box listings_box;
begin
  for held in select r.territories, r.media, r.languages, r.uses, datemultirange(r.licensable) as period
              from listings_rightin r
              where r.programme_id = programme and (r.exclusive or not only_exclusive) and r.licensable && p loop
    next := '{}';
    foreach box in array rest loop
      if not (box.t && held.territories and box.m && held.media and box.l && held.languages and box.u && held.uses
              and box.p && held.period) then
        next := next || box;
        continue;
      end if;
      if not box.t <@ held.territories then
        next := next || row(box.t - held.territories, box.m, box.l, box.u, box.p)::listings_box;
        box.t := box.t * held.territories;
      end if;
      if not box.m <@ held.media then
        next := next || row(box.t, box.m - held.media, box.l, box.u, box.p)::listings_box;
        box.m := box.m * held.media;
      end if;
      if not box.l <@ held.languages then
        next := next || row(box.t, box.m, box.l - held.languages, box.u, box.p)::listings_box;
        box.l := box.l * held.languages;
      end if;
      if not box.u <@ held.uses then
        next := next || row(box.t, box.m, box.l, box.u - held.uses, box.p)::listings_box;
        box.u := box.u * held.uses;
      end if;
      if not box.p <@ held.period then
        next := next || row(box.t, box.m, box.l, box.u, box.p - held.period)::listings_box;
      end if;
    end loop;
    rest := next;
    exit when cardinality(rest) = 0;
  end loop;
  return query select * from unnest(rest);
end $$;

create function listings_sale_is_covered() returns trigger language plpgsql as $$
begin
  if not new.active or new.grade in ('H', 'L') then return new; end if;
  perform 1 from listings_rightin where programme_id = new.programme_id order by id for share;
  if exists (select 1 from listings_uncovered(new.programme_id, new.grade in ('S', 'E'), new.territories, new.media,
                                              new.languages, new.uses, new.period)) then
    raise exception 'not inside the rights held' using errcode = '23514', constraint = 'sale_inside_rights_held';
  end if;
  return new;
end $$;
create trigger sale_is_covered before insert or update of active, grade, territories, media, languages, uses, period,
  programme_id on listings_rightout for each row execute function listings_sale_is_covered();

create function listings_held_still_covers() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_rightout o, lateral listings_uncovered(
               o.programme_id, o.grade in ('S', 'E'), o.territories, o.media, o.languages, o.uses, o.period)
             where o.programme_id = old.programme_id and o.active and o.grade not in ('H', 'L')
               and not exists (select 1 from listings_conflictcase c
                               where c.right_out_id = o.id and c.closed_at is null)) then
    raise exception 'a licence rests on this right' using errcode = '23514', constraint = 'licence_rests_on_right';
  end if;
  return null;
end $$;
-- At commit, so that one right may be replaced by two in one transaction.
create constraint trigger held_still_covers after update or delete on listings_rightin
  deferrable initially deferred for each row execute function listings_held_still_covers();
"""

COVERAGE_BACK = (
    BEFORE.COVERAGE_BACK.replace("int4multirange, daterange", "int4multirange, int4multirange, daterange")
    + BEFORE.COVERAGE
)

# What is held under a mandate lies inside the mandate, for as long as the mandate stands.
MANDATES = """
create function listings_exceeds_mandate(held listings_rightin) returns boolean language sql stable as $$
  select not exists (
    select 1 from listings_rightout o join listings_programme p on p.id = held.programme_id
    where o.id = held.mandate_id and o.active and o.purpose = 'mandate' and o.licensee_id = p.organisation_id
      and held.territories <@ o.territories and held.media <@ o.media and held.languages <@ o.languages
      and held.uses <@ o.uses and held.period <@ o.period and (o.grade in ('S', 'E') or not held.exclusive))
$$;
create function listings_held_inside_mandate() returns trigger language plpgsql as $$
begin
  if new.mandate_id is null then return new; end if;
  perform 1 from listings_rightout where id = new.mandate_id for share;
  if listings_exceeds_mandate(new) then
    raise exception 'not inside the mandate' using errcode = '23514', constraint = 'held_inside_mandate';
  end if;
  return new;
end $$;
create trigger held_inside_mandate before insert or update on listings_rightin
  for each row execute function listings_held_inside_mandate();
create function listings_mandate_is_relied_on() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_rightin i where i.mandate_id = old.id and listings_exceeds_mandate(i)) then
    raise exception 'an agent holds rights under this mandate' using errcode = '23514', constraint = 'mandate_relied_on';
  end if;
  return null;
end $$;
create constraint trigger mandate_relied_on after update on listings_rightout deferrable initially deferred
  for each row when (old.purpose = 'mandate') execute function listings_mandate_is_relied_on();
"""

MANDATES_BACK = """
drop trigger mandate_relied_on on listings_rightout;
drop function listings_mandate_is_relied_on();
drop trigger held_inside_mandate on listings_rightin;
drop function listings_held_inside_mandate();
drop function listings_exceeds_mandate(listings_rightin);
"""

# Who, when and why come from the transaction's settings (listings.actions.cause); without them the database knows the time.
HISTORY = """
create function listings_keep_history() returns trigger language plpgsql as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - 'lane_x' - 'lane_y' end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - 'lane_x' - 'lane_y' end;
begin
  if before is not distinct from after then return null; end if;
  insert into listings_rightshistory (kind, "row", programme_id, at, author_id, cause, before, after) values (
    tg_argv[0], (coalesce(after, before) ->> 'id')::bigint, (coalesce(after, before) ->> 'programme_id')::bigint,
    coalesce(nullif(current_setting('monsoon.at', true), '')::timestamptz, clock_timestamp()),
    coalesce(nullif(current_setting('monsoon.author', true), '')::bigint,
             case when tg_op = 'INSERT' then (after ->> 'created_by_id')::bigint end),
    coalesce(nullif(current_setting('monsoon.cause', true), ''), lower(tg_op)), before, after);
  return null;
end $$;
create trigger keep_history after insert or update or delete on listings_rightin
  for each row execute function listings_keep_history('in');
create trigger keep_history after insert or update or delete on listings_rightout
  for each row execute function listings_keep_history('out');
create function listings_history_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the history of rights only grows' using errcode = '23514', constraint = 'rights_history_only_grows';
end $$;
create trigger rights_history_only_grows before update or delete on listings_rightshistory
  for each row execute function listings_history_only_grows();
create trigger rights_history_is_never_emptied before truncate on listings_rightshistory
  for each statement execute function listings_history_only_grows();
-- What was there before the history began.
insert into listings_rightshistory (kind, "row", programme_id, at, author_id, cause, after)
  select 'in', id, programme_id, created_at, created_by_id, 'insert', to_jsonb(r) from listings_rightin r
  union all
  select 'out', id, programme_id, created_at, created_by_id, 'insert', to_jsonb(r) - 'lane_x' - 'lane_y'
  from listings_rightout r;
"""
# The history begins with this migration, so it ends with it: forwards again, it begins anew with what is there.
HISTORY_BACK = """
drop trigger keep_history on listings_rightin;
drop trigger keep_history on listings_rightout;
drop function listings_keep_history();
drop trigger rights_history_only_grows on listings_rightshistory;
drop trigger rights_history_is_never_emptied on listings_rightshistory;
drop function listings_history_only_grows();
delete from listings_rightshistory;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_full_rights")]

    operations = [
        migrations.RunSQL(LANES, LANES_BACK),
        migrations.RunSQL(COVERAGE, COVERAGE_BACK),
        migrations.RunSQL(MANDATES, MANDATES_BACK),
        migrations.RunSQL(HISTORY, HISTORY_BACK),
    ]
