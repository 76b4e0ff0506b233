"""Addresses of before: notices, mails and bookmarks still lead there, and are sent on to where the pages stand now."""

from django.urls import path
from django.views.generic import RedirectView

# Where the pages below an address stood, and where they stand.
MOVED = {"desk/": "/staff/"}

urlpatterns = [
    path(f"{before}<path:rest>", RedirectView.as_view(url=f"{now}%(rest)s", query_string=True, permanent=True))
    for before, now in MOVED.items()
] + [path(before, RedirectView.as_view(url=now, query_string=True, permanent=True)) for before, now in MOVED.items()]
