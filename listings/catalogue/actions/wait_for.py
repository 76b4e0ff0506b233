"""The waiting list: join it, leave it, and be told once when the whole request has become free."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.days import day_at
from accounts.models import AuditEntry
from accounts.notices import draft_for_members
from listings.catalogue.queries.waiting import standing
from listings.models import Programme, WaitingEntry
from listings.programmes.queries.works import listings_of_work
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import rights_told as as_told
from listings.rights.request import AvailsRequest
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Problem

MAX_REQUEST_LENGTH = WaitingEntry._meta.get_field("request").max_length or 0
ASK_AGAIN_AFTER_DAYS = 7
CHUNK = 500


class FreeAlready(Problem):
    code = "free_already"
    text = _("All of it is free already.")
    hint = _("Make an offer now.")


class OwnProgramme(Problem):
    code = "own_programme"
    status = 403
    text = _("This is your own programme.")


class TooMuchToWaitFor(Problem):
    code = "request_too_long"
    status = 422
    text = _("This request is too long for the waiting list.")
    hint = _("Choose fewer territories or media.")


def wait_for(*, programme: Programme, request: AvailsRequest, by: Actor, at: datetime) -> WaitingEntry:
    """Put the organisation on the list for exactly this request; twice is once.

    Raises OwnProgramme, FreeAlready, TooMuchToWaitFor.
    """
    must_be_allowed("wait_for", by)
    text = request.to_query()
    if programme.organisation_id == by.organisation.pk:
        raise OwnProgramme
    if len(text) > MAX_REQUEST_LENGTH:
        raise TooMuchToWaitFor
    if as_told(read_rights([programme], at)[programme.pk], programme, by).fit(request).whole:
        raise FreeAlready
    entry, new = WaitingEntry.objects.get_or_create(
        programme=programme,
        organisation=by.organisation,
        request=text,
        closed_at=None,
        defaults={"user": by.user, "created_at": at},
    )
    if new:
        record_entry(by=by, did="listings.wait", what=entry, at=at, after={"request": text})
    return entry


@transaction.atomic
def leave_waiting(*, entry: WaitingEntry, by: Actor, at: datetime) -> None:
    """Take the organisation's entry off the list. Leaving twice is leaving once."""
    must_be_allowed("leave_waiting", by)
    if WaitingEntry.objects.filter(pk=entry.pk, closed_at=None).update(closed_at=at):
        record_entry(by=by, did="listings.leave_waiting", what=entry, at=at)


def tell_waiting(*, at: datetime, programmes: Iterable[int] | None = None) -> int:
    """Tell everybody whose whole request has become free, once; returns how many entries. None = all programmes.

    What is let go through one listing may be free through others of its work: those who wait for them are told too.
    """
    open_entries = WaitingEntry.objects.filter(told_at=None, closed_at=None).order_by("pk")
    if programmes is not None:
        open_entries = open_entries.filter(programme__in=listings_of_work(list(programmes)))
    keys = list(open_entries.values_list("pk", flat=True))
    return sum(tell_chunk(keys[start : start + CHUNK], at) for start in range(0, len(keys), CHUNK))


@transaction.atomic
def tell_chunk(keys: list[int], at: datetime) -> int:
    """Tell those of these entries that are free now. Rows that another worker holds are left to it."""
    rows = WaitingEntry.objects.filter(pk__in=keys, told_at=None, closed_at=None, programme__state="published")
    rows = rows.select_related("programme__organisation__seller_terms", "organisation")
    locked = list(rows.select_for_update(of=("self",), skip_locked=True))
    told = 0
    for one in standing(locked, at):
        if one.request.window.until <= day_at(one.entry.organisation, at):
            WaitingEntry.objects.filter(pk=one.entry.pk).update(closed_at=at)
        elif one.fit.whole:
            told += 1
            tell_one(one.entry, at)
    return told


def tell_one(entry: WaitingEntry, at: datetime) -> None:
    """Tell the members of one organisation."""
    WaitingEntry.objects.filter(pk=entry.pk).update(told_at=at)
    programme = entry.programme
    told = draft_for_members(
        entry.organisation,
        "listings.free_again",
        url=url_of(programme, query=entry.request),
        programme=programme.original_title,
        seller=programme.organisation.name_en,
    )
    record_entry(by=None, did="listings.tell_waiting", what=entry, at=at, tell=[told])


@transaction.atomic
def ask_for_dates(*, programme: Programme, request: AvailsRequest | None, by: Actor, at: datetime) -> bool:
    """Ask the seller until when rights are taken, for a request or for the whole programme; False when this organisation asked within the last seven days.

    Raises OwnProgramme.
    """
    must_be_allowed("ask_for_dates", by)
    if programme.organisation_id == by.organisation.pk:
        raise OwnProgramme
    Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    asked = AuditEntry.objects.filter(action="listings.ask_for_dates", organisation=by.organisation)
    last = asked.filter(object_id=str(programme.pk)).order_by("-at").first()
    if last and (at - last.at).days < ASK_AGAIN_AFTER_DAYS:
        return False
    told = draft_for_members(
        programme.organisation,
        "listings.dates_asked",
        url=url_of(programme, query=request.to_query() if request else ""),
        programme=programme.original_title,
        buyer=by.organisation.name_en,
        person=by.user.display_name,
        email=by.user.email,
    )
    after = request.to_params() if request else {}
    record_entry(by=by, did="listings.ask_for_dates", what=programme, at=at, after=after, tell=[told])
    return True
