"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

application = get_wsgi_application()
# Every page's code now, not at somebody's first request: what cannot be imported ends the start.
get_resolver().url_patterns  # noqa: B018 -- reading it imports them
