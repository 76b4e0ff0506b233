-- Written by `make structure`: do not edit.
-- from account.0001_initial 6f27ff6bdf57521a
-- from account.0002_email_max_length c956ab7a3c3660a1
-- from account.0003_alter_emailaddress_create_unique_verified_email 66b6f1939621bcfa
-- from account.0004_alter_emailaddress_drop_unique_email ebc6317e90c47d7a
-- from account.0005_emailaddress_idx_upper_email e7569f1662da1754
-- from account.0006_emailaddress_lower 54adb08cb3fba66b
-- from account.0007_emailaddress_idx_email 87fad70bfde8ae29
-- from account.0008_emailaddress_unique_primary_email_fixup 794bf875bdbef9c4
-- from account.0009_emailaddress_unique_primary_email 79762cfa7b1e1d7c
-- from accounts.0001_initial c2eb8a08e9bfc8dd
-- from accounts.0002_audit_only_grows 32d52f7cbf352908
-- from accounts.0003_team_and_suspension 9987344180f18b47
-- from accounts.0004_last_owner_stays 70bb6068a0117648
-- from accounts.0005_member_default_request 1a35fd447946dfb4
-- from accounts.0006_exchange_rates 05654b70fc2e80db
-- from accounts.0007_rates_in_millionths 81542c96c98713a8
-- from accounts.0008_organisation_time_zone bcc3ea348a14fc32
-- from accounts.0009_name_in_latin_letters baa003d170c7f3c7
-- from accounts.0010_new_addresses 134f99031ad35742
-- from accounts.0011_mail_attempts_are_jobs 7fd8cb5a19ada257
-- from accounts.0012_answered_requests 6b721bc1e696dedf
-- from accounts.0013_factor_resets e4bb02e95fd0d5d5
-- from accounts.0014_notices_by_channel f22cb0caadc44866
-- from accounts.0015_staff_roles e292d18929381b7d
-- from accounts.0016_files 0191eebfaf2addb9
-- from accounts.0017_unread_by_page 0f7b044e889de095
-- from admin.0001_initial f4716989d9815b62
-- from admin.0002_logentry_remove_auto_add 2c127e659a2236ed
-- from admin.0003_logentry_add_action_flag_choices 02700a827190720e
-- from auth.0001_initial 845cff319606332f
-- from auth.0002_alter_permission_name_max_length feaf97e0e8f7d148
-- from auth.0003_alter_user_email_max_length 9d5657b4db9872dc
-- from auth.0004_alter_user_username_opts 9538db342c9a9bec
-- from auth.0005_alter_user_last_login_null 79f60a35dc000fdd
-- from auth.0006_require_contenttypes_0002 00cb16e3405f14b6
-- from auth.0007_alter_validators_add_error_messages 115db87dc327530f
-- from auth.0008_alter_user_username_max_length 02857f65f7d64814
-- from auth.0009_alter_user_last_name_max_length 19a89500e7f108a7
-- from auth.0010_alter_group_name_max_length 0963ed6498ac0b3a
-- from auth.0011_update_proxy_permissions 85a5dde708dc4b61
-- from auth.0012_alter_user_first_name_max_length 6cefbc9f80903763
-- from contenttypes.0001_initial 35ed8489a147e0b4
-- from contenttypes.0002_remove_content_type_name 7d36494075750f0e
-- from contracts.0001_initial e70ae3f693d85fba
-- from contracts.0002_signatures_stand 97a28db2e192aace
-- from contracts.0003_delivery 07812781a8eda33e
-- from contracts.0004_signature_latin_name 563aa61edc54d3e5
-- from contracts.0005_signature_factor 5f2ac1084484ba30
-- from contracts.0006_attempts_are_jobs 9cc313fe3084fb4e
-- from contracts.0007_sealed_sha256 c0c5d9599ef304f1
-- from contracts.0008_one_side_per_person 8233cff9876a4549
-- from contracts.0009_parties_and_lines 4a68481fcee4a857
-- from contracts.0010_schedule f73b7a02789ec89a
-- from contracts.0011_parts_as_agreed e236d653ca384d29
-- from contracts.0012_files e4273f66f22ba8ca
-- from engine.0001_outbox 9b6e97c905a48dde
-- from engine.0002_works 0971ed2ba7001feb
-- from engine.0003_sort_keys abd2a2bc245f6b14
-- from exchange.0001_initial ad7f8b0e5a47b0a8
-- from exchange.0002_place_of_the_table 949ecd8ed128323c
-- from exchange.0003_files 375075dee4ace983
-- from files.0001_stored_files 925ccbcc2cc8f79f
-- from files.0002_uploads bc5668d48de7eaf2
-- from files.0003_files_are_read_again 7e7f1e412914b3d6
-- from kit.0001_jobs 089f23d8d0776357
-- from listings.0001_initial 6792e87102609887
-- from listings.0002_rights_guards f8686645cea52945
-- from listings.0003_full_rights b1a3ac1d4b9397f3
-- from listings.0004_full_guards 4f5eab59d2a072d0
-- from listings.0005_watch 1954cd3fe4b53053
-- from listings.0006_work 0f27564f94c1b54d
-- from listings.0007_same_works 9a2287c48bb77651
-- from listings.0008_grade_names 1cbe4a92e58d2132
-- from listings.0009_unknown_origin 3848a5a7dadeb31c
-- from listings.0010_ratings_by_medium 9a76067c5fff9d21
-- from listings.0011_claims 3205193d22779413
-- from listings.0012_claims_there_are 568bfb6e49c09ad1
-- from listings.0013_work_cases 9bd584cccba3a878
-- from listings.0014_split_rights 6e59ec4926b69a49
-- from listings.0015_revisions 10492810a4531149
-- from listings.0016_published_stays_reviewed 581a0a556361f516
-- from listings.0017_works_compared 6e423f1e453734b5
-- from listings.0018_reviewed_before_published e66370a0cb8cfb94
-- from listings.0019_holdings b98aa7a7807455d1
-- from listings.0020_holdings_stand 2b9ae3221daf4653
-- from listings.0021_held_cut_stands 9ac49c7644dfffc5
-- from listings.0022_sort_keys 225b23d00ffe0f13
-- from listings.0023_files ee1b3169155f315a
-- from listings.0024_owners_of_the_listing 2a4797520ea05a1c
-- from listings.0025_rights_say_why 70c4850dac0cfdc9
-- from mfa.0001_initial a42b6353f2ed5dd7
-- from mfa.0002_authenticator_timestamps b6566eb07301e2e4
-- from mfa.0003_authenticator_type_uniq 88550a456154080c
-- from offers.0001_initial 8f71d9a77de4ac3d
-- from offers.0002_rounds_stand a93417bdd7829ff7
-- from offers.0003_message_said_once ed602f4ddc96d414
-- from offers.0004_deals 950fd00ce3bee9de
-- from offers.0005_terms_of_its_lines 7e5c99cf8177904b
-- from operations.0001_installation e866654822a264f7
-- from operations.0002_settled_stands 9e336b99228755f1
-- from payments.0001_ledger 5d4a0ca4bc431ea4
-- from payments.0002_settlements 2ab81dfb4f8dcda2
-- from payments.0003_receipts bb3952d5590f0574
-- from payments.0004_move_receipts f2a3ef7fcbd7e2c3
-- from payments.0005_receipts_guarded f7cada040ae30cab
-- from payments.0006_cases dfffffa7f013339c
-- from payments.0007_events_are_jobs 5f13c3c5c5564b56
-- from payments.0008_files 814c18dec1de18ce
-- from sessions.0001_initial 2aa438e2393ee513
-- from usersessions.0001_initial b5d23c8ce0644061
-- from watch.0001_heartbeat_and_known_delays 70089d226ff19b76

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TYPE public.listings_box AS (
	t int4multirange,
	m int4multirange,
	l int4multirange,
	u int4multirange,
	p datemultirange
);

CREATE FUNCTION public.accounts_audit_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the audit trail only grows' using errcode = '23514', constraint = 'audit_only_grows';
end $$;

CREATE FUNCTION public.accounts_last_owner_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.ended_at is not null or not 'owner' = any(old.roles) then
    return null;
  end if;
  perform 1 from accounts_organisation where id = old.organisation_id for no key update;
  if not exists (
    select 1 from accounts_membership
    where organisation_id = old.organisation_id and ended_at is null and 'owner' = any(roles)
  ) then
    raise exception 'an organisation keeps an owner' using errcode = '23514', constraint = 'last_owner_stays';
  end if;
  return null;
end $$;

CREATE FUNCTION public.accounts_owner_says_who_is_staff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    raise exception 'who is on the staff is not the application''s to say'
      using errcode = '23514', constraint = 'owner_says_who_is_staff';
  end if;
  return new;
end $$;

CREATE FUNCTION public.contracts_agreement_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'DELETE' or new.agreed <> old.agreed or new.agreed_sha256 <> old.agreed_sha256 or new.deal_id <> old.deal_id
     or new.offer_id <> old.offer_id or (old.document_sha256 <> '' and new.document_sha256 <> old.document_sha256) then
    raise exception 'an agreement is never changed' using errcode = '23514', constraint = 'agreement_stands';
  end if;
  return new;
end $$;

CREATE FUNCTION public.contracts_delivery_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'a delivery is only ever added to' using errcode = '23514', constraint = 'delivery_stands';
end $$;

CREATE FUNCTION public.contracts_line_of_the_buyer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from listings_rightout o where o.holding_id = new.holding_id and (o.programme_id <> new.programme_id
      or not exists (select 1 from contracts_contractparty p
                     where p.contract_id = new.contract_id and p.side = 'buyer' and p.organisation_id = o.licensee_id))) then
    raise exception 'these rights are of another listing or buyer' using errcode = '23514', constraint = 'line_of_the_buyer';
  end if;
  return new;
end $$;

CREATE FUNCTION public.contracts_parts_as_agreed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform 1 from contracts_contract where id = new.contract_id and state = 'drawing_up' for share;
  if not found then
    raise exception 'a contract that is drawn up gets nothing more' using errcode = '23514', constraint = 'parts_as_agreed';
  end if;
  return new;
end $$;

CREATE FUNCTION public.contracts_parts_stand() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'parties and lines of a contract are never changed' using errcode = '23514', constraint = 'contract_parts_stand';
end $$;

CREATE FUNCTION public.contracts_signature_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'DELETE' or old.sealed_at is not null or (to_jsonb(new) - 'sealed_at') <> (to_jsonb(old) - 'sealed_at') then
    raise exception 'a signature is never changed' using errcode = '23514', constraint = 'signature_stands';
  end if;
  return new;
end $$;

CREATE FUNCTION public.contracts_signs_for_one_side() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.engine_note_listings_ask() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from fresh where programme_id is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from gone where programme_id is not null;
  else
    insert into engine_change (programme_id, titles)
      select programme_id, false from fresh where programme_id is not null
      union select programme_id, false from gone where programme_id is not null;
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_listings_languageversion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from fresh where programme_id is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from gone where programme_id is not null;
  else
    insert into engine_change (programme_id, titles)
      select programme_id, false from fresh where programme_id is not null
      union select programme_id, false from gone where programme_id is not null;
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_listings_programme() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct id, false from fresh where id is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct id, false from gone where id is not null;
  else
    insert into engine_change (programme_id, titles)
      select id, false from fresh where id is not null
      union select id, false from gone where id is not null;
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_listings_rating() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from fresh where programme_id is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from gone where programme_id is not null;
  else
    insert into engine_change (programme_id, titles)
      select programme_id, false from fresh where programme_id is not null
      union select programme_id, false from gone where programme_id is not null;
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_listings_rightin() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from fresh where programme_id is not null;
  elsif tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, false from gone where programme_id is not null;
  else
    insert into engine_change (programme_id, titles)
      select programme_id, false from fresh where programme_id is not null
      union select programme_id, false from gone where programme_id is not null;
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_listings_rightout() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    perform engine_note_locks(array(select distinct lock_id from fresh), array(select distinct programme_id from fresh));
  elsif tg_op = 'DELETE' then
    perform engine_note_locks(array(select distinct lock_id from gone), array(select distinct programme_id from gone));
  else
    perform engine_note_locks(array(select lock_id from fresh union select lock_id from gone),
                              array(select programme_id from fresh union select programme_id from gone));
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_listings_sortkey() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'DELETE' then
    insert into engine_change (programme_id, titles) select distinct programme_id, true from gone;
  else
    insert into engine_change (programme_id, titles) select distinct programme_id, true from fresh;
  end if;
  return null;
end $$;

CREATE FUNCTION public.engine_note_locks(locks bigint[], listings bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
  insert into engine_change (programme_id, titles)
    select p.id, false from listings_programme p
      where p.work_id = any(array(select w.id from listings_work w where w.lock_id = any(locks)))
    union select unnest(listings), false;
$$;

CREATE FUNCTION public.engine_note_organisation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into engine_change (programme_id, titles) select id, false from listings_programme where organisation_id = new.id;
  return null;
end $$;

CREATE FUNCTION public.files_stored_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  moves constant text[] := '{keep_until,erased_at,read_at,fault}';
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - moves) <> (to_jsonb(old) - moves)
     or (old.erased_at is not null and new is distinct from old) then
    raise exception 'a stored file never changes' using errcode = '23514', constraint = 'stored_file_stands';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_artwork_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op <> 'INSERT' then
    if not old.waiting then perform listings_check_reviewed(old.programme_id); end if;
  end if;
  if tg_op <> 'DELETE' then
    if not new.waiting then perform listings_check_reviewed(new.programme_id); end if;
  end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_award_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed(old.programme_id); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed(new.programme_id); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_carry_claims() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into listings_rightsclaim (later, later_listing_id, earlier, earlier_listing_id, opened_at, told_at, closed_at,
                                    outcome, reason, decided_by_id, later_note, earlier_note)
    select case c.later when new.split_from then new.id else c.later end, c.later_listing_id,
           case c.earlier when new.split_from then new.id else c.earlier end, c.earlier_listing_id,
           c.opened_at, c.told_at, c.closed_at, c.outcome, c.reason, c.decided_by_id, c.later_note, c.earlier_note
    from listings_rightsclaim c
    join listings_rightin i on i.id in (c.later, c.earlier) and i.id <> new.split_from
    where new.split_from in (c.later, c.earlier) and c.outcome <> 'moot' and listings_clash(i, new);
  return null;
end $$;

CREATE FUNCTION public.listings_check_reviewed(listing bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare found text;
begin
  -- Held still: a listing that is being published meanwhile is waited for.
  select state into found from listings_programme where id = listing for share;
  if found = 'published' and not exists (select 1 from listings_listingrevision
                                         where programme_id = listing and accepted_in = pg_current_xact_id()) then
    raise exception 'a published listing stays as it was reviewed'
      using errcode = '23514', constraint = 'published_stays_reviewed';
  end if;
end $$;

CREATE FUNCTION public.listings_claim_right() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  newcomer boolean := true;
begin
  if new.mandate_id is not null then return null; end if;
  if tg_op = 'UPDATE' then
    newcomer := (old.programme_id, old.territories, old.media, old.languages, old.uses, old.licensable, old.exclusive)
      is distinct from (new.programme_id, new.territories, new.media, new.languages, new.uses, new.licensable, new.exclusive);
  end if;
  if newcomer or not new.contested then
    insert into listings_rightsclaim (later, later_listing_id, earlier, earlier_listing_id, opened_at, outcome, reason,
                                      later_note, earlier_note)
      select l.id, l.programme_id, e.id, e.programme_id, now(), '', '', '', ''
      from listings_rightin i
      join listings_rightin l on l.id = case
        when newcomer or coalesce(i.split_from, i.id) < coalesce(new.split_from, new.id) then new.id else i.id end
      join listings_rightin e on e.id in (i.id, new.id) and e.id <> l.id
      where i.id = any(array(select listings_rivals(new))) and not exists (
        select 1 from listings_rightsclaim c where c.later = e.id and c.earlier = l.id and c.outcome <> 'moot')
      on conflict (later, earlier) do update
        set opened_at = now(), closed_at = null, outcome = '', reason = '', decided_by_id = null, told_at = null
        where listings_rightsclaim.outcome = 'moot';
  end if;
  update listings_rightsclaim c set closed_at = now(), outcome = 'moot'
    where c.closed_at is null and new.id in (c.later, c.earlier)
      and not array[c.later, c.earlier] && array(select listings_clashing(new));
  return null;
end $$;

CREATE TABLE public.listings_rightin (
    id bigint NOT NULL,
    territories int4multirange NOT NULL,
    media int4multirange NOT NULL,
    languages int4multirange NOT NULL,
    period daterange NOT NULL,
    exclusive boolean NOT NULL,
    source character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    document character varying(100),
    document_name character varying(200) NOT NULL,
    key character varying(300),
    latest_end date,
    mandate_id bigint,
    underlying_end date,
    underlying_note character varying(120) NOT NULL,
    uses int4multirange NOT NULL,
    licensable daterange GENERATED ALWAYS AS (
CASE
    WHEN (LEAST(latest_end, underlying_end, upper(period)) <= lower(period)) THEN 'empty'::daterange
    ELSE daterange(lower(period), LEAST(latest_end, underlying_end, upper(period)))
END) STORED,
    contested boolean DEFAULT false NOT NULL,
    split_from bigint,
    CONSTRAINT right_in_has_a_period CHECK ((NOT isempty(period))),
    CONSTRAINT right_in_leaves_something_to_license CHECK ((NOT isempty(licensable))),
    CONSTRAINT right_in_not_empty CHECK (((NOT isempty(territories)) AND (NOT isempty(media)) AND (NOT isempty(languages)) AND (NOT isempty(uses))))
);

CREATE FUNCTION public.listings_clash(one public.listings_rightin, other public.listings_rightin) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
  select (one.exclusive or other.exclusive)
    and one.territories && other.territories and one.media && other.media and one.languages && other.languages
    and one.uses && other.uses and one.licensable && other.licensable
$$;

CREATE FUNCTION public.listings_clashing(held public.listings_rightin) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE
    AS $$
declare
  mine record;
  seen record;
begin
  select p.work_id, p.organisation_id into mine from listings_programme p where p.id = held.programme_id;
  select w.lock_id, w.parts into seen from listings_work w where w.id = mine.work_id;
  return query select i.id from listings_rightin i
    where i.programme_id = any(array(
        select q.id from listings_programme q where q.organisation_id <> mine.organisation_id and q.work_id = any(array(
          select v.id from listings_work v where v.lock_id = seen.lock_id and v.parts && seen.parts))))
      and i.mandate_id is null and listings_clash(i, held);
end $$;

CREATE FUNCTION public.listings_contested() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update listings_rightin i set contested = not i.contested
    where i.id in (new.later, new.earlier) and i.contested <> exists (
      select 1 from listings_rightsclaim c
      where c.later = i.id and c.outcome in ('', 'earlier') or c.earlier = i.id and c.outcome = 'later');
  return null;
end $$;

CREATE FUNCTION public.listings_credit_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed(old.programme_id); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed(new.programme_id); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_cut_span(cut bigint, lock bigint) RETURNS int8multirange
    LANGUAGE sql STABLE
    AS $$
  select case when exists (
    select 1 from listings_cut c where c.id = cut and c.work_id = lock and (c.confirmed_at is not null or 1 >= (
      select count(distinct p.organisation_id) from listings_programme p
      where p.work_id = any(array(select w.id from listings_work w where w.lock_id = lock))))
  ) then int8multirange(int8range(cut, cut, '[]')) else '{(,)}'::int8multirange end
$$;

CREATE FUNCTION public.listings_drop_claims() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update listings_rightsclaim set closed_at = now(), outcome = 'moot'
    where closed_at is null and (later = old.id or earlier = old.id);
  return null;
end $$;

CREATE FUNCTION public.listings_episode_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed((select programme_id from listings_season where id = old.season_id)); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed((select programme_id from listings_season where id = new.season_id)); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_exceeds_mandate(held public.listings_rightin) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select not exists (
    select 1 from listings_rightout o join listings_programme p on p.id = held.programme_id
    where o.id = held.mandate_id and o.active and o.purpose = 'mandate' and o.licensee_id = p.organisation_id
      and held.territories <@ o.territories and held.media <@ o.media and held.languages <@ o.languages
      and held.uses <@ o.uses and held.period <@ o.period and (o.grade in ('S', 'E') or not held.exclusive))
$$;

CREATE FUNCTION public.listings_follow_cut() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update listings_rightout set cut_id = cut_id where cut_id = new.id;
  return null;
end $$;

CREATE FUNCTION public.listings_follow_listing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  locks bigint[] := array(select distinct lock_id from listings_work
                          where id in (new.work_id, case tg_op when 'UPDATE' then old.work_id end) order by 1);
begin
  if tg_op = 'INSERT' and not exists (
    select 1 from listings_programme p where p.id <> new.id
      and p.work_id = any(array(select w.id from listings_work w where w.lock_id = locks[1])))
  then return null; end if;
  perform listings_lock_again(locks, case tg_op when 'UPDATE' then array[new.id] else '{}' end);
  return null;
end $$;

CREATE FUNCTION public.listings_follow_work() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform listings_lock_again(array[coalesce(old.series_id, old.id), coalesce(new.series_id, new.id)],
                              array(select id from listings_programme where work_id = new.id));
  return null;
end $$;

CREATE FUNCTION public.listings_from_a_mandate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from listings_programme p where p.id = new.programme_id and p.mandated) then
    raise exception 'an agent''s listing holds what its mandate gives' using errcode = '23514', constraint = 'held_by_mandate';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_held_cut_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not exists (select 1 from listings_cut was, listings_cut is_now
      where was.id = old.cut_id and is_now.id = new.cut_id and lower(was.name) = lower(is_now.name)) then
    raise exception 'what a deal holds is never changed' using errcode = '23514', constraint = 'held_stands';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_held_inside_mandate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.mandate_id is null then return new; end if;
  perform 1 from listings_rightout where id = new.mandate_id for share;
  if listings_exceeds_mandate(new) then
    raise exception 'not inside the mandate' using errcode = '23514', constraint = 'held_inside_mandate';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_held_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'what a deal holds is never changed' using errcode = '23514', constraint = 'held_stands';
end $$;

CREATE FUNCTION public.listings_held_still_covers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from listings_rightout o, lateral listings_uncovered(
               o.programme_id, o.grade in ('S', 'E'), o.territories, o.media, o.languages, o.uses, o.period)
             where o.programme_id = old.programme_id and o.active and o.grade not in ('H', 'L')
               and not exists (select 1 from listings_conflictcase c
                               where c.right_out_id = o.id and c.closed_at is null)) then
    raise exception 'a licence rests on this right' using errcode = '23514', constraint = 'licence_rests_on_right';
  end if;
  return null;
end $$;

CREATE FUNCTION public.listings_history_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the history of rights only grows' using errcode = '23514', constraint = 'rights_history_only_grows';
end $$;

