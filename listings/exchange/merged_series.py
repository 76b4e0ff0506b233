"""Programmes of a whole series, as imports made them before each season was one of its own.

One that holds a single season stays that season's programme. One that holds several cannot be told apart by us: as long as
it has rights, a season of it would be offered twice, so its rows wait until a person has parted it.
"""

from collections.abc import Collection

from django.db.models.fields.json import KeyTextTransform

from accounts.actors import Actor
from listings.exchange.models import ImportRow
from listings.exchange.programme_matching import Work
from listings.models import Programme

SEASON = KeyTextTransform("AvailAsset/SeasonContentID", "cells")


def of_series(works: Collection[Work], by: Actor) -> tuple[dict[str, Programme], dict[str, str]]:
    """({key: the programme of its series that is this season alone}, {key: public id of one that is several})."""
    series = {work.key: work.series[0] for work in works if work.series[0] not in ("", work.key)}
    there = {p.source_key: p for p in Programme.objects.owned_by(by).filter(source_key__in=series.values())}
    alone: dict[str, Programme] = {}
    several: dict[str, str] = {}
    for key, name in series.items():
        if (programme := there.get(name)) is None:
            continue
        seasons = seasons_of(programme)
        if seasons <= {key.removeprefix("avails:")}:
            alone[key] = programme
        elif len(seasons) > 1 and programme.rights_in.exists():
            several[key] = programme.public_id
    return alone, several


def seasons_of(programme: Programme) -> frozenset[str]:
    """The content ids of the seasons that went into the programme."""
    rows = ImportRow.objects.filter(programme=programme).order_by()
    return frozenset(found for found in rows.values_list(SEASON, flat=True).distinct() if found)
