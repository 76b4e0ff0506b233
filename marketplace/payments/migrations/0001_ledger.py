"""The ledger's tables, and the triggers that keep its rules whoever writes.

The functions run with the rights of the tables' owner and look in `public` first, so the application's role needs
no more than SELECT and INSERT, and a temporary table of the same name deceives nobody. Each refusal carries the name of
a constraint, which `marketplace.kit.constraints.violated` reads.
"""

from django.db import migrations, models
from django.db.models import F, Q

import marketplace.payments.models.ledger

# An account's balance is made with it. INSERT .. ON CONFLICT DO UPDATE in the entry trigger would not do: PostgreSQL
# tests the floor on the proposed row, and so refuses lawful debits.
OPEN_ACCOUNT = """
create function payments_open_account() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into payments_ledgerbalance (account_id, net, floor_zero) values (new.id, 0, new.floor_zero);
  return null;
end $$;
create trigger account_opens_with_a_balance after insert on payments_ledgeraccount
  for each row execute function payments_open_account();
"""

# Whatever the writer said, the journal remembers its own transaction: one number for all its savepoints.
STAMP_JOURNAL = """
create function payments_stamp_journal() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  new.xid := pg_current_xact_id();
  return new;
end $$;
create trigger journal_knows_its_transaction before insert on payments_journal
  for each row execute function payments_stamp_journal();
"""

# After, not before, the insert: a BEFORE trigger also runs for a row that ON CONFLICT DO NOTHING then drops.
POST_ENTRY = """
create function payments_post_entry() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  opened payments_ledgeraccount;
  made_in xid8;
begin
  select * into opened from payments_ledgeraccount where id = new.account_id;
  select xid into made_in from payments_journal where id = new.journal_id;
  if made_in is distinct from pg_current_xact_id() then
    raise exception 'journal % is closed', new.journal_id
      using errcode = '23514', constraint = 'entry_joins_its_journal_at_once';
  end if;
  if opened.currency is distinct from new.currency then
    raise exception 'account % is not kept in %', new.account_id, new.currency
      using errcode = '23514', constraint = 'entry_has_its_accounts_currency';
  end if;
  update payments_ledgerbalance
    set net = net + case
      when (opened.kind in ('asset', 'expense')) = (new.side = 'D') then new.amount else -new.amount end
    where account_id = opened.id;
  if not found then
    raise exception 'account % has no balance', new.account_id
      using errcode = '23514', constraint = 'account_opens_with_a_balance';
  end if;
  return null;
end $$;
create trigger entry_moves_its_balance after insert on payments_entry
  for each row execute function payments_post_entry();
"""

# Deferred on the journal, so an empty one fails too; and on the entry, so that nobody gets a line in after having the
# journal checked early with SET CONSTRAINTS .. IMMEDIATE.
BALANCE_JOURNAL = """
create function payments_refuse_unbalanced(judged bigint) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  original bigint := (select reverses_id from payments_journal where id = judged);
begin
  if (select count(*) from payments_entry where journal_id = judged) < 2 or exists (
    select 1 from payments_entry where journal_id = judged
    group by currency having sum(case side when 'D' then amount else -amount end) <> 0
  ) then
    raise exception 'journal % does not balance', judged
      using errcode = '23514', constraint = 'journal_balances';
  end if;
  if original is not null and exists (
    (select account_id, case side when 'D' then 'C' else 'D' end, amount, currency
       from payments_entry where journal_id = original
     except all select account_id, side, amount, currency from payments_entry where journal_id = judged)
    union all
    (select account_id, side, amount, currency from payments_entry where journal_id = judged
     except all select account_id, case side when 'D' then 'C' else 'D' end, amount, currency
       from payments_entry where journal_id = original)
  ) then
    raise exception 'journal % does not mirror journal %', judged, original
      using errcode = '23514', constraint = 'reversal_mirrors_its_original';
  end if;
end $$;
create function payments_balance_new_journal() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform payments_refuse_unbalanced(new.id);
  return null;
end $$;
create function payments_balance_new_entry() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform payments_refuse_unbalanced(new.journal_id);
  return null;
end $$;
create constraint trigger journal_balances after insert on payments_journal
  deferrable initially deferred for each row execute function payments_balance_new_journal();
create constraint trigger entry_keeps_its_journal_balanced after insert on payments_entry
  deferrable initially deferred for each row execute function payments_balance_new_entry();
"""

