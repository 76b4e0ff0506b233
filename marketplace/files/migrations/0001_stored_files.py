"""The table of files: what lies where, whose it is, what it is, how long it is kept. Written once: see the trigger."""

import django.utils.timezone
from django.db import migrations, models

STANDS = """
create function files_stored_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - '{keep_until,erased_at}'::text[]) <> (to_jsonb(old) - '{keep_until,erased_at}'::text[])
     or (old.erased_at is not null and new is distinct from old) then
    raise exception 'a stored file never changes' using errcode = '23514', constraint = 'stored_file_stands';
  end if;
  return new;
end $$;
create trigger stored_file_stands before update or delete on files_storedfile
  for each row execute function files_stored_stands();
"""
FALLS = "drop trigger stored_file_stands on files_storedfile; drop function files_stored_stands();"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_staff_roles")]
    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(help_text="its name in the store, ours", max_length=100, unique=True)),
                ("name", models.CharField(help_text="as its sender called it, fit to be shown", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        help_text="key of marketplace.files.kinds.KINDS, told from its bytes", max_length=8
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                (
                    "sha256",
                    models.CharField(
                        blank=True, help_text="empty = it was not there when this table came", max_length=64
                    ),
                ),
                ("stored_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "keep_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="then nobody gets it any more, and its bytes go a day later; none = kept",
                        null=True,
                    ),
                ),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="whose it is; none = the market's",
                        null=True,
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("erased_at", None), ("keep_until__isnull", False)),
                        fields=["keep_until"],
                        name="files_to_erase",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "pdf", "jpg", "png", "webp", "xlsx", "xlsm", "docx", "xml", "csv", "txt", "zip", "wav",
                                    "srt", "vtt", "ttml", "ass", "json", "pem", "bin",
                                ],
                            )
                        ),
                        name="file_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(erased_at=None)
                        | models.Q(keep_until__isnull=False, keep_until__lte=models.F("erased_at")),
                        name="no_file_is_erased_before_its_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STANDS, FALLS),
    ]  # fmt: skip
