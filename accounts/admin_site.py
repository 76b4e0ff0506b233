"""Django's admin has no door of its own: staff come in where everybody signs in, with their second factor."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.web.access import staff_required


class StaffSite(AdminSite):
    """Opens for those for whom the staff's pages open."""

    site_header = site_title = "Monsoon"

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff who have shown a second factor; `accounts.middleware` has looked."""
        return getattr(request, "staff", None) is not None

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No form: whoever is not staff yet is led to signing in, or to the second factor, and back."""
        return enter_admin(request)  # type: ignore[return-value]  # the door answers with a page

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """One's own password is changed where everybody changes it."""
        return redirect("account_change_password")


@staff_required
def enter_admin(request: HttpRequest) -> HttpResponse:
    """Inside already."""
    return redirect("admin:index")
