"""Addresses of before: notices, mails, bookmarks and open pages lead there still, and are sent on to where the pages stand now."""

from functools import partial

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import path
from django.utils.encoding import escape_uri_path

# The pattern of the address before, and the address now.
MOVED = {
    "desk/": "/staff/",
    "desk/<path:rest>": "/staff/{rest}",
    "deal/<str:deal>/say/": "/deal/{deal}/messages/",
    "deal/<str:deal>/answer/": "/deal/{deal}/rounds/",
}


def send_on(request: HttpRequest, *, now: str, **parts: str) -> HttpResponsePermanentRedirect:
    """To the address of now, with the query and with what is posted."""
    query = request.META.get("QUERY_STRING", "")
    address = escape_uri_path(now.format(**parts)) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, preserve_request=True)


urlpatterns = [path(before, partial(send_on, now=now)) for before, now in MOVED.items()]
