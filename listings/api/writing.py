"""Programmes and rights written by other systems: the same readers, policies and actions as the editor's."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.roles import Scope
from listings import actions
from listings.actions.save_programme import FIELDS
from listings.api.entry import actor_with
from listings.api.shapes import programme_body, revision_of, right_body
from listings.api.written import (
    OwnProgrammeSerializer,
    RightInSerializer,
    RightInWriteSerializer,
    RightOutSerializer,
    RightOutWriteSerializer,
)
from listings.models import Programme, RightIn, RightOut
from listings.reading import write_right_in, write_right_out

DETAILS = ("texts", "credits", "awards", "identifiers", "permits", "ratings", "versions", "seasons__episodes")


def own(actor: Actor, public_id: str) -> Programme:
    """The actor's own programme in any state, or 404."""
    rows = Programme.objects.owned_by(actor).select_related("organisation")
    return get_object_or_404(rows.prefetch_related(*DETAILS), public_id=public_id)


def shown(actor: Actor, public_id: str, status: int = 200) -> Response:
    """The programme as it is now."""
    return Response(OwnProgrammeSerializer(own(actor, public_id)).data, status=status)


def draft(request: Request) -> Response:
    """A new draft from the body."""
    actor = actor_with(request, Scope.LIST)
    made = actions.draft_programme(values=programme_body(request), by=actor, at=timezone.now())
    return shown(actor, made.public_id, 201)


def change(request: Request, public_id: str) -> Response:
    """Change what the body names; the rest stays."""
    actor = actor_with(request, Scope.LIST)
    programme, body = own(actor, public_id), programme_body(request)
    stored = {name: getattr(programme, name) for name in FIELDS}
    actions.save_programme(
        programme=programme, values=stored | body, revision=revision_of(body), by=actor, at=timezone.now()
    )
    return shown(actor, public_id)


class Submit(APIView):
    """Send a draft or returned listing to review; refused while something is missing (`fields` names it)."""

    @extend_schema(request=None, responses=OwnProgrammeSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        actions.submit_for_review(programme=own(actor, public_id), by=actor, at=timezone.now())
        return shown(actor, public_id)


class RightsIn(APIView):
    """The rights you hold in one of your programmes; POST records one."""

    @extend_schema(responses=RightInSerializer(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        rows = RightIn.objects.visible_to(actor).filter(programme=own(actor, public_id)).order_by("pk")
        return Response(RightInSerializer(rows, many=True).data)

    @extend_schema(request=RightInWriteSerializer, responses={201: RightInSerializer})
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        programme, body = own(actor, public_id), right_body(request)
        made = write_right_in(programme=programme, data=body, by=actor, at=timezone.now())
        return Response(RightInSerializer(made).data, status=201)


class RightsOut(APIView):
    """What is taken in one of your programmes; POST records what was sold, optioned or held back elsewhere."""

    @extend_schema(responses=RightOutSerializer(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        rows = RightOut.objects.visible_to(actor).filter(programme=own(actor, public_id), active=True)
        return Response(RightOutSerializer(rows.order_by("pk"), many=True).data)

    @extend_schema(request=RightOutWriteSerializer, responses={201: RightOutSerializer})
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        programme, body = own(actor, public_id), right_body(request)
        made = write_right_out(programme=programme, data=body, by=actor, at=timezone.now())
        return Response(RightOutSerializer(made).data, status=201)


class EndRecord(APIView):
    """End a record that you made. One that a licence rests on stays, and the refusal says so."""

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, public_id: str, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        row: Any = get_object_or_404(self.rows(actor).filter(programme=own(actor, public_id)), pk=pk)
        actions.end_record(row=row, by=actor, at=timezone.now())
        return Response(status=204)

    def rows(self, actor: Actor) -> Any:
        raise NotImplementedError


class EndRightIn(EndRecord):
    def rows(self, actor: Actor) -> Any:
        return RightIn.objects.visible_to(actor)


class EndRightOut(EndRecord):
    def rows(self, actor: Actor) -> Any:
        return RightOut.objects.visible_to(actor).filter(active=True)
