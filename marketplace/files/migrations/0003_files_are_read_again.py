"""When a file's bytes were last compared with its hash, and what that found: all else of its row stands as before."""

from django.db import migrations, models

STANDS = """
create or replace function files_stored_stands() returns trigger language plpgsql as $$
declare
  moves constant text[] := '{%s}';
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - moves) <> (to_jsonb(old) - moves)
     or (old.erased_at is not null and new is distinct from old) then
    raise exception 'a stored file never changes' using errcode = '23514', constraint = 'stored_file_stands';
  end if;
  return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0002_uploads")]

    operations = [
        migrations.AddField(
            "storedfile",
            "read_at",
            models.DateTimeField(blank=True, help_text="when its bytes were last compared with its hash", null=True),
        ),
        migrations.AddField(
            "storedfile",
            "fault",
            models.CharField(
                blank=True,
                choices=[("missing", "Missing"), ("altered", "Altered")],
                default="",
                help_text="what that reading found wrong; empty = nothing",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "storedfile",
            models.CheckConstraint(
                condition=models.Q(("fault__in", ["", "missing", "altered"])), name="file_fault_known"
            ),
        ),
        migrations.AddIndex(
            "storedfile",
            models.Index(condition=models.Q(("erased_at", None)), fields=["read_at"], name="files_to_read_again"),
        ),
        migrations.AddIndex(
            "storedfile",
            models.Index(condition=models.Q(("fault", ""), _negated=True), fields=["id"], name="files_with_a_fault"),
        ),
        migrations.RunSQL(STANDS % "keep_until,erased_at,read_at,fault", STANDS % "keep_until,erased_at"),
    ]
