"""The deal's number, and: what was proposed is never changed afterwards."""

from django.db import migrations

FORWARD = """
create sequence offers_deal_number start 401;

create function offers_round_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or row(new.offer_id, new.number, new.side, new.author_id, new.terms, new.message, new.made_at)
     is distinct from row(old.offer_id, old.number, old.side, old.author_id, old.terms, old.message, old.made_at) then
    raise exception 'a round is never changed' using errcode = '23514', constraint = 'round_stands';
  end if;
  if old.state <> 'open' then
    raise exception 'a closed round stays closed' using errcode = '23514', constraint = 'round_stands';
  end if;
  return new;
end $$;
create trigger round_stands before update or delete on offers_round for each row execute function offers_round_stands();
"""
BACK = """
drop trigger round_stands on offers_round;
drop function offers_round_stands();
drop sequence offers_deal_number;
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
