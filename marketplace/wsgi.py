"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from marketplace.celery import app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

# A page only queues tasks: it does not wait for a broker that is frozen. A worker waits longer, it lives on the broker.
app.conf.broker_transport_options |= {"socket_timeout": 0.5, "socket_connect_timeout": 0.5, "max_retries": 0}

application = get_wsgi_application()
# Every page's code now, not at somebody's first request: what cannot be imported ends the start.
get_resolver().url_patterns  # noqa: B018 -- reading it imports them
