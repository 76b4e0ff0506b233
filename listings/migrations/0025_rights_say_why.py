"""What a deal or a seller takes says itself by whom, when and for what it was taken: nobody has to name it to the history."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("listings.migrations.0006_work")
DERIVED = ",".join(BEFORE.DERIVED)
HISTORY = """
create or replace function listings_keep_history() returns trigger language plpgsql as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - '{{{derived}}}'::text[] end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - '{{{derived}}}'::text[] end;
  taken boolean := tg_argv[0] = 'out' and tg_op = 'INSERT';
begin
  if before is not distinct from after then return null; end if;
  insert into listings_rightshistory (kind, "row", programme_id, at, author_id, cause, before, after) values (
    tg_argv[0], (coalesce(after, before) ->> 'id')::bigint, (coalesce(after, before) ->> 'programme_id')::bigint,
    coalesce(nullif(current_setting('monsoon.at', true), '')::timestamptz,
             case when taken then (after ->> 'created_at')::timestamptz end, clock_timestamp()),
    coalesce(nullif(current_setting('monsoon.author', true), '')::bigint,
             case when tg_op = 'INSERT' then (after ->> 'created_by_id')::bigint end),
    coalesce(nullif(current_setting('monsoon.cause', true), ''),
             case when taken then (after ->> 'purpose') || ' ' || coalesce('holding ' || (after ->> 'holding_id'), 'record') end,
             lower(tg_op)), before, after);
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0024_owners_of_the_listing")]
    operations = [migrations.RunSQL(HISTORY.format(derived=DERIVED), BEFORE.HISTORY.format(derived=DERIVED))]
