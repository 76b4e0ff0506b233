"""What an agent's listing holds comes from a mandate; what two organisations claim exclusively waits for staff."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

MANDATED = """
update listings_programme set mandated = true where source_key like 'mandate:%';
create function listings_from_a_mandate() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_programme p where p.id = new.programme_id and p.mandated) then
    raise exception 'an agent''s listing holds what its mandate gives' using errcode = '23514', constraint = 'held_by_mandate';
  end if;
  return new;
end $$;
create trigger from_a_mandate before insert or update of mandate_id, programme_id on listings_rightin
  for each row when (new.mandate_id is null) execute function listings_from_a_mandate();
create function listings_stays_mandated() returns trigger language plpgsql as $$
begin
  raise exception 'a listing is made by a mandate, or it is not' using errcode = '23514', constraint = 'stays_mandated';
end $$;
create trigger stays_mandated before update of mandated on listings_programme
  for each row when (old.mandated <> new.mandated) execute function listings_stays_mandated();
"""
MANDATED_BACK = """
drop trigger stays_mandated on listings_programme;
drop function listings_stays_mandated();
drop trigger from_a_mandate on listings_rightin;
drop function listings_from_a_mandate();
"""

# Another organisation holds some of this exclusively, of the same work, and recorded it before. What an agent holds under
# a mandate is its producer's; what is contested itself contests nothing.
CLAIMS = """
create function listings_rivals(held listings_rightin) returns setof bigint language plpgsql stable as $$
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
      and i.id < held.id and i.exclusive and not i.contested and i.mandate_id is null
      and i.territories && held.territories and i.media && held.media and i.languages && held.languages
      and i.uses && held.uses and i.licensable && held.licensable;
end $$;
create function listings_lock_claim() returns trigger language plpgsql as $$
begin
  perform 1 from listings_work where id = (
    select w.lock_id from listings_work w where w.id = (
      select p.work_id from listings_programme p where p.id = new.programme_id)
  ) for no key update;
  return new;
end $$;
create trigger lock_claim before insert or update of programme_id, territories, media, languages, uses, period, latest_end,
  underlying_end, exclusive on listings_rightin for each row execute function listings_lock_claim();

create function listings_claim_right() returns trigger language plpgsql as $$
begin
  if new.mandate_id is null then
    update listings_rightsclaim set closed_at = now(), outcome = 'moot'
      where later = new.id and closed_at is null and earlier not in (select listings_rivals(new));
    insert into listings_rightsclaim (later, later_listing_id, earlier, earlier_listing_id, opened_at, outcome, reason,
                                      later_note, earlier_note)
      select new.id, new.programme_id, i.id, i.programme_id, now(), '', '', '', ''
      from listings_rightin i where i.id = any(array(select listings_rivals(new)))
    on conflict (later, earlier) do nothing;
  end if;
  return null;
end $$;
create trigger claim_right after insert or update of programme_id, territories, media, languages, uses, period, latest_end,
  underlying_end, exclusive on listings_rightin for each row execute function listings_claim_right();
create function listings_drop_claims() returns trigger language plpgsql as $$
begin
  update listings_rightsclaim set closed_at = now(), outcome = 'moot'
    where closed_at is null and (later = old.id or earlier = old.id);
  return null;
end $$;
create trigger drop_claims after delete on listings_rightin for each row execute function listings_drop_claims();

-- A right is contested while a claim against it is open, and for good where it was decided against it.
create function listings_contested() returns trigger language plpgsql as $$
begin
  update listings_rightin i set contested = not i.contested
    where i.id in (new.later, new.earlier) and i.contested <> exists (
      select 1 from listings_rightsclaim c
      where c.later = i.id and c.outcome in ('', 'earlier') or c.earlier = i.id and c.outcome = 'later');
  return null;
end $$;
create trigger contested after insert or update on listings_rightsclaim
  for each row execute function listings_contested();
create function listings_publish_uncontested() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_rightin i where i.programme_id = new.id and i.contested) then
    raise exception 'rights of this listing are contested' using errcode = '23514', constraint = 'published_uncontested';
  end if;
  return new;
end $$;
create trigger publish_uncontested before update of state on listings_programme
  for each row when (new.state = 'published' and old.state <> 'published') execute function listings_publish_uncontested();
"""
CLAIMS_BACK = """
drop trigger publish_uncontested on listings_programme;
drop trigger contested on listings_rightsclaim;
drop trigger drop_claims on listings_rightin;
drop trigger claim_right on listings_rightin;
drop trigger lock_claim on listings_rightin;
drop function listings_publish_uncontested();
drop function listings_contested();
drop function listings_drop_claims();
drop function listings_claim_right();
drop function listings_lock_claim();
drop function listings_rivals(listings_rightin);
"""
# What is contested covers no sale, and lets nobody hold others back.
UNCOVERED = """
create or replace function listings_uncovered(programme bigint, only_exclusive boolean, t int4multirange, m int4multirange,
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
              where r.programme_id = programme and (r.exclusive or not only_exclusive) {contested} and r.licensable && p loop
    next := '{{}}';
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
create or replace function listings_holds_some_of(taken listings_rightout) returns boolean language sql stable as $$
  select exists (
    select 1 from listings_rightin r
    where r.programme_id = taken.programme_id and r.territories && taken.territories and r.media && taken.media
      and r.languages && taken.languages and r.uses && taken.uses and r.licensable && taken.period {contested})
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0010_ratings_by_medium"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            "programme",
            "mandated",
            models.BooleanField(
                db_default=False, editable=False, help_text="an agent's listing: it holds what its mandates give"
            ),
        ),
        migrations.AddField(
            "rightin",
            "contested",
            models.BooleanField(
                db_default=False, editable=False, help_text="another organisation holds it too; staff decide"
            ),
        ),
        migrations.CreateModel(
            name="RightsClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("later", models.BigIntegerField(help_text="the right in that came later")),
                ("earlier", models.BigIntegerField(help_text="the exclusive right in that was there")),
                ("later_note", models.TextField(blank=True, max_length=2000)),
                ("earlier_note", models.TextField(blank=True, max_length=2000)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("earlier", "The earlier record is right"),
                            ("later", "The later record is right"),
                            ("both", "Both hold what they recorded"),
                            ("moot", "One of them is gone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "earlier_listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims_met", to="listings.programme"
                    ),
                ),
                (
                    "later_listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims_made", to="listings.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("later", "earlier"), name="one_claim_per_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "earlier", "later", "both", "moot"])),
                        name="claim_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="closed_claim_has_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ("", "moot")),
                            models.Q(models.Q(("reason", ""), _negated=True), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decided_claim_says_who_and_why",
                    ),
                ],
                "indexes": [models.Index(fields=["earlier"], name="claims_by_earlier")],
            },
        ),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunSQL(MANDATED, MANDATED_BACK),
        migrations.RunSQL(UNCOVERED.format(contested="and not r.contested"), UNCOVERED.format(contested="")),
        migrations.RunSQL(CLAIMS, CLAIMS_BACK),
    ]
