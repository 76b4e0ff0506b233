"""Behind a proxy that we trust, requests look as they did to it: the client's address and HTTPS."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


class TrustedProxyMiddleware:
    """Take the client's address and scheme from the headers of a proxy in TRUSTED_PROXIES; from nobody else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = client_of(request)
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https":
                request.META["wsgi.url_scheme"] = "https"
                request.META["SERVER_PORT"] = "443"
        else:
            for header in FORWARDED:
                request.META.pop(header, None)
        return self.get_response(request)


def client_of(request: HttpRequest) -> str:
    """The last address that a proxy of ours did not have: what stands before it, anybody could have written."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    client: str = request.META.get("REMOTE_ADDR", "")
    for address in reversed(chain):
        if read_address(address) is None:
            break
        client = address
        if not is_trusted(address):
            break
    return client


def is_trusted(address: str) -> bool:
    """Is this one of our proxies?"""
    found = read_address(address)
    return found is not None and any(found in network for network in settings.TRUSTED_PROXIES)


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address; None where the text is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None
