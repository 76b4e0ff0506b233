"""The rights as they stood at a past moment, rebuilt from their history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.dateparse import parse_date, parse_datetime

from listings.models import Programme, RightIn, RightOut, RightsHistory
from listings.rights.queries.cells import Rights
from marketplace.kit.fields import from_text
from marketplace.vocabularies import VOCABULARIES

SETS = ("territories", "media", "languages", "uses")
DAYS = ("latest_end", "underlying_end")

# The newest change of each record up to then; a record that was taken away has nothing `after`.
THEN = """
select (jsonb_populate_record(null::{table}, h.after)).* from (
  select distinct on ("row") after from listings_rightshistory
  where programme_id = %s and kind = %s and at <= %s order by "row", id desc
) h where h.after is not null
"""


def rights_on(programme: Programme, at: datetime) -> Rights:
    """What was held and what was taken at `at`. (Reservations whose time was over by then block nobody.)"""
    held = RightIn.objects.raw(THEN.format(table="listings_rightin"), [programme.pk, "in", at])
    taken = RightOut.objects.raw(THEN.format(table="listings_rightout"), [programme.pk, "out", at])
    standing = (row for row in taken if row.active and (row.expires_at is None or row.expires_at > at))
    return Rights(tuple(held), tuple(standing))


def changes_of(programme: Programme) -> "list[RightsHistory]":
    """Every change of the programme's rights, newest first, with its author."""
    return list(RightsHistory.objects.filter(programme=programme).select_related("author").order_by("-id"))


def record_of(kind: str, kept: Mapping[str, Any] | None) -> RightIn | RightOut | None:
    """The record, not to be saved, as the history keeps it before or after a change. None: there was none."""
    if kept is None:
        return None
    model = RightIn if kind == "in" else RightOut
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.GeneratedField)]
    values = {f.attname: from_json(f.attname, kept[column]) for f in fields if (column := str(f.column)) in kept}
    return model(**values | {"period": DateRange(*values["period"])})


def from_json(field: str, text: Any) -> Any:
    """The Python value of what the history keeps."""
    if text is None:
        return None
    if field in SETS:
        return from_text(str(text), VOCABULARIES[field])
    if field == "period":
        return days_of(str(text))
    if field in DAYS:
        return parse_date(str(text))
    if field == "expires_at":
        return parse_datetime(str(text))
    return text


def days_of(text: str) -> tuple[date, date | None]:
    """A daterange's text: "[2026-01-01,2036-01-01)"."""
    low, _comma, high = text.strip("[)").partition(",")
    return date.fromisoformat(low), date.fromisoformat(high) if high else None
