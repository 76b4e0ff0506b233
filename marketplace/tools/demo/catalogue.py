"""Real titles, each with the seller of its territory, and rights that are generated: always the same for the same title."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.exchange.titles import Title, read_titles
from listings.exchange.write_titles import import_titles
from listings.models import Ask, Programme, RightIn, RightOut
from listings.states import Grade, ListingState, Purpose
from marketplace.kit.drawing.dice import Dice
from marketplace.tools.demo.companies import Cast
from marketplace.tools.demo.showcase import ALL_MEDIA, HOME, VOD, split_codes
from marketplace.vocabularies import languages

FILE = Path(__file__).parent / "titles.csv"
SELLER_OF = {
    "TH": "saphan",
    "ID": "kencana",
    "PH": "baybay",
    "VN": "songhau",
    "CN": "qingyun",
    "MY": "kancil",
    "BN": "kancil",
    "KH": "tonlesap",
    "LA": "nagi",
    "MM": "padauk",
}
AGENT = "straits"
EVERY_LANGUAGE = frozenset(languages.codes)
HELD_IN = (
    HOME,
    HOME,
    HOME - {"CN"},
    split_codes("CN HK MO TW"),
    split_codes("TH VN ID MY SG PH KH LA"),
    HOME - {"ID", "PH"},
)
HELD_MEDIA = (ALL_MEDIA, ALL_MEDIA, VOD, split_codes("SVOD AVOD FTV PTV"))
# Each of these may be taken by one record: no medium stands in two of them, so records never meet.
SALES = (split_codes("SVOD"), split_codes("AVOD FVOD"), split_codes("FTV PTV"))
STARTS = (date(2026, 1, 1), date(2026, 9, 1), date(2027, 3, 1), date(2027, 9, 1))
ENDS = (date(2028, 1, 1), date(2028, 9, 1), date(2029, 3, 1), date(2030, 1, 1))


def build_catalogue(cast: Cast, *, at: datetime) -> None:
    """Import the file and publish it, seller by seller, with generated rights and asks."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        titles, errors = read_titles(stream)
    if errors:
        raise ValueError(errors[0])
    shelves: dict[str, list[Title]] = {}
    for title in titles:
        shelves.setdefault(SELLER_OF.get(title.territories[0], AGENT), []).append(title)
    made: list[Programme] = []
    listed: dict[str, Programme] = {}
    for domain, shelf in shelves.items():
        done = import_titles(titles=shelf, by=cast.owner(domain), at=at, state=ListingState.PUBLISHED)
        made.extend(done.programmes)
        listed |= done.listed
    if listed:
        raise ValueError(f"one work twice: {listed}")
    date_them(made, at)
    give_rights(made, {row.pk: cast.owner(name) for name, row in cast.companies.items()}, at)


def throw_dice(programme: Programme, what: str) -> Dice:
    """Throws for one question about one title."""
    return Dice(f"{programme.source_key} {what}")


def date_them(programmes: list[Programme], at: datetime) -> None:
    """Published over the last half year; one in six was not confirmed for more than 90 days."""
    for programme in programmes:
        throws = throw_dice(programme, "dates")
        stale = throws.chance(1 / 6)
        programme.rights_confirmed_at = at - timedelta(
            days=91 + throws.next() % 60 if stale else 1 + throws.next() % 80
        )
        programme.published_at = programme.rights_confirmed_at - timedelta(days=throws.next() % 30)
    Programme.objects.bulk_update(programmes, ["rights_confirmed_at", "published_at"])


def give_rights(programmes: list[Programme], owners: dict[int, Actor], at: datetime) -> None:
    """Rights in, rights out and asks of all."""
    held = [right_in(programme, owners[programme.organisation_id]) for programme in programmes]
    RightIn.objects.bulk_create(held)
    RightOut.objects.bulk_create(row for right in held for row in rights_out(right, at))
    Ask.objects.bulk_create(row for programme in programmes for row in make_asks(programme))


def right_in(programme: Programme, owner: Actor) -> RightIn:
    """What the seller holds: one record."""
    throws = throw_dice(programme, "held")
    return RightIn(
        programme=programme,
        territories=throws.one_of(HELD_IN),
        media=throws.one_of(HELD_MEDIA),
        languages=EVERY_LANGUAGE,
        period=DateRange(date(2025, 1, 1), date(2032 + throws.next() % 6, 1, 1)),
        exclusive=throws.chance(0.85),
        created_by=owner.user,
        created_at=programme.created_at,
    )


def rights_out(held: RightIn, at: datetime) -> list[RightOut]:
    """What is taken of it: up to one record for each of SALES, inside what is held."""
    rows = []
    for number, sale in enumerate(SALES):
        throws = throw_dice(held.programme, f"sale {number}")
        media, places = sale & held.media, frozenset(t for t in sorted(held.territories) if throws.chance(0.3))
        if media and places and throws.chance(0.5):
            rows.append(right_out(held, number, media, places, throws, at))
    return rows


def right_out(
    held: RightIn, number: int, media: frozenset[str], places: frozenset[str], throws: Dice, at: datetime
) -> RightOut:
    """One record: an exclusive or plain licence made elsewhere, a holdback, or an option that lapses."""
    purpose, grade = throws.one_of(
        (
            (Purpose.EXTERNAL, Grade.EXCLUSIVE if held.exclusive else Grade.NON_EXCLUSIVE),
            (Purpose.EXTERNAL, Grade.NON_EXCLUSIVE),
            (Purpose.HOLDBACK, Grade.HOLDBACK),
            (Purpose.OPTION, Grade.EXCLUSIVE if held.exclusive else Grade.NON_EXCLUSIVE),
        )
    )
    return RightOut(
        programme=held.programme,
        purpose=purpose,
        grade=grade,
        territories=places,
        media=media,
        languages=EVERY_LANGUAGE,
        period=DateRange(throws.one_of(STARTS), throws.one_of(ENDS)),
        created_by=held.created_by,
        created_at=held.created_at,
        expires_at=at + timedelta(days=3 + throws.next() % 25) if purpose == Purpose.OPTION else None,
    )


def make_asks(programme: Programme) -> list[Ask]:
    """What two in three ask, in whole US dollars; the others are open to offers."""
    throws = throw_dice(programme, "asks")
    if not throws.chance(2 / 3):
        return []
    base = (4 + throws.next() % 40) * 250
    fees = (("SVOD", None, base), ("AVOD", None, base * 6 // 10), ("SVOD", "CN", base * 4))
    return [
        Ask(programme=programme, medium=medium, territory=territory, fee_minor=units * 100)
        for medium, territory, units in fees
    ]
