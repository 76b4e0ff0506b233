"""The outbox that the follower reads: whatever changes what a search answers names its programme, in its transaction.

The order to read it in is (xid, seq): a transaction that commits late has an xid that has not been passed, whatever its
sequence numbers are. `at`
says when a row is old; `titles`
that the order of titles may have changed.
"""

from django.db import migrations

TABLE = """
create table engine_change (
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  programme_id bigint not null,
  titles boolean not null,
  at timestamptz not null default clock_timestamp(),
  primary key (xid, seq)
);
"""

# Statement triggers: a bulk load names each programme once. {column} is the programme's id in the table.
FUNCTION = """
create function engine_note_{table}() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct {column}, {titles} from fresh where {column} is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct {column}, {titles} from gone where {column} is not null;
  else
    insert into engine_change (programme_id, titles)
      select {column}, {titles} from fresh where {column} is not null
      union select {column}, {titles} from gone where {column} is not null;
  end if;
  return null;
end $$;
create trigger engine_note_insert after insert on {table} referencing new table as fresh
  for each statement execute function engine_note_{table}();
create trigger engine_note_update after update on {table} referencing new table as fresh old table as gone
  for each statement execute function engine_note_{table}();
create trigger engine_note_delete after delete on {table} referencing old table as gone
  for each statement execute function engine_note_{table}();
"""
FUNCTION_BACK = """
drop trigger engine_note_insert on {table};
drop trigger engine_note_update on {table};
drop trigger engine_note_delete on {table};
drop function engine_note_{table}();
"""
TABLES = {
    "listings_programme": "id",
    "listings_rightin": "programme_id",
    "listings_rightout": "programme_id",
    "listings_ask": "programme_id",
    "listings_languageversion": "programme_id",
    "listings_rating": "programme_id",
    "listings_searchentry": "programme_id",
}

# An organisation that is verified, or no longer, brings all of its programmes, or takes them away.
ORGANISATION = """
create function engine_note_organisation() returns trigger language plpgsql as $$
begin
  insert into engine_change (programme_id, titles) select id, false from listings_programme where organisation_id = new.id;
  return null;
end $$;
create trigger engine_note_state after update of state on accounts_organisation for each row
  when (old.state is distinct from new.state) execute function engine_note_organisation();
"""
ORGANISATION_BACK = """
drop trigger engine_note_state on accounts_organisation;
drop function engine_note_organisation();
"""
# Lists by title, and the neighbours of a title that changed.
TITLES = """
create index engine_titles_en on listings_searchentry (sort_en, programme_id);
create index engine_titles_zh on listings_searchentry (sort_zh, programme_id);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("accounts", "0004_last_owner_stays"), ("listings", "0004_full_guards")]

    operations = [
        migrations.RunSQL(TABLE, "drop table engine_change"),
        *(
            migrations.RunSQL(
                FUNCTION.format(table=table, column=column, titles=str(table == "listings_searchentry").lower()),
                FUNCTION_BACK.format(table=table),
            )
            for table, column in TABLES.items()
        ),
        migrations.RunSQL(ORGANISATION, ORGANISATION_BACK),
        migrations.RunSQL(TITLES, "drop index engine_titles_en; drop index engine_titles_zh;"),
    ]
