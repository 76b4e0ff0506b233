"""A programme as Avails know works: a film is one work, a series one for each season (rights are sold by the season)."""

from listings.exchange.avails.model import Asset
from listings.exchange.avails_out.identifiers import content_id, make_alid
from listings.models import Programme
from marketplace.vocabularies.programmes import EPISODIC

SHORT_MINUTES = 40
ALWAYS_SERIES = frozenset({"series", "micro_drama"})


def works_of(programme: Programme) -> list[tuple[str, Asset]]:
    """(ALID, work) of the film, or of each season in order. Reads texts, credits, identifiers, seasons and episodes."""
    if not is_episodic(programme):
        return [(make_alid(programme.public_id), film_asset(programme))]
    numbers = sorted(season.number for season in programme.seasons.all()) or [1]
    return [(make_alid(programme.public_id, number), season_work(programme, number)) for number in numbers]


def is_episodic(programme: Programme) -> bool:
    """Is it sold by the season? A documentary of one part is a film."""
    if programme.kind in ALWAYS_SERIES or programme.seasons.all():
        return True
    return programme.kind in EPISODIC and (programme.episode_count or 1) > 1


def film_asset(programme: Programme) -> Asset:
    """A film, or a short one."""
    short = programme.kind in ("commercial", "trailer") or (programme.minutes or SHORT_MINUTES + 1) <= SHORT_MINUTES
    fields = {
        "TitleID": valid_eidr(programme),
        "AltID": other_number(programme),
        "ReleaseYear": str(programme.year or ""),
        "TotalRunTime": run_time(programme.minutes),
        "Director": first_credit(programme, "director"),
        "CompanyDisplayCredit": first_credit(programme, "company"),
    }
    return Asset(
        content_id(programme.public_id),
        "Short" if short else "Movie",
        title_fields(programme, ""),
        without_empty(fields),
    )


def season_work(programme: Programme, number: int) -> Asset:
    """One season. A series without seasons recorded is its own first season."""
    seasons = list(programme.seasons.all())
    season = next((one for one in seasons if one.number == number), None)
    episodes = len(season.episodes.all()) if season else 0
    if not episodes and len(seasons) < 2:
        episodes = programme.episode_count or 0
    fields = {
        "SeriesContentID": content_id(programme.public_id),
        "SeasonNumber": str(number),
        "EpisodeCount": str(episodes or ""),
        "SeasonCount": str(len(seasons) or 1),
        "SeriesID": valid_eidr(programme),
        "SeriesAltID": other_number(programme),
        "CompanyDisplayCredit": first_credit(programme, "company"),
        "ReleaseYear": str((season and season.year) or programme.year or ""),
    }
    named = title_fields(programme, "Series")
    if season and season.title:
        named["SeasonTitleDisplayUnlimited"] = season.title
    return Asset(content_id(programme.public_id, number), "Season", named, without_empty(fields))


def title_fields(programme: Programme, prefix: str) -> dict[str, str]:
    """The original title as the working title; for display the English one, else the original; and one per language."""
    by_language = {text.language: text.title for text in programme.texts.all() if text.title}
    shown = f"{prefix}TitleDisplayUnlimited"
    named = {
        f"{prefix}TitleInternalAlias": programme.original_title,
        shown: by_language.get("en") or programme.original_title,
    }
    by_language.setdefault(programme.original_language, programme.original_title)
    return named | {f"{shown}@{language}": title for language, title in sorted(by_language.items())}


def valid_eidr(programme: Programme) -> str:
    """The EIDR, if it is a right one."""
    return next((one.value for one in programme.identifiers.all() if one.scheme == "eidr" and not one.warning), "")


def other_number(programme: Programme) -> str:
    """The house's own number, else ISAN or IMDb with their names."""
    known = {one.scheme: one.value for one in programme.identifiers.all()}
    named = [f"{scheme}:{known[scheme]}" for scheme in ("isan", "imdb") if scheme in known]
    return known.get("house") or next(iter(named), "")


def first_credit(programme: Programme, role: str) -> str:
    """The first name in a role."""
    found = sorted((one for one in programme.credits.all() if one.role == role), key=lambda one: (one.position, one.pk))
    return found[0].name if found else ""


def run_time(minutes: int | None) -> str:
    """HH:MM:SS"""
    return f"{minutes // 60:02}:{minutes % 60:02}:00" if minutes else ""


def without_empty(fields: dict[str, str]) -> dict[str, str]:
    """Without what is empty."""
    return {name: text for name, text in fields.items() if text}
