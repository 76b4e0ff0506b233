"""Nobody signs for both sides of a contract. A trigger, not a constraint: contracts that one person signed for both sides
before this was refused stay as they are, for staff to look at; no new one is made."""

from django.db import migrations

FORWARD = """
create function contracts_signs_for_one_side() returns trigger language plpgsql as $$
declare
  offer bigint;
  other bigint;
begin
  select offer_id into offer from contracts_contract where id = new.contract_id for update;
  select case when new.side = 'buyer' then seller_id else buyer_id end into other from offers_offer where id = offer;
  if exists (select 1 from contracts_signature where contract_id = new.contract_id and user_id = new.user_id
             and side <> new.side)
     or exists (select 1 from accounts_membership where user_id = new.user_id and organisation_id = other
                and ended_at is null) then
    raise exception 'one person signs for one side' using errcode = 'check_violation', constraint = 'signs_for_one_side';
  end if;
  return new;
end $$;
create trigger signs_for_one_side before insert on contracts_signature
  for each row execute function contracts_signs_for_one_side();
"""
BACKWARD = """
drop trigger signs_for_one_side on contracts_signature;
drop function contracts_signs_for_one_side();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0007_sealed_sha256"),
        ("offers", "0002_rounds_stand"),
        ("accounts", "0004_last_owner_stays"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
