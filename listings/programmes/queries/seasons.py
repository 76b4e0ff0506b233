"""The seasons of a series with their episodes, in order."""

from typing import Any

from listings.models import Programme


def seasons_of(programme: Programme) -> list[dict[str, Any]]:
    """[{number, title, year, episodes: [{number, title, minutes}], minutes}]; two queries. Minutes: of all that have any."""
    found = []
    for season in programme.seasons.prefetch_related("episodes").order_by("number"):
        rows = sorted(season.episodes.all(), key=lambda episode: episode.number)
        episodes = [{"number": e.number, "title": e.title, "minutes": e.minutes} for e in rows]
        total = sum(e.minutes or 0 for e in rows)
        found.append(
            {
                "number": season.number,
                "title": season.title,
                "year": season.year,
                "episodes": episodes,
                "minutes": total,
            }
        )
    return found
