"""Export: the seller's own titles as Avails or as our own sheet, with what the file will not say; a buyer's search."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.web.access import MemberRequest, member_required
from listings.catalogue.web.cards import Card
from listings.catalogue.web.catalogue import read_search
from listings.catalogue.web.saved_request import any_usual
from listings.exchange import exporting
from listings.exchange.avails_out.losses import Loss, group_losses
from listings.exchange.exporting import FORMATS, MAX_TITLES, Wanted
from listings.exchange.web.catalogue_export import found_file
from listings.models import Programme
from listings.rights.request import parse_request
from marketplace.files.kinds import XLSX
from marketplace.files.serve import serve_content
from marketplace.kit.formats import format_number
from marketplace.kit.problems import Invalid, Problem

LISTED = 300  # titles that the page lets one tick
SHOWN = 20  # places where a loss occurs


@member_required
@require_safe
def export_programmes(request: MemberRequest) -> HttpResponse:
    """Choose what and how; then what the file will not say, and the button that downloads it."""
    wanted = exporting.parse_wanted(request.GET)
    context: dict[str, Any] = {"wanted": wanted, "formats": list_formats(), "titles": list_titles(request, wanted)}
    context["most"] = format_number(MAX_TITLES, get_language() or "en")
    problem: Problem | None = None
    if request.GET.get("check"):
        try:
            context |= foretell_losses(request, wanted)
        except Problem as refusal:
            problem = refusal
    context |= {"problem": problem, "errors_in_title": bool(problem), "chosen": frozenset(wanted.titles)}
    return render(request, "exchange/export.html", context, status=problem.status if problem else 200)


def foretell_losses(request: MemberRequest, wanted: Wanted) -> dict[str, Any]:
    """What the file will hold and what it will not."""
    programmes = exporting.choose_programmes(wanted, request.actor)
    rows, losses = exporting.foretell_file(wanted, programmes, timezone.now())
    query = request.GET.copy()
    query.pop("check", None)
    return {
        "rows": rows,
        "many": len(programmes),
        "losses": group_by_kind(losses, programmes),
        "file": f"{reverse('exchange:export-file')}?{query.urlencode()}",
    }


def group_by_kind(losses: Iterable[Loss], programmes: Iterable[Programme]) -> list[dict[str, Any]]:
    """Losses of one kind as one, with the first places where they occur."""
    language = get_language() or "en"
    names = {one.public_id: Card(one, language).title for one in programmes}
    return [
        {
            "sentence": group.sentence,
            "many": len(group.losses),
            "more": max(len(group.losses) - SHOWN, 0),
            "places": [locate_loss(loss, names[loss.programme]) for loss in group.losses[:SHOWN]],
        }
        for group in group_losses(losses)
    ]


def locate_loss(loss: Loss, title: str) -> dict[str, str]:
    """Where a loss occurs, with the record's own page."""
    kind, _blank, number = loss.record.partition(" ")
    if not number:
        return {"title": title, "url": reverse("listings:ledger", args=[loss.programme]), "record": ""}
    record = _("right held") if kind == "in" else _("right taken")
    return {
        "title": title,
        "url": reverse("listings:ledger-record", args=[loss.programme, kind, number]),
        "record": record,
    }


@member_required
@require_safe
def export_file(request: MemberRequest) -> HttpResponseBase:
    """The file itself, or (with `blank`) the empty own sheet. What cannot be made leads back to the page that says why."""
    wanted, now = exporting.parse_wanted(request.GET), timezone.now()
    if request.GET.get("blank"):
        language = FORMATS[wanted.format].language or get_language() or "en"
        return serve_content(request, exporting.open_template(language), XLSX, "monsoon-rights.xlsx")
    try:
        programmes = exporting.choose_programmes(wanted, request.actor)
        file = exporting.make_file(wanted, programmes, now)
    except Problem:
        query = request.GET.copy()
        query["check"] = "1"
        return redirect(f"{reverse('exchange:export')}?{query.urlencode()}")
    return serve_content(request, file, FORMATS[wanted.format].kind, exporting.file_name(wanted, programmes, now))


@member_required
@require_safe
def catalogue_export(request: MemberRequest) -> HttpResponseBase:
    """What a search found, with the answer to each requested cell, as a sheet."""
    now, language = timezone.now(), get_language() or "en"
    asked, errors = parse_request(request.GET)
    if errors:
        raise Invalid({field: [message] for field, message in errors.items()})
    if not asked and "any" not in request.GET:
        asked = any_usual(request)
    file = found_file(read_search(request.GET, asked, request.actor, language), request.actor, now, language)
    return serve_content(request, file, XLSX, f"monsoon-search-{now:%Y-%m-%d}.xlsx")


def list_formats() -> list[tuple[str, str, str]]:
    """(key, name, meaning)"""
    return [
        ("xlsx", _("Avails workbook 1.9"), _("The industry's spreadsheet, read by platforms and studios.")),
        ("xml", _("Avails XML 2.6"), _("The same for systems; keeps the titles in every language.")),
        (
            "own-en",
            _("Rights sheet, in English"),
            _("Monsoon's own: every dimension of a record, for people. You can change it and import it again."),
        ),
        ("own-zh", _("Rights sheet, in Chinese"), _("The same with Chinese headers and values.")),
    ]


def list_titles(request: MemberRequest, wanted: Wanted) -> list[dict[str, Any]]:
    """One's own titles to tick: those chosen first, then the latest."""
    rows = Programme.objects.owned_by(request.actor).prefetch_related("texts", "versions").order_by("-changed_at")
    named = list(rows.filter(public_id__in=wanted.titles[:LISTED])) if wanted.titles else []
    others = [one for one in rows[:LISTED] if one.public_id not in wanted.titles]
    language = get_language() or "en"
    return [{"p": one, "card": Card(one, language)} for one in (*named, *others)]
