"""The Celery application of beat. It names tasks and need not know them: without the market it starts in a third of the time."""

import os

from celery import Celery
from django.conf import settings
from django.utils.log import configure_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

app = Celery("monsoon", fixups=())
app.config_from_object("django.conf:settings", namespace="CELERY")
