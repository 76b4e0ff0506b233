from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models import Organisation, User
from marketplace.contracts.states import ContractState
from marketplace.offers.models import Offer
from marketplace.offers.states import Side

if TYPE_CHECKING:
    from accounts.actors import Actor


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, actor: "Actor") -> Self:
        own = models.Q(offer__buyer=actor.organisation) | models.Q(offer__seller=actor.organisation)
        return self.filter(own)


class Contract(models.Model):
    """The licence agreement of one accepted offer. `agreed` is all that the document says; its hash binds the signatures.

    Work still to be done is read off the row: no `drawn_up_at` = render the document; signatures without `sealed_at` = seal.
    How often it was tried stands in `marketplace.kit.models.Job`.
    """

    number = models.CharField(max_length=16, unique=True)
    offer = models.OneToOneField(Offer, models.PROTECT, related_name="contract")
    state = models.CharField(max_length=12, choices=ContractState, default=ContractState.DRAWING_UP)
    agreed = models.JSONField(help_text="marketplace.contracts.documents.ContractDocument as JSON")
    agreed_sha256 = models.CharField(max_length=64)
    document = models.FileField(upload_to="contracts/", blank=True, help_text="as drawn up, before any signature")
    document_sha256 = models.CharField(max_length=64, blank=True)
    sealed_document = models.FileField(upload_to="contracts/", blank=True, help_text="with the seals applied so far")
    sealed_sha256 = models.CharField(max_length=64, blank=True, help_text="of that file, as it was when it was sealed")
    made_at = models.DateTimeField(default=timezone.now)
    sign_by = models.DateTimeField(help_text="the reservation of the rights ends with it")
    drawn_up_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    active_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ContractState.values), name="contract_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["signed", "active"]) | models.Q(signed_at__isnull=False),
                name="signed_has_a_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(active_at__isnull=False), name="active_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """One side's signature: the person, what was shown, and when. Never changed; sealed into the PDF by a task."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=6, choices=Side)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    typed_name = models.CharField(max_length=120)
    latin_name = models.CharField(
        max_length=120, blank=True, help_text="as the signatory states it, where the name is written in other letters"
    )
    job_title = models.CharField(max_length=120, blank=True, help_text="the signatory's position on that day")
    document_sha256 = models.CharField(max_length=64, help_text="of the document that was shown")
    consent = models.TextField(help_text="the sentence agreed to, in the language it was shown in")
    signed_at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)
    factor = models.CharField(max_length=20, blank=True, help_text="the kind of second factor shown for it")
    sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "side"], name="one_signature_per_side"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="signature_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.typed_name} for {self.contract}"
