"""Whose day it is. Contract dates, due dates and "today" are days of an organisation, not of the server or of a visitor."""

from datetime import date, datetime

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation


def day_at(organisation: Organisation, at: datetime) -> date:
    """The organisation's calendar day at the moment `at`."""
    return at.astimezone(organisation.zone).date()


def today_for(actor: Actor | None, at: datetime) -> date:
    """The acting organisation's day at `at`; for visitors and staff the day on the clock of their page."""
    return day_at(actor.organisation, at) if actor else timezone.localdate(at)
