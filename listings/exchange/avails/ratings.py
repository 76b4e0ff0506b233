"""Which rating systems, ratings and reasons exist (facts in data/ratings.toml, with their source)."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from listings.exchange.avails.problems import Problem

DATA = Path(__file__).parent / "data" / "ratings.toml"


@dataclass(frozen=True)
class System:
    """A rating system: where it is used, its ratings, and its reasons (empty = free text)."""

    id: str
    territories: tuple[str, ...]
    ratings: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def rating_systems() -> dict[str, tuple[System, ...]]:
    """{id: systems with that id}: a few ids are used by several territories for systems of their own."""
    found: dict[str, tuple[System, ...]] = {}
    for item in tomllib.loads(DATA.read_text(encoding="utf-8"))["system"]:
        lists = {key: tuple(item.get(key, ())) for key in ("territories", "ratings", "reasons")}
        one = System(item["id"], **lists)
        found[one.id] = (*found.get(one.id, ()), one)
    return found


@lru_cache(maxsize=4096)
def rating_problems(
    system: str, value: str, reasons: str, territories: tuple[str, ...]
) -> tuple[tuple[str, Problem], ...]:
    """What is wrong with a rating, as (column's name, problem). `reasons` is a comma list."""
    named = rating_systems().get(system)
    if named is None:
        return (("RatingSystem", Problem("rating-system", system)),)
    here = tuple(one for one in named if set(one.territories) & set(territories)) or named
    found = [*_check_place(system, here, territories), *_check_value(system, value, here)]
    return (*found, *_check_reasons(system, reasons, here))


def _check_place(system: str, here: tuple[System, ...], territories: tuple[str, ...]) -> list[tuple[str, Problem]]:
    used = {territory for one in here for territory in one.territories}
    elsewhere = [
        code for code in territories if code[:2] not in used and code not in ("ZZ", "EU") and not code.isdigit()
    ]
    if not elsewhere:
        return []
    known = sorted(
        {one.id for many in rating_systems().values() for one in many if elsewhere[0][:2] in one.territories}
    )
    listed = {"other": ", ".join(elsewhere), "list": ", ".join(known) or "–"}
    return [("RatingSystem", Problem("rating-place", system, listed))]


def _check_value(system: str, value: str, here: tuple[System, ...]) -> list[tuple[str, Problem]]:
    if not value or any(value in one.ratings for one in here):
        return []
    known = list(dict.fromkeys(rating for one in here for rating in one.ratings))
    return [("RatingValue", Problem("rating-value", value, {"other": system, "list": ", ".join(known)}))]


def _check_reasons(system: str, reasons: str, here: tuple[System, ...]) -> list[tuple[str, Problem]]:
    known = list(dict.fromkeys(reason for one in here for reason in one.reasons))
    given = [reason.strip() for reason in reasons.split(",") if reason.strip()]
    return [
        ("RatingReason", Problem("rating-reason", reason, {"other": system, "list": ", ".join(known)}))
        for reason in given
        if known and reason not in known
    ]
