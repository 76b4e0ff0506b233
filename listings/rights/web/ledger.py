"""The rights ledger of one programme: what comes in, what it comes to, what goes out; as of today or of a past day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.days import day_at, today_for
from accounts.web.access import MemberRequest, member_required
from listings import actions
from listings.catalogue.queries.waiting import waiting_counts
from listings.catalogue.web.availability import year_marks
from listings.catalogue.web.cards import Card
from listings.inputs import EvidenceForm, PastDayForm, ShortenForm, SplitForm
from listings.models import Programme, RightIn, RightOut
from listings.policies import may_edit
from listings.rights.queries.answers import is_unconfirmed
from listings.rights.queries.cells import Rights, read_records
from listings.rights.queries.history import rights_on
from listings.rights.queries.ledger import (
    busiest_territory,
    last_known,
    newest_changes,
    open_claims,
    open_collisions,
    resting_on,
    ten_years,
    territories_of,
)
from listings.rights.web.ledger_bars import View, list_rows
from listings.rights.web.ledger_records import Line, countdown_end, order_lines, record_history
from listings.rights.web.ledger_words import cause_text, time_of
from listings.states import Grade, Purpose
from marketplace.files.serve import serve_file
from marketplace.kit.formats import format_window
from marketplace.kit.inputs import InputForm
from marketplace.kit.problems import Problem
from marketplace.vocabularies import territories

NEWEST_CHANGES = 12
GRADES = {"s": Grade.EXCLUSIVE, "1": Grade.SOLE, "0": Grade.NON_EXCLUSIVE}
CHANGES: dict[str, type[InputForm]] = {"shorten": ShortenForm, "split": SplitForm, "evidence": EvidenceForm}


@dataclass(frozen=True)
class Asked:
    """What the address asks to see. `territory` "" is all of them; `on` None is today, also where `past` is wrong."""

    territory: str
    grade: Grade
    on: date | None
    past: PastDayForm


def own_programme(request: MemberRequest, public_id: str) -> Programme:
    """The organisation's own programme, else 404."""
    found = Programme.objects.owned_by(request.actor).select_related("organisation").prefetch_related("texts")
    return get_object_or_404(found, public_id=public_id)


@member_required
@require_GET
def show_ledger(request: MemberRequest, public_id: str) -> HttpResponse:
    """The whole ledger."""
    programme, now = own_programme(request, public_id), timezone.now()
    return render(request, "listings/rights/ledger.html", read_ledger_page(request, programme, now))


def read_ledger_page(request: MemberRequest, programme: Programme, now: datetime) -> dict[str, Any]:
    """The context of the ledger, as the address asks."""
    asked = read_asked(request, now)
    day = asked.on or today_for(request.actor, now)
    rights = rights_then(programme, asked, now)
    known = territories_of(rights)
    territory = busiest_territory(rights) if asked.territory == "busiest" else asked.territory
    language, span = get_language() or "en", ten_years(day)
    head = ledger_context(request, programme, asked, now)
    colliding = tuple(line.row for one in head["conflicts"] for line in one["licences"])
    view = View(rights, programme, territory, asked.grade, span, language, head["stale"], colliding)
    return head | {
        "held": order_lines(rights.held, programme, language, day),
        "taken": [
            {"line": line, "left": countdown_end(line.row, now)}
            for line in order_lines(rights.taken, programme, language, day)
        ],
        "bars": list_rows(view),
        "years": year_marks(span),
        "span": format_window(span.start, span.end, language),
        "territory": territory,
        "place": view.place,
        "territories": [(code, territories.name(code, language)) for code in known],
        "changes": list_newest_changes(programme, language),
    }


def ledger_context(request: MemberRequest, programme: Programme, asked: Asked, now: datetime) -> dict[str, Any]:
    """What stands around the ledger: names, freshness, conflicts, what the member may do."""
    language = get_language() or "en"
    params = request.GET.copy()
    params.pop("on", None)
    return {
        "programme": programme,
        "card": Card(programme, language),
        "may_edit": may_edit(request.actor, programme),
        "stale": is_unconfirmed(programme, now),
        "asked": asked,
        "past": asked.past,
        "yesterday": today_for(request.actor, now) - timedelta(days=1),
        "back": params.urlencode(),
        "grades": [(key, str(grade.label), grade == asked.grade) for key, grade in GRADES.items()],
        "conflicts": list_conflicts(programme, language, today_for(request.actor, now)),
        "waiting": waiting_counts([programme]).get(programme.pk, 0),
    }


def list_conflicts(programme: Programme, language: str, today: date) -> list[dict[str, Any]]:
    """Open cases by the right that ended: it, why it ended, and each licence that lost its ground."""
    groups: dict[int, dict[str, Any]] = {}
    for one in open_collisions(programme):
        ended = Line(one.ended, programme, language, today) if one.ended else None
        group = groups.setdefault(one.case.right_in, {"case": one.case, "ended": ended, "licences": []})
        group["licences"].append(Line(one.case.right_out, programme, language, today))
    return list(groups.values())


