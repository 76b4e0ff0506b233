"""An organisation that has an owner keeps one: the last cannot leave or lose the role, whichever tab is first."""

from django.db import migrations

# The organisation's row is locked before counting, so that of two owners who remove each other at once one is refused.
FORWARD = """
create function accounts_last_owner_stays() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or not 'owner' = any(old.roles) then
    return null;
  end if;
  perform 1 from accounts_organisation where id = old.organisation_id for no key update;
  if not exists (
    select 1 from accounts_membership
    where organisation_id = old.organisation_id and ended_at is null and 'owner' = any(roles)
  ) then
    raise exception 'an organisation keeps an owner' using errcode = '23514', constraint = 'last_owner_stays';
  end if;
  return null;
end $$;
create trigger last_owner_stays after update or delete on accounts_membership
  for each row execute function accounts_last_owner_stays();
"""
BACK = """
drop trigger last_owner_stays on accounts_membership;
drop function accounts_last_owner_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_team_and_suspension")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