CREATE TABLE public.listings_rightout (
    id bigint NOT NULL,
    purpose character varying(12) NOT NULL,
    grade character varying(1) NOT NULL,
    territories int4multirange NOT NULL,
    media int4multirange NOT NULL,
    languages int4multirange NOT NULL,
    period daterange NOT NULL,
    active boolean NOT NULL,
    expires_at timestamp with time zone,
    note character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    created_by_id bigint NOT NULL,
    licensee_id bigint,
    programme_id bigint NOT NULL,
    binds character varying(8) NOT NULL,
    catch_up_days smallint,
    key character varying(300),
    runs smallint,
    uses int4multirange NOT NULL,
    cut_id bigint,
    lane_y int8range GENERATED ALWAYS AS (
CASE grade
    WHEN 'H'::text THEN int8range(id, id, '[]'::text)
    WHEN 'L'::text THEN 'empty'::int8range
    ELSE '(,)'::int8range
END) STORED,
    lock_id bigint NOT NULL,
    parts int4multirange NOT NULL,
    cuts int8multirange NOT NULL,
    desks int8multirange NOT NULL,
    owners int8multirange NOT NULL,
    lane_x int8multirange GENERATED ALWAYS AS (
CASE grade
    WHEN 'E'::text THEN ('{(,)}'::int8multirange - owners)
    WHEN 'N'::text THEN int8multirange(int8range(id, id, '[]'::text))
    WHEN 'O'::text THEN int8multirange(int8range(((upper(owners) - 1) - id), ((upper(owners) - 1) - id), '[]'::text))
    WHEN 'L'::text THEN '{}'::int8multirange
    ELSE '{(,)}'::int8multirange
END) STORED,
    holding_id bigint,
    CONSTRAINT binds_known CHECK (((binds)::text = ANY (ARRAY[('licensor'::character varying)::text, ('licensee'::character varying)::text]))),
    CONSTRAINT grade_fits_purpose CHECK (
CASE purpose
    WHEN 'holdback'::text THEN ((grade)::text =
    CASE binds
        WHEN 'licensee'::text THEN 'L'::text
        ELSE 'H'::text
    END)
    WHEN 'own_use'::text THEN ((grade)::text = 'O'::text)
    ELSE ((grade)::text = ANY (ARRAY[('S'::character varying)::text, ('E'::character varying)::text, ('N'::character varying)::text]))
END),
    CONSTRAINT grade_known CHECK (((grade)::text = ANY (ARRAY[('S'::character varying)::text, ('E'::character varying)::text, ('N'::character varying)::text, ('H'::character varying)::text, ('O'::character varying)::text, ('L'::character varying)::text]))),
    CONSTRAINT listings_rightout_catch_up_days_check CHECK ((catch_up_days >= 0)),
    CONSTRAINT listings_rightout_runs_check CHECK ((runs >= 0)),
    CONSTRAINT purpose_known CHECK (((purpose)::text = ANY (ARRAY[('licence'::character varying)::text, ('reservation'::character varying)::text, ('option'::character varying)::text, ('external'::character varying)::text, ('holdback'::character varying)::text, ('mandate'::character varying)::text, ('own_use'::character varying)::text]))),
    CONSTRAINT released_has_a_date CHECK ((active OR (released_at IS NOT NULL))),
    CONSTRAINT right_out_has_a_period CHECK ((NOT isempty(period))),
    CONSTRAINT right_out_has_a_positive_number CHECK ((id > 0)),
    CONSTRAINT right_out_is_locked CHECK (((NOT isempty(parts)) AND (NOT isempty(cuts)) AND (NOT isempty(desks)))),
    CONSTRAINT right_out_not_empty CHECK (((NOT isempty(territories)) AND (NOT isempty(media)) AND (NOT isempty(languages)) AND (NOT isempty(uses))))
);

CREATE FUNCTION public.listings_holds_some_of(taken public.listings_rightout) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (
    select 1 from listings_rightin r
    where r.programme_id = taken.programme_id and r.territories && taken.territories and r.media && taken.media
      and r.languages && taken.languages and r.uses && taken.uses and r.licensable && taken.period and not r.contested)
$$;

CREATE FUNCTION public.listings_identifier_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed(old.programme_id); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed(new.programme_id); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_keep_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - '{lane_x,lane_y,lock_id,parts,cuts,desks,owners}'::text[] end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - '{lane_x,lane_y,lock_id,parts,cuts,desks,owners}'::text[] end;
  taken boolean := tg_argv[0] = 'out' and tg_op = 'INSERT';
begin
  if before is not distinct from after then return null; end if;
  insert into listings_rightshistory (kind, "row", programme_id, at, author_id, cause, before, after) values (
    tg_argv[0], (coalesce(after, before) ->> 'id')::bigint, (coalesce(after, before) ->> 'programme_id')::bigint,
    coalesce(nullif(current_setting('monsoon.at', true), '')::timestamptz,
             case when taken then (after ->> 'created_at')::timestamptz end, clock_timestamp()),
    coalesce(nullif(current_setting('monsoon.author', true), '')::bigint,
             case when tg_op = 'INSERT' then (after ->> 'created_by_id')::bigint end),
    coalesce(nullif(current_setting('monsoon.cause', true), ''),
             case when taken then (after ->> 'purpose') || ' ' || coalesce('holding ' || (after ->> 'holding_id'), 'record') end,
             lower(tg_op)), before, after);
  return null;
end $$;

CREATE FUNCTION public.listings_listing_has_a_work() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into listings_work (id, kind, original_title, year, production_territories, created_by_id, created_at)
    select new.work_id, new.kind, new.original_title, new.year, new.production_territories, new.created_by_id, new.created_at
    from listings_work_id_seq drawn where new.work_id <= drawn.last_value
  on conflict (id) do nothing;
  return new;
end $$;

CREATE FUNCTION public.listings_lock_again(locks bigint[], listings bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform 1 from listings_work where id = any(locks) order by id for no key update;
  update listings_rightout set cut_id = cut_id
    where programme_id = any(listings) or (lock_id = any(locks) and cut_id is not null);
end $$;

CREATE FUNCTION public.listings_lock_claim() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform 1 from listings_work where id = (
    select w.lock_id from listings_work w where w.id = (
      select p.work_id from listings_programme p where p.id = new.programme_id)
  ) for no key update;
  return new;
end $$;

CREATE FUNCTION public.listings_lock_right() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  listed bigint;
  seen record;
begin
  loop
    select p.work_id into listed from listings_programme p where p.id = new.programme_id;
    select w.id, w.lock_id, w.parts into seen from listings_work w where w.id = listed;
    exit when not found;  -- the foreign key refuses it
    perform 1 from listings_work where id in (seen.id, seen.lock_id) order by id for share;
    -- A listing that came to another work while we waited is looked at again.
    exit when exists (select 1 from listings_programme p where p.id = new.programme_id and p.work_id = seen.id)
      and exists (select 1 from listings_work w where w.id = seen.id and w.lock_id = seen.lock_id);
  end loop;
  new.lock_id := coalesce(seen.lock_id, 0);
  new.parts := coalesce(seen.parts, '{(,)}');
  new.cuts := case when new.cut_id is null then '{(,)}' else listings_cut_span(new.cut_id, new.lock_id) end;
  new.owners := case when new.grade in ('E', 'O') then coalesce(listings_owners(new.programme_id, new.grade), '{}') else '{}' end;
  new.desks := int8multirange(int8range(new.programme_id, new.programme_id, '[]'));
  if new.purpose <> 'mandate' and (new.grade <> 'H' or listings_holds_some_of(new)) then
    new.desks := new.desks + '{[0,0]}'::int8multirange;
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_mandate_is_relied_on() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from listings_rightin i where i.mandate_id = old.id and listings_exceeds_mandate(i)) then
    raise exception 'an agent holds rights under this mandate' using errcode = '23514', constraint = 'mandate_relied_on';
  end if;
  return null;
end $$;

CREATE FUNCTION public.listings_own_stretch(organisation bigint) RETURNS int8multirange
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
  select int8multirange(int8range(-(organisation << 32) - 4294967295, -(organisation << 32), '[]'))
$$;

CREATE FUNCTION public.listings_owners(listing bigint, grade text) RETURNS int8multirange
    LANGUAGE plpgsql STABLE
    AS $$
declare
  seller int8multirange := (select listings_own_stretch(p.organisation_id) from listings_programme p where p.id = listing);
  mandates bigint[] := array(select i.mandate_id from listings_rightin i where i.programme_id = listing and i.mandate_id is not null);
begin
  if grade = 'O' or mandates = '{}' then return seller; end if;
  return seller + (
    select range_agg(listings_own_stretch(p.organisation_id)) from listings_programme p where p.id = any(array(
      select m.programme_id from listings_rightout m where m.id = any(mandates))));
end $$;

CREATE FUNCTION public.listings_permit_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed(old.programme_id); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed(new.programme_id); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_programme_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform listings_check_reviewed(new.id);
  return new;
end $$;

CREATE FUNCTION public.listings_programmetext_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed(old.programme_id); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed(new.programme_id); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_publish_uncontested() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from listings_rightin i where i.programme_id = new.id and i.contested) then
    raise exception 'rights of this listing are contested' using errcode = '23514', constraint = 'published_uncontested';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_published_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member')
     and not exists (select 1 from listings_review where programme_id = new.id and approved_in = pg_current_xact_id()) then
    raise exception 'a listing is published when staff have approved it'
      using errcode = '23514', constraint = 'reviewed_before_published';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_review_moves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    if new.decided_at is not null or new.approved is not null then
      raise exception 'a review begins by waiting' using errcode = '23514', constraint = 'review_moves';
    end if;
  elsif old.decided_at is not null then
    raise exception 'this review is decided' using errcode = '23514', constraint = 'review_moves';
  elsif new.programme_id <> old.programme_id or new.submitted_by_id <> old.submitted_by_id then
    raise exception 'a review is of what was sent' using errcode = '23514', constraint = 'review_moves';
  end if;
  if new.approved and (new.decided_at is null or new.decided_by_id is null or new.decided_by_id = new.submitted_by_id) then
    raise exception 'another person approves' using errcode = '23514', constraint = 'review_moves';
  end if;
  new.approved_in := case when new.approved then pg_current_xact_id() end;
  return new;
end $$;

CREATE FUNCTION public.listings_revision_moves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' then
      raise exception 'a revision begins by waiting' using errcode = '23514', constraint = 'revision_moves';
    end if;
  elsif old.state in ('accepted', 'withdrawn') or (old.state = 'returned' and new.state = 'accepted') then
    raise exception 'this revision is decided' using errcode = '23514', constraint = 'revision_moves';
  elsif new.state = 'accepted' and new.proposed is distinct from old.proposed then
    raise exception 'what is accepted is what waited' using errcode = '23514', constraint = 'revision_moves';
  end if;
  new.accepted_in := case when new.state = 'accepted' then pg_current_xact_id() end;
  return new;
end $$;

CREATE FUNCTION public.listings_rivals(held public.listings_rightin) RETURNS SETOF bigint
    LANGUAGE sql STABLE
    AS $$
  select i.id from listings_rightin i where i.id = any(array(select listings_clashing(held))) and not i.contested
$$;

CREATE FUNCTION public.listings_sale_is_covered() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not new.active or new.grade in ('H', 'L') then return new; end if;
  perform 1 from listings_rightin where programme_id = new.programme_id order by id for share;
  if exists (select 1 from listings_uncovered(new.programme_id, new.grade in ('S', 'E'), new.territories, new.media,
                                              new.languages, new.uses, new.period)) then
    raise exception 'not inside the rights held' using errcode = '23514', constraint = 'sale_inside_rights_held';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_season_reviewed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then return new; end if;
  end if;
  if tg_op <> 'INSERT' then perform listings_check_reviewed(old.programme_id); end if;
  if tg_op <> 'DELETE' then perform listings_check_reviewed(new.programme_id); end if;
  return coalesce(new, old);
end $$;

CREATE FUNCTION public.listings_series_is_a_root() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from listings_work w where w.id = new.series_id and (w.series_id is not null or w.id = new.id))
     or exists (select 1 from listings_work w where w.series_id = new.id) then
    raise exception 'a series has seasons, and is none' using errcode = '23514', constraint = 'series_is_a_root';
  end if;
  return new;
end $$;

CREATE FUNCTION public.listings_stays_mandated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'a listing is made by a mandate, or it is not' using errcode = '23514', constraint = 'stays_mandated';
end $$;

CREATE FUNCTION public.listings_uncovered(programme bigint, only_exclusive boolean, t int4multirange, m int4multirange, l int4multirange, u int4multirange, p daterange) RETURNS SETOF public.listings_box
    LANGUAGE plpgsql STABLE
    AS $$
declare
  rest listings_box[] := array[row(t, m, l, u, datemultirange(p))::listings_box];
  next listings_box[];
  held record;
  box listings_box;
begin
  for held in select r.territories, r.media, r.languages, r.uses, datemultirange(r.licensable) as period
              from listings_rightin r
              where r.programme_id = programme and (r.exclusive or not only_exclusive) and not r.contested and r.licensable && p loop
    next := '{}';
    foreach box in array rest loop
      if not (box.t && held.territories and box.m && held.media and box.l && held.languages and box.u && held.uses
              and box.p && held.period) then
        next := next || box;
        continue;
      end if;
      if not box.t <@ held.territories then
        next := next || row(box.t - held.territories, box.m, box.l, box.u, box.p)::listings_box;
        box.t := box.t * held.territories;
      end if;
      if not box.m <@ held.media then
        next := next || row(box.t, box.m - held.media, box.l, box.u, box.p)::listings_box;
        box.m := box.m * held.media;
      end if;
      if not box.l <@ held.languages then
        next := next || row(box.t, box.m, box.l - held.languages, box.u, box.p)::listings_box;
        box.l := box.l * held.languages;
      end if;
      if not box.u <@ held.uses then
        next := next || row(box.t, box.m, box.l, box.u - held.uses, box.p)::listings_box;
        box.u := box.u * held.uses;
      end if;
      if not box.p <@ held.period then
        next := next || row(box.t, box.m, box.l, box.u, box.p - held.period)::listings_box;
      end if;
    end loop;
    rest := next;
    exit when cardinality(rest) = 0;
  end loop;
  return query select * from unnest(rest);
end $$;

CREATE FUNCTION public.offers_deal_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'who deals with whom is never changed' using errcode = '23514', constraint = 'deal_stands';
end $$;

CREATE FUNCTION public.offers_line_of_an_open_offer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform 1 from offers_offer where id = new.offer_id and state = 'open' for share;
  if not found then
    raise exception 'a negotiation that is over gets no line' using errcode = '23514', constraint = 'line_of_an_open_offer';
  end if;
  return new;
end $$;

CREATE FUNCTION public.offers_line_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'a line is only ever added' using errcode = '23514', constraint = 'line_stands';
end $$;

CREATE FUNCTION public.offers_round_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.offers_terms_of_its_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
begin
  if exists (select 1 from jsonb_path_query(new.terms, '$.lines[*].number') as said (number) where not exists (
    select 1 from offers_offerline l where l.offer_id = new.offer_id and to_jsonb(l.number) = said.number)) then
    raise exception 'terms of a line that the offer has not' using errcode = '23514', constraint = 'terms_of_its_lines';
  end if;
  return new;
end $_$;

CREATE FUNCTION public.operations_settled_stands() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.payments_balance_new_entry() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform payments_refuse_unbalanced(new.journal_id);
  return null;
end $$;

CREATE FUNCTION public.payments_balance_new_journal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform payments_refuse_unbalanced(new.id);
  return null;
end $$;

CREATE FUNCTION public.payments_guard_allocation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.payments_guard_balance() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'a balance is moved by entries only'
      using errcode = '23514', constraint = 'balance_follows_entries';
  end if;
  return null;
end $$;

CREATE FUNCTION public.payments_guard_credit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.payments_guard_one_way() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform 1 from contracts_instalment where id = new.instalment_id for update;
  if new.state in ('intended', 'open') and exists (
    select from payments_banktransfer where instalment_id = new.instalment_id and state in ('claimed', 'seen')
  ) then
    raise exception 'a transfer is reported' using errcode = '23514', constraint = 'one_way_of_paying';
  end if;
  return new;
end $$;

CREATE FUNCTION public.payments_keep_credit() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if row(new.buyer_id, new.amount_minor, new.currency, new.reason, new.receipt_id, new.charge_id)
    is distinct from row(old.buyer_id, old.amount_minor, old.currency, old.reason, old.receipt_id, old.charge_id) then
    raise exception 'a credit keeps its facts' using errcode = '23514', constraint = 'credit_facts_stand';
  end if;
  return new;
end $$;

CREATE FUNCTION public.payments_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  raise exception '% on % is refused: the ledger only grows', tg_op, tg_table_name
    using errcode = '23514', constraint = 'ledger_only_grows';
end $$;

CREATE FUNCTION public.payments_open_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  insert into payments_ledgerbalance (account_id, net, floor_zero) values (new.id, 0, new.floor_zero);
  return null;
end $$;

CREATE FUNCTION public.payments_post_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.payments_refuse_unbalanced(judged bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.payments_stamp_journal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  new.xid := pg_current_xact_id();
  return new;
end $$;

CREATE FUNCTION public.payments_used_of_charge(judged bigint) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select (coalesce((select sum(amount_minor) from payments_allocation where charge_id = judged), 0)
    + coalesce((select sum(amount_minor) from payments_credit where charge_id = judged), 0))::bigint
$$;

CREATE FUNCTION public.payments_used_of_receipt(judged bigint) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select (coalesce((select sum(amount_minor) from payments_allocation where receipt_id = judged), 0)
    + coalesce((select sum(amount_minor) from payments_credit where receipt_id = judged), 0))::bigint
$$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_answeredrequest (
    id bigint NOT NULL,
    key character varying(128) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    status smallint NOT NULL,
    answer jsonb,
    at timestamp with time zone NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT accounts_answeredrequest_status_check CHECK ((status >= 0))
);

ALTER TABLE public.accounts_answeredrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_answeredrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_apitoken (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    prefix character varying(12) NOT NULL,
    token_sha256 character varying(64) NOT NULL,
    scopes character varying(24)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    user_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);

ALTER TABLE public.accounts_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_auditentry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    as_staff boolean NOT NULL,
    action character varying(60) NOT NULL,
    object_kind character varying(40) NOT NULL,
    object_id character varying(40) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    request_id character varying(32) NOT NULL,
    address inet,
    user_id bigint,
    organisation_id bigint
);

ALTER TABLE public.accounts_auditentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_auditentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_exchangerate (
    id bigint NOT NULL,
    currency character varying(3) NOT NULL,
    day date NOT NULL,
    millionths_per_usd bigint CONSTRAINT accounts_exchangerate_per_usd_not_null NOT NULL,
    source character varying(120) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    CONSTRAINT rate_is_positive CHECK ((millionths_per_usd > 0)),
    CONSTRAINT the_dollar_is_the_measure CHECK ((NOT ((currency)::text = 'USD'::text)))
);

ALTER TABLE public.accounts_exchangerate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_exchangerate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_factorreset (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    free_at timestamp with time zone NOT NULL,
    outcome character varying(12) NOT NULL,
    note text NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    user_id bigint NOT NULL,
    CONSTRAINT factor_reset_by_staff_after_72_hours CHECK (((NOT ((outcome)::text = 'reset'::text)) OR ((decided_at >= free_at) AND (decided_by_id IS NOT NULL) AND (NOT (note = ''::text)) AND (NOT ((decided_by_id = user_id) AND (decided_by_id IS NOT NULL)))))),
    CONSTRAINT factor_reset_ends_at_a_time CHECK ((((decided_at IS NULL) AND ((outcome)::text = ''::text)) OR ((NOT ((outcome)::text = ''::text)) AND (decided_at IS NOT NULL)))),
    CONSTRAINT factor_reset_waits_72_hours CHECK ((free_at >= (asked_at + '3 days'::interval)))
);

ALTER TABLE public.accounts_factorreset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_factorreset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_invitation (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    roles character varying(12)[] NOT NULL,
    token_sha256 character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    invited_by_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    language character varying(12) NOT NULL,
    mailed_at timestamp with time zone
);

ALTER TABLE public.accounts_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_membership (
    id bigint NOT NULL,
    roles character varying(12)[] NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    user_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    default_request jsonb NOT NULL,
    CONSTRAINT member_has_a_role CHECK ((
CASE
    WHEN (roles IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(roles, 1), 0)
END > 0))
);

ALTER TABLE public.accounts_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_newaddress (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    told character varying(254) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    free_at timestamp with time zone NOT NULL,
    objected_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT new_address_waits CHECK ((free_at > added_at))
);

ALTER TABLE public.accounts_newaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_newaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_notice (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    "values" jsonb NOT NULL,
    url character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    mailed_at timestamp with time zone,
    user_id bigint NOT NULL,
    organisation_id bigint,
    mail_to character varying(254) NOT NULL,
    channel character varying(6) NOT NULL
);

ALTER TABLE public.accounts_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_organisation (
    id bigint NOT NULL,
    kinds character varying(24)[] NOT NULL,
    name_en character varying(200) NOT NULL,
    name_local character varying(200) NOT NULL,
    name_language character varying(12) NOT NULL,
    territory character varying(2) NOT NULL,
    registration_number character varying(40) NOT NULL,
    tax_number character varying(40) NOT NULL,
    address character varying(300) NOT NULL,
    website character varying(200) NOT NULL,
    about text NOT NULL,
    display_currency character varying(3) NOT NULL,
    default_request jsonb NOT NULL,
    state character varying(12) NOT NULL,
    returned_reasons jsonb NOT NULL,
    submitted_at timestamp with time zone,
    verified_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    verified_by_id bigint,
    suspended_at timestamp with time zone,
    suspended_by_id bigint,
    suspension_proposed_at timestamp with time zone,
    suspension_proposed_by_id bigint,
    suspension_reason text NOT NULL,
    time_zone character varying(40) NOT NULL,
    CONSTRAINT organisation_has_a_kind CHECK ((
CASE
    WHEN (kinds IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(kinds, 1), 0)
END > 0)),
    CONSTRAINT organisation_state_known CHECK (((state)::text = ANY (ARRAY[('draft'::character varying)::text, ('submitted'::character varying)::text, ('verified'::character varying)::text, ('returned'::character varying)::text, ('suspended'::character varying)::text]))),
    CONSTRAINT suspended_by_somebody CHECK (((NOT ((state)::text = 'suspended'::text)) OR ((suspended_by_id IS NOT NULL) AND (suspension_proposed_by_id IS NOT NULL)))),
    CONSTRAINT suspension_takes_two CHECK (((suspended_by_id IS NULL) OR (NOT ((suspended_by_id = suspension_proposed_by_id) AND (suspended_by_id IS NOT NULL) AND (suspension_proposed_by_id IS NOT NULL))))),
    CONSTRAINT verified_has_a_date CHECK (((NOT ((state)::text = 'verified'::text)) OR (verified_at IS NOT NULL)))
);

ALTER TABLE public.accounts_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_organisationdocument (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    organisation_id bigint NOT NULL,
    uploaded_by_id bigint NOT NULL
);

