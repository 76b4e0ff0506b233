"""Loads everything, once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.demo import LOGINS
from accounts.models import Notice, User
from marketplace.demo.catalogue import build_catalogue
from marketplace.demo.companies import build_companies
from marketplace.demo.deals import build_deals
from marketplace.demo.programmes import build_programmes
from marketplace.demo.rates import build_rates
from marketplace.demo.rights import build_rights


def load(*, at: datetime) -> bool:
    """Companies, people, programmes and deals as of `at`, all or nothing; False when the demo is there already."""
    if User.objects.filter(email=LOGINS[0][0]).exists():
        return False
    with transaction.atomic():
        build_rates(at=at)
        cast = build_companies(at=at)
        shows = build_programmes(cast, at=at)
        build_rights(cast, shows, at=at)
        build_catalogue(cast, at=at)
        build_deals(cast, shows, at=at)
        settle_notices(at)
    return True


def settle_notices(at: datetime) -> None:
    """What was told more than two days ago has been mailed and read."""
    old = Notice.objects.filter(created_at__lt=at - timedelta(days=2))
    old.update(mailed_at=F("created_at"), read_at=F("created_at"))
