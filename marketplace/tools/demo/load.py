"""Loads everything, once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from accounts.demo import LOGINS
from accounts.models import Notice, User
from marketplace.tools.demo.catalogue import build_catalogue
from marketplace.tools.demo.companies import build_companies
from marketplace.tools.demo.deals import build_deals
from marketplace.tools.demo.programmes import build_programmes
from marketplace.tools.demo.rates import build_rates
from marketplace.tools.demo.rights import build_rights

STEPS = 4


def load_demo(*, at: datetime, report: Callable[[int, int], None] | None = None) -> bool:
    """Companies, people, programmes and deals as of `at`, all or nothing; False when the demo is there already.

    `report` hears (steps done, all steps) before the first step and after each.
    """
    if User.objects.filter(email=LOGINS[0][0]).exists():
        return False
    report = report or (lambda *_numbers: None)
    report(0, STEPS)
    with transaction.atomic():
        build_rates(at=at)
        cast = build_companies(at=at)
        report(1, STEPS)
        shows = build_programmes(cast, at=at)
        build_rights(cast, shows, at=at)
        report(2, STEPS)
        build_catalogue(cast, at=at)
        count_rows()
        report(3, STEPS)
        build_deals(cast, shows, at=at)
        settle_notices(at)
    report(STEPS, STEPS)
    return True


def count_rows() -> None:
    """Much is stored by now, and nobody has told the planner: to it the tables are as empty as they were before."""
    with connection.cursor() as cursor:
        cursor.execute("analyze listings_programme, listings_work, listings_rightin, listings_rightout")


def settle_notices(at: datetime) -> None:
    """What was told more than two days ago has been mailed and read."""
    old = Notice.objects.filter(created_at__lt=at - timedelta(days=2))
    old.update(mailed_at=F("created_at"), read_at=F("created_at"))
