"""Age classes: which systems a territory has, for which medium each of them classes, and from what age.

A cinema's class is none for television: a territory may have a system for each. Film classes are facts from the MovieLabs
ratings database v2.5.1 (2024-08), current values only. Copyright Motion Picture Laboratories, Inc. 2015 - 2020; used under
its MIT licence. Television classes are from the regulators' own lists (Thailand: NBTC; Indonesia: KPI programme standards
2012; Taiwan: TV programme classification regulations; Hong Kong: Communications Authority's TV code), day of the look in
`checked`.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

MEDIA = {"film": _("film"), "tv": _("television")}
FILM_DATA, TV_LISTS = date(2024, 8, 1), date(2026, 11, 30)


class RatingSystem(NamedTuple):
    """One body's classes, mildest first; `ages`: below which nobody is admitted (or only with an adult), by class."""

    territory: str
    code: str
    medium: str
    values: tuple[str, ...]
    ages: Mapping[str, int]
    checked: date = FILM_DATA


SYSTEMS = (
    RatingSystem("BN", "Film", "film", ("U", "A/PG", "X"), {"A/PG": 16, "X": 16}),
    RatingSystem("HK", "FCO", "film", ("I", "IIA", "IIB", "III"), {"III": 18}),
    RatingSystem("HK", "CA-HK", "tv", ("PG-TV", "M-TV"), {"M-TV": 18}, TV_LISTS),
    RatingSystem("ID", "LSF", "film", ("SU", "13", "17", "21"), {"13": 13, "17": 17, "21": 21}),
    RatingSystem("ID", "KPI", "tv", ("SU-TV", "P", "A", "R", "D"), {"R": 13, "D": 18}, TV_LISTS),
    RatingSystem("KH", "MCFA-KH", "film", ("G", "PG-13", "NC-15", "R-18"), {"NC-15": 15, "R-18": 18}),
    RatingSystem("MY", "FCBM", "film", ("U", "P12", "P13", "13", "16", "18"), {"P12": 12, "P13": 13, "13": 13, "16": 16, "18": 18}),
    RatingSystem("PH", "MTRCB", "film", ("G", "PG", "R13", "R16", "R18", "X"), {"PG": 13, "R13": 13, "R16": 16, "R18": 18}),
    RatingSystem("PH", "MTRCB-TV", "tv", ("G-TV", "PG-TV", "SPG"), {"PG-TV": 13, "SPG": 13}),
    RatingSystem("SG", "MDA", "film", ("G", "PG", "PG13", "NC16", "M18", "R21"), {"NC16": 16, "M18": 18, "R21": 21}),
    RatingSystem("TH", "BFVC", "film", ("G", "E", "13", "15", "18", "20", "B"), {"13": 13, "15": 15, "18": 18, "20": 20}),
    RatingSystem("TH", "NBTC", "tv", ("ป", "ด", "ท", "น13+", "น18+", "ฉ"), {"น13+": 13, "น18+": 18, "ฉ": 20}, TV_LISTS),
    RatingSystem("TW", "MOC-TW", "film", ("G", "P", "PG", "R-12", "R-15", "R"), {"P": 11, "PG": 12, "R-12": 12, "R-15": 15, "R": 18}),
    RatingSystem("TW", "NCC", "tv", ("普", "護", "輔12", "輔15", "限"), {"輔12": 12, "輔15": 15, "限": 18}, TV_LISTS),
    RatingSystem("VN", "MCST", "film", ("P", "K", "T13", "T16", "T18", "C"), {"K": 13, "T13": 13, "T16": 16, "T18": 18}),
)  # fmt: skip
TERRITORIES = tuple(dict.fromkeys(system.territory for system in SYSTEMS))


def systems_of(territory: str) -> tuple[RatingSystem, ...]:
    """The systems of a territory, its cinemas' first; none where there are no age classes."""
    return tuple(system for system in SYSTEMS if system.territory == territory)


def values_of(territory: str) -> tuple[str, ...]:
    """Every class of a territory: each belongs to one of its systems only."""
    return tuple(value for system in systems_of(territory) for value in system.values)


def system_of(territory: str, value: str) -> RatingSystem:
    """The system that a class belongs to. Raises KeyError for a class that the territory does not have."""
    found = next((system for system in systems_of(territory) if value in system.values), None)
    if found is None:
        raise KeyError(f"{territory}:{value}")
    return found


def minimum_age(territory: str, value: str) -> int:
    """The age a class asks for, 0 for none. Raises KeyError for a class that the territory does not have."""
    return system_of(territory, value).ages.get(value, 0)
