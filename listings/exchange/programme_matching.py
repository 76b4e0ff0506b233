"""Which programme a row is about: a film by its content id, a series by its season (rights are sold by the season)."""

import re
from dataclasses import dataclass
from typing import Any

from listings.exchange.avails.model import Transaction
from listings.exchange.meaning_languages import our_languages
from listings.exchange.not_here import NotHere
from listings.exchange.title_languages import NO_LETTERS, title_language

KINDS = {
    "Movie": "film",
    "Short": "film",
    "Season": "series",
    "Series": "series",
    "Volume": "series",
    "Episode": "series",
}
PARTS = frozenset({"Episode", "Volume"})
WHOLES = frozenset({"Season", "Series", "Volume"})  # whose run time is not that of one episode
MAX_KEY_LENGTH = 110
OUR_ID = re.compile(r"(MN-[A-Z]{2}-[0-9]{6})(?::s([0-9]{1,4}))?$")
MAX_MINUTES = 600  # of one film or episode; a longer one was probably written as minutes and seconds


@dataclass(frozen=True)
class Work:
    """What a row tells of its programme. `key` names the programme for ever, `season` the season; both are equal but for
    a series of ours with several seasons. `series` is the (key, title) of the series it is of. `facts` hold nothing that
    the row does not say."""

    key: str
    season: str
    facts: dict[str, Any]
    texts: dict[str, str]
    working_title: str = ""
    eidr: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    rating: tuple[str, str] = ("", "")
    part: bool = False
    series: tuple[str, str] = ("", "")


def work_of(row: Transaction) -> Work:
    """The programme of a row. Raises NotHere for bundles, extras, trailers, and a series without its seasons."""
    said, fields = row.asset.work_type, row.asset.fields
    if said not in KINDS:
        raise NotHere("not-a-programme", "AvailAsset/WorkType", said)
    if said == "Series" and fields.get("SeasonCount") != "1":
        raise NotHere("series-not-season", "AvailAsset/WorkType", said)
    episodic = KINDS[said] == "series"
    season = f"avails:{season_id(row) if episodic else row.asset.content_id}"[:MAX_KEY_LENGTH]
    public = OUR_ID.search(season)
    return Work(
        key=season.removesuffix(f":s{public[2]}") if public and public[2] else season,
        season=season,
        facts=read_facts(row, episodic),
        texts=read_titles_of(row, episodic),
        working_title=working_title(row, episodic),
        eidr=(fields.get("SeasonID") if episodic else fields.get("EditID") or fields.get("TitleID")) or "",
        credits=credits_of(row),
        rating=(fields.get("RatingSystem", ""), fields.get("RatingValue", "")),
        part=said in PARTS,
        series=series_of(row) if episodic else ("", ""),
    )


def our_id(key: str) -> str:
    """The public id in the name of a work that was exported from here; "" for the others."""
    found = OUR_ID.search(key)
    return found[1] if found else ""


def our_season(key: str) -> int:
    """The number of the season in the name of a work that was exported from here; 0 for the others."""
    found = OUR_ID.search(key)
    return int(found[2]) if found and found[2] else 0


def owned_name(key: str) -> bool:
    """Does the name belong to one organisation: one of ours, or in an organisation's own space (md:cid:org:…)?
    A registered identifier (EIDR) and a plain number may stand in anybody's file."""
    return bool(our_id(key)) or key.startswith("avails:md:cid:org:")


def season_id(row: Transaction) -> str:
    """The season (a row about a season is named by it), else the series: what rights are sold by."""
    fields = row.asset.fields
    if row.asset.work_type == "Season":
        return row.asset.content_id
    return fields.get("SeasonContentID") or fields.get("SeriesContentID") or row.asset.content_id


def series_of(row: Transaction) -> tuple[str, str]:
    """(key, title) of the series; empty where the row names none."""
    key = row.asset.fields.get("SeriesContentID", "")
    titles = row.asset.titles
    named = titles.get("SeriesTitleDisplayUnlimited") or titles.get("SeriesTitleInternalAlias") or key
    return (f"avails:{key}"[:MAX_KEY_LENGTH], named[:300]) if key else ("", "")


