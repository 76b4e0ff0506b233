"""Roles of the staff as data. Whoever was on the staff before has all of them; who has which is the owner's to say."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

ROLES = ["verifier", "moderator", "money_maker", "money_checker", "support", "auditor"]
ALL_OF_THEM = """
update accounts_user set staff_roles = '{verifier,moderator,money_maker,money_checker,support,auditor}' where is_staff
"""
OWNER_SAYS = """
create function accounts_owner_says_who_is_staff() returns trigger language plpgsql as $$
begin
  if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    raise exception 'who is on the staff is not the application''s to say'
      using errcode = '23514', constraint = 'owner_says_who_is_staff';
  end if;
  return new;
end $$;
create trigger owner_makes_staff before insert on accounts_user for each row
  when (new.is_staff or new.is_superuser) execute function accounts_owner_says_who_is_staff();
create trigger owner_changes_staff before update on accounts_user for each row
  when (row(old.is_staff, old.is_superuser, old.staff_roles) is distinct from row(new.is_staff, new.is_superuser, new.staff_roles))
  execute function accounts_owner_says_who_is_staff();
"""
NOBODY_SAYS = """
drop trigger owner_changes_staff on accounts_user;
drop trigger owner_makes_staff on accounts_user;
drop function accounts_owner_says_who_is_staff();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_notices_by_channel"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        migrations.AddField(
            "user",
            "staff_roles",
            ArrayField(
                models.CharField(
                    max_length=16,
                    choices=[
                        ("verifier", "Verifier"),
                        ("moderator", "Moderator"),
                        ("money_maker", "Money: enters"),
                        ("money_checker", "Money: decides"),
                        ("support", "Support"),
                        ("auditor", "Auditor"),
                    ],
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.RunSQL(ALL_OF_THEM, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=models.Q(is_staff=True) | models.Q(staff_roles=[]), name="only_staff_have_staff_roles"
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(condition=models.Q(staff_roles__contained_by=ROLES), name="staff_roles_known"),
        ),
        migrations.RunSQL(OWNER_SAYS, NOBODY_SAYS),
    ]
