"""Seasons and episodes, written as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from listings.models import Episode, Programme, Season


def write_seasons(programme: Programme, clean: Sequence[Mapping[str, Any]]) -> None:
    """Replace the rows; `clean` comes from `check_facts`."""
    programme.seasons.all().delete()
    made = Season.objects.bulk_create(
        Season(programme=programme, number=s["number"], title=s["title"], year=s["year"]) for s in clean
    )
    Episode.objects.bulk_create(
        Episode(season=season, **episode) for season, s in zip(made, clean, strict=True) for episode in s["episodes"]
    )
