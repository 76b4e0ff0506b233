"""A listing is published in the transaction in which staff approve a review of it: no way round leads back to buyers.

What was reviewed of a published listing changes by a reviewed revision only (0016). Whoever took it out of the catalogue, changed
it and put it back went round that. The owner of the tables may: it loads markets.
"""

from django.db import migrations

# `approved_in` is written here and nowhere else, as `accepted_in` of a revision is.
REVIEW = """
alter table listings_review add column approved_in xid8;

create function listings_review_moves() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.decided_at is not null or new.approved is not null then
      raise exception 'a review begins by waiting' using errcode = '23514', constraint = 'review_moves';
    end if;
  elsif old.decided_at is not null then
    raise exception 'this review is decided' using errcode = '23514', constraint = 'review_moves';
  elsif new.programme_id <> old.programme_id or new.submitted_by_id <> old.submitted_by_id then
    raise exception 'a review is of what was sent' using errcode = '23514', constraint = 'review_moves';
  end if;
  if new.approved and (new.decided_at is null or new.decided_by_id is null or new.decided_by_id = new.submitted_by_id) then
    raise exception 'another person approves' using errcode = '23514', constraint = 'review_moves';
  end if;
  new.approved_in := case when new.approved then pg_current_xact_id() end;
  return new;
end $$;
create trigger review_moves before insert or update on listings_review
  for each row execute function listings_review_moves();
"""
REVIEW_BACK = """
drop trigger review_moves on listings_review;
drop function listings_review_moves();
alter table listings_review drop column approved_in;
"""

PUBLISHED = """
create function listings_published_reviewed() returns trigger language plpgsql as $$
begin
  if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member')
     and not exists (select 1 from listings_review where programme_id = new.id and approved_in = pg_current_xact_id()) then
    raise exception 'a listing is published when staff have approved it'
      using errcode = '23514', constraint = 'reviewed_before_published';
  end if;
  return new;
end $$;
create trigger reviewed_before_published before update of state on listings_programme for each row
  when (old.state <> 'published' and new.state = 'published') execute function listings_published_reviewed();
"""
PUBLISHED_BACK = """
drop trigger reviewed_before_published on listings_programme;
drop function listings_published_reviewed();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0017_works_compared")]

    operations = [migrations.RunSQL(REVIEW, REVIEW_BACK), migrations.RunSQL(PUBLISHED, PUBLISHED_BACK)]
