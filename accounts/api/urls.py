"""Who am I, the first question of a new integration; and files in pieces."""

from django.urls import URLPattern, path

from accounts.api import description  # noqa: F401 -- registers how the API describes its tokens
from accounts.api.uploads import UploadPieces, UploadStart
from accounts.api.views import Me

urlpatterns: list[URLPattern] = [
    path("me", Me.as_view(), name="me"),
    path("uploads/", UploadStart.as_view(), name="uploads"),
    path("uploads/<uuid:pk>/", UploadPieces.as_view(), name="upload"),
]
