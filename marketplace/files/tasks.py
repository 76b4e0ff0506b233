"""The nightly jobs of files."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from marketplace.files import erase, uploads


@shared_task(name="files.erase_expired")
def erase_expired(**_later: Any) -> None:
    """Delete what nobody may have any more."""
    erase.erase_expired(at=timezone.now())


@shared_task(name="files.forget_uploads")
def forget_uploads(**_later: Any) -> None:
    """Remove uploads that nobody finished or used."""
    uploads.forget_expired(at=timezone.now())
