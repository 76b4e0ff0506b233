"""Seasons and episodes as given: each value checked at its place, then written as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from listings.models import Episode, Programme, Season
from marketplace.kit.vocab.programmes import EPISODIC, KINDS

MAX_SEASONS, MAX_EPISODES = 60, 2000
Errors = dict[str, list[str]]


def check_seasons(kind: str, seasons: Sequence[Mapping[str, Any]], errors: Errors) -> list[dict[str, Any]]:
    """The rows checked; what is wrong is added to `errors` at its place."""
    if seasons and kind in KINDS and kind not in EPISODIC:
        errors["seasons"] = [_("Only series have seasons. Change the type in Basics first.")]
        return []
    if len(seasons) > MAX_SEASONS:
        errors["seasons"] = [_("At most %(most)s seasons fit here.") % {"most": MAX_SEASONS}]
        return []
    clean = [season_of(given, f"seasons-{i}", errors) for i, given in enumerate(seasons)]
    told_twice(clean, "seasons", _("Season %(number)s is here twice."), errors)
    return clean


def season_of(given: Mapping[str, Any], place: str, errors: Errors) -> dict[str, Any]:
    """One season and its episodes."""
    rows = list(given.get("episodes") or ())
    if len(rows) > MAX_EPISODES:
        errors[f"{place}-episodes"] = [_("At most %(most)s episodes fit in a season.") % {"most": MAX_EPISODES}]
        rows = []
    episodes = [
        {
            "number": counted(row.get("number"), f"{place}-episodes-{i}-number", 0, 5000, errors, needed=True),
            "title": worded(row.get("title"), f"{place}-episodes-{i}-title", errors),
            "minutes": counted(row.get("minutes"), f"{place}-episodes-{i}-minutes", 1, 1000, errors),
        }
        for i, row in enumerate(rows)
    ]
    told_twice(episodes, f"{place}-episodes", _("Episode %(number)s is here twice."), errors)
    return {
        "number": counted(given.get("number"), f"{place}-number", 0, 500, errors, needed=True),
        "title": worded(given.get("title"), f"{place}-title", errors),
        "year": counted(given.get("year"), f"{place}-year", 1888, 2100, errors),
        "episodes": episodes,
    }


def counted(value: Any, place: str, low: int, high: int, errors: Errors, *, needed: bool = False) -> int | None:
    """A whole number in a range; nothing only where it is not needed."""
    text = "" if value is None else str(value).strip()
    if not text and not needed:
        return None
    if text.isdecimal() and len(text) < 6 and low <= int(text) <= high:
        return int(text)
    errors[place] = [
        _("“%(value)s”: write a whole number from %(low)s to %(high)s.")
        % {"value": text[:20], "low": low, "high": high}
    ]
    return None


def worded(value: Any, place: str, errors: Errors) -> str:
    """A title of at most 200 characters."""
    text = str(value or "").replace("\x00", "").strip()
    if len(text) > 200:
        errors[place] = [_("Up to 200 characters fit; these are %(length)s.") % {"length": len(text)}]
    return text


def told_twice(rows: Sequence[Mapping[str, Any]], place: str, text: str, errors: Errors) -> None:
    """A number that was given before is named where it comes again."""
    seen: set[int] = set()
    for i, row in enumerate(rows):
        if row["number"] is not None and row["number"] in seen:
            errors[f"{place}-{i}-number"] = [text % {"number": row["number"]}]
        seen.add(row["number"])


def write_seasons(programme: Programme, clean: Sequence[Mapping[str, Any]]) -> None:
    """Replace the rows; `clean` comes from `check_seasons`."""
    programme.seasons.all().delete()
    made = Season.objects.bulk_create(
        Season(programme=programme, number=s["number"], title=s["title"], year=s["year"]) for s in clean
    )
    Episode.objects.bulk_create(
        Episode(season=season, **episode)
        for season, s in zip(made, clean, strict=True)
        for episode in s["episodes"]
    )  # fmt: skip
