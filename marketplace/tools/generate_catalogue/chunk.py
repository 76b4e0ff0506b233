"""A thousand generated programmes as lines that PostgreSQL's COPY reads. Needs no database; runs in any process."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from listings.states import Grade, ListingState, Purpose, VersionKind, VersionState
from listings.text import sort_key
from marketplace.kit.interface_languages import OFFERED
from marketplace.tools.generate_catalogue.dice import Dice, Weighted
from marketplace.tools.generate_catalogue.rights import NEVER, Box, Held, Taken, rights_of
from marketplace.tools.generate_catalogue.set_samples import multirange_text
from marketplace.tools.generate_catalogue.titles import Titles, make_titles
from marketplace.tools.generate_catalogue.tokens import make_tokens, tsvector_text
from marketplace.vocabularies import territories
from marketplace.vocabularies.programmes import GENRES
from marketplace.vocabularies.ratings import systems_of

SIZE = 1000
NULL = "\\N"
COLUMNS = {
    # Texts come before their programmes: what is published changes no more without a review.
    "listings_programmetext": "programme_id language title logline synopsis",
    "listings_work": "id kind original_title year production_territories created_by_id created_at compared_at",
    "listings_programme": (
        "id work_id public_id organisation_id kind original_title original_language production_territories year episode_count minutes "
        "genres trailer_url source source_key currency exclusive_percent state editor_step revision rights_confirmed_at "
        "created_by_id created_at changed_at published_at"
    ),
    "listings_searchentry": "programme_id tokens names",
    "listings_sortkey": "programme_id language key",
    "listings_ask": "programme_id medium territory fee_minor",
    "listings_languageversion": "programme_id language kind state note",
    "listings_rating": "programme_id territory system value",
    "listings_rightin": (
        "programme_id territories media languages uses period latest_end underlying_end underlying_note exclusive source "
        "document document_name mandate_id key created_by_id created_at"
    ),
    "listings_rightout": (
        "programme_id purpose grade licensee_id territories media languages uses period binds runs catch_up_days "
        "cut_id active expires_at note key created_by_id created_at released_at lock_id parts cuts desks owners"
    ),
}
_KINDS = ("film", "series", "documentary", "micro_drama", "animation", "variety")
_KIND = Weighted({0: 34, 1: 31, 2: 12, 3: 9, 4: 8, 5: 6})
_GENRES = tuple(GENRES)
_LINEAR = 0b11110000000


@dataclass(frozen=True)
class Job:
    """Programmes `first` to `first + len(ids)` of a seed's, with the ids and numbers they get, each the only listing of
    its work. `sellers` are (id, name)."""

    seed: int
    first: int
    ids: tuple[int, ...]
    works: tuple[int, ...]
    numbers: tuple[int, ...]
    author: int
    sellers: tuple[tuple[int, str], ...]
    at: datetime


class Lines(dict[str, list[str]]):
    """Lines for each table."""

    def __init__(self) -> None:
        super().__init__((table, []) for table in COLUMNS)

    def add(self, table: str, *values: object) -> None:
        """One row; None is NULL."""
        self[table].append("\t".join([NULL if value is None else str(value) for value in values]))

    def encoded(self) -> dict[str, bytes]:
        """What COPY takes."""
        return {table: ("\n".join(lines) + "\n").encode() for table, lines in self.items() if lines}


def make_rows(job: Job) -> dict[str, bytes]:
    """{table: lines} of the job's programmes, all inside one thousand. The same seed and number give the same programme."""
    lines, start = Lines(), job.first // SIZE * SIZE
    dice = Dice(job.seed, start)
    for number in range(start, job.first + len(job.ids)):
        named = make_titles(dice)
        held, taken = rights_of(dice)
        about = list(make_attributes(dice, named, job.at))
        if number >= job.first:
            place = number - job.first
            write_programme(lines, job, place, number, named, about)
            write_rights(lines, job, place, number, held, taken, seller_of(job, about)[0])
    return lines.encoded()


def make_attributes(dice: Dice, named: Titles, at: datetime) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What else is said of a programme: (table, values); the programme's own come first."""
    kind = _KINDS[dice.weighted(_KIND)]
    episodes = None if kind == "film" else dice.between(6, 48)
    origins = dict.fromkeys([named.origin, *([dice.pick(territories.HOME)] if dice.chance(0.12) else [])])
    genres = dict.fromkeys(dice.early(_GENRES) for _ in range(dice.between(1, 3)))
    year = None if dice.chance(0.02) else 2026 - int(dice.roll() ** 2 * 40)
    published = at - timedelta(seconds=int(dice.roll() ** 2 * 900 * 86400) + 60)
    confirmed = None if dice.chance(0.05) else at - timedelta(seconds=int(dice.roll() * 180 * 86400) + 60)
    minutes = dice.between(80, 140) if kind == "film" else dice.between(2, 60)
    seller = dice.roll() ** 2
    yield (
        "listings_programme",
        (
            kind,
            "{" + ",".join(origins) + "}",
            year,
            episodes,
            minutes,
            "{" + ",".join(genres) + "}",
            moment_text(confirmed),
            moment_text(published),
            seller,
        ),
    )
    for medium, share in (("SVOD", 0.5), ("AVOD", 0.2)):
        if dice.chance(share):
            yield "listings_ask", (medium, None, dice.between(2, 80) * 50_000)
    yield "listings_languageversion", (named.language, VersionKind.ORIGINAL, VersionState.READY, "")
    for language, version, share in (
        ("en", "sub", 0.55),
        ("zh-Hans", "sub", 0.3),
        ("zh-Hans", "dub", 0.08),
        ("", "me", 0.25),
    ):
        if dice.chance(share):
            state = VersionState.READY if dice.chance(0.8) else VersionState.IN_WORK
            yield "listings_languageversion", (language, version, state, "")
    for place in dict.fromkeys(dice.early(("TH", "VN", "MY", "SG", "ID", "PH", "HK")) for _ in range(dice.below(3))):
        film = systems_of(place)[0]
        yield "listings_rating", (place, film.code, dice.pick(film.values))


