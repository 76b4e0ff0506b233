"""Visits in the API."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from visits.models import Visit

from accounts.roles import Scope
from accounts.scopes import actor_with


class VisitSerializer(serializers.ModelSerializer[Visit]):
    class Meta:
        model = Visit
        fields = ["number", "planned_at"]


class Visits(APIView):
    """Every visit of the organisation."""

    @extend_schema(responses=VisitSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = Visit.objects.visible_to(actor_with(request, Scope.DEALS))
        return Response(VisitSerializer(rows, many=True).data)


urlpatterns = [path("visits/", Visits.as_view(), name="visits")]
