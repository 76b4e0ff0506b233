"""Your own titles and rights as files: Avails for other systems, our own sheet for people; and what a file leaves unsaid."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Scope
from accounts.scopes import actor_with
from listings.exchange import exporting
from listings.exchange.exporting import FORMATS, Wanted
from marketplace.files.serve import serve_content

PARAMETERS = [
    OpenApiParameter("title", OpenApiTypes.STR, many=True, description="your titles, e.g. MN-TH-004182; none = all"),
    OpenApiParameter(
        "what", OpenApiTypes.STR, enum=["held", "free"], description="all rights held, or only what is free"
    ),
    OpenApiParameter(
        "rows", OpenApiTypes.STR, enum=["list", "territory"], description="one row per territory, or lists"
    ),
]
A_FILE = OpenApiResponse(OpenApiTypes.BINARY, description="the file")


class LossSerializer(serializers.Serializer[Any]):
    """`record` is "in 41" or "out 7", empty for the programme as a whole."""

    programme = serializers.CharField()
    record = serializers.CharField()
    code = serializers.CharField()
    sentence = serializers.CharField()


class Files(BaseContentNegotiation):
    """The address names the format, so the client's Accept does not matter; refusals are JSON."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Export(APIView):
    """A file of your own titles. At most 2,000 titles at once."""

    content_negotiation_class = Files
    kind = "xlsx"

    @extend_schema(parameters=PARAMETERS, responses={200: A_FILE})
    def get(self, request: Request) -> HttpResponseBase:
        actor, now = actor_with(request, Scope.LIST), timezone.now()
        wanted = read_wanted(request, self.kind)
        programmes = exporting.choose_programmes(wanted, actor)
        name = exporting.file_name(wanted, programmes, now)
        return serve_content(request, exporting.make_file(wanted, programmes, now), FORMATS[wanted.format].kind, name)


class AvailsXlsx(Export):
    """Avails as a workbook of template 1.9."""


class AvailsXml(Export):
    """Avails as XML 2.6."""

    kind = "xml"


class RightsSheet(Export):
    """Monsoon's own rights sheet, with every dimension of your records. (`what` and `rows` do not matter here.)"""

    kind = "own-en"


class RightsSheetChinese(Export):
    """Monsoon's own rights sheet with Chinese headers and values."""

    kind = "own-zh"


class Losses(APIView):
    """What an Avails file of these titles will not say, title by title and record by record."""

    @extend_schema(parameters=PARAMETERS, responses=LossSerializer(many=True))
    def get(self, request: Request) -> Response:
        actor, now = actor_with(request, Scope.LIST), timezone.now()
        wanted = read_wanted(request, "xlsx")
        _rows, losses = exporting.foretell_file(wanted, exporting.choose_programmes(wanted, actor), now)
        return Response(LossSerializer(losses, many=True).data)


def read_wanted(request: Request, kind: str) -> Wanted:
    """What the address asks for, in this format."""
    values = request.query_params.copy()
    values["format"] = kind
    return exporting.parse_wanted(values)
