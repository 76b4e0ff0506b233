"""The entry point of the web server."""

import gc
import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from marketplace.celery import app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

# A page only queues tasks: it does not wait for a broker that is frozen. A worker waits longer, it lives on the broker.
app.conf.broker_transport_options |= {"socket_timeout": 0.5, "socket_connect_timeout": 0.5, "max_retries": 0}

application = get_wsgi_application()
if "smtp" not in settings.EMAIL_BACKEND and not settings.DEMO:
    logging.getLogger(__name__).warning(
        "No mail can be sent: EMAIL_URL is not set. Sign-up codes, invitations and new passwords stay in %s.",
        settings.MAILBOX,
    )
# Every page's code now, not at somebody's first request: what cannot be imported ends the start.
get_resolver().url_patterns  # noqa: B018 -- reading it imports them
gc.freeze()  # as in `marketplace.apps`, with the pages
