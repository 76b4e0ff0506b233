"""What was done is never rewritten: the audit trail refuses every change but a new row."""

from django.db import migrations

FORWARD = """
create function accounts_audit_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail only grows' using errcode = '23514', constraint = 'audit_only_grows';
end $$;
create trigger audit_only_grows before update or delete on accounts_auditentry
  for each row execute function accounts_audit_only_grows();
create trigger audit_is_never_emptied before truncate on accounts_auditentry
  for each statement execute function accounts_audit_only_grows();
"""
BACK = """
drop trigger audit_is_never_emptied on accounts_auditentry;
drop trigger audit_only_grows on accounts_auditentry;
drop function accounts_audit_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