ALTER TABLE public.accounts_organisationdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_organisationdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    full_name character varying(120) NOT NULL,
    job_title character varying(120) NOT NULL,
    language character varying(12) NOT NULL,
    time_zone character varying(40) NOT NULL,
    theme character varying(5) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    display_currency character varying(3) NOT NULL,
    latin_name character varying(120) NOT NULL,
    changes_channel character varying(6) NOT NULL,
    news_channel character varying(6) NOT NULL,
    staff_roles character varying(16)[] NOT NULL,
    CONSTRAINT address_in_lower_case CHECK (((email)::text = lower((email)::text))),
    CONSTRAINT only_staff_have_staff_roles CHECK ((is_staff OR (staff_roles = '{}'::character varying(16)[]))),
    CONSTRAINT staff_roles_known CHECK ((staff_roles <@ ARRAY['verifier'::character varying(16), 'moderator'::character varying(16), 'money_maker'::character varying(16), 'money_checker'::character varying(16), 'support'::character varying(16), 'auditor'::character varying(16)]))
);

CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contracts_contract (
    id bigint NOT NULL,
    number character varying(16) NOT NULL,
    state character varying(12) NOT NULL,
    agreed jsonb NOT NULL,
    agreed_sha256 character varying(64) NOT NULL,
    document character varying(100),
    document_sha256 character varying(64) NOT NULL,
    sealed_document character varying(100),
    made_at timestamp with time zone NOT NULL,
    sign_by timestamp with time zone NOT NULL,
    drawn_up_at timestamp with time zone,
    signed_at timestamp with time zone,
    active_at timestamp with time zone,
    lapsed_at timestamp with time zone,
    offer_id bigint NOT NULL,
    sealed_sha256 character varying(64) NOT NULL,
    deal_id bigint NOT NULL,
    CONSTRAINT active_has_a_date CHECK (((NOT ((state)::text = 'active'::text)) OR (active_at IS NOT NULL))),
    CONSTRAINT contract_state_known CHECK (((state)::text = ANY (ARRAY[('drawing_up'::character varying)::text, ('to_sign'::character varying)::text, ('signed'::character varying)::text, ('active'::character varying)::text, ('lapsed'::character varying)::text]))),
    CONSTRAINT signed_has_a_date CHECK (((NOT ((state)::text = ANY (ARRAY[('signed'::character varying)::text, ('active'::character varying)::text]))) OR (signed_at IS NOT NULL)))
);

ALTER TABLE public.contracts_contract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contracts_contractline (
    id bigint NOT NULL,
    number smallint NOT NULL,
    programme_id bigint NOT NULL,
    contract_id bigint NOT NULL,
    holding_id bigint NOT NULL,
    CONSTRAINT contracts_contractline_number_check CHECK ((number >= 0))
);

ALTER TABLE public.contracts_contractline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contracts_contractparty (
    id bigint NOT NULL,
    side character varying(6) NOT NULL,
    contract_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    acts_for_id bigint,
    mandate_id bigint,
    CONSTRAINT party_side_known CHECK (((side)::text = ANY (ARRAY[('buyer'::character varying)::text, ('seller'::character varying)::text]))),
    CONSTRAINT who_acts_for_another_has_a_mandate CHECK ((((acts_for_id IS NULL) AND (mandate_id IS NULL)) OR ((acts_for_id IS NOT NULL) AND (mandate_id IS NOT NULL))))
);

ALTER TABLE public.contracts_contractparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contracts_deliveryevent (
    id bigint NOT NULL,
    move character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    note text NOT NULL,
    link character varying(500) NOT NULL,
    file character varying(100),
    by_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    material_id bigint NOT NULL,
    CONSTRAINT a_refused_delivery_has_a_reason CHECK (((NOT ((move)::text = 'refused'::text)) OR (NOT (note = ''::text)))),
    CONSTRAINT delivery_move_known CHECK (((move)::text = ANY (ARRAY[('delivered'::character varying)::text, ('accepted'::character varying)::text, ('refused'::character varying)::text])))
);

ALTER TABLE public.contracts_deliveryevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_deliveryevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contracts_instalment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    due_rule character varying(20) CONSTRAINT contracts_instalment_label_not_null NOT NULL,
    percent smallint NOT NULL,
    gross_minor bigint NOT NULL,
    commission_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    due_on date NOT NULL,
    state character varying(12) NOT NULL,
    invoice_number character varying(20),
    reference character varying(20) NOT NULL,
    invoiced_at timestamp with time zone,
    paid_at timestamp with time zone,
    contract_id bigint NOT NULL,
    "group" smallint NOT NULL,
    latest_on date,
    preconditions character varying(30)[] NOT NULL,
    CONSTRAINT commission_within_gross CHECK (((commission_minor >= 0) AND (commission_minor <= gross_minor))),
    CONSTRAINT contracts_instalment_group_check CHECK (("group" >= 0)),
    CONSTRAINT contracts_instalment_number_check CHECK ((number >= 0)),
    CONSTRAINT contracts_instalment_percent_check CHECK ((percent >= 0)),
    CONSTRAINT instalment_is_positive CHECK ((gross_minor > 0)),
    CONSTRAINT instalment_state_known CHECK (((state)::text = ANY (ARRAY[('planned'::character varying)::text, ('invoiced'::character varying)::text, ('paid'::character varying)::text]))),
    CONSTRAINT paid_has_a_date CHECK (((NOT ((state)::text = 'paid'::text)) OR (paid_at IS NOT NULL)))
);

ALTER TABLE public.contracts_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contracts_material (
    id bigint NOT NULL,
    number smallint NOT NULL,
    kind character varying(12) NOT NULL,
    language character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    contract_id bigint NOT NULL,
    CONSTRAINT contracts_material_number_check CHECK ((number >= 0)),
    CONSTRAINT material_kind_known CHECK (((kind)::text = ANY (ARRAY[('programme'::character varying)::text, ('sub'::character varying)::text, ('dub'::character varying)::text, ('vo'::character varying)::text, ('me'::character varying)::text, ('script'::character varying)::text, ('pictures'::character varying)::text]))),
    CONSTRAINT material_state_known CHECK (((state)::text = ANY (ARRAY[('due'::character varying)::text, ('delivered'::character varying)::text, ('accepted'::character varying)::text, ('refused'::character varying)::text])))
);

ALTER TABLE public.contracts_material ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_material_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.contracts_number
    START WITH 301
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.contracts_signature (
    id bigint NOT NULL,
    side character varying(6) NOT NULL,
    typed_name character varying(120) NOT NULL,
    document_sha256 character varying(64) NOT NULL,
    consent text NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    address inet,
    user_agent character varying(300) NOT NULL,
    sealed_at timestamp with time zone,
    contract_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    job_title character varying(120) NOT NULL,
    latin_name character varying(120) NOT NULL,
    factor character varying(20) NOT NULL,
    CONSTRAINT signature_side_known CHECK (((side)::text = ANY (ARRAY[('buyer'::character varying)::text, ('seller'::character varying)::text])))
);

ALTER TABLE public.contracts_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.engine_change (
    seq bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    programme_id bigint NOT NULL,
    titles boolean NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE public.engine_change ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.engine_change_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_import (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    state character varying(12) NOT NULL,
    file character varying(100) NOT NULL,
    version character varying(8) NOT NULL,
    columns jsonb NOT NULL,
    mapping jsonb NOT NULL,
    findings jsonb NOT NULL,
    rows_read integer NOT NULL,
    rows_done integer NOT NULL,
    rows_to_do integer NOT NULL,
    attempts smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    beat_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    organisation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    place jsonb NOT NULL,
    CONSTRAINT exchange_import_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT exchange_import_rows_done_check CHECK ((rows_done >= 0)),
    CONSTRAINT exchange_import_rows_read_check CHECK ((rows_read >= 0)),
    CONSTRAINT exchange_import_rows_to_do_check CHECK ((rows_to_do >= 0)),
    CONSTRAINT import_kind_known CHECK (((kind)::text = ANY (ARRAY[('avails'::character varying)::text, ('own'::character varying)::text, ('titles'::character varying)::text]))),
    CONSTRAINT import_state_known CHECK (((state)::text = ANY (ARRAY[('uploaded'::character varying)::text, ('reading'::character varying)::text, ('checked'::character varying)::text, ('publishing'::character varying)::text, ('done'::character varying)::text, ('refused'::character varying)::text, ('cancelled'::character varying)::text])))
);

ALTER TABLE public.exchange_import ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exchange_importrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    "group" character varying(300) NOT NULL,
    cells jsonb NOT NULL,
    findings jsonb NOT NULL,
    verdict character varying(8) NOT NULL,
    state character varying(10) NOT NULL,
    batch_id bigint NOT NULL,
    programme_id bigint,
    CONSTRAINT exchange_importrow_number_check CHECK ((number >= 0)),
    CONSTRAINT row_state_known CHECK (((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('published'::character varying)::text, ('unchanged'::character varying)::text]))),
    CONSTRAINT verdict_known CHECK (((verdict)::text = ANY (ARRAY[('ok'::character varying)::text, ('warning'::character varying)::text, ('error'::character varying)::text])))
);

ALTER TABLE public.exchange_importrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_importrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.files_storedfile (
    id bigint NOT NULL,
    place character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(8) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    keep_until timestamp with time zone,
    erased_at timestamp with time zone,
    owner_id bigint,
    read_at timestamp with time zone,
    fault character varying(8) NOT NULL,
    CONSTRAINT file_fault_known CHECK (((fault)::text = ANY (ARRAY[(''::character varying)::text, ('missing'::character varying)::text, ('altered'::character varying)::text]))),
    CONSTRAINT file_kind_known CHECK (((kind)::text = ANY (ARRAY[('pdf'::character varying)::text, ('jpg'::character varying)::text, ('png'::character varying)::text, ('webp'::character varying)::text, ('xlsx'::character varying)::text, ('xlsm'::character varying)::text, ('docx'::character varying)::text, ('xml'::character varying)::text, ('csv'::character varying)::text, ('txt'::character varying)::text, ('zip'::character varying)::text, ('wav'::character varying)::text, ('srt'::character varying)::text, ('vtt'::character varying)::text, ('ttml'::character varying)::text, ('ass'::character varying)::text, ('json'::character varying)::text, ('pem'::character varying)::text, ('bin'::character varying)::text]))),
    CONSTRAINT files_storedfile_size_check CHECK ((size >= 0)),
    CONSTRAINT no_file_is_erased_before_its_time CHECK (((erased_at IS NULL) OR ((keep_until IS NOT NULL) AND (keep_until <= erased_at))))
);

ALTER TABLE public.files_storedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_storedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.files_upload (
    id uuid NOT NULL,
    purpose character varying(16) NOT NULL,
    name character varying(200) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    "offset" bigint NOT NULL,
    pieces character varying(100)[] NOT NULL,
    began_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    file_id bigint,
    owner_id bigint NOT NULL,
    sender_id bigint NOT NULL,
    CONSTRAINT files_upload_offset_check CHECK (("offset" >= 0)),
    CONSTRAINT files_upload_size_check CHECK ((size >= 0)),
    CONSTRAINT upload_purpose_known CHECK (((purpose)::text = ANY (ARRAY[('paper'::character varying)::text, ('picture'::character varying)::text, ('delivery'::character varying)::text, ('import'::character varying)::text]))),
    CONSTRAINT upload_used_as_a_file CHECK (((used_at IS NULL) OR (file_id IS NOT NULL))),
    CONSTRAINT upload_whole_before_it_is_a_file CHECK (((file_id IS NULL) OR ("offset" = size))),
    CONSTRAINT upload_within_its_size CHECK ((("offset" <= size) AND (size > 0)))
);

CREATE TABLE public.kit_job (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    "row" bigint NOT NULL,
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    last_error text NOT NULL,
    dead_at timestamp with time zone,
    set_aside_at timestamp with time zone,
    set_aside_because text NOT NULL,
    CONSTRAINT kit_job_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT set_aside_is_dead_and_has_a_reason CHECK (((set_aside_at IS NULL) OR ((dead_at IS NOT NULL) AND (NOT (set_aside_because = ''::text)))))
);

ALTER TABLE public.kit_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.kit_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_artwork (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    large character varying(100) NOT NULL,
    small character varying(100) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    sha256 character varying(64) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    waiting boolean DEFAULT false NOT NULL,
    CONSTRAINT listings_artwork_height_check CHECK ((height >= 0)),
    CONSTRAINT listings_artwork_width_check CHECK ((width >= 0))
);

ALTER TABLE public.listings_artwork ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_artwork_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_ask (
    id bigint NOT NULL,
    medium character varying(12) NOT NULL,
    territory character varying(2),
    fee_minor bigint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT ask_is_positive CHECK (((fee_minor > 0) AND (fee_minor <= '1000000000000'::bigint)))
);

ALTER TABLE public.listings_ask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_ask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_award (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    category character varying(200) NOT NULL,
    year smallint,
    won boolean NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT listings_award_year_check CHECK ((year >= 0))
);

ALTER TABLE public.listings_award ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_award_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_conflictcase (
    id bigint NOT NULL,
    right_in bigint NOT NULL,
    reason text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    resolution text NOT NULL,
    closed_by_id bigint,
    opened_by_id bigint NOT NULL,
    right_out_id bigint NOT NULL,
    CONSTRAINT case_has_a_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT closed_case_says_how CHECK (((closed_at IS NULL) OR (NOT (resolution = ''::text))))
);

ALTER TABLE public.listings_conflictcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_conflictcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_credit (
    id bigint NOT NULL,
    role character varying(24) NOT NULL,
    name character varying(200) NOT NULL,
    name_local character varying(200) NOT NULL,
    "character" character varying(120) NOT NULL,
    "position" smallint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT listings_credit_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.listings_credit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_credit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_cut (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    minutes smallint,
    note character varying(200) NOT NULL,
    work_id bigint NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by_id bigint,
    CONSTRAINT listings_cut_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE public.listings_cut ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_cut_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_episode (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title character varying(200) NOT NULL,
    minutes smallint,
    season_id bigint NOT NULL,
    CONSTRAINT listings_episode_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT listings_episode_number_check CHECK ((number >= 0))
);

ALTER TABLE public.listings_episode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_episode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_holding (
    id bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT holding_has_a_positive_number CHECK ((id > 0))
);

ALTER TABLE public.listings_holding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_holding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_identifier (
    id bigint NOT NULL,
    scheme character varying(12) NOT NULL,
    value character varying(80) NOT NULL,
    warning character varying(200) NOT NULL,
    programme_id bigint NOT NULL
);

ALTER TABLE public.listings_identifier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_identifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_languageversion (
    id bigint NOT NULL,
    language character varying(12) NOT NULL,
    kind character varying(10) NOT NULL,
    state character varying(12) NOT NULL,
    note character varying(200) NOT NULL,
    programme_id bigint NOT NULL
);

ALTER TABLE public.listings_languageversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_languageversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_listingrevision (
    id bigint NOT NULL,
    number integer NOT NULL,
    proposed jsonb NOT NULL,
    before jsonb NOT NULL,
    state character varying(10) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reasons jsonb NOT NULL,
    message text NOT NULL,
    author_id bigint NOT NULL,
    decided_by_id bigint,
    programme_id bigint NOT NULL,
    accepted_in xid8,
    CONSTRAINT listings_listingrevision_number_check CHECK ((number >= 0)),
    CONSTRAINT returned_revision_says_why CHECK (((NOT ((state)::text = 'returned'::text)) OR (NOT ((message = ''::text) AND (reasons = '{}'::jsonb))))),
    CONSTRAINT revision_changes_something CHECK ((NOT (proposed = '{}'::jsonb))),
    CONSTRAINT revision_is_decided_by_another_person CHECK (((NOT ((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('returned'::character varying)::text]))) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (NOT ((decided_by_id = author_id) AND (decided_by_id IS NOT NULL)))))),
    CONSTRAINT revision_state_known CHECK (((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('returned'::character varying)::text, ('withdrawn'::character varying)::text, ('accepted'::character varying)::text])))
);

ALTER TABLE public.listings_listingrevision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_listingrevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_permit (
    id bigint NOT NULL,
    territory character varying(2) NOT NULL,
    kind character varying(40) NOT NULL,
    number character varying(80) NOT NULL,
    issued_on date,
    programme_id bigint NOT NULL
);

ALTER TABLE public.listings_permit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_permit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_work (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    original_title character varying(300) NOT NULL,
    year smallint,
    production_territories character varying(2)[] NOT NULL,
    series_id bigint,
    season smallint,
    lock_id bigint GENERATED ALWAYS AS (COALESCE(series_id, id)) STORED,
    created_by_id bigint,
    created_at timestamp with time zone NOT NULL,
    parts int4multirange GENERATED ALWAYS AS (
CASE
    WHEN (season IS NULL) THEN '{(,)}'::int4multirange
    ELSE int4multirange(int4range((season * 10000), ((season + 1) * 10000)))
END) STORED NOT NULL,
    compared_at timestamp with time zone,
    CONSTRAINT listings_work_season_check CHECK ((season >= 0)),
    CONSTRAINT listings_work_year_check CHECK ((year >= 0)),
    CONSTRAINT season_has_a_series CHECK (((season IS NULL) OR (series_id IS NOT NULL)))
);

ALTER TABLE public.listings_work ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_work_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_programme (
    id bigint NOT NULL,
    public_id character varying(16) NOT NULL,
    kind character varying(16) NOT NULL,
    original_title character varying(300) NOT NULL,
    original_language character varying(12) NOT NULL,
    production_territories character varying(2)[] NOT NULL,
    year smallint,
    episode_count smallint,
    minutes smallint,
    genres character varying(24)[] NOT NULL,
    trailer_url character varying(200) NOT NULL,
    source character varying(200) NOT NULL,
    source_key character varying(120),
    currency character varying(3) NOT NULL,
    exclusive_percent smallint NOT NULL,
    state character varying(12) NOT NULL,
    editor_step smallint NOT NULL,
    revision integer NOT NULL,
    rights_confirmed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    created_by_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    work_id bigint DEFAULT nextval('public.listings_work_id_seq'::regclass) NOT NULL,
    series_key character varying(120) DEFAULT ''::character varying NOT NULL,
    working_title character varying(300) DEFAULT ''::character varying NOT NULL,
    mandated boolean DEFAULT false NOT NULL,
    CONSTRAINT exclusive_costs_at_least_as_much CHECK (((exclusive_percent >= 100) AND (exclusive_percent <= 1000))),
    CONSTRAINT listing_state_known CHECK (((state)::text = ANY (ARRAY[('draft'::character varying)::text, ('in_review'::character varying)::text, ('published'::character varying)::text, ('returned'::character varying)::text, ('taken_down'::character varying)::text]))),
    CONSTRAINT listings_programme_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT listings_programme_episode_count_check CHECK ((episode_count >= 0)),
    CONSTRAINT listings_programme_exclusive_percent_check CHECK ((exclusive_percent >= 0)),
    CONSTRAINT listings_programme_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT listings_programme_revision_check CHECK ((revision >= 0)),
    CONSTRAINT listings_programme_year_check CHECK ((year >= 0)),
    CONSTRAINT programme_has_a_production_territory CHECK ((((state)::text = ANY (ARRAY[('draft'::character varying)::text, ('returned'::character varying)::text])) OR (
CASE
    WHEN (production_territories IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(production_territories, 1), 0)
END > 0))),
    CONSTRAINT programme_has_an_original_language CHECK ((((state)::text = ANY (ARRAY[('draft'::character varying)::text, ('returned'::character varying)::text])) OR (NOT ((original_language)::text = ''::text)))),
    CONSTRAINT year_possible CHECK (((year IS NULL) OR ((year >= 1888) AND (year <= 2100))))
);

ALTER TABLE public.listings_programme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_programme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.listings_programme_number
    START WITH 4001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.listings_programmetext (
    id bigint NOT NULL,
    language character varying(12) NOT NULL,
    title character varying(300) NOT NULL,
    logline character varying(300) NOT NULL,
    synopsis text NOT NULL,
    programme_id bigint NOT NULL
);

ALTER TABLE public.listings_programmetext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_programmetext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_rating (
    id bigint NOT NULL,
    territory character varying(2) NOT NULL,
    system character varying(16) NOT NULL,
    value character varying(12) NOT NULL,
    programme_id bigint NOT NULL
);

ALTER TABLE public.listings_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_review (
    id bigint NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    approved boolean,
    reasons jsonb NOT NULL,
    message text NOT NULL,
    decided_by_id bigint,
    programme_id bigint NOT NULL,
    submitted_by_id bigint NOT NULL,
    approved_in xid8
);

