"""The organisation's payments: what is owed to it and by it, and the invoice of each instalment."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.days import day_at, today_for
from accounts.web.access import MemberRequest, member_required
from listings.catalogue.web.cards import Card
from marketplace.contracts.agreement import contract_fonts
from marketplace.contracts.documents.invoice import Invoice, render_invoice
from marketplace.contracts.documents.plain import amount_text
from marketplace.contracts.documents.schema import ContractDocument
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.files.kinds import PDF
from marketplace.files.serve import serve_content
from marketplace.kit.paging import page_of
from marketplace.payments.bank_account import account_facts
from marketplace.payments.queries import sum_outstanding
from marketplace.payments.web.instalment_rows import credits_of, payment_row

SHOWN = {"": _("All"), "open": pgettext_lazy("payments", "Open"), "overdue": _("Overdue"), "paid": _("Paid")}


@member_required
def list_payments(request: MemberRequest) -> HttpResponse:
    """Every instalment, owed to us and by us, by due date, with who waits for what; sums of what is open; own credits."""
    language, today = get_language() or "en", today_for(request.actor, timezone.now())
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    rows = Instalment.objects.visible_to(request.actor).with_contract()
    rows = rows.prefetch_related("transfers", "allocations", "contract__lines__programme__texts")
    chosen = chosen_rows(rows.order_by("due_on", "pk"), show, today)
    page = page_of(request, chosen)
    listed = [payment_row(row, request.actor) | {"card": Card(row.contract.programme, language)} for row in page]
    context = {
        "instalments": listed,
        "page": page,
        "today": today,
        "credits": credits_of(request.actor),
        "show": show,
        "shown": SHOWN,
        "sums": sum_outstanding(chosen, request.actor),
    }
    return render(request, "payments/payments.html", context)


def chosen_rows(rows: QuerySet[Instalment], show: str, today: date) -> QuerySet[Instalment]:
    """Those of one kind; "open" are invoiced, "overdue" those of them whose day is over."""
    if show == "paid":
        return rows.filter(state=InstalmentState.PAID)
    if show == "overdue":
        return rows.filter(state=InstalmentState.INVOICED, due_on__lt=today)
    return rows.filter(state=InstalmentState.INVOICED) if show == "open" else rows


@member_required
def show_invoice(request: MemberRequest, pk: int) -> HttpResponseBase:
    """An instalment's invoice as PDF, for both sides; pro-forma before it is issued."""
    row = get_object_or_404(Instalment.objects.visible_to(request.actor), pk=pk)
    found = invoice_of(row, request.actor)
    return serve_content(
        request, render_invoice(found, fonts=contract_fonts()), PDF, f"{found.number}.pdf", inline=True
    )


def invoice_of(row: Instalment, actor: Actor) -> Invoice:
    """What it says: the parties as the contract names them, days of the licensor."""
    agreed = ContractDocument.from_json(row.contract.agreed)
    issued_at = row.invoiced_at or row.contract.made_at
    return Invoice(
        number=row.invoice_number or row.reference,
        issued=row.invoice_number is not None,
        on=day_at(row.contract.seller, issued_at),
        due_on=row.due_on,
        contract_number=agreed.number,
        programme=agreed.programme.titles[0].text,
        part=f"{row.number} / {len(agreed.instalments)} ({row.percent} %)",
        amount=amount_text(row.gross_minor, row.currency),
        reference=row.reference,
        licensor=agreed.licensor,
        licensee=agreed.licensee,
        account=tuple((fact.label, fact.value) for fact in account_facts()),
    )
