"""The map of the API, under /api/v1/. Its description and docs page are served by us."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from marketplace import api_docs

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.api.urls")),
    path("", include("listings.api.urls")),
    path("", include("listings.exchange.api.urls")),
    path("", include("marketplace.offers.api.urls")),
    path("", include("marketplace.contracts.api.urls")),
    path("", include("marketplace.payments.api.urls")),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", api_docs.docs, name="docs"),
]
