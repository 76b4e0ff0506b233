"""Which body admits a micro-drama in mainland China: by its investment, and by the day it is filed. Rows, not constants: the
rules change every few months."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

BODIES = {
    "national": _("the national administration"),
    "province": _("the province's administration"),
    "platform": _("the platform itself"),
}


class Tier(NamedTuple):
    """From this investment on (in yuan), this body admits it; `valid_from` is the first day of the rule."""

    valid_from: date
    made_by_ai: bool
    from_yuan: int
    body: str
    source: str


TIERS = (
    Tier(date(2026, 1, 1), False, 3_000_000, "national", "NRTA tiers in force 1 January 2026"),
    Tier(date(2026, 1, 1), False, 1_000_000, "province", "NRTA tiers in force 1 January 2026"),
    Tier(date(2026, 1, 1), False, 0, "platform", "NRTA tiers in force 1 January 2026"),
    Tier(date(2026, 7, 1), True, 800_000, "national", "NRTA notice on AI micro-dramas, from 1 July 2026"),
    Tier(date(2026, 7, 1), True, 300_000, "province", "NRTA notice on AI micro-dramas, from 1 July 2026"),
    Tier(date(2026, 7, 1), True, 0, "platform", "NRTA notice on AI micro-dramas, from 1 July 2026"),
)


def tier_of(*, yuan: int, made_by_ai: bool, on: date) -> Tier | None:
    """The tier of a micro-drama filed on this day; None for a day before the first rule we know of."""
    valid = [tier for tier in TIERS if tier.made_by_ai == made_by_ai and tier.valid_from <= on]
    newest = max((tier.valid_from for tier in valid), default=None)
    fitting = [tier for tier in valid if tier.valid_from == newest and tier.from_yuan <= yuan]
    return max(fitting, key=lambda tier: tier.from_yuan, default=None)


def tiers_on(day: date) -> list[Tier]:
    """The tiers in force on a day, those without AI first, the highest investment first."""
    kinds = (False, True)
    newest = {
        ai: max((t.valid_from for t in TIERS if t.made_by_ai == ai and t.valid_from <= day), default=None)
        for ai in kinds
    }
    return [tier for tier in TIERS if tier.valid_from == newest[tier.made_by_ai]]
