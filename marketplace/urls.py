"""The map of all pages. Each slice keeps its own (`slice.py`); names are "slice:page"."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from accounts.web.addresses import AddressesView
from accounts.web.passwords import change_password
from marketplace import health, home, search_box
from marketplace.kit import icons, posters
from marketplace.kit.slices import read_slices

handler400, handler403 = "marketplace.errors.bad_request", "marketplace.errors.permission_denied"
handler404, handler500 = "marketplace.errors.page_not_found", "marketplace.kit.outages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.show_landing, name="landing"),
    path("home/", home.show_home, name="home"),
    path("fees/", home.show_fees, name="fees"),
    path("find/", search_box.find_by_number, name="find"),
    *(path(one.under, include((one.pages, label))) for label, one in read_slices().items() if one.pages),
    path("", include("marketplace.former_addresses")),
    path("account/password/change/", change_password, name="account_change_password"),
    path("account/email/", login_required(AddressesView.as_view()), name="account_email"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("marketplace.api_urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("drawn/<str:version>.svg", icons.serve_shared, name="icons"),
    path("drawn/<str:shape>/<str:name>.svg", posters.serve_landscape, name="drawn"),
    path("health/live", health.answer_live, name="health-live"),
    path("health/ready", health.answer_ready, name="health-ready"),
    path("health/queues", health.answer_queues, name="health-queues"),
]

if settings.DEBUG:
    from marketplace.kit import ui_page

    urlpatterns.append(path("_kit/", ui_page.show_components, name="kit"))
