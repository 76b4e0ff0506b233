"""Who am I: the first question of a new integration."""

from django.urls import URLPattern, path

from accounts.api import description  # noqa: F401 -- registers how the API describes its tokens
from accounts.api.views import Me

urlpatterns: list[URLPattern] = [path("me", Me.as_view(), name="me")]