def read_facts(row: Transaction, episodic: bool) -> dict[str, Any]:
    """Columns of the programme that the row says. Origin and original language are not among them: Avails has no word
    for them, and where a work is licensed says nothing of where it comes from."""
    fields = row.asset.fields
    found = {
        "original_title": row_title(row, episodic),
        "year": read_whole_number(fields.get("ReleaseYear", "")[:4], 1888, 2100),
        "minutes": None if row.asset.work_type in WHOLES else read_minutes(fields.get("TotalRunTime", "")),
        "episode_count": None if volume_count(row) else read_whole_number(fields.get("EpisodeCount", ""), 1, 9999),
        "season": read_whole_number(fields.get("SeasonNumber", ""), 1, 999) if episodic else None,
    }
    kind = "series" if episodic else "film"
    return {"kind": kind} | {name: value for name, value in found.items() if value is not None}


def volume_count(row: Transaction) -> bool:
    """Can EpisodeCount be that of a volume? A workbook has no other place to say it."""
    return row.asset.work_type == "Volume" and "VolumeNumberOfEpisodes" not in row.asset.fields


def row_title(row: Transaction, episodic: bool) -> str:
    """The title for display, else the working title; a season says which."""
    titles, fields = row.asset.titles, row.asset.fields
    if not episodic:
        return (titles.get("TitleDisplayUnlimited") or titles.get("TitleInternalAlias") or row.asset.content_id)[:300]
    series = titles.get("SeriesTitleDisplayUnlimited") or titles.get("SeriesTitleInternalAlias") or row.asset.content_id
    return of_season(series, titles.get("SeasonTitleDisplayUnlimited") or fields.get("SeasonNumber", ""))


def of_season(series: str, season: str) -> str:
    """灯河 3. The first season has the series' own title."""
    return f"{series} {season}".strip()[:300] if season and season not in {"1", "01"} else series[:300]


def working_title(row: Transaction, episodic: bool) -> str:
    """The licensor's own title, if it is not the one for display."""
    titles = row.asset.titles
    alias = titles.get("SeriesTitleInternalAlias" if episodic else "TitleInternalAlias", "")
    named = of_season(alias, row.asset.fields.get("SeasonNumber", "")) if alias and episodic else alias[:300]
    return "" if named == row_title(row, episodic) else named


def read_titles_of(row: Transaction, episodic: bool) -> dict[str, str]:
    """Titles by language: those that XML marks, and the one for display where its letters, or the languages of the row
    among those that its letters can be, decide."""
    display = "SeriesTitleDisplayUnlimited" if episodic else "TitleDisplayUnlimited"
    season = row.asset.fields.get("SeasonNumber", "") if episodic else ""
    found: dict[str, str] = {}
    for name, text in row.asset.titles.items():
        base, _at, tag = name.partition("@")
        if base == display and tag and len(codes := our_languages(tag) - NO_LETTERS) == 1:
            found[next(iter(codes))] = of_season(text, season)
    shown = row_title(row, episodic)
    named = (
        frozenset[str]().union(*(our_languages(one.tag) for one in (*row.asset_languages, *row.allowed))) - NO_LETTERS
    )
    if shown not in found.values() and (language := title_language(shown, named)):
        found.setdefault(language, shown)
    return found


def credits_of(row: Transaction) -> tuple[tuple[str, str], ...]:
    """(role, name) of the director and the company."""
    roles = {"director": "Director", "company": "CompanyDisplayCredit"}
    said = {role: row.asset.fields.get(column, "").strip()[:200] for role, column in roles.items()}
    return tuple((role, name) for role, name in said.items() if name)


def read_whole_number(text: str, low: int, high: int) -> int | None:
    """A whole number in a range, or nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 and low <= int(text) <= high else None


def read_minutes(text: str) -> int | None:
    """HH:MM:SS, HH:MM or PT1H56M as whole minutes; nothing where it would be longer than any film."""
    parts = text.removeprefix("PT").replace("H", ":").replace("M", ":").rstrip("S:").split(":")
    if not all(part.isdecimal() for part in parts) or not 2 <= len(parts) <= 3:
        return None
    found = int(parts[0]) * 60 + int(parts[1])
    return found if 0 < found <= MAX_MINUTES else None
