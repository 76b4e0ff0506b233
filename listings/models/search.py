from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from listings.models.programme import Programme


class SearchEntry(models.Model):
    """What a programme is found by: tokens of its titles, people, seller and ids in every script (listings.text)."""

    programme = models.OneToOneField(Programme, models.CASCADE, primary_key=True, related_name="search_entry")
    tokens = SearchVectorField()
    names = models.JSONField(default=list, help_text="the titles, to rank hits by likeness")
    keys = ArrayField(models.TextField(), default=list, help_text="the titles as keys (listings.text.keys)")
    sort_en = models.BinaryField(default=bytes, help_text="ICU sort key of the title shown in English")
    sort_zh = models.BinaryField(default=bytes, help_text="the same for Chinese, by pinyin")

    class Meta:
        indexes = [
            GinIndex(fields=["tokens"], name="search_by_token"),
            GinIndex(fields=["keys"], name="search_by_title_key"),
        ]

    def __str__(self) -> str:
        return str(self.programme_id)
