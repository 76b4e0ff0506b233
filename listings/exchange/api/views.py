"""Imports by other systems: send a file, ask how far it is, mend rows, take over the good ones."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.roles import Scope
from accounts.scopes import actor_with
from listings.exchange import actions
from listings.exchange.api.shapes import (
    CellsSerializer,
    ImportDetailSerializer,
    ImportRowSerializer,
    ImportSerializer,
    MappingSerializer,
    TableSerializer,
)
from listings.exchange.inputs import ImportForm
from listings.exchange.models import Import, ImportRow
from listings.exchange.showing import is_mendable
from listings.exchange.states import Verdict
from marketplace.kit.api import Pages
from marketplace.kit.problems import Invalid

VERDICT = OpenApiParameter("verdict", enum=Verdict.values, description="Only rows with this verdict.")
PAGES = [OpenApiParameter("page", int), OpenApiParameter("page_size", int, description="At most 200.")]


def find_own_import(actor: Actor, pk: int) -> Import:
    """The organisation's own import, or 404."""
    return get_object_or_404(Import.objects.visible_to(actor), pk=pk)


def request_body(serializer: Any) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def respond_import(batch: Import, status: int = 200) -> Response:
    """The import as it is now."""
    batch.refresh_from_db()
    return Response(ImportDetailSerializer(batch).data, status=status)


class Imports(APIView):
    """Your organisation's imports, newest first; POST sends a file. Reading begins at once, but for lists of titles:
    they wait for their columns."""

    def get_parsers(self) -> list[Any]:
        return [MultiPartParser()]

    @extend_schema(responses=ImportSerializer(many=True), parameters=PAGES)
    def get(self, request: Request) -> Response:
        pages = Pages()
        rows = Import.objects.visible_to(actor_with(request, Scope.LIST)).select_related("file")
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ImportSerializer(page, many=True).data)

    @extend_schema(request={"multipart/form-data": ImportForm}, responses={201: ImportDetailSerializer})
    def post(self, request: Request) -> Response:
        actor, now = actor_with(request, Scope.LIST), timezone.now()
        form = ImportForm(request.POST, request.FILES, by=actor, at=now)
        made = actions.start_import(by=actor, at=now, **form.read_values())
        return respond_import(made, 201)


class ImportDetail(APIView):
    """How far an import is, how many rows are what, and what is wrong with the file as a whole."""

    @extend_schema(responses=ImportDetailSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return respond_import(find_own_import(actor_with(request, Scope.LIST), pk))


class Columns(APIView):
    """Say which column of a list of titles is which; then it is read. `mapping` of the import holds a guess."""

    @extend_schema(request=MappingSerializer, responses=ImportDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        batch, sent = find_own_import(actor, pk), request_body(MappingSerializer(data=request.data))
        actions.choose_columns(batch=batch, mapping=sent["mapping"], by=actor, at=timezone.now())
        return respond_import(batch)


class Table(APIView):
    """Correct where the table of a list of titles is, as long as it waits for its columns; they are guessed anew."""

    @extend_schema(request=TableSerializer, responses=ImportDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        batch, sent = find_own_import(actor, pk), request_body(TableSerializer(data=request.data))
        actions.choose_table(batch=batch, by=actor, at=timezone.now(), **sent)
        return respond_import(batch)


class Rows(APIView):
    """The rows of an import in the file's order."""

    @extend_schema(responses=ImportRowSerializer(many=True), parameters=[VERDICT, *PAGES])
    def get(self, request: Request, pk: int) -> Response:
        batch = find_own_import(actor_with(request, Scope.LIST), pk)
        rows, verdict = batch.rows.select_related("programme", "batch"), request.query_params.get("verdict", "")
        if verdict and verdict not in Verdict.values:
            raise Invalid({"verdict": [_("Write ok, warning or error.")]})
        pages = Pages()
        page = pages.paginate_queryset(rows.filter(verdict=verdict) if verdict else rows, request, view=self)
        return pages.get_paginated_response(ImportRowSerializer(page, many=True).data)


class Row(APIView):
    """Mend a row that was not taken over yet; it is checked again at once, with all rows of its offer."""

    @extend_schema(request=CellsSerializer, responses=ImportRowSerializer)
    def patch(self, request: Request, pk: int, number: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        batch = find_own_import(actor, pk)
        row = get_object_or_404(ImportRow.objects.filter(batch=batch).select_related("batch"), number=number)
        cells = request_body(CellsSerializer(data=request.data))["cells"]
        if unknown := [key for key in cells if not is_mendable(row, key, batch)]:
            raise Invalid({"cells": [_("“%(name)s” is not a column of this file.") % {"name": unknown[0][:100]}]})
        mended = actions.mend_row(row=row, cells=cells, by=actor, at=timezone.now())
        return Response(ImportRowSerializer(mended).data)


class Publish(APIView):
    """Take over the good rows and keep the rest. Runs in the background: look at the import again."""

    @extend_schema(request=None, responses={202: ImportDetailSerializer})
    def post(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        batch = find_own_import(actor, pk)
        actions.order_publishing(batch=batch, by=actor, at=timezone.now())
        return respond_import(batch, 202)


class Cancel(APIView):
    """Take nothing over. What was taken over before stays."""

    @extend_schema(request=None, responses=ImportDetailSerializer)
    def post(self, request: Request, pk: int) -> Response:
        actor = actor_with(request, Scope.LIST)
        batch = find_own_import(actor, pk)
        actions.cancel_import(batch=batch, by=actor, at=timezone.now())
        return respond_import(batch)
