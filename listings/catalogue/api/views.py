"""Programmes and avails for other systems: the same queries as the pages. (Writing: see `programme_write`.)"""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.api.once import ONCE
from accounts.roles import Scope
from accounts.scopes import actor_with
from listings.catalogue.queries.catalogue import FACETS, SORTS, Search, chosen_in, search, words_in
from listings.inputs import ProgrammeChangeForm, ProgrammeForm
from listings.models import Programme
from listings.policies import may_see_asks, may_sort_by_ask
from listings.programmes.api import programme_write
from listings.programmes.api.serializers import AnswerSerializer, AvailabilitySerializer, ProgrammeSerializer
from listings.programmes.api.serializers_write import OwnProgrammeSerializer
from listings.rights.queries.answers import price_request
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import rights_told
from listings.rights.queries.repairs import Obstacle, find_obstacles, find_repairs
from listings.rights.request import AvailsRequest, parse_request
from marketplace.kit.api import Pages
from marketplace.kit.problems import Invalid

REQUEST_PARAMETERS = [
    OpenApiParameter("r", OpenApiTypes.STR, description="media rights, e.g. svod,avod; none = any"),
    OpenApiParameter(
        "t", OpenApiTypes.STR, description="territories, ISO 3166-1 alpha-2, e.g. CN,TH; none = any of the region"
    ),
    OpenApiParameter("from", OpenApiTypes.STR, description="first day or month of the window, e.g. 2027-03"),
    OpenApiParameter("to", OpenApiTypes.STR, description="last day or month, inclusive, e.g. 2029-02"),
    OpenApiParameter(
        "x",
        OpenApiTypes.STR,
        enum=["0", "1", "s"],
        description="0 non-exclusive; 1 sole: no other licensee, the owner may use it too; s exclusive: nobody else, the owner neither",
    ),
    OpenApiParameter("l", OpenApiTypes.STR, description="languages, BCP 47, e.g. zh-Hans"),
    OpenApiParameter("u", OpenApiTypes.STR, description="uses of the languages: orig, sub, dub, vo; none = any"),
]
CHOICES = [
    OpenApiParameter("q", OpenApiTypes.STR, description="words of a title, a person, a company, or an identifier"),
    OpenApiParameter("sort", OpenApiTypes.STR, enum=list(SORTS)),
    OpenApiParameter("page", OpenApiTypes.INT),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"at most {Pages.max_page_size}"),
    *(OpenApiParameter(name, OpenApiTypes.STR, many=True, description=f"facet: {name}") for name in FACETS),
]


def wanted(request: Request) -> AvailsRequest:
    """The request in the address. Raises Invalid with a message at each wrong field."""
    found, errors = parse_request(request.query_params)
    if found is None:
        raise Invalid(
            {
                field: [message]
                for field, message in (
                    errors or {"from": _("Give a request: from and to, and what you want of r and t.")}
                ).items()
            }
        )
    return found


def sort_in(values: QueryDict, actor: Actor) -> str:
    """The order asked for. Raises Invalid for one that we don't know, or that is not for this reader."""
    sort = values.get("sort", "fit")
    if sort == "ask" and not may_sort_by_ask(actor):
        raise Invalid({"sort": [_("Asks are shown to verified buyers")]})
    if sort not in SORTS:
        raise Invalid(
            {
                "sort": [
                    _("“%(value)s” is not an order. Choose one of: %(known)s.")
                    % {"value": sort, "known": ", ".join(SORTS)}
                ]
            }
        )
    return sort


class ProgrammeList(APIView):
    """Published programmes, and your own; POST drafts one."""

    @extend_schema(responses=ProgrammeSerializer(many=True), parameters=[OpenApiParameter("page", OpenApiTypes.INT)])
    def get(self, request: Request) -> Response:
        actor = actor_with(request, Scope.CATALOGUE)
        rows = (
            Programme.objects.visible_to(actor).select_related("organisation").prefetch_related("texts").order_by("pk")
        )
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ProgrammeSerializer(page, many=True).data)

    @extend_schema(request=ProgrammeForm, responses={201: OwnProgrammeSerializer}, parameters=[ONCE])
    def post(self, request: Request) -> Response:
        return programme_write.draft_programme(request)


