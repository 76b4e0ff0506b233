"""Materials of a contract, for other systems: what is to be delivered, and the moves of both sides. And the evidence."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.roles import Scope
from accounts.scopes import actor_with
from marketplace.contracts import actions
from marketplace.contracts.evidence import evidence_of
from marketplace.contracts.inputs import DeliveryForm, RefusalForm
from marketplace.contracts.models import Contract, DeliveryEvent, Material
from marketplace.kit.api import read_body


class DeliveryEventSerializer(serializers.ModelSerializer[DeliveryEvent]):
    organisation = serializers.CharField(source="organisation.name_en")
    file_name = serializers.CharField(source="file.name", default="")
    file_sha256 = serializers.CharField(source="file.sha256", default="")

    class Meta:
        model = DeliveryEvent
        fields = ["move", "organisation", "at", "note", "link", "file_name", "file_sha256"]


class MaterialSerializer(serializers.ModelSerializer[Material]):
    """What is delivered, where it stands, and every move so far."""

    events = DeliveryEventSerializer(many=True)

    class Meta:
        model = Material
        fields = ["number", "kind", "language", "state", "events"]


def contract_of(actor: Actor, number: str) -> Contract:
    """A contract of the actor's deals, or 404."""
    return get_object_or_404(Contract.objects.visible_to(actor).with_parties(), number=number)


def material_of(actor: Actor, number: str, position: int) -> Material:
    """One material of the actor's deals, or 404."""
    rows = Material.objects.visible_to(actor).with_contract()
    return get_object_or_404(rows, contract__number=number, number=position)


class Materials(APIView):
    """The materials of a contract; none before both sides have signed."""

    @extend_schema(responses=MaterialSerializer(many=True))
    def get(self, request: Request, number: str) -> Response:
        contract = contract_of(actor_with(request, Scope.DEALS), number)
        rows = contract.materials.prefetch_related("events__organisation", "events__file").order_by("number")
        return Response(MaterialSerializer(rows, many=True).data)


class Deliver(APIView):
    """The seller says where a material is."""

    @extend_schema(request=DeliveryForm, responses=MaterialSerializer)
    def post(self, request: Request, number: str, position: int) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        material, body = material_of(actor, number, position), DeliveryForm(read_body(request)).read_values()
        actions.deliver_material(material=material, by=actor, at=timezone.now(), **body)
        return Response(MaterialSerializer(material).data)


class AcceptMaterial(APIView):
    """The buyer takes what was delivered."""

    @extend_schema(request=None, responses=MaterialSerializer)
    def post(self, request: Request, number: str, position: int) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        material = material_of(actor, number, position)
        actions.accept_material(material=material, by=actor, at=timezone.now())
        return Response(MaterialSerializer(material).data)


class RefuseMaterial(APIView):
    """The buyer sends it back; the reason goes to the seller."""

    @extend_schema(request=RefusalForm, responses=MaterialSerializer)
    def post(self, request: Request, number: str, position: int) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        material, body = material_of(actor, number, position), RefusalForm(read_body(request)).read_values()
        actions.refuse_material(material=material, reason=body["reason"], by=actor, at=timezone.now())
        return Response(MaterialSerializer(material).data)


class Evidence(APIView):
    """What proves the signatures: who, when, from where, and the hash of what was signed."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, number: str) -> Response:
        actor = actor_with(request, Scope.DEALS)
        return Response(evidence_of(contract_of(actor, number), actor))
