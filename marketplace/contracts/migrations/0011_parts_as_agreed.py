"""Parties, lines and instalments come to a contract while it is drawn up, never after; a line has the buyer's rights."""

from django.db import migrations

STANDS = """
create function contracts_parts_as_agreed() returns trigger language plpgsql as $$
begin
  perform 1 from contracts_contract where id = new.contract_id and state = 'drawing_up' for share;
  if not found then
    raise exception 'a contract that is drawn up gets nothing more' using errcode = '23514', constraint = 'parts_as_agreed';
  end if;
  return new;
end $$;
create trigger parts_as_agreed before insert on contracts_contractparty
  for each row execute function contracts_parts_as_agreed();
create trigger parts_as_agreed before insert on contracts_contractline
  for each row execute function contracts_parts_as_agreed();
create trigger parts_as_agreed before insert on contracts_instalment
  for each row execute function contracts_parts_as_agreed();
create function contracts_line_of_the_buyer() returns trigger language plpgsql as $$
begin
  if exists (select 1 from listings_rightout o where o.holding_id = new.holding_id and (o.programme_id <> new.programme_id
      or not exists (select 1 from contracts_contractparty p
                     where p.contract_id = new.contract_id and p.side = 'buyer' and p.organisation_id = o.licensee_id))) then
    raise exception 'these rights are of another listing or buyer' using errcode = '23514', constraint = 'line_of_the_buyer';
  end if;
  return new;
end $$;
create trigger line_of_the_buyer before insert on contracts_contractline
  for each row execute function contracts_line_of_the_buyer();
"""
FALLS = """
drop trigger parts_as_agreed on contracts_contractparty;
drop trigger parts_as_agreed on contracts_contractline;
drop trigger parts_as_agreed on contracts_instalment;
drop function contracts_parts_as_agreed();
drop trigger line_of_the_buyer on contracts_contractline;
drop function contracts_line_of_the_buyer();
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0010_schedule"), ("listings", "0020_holdings_stand")]
    operations = [migrations.RunSQL(STANDS, FALLS)]
