"""The statement's lines live in receipts only, and PostgreSQL keeps what was received, allocated and credited."""

from django.db import migrations, models

# What a payer still owes is settled by rows that only grow, never beyond what is due, never with money used before.
GUARD_ALLOCATION = """
create function payments_guard_allocation() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  owed contracts_instalment;
  source payments_receipt;
  whole bigint;
  kept text;
  put bigint;
begin
  select * into strict owed from contracts_instalment where id = new.instalment_id for update;
  select coalesce(sum(amount_minor + charges_minor), 0) into put from payments_allocation
    where instalment_id = new.instalment_id;
  if put + new.amount_minor + new.charges_minor > owed.gross_minor then
    raise exception 'more than is due' using errcode = '23514', constraint = 'instalment_not_overpaid';
  end if;
  if new.receipt_id is not null then
    select * into strict source from payments_receipt where id = new.receipt_id for update;
    if source.entered_by_id = new.by_id then
      raise exception 'one person only' using errcode = '23514', constraint = 'two_people_allocate';
    end if;
    whole := source.amount_minor;
    kept := source.currency;
    put := payments_used_of_receipt(new.receipt_id);
  elsif new.charge_id is not null then
    select amount_minor into strict whole from payments_charge
      where id = new.charge_id and instalment_id = new.instalment_id for update;
    kept := owed.currency;
    put := payments_used_of_charge(new.charge_id);
  else
    select amount_minor, currency into strict whole, kept from payments_credit where id = new.credit_id for update;
    select coalesce(sum(amount_minor), 0) into put from payments_allocation where credit_id = new.credit_id;
  end if;
  if kept <> owed.currency then
    raise exception 'another currency' using errcode = '23514', constraint = 'allocation_in_its_currency';
  end if;
  if put + new.amount_minor > whole then
    raise exception 'used before' using errcode = '23514', constraint = 'money_used_once';
  end if;
  return new;
end $$;
create trigger allocation_is_covered before insert on payments_allocation
  for each row execute function payments_guard_allocation();
"""

USED = """
create function payments_used_of_receipt(judged bigint) returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (coalesce((select sum(amount_minor) from payments_allocation where receipt_id = judged), 0)
    + coalesce((select sum(amount_minor) from payments_credit where receipt_id = judged), 0))::bigint
$$;
create function payments_used_of_charge(judged bigint) returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (coalesce((select sum(amount_minor) from payments_allocation where charge_id = judged), 0)
    + coalesce((select sum(amount_minor) from payments_credit where charge_id = judged), 0))::bigint
$$;
"""

GUARD_CREDIT = """
create function payments_guard_credit() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  whole bigint;
  put bigint;
begin
  if new.receipt_id is not null then
    select amount_minor into strict whole from payments_receipt where id = new.receipt_id for update;
    put := payments_used_of_receipt(new.receipt_id);
  else
    select amount_minor into strict whole from payments_charge where id = new.charge_id for update;
    put := payments_used_of_charge(new.charge_id);
  end if;
  if put + new.amount_minor > whole then
    raise exception 'used before' using errcode = '23514', constraint = 'money_used_once';
  end if;
  return new;
end $$;
create trigger credit_is_covered before insert on payments_credit
  for each row execute function payments_guard_credit();
create function payments_keep_credit() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if row(new.buyer_id, new.amount_minor, new.currency, new.reason, new.receipt_id, new.charge_id)
    is distinct from row(old.buyer_id, old.amount_minor, old.currency, old.reason, old.receipt_id, old.charge_id) then
    raise exception 'a credit keeps its facts' using errcode = '23514', constraint = 'credit_facts_stand';
  end if;
  return new;
end $$;
create trigger credit_keeps_its_facts before update on payments_credit
  for each row execute function payments_keep_credit();
create trigger credit_only_grows before delete or truncate on payments_credit
  for each statement execute function payments_only_grows();
"""

ONLY_GROW = """
create trigger receipt_only_grows before update or delete or truncate on payments_receipt
  for each statement execute function payments_only_grows();
create trigger allocation_only_grows before update or delete or truncate on payments_allocation
  for each statement execute function payments_only_grows();
"""

# No card payment is begun while a transfer is reported and not yet decided. The instalment's row is the lock of both.
ONE_WAY = """
create function payments_guard_one_way() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from contracts_instalment where id = new.instalment_id for update;
  if new.state in ('intended', 'open') and exists (
    select from payments_banktransfer where instalment_id = new.instalment_id and state in ('claimed', 'seen')
  ) then
    raise exception 'a transfer is reported' using errcode = '23514', constraint = 'one_way_of_paying';
  end if;
  return new;
end $$;
create trigger one_way_of_paying before insert on payments_charge
  for each row execute function payments_guard_one_way();
"""

UNDO = """
drop trigger one_way_of_paying on payments_charge;
drop trigger allocation_only_grows on payments_allocation;
drop trigger receipt_only_grows on payments_receipt;
drop trigger credit_only_grows on payments_credit;
drop trigger credit_keeps_its_facts on payments_credit;
drop trigger credit_is_covered on payments_credit;
drop trigger allocation_is_covered on payments_allocation;
drop function payments_guard_one_way, payments_keep_credit, payments_guard_credit, payments_guard_allocation,
  payments_used_of_receipt, payments_used_of_charge;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_move_receipts")]

    operations = [
        migrations.RemoveConstraint(
            model_name="banktransfer",
            name="statement_line_once",
        ),
        migrations.RemoveField(
            model_name="banktransfer",
            name="received_minor",
        ),
        migrations.RemoveField(
            model_name="banktransfer",
            name="statement_line",
        ),
        migrations.AddConstraint(
            model_name="banktransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["seen", "matched", "credited"]), _negated=True),
                    ("receipt__isnull", False),
                    _connector="OR",
                ),
                name="seen_has_a_receipt",
            ),
        ),
        migrations.RunSQL(USED + GUARD_ALLOCATION + GUARD_CREDIT + ONLY_GROW + ONE_WAY, UNDO),
    ]
