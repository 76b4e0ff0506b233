"""The Celery application. Its settings stand in `marketplace.settings` under CELERY_."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

app = Celery("monsoon")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