ALTER TABLE public.listings_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.listings_rightin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_rightin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.listings_rightout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_rightout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_rightsclaim (
    id bigint NOT NULL,
    later bigint NOT NULL,
    earlier bigint NOT NULL,
    later_note text NOT NULL,
    earlier_note text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    closed_at timestamp with time zone,
    outcome character varying(8) NOT NULL,
    reason text NOT NULL,
    decided_by_id bigint,
    earlier_listing_id bigint NOT NULL,
    later_listing_id bigint NOT NULL,
    CONSTRAINT claim_outcome_known CHECK (((outcome)::text = ANY (ARRAY[(''::character varying)::text, ('earlier'::character varying)::text, ('later'::character varying)::text, ('both'::character varying)::text, ('moot'::character varying)::text]))),
    CONSTRAINT closed_claim_has_an_outcome CHECK ((((closed_at IS NULL) AND ((outcome)::text = ''::text)) OR ((NOT ((outcome)::text = ''::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT decided_claim_says_who_and_why CHECK ((((outcome)::text = ANY (ARRAY[(''::character varying)::text, ('moot'::character varying)::text])) OR ((NOT (reason = ''::text)) AND (decided_by_id IS NOT NULL))))
);

ALTER TABLE public.listings_rightsclaim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_rightsclaim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_rightshistory (
    id bigint NOT NULL,
    kind character varying(3) NOT NULL,
    "row" bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    cause character varying(120) NOT NULL,
    before jsonb,
    after jsonb,
    author_id bigint,
    programme_id bigint NOT NULL
);

ALTER TABLE public.listings_rightshistory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_rightshistory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_searchentry (
    programme_id bigint NOT NULL,
    tokens tsvector NOT NULL,
    names jsonb NOT NULL,
    keys text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE public.listings_season (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title character varying(200) NOT NULL,
    year smallint,
    programme_id bigint NOT NULL,
    CONSTRAINT listings_season_number_check CHECK ((number >= 0)),
    CONSTRAINT listings_season_year_check CHECK ((year >= 0))
);

ALTER TABLE public.listings_season ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_season_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_sellerterms (
    id bigint NOT NULL,
    dates_shown character varying(8) NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT dates_shown_known CHECK (((dates_shown)::text = ANY (ARRAY[('all'::character varying)::text, ('verified'::character varying)::text, ('request'::character varying)::text])))
);

ALTER TABLE public.listings_sellerterms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_sellerterms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.listings_shared_lock AS
 SELECT w.lock_id
   FROM public.listings_work w
  WHERE (w.id IN ( SELECT listings_programme.work_id
           FROM public.listings_programme
          GROUP BY listings_programme.work_id
         HAVING (count(*) > 1)))
UNION
 SELECT listings_work.series_id AS lock_id
   FROM public.listings_work
  WHERE (listings_work.series_id IS NOT NULL);

CREATE TABLE public.listings_sortkey (
    language character varying(12) NOT NULL,
    key bytea NOT NULL,
    programme_id bigint NOT NULL
);

CREATE VIEW public.listings_taken_elsewhere AS
 SELECT l.id AS listing_id,
    o.id AS right_id,
    o.lock_id,
    o.programme_id,
    o.purpose,
    o.licensee_id,
    o.holding_id,
    o.territories,
    o.media,
    o.languages,
    o.uses,
    o.period,
    o.expires_at,
        CASE
            WHEN (((o.grade)::text = 'O'::text) AND (NOT (o.owners <@ public.listings_owners(l.id, 'E'::text)))) THEN 'N'::character varying
            ELSE o.grade
        END AS grade
   FROM ((public.listings_programme l
     JOIN public.listings_work w ON ((w.id = l.work_id)))
     JOIN public.listings_rightout o ON (((o.lock_id = w.lock_id) AND (o.parts && w.parts) AND (o.programme_id <> l.id))))
  WHERE (o.active AND ((o.grade)::text <> 'L'::text) AND (o.desks @> (0)::bigint));

CREATE TABLE public.listings_territoryset (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    territories int4multirange NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT territory_set_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);

ALTER TABLE public.listings_territoryset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_territoryset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_waitingentry (
    id bigint NOT NULL,
    request character varying(2000) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    closed_at timestamp with time zone,
    organisation_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.listings_waitingentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_waitingentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_watch (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    organisation_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.listings_watch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_watch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_workcase (
    id bigint NOT NULL,
    signs jsonb NOT NULL,
    clash jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    proposal character varying(8) NOT NULL,
    reason text NOT NULL,
    proposed_at timestamp with time zone,
    closed_at timestamp with time zone,
    confirmed_by_id bigint,
    proposed_by_id bigint,
    listing_id bigint NOT NULL,
    other_id bigint,
    work_id bigint NOT NULL,
    CONSTRAINT a_work_is_itself CHECK ((NOT ((work_id = other_id) AND (other_id IS NOT NULL)))),
    CONSTRAINT proposal_says_who_and_why CHECK ((((proposal)::text = ''::text) OR ((proposed_by_id IS NOT NULL) AND (NOT (reason = ''::text))))),
    CONSTRAINT two_people_decide_on_works CHECK (((closed_at IS NULL) OR ((NOT ((proposal)::text = ''::text)) AND (confirmed_by_id IS NOT NULL) AND (NOT ((confirmed_by_id = proposed_by_id) AND (confirmed_by_id IS NOT NULL) AND (proposed_by_id IS NOT NULL))))))
);

ALTER TABLE public.listings_workcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_workcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.listings_workidentifier (
    id bigint NOT NULL,
    work_id bigint NOT NULL,
    scheme character varying(12) NOT NULL,
    value character varying(80) NOT NULL,
    CONSTRAINT work_identifier_is_shared CHECK (((scheme)::text = ANY (ARRAY[('eidr'::character varying)::text, ('isan'::character varying)::text, ('imdb'::character varying)::text])))
);

ALTER TABLE public.listings_workidentifier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.listings_workidentifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offers_deal (
    id bigint NOT NULL,
    public_id character varying(16) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    client_key character varying(64),
    buyer_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    opened_by_id bigint NOT NULL,
    CONSTRAINT buyer_is_not_seller CHECK ((NOT (buyer_id = seller_id)))
);

ALTER TABLE public.offers_deal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_deal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.offers_deal_number
    START WITH 401
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.offers_message (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    client_key character varying(64),
    deal_id bigint NOT NULL
);

ALTER TABLE public.offers_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offers_offer (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closing_reason text NOT NULL,
    opened_by_id bigint NOT NULL,
    deal_id bigint NOT NULL,
    number smallint NOT NULL,
    CONSTRAINT closed_has_a_date CHECK ((((state)::text = 'open'::text) OR (closed_at IS NOT NULL))),
    CONSTRAINT offer_state_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('accepted'::character varying)::text, ('declined'::character varying)::text, ('withdrawn'::character varying)::text, ('expired'::character varying)::text]))),
    CONSTRAINT offers_offer_number_check CHECK ((number >= 0))
);

ALTER TABLE public.offers_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offers_offerline (
    id bigint NOT NULL,
    number smallint NOT NULL,
    offer_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT offers_offerline_number_check CHECK ((number >= 0))
);

ALTER TABLE public.offers_offerline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_offerline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offers_round (
    id bigint NOT NULL,
    number smallint NOT NULL,
    side character varying(6) NOT NULL,
    terms jsonb NOT NULL,
    message text NOT NULL,
    state character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    author_id bigint NOT NULL,
    offer_id bigint NOT NULL,
    CONSTRAINT offers_round_number_check CHECK ((number >= 0)),
    CONSTRAINT round_expires_later CHECK ((expires_at > made_at)),
    CONSTRAINT round_state_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('countered'::character varying)::text, ('accepted'::character varying)::text, ('declined'::character varying)::text, ('withdrawn'::character varying)::text, ('expired'::character varying)::text]))),
    CONSTRAINT rounds_start_at_one CHECK ((number >= 1))
);

ALTER TABLE public.offers_round ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offers_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.operations_installation (
    "only" boolean NOT NULL,
    name uuid NOT NULL,
    CONSTRAINT one_installation CHECK ("only")
);

CREATE TABLE public.payments_allocation (
    id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    charges_minor bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    charge_id bigint,
    instalment_id bigint NOT NULL,
    credit_id bigint,
    receipt_id bigint,
    CONSTRAINT allocation_has_one_source CHECK ((((charge_id IS NULL) AND (credit_id IS NULL) AND (receipt_id IS NOT NULL)) OR ((charge_id IS NOT NULL) AND (credit_id IS NULL) AND (receipt_id IS NULL)) OR ((charge_id IS NULL) AND (credit_id IS NOT NULL) AND (receipt_id IS NULL)))),
    CONSTRAINT allocation_is_positive CHECK (((amount_minor > 0) AND (charges_minor >= 0)))
);

