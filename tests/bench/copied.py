"""The catalogue as plain columns, read from PostgreSQL for those we are measured against. Sets are interned."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection

from listings.catalogue.queries.page_check import bits

OPEN = 2**31 - 1
RIGHTS = """
select programme_id, territories, media, languages, uses, {period}, {rest} from {table} where {where} order by programme_id, id
"""
DAYS = "lower({0}) - '2000-01-01'::date, coalesce(upper({0}) - '2000-01-01'::date, 2147483647)"
PROGRAMMES = """
select p.id, p.kind, array_to_string(p.genres, ','), array_to_string(p.production_territories, ','), p.original_language,
  coalesce(p.year / 10 * 10, -1), coalesce(floor(extract(epoch from p.rights_confirmed_at)), 0)::bigint,
  coalesce(floor(extract(epoch from p.published_at)), 0)::bigint
from listings_programme p join accounts_organisation o on o.id = p.organisation_id and o.state = 'verified'
where p.state = 'published' order by p.id
"""


@dataclass
class Copied:
    """Columns by name. `sets[kind]` lists the sets as whole numbers: bit n is the code with number n."""

    held: dict[str, np.ndarray]
    taken: dict[str, np.ndarray]
    programmes: dict[str, Any]
    sets: dict[str, list[int]]


def copied(at: datetime) -> Copied:
    """Everything on offer at `at`."""
    numbers: dict[str, dict[str, int]] = {name: {} for name in ("t", "m", "l", "u")}
    held = rights(
        RIGHTS.format(period=DAYS.format("licensable"), rest="exclusive::int", table="listings_rightin", where="true"),
        numbers,
        "x",
    )
    taken = rights(
        RIGHTS.format(
            period=DAYS.format("period"),
            rest="ascii(grade)",
            table="listings_rightout",
            where=f"active and grade <> 'L' and (expires_at is null or expires_at > to_timestamp({at.timestamp():.6f}))",
        ),
        numbers,
        "g",
    )
    held["u"], taken["u"] = (use_masks(numbers["u"])[rows["u"]] for rows in (held, taken))
    return Copied(held, taken, programmes(), {name: [bits(text) for text in known] for name, known in numbers.items()})


def use_masks(known: dict[str, int]) -> np.ndarray:
    """The sets of uses are so small that they are kept as they are."""
    return np.array([bits(text) for text in known], "u1")


def rights(query: str, numbers: dict[str, dict[str, int]], last: str) -> dict[str, np.ndarray]:
    """One of the two tables: p, t, m, l, u (set numbers), s, e (days), and `last`."""
    columns: list[list[int]] = [[] for _ in range(8)]
    for fields in lines(query):
        columns[0].append(int(fields[0]))
        for place, name in enumerate(numbers, start=1):
            known = numbers[name]
            columns[place].append(known.setdefault(fields[place], len(known)))
        for place in (5, 6, 7):
            columns[place].append(int(fields[place]))
    kinds = ("i4", "u2", "u2", "u2", "u2", "i4", "i4", "u1")
    names = ("p", "t", "m", "l", "u", "s", "e", last)
    return {name: np.array(values, kind) for name, kind, values in zip(names, kinds, columns, strict=True)}


def programmes() -> dict[str, Any]:
    """The attributes that are counted and sorted by."""
    rows = list(lines(PROGRAMMES))
    columns = list(zip(*rows, strict=True))
    return {
        "p": np.array(columns[0], "i4"),
        "kind": list(columns[1]),
        "genres": [text.split(",") if text else [] for text in columns[2]],
        "origins": [text.split(",") for text in columns[3]],
        "language": list(columns[4]),
        "decade": np.array(columns[5], "i2"),
        "confirmed": np.array(columns[6], "i8"),
        "published": np.array(columns[7], "i8"),
    }


def lines(query: str) -> Any:
    """A statement's rows as text."""
    with connection.cursor() as cursor, cursor.cursor.copy(f"copy ({query}) to stdout") as copy:
        for line in copy:
            yield bytes(line).decode()[:-1].split("\t")
