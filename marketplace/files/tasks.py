"""The nightly jobs of files."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from marketplace.files import erase, uploads
from marketplace.files.read_again import read_files_again
from marketplace.files.unnamed import remove_unnamed


@shared_task(name="files.erase_expired")
def erase_expired(**_later: Any) -> None:
    """Delete what nobody may have any more."""
    erase.erase_expired(at=timezone.now())


@shared_task(name="files.forget_uploads")
def forget_uploads(**_later: Any) -> None:
    """Remove uploads that nobody finished or used."""
    uploads.forget_expired(at=timezone.now())


@shared_task(name="files.read_again")
def read_again(**_later: Any) -> None:
    """Compare the night's share of all files with their hashes."""
    read_files_again(at=timezone.now())


@shared_task(name="files.remove_unnamed")
def remove_unnamed_files(**_later: Any) -> None:
    """Delete bytes that no row names."""
    remove_unnamed(at=timezone.now())
