# ruff: noqa: ANN003, ANN201 -- a field is what it is
"""One work, one lock: what is taken through any listing of a work meets in one exclusion constraint.

Every programme gets a work of its own here; 0007 brings together those that are one. Cuts move from the listing to the
work. The lock's columns are set by triggers from the listing's work, never by the application.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A listing that comes without a work gets one with its own facts. The number was drawn by the column's default: numbers
# that nobody has drawn make no works.
WORKS = """
alter table listings_work add column parts int4multirange not null generated always as (
  case when season is null then '{(,)}'::int4multirange
  else int4multirange(int4range(season * 10000, (season + 1) * 10000)) end) stored;
alter table listings_programme add column work_id bigint;
with numbered as (
  select id, nextval('listings_work_id_seq') as work from listings_programme order by id
) update listings_programme p set work_id = n.work from numbered n where n.id = p.id;
insert into listings_work (id, kind, original_title, year, production_territories, created_by_id, created_at)
  select work_id, kind, original_title, year, production_territories, created_by_id, created_at from listings_programme;
set constraints all immediate;
alter table listings_programme alter column work_id set not null,
  alter column work_id set default nextval('listings_work_id_seq'),
  add constraint listings_programme_work_id_fk foreign key (work_id) references listings_work (id)
    deferrable initially deferred;
create index listings_programme_work_id on listings_programme (work_id);

create function listings_listing_has_a_work() returns trigger language plpgsql as $$
begin
  insert into listings_work (id, kind, original_title, year, production_territories, created_by_id, created_at)
    select new.work_id, new.kind, new.original_title, new.year, new.production_territories, new.created_by_id, new.created_at
    from listings_work_id_seq drawn where new.work_id <= drawn.last_value
  on conflict (id) do nothing;
  return new;
end $$;
create trigger listing_has_a_work before insert on listings_programme
  for each row execute function listings_listing_has_a_work();

create function listings_series_is_a_root() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_work w where w.id = new.series_id and (w.series_id is not null or w.id = new.id))
     or exists (select 1 from listings_work w where w.series_id = new.id) then
    raise exception 'a series has seasons, and is none' using errcode = '23514', constraint = 'series_is_a_root';
  end if;
  return new;
end $$;
create trigger series_is_a_root before insert or update of series_id on listings_work
  for each row when (new.series_id is not null) execute function listings_series_is_a_root();
"""
WORKS_BACK = """
drop trigger series_is_a_root on listings_work;
drop function listings_series_is_a_root();
drop trigger listing_has_a_work on listings_programme;
drop function listings_listing_has_a_work();
alter table listings_programme drop column work_id;
"""
# Cuts that differ in case only become one.
CUTS = """
alter table listings_cut add column work_id bigint;
update listings_cut c set work_id = p.work_id from listings_programme p where p.id = c.programme_id;
update listings_rightout o set cut_id = first.id
  from listings_cut c join lateral (select min(id) as id from listings_cut t
    where t.work_id = c.work_id and lower(t.name) = lower(c.name)) first on true
  where o.cut_id = c.id and first.id <> c.id;
delete from listings_cut c using listings_cut t
  where t.work_id = c.work_id and lower(t.name) = lower(c.name) and t.id < c.id;
set constraints all immediate;
alter table listings_cut alter column work_id set not null,
  add constraint listings_cut_work_id_fk foreign key (work_id) references listings_work (id) deferrable initially deferred;
create index listings_cut_work_id on listings_cut (work_id);
"""
CUTS_BACK = "alter table listings_cut drop column work_id;"
CUTS_GIVEN_BACK = """
update listings_cut c set programme_id = (select min(p.id) from listings_programme p where p.work_id = c.work_id);
set constraints all immediate;
"""

DERIVED = ["lane_x", "lane_y", "lock_id", "parts", "cuts", "desks", "owners"]
HISTORY = """
create or replace function listings_keep_history() returns trigger language plpgsql as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - '{{{derived}}}'::text[] end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - '{{{derived}}}'::text[] end;
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
"""

# Here and below one table is looked up after the other, never joined: a market is also filled in one transaction, whose
# planner believes that the tables are still empty, and joins of tables that it believes empty take for ever.
# Every organisation has a stretch of negative numbers on lane x, where its own use lies, each record at one of them.
OWNERS = """
create function listings_own_stretch(organisation bigint) returns int8multirange language sql immutable strict as $$
  select int8multirange(int8range(-(organisation << 32) - 4294967295, -(organisation << 32), '[]'))
