"""Whose day it is. Contract dates, due dates and "today" are days of an organisation, not of the server or of a visitor."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Organisation


def day_at(organisation: Organisation, at: datetime) -> date:
    """The organisation's calendar day at the moment `at`."""
    return at.astimezone(organisation.zone).date()


def moment_in_zones(at: datetime, organisations: Iterable[Organisation]) -> str:
    """A deadline in each organisation's zone, once per zone: "2026-12-14 11:00 (UTC+07:00), 12:00 (UTC+08:00)"."""
    told: dict[str, datetime] = {}
    for organisation in organisations:
        local = at.astimezone(organisation.zone)
        told.setdefault(format_offset(local), local)
    days = {local.date() for local in told.values()}
    parts = [
        f"{local:%H:%M} ({zone})" if number and len(days) == 1 else f"{local:%Y-%m-%d %H:%M} ({zone})"
        for number, (zone, local) in enumerate(told.items())
    ]
    return ", ".join(parts)


def format_offset(local: datetime) -> str:
    """UTC+07:00."""
    text = f"{local:%z}"
    return f"UTC{text[:3]}:{text[3:5]}"


def today_for(actor: Actor | None, at: datetime) -> date:
    """The acting organisation's day at `at`; for visitors and staff the day on the clock of their page."""
    return day_at(actor.organisation, at) if actor else timezone.localdate(at)
