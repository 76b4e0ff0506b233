"""The days of a window: half-open, as the territory counts them."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from listings.exchange.avails.model import Edge, Transaction
from listings.exchange.not_here import NotHere
from marketplace.kit.periods import EARLIEST, LATEST, Period
from marketplace.vocabularies import territories


def days_of(row: Transaction, today: date, territory: str = "") -> Period:
    """The days, half-open; an open end is open. Times with a zone are read on the clock of `territory`. Raises NotHere
    for what depends on an event."""
    start, end = first_day(row.start, today, territory), day_after(row.end, territory)
    if end is not None and end <= start:
        raise NotHere("window-over", "AvailTrans/End", str(row.end.at or row.end.condition))
    if not EARLIEST <= start <= LATEST or (end is not None and end > LATEST):
        raise NotHere("day-out-of-range", "AvailTrans/Start", str(start))
    return Period(start, end)


def first_day(edge: Edge, today: date, territory: str = "") -> date:
    """The day of a start. Raises NotHere."""
    if edge.at is not None:
        return local_time(edge.at, territory).date()
    if edge.condition == "Immediate" and not edge.lag:
        return today
    raise NotHere("start-by-event", "AvailTrans/Start", edge.condition)


def day_after(edge: Edge, territory: str = "") -> date | None:
    """The first day after: a bare date stands for its whole day (23:59:59), midnight ends the day before."""
    if edge.at is not None:
        at = local_time(edge.at, territory)
        return at.date() + timedelta(days=0 if at.time() == time.min else 1)
    if edge.condition == "Open":
        return None
    raise NotHere("end-by-event", "AvailTrans/End", edge.condition)


def local_time(at: datetime, territory: str) -> datetime:
    """The time on the territory's clock, the first one where it has several; without a zone it is local already."""
    if at.tzinfo is None or not territory:
        return at
    return max((at.astimezone(zone) for zone in zones_of(territory)), key=lambda there: there.replace(tzinfo=None))


@lru_cache(maxsize=300)
def zones_of(territory: str) -> tuple[ZoneInfo, ...]:
    """The territory's zones; where the day begins is known for the home of the trade, elsewhere all are tried."""
    if territory in territories.ZONES:
        return (territories.territory_zone(territory),)
    return tuple(ZoneInfo(name) for name in get_global("territory_zones").get(territory, ())) or (ZoneInfo("UTC"),)
