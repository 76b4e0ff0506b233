"""The staff's queue: everything that waits for a decision, whatever it is, the longest waiting first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import FactorReset, Organisation
from accounts.states import OrganisationState
from accounts.web.doors import StaffRequest, staff_required
from listings.models import ListingRevision, Programme, RightsClaim, WorkCase
from listings.states import ListingState, RevisionState
from listings.web.changes import list_names
from listings.web.presenting import Card
from listings.web.studio_fields import field_names
from marketplace.kit.formats import format_money
from marketplace.kit.paging import page_of
from marketplace.kit.vocab import territories
from marketplace.payments.models import BankTransfer, MoneyCase
from marketplace.payments.queries import newest_run, open_credits, unallocated
from marketplace.payments.states import TransferState

PROMISED = timedelta(days=1)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `language` is that of its name; `due` is when we promised an answer."""

    kind: str
    icon: str
    name: str
    about: str
    url: str
    since: datetime
    language: str = ""

    @property
    def due(self) -> datetime:
        """One working day after it came: a Saturday or Sunday does not count."""
        day = self.since
        for _step in range(PROMISED.days):
            day += timedelta(days=1)
            while day.weekday() > 4:
                day += timedelta(days=1)
        return day


def kinds() -> dict[str, str]:
    return {
        "organisation": _("Organisations"), "listing": _("Listings"), "changes": _("Changes to listings"), "transfer": _("Bank transfers"),
        "suspension": _("Suspensions"), "money": _("Money"), "claim": _("Contested rights"),
        "work": _("Works to compare"), "factor": _("Lost second steps"),
    }  # fmt: skip


@staff_required
def queue(request: StaffRequest) -> HttpResponse:
    """One list; `kind` shows one sort only."""
    language, show = get_language() or "en", request.GET.get("kind", "")
    rows = sorted(
        (
            *organisations(language),
            *listings(language),
            *changes(language),
            *transfers(),
            *suspensions(request),
            *money(language),
            *claims(),
            *works(),
            *factor_resets(),
        ),
        key=lambda row: row.since,
    )
    seg: list[dict[str, Any]] = [{"label": _("All"), "url": "?", "current": show not in kinds(), "count": len(rows)}]
    for key, label in kinds().items():
        count = sum(row.kind == key for row in rows)
        seg.append({"label": label, "url": f"?kind={key}", "current": show == key, "count": count})
    shown = [row for row in rows if show not in kinds() or row.kind == show]
    page = page_of(request, shown)
    return render(request, "desk/queue.html", {"rows": page, "page": page, "seg": seg, "now": timezone.now()})


def organisations(language: str) -> Iterator[Waiting]:
    """Organisations that ask to be verified."""
    for o in Organisation.objects.filter(state=OrganisationState.SUBMITTED, submitted_at__isnull=False):
        about = f"{territories.name(o.territory, language)} · {o.name_local}".rstrip(" ·")
        url, since = reverse("desk:organisation", args=[o.pk]), o.submitted_at or o.created_at
        yield Waiting("organisation", "building-2", o.name_en, about, url, since)


def listings(language: str) -> Iterator[Waiting]:
    """Listings in review, since they were sent: what the seller saves in the meantime does not move them."""
    rows = Programme.objects.filter(state=ListingState.IN_REVIEW).select_related("organisation")
    for p in rows.prefetch_related("texts", "artworks", "versions", "reviews"):
        sent = max((review.submitted_at for review in p.reviews.all()), default=p.changed_at)
        card = Card(p, language)
        about, url = f"{card.format_line} · {p.organisation.name_en}", reverse("desk:listing", args=[p.public_id])
        yield Waiting("listing", "clapperboard", card.title, about, url, sent, card.title_language)


def changes(language: str) -> Iterator[Waiting]:
    """Changes to published listings, since they were proposed or sent again."""
    rows = ListingRevision.objects.filter(state=RevisionState.WAITING).select_related("programme__organisation")
    for one in rows.prefetch_related("programme__texts", "programme__artworks", "programme__versions"):
        card, names = Card(one.programme, language), field_names() | list_names()
        about = f"{', '.join(names[key] for key in one.proposed)} · {one.programme.organisation.name_en}"
        url = reverse("desk:changes", args=[one.pk])
        yield Waiting("changes", "pencil-line", card.title, about, url, one.submitted_at, card.title_language)