# For each statement, so that one that finds no row is refused as well.
ONLY_GROW = """
create function payments_only_grows() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception '% on % is refused: the ledger only grows', tg_op, tg_table_name
    using errcode = '23514', constraint = 'ledger_only_grows';
end $$;
create trigger account_only_grows before update or delete or truncate on payments_ledgeraccount
  for each statement execute function payments_only_grows();
create trigger journal_only_grows before update or delete or truncate on payments_journal
  for each statement execute function payments_only_grows();
create trigger entry_only_grows before update or delete or truncate on payments_entry
  for each statement execute function payments_only_grows();
create trigger balance_only_grows before delete or truncate on payments_ledgerbalance
  for each statement execute function payments_only_grows();
"""

# Depth 1 is this trigger alone: somebody wrote to the balance directly. Deeper: an account's or entry's trigger did.
GUARD_BALANCE = """
create function payments_guard_balance() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'a balance is moved by entries only'
      using errcode = '23514', constraint = 'balance_follows_entries';
  end if;
  return null;
end $$;
create trigger balance_follows_entries before insert or update on payments_ledgerbalance
  for each statement execute function payments_guard_balance();
"""

DROP = {
    OPEN_ACCOUNT: "drop function payments_open_account() cascade",
    STAMP_JOURNAL: "drop function payments_stamp_journal() cascade",
    POST_ENTRY: "drop function payments_post_entry() cascade",
    BALANCE_JOURNAL: (
        "drop function payments_balance_new_journal() cascade; drop function payments_balance_new_entry() cascade; "
        "drop function payments_refuse_unbalanced(bigint)"
    ),
    ONLY_GROW: "drop function payments_only_grows() cascade",
    GUARD_BALANCE: "drop function payments_guard_balance() cascade",
}


KINDS = [
    ("asset", "Asset"),
    ("liability", "Liability"),
    ("income", "Income"),
    ("expense", "Expense"),
    ("equity", "Equity"),
]


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="LedgerAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("kind", models.TextField(choices=KINDS)),
                ("currency", models.CharField(max_length=3)),
                ("floor_zero", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["code", "currency"], name="ledger_account_once_per_currency"),
                    models.CheckConstraint(
                        condition=Q(kind__in=[kind for kind, _label in KINDS]), name="ledger_account_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(currency__regex="^[A-Z]{3}$"), name="ledger_account_currency_is_a_code"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerBalance",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=models.PROTECT,
                        primary_key=True,
                        related_name="balance",
                        serialize=False,
                        to="payments.ledgeraccount",
                    ),
                ),
                ("net", models.BigIntegerField(default=0)),
                ("floor_zero", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("floor_zero", False), ("net__gte", 0), _connector="OR"),
                        name="ledger_balance_floor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Journal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_key", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("description", models.TextField(blank=True, default="")),
                ("made_at", models.DateTimeField()),
                ("xid", marketplace.payments.models.ledger.TransactionIdField(editable=False)),
                ("actor", models.TextField(blank=True, default="")),
                ("approved_by", models.TextField(blank=True, default="")),
                ("reference", models.JSONField(blank=True, default=dict)),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="reversed_by",
                        to="payments.journal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~Q(event_key=""), name="journal_has_an_event"),
                    models.CheckConstraint(
                        condition=Q(reverses=None) | (~Q(actor="") & ~Q(approved_by="") & ~Q(actor=F("approved_by"))),
                        name="reversal_needs_two_people",
                    ),
                ],
                "indexes": [models.Index(fields=["made_at"], name="journal_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "journal",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="entries", to="payments.journal"),
                ),
                (
                    "account",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="entries", to="payments.ledgeraccount"),
                ),
                ("side", models.CharField(choices=[("D", "Debit"), ("C", "Credit")], max_length=1)),
                ("amount", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(amount__gt=0), name="entry_amount_is_positive"),
                    models.CheckConstraint(condition=Q(side__in=["D", "C"]), name="entry_side_known"),
                ],
            },
        ),
        *(migrations.RunSQL(sql, drop) for sql, drop in DROP.items()),
    ]
