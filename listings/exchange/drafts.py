"""The draft of a programme that a file of rights names: what all of its rows say. What they do not say, or say differently,
stays open and is asked for in the draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from listings.exchange.finding_texts import Stored, own_finding
from listings.exchange.programme_matching import Work

# What rows of one work must agree on, and the column where they say it.
COLUMNS = {
    "original_title": "AvailMetadata/TitleDisplayUnlimited",
    "year": "AvailMetadata/ReleaseYear",
    "minutes": "AvailMetadata/TotalRunTime",
    "episode_count": "AvailMetadata/EpisodeCount",
}


@dataclass(frozen=True)
class Draft:
    """A programme to be written. `facts` are its columns, `season` the number of the season it is, of `series` (key,
    title)."""

    key: str
    facts: dict[str, Any]
    texts: dict[str, str]
    eidrs: tuple[str, ...]
    credits: tuple[tuple[str, str], ...]
    ratings: tuple[tuple[str, str], ...]
    season: int | None
    series: tuple[str, str] = ("", "")


def draft_of(works: Sequence[Work]) -> Draft:
    """One draft of what the rows of a work say. Where titles differ they are translations: the licensor's own title, which
    does not, stands as the original one until a person says better."""
    said = gather_values([work.facts for work in works])
    agreed = {name: found[0] for name, found in said.items() if len(found) == 1}
    named = list(dict.fromkeys(work.working_title for work in works if work.working_title))
    title = agreed.get("original_title") or (named[0] if len(named) == 1 else said["original_title"][0])
    others = [name for name in named if name != title]
    columns = {
        "kind": works[0].facts["kind"],
        "original_title": title,
        "original_language": "",
        "production_territories": [],
        "working_title": others[0] if others else "",
        **{n: agreed.get(n) for n in ("year", "minutes", "episode_count")},
    }
    texts: dict[str, str] = {}
    for work in works:
        texts = work.texts | texts
    return Draft(
        key=works[0].key,
        facts=columns,
        texts=texts,
        eidrs=tuple(dict.fromkeys(w.eidr for w in works if w.eidr)),
        credits=tuple(dict.fromkeys(credit for work in works for credit in work.credits)),
        ratings=tuple(dict.fromkeys(work.rating for work in works if all(work.rating))),
        season=agreed.get("season"),
        series=works[0].series,
    )


def gather_values(facts: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """{fact: every value that is said of it, once, in the order of the rows}."""
    found: dict[str, dict[Any, None]] = {}
    for one in facts:
        for name, value in one.items():
            found.setdefault(name, {})[value] = None
    return {name: list(those) for name, those in found.items()}


class Told:
    """What the rows of each work say, to find where they differ. Feed it row by row."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, dict[Any, None]]] = {}
        self._rows: dict[str, list[int]] = {}

    def add(self, row: int, work: Work) -> None:
        said = self._said.setdefault(work.key, {})
        for name in COLUMNS.keys() & work.facts.keys():
            if name != "minutes" or not work.part:  # episodes are as long as they are
                said.setdefault(name, {})[work.facts[name]] = None
        self._rows.setdefault(work.key, []).append(row)

    def differences(self) -> dict[int, list[Stored]]:
        """{row: findings} of works whose rows do not agree."""
        found: dict[int, list[Stored]] = {}
        for key, said in self._said.items():
            differing = [note_difference(name, list(values)) for name, values in said.items() if len(values) > 1]
            found |= {row: list(differing) for row in self._rows[key] if differing}
        return found


def note_difference(name: str, said: list[Any]) -> Stored:
    """That rows of one work say different things of a fact."""
    rule = "titles-differ" if name == "original_title" else "fact-differs"
    return own_finding(rule, COLUMNS[name], " / ".join(str(value) for value in said))