def transfers() -> Iterator[Waiting]:
    """Bank transfers to be seen or matched."""
    rows = BankTransfer.objects.filter(state__in=[TransferState.CLAIMED, TransferState.SEEN])
    for t in rows.select_related("instalment__contract__deal"):
        about = f"{t.get_state_display()} · {t.instalment.contract.buyer.name_en}"
        yield Waiting(
            "transfer", "landmark", t.instalment.reference, about, f"{reverse('desk:transfers')}#t{t.pk}", t.claimed_at
        )


def claims() -> Iterator[Waiting]:
    """Rights that two organisations hold."""
    rows = RightsClaim.objects.filter(outcome="")
    for claim in rows.select_related("later_listing__organisation", "earlier_listing__organisation"):
        listing = claim.later_listing
        about = f"{listing.organisation} – {claim.earlier_listing.organisation}"
        url = reverse("desk:claim", args=[claim.pk])
        yield Waiting("claim", "scale", listing.original_title, about, url, claim.opened_at, listing.original_language)


def factor_resets() -> Iterator[Waiting]:
    """People who have lost their second step, from when the time to object is over."""
    rows = FactorReset.objects.filter(outcome="", free_at__lte=timezone.now()).select_related("user")
    for row in rows:
        url = reverse("desk:factor-reset", args=[row.pk])
        yield Waiting("factor", "key-round", row.user.display_name, row.user.email, url, row.free_at)


def works() -> Iterator[Waiting]:
    """Works that may be one, and proposals that a second person confirms."""
    rows = WorkCase.objects.filter(closed_at=None).select_related("work", "listing__organisation", "proposed_by")
    for case in rows.order_by("opened_at"):
        about = f"{case.listing.public_id} · {case.listing.organisation}"
        url = reverse("desk:work-case", args=[case.pk])
        yield Waiting("work", "git-compare", case.work.original_title, about, url, case.opened_at)


def suspensions(request: StaffRequest) -> Iterator[Waiting]:
    """Suspensions that a colleague proposed and a second person confirms or drops."""
    rows = Organisation.objects.exclude(suspension_proposed_by=None).filter(state=OrganisationState.VERIFIED)
    for o in rows.select_related("suspension_proposed_by"):
        by = o.suspension_proposed_by
        about = _("proposed by %(person)s") % {"person": by.display_name if by else ""}
        url, since = reverse("desk:organisation", args=[o.pk]), o.suspension_proposed_at or o.created_at
        yield Waiting("suspension", "octagon-pause", o.name_en, about, url, since)


def money(language: str) -> Iterator[Waiting]:
    """Receipts that belong to nothing yet, and credits to use or send back."""
    url = reverse("desk:money")
    for one in unallocated():
        if getattr(one.receipt, "transfer", None) is None:
            name = format_money(one.left.minor, one.left.currency, language)
            about = _("not allocated · %(payer)s") % {"payer": one.receipt.payer or one.receipt.line}
            yield Waiting("money", "wallet", name, about, f"{url}#receipt-{one.receipt.pk}", one.since)
    for credit in open_credits():
        name = format_money(credit.left.minor, credit.currency, language)
        about = _("credit · %(buyer)s") % {"buyer": credit.buyer.name_en}
        yield Waiting("money", "coins", name, about, f"{url}#credit-{credit.pk}", credit.made_at)
    for case in MoneyCase.objects.filter(closed_at=None).select_related("charge__instalment"):
        name = format_money(case.amount_minor, case.currency, language)
        about = f"{case.get_kind_display()} · {case.charge.instalment.reference}"
        yield Waiting("money", "octagon-alert", name, about, f"{url}#case-{case.pk}", case.opened_at)
    run = newest_run().first()
    if run and run.findings and not run.seen_at:
        about = _("findings: %(n)s") % {"n": len(run.findings)}
        yield Waiting("money", "octagon-alert", _("Nightly check"), about, f"{url}#verification", run.started_at)
