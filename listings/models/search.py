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

    class Meta:
        indexes = [
            GinIndex(fields=["tokens"], name="search_by_token"),
            GinIndex(fields=["keys"], name="search_by_title_key"),
        ]

    def __str__(self) -> str:
        return str(self.programme_id)


class SortKey(models.Model):
    """The place of a programme in the order of titles, as readers of one language of the interface look for it."""

    pk = models.CompositePrimaryKey("programme_id", "language")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sort_keys", db_index=False)
    language = models.CharField(max_length=12, help_text="its code in marketplace.kit.interface_languages")
    key = models.BinaryField(help_text="ICU sort key of the title that these readers are shown")

    class Meta:
        indexes = [models.Index(fields=["language", "key", "programme"], name="titles_in_order")]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.language}"
