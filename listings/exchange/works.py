"""Which programme a row is about: a film by its content id, a series by its season (rights are sold by the season)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from listings.exchange.avails.model import Transaction
from listings.exchange.meaning import NotHere, ours
from marketplace.kit.vocab import territories

KINDS = {
    "Movie": "film",
    "Short": "film",
    "Season": "series",
    "Series": "series",
    "Volume": "series",
    "Episode": "series",
}
LONGEST_KEY = 110
OUR_ID = re.compile(r"(MN-[A-Z]{2}-[0-9]{6})(?::s[0-9]+)?$")


@dataclass(frozen=True)
class Work:
    """A programme as the file tells of it. `key` names it for ever; `episode` is the row's own, if it is about one."""

    key: str
    facts: dict[str, Any]
    texts: dict[str, str]
    eidr: str = ""
    episode: str = ""


def work_of(row: Transaction) -> Work:
    """The programme of a row. Raises NotHere for bundles, extras and trailers."""
    said = row.asset.work_type
    if said not in KINDS:
        raise NotHere("not-a-programme", "AvailAsset/WorkType", said)
    episodic = KINDS[said] == "series"
    return Work(
        key=f"avails:{(season_id(row) if episodic else row.asset.content_id)}"[:LONGEST_KEY], facts=facts(row, episodic),
        texts=texts(row, episodic), eidr=row.asset.fields.get("EpisodeID" if episodic else "EditID", ""),
        episode=row.asset.content_id if said == "Episode" else "",
    )  # fmt: skip


def our_id(key: str) -> str:
    """The public id in the name of a work that was exported from here; "" for the others."""
    found = OUR_ID.search(key)
    return found[1] if found else ""


def owned_name(key: str) -> bool:
    """Does the name belong to one organisation: one of ours, or in an organisation's own space (md:cid:org:…)?
    A registered identifier (EIDR) and a plain number may stand in anybody's file."""
    return bool(our_id(key)) or key.startswith("avails:md:cid:org:")


def season_id(row: Transaction) -> str:
    """The season, else the series: what rights are sold by."""
    fields = row.asset.fields
    return fields.get("SeasonContentID") or fields.get("SeriesContentID") or row.asset.content_id


def facts(row: Transaction, episodic: bool) -> dict[str, Any]:
    """Columns of the programme. The original language is the first that the row delivers, else English."""
    fields = row.asset.fields
    spoken = [code for one in (*row.asset_languages, *row.allowed) for code in sorted(ours(one.tag))]
    language = spoken[0] if spoken else "en"
    return {
        "kind": "series" if episodic else "film", "original_title": title(row, episodic), "original_language": language,
        "production_territories": home_of(language), "year": number(fields.get("ReleaseYear", "")[:4], 1888, 2100),
        "minutes": minutes(fields.get("TotalRunTime", "")), "episode_count": number(fields.get("EpisodeCount", ""), 1, 9999),
    }  # fmt: skip


def title(row: Transaction, episodic: bool) -> str:
    """The title for display, else the working title; a season says which."""
    titles, fields = row.asset.titles, row.asset.fields
    if not episodic:
        return (titles.get("TitleDisplayUnlimited") or titles.get("TitleInternalAlias") or row.asset.content_id)[:300]
    series = titles.get("SeriesTitleDisplayUnlimited") or titles.get("SeriesTitleInternalAlias") or row.asset.content_id
    season = titles.get("SeasonTitleDisplayUnlimited") or fields.get("SeasonNumber", "")
    return f"{series} {season}".strip()[:300] if season and season not in {"1", "01"} else series[:300]


def texts(row: Transaction, episodic: bool) -> dict[str, str]:
    """Titles by language: the display title in the work's language."""
    said = facts(row, episodic)
    return {said["original_language"]: said["original_title"]}


def home_of(language: str) -> list[str]:
    """A territory where the language is spoken; a guess that the seller is asked to confirm in the draft."""
    return [
        next(
            (code for code, spoken in territories.LANGUAGES.items() if spoken == language),
            "SG",
        )
    ]


def number(text: str, low: int, high: int) -> int | None:
    """A whole number in a range, or nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 and low <= int(text) <= high else None


def minutes(text: str) -> int | None:
    """HH:MM:SS, HH:MM or PT1H56M as whole minutes."""
    parts = text.removeprefix("PT").replace("H", ":").replace("M", ":").rstrip("S:").split(":")
    if not all(part.isdecimal() for part in parts) or not 2 <= len(parts) <= 3:
        return None
    found = int(parts[0]) * 60 + int(parts[1])
    return found if 0 < found < 10_000 else None


def whole_seasons(rows: Iterable[tuple[Work, Any]]) -> dict[str, frozenset[str]]:
    """{programme key: its episodes in this file}: a right counts for a season when every episode has it."""
    found: dict[str, set[str]] = {}
    for work, _row in rows:
        if work.episode:
            found.setdefault(work.key, set()).add(work.episode)
    return {key: frozenset(episodes) for key, episodes in found.items()}
