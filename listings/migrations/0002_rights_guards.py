"""What Django's models cannot say about rights: the lanes, the constraint against double sales, the coverage triggers."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

LANES = """
alter table listings_rightout
  add column lane_x int8range generated always as
    (case grade when 'N' then int8range(id, id, '[]') else '(,)' end) stored,
  add column lane_y int8range generated always as
    (case grade when 'H' then int8range(id, id, '[]') else '(,)' end) stored,
  -- A row is ignored by the constraint below when a column is null or a range is empty: these checks are part of it.
  add constraint right_out_not_empty check (not isempty(territories) and not isempty(media) and not isempty(languages)),
  add constraint no_double_sale exclude using gist (
    programme_id with =, period with &&, territories with &&, media with &&, languages with &&,
    lane_x with &&, lane_y with &&, held_for with <>) where (active);
alter table listings_rightin
  add constraint right_in_not_empty check (not isempty(territories) and not isempty(media) and not isempty(languages));
"""
LANES_BACK = """
alter table listings_rightin drop constraint right_in_not_empty;
alter table listings_rightout drop constraint no_double_sale, drop constraint right_out_not_empty,
  drop column lane_x, drop column lane_y;
"""

# A box is territories x media x languages x dates. Subtracting a held right from a wanted box leaves at most four boxes,
# so "is it inside the union of what is held?" is exact without listing cells.
COVERAGE = """
create type listings_box as (t int4multirange, m int4multirange, l int4multirange, p datemultirange);

create function listings_uncovered(programme bigint, only_exclusive boolean, t int4multirange, m int4multirange,
                                   l int4multirange, p daterange) returns setof listings_box
language plpgsql stable as $$
declare
  rest listings_box[] := array[row(t, m, l, datemultirange(p))::listings_box];
  next listings_box[];
  held record;
  box listings_box;
begin
  for held in select r.territories, r.media, r.languages, datemultirange(r.period) as period from listings_rightin r
              where r.programme_id = programme and (r.exclusive or not only_exclusive) and r.period && p loop
    next := '{}';
    foreach box in array rest loop
      if not (box.t && held.territories and box.m && held.media and box.l && held.languages
              and box.p && held.period) then
        next := next || box;
        continue;
      end if;
      if not box.t <@ held.territories then
        next := next || row(box.t - held.territories, box.m, box.l, box.p)::listings_box;
        box.t := box.t * held.territories;
      end if;
      if not box.m <@ held.media then
        next := next || row(box.t, box.m - held.media, box.l, box.p)::listings_box;
        box.m := box.m * held.media;
      end if;
      if not box.l <@ held.languages then
        next := next || row(box.t, box.m, box.l - held.languages, box.p)::listings_box;
        box.l := box.l * held.languages;
      end if;
      if not box.p <@ held.period then
        next := next || row(box.t, box.m, box.l, box.p - held.period)::listings_box;
      end if;
    end loop;
    rest := next;
    exit when cardinality(rest) = 0;
  end loop;
  return query select * from unnest(rest);
end $$;

create function listings_sale_is_covered() returns trigger language plpgsql as $$
begin
  if not new.active or new.grade = 'H' then return new; end if;
  perform 1 from listings_rightin where programme_id = new.programme_id order by id for share;
  if exists (select 1 from listings_uncovered(new.programme_id, new.grade = 'E', new.territories, new.media,
                                              new.languages, new.period)) then
    raise exception 'not inside the rights held' using errcode = '23514', constraint = 'sale_inside_rights_held';
  end if;
  return new;
end $$;
create trigger sale_is_covered before insert or update of active, grade, territories, media, languages, period,
  programme_id on listings_rightout for each row execute function listings_sale_is_covered();

create function listings_held_still_covers() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_rightout o, lateral listings_uncovered(
               o.programme_id, o.grade = 'E', o.territories, o.media, o.languages, o.period)
             where o.programme_id = old.programme_id and o.active and o.grade <> 'H') then
    raise exception 'a licence rests on this right' using errcode = '23514', constraint = 'licence_rests_on_right';
  end if;
  return null;
end $$;
-- At commit, so that one right may be replaced by two in one transaction.
create constraint trigger held_still_covers after update or delete on listings_rightin
  deferrable initially deferred for each row execute function listings_held_still_covers();
"""
COVERAGE_BACK = """
drop trigger held_still_covers on listings_rightin;
drop function listings_held_still_covers();
drop trigger sale_is_covered on listings_rightout;
drop function listings_sale_is_covered();
drop function listings_uncovered(bigint, boolean, int4multirange, int4multirange, int4multirange, daterange);
drop type listings_box;
"""
NUMBERS = "create sequence listings_programme_number start 4001; create sequence listings_record_number;"
NUMBERS_BACK = "drop sequence listings_programme_number; drop sequence listings_record_number;"


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(LANES, LANES_BACK),
        migrations.RunSQL(COVERAGE, COVERAGE_BACK),
        migrations.RunSQL(NUMBERS, NUMBERS_BACK),
    ]
