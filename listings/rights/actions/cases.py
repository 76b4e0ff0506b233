"""Conflict cases: staff end a right although licences rest on it, with a reason; the case stays open until it is settled."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.notices import draft_for_members, send_loose_notices
from listings.models import ConflictCase, Programme, RightIn, RightOut
from listings.rights.actions.history_cause import because
from listings.rights.actions.save_rights import describe_record
from marketplace.kit.problems import Invalid, Problem

# Licences of the programme that the remaining rights no longer cover.
UNCOVERED = """
select o.id from listings_rightout o
where o.programme_id = %s and o.active and o.grade not in ('H', 'L') and exists (
  select 1 from listings_uncovered(o.programme_id, o.grade in ('S', 'E'), o.territories, o.media, o.languages, o.uses,
                                   o.period))
"""


class StillUncovered(Problem):
    code = "still_uncovered"
    text = _("The licence is still not covered by the rights held.")
    hint = _("End the licence, or let the seller record a right that covers it, then close the case.")


@transaction.atomic
def end_under_licence(*, row: RightIn, reason: str, by: Staff, at: datetime) -> list[ConflictCase]:
    """Staff take away a right that licences rest on: each licence left without its ground opens a case.

    Both parties are told. Raises OwnOrganisation, Invalid without a reason.
    """
    must_be_staff("end_under_licence", by)
    must_judge(by, row.programme.organisation, *licensees(row.programme))
    if not reason.strip():
        raise Invalid({"reason": [gettext("Say why: both parties read it.")]})
    programme, held = row.programme, row.pk
    with because("ended by staff", by=by.user, at=at), connection.cursor() as cursor:
        record_entry(
            by=by,
            did="listings.end_under_licence",
            what=row,
            at=at,
            before=describe_record(row),
            after={"reason": reason},
        )
        RightIn.objects.filter(pk=held).delete()
        cursor.execute(UNCOVERED, [programme.pk])
        return [open_case(held, pk, reason.strip(), by, at) for (pk,) in cursor.fetchall()]


def licensees(programme: Programme) -> list[Organisation]:
    """Who holds rights of this programme: the parties of whatever case is opened about it."""
    return list(Organisation.objects.filter(pk__in=programme.rights_out.filter(active=True).values("licensee")))


def open_case(right_in: int, right_out: int, reason: str, by: Staff, at: datetime) -> ConflictCase:
    """One licence's case; an open one stays."""
    case, made = ConflictCase.objects.get_or_create(
        right_out_id=right_out,
        closed_at=None,
        defaults={"right_in": right_in, "reason": reason, "opened_by": by.user, "opened_at": at},
    )
    if made:
        programme = case.right_out.programme
        parties = filter(None, (programme.organisation, case.right_out.licensee))
        title = programme.original_title
        told = [draft_for_members(party, "listings.conflict", programme=title, reason=reason) for party in parties]
        send_loose_notices(*told, at=at)
    return case


@transaction.atomic
def close_case(*, case: ConflictCase, resolution: str, by: Staff, at: datetime) -> None:
    """Settle a case once its licence has ended or is covered again. Raises OwnOrganisation, Invalid, StillUncovered."""
    must_be_staff("close_case", by)
    must_judge(by, case.right_out.programme.organisation, case.right_out.licensee)
    if not resolution.strip():
        raise Invalid({"resolution": [gettext("Say how it was settled.")]})
    RightOut.objects.select_for_update().get(pk=case.right_out_id)
    with connection.cursor() as cursor:
        cursor.execute(UNCOVERED, [case.right_out.programme_id])
        if (case.right_out_id,) in cursor.fetchall():
            raise StillUncovered
    ConflictCase.objects.filter(pk=case.pk, closed_at=None).update(
        closed_at=at, closed_by=by.user, resolution=resolution.strip()
    )
    record_entry(by=by, did="listings.close_case", what=case, at=at, after={"resolution": resolution.strip()})
