"""Whether there is room to write. Before a disk is full, writing stops: a database that finds no room ends."""

import shutil

from django.conf import settings


def is_full() -> bool:
    """Whether less than the reserve is left where our data lies."""
    return shutil.disk_usage(settings.HOME).free < settings.STORAGE_RESERVE_BYTES
