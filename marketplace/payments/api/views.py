"""Pay an instalment: by card, where the address of the hosted page is the answer, or by a bank transfer that is reported."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Scope
from accounts.scopes import actor_with
from marketplace.contracts.models import Instalment
from marketplace.payments.actions import claim_transfer, open_charge, withdraw_transfer
from marketplace.payments.inputs import TransferForm
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import OPEN_TRANSFERS


class ChargeSerializer(serializers.Serializer[Any]):
    url = serializers.URLField(source="session_url")
    state = serializers.CharField()


class Card(APIView):
    """A person pays on the page at `url`; the result arrives by itself."""

    @extend_schema(request=None, responses={201: ChargeSerializer})
    def post(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.PAY)
        instalment = get_object_or_404(Instalment.objects.visible_to(actor), pk=pk)
        charge = open_charge(instalment=instalment, by=actor, at=timezone.now())
        return Response(ChargeSerializer(charge).data, status=201)


class TransferSerializer(serializers.ModelSerializer[BankTransfer]):
    """Amounts in minor units; `received_minor` is null until we have seen the money, `reason` says why it was refused."""

    received_minor = serializers.IntegerField(allow_null=True)

    class Meta:
        model = BankTransfer
        fields = ["state", "claimed_minor", "received_minor", "sent_on", "claimed_at", "reason"]


class Transfer(APIView):
    """The bank transfer of an instalment: report it with its slip, see where it stands, take the report back."""

    def get_parsers(self) -> list[Any]:
        return [MultiPartParser()]

    @extend_schema(responses=TransferSerializer)
    def get(self, request: Request, pk: int) -> Response:
        rows = BankTransfer.objects.visible_to(actor_with(request, Scope.DEALS)).filter(instalment=pk)
        newest = rows.order_by("-pk").first()
        if newest is None:
            raise Http404
        return Response(TransferSerializer(newest).data)

    @extend_schema(request={"multipart/form-data": TransferForm}, responses={201: TransferSerializer})
    def post(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.PAY)
        instalment = get_object_or_404(Instalment.objects.visible_to(actor), pk=pk)
        claim = TransferForm(request.POST, request.FILES, by=actor, about=instalment).claim()
        made = claim_transfer(instalment=instalment, by=actor, at=timezone.now(), **claim)
        return Response(TransferSerializer(made).data, status=201)

    @extend_schema(responses=TransferSerializer)
    def delete(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.PAY)
        reported = BankTransfer.objects.visible_to(actor).filter(instalment=pk, state__in=OPEN_TRANSFERS)
        found = get_object_or_404(reported.select_related("instalment__contract__deal"))
        withdraw_transfer(transfer=found, by=actor, at=timezone.now())
        return Response(TransferSerializer(found).data)
