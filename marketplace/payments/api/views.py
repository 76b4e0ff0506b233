"""Open the payment of an instalment by card: the address of the hosted page is the answer."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Scope
from listings.api.entry import actor_with
from marketplace.contracts.models import Instalment
from marketplace.payments.actions import open_charge


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
