"""The order of titles as a row for each language of the interface, no longer a column: another language needs no migration."""

import django.db.models.deletion
from django.db import migrations, models

TITLES_BACK = """
create index engine_titles_en on listings_searchentry (sort_en, programme_id);
create index engine_titles_zh on listings_searchentry (sort_zh, programme_id);
"""
COPY = """
insert into listings_sortkey (programme_id, language, key)
  select programme_id, 'en', sort_en from listings_searchentry
  union all select programme_id, 'zh-hans', sort_zh from listings_searchentry
"""
COPY_BACK = """
update listings_searchentry e set sort_en = en.key, sort_zh = zh.key from listings_sortkey en, listings_sortkey zh
where en.programme_id = e.programme_id and en.language = 'en' and zh.programme_id = e.programme_id and zh.language = 'zh-hans'
"""


class Migration(migrations.Migration):
    dependencies = [("engine", "0002_works"), ("listings", "0021_held_cut_stands")]

    operations = [
        migrations.RunSQL("drop index engine_titles_en; drop index engine_titles_zh", TITLES_BACK),
        migrations.CreateModel(
            name="SortKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "programme_id", "language", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "language",
                    models.CharField(help_text="its code in marketplace.kit.interface_languages", max_length=12),
                ),
                ("key", models.BinaryField(help_text="ICU sort key of the title that these readers are shown")),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sort_keys",
                        to="listings.programme",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["language", "key", "programme"], name="titles_in_order")]},
        ),
        migrations.RunSQL(COPY, COPY_BACK),
        migrations.RemoveField(model_name="searchentry", name="sort_en"),
        migrations.RemoveField(model_name="searchentry", name="sort_zh"),
    ]
