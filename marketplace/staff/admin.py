"""Django's admin over the trade: to look things up. Every change goes through an action."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from listings.models import Programme, Review, RightIn, RightOut
from marketplace.contracts.models import Contract, DeliveryEvent, Instalment, Material, Signature
from marketplace.offers.models import Offer, Round
from marketplace.payments.models import (
    Allocation,
    BankTransfer,
    Charge,
    Credit,
    Entry,
    Journal,
    LedgerBalance,
    Receipt,
    StripeEvent,
)


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin):
    list_display = ("public_id", "original_title", "organisation", "kind", "year", "state")
    list_filter = ("state", "kind")
    search_fields = ("public_id", "original_title")


@admin.register(RightIn, RightOut)
class RightsAdmin(ReadOnlyAdmin):
    list_display = ("id", "programme", "period", "created_at")
    raw_id_fields = ("programme",)


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("programme", "submitted_at", "decided_by", "decided_at", "approved")


@admin.register(Offer)
class OfferAdmin(ReadOnlyAdmin):
    list_display = ("public_id", "number", "title", "buyer", "seller", "state", "opened_at")
    list_filter = ("state",)
    search_fields = ("deal__public_id",)


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    list_display = ("offer", "number", "side", "state", "made_at", "expires_at")
    # What the parties write to each other is theirs.
    exclude = ("message",)


@admin.register(Contract)
class ContractAdmin(ReadOnlyAdmin):
    list_display = ("number", "offer", "state", "made_at", "signed_at", "active_at")
    list_filter = ("state",)
    search_fields = ("number",)


@admin.register(Signature)
class SignatureAdmin(ReadOnlyAdmin):
    list_display = ("contract", "side", "typed_name", "signed_at", "sealed_at")


@admin.register(Material)
class MaterialAdmin(ReadOnlyAdmin):
    list_display = ("contract", "number", "kind", "language", "state")
    list_filter = ("kind", "state")


@admin.register(DeliveryEvent)
class DeliveryEventAdmin(ReadOnlyAdmin):
    list_display = ("material", "move", "by", "at")
    list_filter = ("move",)


@admin.register(Instalment)
class InstalmentAdmin(ReadOnlyAdmin):
    list_display = ("reference", "contract", "number", "gross_minor", "currency", "due_on", "state")
    list_filter = ("state",)
    search_fields = ("reference", "invoice_number")


@admin.register(Charge)
class ChargeAdmin(ReadOnlyAdmin):
    list_display = ("idempotency_key", "instalment", "state", "opened_at", "paid_at")
    list_filter = ("state",)


@admin.register(BankTransfer)
class BankTransferAdmin(ReadOnlyAdmin):
    list_display = ("instalment", "state", "claimed_minor", "receipt", "seen_by", "matched_by")
    list_filter = ("state",)


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    list_display = ("line", "payer", "amount_minor", "currency", "received_on", "entered_by")
    search_fields = ("line", "payer", "reference")


@admin.register(Allocation)
class AllocationAdmin(ReadOnlyAdmin):
    list_display = ("instalment", "amount_minor", "charges_minor", "receipt", "charge", "credit", "at")


@admin.register(Credit)
class CreditAdmin(ReadOnlyAdmin):
    list_display = ("buyer", "amount_minor", "currency", "reason", "state", "owner")
    list_filter = ("state", "reason")


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnlyAdmin):
    list_display = ("stripe_id", "kind", "received_at", "handled_at")
    list_filter = ("kind",)


@admin.register(Journal)
class JournalAdmin(ReadOnlyAdmin):
    list_display = ("event_key", "kind", "made_at")
    search_fields = ("event_key",)


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ("journal", "account", "side", "amount", "currency")


@admin.register(LedgerBalance)
class LedgerBalanceAdmin(ReadOnlyAdmin):
    list_display = ("account", "net")
