"""The contract's number; what was agreed and who signed it is never changed afterwards."""

from django.db import migrations

FORWARD = """
create sequence contracts_number start 301;

create function contracts_signature_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.sealed_at is not null or (to_jsonb(new) - 'sealed_at') <> (to_jsonb(old) - 'sealed_at') then
    raise exception 'a signature is never changed' using errcode = '23514', constraint = 'signature_stands';
  end if;
  return new;
end $$;
create trigger signature_stands before update or delete on contracts_signature
  for each row execute function contracts_signature_stands();

create function contracts_agreement_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.agreed <> old.agreed or new.agreed_sha256 <> old.agreed_sha256
     or new.offer_id <> old.offer_id or (old.document_sha256 <> '' and new.document_sha256 <> old.document_sha256) then
    raise exception 'an agreement is never changed' using errcode = '23514', constraint = 'agreement_stands';
  end if;
  return new;
end $$;
create trigger agreement_stands before update or delete on contracts_contract
  for each row execute function contracts_agreement_stands();
"""
BACK = """
drop trigger agreement_stands on contracts_contract;
drop function contracts_agreement_stands();
drop trigger signature_stands on contracts_signature;
drop function contracts_signature_stands();
drop sequence contracts_number;
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
