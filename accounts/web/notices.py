"""Notices of a member, and, in the demo, the mail that left."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import actions
from accounts.models import Notice
from accounts.queries.mailbox import newest_mails
from accounts.queries.notices import group_notices
from accounts.web.access import MemberRequest, member_required
from marketplace.kit.keys import read_key
from marketplace.kit.paging import page_of

NOTICES_PER_PAGE = 100


@member_required
@require_GET
def list_notices(request: MemberRequest) -> HttpResponse:
    """Three groups: your turn, changed, for information."""
    rows = Notice.objects.visible_to(request.actor).order_by("-created_at", "-pk")
    page = page_of(request, rows, NOTICES_PER_PAGE)
    context = {"groups": group_notices(list(page)), "page": page, "unread": rows.filter(read_at=None).count()}
    return render(request, "accounts/notices.html", context)


@member_required
@require_POST
def mark_read(request: MemberRequest) -> HttpResponse:
    """Mark as read: the notices named by `notice`, or all."""
    only = [key for text in request.POST.getlist("notice") if (key := read_key(text))]
    actions.mark_notices_read(by=request.actor, at=timezone.now(), only=only or None)
    return redirect("accounts:notices")


@member_required
@require_GET
def follow_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """Follow a notice to what it is about; it is read by that."""
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    actions.mark_notices_read(by=request.actor, at=timezone.now(), only=[notice.pk])
    return redirect(notice.url or "accounts:notices")


@require_GET
def show_mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that the demo sent, newest first. The URL exists in the demo only."""
    address = request.GET.get("to", "").strip().lower()
    frame = "shell.html" if getattr(request, "actor", None) else "public.html"
    return render(
        request,
        "accounts/mailbox.html",
        {"mails": newest_mails(settings.MAILBOX, address), "to": address, "frame": frame},
    )
