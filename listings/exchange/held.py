"""What a programme holds already: a file that says it again adds nothing."""

from collections.abc import Iterable

from listings.exchange.avails_to_rights import Block
from listings.models import Programme, RightIn

Codes = frozenset[str]


def others_of(programme: Programme, prefix: str, *, all_of_them: bool) -> list[RightIn]:
    """Records of the programme that this offer did not make: all of them for a file that was exported from here, else
    those that a person recorded."""
    rows = RightIn.objects.filter(programme=programme)
    return list(rows.exclude(key__startswith=prefix) if all_of_them else rows.filter(key=None))


def is_inside(block: Block, held: Iterable[RightIn]) -> bool:
    """Is the right inside one that is held?"""
    return any(holds_block(row, block) for row in held)


def holds_block(row: RightIn, block: Block) -> bool:
    """Does the record hold at least what the block says? Its uses are compared as Avails can say them: text, or sound."""
    return (
        block.territories <= row.territories
        and block.media <= row.media
        and block.languages <= row.languages
        and sayable_uses(block.uses) <= sayable_uses(row.uses)
        and (row.exclusive or not block.exclusive)
        and encloses_days(row, block)
    )


def encloses_days(row: RightIn, block: Block) -> bool:
    """Are the days of the block among those of the record?"""
    last, end = row.period.upper, block.period.end
    return row.period.lower <= block.period.start and (last is None or (end is not None and end <= last))


def sayable_uses(uses: Codes) -> Codes:
    """Subtitles, and sound of whatever kind."""
    return frozenset("text" if use == "SUB" else "sound" for use in uses)