def write_programme(
    lines: Lines, job: Job, place: int, number: int, named: Titles, about: list[tuple[str, tuple[object, ...]]]
) -> None:
    """A programme with all that is no right."""
    pk, public_id = job.ids[place], f"MN-{named.origin}-{job.numbers[place]:06d}"
    kind, origins, year, episodes, minutes, genres, confirmed, published, _share = about[0][1]
    seller, seller_name = seller_of(job, about)
    lines.add("listings_work", job.works[place], kind, named.original, year, origins, job.author, published, published)
    lines.add(
        "listings_programme", pk, job.works[place], public_id, seller, kind, named.original, named.language, origins, year, episodes, minutes,
        genres, "", f"generated, seed {job.seed}", f"generated:{number}", "USD", 150, ListingState.PUBLISHED, 1, 1, confirmed,
        job.author, published, published, published,
    )  # fmt: skip
    for language, title in named.by_language.items():
        lines.add("listings_programmetext", pk, language, title, "", "")
    for table, values in about[1:]:
        lines.add(table, pk, *values)
    texts = list(dict.fromkeys(named.by_language.values()))
    found = make_tokens(public_id).union(seller_tokens(seller_name), *map(make_tokens, texts))
    names = json.dumps([*texts, public_id], ensure_ascii=False)
    lines.add("listings_searchentry", pk, tsvector_text(found), names)
    for reader in OFFERED:
        lines.add("listings_sortkey", pk, reader.code, f"\\\\x{sort_key(named.shown_in(reader.tag), reader.tag).hex()}")


def seller_of(job: Job, about: list[tuple[str, tuple[object, ...]]]) -> tuple[int, str]:
    """The programme's seller: (id, name)."""
    share = float(str(about[0][1][-1]))
    return job.sellers[int(share * len(job.sellers))]


@lru_cache(maxsize=1024)
def seller_tokens(name: str) -> frozenset[str]:
    """The tokens of a seller's name."""
    return frozenset(make_tokens(name))


def write_rights(
    lines: Lines, job: Job, place: int, number: int, held: list[Held], taken: list[Taken], seller: int
) -> None:
    """A programme's rights in and out."""
    now, pk, work = moment_text(job.at), job.ids[place], job.works[place]
    for nth, row in enumerate(held):
        lines.add(
            "listings_rightin",
            pk,
            *box_columns(row.box),
            day_text(row.latest_end),
            day_text(row.underlying_end),
            "",
            "t" if row.exclusive else "f",
            f"G-{job.seed}-{number}-{nth}",
            None,
            "",
            None,
            None,
            job.author,
            now,
        )
    for out in taken:
        expires = (
            moment_text(job.at + timedelta(days=(number + out.deal) % 40 - 8))
            if out.purpose == Purpose.OPTION
            else None
        )
        binds = "licensee" if out.grade == Grade.TERM else "licensor"
        runs = 1 + number % 6 if out.purpose == Purpose.EXTERNAL and not out.box.media & ~_LINEAR else None
        lines.add(
            "listings_rightout", pk, out.purpose, out.grade, None, *box_columns(out.box),
            binds, runs, None, None, "t", expires, "", None, job.author, now, None, work, *locked_columns(pk, seller, out, held),
        )  # fmt: skip


def locked_columns(pk: int, seller: int, out: Taken, held: list[Held]) -> tuple[str, str, str, str]:
    """Parts, cuts, desks and owners, as the trigger that is stood down would set them (listings.0006)."""
    own = -(seller << 32)
    owners = f"{{[{own - 2**32 + 1},{own + 1})}}" if out.grade in (Grade.SOLE, Grade.OWN) else "{}"
    everybody = out.grade != Grade.HOLDBACK or any(out.box.meets(lasting_part(row)) for row in held)
    return "{(,)}", "{(,)}", f"{{{'[0,1),' if everybody else ''}[{pk},{pk + 1})}}", owners


def lasting_part(row: Held) -> Box:
    """The part of a right in that may be licensed."""
    return replace(row.box, end=row.until)


def box_columns(found: Box) -> tuple[str, str, str, str, str]:
    """A box as PostgreSQL writes it: sets and period."""
    end = "" if found.end == NEVER else iso_day(found.end)
    sets = (
        multirange_text(found.territories),
        multirange_text(found.media),
        multirange_text(found.languages),
        multirange_text(found.uses),
    )
    return (*sets, f"[{iso_day(found.start)},{end})")


@lru_cache(maxsize=32768)
def iso_day(ordinal: int) -> str:
    """A day as text."""
    return date.fromordinal(ordinal).isoformat()


def day_text(ordinal: int) -> str | None:
    """A day as text; NEVER is none."""
    return None if ordinal == NEVER else iso_day(ordinal)


def moment_text(moment: datetime | None) -> str | None:
    """A moment as text."""
    return None if moment is None else moment.isoformat()
