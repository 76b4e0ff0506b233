"""What staff do: review listings with the evidence beside the facts, watch deals, match transfers."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.add_document import DocumentRefused, recognise, shown_name
from accounts.models import Membership
from accounts.policies import may_judge
from accounts.web.doors import StaffRequest, staff_required
from listings import actions as listing_actions
from listings.models import Programme
from listings.queries.facts import mark_of, open_revision
from listings.states import ListingState
from listings.web.programme import facts
from listings.web.studio_fields import records
from marketplace.contracts.models import Contract
from marketplace.desk.reading import field_names, posted_reasons, trail
from marketplace.kit.money import BadAmount, Money, parse_exact
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Invalid, Problem
from marketplace.offers.models import Offer
from marketplace.offers.states import OfferState
from marketplace.offers.terms import Terms
from marketplace.payments import actions as payment_actions
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import TransferState

FIELDS = ("original_title", "synopsis", "genres", "year", "minutes", "rights", "artwork")


@staff_required
def listing(request: StaffRequest, public_id: str) -> HttpResponse:
    """One listing: what the buyer will see, what the seller holds, and the decision."""
    rows = Programme.objects.select_related("organisation").prefetch_related(
        "texts", "artworks", "versions", "credits", "awards", "identifiers", "permits", "ratings"
    )
    found = get_object_or_404(rows, public_id=public_id)
    problem = None
    if request.method == "POST":
        try:
            decide_listing(request, found)
            return redirect("desk:queue")
        except Problem as refusal:
            problem = refusal
            found.refresh_from_db()
    same = (
        Programme.objects.exclude(pk=found.pk)
        .filter(original_title=found.original_title)
        .select_related("organisation")
    )
    names, judges = field_names(), may_judge(request.staff, found.organisation)
    context = facts(found, get_language() or "en") | {
        "problem": problem, "trail": trail("programme", found.pk), "typed": request.POST, "same": same[:5],
        "rights_in": records(found.rights_in.order_by("pk")),
        "rights_out": records(found.rights_out.filter(active=True).order_by("pk")),
        "judges": judges, "may_decide": judges and found.state == ListingState.IN_REVIEW,
        "may_take_down": judges and found.state == ListingState.PUBLISHED,
        "errors": getattr(problem, "errors", {}), "seen": mark_of(found), "changes": open_revision(found),
        "fields": [{"key": f, "name": names[f], "typed": request.POST.get(f"reason-{f}", "")} for f in FIELDS],
    }  # fmt: skip
    return render(request, "desk/listing.html", context, status=problem.status if problem else 200)


def decide_listing(request: StaffRequest, found: Programme) -> None:
    """Publish, return or take down."""
    now, decision, message = timezone.now(), request.POST.get("decision"), request.POST.get("message", "")[:2000]
    if decision == "publish":
        listing_actions.approve_listing(programme=found, by=request.staff, at=now, seen=request.POST.get("seen", ""))
        messages.info(request, _("Published."))
    elif decision == "take_down":
        listing_actions.take_down(programme=found, message=message, by=request.staff, at=now)
    else:
        listing_actions.return_listing(
            programme=found, reasons=posted_reasons(request), message=message, by=request.staff, at=now
        )


@staff_required
def deals(request: StaffRequest) -> HttpResponse:
    """Stages and money of every deal; conversations stay closed to staff."""
    rows = Offer.objects.with_deal().prefetch_related("rounds").order_by("-opened_at", "-pk")
    show = request.GET.get("show", "")
    rows = rows.filter(state=show) if show in OfferState.values else rows
    page = page_of(request, rows)
    contracts = {c.offer_id: c for c in Contract.objects.filter(offer__in=list(page)).prefetch_related("instalments")}
    listed = [{"offer": o, "contract": contracts.get(o.pk), "fee": last_fee(o)} for o in page]
    context = {"deals": listed, "page": page, "show": show, "states": OfferState.choices, "today": timezone.localdate()}
    return render(request, "desk/deals.html", context)


def last_fee(offer: Offer) -> Money:
    """What the newest round says the licence costs."""
    newest = max(offer.rounds.all(), key=lambda one: one.number)
    return Terms.from_json(newest.terms).fee


@staff_required
def transfers(request: StaffRequest) -> HttpResponse:
    """Bank transfers that wait: one person sees the money on the statement, another matches it."""
    return transfers_page(request)


def transfers_page(request: StaffRequest, problem: Problem | None = None, wrong: int = 0) -> HttpResponse:
    """The page, the longest waiting first; what was refused stands at its transfer."""
    rows = BankTransfer.objects.select_related(
        "instalment__contract__deal",
        "claimed_by",
        "receipt",
        "seen_by",
        "matched_by",
    ).order_by("claimed_at")
    context = {
        "open": [t for t in rows if t.state in {TransferState.CLAIMED, TransferState.SEEN}],
        "closed": [t for t in rows if t.state not in {TransferState.CLAIMED, TransferState.SEEN}][:-31:-1],
        "problem": problem, "own": request.staff.user.pk, "own_places": places_of(request), "wrong": wrong, "typed": request.POST,
        "errors": getattr(problem, "errors", {}),
    }  # fmt: skip
    return render(request, "desk/transfers.html", context, status=problem.status if problem else 200)


def places_of(request: StaffRequest) -> set[int]:
    """The organisations to which this member of staff belongs: others decide about their transfers."""
    rows = Membership.objects.filter(user=request.staff.user, ended_at=None)
    return set(rows.values_list("organisation", flat=True))


@staff_required
@require_POST
def transfer(request: StaffRequest, pk: int) -> HttpResponse:
    """See, match or refuse one transfer."""
    found = get_object_or_404(BankTransfer.objects.select_related("instalment__contract__deal"), pk=pk)
    try:
        move_transfer(request, found)
    except Problem as problem:
        return transfers_page(request, problem, found.pk)
    return redirect("desk:transfers")


def move_transfer(request: StaffRequest, found: BankTransfer) -> None:
    """The one action behind the button."""
    now, move = timezone.now(), request.POST.get("move")
    if move == "see":
        try:
            received = parse_exact(request.POST.get("received", ""), found.instalment.currency)
        except BadAmount as error:
            raise Invalid({"received": [error.message]}) from error
        line = request.POST.get("statement_line", "")[:120]
        payment_actions.see_transfer(
            transfer=found, received_minor=received.minor, statement_line=line, by=request.staff, at=now
        )
    elif move in {"match", "part"}:
        payment_actions.match_transfer(transfer=found, by=request.staff, at=now, as_part=move == "part")
    elif move == "credit":
        payment_actions.credit_transfer(transfer=found, by=request.staff, at=now)
    elif move == "refuse":
        payment_actions.refuse_transfer(
            transfer=found, reason=request.POST.get("reason", "")[:1000], by=request.staff, at=now
        )


@staff_required
def proof(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The bank's slip of a transfer."""
    found = get_object_or_404(BankTransfer, pk=pk)
    with found.proof.open("rb") as file:
        content = file.read()
    content_type, ending = type_of(content)
    name = shown_name(found.proof_name or f"transfer-{pk}", ending)
    response = FileResponse(BytesIO(content), content_type=content_type, as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def type_of(content: bytes) -> tuple[str, str]:
    """Content type and ending by what the bytes are: the buyer's name for the file decides nothing."""
    try:
        return recognise(content)
    except DocumentRefused:
        return "application/octet-stream", ".bin"
