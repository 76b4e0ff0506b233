"""The map of the API, under /api/v1/. Its description and docs page are served by us."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from marketplace import api_docs
from marketplace.kit.inputs import openapi as _openapi  # noqa: F401 -- forms are part of the API's description
from marketplace.kit.slices import read_slices

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(one.api)) for one in read_slices().values() if one.api),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", api_docs.show_docs, name="docs"),
]
