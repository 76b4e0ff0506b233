from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from marketplace.contracts.models.contract import Contract
from marketplace.contracts.states import DeliveryMove, MaterialKind, MaterialState
from marketplace.files.models import StoredFile

if TYPE_CHECKING:
    from accounts.actors import Actor


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, actor: "Actor") -> Self:
        """Known to the contract's parties only."""
        return self.filter(contract__in=Contract.objects.visible_to(actor))

    def with_contract(self) -> Self:
        """With what is shown of the contract: its deal, its parties and the programmes."""
        return self.select_related("contract__deal").prefetch_related("contract__parties", "contract__lines")


class Material(models.Model):
    """Something the seller delivers under a contract: the programme itself, a language version, pictures."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="materials")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("material"), max_length=12, choices=MaterialKind)
    language = models.CharField(_("language"), max_length=12, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=MaterialState, default=MaterialState.DUE)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="materials_are_numbered"),
            models.CheckConstraint(condition=models.Q(state__in=MaterialState.values), name="material_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=MaterialKind.values), name="material_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.kind} {self.language}".strip()


class DeliveryEvent(models.Model):
    """One move in the delivery of a material; only ever added."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="events")
    move = models.CharField(max_length=12, choices=DeliveryMove)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(max_length=1000, blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        to_field="place",
        db_column="file",
        db_index=False,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(move__in=DeliveryMove.values), name="delivery_move_known"),
            models.CheckConstraint(
                condition=~models.Q(move="refused") | ~models.Q(note=""), name="a_refused_delivery_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material} {self.move}"
