"""What an organisation keeps: confirmations, its watch list, its waiting list, its territory sets, the rights' history."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Scope
from accounts.scopes import actor_with
from listings import actions
from listings.catalogue.actions.wait_for import leave_waiting, wait_for
from listings.catalogue.actions.watchlist import unwatch, watch
from listings.catalogue.api.views import REQUEST_PARAMETERS, wanted
from listings.inputs import TerritorySetForm
from listings.models import Programme, RightOut, RightsHistory, TerritorySet, WaitingEntry, Watch
from listings.programmes.api.programme_write import find_own_programme
from listings.programmes.api.serializers_write import RightInSerializer, RightOutSerializer
from listings.rights.actions.territory_sets import delete_territory_set, save_territory_set
from listings.rights.queries.history import changes_of, record_of
from marketplace.kit.api import read_body


class ConfirmedSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    rights_confirmed_at = serializers.DateTimeField()


class WaitingSerializer(serializers.ModelSerializer[WaitingEntry]):
    programme = serializers.CharField(source="programme.public_id")

    class Meta:
        model = WaitingEntry
        fields = ["id", "programme", "request", "created_at", "told_at"]


class WatchSerializer(serializers.ModelSerializer[Watch]):
    programme = serializers.CharField(source="programme.public_id")

    class Meta:
        model = Watch
        fields = ["programme", "at"]


class TerritorySetSerializer(serializers.Serializer[Any]):
    """`territories` are expanded: records made with the set keep the territories."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    territories = serializers.ListField(child=serializers.CharField())


class HistorySerializer(serializers.ModelSerializer[RightsHistory]):
    """`before` and `after`: the record as the other calls give it, and whether it stood (`active`); null: there was none."""

    author = serializers.CharField(source="author.display_name", default=None)
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    class Meta:
        model = RightsHistory
        fields = ["id", "kind", "row", "at", "author", "cause", "before", "after"]

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_before(self, change: RightsHistory) -> dict[str, Any] | None:
        return shown_record(change.kind, change.before)

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_after(self, change: RightsHistory) -> dict[str, Any] | None:
        return shown_record(change.kind, change.after)


def shown_record(kind: str, kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """A record of the history in codes and days."""
    row = record_of(kind, kept)
    if isinstance(row, RightOut):
        return {**RightOutSerializer(row).data, "active": row.active}
    return {**RightInSerializer(row).data, "active": True} if row else None


class Confirm(APIView):
    """Say that the rights of your programme are right as recorded, as of now."""

    @extend_schema(request=None, responses=ConfirmedSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        programme = find_own_programme(actor, public_id)
        actions.confirm_rights(programmes=[programme], by=actor, at=timezone.now())
        return Response(ConfirmedSerializer(programme).data)


class History(APIView):
    """Every change of the rights of your programme, newest first: who, when, why, before and after."""

    @extend_schema(responses=HistorySerializer(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        rows = changes_of(find_own_programme(actor_with(request, Scope.LIST), public_id))
        return Response(HistorySerializer(rows[:1000], many=True).data)


class WaitFor(APIView):
    """Be told once, when the whole request in the address has become free. Twice is once."""

    @extend_schema(request=None, responses={201: WaitingSerializer}, parameters=REQUEST_PARAMETERS)
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        rows = Programme.objects.visible_to(actor).select_related("organisation__seller_terms")
        programme = get_object_or_404(rows, public_id=public_id)
        entry = wait_for(programme=programme, request=wanted(request), by=actor, at=timezone.now())
        return Response(WaitingSerializer(entry).data, status=201)


class WaitingList(APIView):
    """What your organisation waits for."""

    @extend_schema(responses=WaitingSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = WaitingEntry.objects.visible_to(actor_with(request, Scope.CATALOGUE)).filter(closed_at=None)
        return Response(WaitingSerializer(rows.select_related("programme"), many=True).data)


class Leave(APIView):
    """Leave the waiting list."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        entry = get_object_or_404(WaitingEntry.objects.visible_to(actor), pk=pk)
        leave_waiting(entry=entry, by=actor, at=timezone.now())
        return Response(status=204)


class WatchOne(APIView):
    """Watch a programme, or stop. Both can be repeated."""

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        programme = get_object_or_404(Programme.objects.visible_to(actor), public_id=public_id)
        watch(programme=programme, by=actor, at=timezone.now())
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        unwatch(programme=get_object_or_404(Programme.objects.visible_to(actor), public_id=public_id), by=actor)
        return Response(status=204)


class WatchList(APIView):
    """What your organisation watches."""

    @extend_schema(responses=WatchSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = Watch.objects.visible_to(actor_with(request, Scope.CATALOGUE)).select_related("programme")
        return Response(WatchSerializer(rows, many=True).data)


class TerritorySets(APIView):
    """Your organisation's own names for some territories; POST makes one."""

    @extend_schema(responses=TerritorySetSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = TerritorySet.objects.visible_to(actor_with(request, Scope.CATALOGUE))
        return Response(TerritorySetSerializer(rows, many=True).data)

    @extend_schema(request=TerritorySetForm, responses={201: TerritorySetSerializer})
    def post(self, request: Request) -> Response:
        actor = actor_with(request, Scope.LIST)
        values = TerritorySetForm(read_body(request), by=actor).read_values()
        made = save_territory_set(**values, by=actor, at=timezone.now())
        return Response(TerritorySetSerializer(made).data, status=201)


class OneTerritorySet(APIView):
    """PUT changes a set, DELETE forgets it; records made with it stay as they are."""

    @extend_schema(request=TerritorySetForm, responses=TerritorySetSerializer)
    def put(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        found = get_object_or_404(TerritorySet.objects.visible_to(actor), pk=pk)
        values = TerritorySetForm(read_body(request), by=actor, about=found).read_values()
        made = save_territory_set(**values, by=actor, at=timezone.now(), found=found)
        return Response(TerritorySetSerializer(made).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        found = get_object_or_404(TerritorySet.objects.visible_to(actor), pk=pk)
        delete_territory_set(found=found, by=actor, at=timezone.now())
        return Response(status=204)
