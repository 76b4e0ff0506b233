"""What a token may ask about itself."""

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.api.serializers import MeSerializer


class Me(APIView):
    """The person, the organisation, the roles and the scopes that a token acts with."""

    @extend_schema(responses=MeSerializer, summary="Who the token acts for")
    def get(self, request: Request) -> Response:
        actor = cast("Actor", request.auth)  # HasActor lets nobody else in
        return Response(MeSerializer(actor).data)