$$;
-- The seller and, for an agent, those who gave it the mandates that it holds rights under.
create function listings_owners(listing bigint, grade text) returns int8multirange language sql stable as $$
  select range_agg(listings_own_stretch(p.organisation_id)) from listings_programme p where p.id = listing or p.id = any(array(
    select m.programme_id from listings_rightout m where m.id = any(array(
      select i.mandate_id from listings_rightin i where i.programme_id = listing and i.mandate_id is not null and grade <> 'O'))))
$$;
-- A cut separates where one organisation lists the work, or where staff said that it is one.
create function listings_cut_span(cut bigint, lock bigint) returns int8multirange language sql stable as $$
  select case when exists (
    select 1 from listings_cut c where c.id = cut and c.work_id = lock and (c.confirmed_at is not null or 1 >= (
      select count(distinct p.organisation_id) from listings_programme p
      where p.work_id = any(array(select w.id from listings_work w where w.lock_id = lock))))
  ) then int8multirange(int8range(cut, cut, '[]')) else '{(,)}'::int8multirange end
$$;
"""
OWNERS_BACK = """
drop function listings_cut_span(bigint, bigint);
drop function listings_owners(bigint, text);
drop function listings_own_stretch(bigint);
"""

LOCK = """
alter table listings_rightout drop constraint no_double_sale, drop column lane_x,
  add column lock_id bigint, add column parts int4multirange, add column cuts int8multirange,
  add column desks int8multirange, add column owners int8multirange;

create function listings_lock_right() returns trigger language plpgsql as $$
declare
  listed bigint;
  seen record;
begin
  loop
    select p.work_id into listed from listings_programme p where p.id = new.programme_id;
    select w.id, w.lock_id, w.parts into seen from listings_work w where w.id = listed;
    exit when not found;  -- the foreign key refuses it
    perform 1 from listings_work where id in (seen.id, seen.lock_id) order by id for share;
    -- A listing that came to another work while we waited is looked at again.
    exit when exists (select 1 from listings_programme p where p.id = new.programme_id and p.work_id = seen.id)
      and exists (select 1 from listings_work w where w.id = seen.id and w.lock_id = seen.lock_id);
  end loop;
  new.lock_id := coalesce(seen.lock_id, 0);
  new.parts := coalesce(seen.parts, '{(,)}');
  new.cuts := case when new.cut_id is null then '{(,)}' else listings_cut_span(new.cut_id, new.lock_id) end;
  new.owners := case when new.grade in ('E', 'O') then coalesce(listings_owners(new.programme_id, new.grade), '{}') else '{}' end;
  new.desks := int8multirange(int8range(new.programme_id, new.programme_id, '[]'));
  if new.purpose <> 'mandate' and (new.grade <> 'H' or listings_holds_some_of(new)) then
    new.desks := new.desks + '{[0,0]}'::int8multirange;
  end if;
  return new;
end $$;
-- Does the listing hold any of what this row takes? Nobody holds others back from what is none of its business.
create function listings_holds_some_of(taken listings_rightout) returns boolean language sql stable as $$
  select exists (
    select 1 from listings_rightin i
    where i.programme_id = taken.programme_id and i.territories && taken.territories and i.media && taken.media
      and i.languages && taken.languages and i.uses && taken.uses and i.licensable && taken.period)
$$;

update listings_rightout o set lock_id = w.lock_id, parts = w.parts,
  cuts = case when o.cut_id is null then '{(,)}' else listings_cut_span(o.cut_id, w.lock_id) end,
  owners = case when o.grade in ('E', 'O') then listings_owners(o.programme_id, o.grade) else '{}' end,
  desks = int8multirange(int8range(o.programme_id, o.programme_id, '[]')) + case
    when o.purpose <> 'mandate' and (o.grade <> 'H' or listings_holds_some_of(o)) then '{[0,0]}'::int8multirange
    else '{}' end
from listings_programme p join listings_work w on w.id = p.work_id where p.id = o.programme_id;
set constraints all immediate;

