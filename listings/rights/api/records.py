"""The rights ledger for other systems: list as of any day, add, shorten, split and end records."""

from datetime import datetime, time
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.roles import Scope
from accounts.scopes import actor_with
from listings import actions
from listings.inputs import PastDayForm, RightInForm, RightOutForm, ShortenForm, SplitForm
from listings.models import RightIn, RightOut
from listings.programmes.api.programme_write import find_own_programme
from listings.programmes.api.serializers_write import RightInSerializer, RightOutSerializer
from listings.rights.queries.cells import Rights
from listings.rights.queries.history import rights_on
from marketplace.kit.api import read_body

AS_OF = OpenApiParameter("on", OpenApiTypes.DATE, description="as the records stood at the end of this past day")


def rights_then(request: Request, actor: Actor, public_id: str) -> Rights | None:
    """The records of your programme at the end of the day in the address; None when the address names none."""
    programme, now = find_own_programme(actor, public_id), timezone.now()
    day = PastDayForm(request.query_params, by=actor, at=now).read_values()["on"]
    return rights_on(programme, datetime.combine(day, time.max, actor.organisation.zone)) if day else None


class RightsIn(APIView):
    """The rights you hold in one of your programmes, now or on a past day; POST records one."""

    @extend_schema(responses=RightInSerializer(many=True), parameters=[AS_OF])
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        then = rights_then(request, actor, public_id)
        rows = RightIn.objects.visible_to(actor).filter(programme=find_own_programme(actor, public_id)).order_by("pk")
        return Response(RightInSerializer(then.held if then else rows, many=True).data)

    @extend_schema(request=RightInForm, responses={201: RightInSerializer})
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        who: dict[str, Any] = {"by": actor, "at": timezone.now()}
        programme = find_own_programme(actor, public_id)
        form = RightInForm(read_body(request), about=programme, **who)
        made = actions.record_right_in(programme=programme, **form.read_values(), **who)
        return Response(RightInSerializer(made).data, status=201)


class RightsOut(APIView):
    """What is taken in one of your programmes, now or on a past day; POST records what was given elsewhere."""

    @extend_schema(responses=RightOutSerializer(many=True), parameters=[AS_OF])
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        then = rights_then(request, actor, public_id)
        rows = RightOut.objects.visible_to(actor).filter(programme=find_own_programme(actor, public_id), active=True)
        rows = rows.select_related("cut").order_by("pk")
        return Response(RightOutSerializer(then.taken if then else rows, many=True).data)

    @extend_schema(request=RightOutForm, responses={201: RightOutSerializer})
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        who: dict[str, Any] = {"by": actor, "at": timezone.now()}
        programme = find_own_programme(actor, public_id)
        form = RightOutForm(read_body(request), about=programme, **who)
        made = actions.record_right_out(programme=programme, **form.read_values(), **who)
        return Response(RightOutSerializer(made).data, status=201)


def one_in(actor: Actor, public_id: str, pk: int) -> RightIn:
    """A right that you hold, or 404."""
    return get_object_or_404(
        RightIn.objects.visible_to(actor).filter(programme=find_own_programme(actor, public_id)),
        pk=read_record_number(pk),
    )


def one_out(actor: Actor, public_id: str, pk: int) -> RightOut:
    """A standing record of what is taken, or 404."""
    rows = RightOut.objects.visible_to(actor).filter(programme=find_own_programme(actor, public_id), active=True)
    return get_object_or_404(rows, pk=read_record_number(pk))


def read_record_number(pk: int) -> int:
    """A number that can name a record. Raises Http404."""
    if pk >= 2**63:
        raise Http404
    return pk


def end_record(row: RightIn | RightOut, actor: Actor) -> Response:
    actions.end_record(row=row, by=actor, at=timezone.now())
    return Response(status=204)


def shorten_record(row: Any, actor: Actor, request: Request) -> Any:
    """The record, ending on the new last day."""
    end = ShortenForm(read_body(request), by=actor, about=row).read_values()["to"]
    actions.shorten(row=row, end=end, by=actor, at=timezone.now())
    return row


class OneRightIn(APIView):
    """PATCH gives a right an earlier last day, DELETE ends it; refused while a licence rests on what would go."""

    @extend_schema(request=ShortenForm, responses=RightInSerializer)
    def patch(self, request: Request, public_id: str, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        return Response(RightInSerializer(shorten_record(one_in(actor, public_id, pk), actor, request)).data)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, public_id: str, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        return end_record(one_in(actor, public_id, pk), actor)


class SplitRightIn(APIView):
    """One right becomes two that meet on a day: nothing is lost between them."""

    @extend_schema(request=SplitForm, responses={201: RightInSerializer(many=True)})
    def post(self, request: Request, public_id: str, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        row = one_in(actor, public_id, pk)
        day = SplitForm(read_body(request), by=actor, about=row).read_values()["on"]
        parts = actions.split_right(row=row, day=day, by=actor, at=timezone.now())
        return Response(RightInSerializer(parts, many=True).data, status=201)


class OneRightOut(APIView):
    """PATCH gives a record of your own an earlier last day, DELETE ends it. What a deal holds ends with the deal."""

    @extend_schema(request=ShortenForm, responses=RightOutSerializer)
    def patch(self, request: Request, public_id: str, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        return Response(RightOutSerializer(shorten_record(one_out(actor, public_id, pk), actor, request)).data)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, public_id: str, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        return end_record(one_out(actor, public_id, pk), actor)
