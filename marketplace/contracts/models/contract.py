from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Organisation, User
from listings.models import Holding, RightOut
from marketplace.contracts.states import ContractState
from marketplace.files.models import StoredFile
from marketplace.offers.models import AboutProgrammes, Deal, Line, LineManager, Offer
from marketplace.offers.states import Side

if TYPE_CHECKING:
    from accounts.actors import Actor


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, actor: "Actor") -> Self:
        """A contract is known to its parties only."""
        own = ContractParty.objects.filter(contract=models.OuterRef("pk"), organisation=actor.organisation)
        return self.filter(models.Exists(own))

    def with_parties(self) -> Self:
        """With what every page shows of it: its deal, its parties and the programmes."""
        return self.select_related("deal").prefetch_related("parties", "lines")


class Contract(AboutProgrammes):
    """The licence agreement that one accepted offer of a deal made, with its own parties, lines and instalments.

    `agreed` is all that the document says; its hash binds the signatures.

    Work still to be done is read off the row: no `drawn_up_at` = render the document; signatures without `sealed_at` = seal.
    How often it was tried stands in `marketplace.kit.models.Job`.
    """

    number = models.CharField(max_length=16, unique=True)
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="contracts")
    offer = models.OneToOneField(
        Offer, models.PROTECT, related_name="contract", help_text="the negotiation that ended in it"
    )
    state = models.CharField(max_length=12, choices=ContractState, default=ContractState.DRAWING_UP)
    agreed = models.JSONField(help_text="marketplace.contracts.documents.ContractDocument as JSON")
    agreed_sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        to_field="place",
        db_column="document",
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        help_text="as drawn up, before any signature",
    )
    document_sha256 = models.CharField(max_length=64, blank=True)
    sealed_document = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        to_field="place",
        db_column="sealed_document",
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
        help_text="with the seals applied so far",
    )
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

    @cached_property
    def sides(self) -> dict[str, Organisation]:
        """Who stands on which side."""
        return {party.side: party.organisation for party in self.parties.all()}

    @property
    def buyer(self) -> Organisation:
        """The licensee, who pays."""
        return self.sides[Side.BUYER]

    @property
    def seller(self) -> Organisation:
        """The licensor."""
        return self.sides[Side.SELLER]

    @property
    def holdings(self) -> list[Holding]:
        """The rights of each of its lines."""
        return list(Holding.objects.filter(contract_line__contract=self).order_by("contract_line__number"))

    @property
    def opened_at(self) -> datetime:
        """When the two began to talk: acts are judged by how things were then."""
        return self.deal.opened_at


class PartyManager(models.Manager["ContractParty"]):
    def get_queryset(self) -> "models.QuerySet[ContractParty]":
        """Nobody reads a party without its organisation."""
        return super().get_queryset().select_related("organisation")


class ContractParty(models.Model):
    """Who stands on one side of a contract: the organisation that is bound by it and signs. An agent sells for the holder
    of the rights, whom its mandate names."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="parties")
    side = models.CharField(max_length=6, choices=Side)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contract_sides")
    acts_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.ForeignKey(RightOut, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartyManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="party_side_known"),
            models.UniqueConstraint(fields=["contract", "side"], name="one_party_per_side"),
            models.UniqueConstraint(fields=["contract", "organisation"], name="party_on_one_side"),
            models.CheckConstraint(
                condition=models.Q(acts_for=None, mandate=None)
                | models.Q(acts_for__isnull=False, mandate__isnull=False),
                name="who_acts_for_another_has_a_mandate",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "side"], name="contracts_of_a_party")]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.contract}"


class ContractLine(Line):
    """One listing that a contract licenses."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="lines")
    holding = models.OneToOneField(
        Holding, models.PROTECT, related_name="contract_line", help_text="the rights that it reserves, then licenses"
    )

    objects = LineManager["ContractLine"]()

    class Meta(Line.Meta):
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="contract_lines_are_numbered")]


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
