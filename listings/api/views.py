"""Programmes and avails for other systems. Read only; the same queries as the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.roles import Scope
from listings.api.serializers import AnswerSerializer, AvailabilitySerializer, ProgrammeSerializer
from listings.models import Programme
from listings.policies import may_see_asks
from listings.queries.answers import fit, price, repairs
from listings.queries.catalogue import Search, search
from listings.queries.cells import read_rights
from listings.queries.request import AvailsRequest, parse
from marketplace.kit.api import Pages
from marketplace.kit.problems import Forbidden, Invalid

REQUEST_PARAMETERS = [
    OpenApiParameter("r", OpenApiTypes.STR, description="media rights, e.g. svod,avod"),
    OpenApiParameter("t", OpenApiTypes.STR, description="territories, ISO 3166-1 alpha-2, e.g. CN,TH"),
    OpenApiParameter("from", OpenApiTypes.STR, description="first day or month of the window, e.g. 2027-03"),
    OpenApiParameter("to", OpenApiTypes.STR, description="last day or month, inclusive, e.g. 2029-02"),
    OpenApiParameter("x", OpenApiTypes.INT, enum=[0, 1], description="1 = exclusive"),
    OpenApiParameter("l", OpenApiTypes.STR, description="languages, BCP 47, e.g. zh-Hans"),
]


def actor_with(request: Request, scope: Scope) -> Actor:
    """The token's actor, if the token is meant for this. Raises Forbidden."""
    actor = request.auth
    if not isinstance(actor, Actor) or not actor.has_scope(scope):
        raise Forbidden
    return actor


def wanted(request: Request) -> AvailsRequest:
    """The request in the address. Raises Invalid with a message at each wrong field."""
    found, errors = parse(request.query_params)
    if found is None:
        raise Invalid(
            {field: [message] for field, message in (errors or {"r": "Give a request: r, t, from, to."}).items()}
        )
    return found


class ProgrammeList(APIView):
    """Published programmes, and your own."""

    @extend_schema(responses=ProgrammeSerializer(many=True), parameters=[OpenApiParameter("page", OpenApiTypes.INT)])
    def get(self, request: Request) -> Response:
        actor = actor_with(request, Scope.CATALOGUE)
        rows = (
            Programme.objects.visible_to(actor).select_related("organisation").prefetch_related("texts").order_by("pk")
        )
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ProgrammeSerializer(page, many=True).data)


class ProgrammeDetail(APIView):
    """One programme."""

    @extend_schema(responses=ProgrammeSerializer)
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.CATALOGUE)
        return Response(
            ProgrammeSerializer(get_object_or_404(Programme.objects.visible_to(actor), public_id=public_id)).data
        )


class AvailsSearch(APIView):
    """What can be licensed for this request? Programmes in order of fit, with the number of free cells."""

    @extend_schema(
        responses=AnswerSerializer, parameters=[OpenApiParameter("q", OpenApiTypes.STR), *REQUEST_PARAMETERS]
    )
    def get(self, request: Request) -> Response:
        actor, now, asked = actor_with(request, Scope.CATALOGUE), timezone.now(), wanted(request)
        answer = search(Search(text=request.query_params.get("q", ""), request=asked), at=now)
        pages = Pages()
        hits: list[Any] = pages.paginate_queryset(answer.hits, request, view=self) or []
        found = Programme.objects.visible_to(actor).select_related("organisation").prefetch_related("texts", "asks")
        programmes = found.in_bulk([hit.id for hit in hits])
        rows = [row_of(programmes[hit.id], hit.free, asked, actor) for hit in hits if hit.id in programmes]
        total = {"count": len(answer.hits), "fits": answer.fits, "facets": answer.facets, "cells": len(asked.cells)}
        return Response(total | {"next": pages.get_next_link(), "results": rows})


def row_of(programme: Programme, free: int, asked: AvailsRequest, actor: Actor) -> dict[str, Any]:
    """One programme of an answer; the ask only for those who may see it."""
    ask = price(programme, list(programme.asks.all()), asked) if may_see_asks(actor, programme) else None
    money = {"minor": ask.minor, "currency": ask.currency} if ask else None
    return {"programme": ProgrammeSerializer(programme).data, "free_cells": free, "ask": money}


class Availability(APIView):
    """One programme, cell by cell: free or why not, until when, and what would work instead."""

    @extend_schema(responses=AvailabilitySerializer, parameters=REQUEST_PARAMETERS)
    def get(self, request: Request, public_id: str) -> Response:
        actor, now = actor_with(request, Scope.CATALOGUE), timezone.now()
        programme = get_object_or_404(Programme.objects.visible_to(actor), public_id=public_id)
        asked, rights = wanted(request), read_rights([programme], now)[programme.pk]
        report = fit(rights, asked, mine=actor.organisation.pk)
        return Response(
            {
                "programme": programme.public_id,
                "free_cells": report.free,
                "cells": [cell_of(answer) for answer in report.answers],
                "instead": [
                    {"kind": r.kind, "cells": r.cells, **r.request.to_params()} for r in repairs(rights, asked)
                ],
                "confirmed_at": programme.rights_confirmed_at,
            }
        )


def cell_of(answer: Any) -> dict[str, Any]:
    """A cell with its segments; never who holds it."""
    segments = [{"from": s.period.start, "until": s.period.end, "state": s.state} for s in answer.segments]
    medium, territory = answer.cell
    return {
        "medium": medium, "territory": territory, "free": answer.free, "free_from": answer.free_from, "segments": segments,
    }  # fmt: skip