ALTER TABLE public.payments_allocation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_allocation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_banktransfer (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    claimed_minor bigint NOT NULL,
    sent_on date NOT NULL,
    proof character varying(100) NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    matched_at timestamp with time zone,
    refused_at timestamp with time zone,
    reason text NOT NULL,
    claimed_by_id bigint NOT NULL,
    instalment_id bigint NOT NULL,
    matched_by_id bigint,
    refused_by_id bigint,
    seen_by_id bigint,
    receipt_id bigint,
    CONSTRAINT claim_is_positive CHECK ((claimed_minor > 0)),
    CONSTRAINT seen_has_a_receipt CHECK (((NOT ((state)::text = ANY (ARRAY[('seen'::character varying)::text, ('matched'::character varying)::text, ('credited'::character varying)::text]))) OR (receipt_id IS NOT NULL))),
    CONSTRAINT transfer_state_known CHECK (((state)::text = ANY (ARRAY[('claimed'::character varying)::text, ('seen'::character varying)::text, ('matched'::character varying)::text, ('credited'::character varying)::text, ('refused'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT two_people_match CHECK (((matched_by_id IS NULL) OR (NOT ((matched_by_id = seen_by_id) AND (matched_by_id IS NOT NULL) AND (seen_by_id IS NOT NULL)))))
);

ALTER TABLE public.payments_banktransfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_banktransfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_charge (
    id bigint NOT NULL,
    attempt smallint NOT NULL,
    idempotency_key character varying(60) NOT NULL,
    state character varying(12) NOT NULL,
    session_id character varying(120),
    session_url character varying(500) NOT NULL,
    payment_intent_id character varying(120) NOT NULL,
    fee_minor bigint,
    opened_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    last_error text NOT NULL,
    instalment_id bigint NOT NULL,
    opened_by_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    request jsonb NOT NULL,
    CONSTRAINT charge_state_known CHECK (((state)::text = ANY (ARRAY[('intended'::character varying)::text, ('open'::character varying)::text, ('paid'::character varying)::text, ('expired'::character varying)::text, ('failed'::character varying)::text]))),
    CONSTRAINT payments_charge_attempt_check CHECK ((attempt >= 0))
);

ALTER TABLE public.payments_charge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_charge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_credit (
    id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    reason character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    owned_at timestamp with time zone,
    closed_at timestamp with time zone,
    note text NOT NULL,
    buyer_id bigint NOT NULL,
    charge_id bigint,
    closed_by_id bigint,
    instalment_id bigint,
    owner_id bigint,
    receipt_id bigint,
    returned_minor bigint NOT NULL,
    CONSTRAINT credit_has_one_source CHECK ((((charge_id IS NOT NULL) AND (receipt_id IS NULL)) OR ((charge_id IS NULL) AND (receipt_id IS NOT NULL)))),
    CONSTRAINT credit_is_positive CHECK (((amount_minor > 0) AND (returned_minor >= 0) AND (returned_minor <= amount_minor))),
    CONSTRAINT credit_state_known CHECK (((state)::text = ANY (ARRAY[('open'::character varying)::text, ('used'::character varying)::text, ('returned'::character varying)::text]))),
    CONSTRAINT two_people_settle_a_credit CHECK (((closed_by_id IS NULL) OR (NOT ((closed_by_id = owner_id) AND (closed_by_id IS NOT NULL) AND (owner_id IS NOT NULL)))))
);

ALTER TABLE public.payments_credit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_credit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_entry (
    id bigint NOT NULL,
    journal_id bigint NOT NULL,
    account_id bigint NOT NULL,
    side character varying(1) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    CONSTRAINT entry_amount_is_positive CHECK ((amount > 0)),
    CONSTRAINT entry_side_known CHECK (((side)::text = ANY (ARRAY[('D'::character varying)::text, ('C'::character varying)::text])))
);

ALTER TABLE public.payments_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_journal (
    id bigint NOT NULL,
    event_key text NOT NULL,
    kind text NOT NULL,
    description text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    xid xid8 NOT NULL,
    actor text NOT NULL,
    approved_by text NOT NULL,
    reference jsonb NOT NULL,
    reverses_id bigint,
    CONSTRAINT journal_has_an_event CHECK ((NOT (event_key = ''::text))),
    CONSTRAINT reversal_needs_two_people CHECK (((reverses_id IS NULL) OR ((NOT (actor = ''::text)) AND (NOT (approved_by = ''::text)) AND (NOT (actor = approved_by)))))
);

ALTER TABLE public.payments_journal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_journal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_ledgeraccount (
    id bigint NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    currency character varying(3) NOT NULL,
    floor_zero boolean NOT NULL,
    CONSTRAINT ledger_account_currency_is_a_code CHECK (((currency)::text ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT ledger_account_kind_known CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'income'::text, 'expense'::text, 'equity'::text])))
);

ALTER TABLE public.payments_ledgeraccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_ledgeraccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_ledgerbalance (
    account_id bigint NOT NULL,
    net bigint NOT NULL,
    floor_zero boolean NOT NULL,
    CONSTRAINT ledger_balance_floor CHECK (((NOT floor_zero) OR (net >= 0)))
);

CREATE TABLE public.payments_moneycase (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(12) NOT NULL,
    amount_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    from_held_minor bigint NOT NULL,
    status character varying(40) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    resolution text NOT NULL,
    charge_id bigint NOT NULL,
    closed_by_id bigint,
    CONSTRAINT closed_money_case_says_how CHECK (((closed_at IS NULL) OR ((closed_by_id IS NOT NULL) AND (NOT (resolution = ''::text))))),
    CONSTRAINT money_case_kind_known CHECK (((kind)::text = ANY (ARRAY[('refund'::character varying)::text, ('dispute'::character varying)::text])))
);

ALTER TABLE public.payments_moneycase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_moneycase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_receipt (
    id bigint NOT NULL,
    account character varying(40) NOT NULL,
    line character varying(120) NOT NULL,
    line_key text GENERATED ALWAYS AS (lower(regexp_replace(NORMALIZE(line, NFKC), '\s+'::text, ''::text, 'g'::text))) STORED,
    payer character varying(200) NOT NULL,
    reference character varying(200) NOT NULL,
    amount_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    received_on date NOT NULL,
    journal character varying(80) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint NOT NULL,
    CONSTRAINT receipt_has_a_line CHECK ((NOT ((line)::text = ''::text))),
    CONSTRAINT receipt_is_positive CHECK ((amount_minor > 0))
);

ALTER TABLE public.payments_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_stripeevent (
    id bigint NOT NULL,
    stripe_id character varying(80) NOT NULL,
    kind character varying(80) NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone
);

ALTER TABLE public.payments_stripeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_stripeevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payments_verification (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    findings jsonb NOT NULL,
    seen_at timestamp with time zone,
    seen_by_id bigint
);

ALTER TABLE public.payments_verification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payments_verification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_heartbeat (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.watch_heartbeat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_heartbeat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_knowndelay (
    id bigint NOT NULL,
    queue character varying(40) NOT NULL,
    up_to timestamp with time zone NOT NULL,
    reason character varying(500) NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT known_delay_has_a_reason CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.watch_knowndelay ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_knowndelay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add job', 1, 'add_job'),
	(2, 'Can change job', 1, 'change_job'),
	(3, 'Can delete job', 1, 'delete_job'),
	(4, 'Can view job', 1, 'view_job'),
	(5, 'Can add stored file', 2, 'add_storedfile'),
	(6, 'Can change stored file', 2, 'change_storedfile'),
	(7, 'Can delete stored file', 2, 'delete_storedfile'),
	(8, 'Can view stored file', 2, 'view_storedfile'),
	(9, 'Can add upload', 3, 'add_upload'),
	(10, 'Can change upload', 3, 'change_upload'),
	(11, 'Can delete upload', 3, 'delete_upload'),
	(12, 'Can view upload', 3, 'view_upload'),
	(13, 'Can add user', 4, 'add_user'),
	(14, 'Can change user', 4, 'change_user'),
	(15, 'Can delete user', 4, 'delete_user'),
	(16, 'Can view user', 4, 'view_user'),
	(17, 'Can add organisation', 5, 'add_organisation'),
	(18, 'Can change organisation', 5, 'change_organisation'),
	(19, 'Can delete organisation', 5, 'delete_organisation'),
	(20, 'Can view organisation', 5, 'view_organisation'),
	(21, 'Can add notice', 6, 'add_notice'),
	(22, 'Can change notice', 6, 'change_notice'),
	(23, 'Can delete notice', 6, 'delete_notice'),
	(24, 'Can view notice', 6, 'view_notice'),
	(25, 'Can add membership', 7, 'add_membership'),
	(26, 'Can change membership', 7, 'change_membership'),
	(27, 'Can delete membership', 7, 'delete_membership'),
	(28, 'Can view membership', 7, 'view_membership'),
	(29, 'Can add invitation', 8, 'add_invitation'),
	(30, 'Can change invitation', 8, 'change_invitation'),
	(31, 'Can delete invitation', 8, 'delete_invitation'),
	(32, 'Can view invitation', 8, 'view_invitation'),
	(33, 'Can add audit entry', 9, 'add_auditentry'),
	(34, 'Can change audit entry', 9, 'change_auditentry'),
	(35, 'Can delete audit entry', 9, 'delete_auditentry'),
	(36, 'Can view audit entry', 9, 'view_auditentry'),
	(37, 'Can add api token', 10, 'add_apitoken'),
	(38, 'Can change api token', 10, 'change_apitoken'),
	(39, 'Can delete api token', 10, 'delete_apitoken'),
	(40, 'Can view api token', 10, 'view_apitoken'),
	(41, 'Can add organisation document', 11, 'add_organisationdocument'),
	(42, 'Can change organisation document', 11, 'change_organisationdocument'),
	(43, 'Can delete organisation document', 11, 'delete_organisationdocument'),
	(44, 'Can view organisation document', 11, 'view_organisationdocument'),
	(45, 'Can add exchange rate', 12, 'add_exchangerate'),
	(46, 'Can change exchange rate', 12, 'change_exchangerate'),
	(47, 'Can delete exchange rate', 12, 'delete_exchangerate'),
	(48, 'Can view exchange rate', 12, 'view_exchangerate'),
	(49, 'Can add new address', 13, 'add_newaddress'),
	(50, 'Can change new address', 13, 'change_newaddress'),
	(51, 'Can delete new address', 13, 'delete_newaddress'),
	(52, 'Can view new address', 13, 'view_newaddress'),
	(53, 'Can add answered request', 14, 'add_answeredrequest'),
	(54, 'Can change answered request', 14, 'change_answeredrequest'),
	(55, 'Can delete answered request', 14, 'delete_answeredrequest'),
	(56, 'Can view answered request', 14, 'view_answeredrequest'),
	(57, 'Can add factor reset', 15, 'add_factorreset'),
	(58, 'Can change factor reset', 15, 'change_factorreset'),
	(59, 'Can delete factor reset', 15, 'delete_factorreset'),
	(60, 'Can view factor reset', 15, 'view_factorreset'),
	(61, 'Can add programme', 16, 'add_programme'),
	(62, 'Can change programme', 16, 'change_programme'),
	(63, 'Can delete programme', 16, 'delete_programme'),
	(64, 'Can view programme', 16, 'view_programme'),
	(65, 'Can add permit', 17, 'add_permit'),
	(66, 'Can change permit', 17, 'change_permit'),
	(67, 'Can delete permit', 17, 'delete_permit'),
	(68, 'Can view permit', 17, 'view_permit'),
	(69, 'Can add language version', 18, 'add_languageversion'),
	(70, 'Can change language version', 18, 'change_languageversion'),
	(71, 'Can delete language version', 18, 'delete_languageversion'),
	(72, 'Can view language version', 18, 'view_languageversion'),
	(73, 'Can add identifier', 19, 'add_identifier'),
	(74, 'Can change identifier', 19, 'change_identifier'),
	(75, 'Can delete identifier', 19, 'delete_identifier'),
	(76, 'Can view identifier', 19, 'view_identifier'),
	(77, 'Can add credit', 20, 'add_credit'),
	(78, 'Can change credit', 20, 'change_credit'),
	(79, 'Can delete credit', 20, 'delete_credit'),
	(80, 'Can view credit', 20, 'view_credit'),
	(81, 'Can add award', 21, 'add_award'),
	(82, 'Can change award', 21, 'change_award'),
	(83, 'Can delete award', 21, 'delete_award'),
	(84, 'Can view award', 21, 'view_award'),
	(85, 'Can add ask', 22, 'add_ask'),
	(86, 'Can change ask', 22, 'change_ask'),
	(87, 'Can delete ask', 22, 'delete_ask'),
	(88, 'Can view ask', 22, 'view_ask'),
	(89, 'Can add artwork', 23, 'add_artwork'),
	(90, 'Can change artwork', 23, 'change_artwork'),
	(91, 'Can delete artwork', 23, 'delete_artwork'),
	(92, 'Can view artwork', 23, 'view_artwork'),
	(93, 'Can add programme text', 24, 'add_programmetext'),
	(94, 'Can change programme text', 24, 'change_programmetext'),
	(95, 'Can delete programme text', 24, 'delete_programmetext'),
	(96, 'Can view programme text', 24, 'view_programmetext'),
	(97, 'Can add rating', 25, 'add_rating'),
	(98, 'Can change rating', 25, 'change_rating'),
	(99, 'Can delete rating', 25, 'delete_rating'),
	(100, 'Can view rating', 25, 'view_rating'),
	(101, 'Can add review', 26, 'add_review'),
	(102, 'Can change review', 26, 'change_review'),
	(103, 'Can delete review', 26, 'delete_review'),
	(104, 'Can view review', 26, 'view_review'),
	(105, 'Can add right in', 27, 'add_rightin'),
	(106, 'Can change right in', 27, 'change_rightin'),
	(107, 'Can delete right in', 27, 'delete_rightin'),
	(108, 'Can view right in', 27, 'view_rightin'),
	(109, 'Can add right out', 28, 'add_rightout'),
	(110, 'Can change right out', 28, 'change_rightout'),
	(111, 'Can delete right out', 28, 'delete_rightout'),
	(112, 'Can view right out', 28, 'view_rightout'),
	(113, 'Can add season', 29, 'add_season'),
	(114, 'Can change season', 29, 'change_season'),
	(115, 'Can delete season', 29, 'delete_season'),
	(116, 'Can view season', 29, 'view_season'),
	(117, 'Can add episode', 30, 'add_episode'),
	(118, 'Can change episode', 30, 'change_episode'),
	(119, 'Can delete episode', 30, 'delete_episode'),
	(120, 'Can view episode', 30, 'view_episode'),
	(121, 'Can add search entry', 31, 'add_searchentry'),
	(122, 'Can change search entry', 31, 'change_searchentry'),
	(123, 'Can delete search entry', 31, 'delete_searchentry'),
	(124, 'Can view search entry', 31, 'view_searchentry'),
	(125, 'Can add conflict case', 32, 'add_conflictcase'),
	(126, 'Can change conflict case', 32, 'change_conflictcase'),
	(127, 'Can delete conflict case', 32, 'delete_conflictcase'),
	(128, 'Can view conflict case', 32, 'view_conflictcase'),
	(129, 'Can add cut', 33, 'add_cut'),
	(130, 'Can change cut', 33, 'change_cut'),
	(131, 'Can delete cut', 33, 'delete_cut'),
	(132, 'Can view cut', 33, 'view_cut'),
	(133, 'Can add rights history', 34, 'add_rightshistory'),
	(134, 'Can change rights history', 34, 'change_rightshistory'),
	(135, 'Can delete rights history', 34, 'delete_rightshistory'),
	(136, 'Can view rights history', 34, 'view_rightshistory'),
	(137, 'Can add seller terms', 35, 'add_sellerterms'),
	(138, 'Can change seller terms', 35, 'change_sellerterms'),
	(139, 'Can delete seller terms', 35, 'delete_sellerterms'),
	(140, 'Can view seller terms', 35, 'view_sellerterms'),
	(141, 'Can add territory set', 36, 'add_territoryset'),
	(142, 'Can change territory set', 36, 'change_territoryset'),
	(143, 'Can delete territory set', 36, 'delete_territoryset'),
	(144, 'Can view territory set', 36, 'view_territoryset'),
	(145, 'Can add waiting entry', 37, 'add_waitingentry'),
	(146, 'Can change waiting entry', 37, 'change_waitingentry'),
	(147, 'Can delete waiting entry', 37, 'delete_waitingentry'),
	(148, 'Can view waiting entry', 37, 'view_waitingentry'),
	(149, 'Can add watch', 38, 'add_watch'),
	(150, 'Can change watch', 38, 'change_watch'),
	(151, 'Can delete watch', 38, 'delete_watch'),
	(152, 'Can view watch', 38, 'view_watch'),
	(153, 'Can add work', 39, 'add_work'),
	(154, 'Can change work', 39, 'change_work'),
	(155, 'Can delete work', 39, 'delete_work'),
	(156, 'Can view work', 39, 'view_work'),
	(157, 'Can add work identifier', 40, 'add_workidentifier'),
	(158, 'Can change work identifier', 40, 'change_workidentifier'),
	(159, 'Can delete work identifier', 40, 'delete_workidentifier'),
	(160, 'Can view work identifier', 40, 'view_workidentifier'),
	(161, 'Can add rights claim', 41, 'add_rightsclaim'),
	(162, 'Can change rights claim', 41, 'change_rightsclaim'),
	(163, 'Can delete rights claim', 41, 'delete_rightsclaim'),
	(164, 'Can view rights claim', 41, 'view_rightsclaim'),
	(165, 'Can add work case', 42, 'add_workcase'),
	(166, 'Can change work case', 42, 'change_workcase'),
	(167, 'Can delete work case', 42, 'delete_workcase'),
	(168, 'Can view work case', 42, 'view_workcase'),
	(169, 'Can add listing revision', 43, 'add_listingrevision'),
	(170, 'Can change listing revision', 43, 'change_listingrevision'),
	(171, 'Can delete listing revision', 43, 'delete_listingrevision'),
	(172, 'Can view listing revision', 43, 'view_listingrevision'),
	(173, 'Can add holding', 44, 'add_holding'),
	(174, 'Can change holding', 44, 'change_holding'),
	(175, 'Can delete holding', 44, 'delete_holding'),
	(176, 'Can view holding', 44, 'view_holding'),
	(177, 'Can add sort key', 45, 'add_sortkey'),
	(178, 'Can change sort key', 45, 'change_sortkey'),
	(179, 'Can delete sort key', 45, 'delete_sortkey'),
	(180, 'Can view sort key', 45, 'view_sortkey'),
	(181, 'Can add import', 46, 'add_import'),
	(182, 'Can change import', 46, 'change_import'),
	(183, 'Can delete import', 46, 'delete_import'),
	(184, 'Can view import', 46, 'view_import'),
	(185, 'Can add import row', 47, 'add_importrow'),
	(186, 'Can change import row', 47, 'change_importrow'),
	(187, 'Can delete import row', 47, 'delete_importrow'),
	(188, 'Can view import row', 47, 'view_importrow'),
	(189, 'Can add offer', 48, 'add_offer'),
	(190, 'Can change offer', 48, 'change_offer'),
	(191, 'Can delete offer', 48, 'delete_offer'),
	(192, 'Can view offer', 48, 'view_offer'),
	(193, 'Can add message', 49, 'add_message'),
	(194, 'Can change message', 49, 'change_message'),
	(195, 'Can delete message', 49, 'delete_message'),
	(196, 'Can view message', 49, 'view_message'),
	(197, 'Can add round', 50, 'add_round'),
	(198, 'Can change round', 50, 'change_round'),
	(199, 'Can delete round', 50, 'delete_round'),
	(200, 'Can view round', 50, 'view_round'),
	(201, 'Can add deal', 51, 'add_deal'),
	(202, 'Can change deal', 51, 'change_deal'),
	(203, 'Can delete deal', 51, 'delete_deal'),
	(204, 'Can view deal', 51, 'view_deal'),
	(205, 'Can add offer line', 52, 'add_offerline'),
	(206, 'Can change offer line', 52, 'change_offerline'),
	(207, 'Can delete offer line', 52, 'delete_offerline'),
	(208, 'Can view offer line', 52, 'view_offerline'),
	(209, 'Can add contract', 53, 'add_contract'),
	(210, 'Can change contract', 53, 'change_contract'),
	(211, 'Can delete contract', 53, 'delete_contract'),
	(212, 'Can view contract', 53, 'view_contract'),
	(213, 'Can add instalment', 54, 'add_instalment'),
	(214, 'Can change instalment', 54, 'change_instalment'),
	(215, 'Can delete instalment', 54, 'delete_instalment'),
	(216, 'Can view instalment', 54, 'view_instalment'),
	(217, 'Can add signature', 55, 'add_signature'),
	(218, 'Can change signature', 55, 'change_signature'),
	(219, 'Can delete signature', 55, 'delete_signature'),
	(220, 'Can view signature', 55, 'view_signature'),
	(221, 'Can add material', 56, 'add_material'),
	(222, 'Can change material', 56, 'change_material'),
	(223, 'Can delete material', 56, 'delete_material'),
	(224, 'Can view material', 56, 'view_material'),
	(225, 'Can add delivery event', 57, 'add_deliveryevent'),
	(226, 'Can change delivery event', 57, 'change_deliveryevent'),
	(227, 'Can delete delivery event', 57, 'delete_deliveryevent'),
	(228, 'Can view delivery event', 57, 'view_deliveryevent'),
	(229, 'Can add contract party', 58, 'add_contractparty'),
	(230, 'Can change contract party', 58, 'change_contractparty'),
	(231, 'Can delete contract party', 58, 'delete_contractparty'),
	(232, 'Can view contract party', 58, 'view_contractparty'),
	(233, 'Can add contract line', 59, 'add_contractline'),
	(234, 'Can change contract line', 59, 'change_contractline'),
	(235, 'Can delete contract line', 59, 'delete_contractline'),
	(236, 'Can view contract line', 59, 'view_contractline'),
	(237, 'Can add ledger account', 60, 'add_ledgeraccount'),
	(238, 'Can change ledger account', 60, 'change_ledgeraccount'),
	(239, 'Can delete ledger account', 60, 'delete_ledgeraccount'),
	(240, 'Can view ledger account', 60, 'view_ledgeraccount'),
	(241, 'Can add ledger balance', 61, 'add_ledgerbalance'),
	(242, 'Can change ledger balance', 61, 'change_ledgerbalance'),
	(243, 'Can delete ledger balance', 61, 'delete_ledgerbalance'),
	(244, 'Can view ledger balance', 61, 'view_ledgerbalance'),
	(245, 'Can add journal', 62, 'add_journal'),
	(246, 'Can change journal', 62, 'change_journal'),
	(247, 'Can delete journal', 62, 'delete_journal'),
	(248, 'Can view journal', 62, 'view_journal'),
	(249, 'Can add entry', 63, 'add_entry'),
	(250, 'Can change entry', 63, 'change_entry'),
	(251, 'Can delete entry', 63, 'delete_entry'),
	(252, 'Can view entry', 63, 'view_entry'),
	(253, 'Can add stripe event', 64, 'add_stripeevent'),
	(254, 'Can change stripe event', 64, 'change_stripeevent'),
	(255, 'Can delete stripe event', 64, 'delete_stripeevent'),
	(256, 'Can view stripe event', 64, 'view_stripeevent'),
	(257, 'Can add bank transfer', 65, 'add_banktransfer'),
	(258, 'Can change bank transfer', 65, 'change_banktransfer'),
	(259, 'Can delete bank transfer', 65, 'delete_banktransfer'),
	(260, 'Can view bank transfer', 65, 'view_banktransfer'),
	(261, 'Can add charge', 66, 'add_charge'),
	(262, 'Can change charge', 66, 'change_charge'),
	(263, 'Can delete charge', 66, 'delete_charge'),
	(264, 'Can view charge', 66, 'view_charge'),
	(265, 'Can add allocation', 67, 'add_allocation'),
	(266, 'Can change allocation', 67, 'change_allocation'),
	(267, 'Can delete allocation', 67, 'delete_allocation'),
	(268, 'Can view allocation', 67, 'view_allocation'),
	(269, 'Can add credit', 68, 'add_credit'),
	(270, 'Can change credit', 68, 'change_credit'),
	(271, 'Can delete credit', 68, 'delete_credit'),
	(272, 'Can view credit', 68, 'view_credit'),
	(273, 'Can add receipt', 69, 'add_receipt'),
	(274, 'Can change receipt', 69, 'change_receipt'),
	(275, 'Can delete receipt', 69, 'delete_receipt'),
	(276, 'Can view receipt', 69, 'view_receipt'),
	(277, 'Can add money case', 70, 'add_moneycase'),
	(278, 'Can change money case', 70, 'change_moneycase'),
	(279, 'Can delete money case', 70, 'delete_moneycase'),
	(280, 'Can view money case', 70, 'view_moneycase'),
	(281, 'Can add verification', 71, 'add_verification'),
	(282, 'Can change verification', 71, 'change_verification'),
	(283, 'Can delete verification', 71, 'delete_verification'),
	(284, 'Can view verification', 71, 'view_verification'),
	(285, 'Can add heartbeat', 72, 'add_heartbeat'),
	(286, 'Can change heartbeat', 72, 'change_heartbeat'),
	(287, 'Can delete heartbeat', 72, 'delete_heartbeat'),
	(288, 'Can view heartbeat', 72, 'view_heartbeat'),
	(289, 'Can add known delay', 73, 'add_knowndelay'),
	(290, 'Can change known delay', 73, 'change_knowndelay'),
	(291, 'Can delete known delay', 73, 'delete_knowndelay'),
	(292, 'Can view known delay', 73, 'view_knowndelay'),
	(293, 'Can add installation', 74, 'add_installation'),
	(294, 'Can change installation', 74, 'change_installation'),
	(295, 'Can delete installation', 74, 'delete_installation'),
	(296, 'Can view installation', 74, 'view_installation'),
	(297, 'Can add log entry', 75, 'add_logentry'),
	(298, 'Can change log entry', 75, 'change_logentry'),
	(299, 'Can delete log entry', 75, 'delete_logentry'),
	(300, 'Can view log entry', 75, 'view_logentry'),
	(301, 'Can add permission', 76, 'add_permission'),
	(302, 'Can change permission', 76, 'change_permission'),
	(303, 'Can delete permission', 76, 'delete_permission'),
	(304, 'Can view permission', 76, 'view_permission'),
	(305, 'Can add group', 77, 'add_group'),
	(306, 'Can change group', 77, 'change_group'),
	(307, 'Can delete group', 77, 'delete_group'),
	(308, 'Can view group', 77, 'view_group'),
	(309, 'Can add content type', 78, 'add_contenttype'),
	(310, 'Can change content type', 78, 'change_contenttype'),
	(311, 'Can delete content type', 78, 'delete_contenttype'),
	(312, 'Can view content type', 78, 'view_contenttype'),
	(313, 'Can add session', 79, 'add_session'),
	(314, 'Can change session', 79, 'change_session'),
	(315, 'Can delete session', 79, 'delete_session'),
	(316, 'Can view session', 79, 'view_session'),
	(317, 'Can add email address', 80, 'add_emailaddress'),
	(318, 'Can change email address', 80, 'change_emailaddress'),
	(319, 'Can delete email address', 80, 'delete_emailaddress'),
	(320, 'Can view email address', 80, 'view_emailaddress'),
	(321, 'Can add email confirmation', 81, 'add_emailconfirmation'),
	(322, 'Can change email confirmation', 81, 'change_emailconfirmation'),
	(323, 'Can delete email confirmation', 81, 'delete_emailconfirmation'),
	(324, 'Can view email confirmation', 81, 'view_emailconfirmation'),
	(325, 'Can add authenticator', 82, 'add_authenticator'),
	(326, 'Can change authenticator', 82, 'change_authenticator'),
	(327, 'Can delete authenticator', 82, 'delete_authenticator'),
	(328, 'Can view authenticator', 82, 'view_authenticator'),
	(329, 'Can add user session', 83, 'add_usersession'),
	(330, 'Can change user session', 83, 'change_usersession'),
	(331, 'Can delete user session', 83, 'delete_usersession'),
	(332, 'Can view user session', 83, 'view_usersession');

INSERT INTO public.django_content_type VALUES
	(1, 'kit', 'job'),
	(2, 'files', 'storedfile'),
	(3, 'files', 'upload'),
	(4, 'accounts', 'user'),
	(5, 'accounts', 'organisation'),
	(6, 'accounts', 'notice'),
	(7, 'accounts', 'membership'),
	(8, 'accounts', 'invitation'),
	(9, 'accounts', 'auditentry'),
	(10, 'accounts', 'apitoken'),
	(11, 'accounts', 'organisationdocument'),
	(12, 'accounts', 'exchangerate'),
	(13, 'accounts', 'newaddress'),
	(14, 'accounts', 'answeredrequest'),
	(15, 'accounts', 'factorreset'),
	(16, 'listings', 'programme'),
	(17, 'listings', 'permit'),
	(18, 'listings', 'languageversion'),
	(19, 'listings', 'identifier'),
	(20, 'listings', 'credit'),
	(21, 'listings', 'award'),
	(22, 'listings', 'ask'),
	(23, 'listings', 'artwork'),
	(24, 'listings', 'programmetext'),
	(25, 'listings', 'rating'),
	(26, 'listings', 'review'),
	(27, 'listings', 'rightin'),
	(28, 'listings', 'rightout'),
	(29, 'listings', 'season'),
	(30, 'listings', 'episode'),
	(31, 'listings', 'searchentry'),
	(32, 'listings', 'conflictcase'),
	(33, 'listings', 'cut'),
	(34, 'listings', 'rightshistory'),
	(35, 'listings', 'sellerterms'),
	(36, 'listings', 'territoryset'),
	(37, 'listings', 'waitingentry'),
	(38, 'listings', 'watch'),
	(39, 'listings', 'work'),
	(40, 'listings', 'workidentifier'),
	(41, 'listings', 'rightsclaim'),
	(42, 'listings', 'workcase'),
	(43, 'listings', 'listingrevision'),
	(44, 'listings', 'holding'),
	(45, 'listings', 'sortkey'),
	(46, 'exchange', 'import'),
	(47, 'exchange', 'importrow'),
	(48, 'offers', 'offer'),
	(49, 'offers', 'message'),
	(50, 'offers', 'round'),
	(51, 'offers', 'deal'),
	(52, 'offers', 'offerline'),
	(53, 'contracts', 'contract'),
	(54, 'contracts', 'instalment'),
	(55, 'contracts', 'signature'),
	(56, 'contracts', 'material'),
	(57, 'contracts', 'deliveryevent'),
	(58, 'contracts', 'contractparty'),
	(59, 'contracts', 'contractline'),
	(60, 'payments', 'ledgeraccount'),
	(61, 'payments', 'ledgerbalance'),
	(62, 'payments', 'journal'),
	(63, 'payments', 'entry'),
	(64, 'payments', 'stripeevent'),
	(65, 'payments', 'banktransfer'),
	(66, 'payments', 'charge'),
	(67, 'payments', 'allocation'),
	(68, 'payments', 'credit'),
	(69, 'payments', 'receipt'),
	(70, 'payments', 'moneycase'),
	(71, 'payments', 'verification'),
	(72, 'watch', 'heartbeat'),
	(73, 'watch', 'knowndelay'),
	(74, 'operations', 'installation'),
	(75, 'admin', 'logentry'),
	(76, 'auth', 'permission'),
	(77, 'auth', 'group'),
	(78, 'contenttypes', 'contenttype'),
	(79, 'sessions', 'session'),
	(80, 'account', 'emailaddress'),
	(81, 'account', 'emailconfirmation'),
	(82, 'mfa', 'authenticator'),
	(83, 'usersessions', 'usersession');

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', now()),
	(2, 'contenttypes', '0002_remove_content_type_name', now()),
	(3, 'auth', '0001_initial', now()),
	(4, 'auth', '0002_alter_permission_name_max_length', now()),
	(5, 'auth', '0003_alter_user_email_max_length', now()),
	(6, 'auth', '0004_alter_user_username_opts', now()),
	(7, 'auth', '0005_alter_user_last_login_null', now()),
	(8, 'auth', '0006_require_contenttypes_0002', now()),
	(9, 'auth', '0007_alter_validators_add_error_messages', now()),
	(10, 'auth', '0008_alter_user_username_max_length', now()),
	(11, 'auth', '0009_alter_user_last_name_max_length', now()),
	(12, 'auth', '0010_alter_group_name_max_length', now()),
	(13, 'auth', '0011_update_proxy_permissions', now()),
	(14, 'auth', '0012_alter_user_first_name_max_length', now()),
	(15, 'accounts', '0001_initial', now()),
	(16, 'account', '0001_initial', now()),
	(17, 'account', '0002_email_max_length', now()),
	(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', now()),
	(19, 'account', '0004_alter_emailaddress_drop_unique_email', now()),
	(20, 'account', '0005_emailaddress_idx_upper_email', now()),
	(21, 'account', '0006_emailaddress_lower', now()),
	(22, 'account', '0007_emailaddress_idx_email', now()),
	(23, 'account', '0008_emailaddress_unique_primary_email_fixup', now()),
	(24, 'account', '0009_emailaddress_unique_primary_email', now()),
	(25, 'kit', '0001_jobs', now()),
	(26, 'accounts', '0002_audit_only_grows', now()),
	(27, 'accounts', '0003_team_and_suspension', now()),
	(28, 'accounts', '0004_last_owner_stays', now()),
	(29, 'accounts', '0005_member_default_request', now()),
	(30, 'accounts', '0006_exchange_rates', now()),
	(31, 'accounts', '0007_rates_in_millionths', now()),
	(32, 'accounts', '0008_organisation_time_zone', now()),
	(33, 'accounts', '0009_name_in_latin_letters', now()),
	(34, 'accounts', '0010_new_addresses', now()),
	(35, 'accounts', '0011_mail_attempts_are_jobs', now()),
	(36, 'accounts', '0012_answered_requests', now()),
	(37, 'accounts', '0013_factor_resets', now()),
	(38, 'accounts', '0014_notices_by_channel', now()),
	(39, 'accounts', '0015_staff_roles', now()),
	(40, 'files', '0001_stored_files', now()),
	(41, 'accounts', '0016_files', now()),
	(42, 'accounts', '0017_unread_by_page', now()),
	(43, 'admin', '0001_initial', now()),
	(44, 'admin', '0002_logentry_remove_auto_add', now()),
	(45, 'admin', '0003_logentry_add_action_flag_choices', now()),
	(46, 'listings', '0001_initial', now()),
	(47, 'listings', '0002_rights_guards', now()),
	(48, 'listings', '0003_full_rights', now()),
	(49, 'listings', '0004_full_guards', now()),
	(50, 'listings', '0005_watch', now()),
	(51, 'listings', '0006_work', now()),
	(52, 'listings', '0007_same_works', now()),
	(53, 'listings', '0008_grade_names', now()),
	(54, 'listings', '0009_unknown_origin', now()),
	(55, 'listings', '0010_ratings_by_medium', now()),
	(56, 'listings', '0011_claims', now()),
	(57, 'listings', '0012_claims_there_are', now()),
	(58, 'listings', '0013_work_cases', now()),
	(59, 'listings', '0014_split_rights', now()),
	(60, 'listings', '0015_revisions', now()),
	(61, 'listings', '0016_published_stays_reviewed', now()),
	(62, 'listings', '0017_works_compared', now()),
	(63, 'listings', '0018_reviewed_before_published', now()),
	(64, 'listings', '0019_holdings', now()),
	(65, 'listings', '0020_holdings_stand', now()),
	(66, 'payments', '0001_ledger', now()),
	(67, 'offers', '0001_initial', now()),
	(68, 'contracts', '0001_initial', now()),
	(69, 'payments', '0002_settlements', now()),
	(70, 'contracts', '0002_signatures_stand', now()),
	(71, 'contracts', '0003_delivery', now()),
	(72, 'payments', '0003_receipts', now()),
	(73, 'payments', '0004_move_receipts', now()),
	(74, 'payments', '0005_receipts_guarded', now()),
	(75, 'contracts', '0004_signature_latin_name', now()),
	(76, 'payments', '0006_cases', now()),
	(77, 'payments', '0007_events_are_jobs', now()),
	(78, 'offers', '0002_rounds_stand', now()),
	(79, 'offers', '0003_message_said_once', now()),
	(80, 'contracts', '0005_signature_factor', now()),
	(81, 'contracts', '0006_attempts_are_jobs', now()),
	(82, 'contracts', '0007_sealed_sha256', now()),
	(83, 'contracts', '0008_one_side_per_person', now()),
	(84, 'offers', '0004_deals', now()),
	(85, 'contracts', '0009_parties_and_lines', now()),
	(86, 'contracts', '0010_schedule', now()),
	(87, 'contracts', '0011_parts_as_agreed', now()),
	(88, 'contracts', '0012_files', now()),
	(89, 'listings', '0021_held_cut_stands', now()),
	(90, 'engine', '0001_outbox', now()),
	(91, 'engine', '0002_works', now()),
	(92, 'listings', '0022_sort_keys', now()),
	(93, 'engine', '0003_sort_keys', now()),
	(94, 'exchange', '0001_initial', now()),
	(95, 'exchange', '0002_place_of_the_table', now()),
	(96, 'exchange', '0003_files', now()),
	(97, 'files', '0002_uploads', now()),
	(98, 'files', '0003_files_are_read_again', now()),
	(99, 'listings', '0023_files', now()),
	(100, 'listings', '0024_owners_of_the_listing', now()),
	(101, 'listings', '0025_rights_say_why', now()),
	(102, 'mfa', '0001_initial', now()),
	(103, 'mfa', '0002_authenticator_timestamps', now()),
	(104, 'mfa', '0003_authenticator_type_uniq', now()),
	(105, 'offers', '0005_terms_of_its_lines', now()),
	(106, 'operations', '0001_installation', now()),
	(107, 'operations', '0002_settled_stands', now()),
	(108, 'payments', '0008_files', now()),
	(109, 'sessions', '0001_initial', now()),
	(110, 'usersessions', '0001_initial', now()),
	(111, 'watch', '0001_heartbeat_and_known_delays', now());

INSERT INTO public.watch_heartbeat VALUES
	(1, now());

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_answeredrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_apitoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_auditentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_exchangerate_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_factorreset_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_invitation_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_membership_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_newaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_notice_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_organisation_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_organisationdocument_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);

SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 332, true);

SELECT pg_catalog.setval('public.contracts_contract_id_seq', 1, false);

SELECT pg_catalog.setval('public.contracts_contractline_id_seq', 1, false);

SELECT pg_catalog.setval('public.contracts_contractparty_id_seq', 1, false);

SELECT pg_catalog.setval('public.contracts_deliveryevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.contracts_instalment_id_seq', 1, false);

SELECT pg_catalog.setval('public.contracts_material_id_seq', 1, false);

SELECT pg_catalog.setval('public.contracts_number', 301, false);

SELECT pg_catalog.setval('public.contracts_signature_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 83, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 111, true);

SELECT pg_catalog.setval('public.engine_change_seq_seq', 1, false);

SELECT pg_catalog.setval('public.exchange_import_id_seq', 1, false);

SELECT pg_catalog.setval('public.exchange_importrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.files_storedfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.kit_job_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_artwork_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_ask_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_award_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_conflictcase_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_credit_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_cut_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_episode_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_holding_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_identifier_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_languageversion_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_listingrevision_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_permit_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_programme_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_programme_number', 4001, false);

SELECT pg_catalog.setval('public.listings_programmetext_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_rating_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_review_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_rightin_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_rightout_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_rightsclaim_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_rightshistory_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_season_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_sellerterms_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_territoryset_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_waitingentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_watch_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_work_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_workcase_id_seq', 1, false);

SELECT pg_catalog.setval('public.listings_workidentifier_id_seq', 1, false);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.offers_deal_id_seq', 1, false);

SELECT pg_catalog.setval('public.offers_deal_number', 401, false);

SELECT pg_catalog.setval('public.offers_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.offers_offer_id_seq', 1, false);

SELECT pg_catalog.setval('public.offers_offerline_id_seq', 1, false);

SELECT pg_catalog.setval('public.offers_round_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_allocation_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_banktransfer_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_charge_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_credit_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_entry_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_journal_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_ledgeraccount_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_moneycase_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_receipt_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_stripeevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.payments_verification_id_seq', 1, false);

SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);

SELECT pg_catalog.setval('public.watch_heartbeat_id_seq', 1, false);

SELECT pg_catalog.setval('public.watch_knowndelay_id_seq', 1, false);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_answeredrequest
    ADD CONSTRAINT accounts_answeredrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_token_sha256_key UNIQUE (token_sha256);

ALTER TABLE ONLY public.accounts_auditentry
    ADD CONSTRAINT accounts_auditentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_exchangerate
    ADD CONSTRAINT accounts_exchangerate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_factorreset
    ADD CONSTRAINT accounts_factorreset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_token_sha256_key UNIQUE (token_sha256);

ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_newaddress
    ADD CONSTRAINT accounts_newaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_notice
    ADD CONSTRAINT accounts_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_organisationdocument
    ADD CONSTRAINT accounts_organisationdocument_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_artwork
    ADD CONSTRAINT artwork_once UNIQUE (programme_id, sha256);

ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT attempts_are_numbered UNIQUE (instalment_id, attempt);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_contractline
    ADD CONSTRAINT contract_lines_are_numbered UNIQUE (contract_id, number);

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_number_key UNIQUE (number);

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_offer_id_key UNIQUE (offer_id);

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_contractline
    ADD CONSTRAINT contracts_contractline_holding_id_key UNIQUE (holding_id);

ALTER TABLE ONLY public.contracts_contractline
    ADD CONSTRAINT contracts_contractline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT contracts_contractparty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_deliveryevent
    ADD CONSTRAINT contracts_deliveryevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_instalment
    ADD CONSTRAINT contracts_instalment_invoice_number_key UNIQUE (invoice_number);

ALTER TABLE ONLY public.contracts_instalment
    ADD CONSTRAINT contracts_instalment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_instalment
    ADD CONSTRAINT contracts_instalment_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.contracts_material
    ADD CONSTRAINT contracts_material_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.engine_change
    ADD CONSTRAINT engine_change_pkey PRIMARY KEY (xid, seq);

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exchange_importrow
    ADD CONSTRAINT exchange_importrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.files_storedfile
    ADD CONSTRAINT files_storedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.files_storedfile
    ADD CONSTRAINT files_storedfile_place_key UNIQUE (place);

ALTER TABLE ONLY public.files_upload
    ADD CONSTRAINT files_upload_file_id_key UNIQUE (file_id);

ALTER TABLE ONLY public.files_upload
    ADD CONSTRAINT files_upload_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_workidentifier
    ADD CONSTRAINT identifier_names_one_work UNIQUE (scheme, value);

ALTER TABLE ONLY public.listings_identifier
    ADD CONSTRAINT identifier_once UNIQUE (programme_id, scheme, value);

ALTER TABLE ONLY public.listings_programme
    ADD CONSTRAINT imported_once UNIQUE (organisation_id, source_key);

ALTER TABLE ONLY public.contracts_instalment
    ADD CONSTRAINT instalments_are_numbered UNIQUE (contract_id, number);

ALTER TABLE ONLY public.kit_job
    ADD CONSTRAINT kit_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_ledgeraccount
    ADD CONSTRAINT ledger_account_once_per_currency UNIQUE (code, currency);

ALTER TABLE ONLY public.listings_artwork
    ADD CONSTRAINT listings_artwork_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_ask
    ADD CONSTRAINT listings_ask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_award
    ADD CONSTRAINT listings_award_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_conflictcase
    ADD CONSTRAINT listings_conflictcase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_credit
    ADD CONSTRAINT listings_credit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_cut
    ADD CONSTRAINT listings_cut_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_episode
    ADD CONSTRAINT listings_episode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_holding
    ADD CONSTRAINT listings_holding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_identifier
    ADD CONSTRAINT listings_identifier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_languageversion
    ADD CONSTRAINT listings_languageversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_listingrevision
    ADD CONSTRAINT listings_listingrevision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_permit
    ADD CONSTRAINT listings_permit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_programme
    ADD CONSTRAINT listings_programme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_programme
    ADD CONSTRAINT listings_programme_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.listings_programmetext
    ADD CONSTRAINT listings_programmetext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_rating
    ADD CONSTRAINT listings_rating_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_review
    ADD CONSTRAINT listings_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_rightin
    ADD CONSTRAINT listings_rightin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT listings_rightout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_rightsclaim
    ADD CONSTRAINT listings_rightsclaim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_rightshistory
    ADD CONSTRAINT listings_rightshistory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_searchentry
    ADD CONSTRAINT listings_searchentry_pkey PRIMARY KEY (programme_id);

ALTER TABLE ONLY public.listings_season
    ADD CONSTRAINT listings_season_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_sellerterms
    ADD CONSTRAINT listings_sellerterms_organisation_id_key UNIQUE (organisation_id);

ALTER TABLE ONLY public.listings_sellerterms
    ADD CONSTRAINT listings_sellerterms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_sortkey
    ADD CONSTRAINT listings_sortkey_pkey PRIMARY KEY (programme_id, language);

ALTER TABLE ONLY public.listings_territoryset
    ADD CONSTRAINT listings_territoryset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_waitingentry
    ADD CONSTRAINT listings_waitingentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_watch
    ADD CONSTRAINT listings_watch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_work
    ADD CONSTRAINT listings_work_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_workcase
    ADD CONSTRAINT listings_workcase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_workidentifier
    ADD CONSTRAINT listings_workidentifier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contracts_material
    ADD CONSTRAINT materials_are_numbered UNIQUE (contract_id, number);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT no_double_sale EXCLUDE USING gist (lock_id WITH =, period WITH &&, territories WITH &&, media WITH &&, languages WITH &&, uses WITH &&, parts WITH &&, cuts WITH &&, desks WITH &&, lane_x WITH &&, lane_y WITH &&, COALESCE(holding_id, (- id)) WITH <>) WHERE (active);

ALTER TABLE ONLY public.offers_offerline
    ADD CONSTRAINT offer_lines_are_numbered UNIQUE (offer_id, number);

ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_are_numbered UNIQUE (deal_id, number);

ALTER TABLE ONLY public.offers_deal
    ADD CONSTRAINT offers_deal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offers_deal
    ADD CONSTRAINT offers_deal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.offers_message
    ADD CONSTRAINT offers_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offers_offerline
    ADD CONSTRAINT offers_offerline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offers_round
    ADD CONSTRAINT offers_round_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_ask
    ADD CONSTRAINT one_ask_per_cell UNIQUE NULLS NOT DISTINCT (programme_id, medium, territory);

ALTER TABLE ONLY public.listings_rightsclaim
    ADD CONSTRAINT one_claim_per_pair UNIQUE (later, earlier);

ALTER TABLE ONLY public.offers_deal
    ADD CONSTRAINT one_deal_per_submission UNIQUE (buyer_id, client_key);

ALTER TABLE ONLY public.listings_episode
    ADD CONSTRAINT one_episode_per_number UNIQUE (season_id, number);

ALTER TABLE ONLY public.kit_job
    ADD CONSTRAINT one_job_per_kind_and_row UNIQUE (kind, "row");

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT one_licensee_per_holding EXCLUDE USING gist (holding_id WITH =, COALESCE(licensee_id, (0)::bigint) WITH <>) WHERE ((holding_id IS NOT NULL));

ALTER TABLE ONLY public.offers_message
    ADD CONSTRAINT one_message_per_submission UNIQUE (deal_id, client_key);

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT one_party_per_side UNIQUE (contract_id, side);

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT one_programme_per_holding EXCLUDE USING gist (holding_id WITH =, programme_id WITH <>) WHERE ((holding_id IS NOT NULL));

ALTER TABLE ONLY public.accounts_exchangerate
    ADD CONSTRAINT one_rate_per_currency_and_day UNIQUE (currency, day);

ALTER TABLE ONLY public.listings_rating
    ADD CONSTRAINT one_rating_per_system UNIQUE (programme_id, territory, system);

ALTER TABLE ONLY public.accounts_answeredrequest
    ADD CONSTRAINT one_request_per_key UNIQUE (organisation_id, key);

ALTER TABLE ONLY public.exchange_importrow
    ADD CONSTRAINT one_row_per_number UNIQUE (batch_id, number);

ALTER TABLE ONLY public.listings_season
    ADD CONSTRAINT one_season_per_number UNIQUE (programme_id, number);

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT one_signature_per_side UNIQUE (contract_id, side);

ALTER TABLE ONLY public.listings_territoryset
    ADD CONSTRAINT one_territory_set_per_name UNIQUE (organisation_id, name);

ALTER TABLE ONLY public.listings_programmetext
    ADD CONSTRAINT one_text_per_language UNIQUE (programme_id, language);

ALTER TABLE ONLY public.listings_work
    ADD CONSTRAINT one_work_per_season UNIQUE (series_id, season);

ALTER TABLE ONLY public.operations_installation
    ADD CONSTRAINT operations_installation_pkey PRIMARY KEY ("only");

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT party_on_one_side UNIQUE (contract_id, organisation_id);

ALTER TABLE ONLY public.payments_allocation
    ADD CONSTRAINT payments_allocation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfer_receipt_id_key UNIQUE (receipt_id);

ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_idempotency_key_key UNIQUE (idempotency_key);

ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_session_id_key UNIQUE (session_id);

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_entry
    ADD CONSTRAINT payments_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_journal
    ADD CONSTRAINT payments_journal_event_key_key UNIQUE (event_key);

ALTER TABLE ONLY public.payments_journal
    ADD CONSTRAINT payments_journal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_journal
    ADD CONSTRAINT payments_journal_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.payments_ledgeraccount
    ADD CONSTRAINT payments_ledgeraccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_ledgerbalance
    ADD CONSTRAINT payments_ledgerbalance_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY public.payments_moneycase
    ADD CONSTRAINT payments_moneycase_key_key UNIQUE (key);

ALTER TABLE ONLY public.payments_moneycase
    ADD CONSTRAINT payments_moneycase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_receipt
    ADD CONSTRAINT payments_receipt_journal_key UNIQUE (journal);

ALTER TABLE ONLY public.payments_receipt
    ADD CONSTRAINT payments_receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_stripeevent
    ADD CONSTRAINT payments_stripeevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_stripeevent
    ADD CONSTRAINT payments_stripeevent_stripe_id_key UNIQUE (stripe_id);

ALTER TABLE ONLY public.payments_verification
    ADD CONSTRAINT payments_verification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments_receipt
    ADD CONSTRAINT receipt_line_once UNIQUE (account, line_key);

ALTER TABLE ONLY public.listings_rightin
    ADD CONSTRAINT right_in_imported_once UNIQUE (programme_id, key);

ALTER TABLE ONLY public.offers_round
    ADD CONSTRAINT rounds_are_numbered UNIQUE (offer_id, number);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.listings_languageversion
    ADD CONSTRAINT version_once UNIQUE (programme_id, language, kind);

ALTER TABLE ONLY public.watch_heartbeat
    ADD CONSTRAINT watch_heartbeat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_knowndelay
    ADD CONSTRAINT watch_knowndelay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.listings_watch
    ADD CONSTRAINT watched_once UNIQUE (organisation_id, programme_id);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX accounts_answeredrequest_organisation_id_d7155679 ON public.accounts_answeredrequest USING btree (organisation_id);

CREATE INDEX accounts_apitoken_organisation_id_14421eaa ON public.accounts_apitoken USING btree (organisation_id);

CREATE INDEX accounts_apitoken_token_sha256_ea1144c3_like ON public.accounts_apitoken USING btree (token_sha256 varchar_pattern_ops);

CREATE INDEX accounts_apitoken_user_id_bbee13e0 ON public.accounts_apitoken USING btree (user_id);

CREATE INDEX accounts_auditentry_organisation_id_6232edf1 ON public.accounts_auditentry USING btree (organisation_id);

CREATE INDEX accounts_auditentry_user_id_7b0077aa ON public.accounts_auditentry USING btree (user_id);

CREATE INDEX accounts_exchangerate_added_by_id_099d5277 ON public.accounts_exchangerate USING btree (added_by_id);

CREATE INDEX accounts_factorreset_decided_by_id_dad42956 ON public.accounts_factorreset USING btree (decided_by_id);

CREATE INDEX accounts_factorreset_user_id_e684bddb ON public.accounts_factorreset USING btree (user_id);

CREATE INDEX accounts_invitation_invited_by_id_94a21efc ON public.accounts_invitation USING btree (invited_by_id);

CREATE INDEX accounts_invitation_organisation_id_b7f9480b ON public.accounts_invitation USING btree (organisation_id);

CREATE INDEX accounts_invitation_token_sha256_2df79ba0_like ON public.accounts_invitation USING btree (token_sha256 varchar_pattern_ops);

CREATE INDEX accounts_membership_organisation_id_98e5c22b ON public.accounts_membership USING btree (organisation_id);

CREATE INDEX accounts_membership_user_id_487fb39e ON public.accounts_membership USING btree (user_id);

CREATE INDEX accounts_newaddress_user_id_bfd951c8 ON public.accounts_newaddress USING btree (user_id);

CREATE INDEX accounts_notice_organisation_id_5b7a476c ON public.accounts_notice USING btree (organisation_id);

CREATE INDEX accounts_notice_user_id_5ad526c6 ON public.accounts_notice USING btree (user_id);

CREATE INDEX accounts_organisation_suspended_by_id_a60b6b0c ON public.accounts_organisation USING btree (suspended_by_id);

CREATE INDEX accounts_organisation_suspension_proposed_by_id_34f3a2f8 ON public.accounts_organisation USING btree (suspension_proposed_by_id);

CREATE INDEX accounts_organisation_verified_by_id_75d54f12 ON public.accounts_organisation USING btree (verified_by_id);

CREATE INDEX accounts_organisationdocument_organisation_id_616a84f5 ON public.accounts_organisationdocument USING btree (organisation_id);

CREATE INDEX accounts_organisationdocument_uploaded_by_id_0ebb939f ON public.accounts_organisationdocument USING btree (uploaded_by_id);

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);

CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);

CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);

CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);

CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);

CREATE INDEX audit_by_object ON public.accounts_auditentry USING btree (object_kind, object_id, at);

CREATE INDEX audit_by_organisation ON public.accounts_auditentry USING btree (organisation_id, at);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX claims_by_earlier ON public.listings_rightsclaim USING btree (earlier);

CREATE INDEX contracts_contract_deal_id_f8ba635d ON public.contracts_contract USING btree (deal_id);

CREATE INDEX contracts_contract_number_c16b99fb_like ON public.contracts_contract USING btree (number varchar_pattern_ops);

CREATE INDEX contracts_contractline_contract_id_884152b1 ON public.contracts_contractline USING btree (contract_id);

CREATE INDEX contracts_contractline_programme_id_2f314029 ON public.contracts_contractline USING btree (programme_id);

CREATE INDEX contracts_contractparty_acts_for_id_cab511f4 ON public.contracts_contractparty USING btree (acts_for_id);

CREATE INDEX contracts_contractparty_contract_id_c1483169 ON public.contracts_contractparty USING btree (contract_id);

CREATE INDEX contracts_contractparty_mandate_id_2cc51bbe ON public.contracts_contractparty USING btree (mandate_id);

CREATE INDEX contracts_contractparty_organisation_id_ba98f65f ON public.contracts_contractparty USING btree (organisation_id);

CREATE INDEX contracts_deliveryevent_by_id_408f15c3 ON public.contracts_deliveryevent USING btree (by_id);

CREATE INDEX contracts_deliveryevent_material_id_b84322e1 ON public.contracts_deliveryevent USING btree (material_id);

CREATE INDEX contracts_deliveryevent_organisation_id_96b110a1 ON public.contracts_deliveryevent USING btree (organisation_id);

CREATE INDEX contracts_instalment_contract_id_358b3189 ON public.contracts_instalment USING btree (contract_id);

CREATE INDEX contracts_instalment_invoice_number_e14851b1_like ON public.contracts_instalment USING btree (invoice_number varchar_pattern_ops);

CREATE INDEX contracts_instalment_reference_1830a68f_like ON public.contracts_instalment USING btree (reference varchar_pattern_ops);

CREATE INDEX contracts_material_contract_id_f70bb02f ON public.contracts_material USING btree (contract_id);

CREATE INDEX contracts_of_a_party ON public.contracts_contractparty USING btree (organisation_id, side);

CREATE INDEX contracts_signature_contract_id_da3e9a54 ON public.contracts_signature USING btree (contract_id);

CREATE INDEX contracts_signature_organisation_id_7b723338 ON public.contracts_signature USING btree (organisation_id);

CREATE INDEX contracts_signature_user_id_6c9d1a8a ON public.contracts_signature USING btree (user_id);

CREATE INDEX conversation_in_order ON public.offers_message USING btree (deal_id, at);

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX events_to_handle ON public.payments_stripeevent USING btree (received_at) WHERE (handled_at IS NULL);

CREATE INDEX exchange_import_organisation_id_2242a5d4 ON public.exchange_import USING btree (organisation_id);

CREATE INDEX exchange_import_user_id_788373d3 ON public.exchange_import USING btree (user_id);

CREATE INDEX exchange_importrow_batch_id_adeaa98a ON public.exchange_importrow USING btree (batch_id);

CREATE INDEX exchange_importrow_programme_id_b833006a ON public.exchange_importrow USING btree (programme_id);

CREATE INDEX files_storedfile_owner_id_fdad082d ON public.files_storedfile USING btree (owner_id);

CREATE INDEX files_storedfile_place_a1265abd_like ON public.files_storedfile USING btree (place varchar_pattern_ops);

CREATE INDEX files_to_erase ON public.files_storedfile USING btree (keep_until) WHERE ((erased_at IS NULL) AND (keep_until IS NOT NULL));

CREATE INDEX files_to_read_again ON public.files_storedfile USING btree (read_at) WHERE (erased_at IS NULL);

CREATE INDEX files_upload_owner_id_e9bb4cee ON public.files_upload USING btree (owner_id);

CREATE INDEX files_upload_sender_id_aa3fdd18 ON public.files_upload USING btree (sender_id);

CREATE INDEX files_with_a_fault ON public.files_storedfile USING btree (id) WHERE (NOT ((fault)::text = ''::text));

CREATE INDEX history_in_order ON public.listings_rightshistory USING btree (programme_id, at);

CREATE INDEX imports_running ON public.exchange_import USING btree (beat_at) WHERE ((state)::text = ANY (ARRAY[('reading'::character varying)::text, ('publishing'::character varying)::text]));