alter table listings_rightout
  alter column lock_id set not null, alter column parts set not null, alter column cuts set not null,
  alter column desks set not null, alter column owners set not null,
  add constraint right_out_is_locked check (not isempty(parts) and not isempty(cuts) and not isempty(desks)),
  add column lane_x int8multirange generated always as (case grade
    when 'E' then '{(,)}'::int8multirange - owners
    when 'N' then int8multirange(int8range(id, id, '[]'))
    when 'O' then int8multirange(int8range(upper(owners) - 1 - id, upper(owners) - 1 - id, '[]'))
    when 'L' then '{}' else '{(,)}' end) stored,
  add constraint no_double_sale exclude using gist (
    lock_id with =, period with &&, territories with &&, media with &&, languages with &&, uses with &&, parts with &&,
    cuts with &&, desks with &&, lane_x with &&, lane_y with &&, held_for with <>) where (active);
create index rights_out_by_lock on listings_rightout (lock_id);

create trigger lock_right before insert or update of programme_id, cut_id, grade, lock_id, parts, cuts, desks, owners
  on listings_rightout for each row execute function listings_lock_right();
create trigger lock_right_again before update of purpose on listings_rightout
  for each row when ((old.purpose = 'mandate') <> (new.purpose = 'mandate')) execute function listings_lock_right();
"""
LOCK_BACK = """
drop trigger lock_right_again on listings_rightout;
drop trigger lock_right on listings_rightout;
alter table listings_rightout drop constraint no_double_sale, drop constraint right_out_is_locked, drop column lane_x;
drop index rights_out_by_lock;
drop function listings_holds_some_of(listings_rightout);
drop function listings_lock_right();
alter table listings_rightout drop column lock_id, drop column parts, drop column cuts, drop column desks, drop column owners,
  add column lane_x int8range generated always as (case grade when 'E' then int8range(0, null)
    when 'N' then int8range(id, id, '[]') when 'O' then int8range(-id, -id, '[]') when 'L' then 'empty' else '(,)' end) stored,
  add constraint no_double_sale exclude using gist (
    programme_id with =, period with &&, territories with &&, media with &&, languages with &&, uses with &&,
    lane_x with &&, lane_y with &&, held_for with <>) where (active);
"""

# A listing that comes to another work takes along what is taken through it, or is refused by the constraint. Its coming
# makes the unconfirmed cuts of others less than they were.
FOLLOW = """
create function listings_lock_again(locks bigint[], listings bigint[]) returns void language plpgsql as $$
begin
  perform 1 from listings_work where id = any(locks) order by id for no key update;
  update listings_rightout set cut_id = cut_id
    where programme_id = any(listings) or (lock_id = any(locks) and cut_id is not null);
end $$;
create function listings_follow_listing() returns trigger language plpgsql as $$
declare
  locks bigint[] := array(select distinct lock_id from listings_work
                          where id in (new.work_id, case tg_op when 'UPDATE' then old.work_id end) order by 1);
begin
  if tg_op = 'INSERT' and not exists (
    select 1 from listings_programme p where p.id <> new.id
      and p.work_id = any(array(select w.id from listings_work w where w.lock_id = locks[1])))
  then return null; end if;
  perform listings_lock_again(locks, case tg_op when 'UPDATE' then array[new.id] else '{}' end);
  return null;
end $$;
create trigger follow_new_listing after insert on listings_programme
  for each row execute function listings_follow_listing();
create trigger follow_listing after update of work_id on listings_programme
  for each row when (old.work_id is distinct from new.work_id) execute function listings_follow_listing();
create function listings_follow_work() returns trigger language plpgsql as $$
begin
  perform listings_lock_again(array[coalesce(old.series_id, old.id), coalesce(new.series_id, new.id)],
                              array(select id from listings_programme where work_id = new.id));
  return null;
end $$;
create trigger follow_work after update of series_id, season on listings_work for each row
  when (old.series_id is distinct from new.series_id or old.season is distinct from new.season)
  execute function listings_follow_work();
create function listings_follow_cut() returns trigger language plpgsql as $$
begin
  update listings_rightout set cut_id = cut_id where cut_id = new.id;
  return null;
end $$;
create trigger follow_cut after update of work_id, confirmed_at on listings_cut for each row
  execute function listings_follow_cut();
