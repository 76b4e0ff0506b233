"""What was paid, what arrived and what Stripe said is never changed afterwards, whoever writes."""

from django.db import migrations

# Arguments: the constraint's name; the column that says that the row is settled, or '' for always; then what stands from
# then on. By name, so that a column which moves elsewhere later takes nothing with it; what is empty may still be filled.
FUNCTION = """
create function operations_settled_stands() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  before jsonb;
  after jsonb;
  what text;
begin
  if tg_op = 'TRUNCATE' then
    raise exception '% is never emptied', tg_table_name using errcode = '23514', constraint = tg_argv[0];
  end if;
  before := to_jsonb(old);
  if tg_argv[1] <> '' and before ->> tg_argv[1] is null then
    return case tg_op when 'DELETE' then old else new end;
  elsif tg_op = 'DELETE' then
    raise exception 'what is settled is never deleted' using errcode = '23514', constraint = tg_argv[0];
  end if;
  after := to_jsonb(new);
  foreach what in array tg_argv[2:] loop
    if before ->> what is not null and after -> what is distinct from before -> what then
      raise exception 'what is settled is never changed: %', what using errcode = '23514', constraint = tg_argv[0];
    end if;
  end loop;
  return new;
end $$;
"""
TRIGGERS = """
create trigger {name} before update or delete on {table}
  for each row execute function operations_settled_stands({arguments});
create trigger {name}_is_never_emptied before truncate on {table}
  for each statement execute function operations_settled_stands({arguments});
"""
GUARDS = {
    "contracts_instalment": (
        "paid_instalment_stands", "paid_at", "contract_id", "number", "gross_minor", "commission_minor", "currency", "paid_at",
    ),
    "payments_banktransfer": (
        "matched_transfer_stands", "matched_at", "instalment_id", "claimed_minor", "received_minor", "receipt_id",
        "matched_by_id", "matched_at",
    ),
    "payments_stripeevent": ("stripe_event_stands", "", "stripe_id", "kind", "payload"),
}  # fmt: skip


def statement(table: str, arguments: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{argument}'" for argument in arguments)
    return TRIGGERS.format(name=arguments[0], table=table, arguments=quoted)


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0001_installation"),
        ("contracts", "0003_delivery"),
        ("payments", "0002_settlements"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTION + "".join(statement(table, arguments) for table, arguments in GUARDS.items()),
            "drop function operations_settled_stands() cascade",
        )
    ]