CREATE INDEX invitations_to_mail ON public.accounts_invitation USING btree (created_at) WHERE ((accepted_at IS NULL) AND (mailed_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX jobs_that_failed ON public.kit_job USING btree (dead_at) WHERE ((dead_at IS NOT NULL) AND (set_aside_at IS NULL));

CREATE INDEX journal_by_time ON public.payments_journal USING btree (made_at);

CREATE INDEX listings_artwork_programme_id_5f081cb4 ON public.listings_artwork USING btree (programme_id);

CREATE INDEX listings_artwork_uploaded_by_id_05e20452 ON public.listings_artwork USING btree (uploaded_by_id);

CREATE INDEX listings_ask_programme_id_a089b5b3 ON public.listings_ask USING btree (programme_id);

CREATE INDEX listings_award_programme_id_7b0be8c1 ON public.listings_award USING btree (programme_id);

CREATE INDEX listings_conflictcase_closed_by_id_e90b6c88 ON public.listings_conflictcase USING btree (closed_by_id);

CREATE INDEX listings_conflictcase_opened_by_id_435cc2a0 ON public.listings_conflictcase USING btree (opened_by_id);

CREATE INDEX listings_conflictcase_right_out_id_7bc99daf ON public.listings_conflictcase USING btree (right_out_id);

CREATE INDEX listings_credit_programme_id_9e4f25dc ON public.listings_credit USING btree (programme_id);

CREATE INDEX listings_cut_confirmed_by_id_fe6cd8fc ON public.listings_cut USING btree (confirmed_by_id);

CREATE INDEX listings_cut_work_id ON public.listings_cut USING btree (work_id);

CREATE INDEX listings_episode_season_id_d2b635d2 ON public.listings_episode USING btree (season_id);

CREATE INDEX listings_identifier_programme_id_cff0f67f ON public.listings_identifier USING btree (programme_id);

CREATE INDEX listings_languageversion_programme_id_17d654ed ON public.listings_languageversion USING btree (programme_id);

CREATE INDEX listings_listingrevision_author_id_4d8dfbaf ON public.listings_listingrevision USING btree (author_id);

CREATE INDEX listings_listingrevision_decided_by_id_e48e8b21 ON public.listings_listingrevision USING btree (decided_by_id);

CREATE INDEX listings_listingrevision_programme_id_bd84e5ea ON public.listings_listingrevision USING btree (programme_id);

CREATE INDEX listings_permit_programme_id_b76cdb63 ON public.listings_permit USING btree (programme_id);

CREATE INDEX listings_programme_created_by_id_b59016fe ON public.listings_programme USING btree (created_by_id);

CREATE INDEX listings_programme_organisation_id_0e2f03eb ON public.listings_programme USING btree (organisation_id);

CREATE INDEX listings_programme_public_id_18e969c8_like ON public.listings_programme USING btree (public_id varchar_pattern_ops);

CREATE INDEX listings_programme_work_id ON public.listings_programme USING btree (work_id);

CREATE INDEX listings_programmetext_programme_id_cecfc7ff ON public.listings_programmetext USING btree (programme_id);

CREATE INDEX listings_rating_programme_id_9262a13c ON public.listings_rating USING btree (programme_id);

CREATE INDEX listings_review_decided_by_id_4e2fcd07 ON public.listings_review USING btree (decided_by_id);

CREATE INDEX listings_review_programme_id_a728fcef ON public.listings_review USING btree (programme_id);

CREATE INDEX listings_review_submitted_by_id_3f6aa726 ON public.listings_review USING btree (submitted_by_id);

CREATE INDEX listings_rightin_created_by_id_24f1013c ON public.listings_rightin USING btree (created_by_id);

CREATE INDEX listings_rightin_mandate_id_ff50c947 ON public.listings_rightin USING btree (mandate_id);

CREATE INDEX listings_rightin_programme_id_053b60c3 ON public.listings_rightin USING btree (programme_id);

CREATE INDEX listings_rightout_created_by_id_383c7c82 ON public.listings_rightout USING btree (created_by_id);

CREATE INDEX listings_rightout_cut_id_0cf991e6 ON public.listings_rightout USING btree (cut_id);

CREATE INDEX listings_rightout_holding_id_e783fb8e ON public.listings_rightout USING btree (holding_id);

CREATE INDEX listings_rightout_licensee_id_57cb4f03 ON public.listings_rightout USING btree (licensee_id);

CREATE INDEX listings_rightout_programme_id_21c20cb2 ON public.listings_rightout USING btree (programme_id);

CREATE INDEX listings_rightsclaim_decided_by_id_556490bb ON public.listings_rightsclaim USING btree (decided_by_id);

CREATE INDEX listings_rightsclaim_earlier_listing_id_a126658f ON public.listings_rightsclaim USING btree (earlier_listing_id);

CREATE INDEX listings_rightsclaim_later_listing_id_551cf1c2 ON public.listings_rightsclaim USING btree (later_listing_id);

CREATE INDEX listings_rightshistory_author_id_740c3617 ON public.listings_rightshistory USING btree (author_id);

CREATE INDEX listings_rightshistory_programme_id_58c411e3 ON public.listings_rightshistory USING btree (programme_id);

CREATE INDEX listings_season_programme_id_007de754 ON public.listings_season USING btree (programme_id);

CREATE INDEX listings_territoryset_changed_by_id_461818ab ON public.listings_territoryset USING btree (changed_by_id);

CREATE INDEX listings_territoryset_organisation_id_a5697bbf ON public.listings_territoryset USING btree (organisation_id);

CREATE INDEX listings_waitingentry_organisation_id_27aaa763 ON public.listings_waitingentry USING btree (organisation_id);

CREATE INDEX listings_waitingentry_programme_id_a0f90563 ON public.listings_waitingentry USING btree (programme_id);

CREATE INDEX listings_waitingentry_user_id_61277e2b ON public.listings_waitingentry USING btree (user_id);

CREATE INDEX listings_watch_organisation_id_88ab4667 ON public.listings_watch USING btree (organisation_id);

CREATE INDEX listings_watch_programme_id_060c4091 ON public.listings_watch USING btree (programme_id);

CREATE INDEX listings_watch_user_id_91cbf644 ON public.listings_watch USING btree (user_id);

CREATE INDEX listings_work_created_by_id_7e129c89 ON public.listings_work USING btree (created_by_id);

CREATE INDEX listings_work_series_id_1dc4de19 ON public.listings_work USING btree (series_id);

CREATE INDEX listings_workcase_confirmed_by_id_3b2ecf7f ON public.listings_workcase USING btree (confirmed_by_id);

CREATE INDEX listings_workcase_listing_id_0d382e7e ON public.listings_workcase USING btree (listing_id);

CREATE INDEX listings_workcase_other_id_b57d4773 ON public.listings_workcase USING btree (other_id);

CREATE INDEX listings_workcase_proposed_by_id_16b7dd4d ON public.listings_workcase USING btree (proposed_by_id);

CREATE INDEX listings_workcase_work_id_7e0d46ec ON public.listings_workcase USING btree (work_id);

CREATE INDEX listings_workidentifier_work_id_d782d0d1 ON public.listings_workidentifier USING btree (work_id);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX new_addresses_by_email ON public.accounts_newaddress USING btree (email, free_at);

CREATE INDEX notices_of_a_digest ON public.accounts_notice USING btree (user_id, created_at) WHERE (((channel)::text = 'digest'::text) AND (mailed_at IS NULL));

CREATE INDEX notices_of_a_member ON public.accounts_notice USING btree (user_id, organisation_id, created_at DESC);

CREATE INDEX notices_to_mail ON public.accounts_notice USING btree (created_at) WHERE (((channel)::text = 'mail'::text) AND (mailed_at IS NULL));

CREATE INDEX offers_deal_buyer_id_8542fa84 ON public.offers_deal USING btree (buyer_id);

CREATE INDEX offers_deal_opened_by_id_aecbb7cb ON public.offers_deal USING btree (opened_by_id);

CREATE INDEX offers_deal_public_id_95fd3730_like ON public.offers_deal USING btree (public_id varchar_pattern_ops);

CREATE INDEX offers_deal_seller_id_feee633a ON public.offers_deal USING btree (seller_id);

CREATE INDEX offers_message_author_id_5e156c06 ON public.offers_message USING btree (author_id);

CREATE INDEX offers_message_deal_id_d49c9655 ON public.offers_message USING btree (deal_id);

CREATE INDEX offers_message_organisation_id_ab819b03 ON public.offers_message USING btree (organisation_id);

CREATE INDEX offers_offer_deal_id_177d6f11 ON public.offers_offer USING btree (deal_id);

CREATE INDEX offers_offer_opened_by_id_ef610180 ON public.offers_offer USING btree (opened_by_id);

CREATE INDEX offers_offerline_offer_id_5b228106 ON public.offers_offerline USING btree (offer_id);

CREATE INDEX offers_offerline_programme_id_8eb6ab7c ON public.offers_offerline USING btree (programme_id);

CREATE INDEX offers_round_author_id_cbd83a0f ON public.offers_round USING btree (author_id);

CREATE INDEX offers_round_offer_id_11e07d68 ON public.offers_round USING btree (offer_id);

CREATE UNIQUE INDEX one_cut_per_name ON public.listings_cut USING btree (work_id, lower((name)::text));

CREATE UNIQUE INDEX one_live_token_per_name ON public.accounts_apitoken USING btree (organisation_id, name) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX one_open_case_per_licence ON public.listings_conflictcase USING btree (right_out_id) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX one_open_charge_per_instalment ON public.payments_charge USING btree (instalment_id) WHERE ((state)::text = ANY (ARRAY[('intended'::character varying)::text, ('open'::character varying)::text]));

CREATE UNIQUE INDEX one_open_factor_reset ON public.accounts_factorreset USING btree (user_id) WHERE ((outcome)::text = ''::text);

CREATE UNIQUE INDEX one_open_invitation_per_address ON public.accounts_invitation USING btree (organisation_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE UNIQUE INDEX one_open_offer_per_deal ON public.offers_offer USING btree (deal_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX one_open_review_per_programme ON public.listings_review USING btree (programme_id) WHERE (decided_at IS NULL);

CREATE UNIQUE INDEX one_open_revision_per_listing ON public.listings_listingrevision USING btree (programme_id) WHERE ((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('returned'::character varying)::text]));

CREATE UNIQUE INDEX one_open_round_per_offer ON public.offers_round USING btree (offer_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX one_open_transfer_per_instalment ON public.payments_banktransfer USING btree (instalment_id) WHERE ((state)::text = ANY (ARRAY[('claimed'::character varying)::text, ('seen'::character varying)::text]));

CREATE UNIQUE INDEX one_parting_at_a_time ON public.listings_workcase USING btree (listing_id) WHERE ((closed_at IS NULL) AND (other_id IS NULL));

CREATE UNIQUE INDEX one_place_per_person ON public.accounts_membership USING btree (user_id, organisation_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX one_user_per_address ON public.accounts_user USING btree (lower((email)::text));

CREATE UNIQUE INDEX one_verified_organisation_per_registration ON public.accounts_organisation USING btree (territory, registration_number) WHERE (((state)::text = 'verified'::text) AND (NOT ((registration_number)::text = ''::text)));

CREATE INDEX payments_allocation_by_id_1e576fce ON public.payments_allocation USING btree (by_id);

CREATE INDEX payments_allocation_charge_id_6054d211 ON public.payments_allocation USING btree (charge_id);

CREATE INDEX payments_allocation_credit_id_ecd1cf65 ON public.payments_allocation USING btree (credit_id);

CREATE INDEX payments_allocation_instalment_id_711f2810 ON public.payments_allocation USING btree (instalment_id);

CREATE INDEX payments_allocation_receipt_id_da3deba6 ON public.payments_allocation USING btree (receipt_id);

CREATE INDEX payments_banktransfer_claimed_by_id_0587b632 ON public.payments_banktransfer USING btree (claimed_by_id);

CREATE INDEX payments_banktransfer_instalment_id_dfe51c1b ON public.payments_banktransfer USING btree (instalment_id);

CREATE INDEX payments_banktransfer_matched_by_id_15fab165 ON public.payments_banktransfer USING btree (matched_by_id);

CREATE INDEX payments_banktransfer_refused_by_id_e3577cb0 ON public.payments_banktransfer USING btree (refused_by_id);

CREATE INDEX payments_banktransfer_seen_by_id_33ee6df1 ON public.payments_banktransfer USING btree (seen_by_id);

CREATE INDEX payments_charge_idempotency_key_89ff8dd9_like ON public.payments_charge USING btree (idempotency_key varchar_pattern_ops);

CREATE INDEX payments_charge_instalment_id_cd8ec0d5 ON public.payments_charge USING btree (instalment_id);

CREATE INDEX payments_charge_opened_by_id_248540f8 ON public.payments_charge USING btree (opened_by_id);

CREATE INDEX payments_charge_session_id_5f72966d_like ON public.payments_charge USING btree (session_id varchar_pattern_ops);

CREATE INDEX payments_credit_buyer_id_fab0af9b ON public.payments_credit USING btree (buyer_id);

CREATE INDEX payments_credit_charge_id_3a64efea ON public.payments_credit USING btree (charge_id);

CREATE INDEX payments_credit_closed_by_id_6228ef85 ON public.payments_credit USING btree (closed_by_id);

CREATE INDEX payments_credit_instalment_id_0f02bfa8 ON public.payments_credit USING btree (instalment_id);

CREATE INDEX payments_credit_owner_id_898e484e ON public.payments_credit USING btree (owner_id);

CREATE INDEX payments_credit_receipt_id_5b6ae4b8 ON public.payments_credit USING btree (receipt_id);

CREATE INDEX payments_entry_account_id_2813ada0 ON public.payments_entry USING btree (account_id);

CREATE INDEX payments_entry_journal_id_1cd6270d ON public.payments_entry USING btree (journal_id);

CREATE INDEX payments_journal_event_key_08d25d24_like ON public.payments_journal USING btree (event_key text_pattern_ops);

CREATE INDEX payments_moneycase_charge_id_4a7d350e ON public.payments_moneycase USING btree (charge_id);

CREATE INDEX payments_moneycase_closed_by_id_e10c62fa ON public.payments_moneycase USING btree (closed_by_id);

CREATE INDEX payments_moneycase_key_02377b3a_like ON public.payments_moneycase USING btree (key varchar_pattern_ops);

CREATE INDEX payments_receipt_entered_by_id_466c0ec3 ON public.payments_receipt USING btree (entered_by_id);

CREATE INDEX payments_receipt_journal_3911faee_like ON public.payments_receipt USING btree (journal varchar_pattern_ops);

CREATE INDEX payments_stripeevent_stripe_id_50471ac2_like ON public.payments_stripeevent USING btree (stripe_id varchar_pattern_ops);

CREATE INDEX payments_verification_seen_by_id_2bb78d1d ON public.payments_verification USING btree (seen_by_id);

CREATE INDEX programmes_newest ON public.listings_programme USING btree (state, published_at DESC);

CREATE INDEX programmes_of_a_series ON public.listings_programme USING btree (organisation_id, series_key) WHERE (NOT ((series_key)::text = ''::text));

CREATE INDEX revisions_waiting ON public.listings_listingrevision USING btree (submitted_at) WHERE ((state)::text = 'waiting'::text);

CREATE UNIQUE INDEX right_out_imported_once ON public.listings_rightout USING btree (programme_id, key) WHERE active;

CREATE INDEX rights_out_by_lock ON public.listings_rightout USING btree (lock_id);

CREATE INDEX rounds_to_expire ON public.offers_round USING btree (expires_at) WHERE ((state)::text = 'open'::text);

CREATE INDEX rows_of_a_group ON public.exchange_importrow USING btree (batch_id, "group");

CREATE INDEX search_by_title_key ON public.listings_searchentry USING gin (keys);

CREATE INDEX search_by_token ON public.listings_searchentry USING gin (tokens);

CREATE INDEX titles_in_order ON public.listings_sortkey USING btree (language, key, programme_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX unread_notices_of_a_page ON public.accounts_notice USING btree (url) WHERE (read_at IS NULL);

CREATE INDEX uploads_of_an_organisation ON public.files_upload USING btree (owner_id, expires_at);

CREATE INDEX uploads_to_forget ON public.files_upload USING btree (expires_at);

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX verifications_newest ON public.payments_verification USING btree (started_at DESC);

CREATE UNIQUE INDEX waits_once ON public.listings_waitingentry USING btree (programme_id, organisation_id, request) WHERE (closed_at IS NULL);

CREATE INDEX watch_knowndelay_by_id_d089fbb2 ON public.watch_knowndelay USING btree (by_id);

CREATE INDEX works_by_lock ON public.listings_work USING btree (lock_id);

CREATE UNIQUE INDEX works_compared_once ON public.listings_workcase USING btree (work_id, other_id) WHERE (other_id IS NOT NULL);

CREATE INDEX works_to_compare ON public.listings_work USING btree (id) WHERE (compared_at IS NULL);

CREATE TRIGGER account_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payments_ledgeraccount FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER account_opens_with_a_balance AFTER INSERT ON public.payments_ledgeraccount FOR EACH ROW EXECUTE FUNCTION public.payments_open_account();

CREATE TRIGGER agreement_stands BEFORE DELETE OR UPDATE ON public.contracts_contract FOR EACH ROW EXECUTE FUNCTION public.contracts_agreement_stands();

CREATE TRIGGER allocation_is_covered BEFORE INSERT ON public.payments_allocation FOR EACH ROW EXECUTE FUNCTION public.payments_guard_allocation();

CREATE TRIGGER allocation_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payments_allocation FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON public.accounts_auditentry FOR EACH STATEMENT EXECUTE FUNCTION public.accounts_audit_only_grows();

CREATE TRIGGER audit_only_grows BEFORE DELETE OR UPDATE ON public.accounts_auditentry FOR EACH ROW EXECUTE FUNCTION public.accounts_audit_only_grows();

CREATE TRIGGER balance_follows_entries BEFORE INSERT OR UPDATE ON public.payments_ledgerbalance FOR EACH STATEMENT EXECUTE FUNCTION public.payments_guard_balance();

CREATE TRIGGER balance_only_grows BEFORE DELETE OR TRUNCATE ON public.payments_ledgerbalance FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER carry_claims AFTER INSERT ON public.listings_rightin FOR EACH ROW WHEN ((new.split_from IS NOT NULL)) EXECUTE FUNCTION public.listings_carry_claims();

CREATE TRIGGER claim_right AFTER INSERT OR UPDATE OF programme_id, territories, media, languages, uses, period, latest_end, underlying_end, exclusive, contested ON public.listings_rightin FOR EACH ROW EXECUTE FUNCTION public.listings_claim_right();

CREATE TRIGGER contested AFTER INSERT OR UPDATE ON public.listings_rightsclaim FOR EACH ROW EXECUTE FUNCTION public.listings_contested();

CREATE TRIGGER contract_parts_stand BEFORE DELETE OR UPDATE ON public.contracts_contractline FOR EACH ROW EXECUTE FUNCTION public.contracts_parts_stand();

CREATE TRIGGER contract_parts_stand BEFORE DELETE OR UPDATE ON public.contracts_contractparty FOR EACH ROW EXECUTE FUNCTION public.contracts_parts_stand();

CREATE TRIGGER credit_is_covered BEFORE INSERT ON public.payments_credit FOR EACH ROW EXECUTE FUNCTION public.payments_guard_credit();

CREATE TRIGGER credit_keeps_its_facts BEFORE UPDATE ON public.payments_credit FOR EACH ROW EXECUTE FUNCTION public.payments_keep_credit();

CREATE TRIGGER credit_only_grows BEFORE DELETE OR TRUNCATE ON public.payments_credit FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER deal_stands BEFORE DELETE OR UPDATE ON public.offers_deal FOR EACH ROW EXECUTE FUNCTION public.offers_deal_stands();

CREATE TRIGGER delivery_stands BEFORE DELETE OR UPDATE ON public.contracts_deliveryevent FOR EACH ROW EXECUTE FUNCTION public.contracts_delivery_stands();

CREATE TRIGGER drop_claims AFTER DELETE ON public.listings_rightin FOR EACH ROW EXECUTE FUNCTION public.listings_drop_claims();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_ask REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_ask();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_languageversion REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_languageversion();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_programme REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_programme();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_rating REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rating();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_rightin REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rightin();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_rightout REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rightout();

CREATE TRIGGER engine_note_delete AFTER DELETE ON public.listings_sortkey REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_sortkey();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_ask REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_ask();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_languageversion REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_languageversion();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_programme REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_programme();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_rating REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rating();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_rightin REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rightin();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_rightout REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rightout();

CREATE TRIGGER engine_note_insert AFTER INSERT ON public.listings_sortkey REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_sortkey();

CREATE TRIGGER engine_note_state AFTER UPDATE OF state ON public.accounts_organisation FOR EACH ROW WHEN (((old.state)::text IS DISTINCT FROM (new.state)::text)) EXECUTE FUNCTION public.engine_note_organisation();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_ask REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_ask();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_languageversion REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_languageversion();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_programme REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_programme();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_rating REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rating();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_rightin REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rightin();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_rightout REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_rightout();

CREATE TRIGGER engine_note_update AFTER UPDATE ON public.listings_sortkey REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.engine_note_listings_sortkey();

CREATE CONSTRAINT TRIGGER entry_keeps_its_journal_balanced AFTER INSERT ON public.payments_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.payments_balance_new_entry();

CREATE TRIGGER entry_moves_its_balance AFTER INSERT ON public.payments_entry FOR EACH ROW EXECUTE FUNCTION public.payments_post_entry();

CREATE TRIGGER entry_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payments_entry FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER follow_cut AFTER UPDATE OF work_id, confirmed_at ON public.listings_cut FOR EACH ROW EXECUTE FUNCTION public.listings_follow_cut();

CREATE TRIGGER follow_listing AFTER UPDATE OF work_id ON public.listings_programme FOR EACH ROW WHEN ((old.work_id IS DISTINCT FROM new.work_id)) EXECUTE FUNCTION public.listings_follow_listing();

CREATE TRIGGER follow_new_listing AFTER INSERT ON public.listings_programme FOR EACH ROW EXECUTE FUNCTION public.listings_follow_listing();

CREATE TRIGGER follow_work AFTER UPDATE OF series_id, season ON public.listings_work FOR EACH ROW WHEN (((old.series_id IS DISTINCT FROM new.series_id) OR (old.season IS DISTINCT FROM new.season))) EXECUTE FUNCTION public.listings_follow_work();

CREATE TRIGGER from_a_mandate BEFORE INSERT OR UPDATE OF mandate_id, programme_id ON public.listings_rightin FOR EACH ROW WHEN ((new.mandate_id IS NULL)) EXECUTE FUNCTION public.listings_from_a_mandate();

CREATE TRIGGER held_cut_stands BEFORE UPDATE ON public.listings_rightout FOR EACH ROW WHEN (((old.holding_id IS NOT NULL) AND (old.cut_id IS DISTINCT FROM new.cut_id))) EXECUTE FUNCTION public.listings_held_cut_stands();

CREATE TRIGGER held_inside_mandate BEFORE INSERT OR UPDATE ON public.listings_rightin FOR EACH ROW EXECUTE FUNCTION public.listings_held_inside_mandate();

CREATE TRIGGER held_stands BEFORE UPDATE ON public.listings_rightout FOR EACH ROW WHEN (((old.holding_id IS DISTINCT FROM new.holding_id) OR ((old.holding_id IS NOT NULL) AND ((old.id IS DISTINCT FROM new.id) OR (old.programme_id IS DISTINCT FROM new.programme_id) OR (old.licensee_id IS DISTINCT FROM new.licensee_id) OR ((old.grade)::text IS DISTINCT FROM (new.grade)::text) OR (old.territories IS DISTINCT FROM new.territories) OR (old.media IS DISTINCT FROM new.media) OR (old.languages IS DISTINCT FROM new.languages) OR (old.uses IS DISTINCT FROM new.uses) OR (old.period IS DISTINCT FROM new.period) OR (new.active AND (NOT old.active)) OR (((new.purpose)::text <> (old.purpose)::text) AND (((old.purpose)::text <> 'reservation'::text) OR ((new.purpose)::text <> 'licence'::text))) OR (((old.purpose)::text = 'licence'::text) AND ((new.active <> old.active) OR (new.expires_at IS DISTINCT FROM old.expires_at))))))) EXECUTE FUNCTION public.listings_held_stands();

CREATE CONSTRAINT TRIGGER held_still_covers AFTER DELETE OR UPDATE ON public.listings_rightin DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.listings_held_still_covers();

CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON public.payments_journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.payments_balance_new_journal();

CREATE TRIGGER journal_knows_its_transaction BEFORE INSERT ON public.payments_journal FOR EACH ROW EXECUTE FUNCTION public.payments_stamp_journal();

CREATE TRIGGER journal_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payments_journal FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON public.listings_rightin FOR EACH ROW EXECUTE FUNCTION public.listings_keep_history('in');

CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON public.listings_rightout FOR EACH ROW EXECUTE FUNCTION public.listings_keep_history('out');

CREATE TRIGGER last_owner_stays AFTER DELETE OR UPDATE ON public.accounts_membership FOR EACH ROW EXECUTE FUNCTION public.accounts_last_owner_stays();

CREATE TRIGGER line_of_an_open_offer BEFORE INSERT ON public.offers_offerline FOR EACH ROW EXECUTE FUNCTION public.offers_line_of_an_open_offer();

CREATE TRIGGER line_of_the_buyer BEFORE INSERT ON public.contracts_contractline FOR EACH ROW EXECUTE FUNCTION public.contracts_line_of_the_buyer();

CREATE TRIGGER line_stands BEFORE DELETE OR UPDATE ON public.offers_offerline FOR EACH ROW EXECUTE FUNCTION public.offers_line_stands();

CREATE TRIGGER listing_has_a_work BEFORE INSERT ON public.listings_programme FOR EACH ROW EXECUTE FUNCTION public.listings_listing_has_a_work();

CREATE TRIGGER lock_claim BEFORE INSERT OR UPDATE OF programme_id, territories, media, languages, uses, period, latest_end, underlying_end, exclusive ON public.listings_rightin FOR EACH ROW EXECUTE FUNCTION public.listings_lock_claim();

CREATE TRIGGER lock_right BEFORE INSERT OR UPDATE OF programme_id, cut_id, grade, lock_id, parts, cuts, desks, owners ON public.listings_rightout FOR EACH ROW EXECUTE FUNCTION public.listings_lock_right();

CREATE TRIGGER lock_right_again BEFORE UPDATE OF purpose ON public.listings_rightout FOR EACH ROW WHEN ((((old.purpose)::text = 'mandate'::text) <> ((new.purpose)::text = 'mandate'::text))) EXECUTE FUNCTION public.listings_lock_right();

CREATE CONSTRAINT TRIGGER mandate_relied_on AFTER UPDATE ON public.listings_rightout DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.purpose)::text = 'mandate'::text)) EXECUTE FUNCTION public.listings_mandate_is_relied_on();

CREATE TRIGGER matched_transfer_stands BEFORE DELETE OR UPDATE ON public.payments_banktransfer FOR EACH ROW EXECUTE FUNCTION public.operations_settled_stands('matched_transfer_stands', 'matched_at', 'instalment_id', 'claimed_minor', 'received_minor', 'receipt_id', 'matched_by_id', 'matched_at');

CREATE TRIGGER matched_transfer_stands_is_never_emptied BEFORE TRUNCATE ON public.payments_banktransfer FOR EACH STATEMENT EXECUTE FUNCTION public.operations_settled_stands('matched_transfer_stands', 'matched_at', 'instalment_id', 'claimed_minor', 'received_minor', 'receipt_id', 'matched_by_id', 'matched_at');

CREATE TRIGGER one_way_of_paying BEFORE INSERT ON public.payments_charge FOR EACH ROW EXECUTE FUNCTION public.payments_guard_one_way();

CREATE TRIGGER owner_changes_staff BEFORE UPDATE ON public.accounts_user FOR EACH ROW WHEN (((old.is_staff IS DISTINCT FROM new.is_staff) OR (old.is_superuser IS DISTINCT FROM new.is_superuser) OR (old.staff_roles IS DISTINCT FROM new.staff_roles))) EXECUTE FUNCTION public.accounts_owner_says_who_is_staff();

CREATE TRIGGER owner_makes_staff BEFORE INSERT ON public.accounts_user FOR EACH ROW WHEN ((new.is_staff OR new.is_superuser)) EXECUTE FUNCTION public.accounts_owner_says_who_is_staff();

CREATE TRIGGER paid_instalment_stands BEFORE DELETE OR UPDATE ON public.contracts_instalment FOR EACH ROW EXECUTE FUNCTION public.operations_settled_stands('paid_instalment_stands', 'paid_at', 'contract_id', 'number', 'gross_minor', 'commission_minor', 'currency', 'paid_at');

CREATE TRIGGER paid_instalment_stands_is_never_emptied BEFORE TRUNCATE ON public.contracts_instalment FOR EACH STATEMENT EXECUTE FUNCTION public.operations_settled_stands('paid_instalment_stands', 'paid_at', 'contract_id', 'number', 'gross_minor', 'commission_minor', 'currency', 'paid_at');

CREATE TRIGGER parts_as_agreed BEFORE INSERT ON public.contracts_contractline FOR EACH ROW EXECUTE FUNCTION public.contracts_parts_as_agreed();

CREATE TRIGGER parts_as_agreed BEFORE INSERT ON public.contracts_contractparty FOR EACH ROW EXECUTE FUNCTION public.contracts_parts_as_agreed();

CREATE TRIGGER parts_as_agreed BEFORE INSERT ON public.contracts_instalment FOR EACH ROW EXECUTE FUNCTION public.contracts_parts_as_agreed();

CREATE TRIGGER publish_uncontested BEFORE UPDATE OF state ON public.listings_programme FOR EACH ROW WHEN ((((new.state)::text = 'published'::text) AND ((old.state)::text <> 'published'::text))) EXECUTE FUNCTION public.listings_publish_uncontested();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_artwork FOR EACH ROW EXECUTE FUNCTION public.listings_artwork_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_award FOR EACH ROW EXECUTE FUNCTION public.listings_award_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_credit FOR EACH ROW EXECUTE FUNCTION public.listings_credit_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_episode FOR EACH ROW EXECUTE FUNCTION public.listings_episode_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_identifier FOR EACH ROW EXECUTE FUNCTION public.listings_identifier_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_permit FOR EACH ROW EXECUTE FUNCTION public.listings_permit_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE UPDATE OF kind, original_title, working_title, original_language, production_territories, year, trailer_url ON public.listings_programme FOR EACH ROW WHEN ((((old.state)::text = 'published'::text) AND ((new.state)::text = 'published'::text) AND (((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.original_title)::text IS DISTINCT FROM (new.original_title)::text) OR ((old.working_title)::text IS DISTINCT FROM (new.working_title)::text) OR ((old.original_language)::text IS DISTINCT FROM (new.original_language)::text) OR (old.production_territories IS DISTINCT FROM new.production_territories) OR (old.year IS DISTINCT FROM new.year) OR ((old.trailer_url)::text IS DISTINCT FROM (new.trailer_url)::text)))) EXECUTE FUNCTION public.listings_programme_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_programmetext FOR EACH ROW EXECUTE FUNCTION public.listings_programmetext_reviewed();

CREATE TRIGGER published_stays_reviewed BEFORE INSERT OR DELETE OR UPDATE ON public.listings_season FOR EACH ROW EXECUTE FUNCTION public.listings_season_reviewed();

CREATE TRIGGER receipt_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payments_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.payments_only_grows();

CREATE TRIGGER review_moves BEFORE INSERT OR UPDATE ON public.listings_review FOR EACH ROW EXECUTE FUNCTION public.listings_review_moves();

CREATE TRIGGER reviewed_before_published BEFORE UPDATE OF state ON public.listings_programme FOR EACH ROW WHEN ((((old.state)::text <> 'published'::text) AND ((new.state)::text = 'published'::text))) EXECUTE FUNCTION public.listings_published_reviewed();

CREATE TRIGGER revision_moves BEFORE INSERT OR UPDATE ON public.listings_listingrevision FOR EACH ROW EXECUTE FUNCTION public.listings_revision_moves();

CREATE TRIGGER rights_history_is_never_emptied BEFORE TRUNCATE ON public.listings_rightshistory FOR EACH STATEMENT EXECUTE FUNCTION public.listings_history_only_grows();

CREATE TRIGGER rights_history_only_grows BEFORE DELETE OR UPDATE ON public.listings_rightshistory FOR EACH ROW EXECUTE FUNCTION public.listings_history_only_grows();

CREATE TRIGGER round_stands BEFORE DELETE OR UPDATE ON public.offers_round FOR EACH ROW EXECUTE FUNCTION public.offers_round_stands();

CREATE TRIGGER sale_is_covered BEFORE INSERT OR UPDATE OF active, grade, territories, media, languages, uses, period, programme_id ON public.listings_rightout FOR EACH ROW EXECUTE FUNCTION public.listings_sale_is_covered();

CREATE TRIGGER series_is_a_root BEFORE INSERT OR UPDATE OF series_id ON public.listings_work FOR EACH ROW WHEN ((new.series_id IS NOT NULL)) EXECUTE FUNCTION public.listings_series_is_a_root();

CREATE TRIGGER signature_stands BEFORE DELETE OR UPDATE ON public.contracts_signature FOR EACH ROW EXECUTE FUNCTION public.contracts_signature_stands();

CREATE TRIGGER signs_for_one_side BEFORE INSERT ON public.contracts_signature FOR EACH ROW EXECUTE FUNCTION public.contracts_signs_for_one_side();

CREATE TRIGGER stays_mandated BEFORE UPDATE OF mandated ON public.listings_programme FOR EACH ROW WHEN ((old.mandated <> new.mandated)) EXECUTE FUNCTION public.listings_stays_mandated();

CREATE TRIGGER stored_file_stands BEFORE DELETE OR UPDATE ON public.files_storedfile FOR EACH ROW EXECUTE FUNCTION public.files_stored_stands();

CREATE TRIGGER stripe_event_stands BEFORE DELETE OR UPDATE ON public.payments_stripeevent FOR EACH ROW EXECUTE FUNCTION public.operations_settled_stands('stripe_event_stands', '', 'stripe_id', 'kind', 'payload');

CREATE TRIGGER stripe_event_stands_is_never_emptied BEFORE TRUNCATE ON public.payments_stripeevent FOR EACH STATEMENT EXECUTE FUNCTION public.operations_settled_stands('stripe_event_stands', '', 'stripe_id', 'kind', 'payload');

CREATE TRIGGER terms_of_its_lines BEFORE INSERT ON public.offers_round FOR EACH ROW EXECUTE FUNCTION public.offers_terms_of_its_lines();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_answeredrequest
    ADD CONSTRAINT accounts_answeredreq_organisation_id_d7155679_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_organisation_id_14421eaa_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_user_id_bbee13e0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_auditentry
    ADD CONSTRAINT accounts_auditentry_organisation_id_6232edf1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_auditentry
    ADD CONSTRAINT accounts_auditentry_user_id_7b0077aa_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_exchangerate
    ADD CONSTRAINT accounts_exchangerate_added_by_id_099d5277_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_factorreset
    ADD CONSTRAINT accounts_factorreset_decided_by_id_dad42956_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_factorreset
    ADD CONSTRAINT accounts_factorreset_user_id_e684bddb_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_invited_by_id_94a21efc_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_organisation_id_b7f9480b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_organisation_id_98e5c22b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_user_id_487fb39e_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_newaddress
    ADD CONSTRAINT accounts_newaddress_user_id_bfd951c8_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_notice
    ADD CONSTRAINT accounts_notice_organisation_id_5b7a476c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_notice
    ADD CONSTRAINT accounts_notice_user_id_5ad526c6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisationdocument
    ADD CONSTRAINT accounts_organisatio_file_66219fa6_fk_files_sto FOREIGN KEY (file) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisationdocument
    ADD CONSTRAINT accounts_organisatio_organisation_id_616a84f5_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisatio_suspended_by_id_a60b6b0c_fk_accounts_ FOREIGN KEY (suspended_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisatio_suspension_proposed__34f3a2f8_fk_accounts_ FOREIGN KEY (suspension_proposed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisationdocument
    ADD CONSTRAINT accounts_organisatio_uploaded_by_id_0ebb939f_fk_accounts_ FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisatio_verified_by_id_75d54f12_fk_accounts_ FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_deal_id_f8ba635d_fk_offers_deal_id FOREIGN KEY (deal_id) REFERENCES public.offers_deal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_document_de9903ea_fk_files_storedfile_place FOREIGN KEY (document) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_offer_id_9c754187_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_sealed_document_e737b667_fk_files_sto FOREIGN KEY (sealed_document) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractline
    ADD CONSTRAINT contracts_contractli_contract_id_884152b1_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractline
    ADD CONSTRAINT contracts_contractli_holding_id_a5481388_fk_listings_ FOREIGN KEY (holding_id) REFERENCES public.listings_holding(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractline
    ADD CONSTRAINT contracts_contractli_programme_id_2f314029_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT contracts_contractpa_acts_for_id_cab511f4_fk_accounts_ FOREIGN KEY (acts_for_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT contracts_contractpa_contract_id_c1483169_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT contracts_contractpa_mandate_id_2cc51bbe_fk_listings_ FOREIGN KEY (mandate_id) REFERENCES public.listings_rightout(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_contractparty
    ADD CONSTRAINT contracts_contractpa_organisation_id_ba98f65f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_deliveryevent
    ADD CONSTRAINT contracts_deliveryev_material_id_b84322e1_fk_contracts FOREIGN KEY (material_id) REFERENCES public.contracts_material(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_deliveryevent
    ADD CONSTRAINT contracts_deliveryev_organisation_id_96b110a1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_deliveryevent
    ADD CONSTRAINT contracts_deliveryevent_by_id_408f15c3_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_deliveryevent
    ADD CONSTRAINT contracts_deliveryevent_file_6012c8b6_fk_files_storedfile_place FOREIGN KEY (file) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_instalment
    ADD CONSTRAINT contracts_instalment_contract_id_358b3189_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_material
    ADD CONSTRAINT contracts_material_contract_id_f70bb02f_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_contract_id_da3e9a54_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_organisation_id_7b723338_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_user_id_6c9d1a8a_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_file_659634c6_fk_files_storedfile_place FOREIGN KEY (file) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_organisation_id_2242a5d4_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_import
    ADD CONSTRAINT exchange_import_user_id_788373d3_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_importrow
    ADD CONSTRAINT exchange_importrow_batch_id_adeaa98a_fk_exchange_import_id FOREIGN KEY (batch_id) REFERENCES public.exchange_import(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exchange_importrow
    ADD CONSTRAINT exchange_importrow_programme_id_b833006a_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.files_storedfile
    ADD CONSTRAINT files_storedfile_owner_id_fdad082d_fk_accounts_organisation_id FOREIGN KEY (owner_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.files_upload
    ADD CONSTRAINT files_upload_file_id_1d6074eb_fk_files_storedfile_id FOREIGN KEY (file_id) REFERENCES public.files_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.files_upload
    ADD CONSTRAINT files_upload_owner_id_e9bb4cee_fk_accounts_organisation_id FOREIGN KEY (owner_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.files_upload
    ADD CONSTRAINT files_upload_sender_id_aa3fdd18_fk_accounts_user_id FOREIGN KEY (sender_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_artwork
    ADD CONSTRAINT listings_artwork_large_6a05e210_fk_files_storedfile_place FOREIGN KEY (large) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_artwork
    ADD CONSTRAINT listings_artwork_programme_id_5f081cb4_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_artwork
    ADD CONSTRAINT listings_artwork_small_fee78fdc_fk_files_storedfile_place FOREIGN KEY (small) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_artwork
    ADD CONSTRAINT listings_artwork_uploaded_by_id_05e20452_fk_accounts_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_ask
    ADD CONSTRAINT listings_ask_programme_id_a089b5b3_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_award
    ADD CONSTRAINT listings_award_programme_id_7b0be8c1_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_conflictcase
    ADD CONSTRAINT listings_conflictcas_right_out_id_7bc99daf_fk_listings_ FOREIGN KEY (right_out_id) REFERENCES public.listings_rightout(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_conflictcase
    ADD CONSTRAINT listings_conflictcase_closed_by_id_e90b6c88_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_conflictcase
    ADD CONSTRAINT listings_conflictcase_opened_by_id_435cc2a0_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_credit
    ADD CONSTRAINT listings_credit_programme_id_9e4f25dc_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_cut
    ADD CONSTRAINT listings_cut_confirmed_by_id_fe6cd8fc_fk_accounts_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_cut
    ADD CONSTRAINT listings_cut_work_id_fk FOREIGN KEY (work_id) REFERENCES public.listings_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_episode
    ADD CONSTRAINT listings_episode_season_id_d2b635d2_fk_listings_season_id FOREIGN KEY (season_id) REFERENCES public.listings_season(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_identifier
    ADD CONSTRAINT listings_identifier_programme_id_cff0f67f_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_languageversion
    ADD CONSTRAINT listings_languagever_programme_id_17d654ed_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_listingrevision
    ADD CONSTRAINT listings_listingrevi_decided_by_id_e48e8b21_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_listingrevision
    ADD CONSTRAINT listings_listingrevi_programme_id_bd84e5ea_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_listingrevision
    ADD CONSTRAINT listings_listingrevision_author_id_4d8dfbaf_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_permit
    ADD CONSTRAINT listings_permit_programme_id_b76cdb63_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_programme
    ADD CONSTRAINT listings_programme_created_by_id_b59016fe_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_programme
    ADD CONSTRAINT listings_programme_organisation_id_0e2f03eb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_programme
    ADD CONSTRAINT listings_programme_work_id_fk FOREIGN KEY (work_id) REFERENCES public.listings_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_programmetext
    ADD CONSTRAINT listings_programmete_programme_id_cecfc7ff_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rating
    ADD CONSTRAINT listings_rating_programme_id_9262a13c_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_review
    ADD CONSTRAINT listings_review_decided_by_id_4e2fcd07_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_review
    ADD CONSTRAINT listings_review_programme_id_a728fcef_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_review
    ADD CONSTRAINT listings_review_submitted_by_id_3f6aa726_fk_accounts_user_id FOREIGN KEY (submitted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightin
    ADD CONSTRAINT listings_rightin_created_by_id_24f1013c_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightin
    ADD CONSTRAINT listings_rightin_document_105ef074_fk_files_storedfile_place FOREIGN KEY (document) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightin
    ADD CONSTRAINT listings_rightin_mandate_id_ff50c947_fk_listings_rightout_id FOREIGN KEY (mandate_id) REFERENCES public.listings_rightout(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightin
    ADD CONSTRAINT listings_rightin_programme_id_053b60c3_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT listings_rightout_created_by_id_383c7c82_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT listings_rightout_cut_id_0cf991e6_fk_listings_cut_id FOREIGN KEY (cut_id) REFERENCES public.listings_cut(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT listings_rightout_holding_id_e783fb8e_fk_listings_holding_id FOREIGN KEY (holding_id) REFERENCES public.listings_holding(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT listings_rightout_licensee_id_57cb4f03_fk_accounts_ FOREIGN KEY (licensee_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightout
    ADD CONSTRAINT listings_rightout_programme_id_21c20cb2_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightsclaim
    ADD CONSTRAINT listings_rightsclaim_decided_by_id_556490bb_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightsclaim
    ADD CONSTRAINT listings_rightsclaim_earlier_listing_id_a126658f_fk_listings_ FOREIGN KEY (earlier_listing_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_rightsclaim
    ADD CONSTRAINT listings_rightsclaim_later_listing_id_551cf1c2_fk_listings_ FOREIGN KEY (later_listing_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_searchentry
    ADD CONSTRAINT listings_searchentry_programme_id_121fd7b4_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_season
    ADD CONSTRAINT listings_season_programme_id_007de754_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_sellerterms
    ADD CONSTRAINT listings_sellerterms_organisation_id_bf883ece_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_sortkey
    ADD CONSTRAINT listings_sortkey_programme_id_277eb163_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_territoryset
    ADD CONSTRAINT listings_territoryse_changed_by_id_461818ab_fk_accounts_ FOREIGN KEY (changed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_territoryset
    ADD CONSTRAINT listings_territoryse_organisation_id_a5697bbf_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_waitingentry
    ADD CONSTRAINT listings_waitingentr_organisation_id_27aaa763_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_waitingentry
    ADD CONSTRAINT listings_waitingentr_programme_id_a0f90563_fk_listings_ FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_waitingentry
    ADD CONSTRAINT listings_waitingentry_user_id_61277e2b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_watch
    ADD CONSTRAINT listings_watch_organisation_id_88ab4667_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_watch
    ADD CONSTRAINT listings_watch_programme_id_060c4091_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_watch
    ADD CONSTRAINT listings_watch_user_id_91cbf644_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_work
    ADD CONSTRAINT listings_work_created_by_id_7e129c89_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_work
    ADD CONSTRAINT listings_work_series_id_1dc4de19_fk_listings_work_id FOREIGN KEY (series_id) REFERENCES public.listings_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_workcase
    ADD CONSTRAINT listings_workcase_confirmed_by_id_3b2ecf7f_fk_accounts_user_id FOREIGN KEY (confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_workcase
    ADD CONSTRAINT listings_workcase_listing_id_0d382e7e_fk_listings_programme_id FOREIGN KEY (listing_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_workcase
    ADD CONSTRAINT listings_workcase_other_id_b57d4773_fk_listings_work_id FOREIGN KEY (other_id) REFERENCES public.listings_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_workcase
    ADD CONSTRAINT listings_workcase_proposed_by_id_16b7dd4d_fk_accounts_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_workcase
    ADD CONSTRAINT listings_workcase_work_id_7e0d46ec_fk_listings_work_id FOREIGN KEY (work_id) REFERENCES public.listings_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.listings_workidentifier
    ADD CONSTRAINT listings_workidentifier_work_id_d782d0d1_fk_listings_work_id FOREIGN KEY (work_id) REFERENCES public.listings_work(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_deal
    ADD CONSTRAINT offers_deal_buyer_id_8542fa84_fk_accounts_organisation_id FOREIGN KEY (buyer_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_deal
    ADD CONSTRAINT offers_deal_opened_by_id_aecbb7cb_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_deal
    ADD CONSTRAINT offers_deal_seller_id_feee633a_fk_accounts_organisation_id FOREIGN KEY (seller_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_message
    ADD CONSTRAINT offers_message_author_id_5e156c06_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_message
    ADD CONSTRAINT offers_message_deal_id_d49c9655_fk_offers_deal_id FOREIGN KEY (deal_id) REFERENCES public.offers_deal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_message
    ADD CONSTRAINT offers_message_organisation_id_ab819b03_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_deal_id_177d6f11_fk_offers_deal_id FOREIGN KEY (deal_id) REFERENCES public.offers_deal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_offer
    ADD CONSTRAINT offers_offer_opened_by_id_ef610180_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_offerline
    ADD CONSTRAINT offers_offerline_offer_id_5b228106_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_offerline
    ADD CONSTRAINT offers_offerline_programme_id_8eb6ab7c_fk_listings_programme_id FOREIGN KEY (programme_id) REFERENCES public.listings_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_round
    ADD CONSTRAINT offers_round_author_id_cbd83a0f_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offers_round
    ADD CONSTRAINT offers_round_offer_id_11e07d68_fk_offers_offer_id FOREIGN KEY (offer_id) REFERENCES public.offers_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_allocation
    ADD CONSTRAINT payments_allocation_by_id_1e576fce_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_allocation
    ADD CONSTRAINT payments_allocation_charge_id_6054d211_fk_payments_charge_id FOREIGN KEY (charge_id) REFERENCES public.payments_charge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_allocation
    ADD CONSTRAINT payments_allocation_credit_id_ecd1cf65_fk_payments_credit_id FOREIGN KEY (credit_id) REFERENCES public.payments_credit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_allocation
    ADD CONSTRAINT payments_allocation_instalment_id_711f2810_fk_contracts FOREIGN KEY (instalment_id) REFERENCES public.contracts_instalment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_allocation
    ADD CONSTRAINT payments_allocation_receipt_id_da3deba6_fk_payments_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.payments_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfe_claimed_by_id_0587b632_fk_accounts_ FOREIGN KEY (claimed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfe_instalment_id_dfe51c1b_fk_contracts FOREIGN KEY (instalment_id) REFERENCES public.contracts_instalment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfe_matched_by_id_15fab165_fk_accounts_ FOREIGN KEY (matched_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfe_receipt_id_4fb7c1f1_fk_payments_ FOREIGN KEY (receipt_id) REFERENCES public.payments_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfe_refused_by_id_e3577cb0_fk_accounts_ FOREIGN KEY (refused_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfer_proof_5112ac7d_fk_files_storedfile_place FOREIGN KEY (proof) REFERENCES public.files_storedfile(place) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_banktransfer
    ADD CONSTRAINT payments_banktransfer_seen_by_id_33ee6df1_fk_accounts_user_id FOREIGN KEY (seen_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_instalment_id_cd8ec0d5_fk_contracts FOREIGN KEY (instalment_id) REFERENCES public.contracts_instalment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_charge
    ADD CONSTRAINT payments_charge_opened_by_id_248540f8_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_buyer_id_fab0af9b_fk_accounts_organisation_id FOREIGN KEY (buyer_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_charge_id_3a64efea_fk_payments_charge_id FOREIGN KEY (charge_id) REFERENCES public.payments_charge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_closed_by_id_6228ef85_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_instalment_id_0f02bfa8_fk_contracts FOREIGN KEY (instalment_id) REFERENCES public.contracts_instalment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_owner_id_898e484e_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_credit
    ADD CONSTRAINT payments_credit_receipt_id_5b6ae4b8_fk_payments_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.payments_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_entry
    ADD CONSTRAINT payments_entry_account_id_2813ada0_fk_payments_ledgeraccount_id FOREIGN KEY (account_id) REFERENCES public.payments_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_entry
    ADD CONSTRAINT payments_entry_journal_id_1cd6270d_fk_payments_journal_id FOREIGN KEY (journal_id) REFERENCES public.payments_journal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_journal
    ADD CONSTRAINT payments_journal_reverses_id_f5bb6ebb_fk_payments_journal_id FOREIGN KEY (reverses_id) REFERENCES public.payments_journal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_ledgerbalance
    ADD CONSTRAINT payments_ledgerbalan_account_id_71b6ecad_fk_payments_ FOREIGN KEY (account_id) REFERENCES public.payments_ledgeraccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_moneycase
    ADD CONSTRAINT payments_moneycase_charge_id_4a7d350e_fk_payments_charge_id FOREIGN KEY (charge_id) REFERENCES public.payments_charge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_moneycase
    ADD CONSTRAINT payments_moneycase_closed_by_id_e10c62fa_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_receipt
    ADD CONSTRAINT payments_receipt_entered_by_id_466c0ec3_fk_accounts_user_id FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.payments_verification
    ADD CONSTRAINT payments_verification_seen_by_id_2bb78d1d_fk_accounts_user_id FOREIGN KEY (seen_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_knowndelay
    ADD CONSTRAINT watch_knowndelay_by_id_d089fbb2_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