"""
FOLLOW_BACK = """
drop trigger follow_cut on listings_cut;
drop trigger follow_work on listings_work;
drop trigger follow_listing on listings_programme;
drop trigger follow_new_listing on listings_programme;
drop function listings_follow_cut();
drop function listings_follow_work();
drop function listings_follow_listing();
drop function listings_lock_again(bigint[], bigint[]);
"""

# What is taken through other listings of the same work, for each listing. To a licence that leaves its owner in, another
# organisation's own use is as a licence that is not exclusive; the owner's own is not.
ELSEWHERE = """
create view listings_taken_elsewhere as
select l.id as listing_id, o.id as right_id, o.lock_id, o.programme_id, o.purpose, o.licensee_id, o.held_for, o.territories, o.media,
  o.languages, o.uses, o.period, o.expires_at,
  case when o.grade = 'O' and not o.owners <@ listings_owners(l.id, 'E') then 'N' else o.grade end as grade
from listings_programme l
join listings_work w on w.id = l.work_id
join listings_rightout o on o.lock_id = w.lock_id and o.parts && w.parts and o.programme_id <> l.id
where o.active and o.grade <> 'L' and o.desks @> 0::bigint;
-- Locks on which more than one listing may meet: few among many, and quickly found.
create view listings_shared_lock as
  select w.lock_id from listings_work w
    where w.id in (select work_id from listings_programme group by work_id having count(*) > 1)
  union select series_id from listings_work where series_id is not null;
"""
ELSEWHERE_BACK = "drop view listings_taken_elsewhere; drop view listings_shared_lock;"


def user(**options):
    return models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+", **options)


class Migration(migrations.Migration):
    dependencies = [("listings", "0005_watch"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Work",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16, verbose_name="type")),
                ("original_title", models.CharField(max_length=300, verbose_name="original title")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "production_territories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), size=None, verbose_name="production territories"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seasons",
                        to="listings.work",
                    ),
                ),
                (
                    "season",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="empty: not known, or all", null=True, verbose_name="season"
                    ),
                ),
                (
                    "lock_id",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.RawSQL("coalesce(series_id, id)", ()),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("created_by", user(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="WorkIdentifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="identifiers", to="listings.work"
                    ),
                ),
                ("scheme", models.CharField(max_length=12, verbose_name="scheme")),
                ("value", models.CharField(max_length=80, verbose_name="number")),
            ],
        ),
        migrations.AddIndex("work", models.Index(fields=["lock_id"], name="works_by_lock")),
        migrations.AddConstraint(
            "work",
            models.CheckConstraint(
                condition=models.Q(("season", None), ("series__isnull", False), _connector="OR"),
                name="season_has_a_series",
            ),
        ),
        migrations.AddConstraint(
            "work", models.UniqueConstraint(fields=("series", "season"), name="one_work_per_season")
        ),
        migrations.AddConstraint(
            "workidentifier", models.UniqueConstraint(fields=("scheme", "value"), name="identifier_names_one_work")
        ),
        migrations.AddConstraint(
            "workidentifier",
            models.CheckConstraint(
                condition=models.Q(("scheme__in", ("eidr", "isan", "imdb"))), name="work_identifier_is_shared"
            ),
        ),
        # The rows of the market go into what the next statements change: what waits for the commit is judged first.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(WORKS, WORKS_BACK)],
            [
                migrations.AddField(
                    "programme",
                    "work",
                    models.ForeignKey(
                        db_default=models.Func(
                            models.Value("listings_work_id_seq"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="listings.work",
                    ),
                )
            ],
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(CUTS, CUTS_BACK)],
            [
                migrations.AddField(
                    "cut",
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cuts", to="listings.work"
                    ),
                    preserve_default=False,
                )
            ],
        ),
        migrations.RemoveConstraint("cut", "one_cut_per_name"),
        migrations.AlterField(
            "cut",
            "programme",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="cuts", to="listings.programme"
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, CUTS_GIVEN_BACK),
        migrations.RemoveField("cut", "programme"),
        migrations.AddField("cut", "confirmed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("cut", "confirmed_by", user(blank=True, null=True)),
        migrations.AddConstraint(
            "cut",
            models.UniqueConstraint(
                models.F("work"), django.db.models.functions.text.Lower("name"), name="one_cut_per_name"
            ),
        ),
        migrations.RunSQL(HISTORY.format(derived=",".join(DERIVED)), HISTORY.format(derived="lane_x,lane_y")),
        migrations.RunSQL(OWNERS, OWNERS_BACK),
        migrations.RunSQL(LOCK, LOCK_BACK),
        migrations.RunSQL(FOLLOW, FOLLOW_BACK),
        migrations.RunSQL(ELSEWHERE, ELSEWHERE_BACK),
    ]
