"""Lines come to an open negotiation only, and a round speaks of lines that its offer has."""

from django.db import migrations

STANDS = """
create function offers_line_of_an_open_offer() returns trigger language plpgsql as $$
begin
  perform 1 from offers_offer where id = new.offer_id and state = 'open' for share;
  if not found then
    raise exception 'a negotiation that is over gets no line' using errcode = '23514', constraint = 'line_of_an_open_offer';
  end if;
  return new;
end $$;
create trigger line_of_an_open_offer before insert on offers_offerline
  for each row execute function offers_line_of_an_open_offer();
create function offers_terms_of_its_lines() returns trigger language plpgsql as $$
begin
  if exists (select 1 from jsonb_path_query(new.terms, '$.lines[*].number') as said (number) where not exists (
    select 1 from offers_offerline l where l.offer_id = new.offer_id and to_jsonb(l.number) = said.number)) then
    raise exception 'terms of a line that the offer has not' using errcode = '23514', constraint = 'terms_of_its_lines';
  end if;
  return new;
end $$;
create trigger terms_of_its_lines before insert on offers_round
  for each row execute function offers_terms_of_its_lines();
"""
FALLS = """
drop trigger line_of_an_open_offer on offers_offerline;
drop function offers_line_of_an_open_offer();
drop trigger terms_of_its_lines on offers_round;
drop function offers_terms_of_its_lines();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0004_deals")]
    operations = [migrations.RunSQL(STANDS, FALLS)]