class ProgrammeDetail(APIView):
    """One programme: of your own also the lists and the revision. PATCH changes what it names.

    Of a published programme only numbers and codes change at once (episode_count, minutes, genres, ratings, versions); other
    changes wait for review and stand in `pending`, and the answer is 202. A further PATCH goes on from there.
    """

    @extend_schema(responses=OwnProgrammeSerializer)
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.CATALOGUE)
        found = get_object_or_404(Programme.objects.visible_to(actor), public_id=public_id)
        if found.organisation_id == actor.organisation.pk:
            return programme_write.respond_programme(actor, public_id)
        return Response(ProgrammeSerializer(found).data)

    @extend_schema(
        request=ProgrammeChangeForm,
        responses={200: OwnProgrammeSerializer, 202: OwnProgrammeSerializer},
    )
    def patch(self, request: Request, public_id: str) -> Response:
        return programme_write.change_programme(request, public_id)


class AvailsSearch(APIView):
    """What can be licensed for this request? Programmes in order of fit, with the number of free cells."""

    @extend_schema(responses=AnswerSerializer, parameters=[*REQUEST_PARAMETERS, *CHOICES])
    def get(self, request: Request) -> Response:
        actor, now, asked = actor_with(request, Scope.CATALOGUE), timezone.now(), wanted(request)
        pages, number = Pages(), request.query_params.get("page", "1")
        page = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 1
        size, values = pages.get_page_size(request) or Pages.page_size, request.query_params
        sought = Search(words_in(values), asked, chosen_in(values), sort_in(values, actor), page=page, size=size)
        answer = search(sought, at=now)
        pages.paginate_queryset(range(answer.total), request, view=self)
        found = Programme.objects.visible_to(actor).select_related("organisation").prefetch_related("texts", "asks")
        programmes = found.in_bulk([hit.id for hit in answer.page])
        shown = [(programmes[hit.id], hit.free) for hit in answer.page if hit.id in programmes]
        told = ProgrammeSerializer([programme for programme, _free in shown], many=True).data
        rows = [row_of(one, told[place], free, asked, actor) for place, (one, free) in enumerate(shown)]
        total = {"count": answer.total, "fits": answer.fits, "facets": answer.facets, "cells": len(asked.cells)}
        return Response(total | {"next": pages.get_next_link(), "results": rows})


def row_of(programme: Programme, told: Any, free: int, asked: AvailsRequest, actor: Actor) -> dict[str, Any]:
    """One programme of an answer; the ask only for those who may see it."""
    ask = price_request(programme, list(programme.asks.all()), asked) if may_see_asks(actor, programme) else None
    money = {"minor": ask.minor, "currency": ask.currency} if ask else None
    return {"programme": told, "free_cells": free, "ask": money}


class Availability(APIView):
    """One programme, cell by cell: free or why not, until when, and what would work instead."""

    @extend_schema(responses=AvailabilitySerializer, parameters=REQUEST_PARAMETERS)
    def get(self, request: Request, public_id: str) -> Response:
        actor, now = actor_with(request, Scope.CATALOGUE), timezone.now()
        rows = Programme.objects.visible_to(actor).select_related("organisation__seller_terms")
        programme = get_object_or_404(rows, public_id=public_id)
        asked, told = wanted(request), rights_told(read_rights([programme], now)[programme.pk], programme, actor)
        report = told.fit(asked)
        return Response(
            {
                "programme": programme.public_id,
                "free_cells": report.free,
                "cells": [cell_of(answer) for answer in report.answers],
                "instead": [
                    {"kind": r.kind, "cells": r.cells, **r.request.to_params()}
                    for r in find_repairs(told, asked, report)
                ],
                "why_not": [obstacle_of(one) for one in find_obstacles(told, asked)],
                "dates_shown": told.reader.dates,
                "confirmed_at": programme.rights_confirmed_at,
            }
        )


def obstacle_of(found: Obstacle) -> dict[str, Any]:
    """One thing in the way: where, for which days of the request, until when; never who."""
    days = found.overlap
    return {
        "kind": found.kind,
        "cells": [{"medium": m, "territory": t} for m, t in found.cells],
        "languages": found.languages,
        "uses": found.uses,
        "from": days.start if days else None,
        "until": days.end if days else None,
        "free_from": found.free_from,
        "held_until": found.expires_at,
        "by_another_seller": found.elsewhere,
    }


def cell_of(answer: Any) -> dict[str, Any]:
    """A cell with its segments; never who holds it."""
    segments = [{"from": s.period.start, "until": s.period.end, "state": s.state} for s in answer.segments]
    medium, territory = answer.cell
    return {
        "medium": medium,
        "territory": territory,
        "free": answer.free,
        "free_from": answer.free_from,
        "segments": segments,
    }
