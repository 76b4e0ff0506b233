"""The rights as they stood at a past moment, rebuilt from their history."""

from datetime import datetime

from listings.models import Programme, RightIn, RightOut, RightsHistory
from listings.queries.cells import Rights

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
