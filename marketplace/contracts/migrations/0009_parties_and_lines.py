"""A contract has its parties and its lines itself; until now it borrowed them from the offer that it came from."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FILL = """
alter table contracts_contract disable trigger user;
update contracts_contract c set deal_id = o.deal_id from offers_offer o where o.id = c.offer_id;
set constraints all immediate;
set constraints all deferred;
alter table contracts_contract enable trigger user;
insert into listings_holding (id, made_at) select offer_id, made_at from contracts_contract on conflict do nothing;
select setval(pg_get_serial_sequence('listings_holding', 'id'), coalesce(max(id), 1), count(*) > 0) from listings_holding;
insert into contracts_contractline (contract_id, number, programme_id, holding_id)
  select c.id, l.number, l.programme_id, c.offer_id from contracts_contract c join offers_offerline l on l.offer_id = c.offer_id;
insert into contracts_contractparty (contract_id, side, organisation_id)
  select c.id, 'buyer', d.buyer_id from contracts_contract c join offers_deal d on d.id = c.deal_id;
insert into contracts_contractparty (contract_id, side, organisation_id, acts_for_id, mandate_id)
  select c.id, 'seller', d.seller_id, m.holder, m.mandate from contracts_contract c join offers_deal d on d.id = c.deal_id
  left join lateral (
    select p.organisation_id as holder, o.id as mandate from contracts_contractline l
    join listings_rightin r on r.programme_id = l.programme_id join listings_rightout o on o.id = r.mandate_id
    join listings_programme p on p.id = o.programme_id
    join listings_rightout t on t.holding_id = l.holding_id and t.media && r.media and t.territories && r.territories
      and t.period && r.period
    where l.contract_id = c.id order by o.id limit 1
  ) m on true;
set constraints all immediate;
set constraints all deferred;
"""
STANDS = """
create or replace function contracts_agreement_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.agreed <> old.agreed or new.agreed_sha256 <> old.agreed_sha256 or new.deal_id <> old.deal_id
     or new.offer_id <> old.offer_id or (old.document_sha256 <> '' and new.document_sha256 <> old.document_sha256) then
    raise exception 'an agreement is never changed' using errcode = '23514', constraint = 'agreement_stands';
  end if;
  return new;
end $$;
create function contracts_parts_stand() returns trigger language plpgsql as $$
begin
  raise exception 'parties and lines of a contract are never changed' using errcode = '23514', constraint = 'contract_parts_stand';
end $$;
create trigger contract_parts_stand before update or delete on contracts_contractparty
  for each row execute function contracts_parts_stand();
create trigger contract_parts_stand before update or delete on contracts_contractline
  for each row execute function contracts_parts_stand();
create or replace function contracts_signs_for_one_side() returns trigger language plpgsql as $$
begin
  perform 1 from contracts_contract where id = new.contract_id for update;
  if exists (select 1 from contracts_signature where contract_id = new.contract_id and user_id = new.user_id
             and side <> new.side)
     or exists (select 1 from accounts_membership m join contracts_contractparty p on p.organisation_id = m.organisation_id
                where p.contract_id = new.contract_id and p.side <> new.side and m.user_id = new.user_id
                and m.ended_at is null) then
    raise exception 'one person signs for one side' using errcode = 'check_violation', constraint = 'signs_for_one_side';
  end if;
  return new;
end $$;
"""
STANDS_BACK = """
create or replace function contracts_agreement_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.agreed <> old.agreed or new.agreed_sha256 <> old.agreed_sha256
     or new.offer_id <> old.offer_id or (old.document_sha256 <> '' and new.document_sha256 <> old.document_sha256) then
    raise exception 'an agreement is never changed' using errcode = '23514', constraint = 'agreement_stands';
  end if;
  return new;
end $$;
drop trigger contract_parts_stand on contracts_contractparty;
drop trigger contract_parts_stand on contracts_contractline;
drop function contracts_parts_stand();
create or replace function contracts_signs_for_one_side() returns trigger language plpgsql as $$
declare
  other bigint;
begin
  select case when new.side = 'buyer' then d.seller_id else d.buyer_id end into other
    from contracts_contract c join offers_deal d on d.id = c.deal_id where c.id = new.contract_id for update of c;
  if exists (select 1 from contracts_signature where contract_id = new.contract_id and user_id = new.user_id
             and side <> new.side)
     or exists (select 1 from accounts_membership where user_id = new.user_id and organisation_id = other
                and ended_at is null) then
    raise exception 'one person signs for one side' using errcode = 'check_violation', constraint = 'signs_for_one_side';
  end if;
  return new;
end $$;
"""


def key(to: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0008_one_side_per_person"),
        ("offers", "0004_deals"),
        ("listings", "0019_holdings"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.AddField("contract", "deal", key("offers.deal", related_name="contracts", null=True)),
        migrations.CreateModel(
            name="ContractParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("buyer", "Buyer"), ("seller", "Seller")], max_length=6)),
                ("contract", key("contracts.contract", related_name="parties")),
                ("organisation", key("accounts.organisation", related_name="contract_sides")),
                ("acts_for", key("accounts.organisation", related_name="+", null=True, blank=True)),
                ("mandate", key("listings.rightout", related_name="+", null=True, blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(side__in=["buyer", "seller"]), name="party_side_known"),
                    models.UniqueConstraint(fields=["contract", "side"], name="one_party_per_side"),
                    models.UniqueConstraint(fields=["contract", "organisation"], name="party_on_one_side"),
                    models.CheckConstraint(
                        condition=models.Q(acts_for=None, mandate=None)
                        | models.Q(acts_for__isnull=False, mandate__isnull=False),
                        name="who_acts_for_another_has_a_mandate",
                    ),
                ],
                "indexes": [models.Index(fields=["organisation", "side"], name="contracts_of_a_party")],
            },
        ),
        migrations.CreateModel(
            name="ContractLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("programme", key("listings.programme", related_name="%(class)ss")),
                ("contract", key("contracts.contract", related_name="lines")),
                (
                    "holding",
                    models.OneToOneField(
                        "listings.Holding",
                        models.PROTECT,
                        related_name="contract_line",
                        help_text="the rights that it reserves, then licenses",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=["contract", "number"], name="contract_lines_are_numbered")
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("contract", "deal", key("offers.deal", related_name="contracts")),
        migrations.AlterField(
            "contract",
            "offer",
            models.OneToOneField(
                "offers.Offer",
                models.PROTECT,
                related_name="contract",
                help_text="the negotiation that ended in it",
            ),
        ),
        migrations.RunSQL(STANDS, STANDS_BACK),
    ]