def read_asked(request: MemberRequest, now: datetime) -> Asked:
    """Read `t` (a territory, `all`, nothing = the busiest), `x` (grade) and `on` (a past day); wrong ones say so."""
    word = request.GET.get("t", "").strip().upper()
    territory = "" if word == "ALL" else word if word in territories.VOCABULARY else "busiest"
    past = PastDayForm(request.GET, by=request.actor, at=now)
    day = past.cleaned_data["on"] if past.is_valid() else None
    return Asked(territory, GRADES.get(request.GET.get("x", ""), Grade.SOLE), day, past)


def rights_then(programme: Programme, asked: Asked, now: datetime) -> Rights:
    """The records as they stand now, or stood at the end of a past day, with what their lines name."""
    if asked.on is None:
        rights = read_records([programme], now)[programme.pk]
    else:
        rights = rights_on(programme, timezone.make_aware(datetime.combine(asked.on, time.max)))
    prefetch_related_objects(rights.taken, "licensee", "cut")
    return rights


def list_newest_changes(programme: Programme, language: str) -> list[dict[str, Any]]:
    """The newest changes of any record: when, who, why, which."""
    return [
        {
            "at": time_of(entry.at, language),
            "author": entry.author.display_name if entry.author else _("the system"),
            "cause": cause_text(entry.cause),
            "kind": entry.kind,
            "row": entry.row,
            "label": entry.get_kind_display(),
        }
        for entry in newest_changes(programme, NEWEST_CHANGES)
    ]


@member_required
@require_POST
def submit_rights_confirmation(request: MemberRequest, public_id: str) -> HttpResponse:
    """The rights are right as of today."""
    programme = own_programme(request, public_id)
    try:
        actions.confirm_rights(programmes=[programme], by=request.actor, at=timezone.now())
    except Problem as problem:
        messages.warning(request, problem.message())
    else:
        messages.success(request, _("Confirmed as of today."))
    return redirect("listings:ledger", programme.public_id)


def find_line(programme: Programme, kind: str, pk: int, language: str) -> Line:
    """One record of the programme, standing or ended; 404 for any other."""
    found = last_known(kind, pk, programme) if kind in {"in", "out"} and pk < 2**63 else None
    if found is None:
        raise Http404
    return Line(found, programme, language, day_at(programme.organisation, timezone.now()))


def change_forms(request: MemberRequest, line: Line) -> dict[str, InputForm]:
    """What can be changed in a record, by the button that does it; the one that was pressed is filled in."""
    claims, do = claims_about(line), request.POST.get("do", "")
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now(), "about": line.row}
    said = {"evidence": {"note": claims[0]["note"]} if claims else {}}
    made: dict[str, InputForm] = {
        name: form(request.POST if name == do else None, initial=said.get(name), **who)
        for name, form in CHANGES.items()
    }
    for name, form in made.items():
        # The ledger beside the record has fields of these names too.
        form.auto_id = f"id_{name}_%s"
    return made


def record_page(
    request: MemberRequest,
    programme: Programme,
    line: Line,
    *,
    problem: Problem | None = None,
    forms: dict[str, InputForm] | None = None,
) -> HttpResponse:
    """Everything about one record: as a panel beside the ledger, or as a page of its own."""
    standing, panel = is_active(line), bool(request.headers.get("HX-Request"))
    context = (forms or change_forms(request, line)) | {
        "programme": programme,
        "card": Card(programme, line.language),
        "line": line,
        "history": record_history(line),
        "problem": problem,
        "stands": standing,
        "panel": panel,
        "left": countdown_end(line.row, timezone.now()),
        "claims": claims_about(line),
        "may_edit": may_edit(request.actor, programme),
        "may_change": standing and is_changeable(line),
        "resting": [replace(line, row=row) for row in resting_on(line.row)]
        if isinstance(line.row, RightIn) and standing
        else [],
    }
    template = "listings/rights/ledger_record.html#record" if panel else "listings/rights/ledger_record.html"
    return render(request, template, context, status=problem.status if problem else 200)


def claims_about(line: Line) -> list[dict[str, Any]]:
    """Open claims about a right that stands, each with what this side has said so far; never who the other side is."""
    if not isinstance(line.row, RightIn) or not is_active(line):
        return []
    return [
        {
            "later": claim.later == line.row.pk,
            "note": claim.later_note if claim.later == line.row.pk else claim.earlier_note,
        }
        for claim in open_claims(line.row)
    ]


def is_active(line: Line) -> bool:
    """Is the record still there: not taken away, not let go?"""
    if isinstance(line.row, RightOut):
        return line.row.active
    return line.programme.rights_in.filter(pk=line.row.pk).exists()


def is_changeable(line: Line) -> bool:
    """A record of the seller's own making, or a mandate it gave. What it holds under a mandate the producer ends."""
    if isinstance(line.row, RightIn):
        return line.row.mandate_id is None
    return line.own or line.row.purpose == Purpose.MANDATE


@member_required
@require_GET
def show_right_document(request: MemberRequest, public_id: str, pk: int) -> HttpResponseBase:
    """The contract of a right in, for the seller's own members."""
    programme = own_programme(request, public_id)
    row = get_object_or_404(RightIn.objects.visible_to(request.actor), programme=programme, pk=pk)
    if not row.document:
        raise Http404
    return serve_file(request, row.document, inline=True)
