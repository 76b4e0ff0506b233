"""Twelve invented programmes with all that a listing can say, and the rights that show every state of availability."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from listings.states import Binds, Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories, uses

HOME, ALL_MEDIA = frozenset(territories.HOME), frozenset(media.codes)
VOD = frozenset(media.PRESETS["VOD"])
TEN_YEARS = Period(date(2025, 1, 1), date(2036, 1, 1))


@dataclass(frozen=True)
class Taken:
    """A record of what is taken elsewhere. `option_days`: an option that lapses so many days from now."""

    purpose: Purpose
    media: frozenset[str]
    territories: frozenset[str]
    period: Period
    grade: Grade = Grade.EXCLUSIVE
    note: str = ""
    option_days: int | None = None
    uses: frozenset[str] = uses.ALL
    binds: Binds = Binds.LICENSOR
    runs: int | None = None
    catch_up_days: int | None = None


@dataclass(frozen=True)
class Held:
    """A right that the seller holds."""

    media: frozenset[str] = ALL_MEDIA
    territories: frozenset[str] = HOME
    period: Period = TEN_YEARS
    exclusive: bool = True
    source: str = ""
    latest_end: date | None = None
    underlying_end: date | None = None
    underlying_note: str = ""


@dataclass(frozen=True)
class Show:
    """One programme: `seller` is a company's short name, `facts` as `listings.actions.draft_programme` takes them.

    `asks`: (medium, territory or None) -> whole units of `currency` for 12 months. `confirmed`: days since the seller
    last said that the rights are right.
    """

    seller: str
    facts: dict[str, Any]
    held: tuple[Held, ...] = (Held(),)
    taken: tuple[Taken, ...] = ()
    asks: dict[tuple[str, str | None], int] = field(default_factory=dict)
    currency: str = "USD"
    confirmed: int = 6


def split_codes(text: str) -> frozenset[str]:
    """Codes parted by blanks."""
    return frozenset(text.split())


def months_between(start: str, end: str) -> Period:
    """From the first day of one month up to the first day of another: 2027-03, 2029-03."""
    return Period(date.fromisoformat(f"{start}-01"), date.fromisoformat(f"{end}-01"))


def make_text(language: str, title: str, logline: str = "", synopsis: str = "") -> dict[str, str]:
    return {"language": language, "title": title, "logline": logline, "synopsis": synopsis}


def make_cast(director: tuple[str, str], writer: tuple[str, str], *actors: tuple[str, str]) -> list[dict[str, Any]]:
    """(romanised name, name in the local script) of director, writer and the leading players."""
    people = [("director", director), ("writer", writer), *(("actor", actor) for actor in actors)]
    return [
        {"role": role, "name": name, "name_local": local, "position": place}
        for place, (role, (name, local)) in enumerate(people)
    ]


def make_versions(original: str, *, ready: str = "", dubbed: str = "", later: str = "") -> list[dict[str, str]]:
    """Versions: the original sound, subtitles that exist, dubs, subtitles to be had on request."""
    versions = [{"language": original, "kind": "original"}]
    versions += [{"language": code, "kind": "sub"} for code in ready.split()]
    versions += [{"language": code, "kind": "dub"} for code in dubbed.split()]
    versions += [{"language": code, "kind": "sub", "state": "on_request"} for code in later.split()]
    return [*versions, {"language": "", "kind": "me"}]


def make_season(year: int, minutes: int, titles: str) -> list[dict[str, Any]]:
    """One season; the titles of its episodes in order, with " / " between them."""
    rows = [{"number": n, "title": title, "minutes": minutes} for n, title in enumerate(titles.split(" / "), start=1)]
    return [{"number": 1, "title": "", "year": year, "episodes": rows}]


def make_identifiers(eidr: str = "", isan: str = "", house: str = "") -> list[dict[str, str]]:
    given = {"eidr": eidr, "isan": isan, "house": house}
    return [{"scheme": scheme, "value": value} for scheme, value in given.items() if value]


def make_ratings(**values: str) -> list[dict[str, str]]:
    """Ratings by territory: rated(TH="13")."""
    return [{"territory": territory, "value": value} for territory, value in values.items()]
