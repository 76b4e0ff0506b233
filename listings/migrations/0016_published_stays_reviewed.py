"""What was reviewed of a published listing changes only in the transaction that accepts a revision of it."""

from django.db import migrations

COLUMNS = (
    "kind", "original_title", "working_title", "original_language", "production_territories", "year", "trailer_url",
)  # fmt: skip
# {table: the listing that a row belongs to}; "{row}" is old or new.
TABLES = {
    "listings_programmetext": "{row}.programme_id",
    "listings_credit": "{row}.programme_id",
    "listings_award": "{row}.programme_id",
    "listings_identifier": "{row}.programme_id",
    "listings_permit": "{row}.programme_id",
    "listings_season": "{row}.programme_id",
    "listings_episode": "(select programme_id from listings_season where id = {row}.season_id)",
}

# `accepted_in` is written here and nowhere else: nobody can give a revision the number of another transaction.
REVISION = """
alter table listings_listingrevision add column accepted_in xid8;

create function listings_revision_moves() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' then
      raise exception 'a revision begins by waiting' using errcode = '23514', constraint = 'revision_moves';
    end if;
  elsif old.state in ('accepted', 'withdrawn') or (old.state = 'returned' and new.state = 'accepted') then
    raise exception 'this revision is decided' using errcode = '23514', constraint = 'revision_moves';
  elsif new.state = 'accepted' and new.proposed is distinct from old.proposed then
    raise exception 'what is accepted is what waited' using errcode = '23514', constraint = 'revision_moves';
  end if;
  new.accepted_in := case when new.state = 'accepted' then pg_current_xact_id() end;
  return new;
end $$;
create trigger revision_moves before insert or update on listings_listingrevision
  for each row execute function listings_revision_moves();

create function listings_check_reviewed(listing bigint) returns void language plpgsql as $$
declare found text;
begin
  -- Held still: a listing that is being published meanwhile is waited for.
  select state into found from listings_programme where id = listing for share;
  if found = 'published' and not exists (select 1 from listings_listingrevision
                                         where programme_id = listing and accepted_in = pg_current_xact_id()) then
    raise exception 'a published listing stays as it was reviewed'
      using errcode = '23514', constraint = 'published_stays_reviewed';
  end if;
end $$;
"""
REVISION_BACK = """
drop function listings_check_reviewed(bigint);
drop trigger revision_moves on listings_listingrevision;
drop function listings_revision_moves();
alter table listings_listingrevision drop column accepted_in;
"""

PROGRAMME = """
create function listings_programme_reviewed() returns trigger language plpgsql as $$
begin
  perform listings_check_reviewed(new.id);
  return new;
end $$;
create trigger published_stays_reviewed before update of {columns} on listings_programme for each row
  when (old.state = 'published' and new.state = 'published' and ({old}) is distinct from ({new}))
  execute function listings_programme_reviewed();
"""
PROGRAMME_BACK = """
drop trigger published_stays_reviewed on listings_programme;
drop function listings_programme_reviewed();
"""

ROWS = """
create function {table}_reviewed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed({old}); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed({new}); end if;
  return coalesce(new, old);
end $$;
create trigger published_stays_reviewed before insert or update or delete on {table}
  for each row execute function {table}_reviewed();
"""
ROWS_BACK = """
drop trigger published_stays_reviewed on {table};
drop function {table}_reviewed();
"""

# A picture that waits is no part of what buyers see.
PICTURES = """
create function listings_artwork_reviewed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    if not old.waiting then perform listings_check_reviewed(old.programme_id); end if;
  end if;
  if tg_op <> 'DELETE' then
    if not new.waiting then perform listings_check_reviewed(new.programme_id); end if;
  end if;
  return coalesce(new, old);
end $$;
create trigger published_stays_reviewed before insert or update or delete on listings_artwork
  for each row execute function listings_artwork_reviewed();
"""
PICTURES_BACK = """
drop trigger published_stays_reviewed on listings_artwork;
drop function listings_artwork_reviewed();
"""


def columns_of(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("listings", "0015_revisions")]

    operations = [
        migrations.RunSQL(REVISION, REVISION_BACK),
        migrations.RunSQL(
            PROGRAMME.format(columns=", ".join(COLUMNS), old=columns_of("old"), new=columns_of("new")), PROGRAMME_BACK
        ),
        *(
            migrations.RunSQL(
                ROWS.format(table=table, old=listing.format(row="old"), new=listing.format(row="new")),
                ROWS_BACK.format(table=table),
            )
            for table, listing in TABLES.items()
        ),
        migrations.RunSQL(PICTURES, PICTURES_BACK),
    ]
