"""Contracts for other systems. Accepting is here; signing is a person's act and happens in the page."""

from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Scope
from accounts.scopes import actor_with
from marketplace.contracts.actions import accept_offer
from marketplace.contracts.agreement import agreed_as_told
from marketplace.contracts.filed import checked_pdf
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.policies import is_buyer
from marketplace.files.kinds import PDF
from marketplace.files.serve import serve_content
from marketplace.kit.api import Pages, read_body
from marketplace.offers.api.views import deal
from marketplace.offers.inputs import AcceptForm


class InstalmentSerializer(serializers.ModelSerializer[Instalment]):
    """Amounts in minor units; gross = commission + net, which only the seller is told: null for the buyer."""

    contract = serializers.CharField(source="contract.number")
    commission_minor = serializers.SerializerMethodField()
    net_minor = serializers.SerializerMethodField()

    class Meta:
        model = Instalment
        fields = [
            "id",
            "contract",
            "number",
            "percent",
            "gross_minor",
            "commission_minor",
            "net_minor",
            "currency",
            "due_on",
            "state",
            "invoice_number",
            "reference",
            "paid_at",
        ]

    def get_commission_minor(self, row: Instalment) -> int | None:
        return row.commission_minor if self.is_seller(row) else None

    def get_net_minor(self, row: Instalment) -> int | None:
        return row.net_minor if self.is_seller(row) else None

    def is_seller(self, row: Instalment) -> bool:
        """Does the reader's organisation sell?"""
        actor = self.context.get("actor")
        return actor is not None and not is_buyer(actor, row.contract)


class ContractSerializer(serializers.ModelSerializer[Contract]):
    """A licence agreement with its plan; `signed` lists the sides that have signed.

    `agreed` holds the commission for the seller; for the buyer `commission_sha256`, the hash of "salt:basis points".
    """

    offer = serializers.CharField(source="deal.public_id")
    signed = serializers.SerializerMethodField()
    agreed = serializers.SerializerMethodField()
    instalments = InstalmentSerializer(many=True)

    class Meta:
        model = Contract
        fields = [
            "number",
            "offer",
            "state",
            "signed",
            "agreed",
            "agreed_sha256",
            "document_sha256",
            "made_at",
            "sign_by",
            "signed_at",
            "active_at",
            "instalments",
        ]

    def get_agreed(self, contract: Contract) -> dict[str, Any]:
        return agreed_as_told(contract, self.context["actor"])

    def get_signed(self, contract: Contract) -> list[str]:
        return sorted(signature.side for signature in contract.signatures.all())


class Accept(APIView):
    """Accept round `round`: the rights are reserved and the contract is made."""

    @extend_schema(request=AcceptForm, responses={201: ContractSerializer})
    def post(self, request: Request, public_id: str) -> Response:
        actor, now = actor_with(request, Scope.NEGOTIATE), timezone.now()
        offer, body = deal(actor, public_id), AcceptForm(read_body(request)).read_values()
        contract = accept_offer(
            offer=offer,
            number=body["round"],
            by=actor,
            at=now,
            commission_basis_points=settings.COMMISSION_BASIS_POINTS,
        )
        return Response(ContractSerializer(contract, context={"actor": actor}).data, status=201)


class ContractList(APIView):
    """Your organisation's contracts."""

    @extend_schema(responses=ContractSerializer(many=True))
    def get(self, request: Request) -> Response:
        actor = actor_with(request, Scope.DEALS)
        rows = Contract.objects.visible_to(actor).with_parties()
        rows = rows.prefetch_related(
            "signatures", "instalments__contract__deal", "instalments__contract__parties"
        ).order_by("-made_at")
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ContractSerializer(page, many=True, context={"actor": actor}).data)


class ContractDetail(APIView):
    """One contract."""

    @extend_schema(responses=ContractSerializer)
    def get(self, request: Request, number: str) -> Response:
        actor = actor_with(request, Scope.DEALS)
        found = get_object_or_404(Contract.objects.visible_to(actor), number=number)
        return Response(ContractSerializer(found, context={"actor": actor}).data)


class Document(APIView):
    """The contract's PDF, with the seals applied so far, checked against what was recorded when it was written."""

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, number: str) -> HttpResponseBase:
        actor = actor_with(request, Scope.DEALS)
        rows = Contract.objects.visible_to(actor).exclude(document=None)
        contract = get_object_or_404(rows, number=number)
        return serve_content(request, checked_pdf(contract, at=timezone.now()), PDF, f"{contract.number}.pdf")


class InstalmentList(APIView):
    """What is owed, to you or by you."""

    @extend_schema(responses=InstalmentSerializer(many=True))
    def get(self, request: Request) -> Response:
        actor = actor_with(request, Scope.DEALS)
        rows = Instalment.objects.visible_to(actor).with_contract().order_by("due_on", "pk")
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(InstalmentSerializer(page, many=True, context={"actor": actor}).data)


class InstalmentDetail(APIView):
    """One instalment."""

    @extend_schema(responses=InstalmentSerializer)
    def get(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.DEALS)
        rows = Instalment.objects.visible_to(actor).with_contract()
        return Response(InstalmentSerializer(get_object_or_404(rows, pk=pk), context={"actor": actor}).data)
